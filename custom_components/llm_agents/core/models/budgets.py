"""What models took, and whether it is still within what the owner allows.

Days and months are those of the home's calendar. What was spent is a read model over the journal's events.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from enum import IntEnum, StrEnum

from ..agents.profiles import Budget
from ..journal.events import Event, Kind

OVERDRAFT = 0.1
"""The share of a limit that cheaper backends may still take beyond it, before only local ones are asked."""

NO_BUDGET = Budget()


class Level(IntEnum):
    """How far a budget is used up."""

    WITHIN = 0
    SOFT = 1  # the owner is warned
    CHEAPER = 2  # the limit is reached: only what is cheaper
    LOCAL = 3  # and passed: only what runs at home


class Period(StrEnum):
    """For how long a limit holds."""

    DAY = "day"
    MONTH = "month"


@dataclass(slots=True)
class Tally:
    """What was taken together: answers, tokens, money, milliseconds."""

    answers: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    money: float = 0.0
    milliseconds: float = 0.0

    @property
    def tokens(self) -> int:
        """Return the tokens read and written."""
        return self.input_tokens + self.output_tokens

    @property
    def hit_rate(self) -> float | None:
        """Return the share of the input that a provider had in its cache; `None` where nothing was read."""
        return self.cached_tokens / self.input_tokens if self.input_tokens else None

    @property
    def latency(self) -> float | None:
        """Return the mean milliseconds of an answer; `None` without any."""
        return self.milliseconds / self.answers if self.answers else None

    def add(self, other: Tally) -> None:
        """Take another tally in."""
        self.answers += other.answers
        self.input_tokens += other.input_tokens
        self.output_tokens += other.output_tokens
        self.cached_tokens += other.cached_tokens
        self.money += other.money
        self.milliseconds += other.milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a budget stands, and in which period it stands worst."""

    level: Level = Level.WITHIN
    period: Period = Period.DAY
    share: float = 0.0


@dataclass(slots=True)
class Spending:
    """What was spent, by day, agent and backend: a read model. Days before the last month are forgotten."""

    zone: Callable[[], tzinfo] = lambda: UTC
    kinds: frozenset[Kind] = frozenset({Kind.USAGE_SPENT})
    _days: dict[date, dict[tuple[str, str], Tally]] = field(default_factory=dict)

    def apply(self, event: Event) -> None:
        """Take in what an answer took."""
        day = self.today(datetime.fromisoformat(event.at))
        if day not in self._days:
            self._days[day] = {}
            self._forget()
        if day not in self._days:
            return  # from before what is kept
        tally = self._days[day].setdefault((event.agent or "", event.subject), Tally())
        data = event.data
        tally.add(
            Tally(
                answers=int(data.get("answers", 1)),  # more than one after a compaction
                input_tokens=int(data.get("input_tokens", 0)),
                output_tokens=int(data.get("output_tokens", 0)),
                cached_tokens=int(data.get("cached_tokens", 0)),
                money=float(data.get("money", 0.0)),
                milliseconds=float(data.get("total_ms", 0.0)),
            )
        )

    def today(self, now: datetime) -> date:
        """Return the day of a moment on the home's calendar."""
        return now.astimezone(self.zone()).date()

    def spent(self, period: Period, now: datetime, *, agent: str | None = None, backend: str | None = None) -> Tally:
        """Return what was taken in the present day or month, by all or by one agent, at all or at one backend."""
        total = Tally()
        for tally in self._tallies(period, now, agent, backend):
            total.add(tally)
        return total

    def _tallies(self, period: Period, now: datetime, agent: str | None, backend: str | None) -> Iterator[Tally]:
        today = self.today(now)
        for day, tallies in self._days.items():
            if day != today and (period is Period.DAY or (day.year, day.month) != (today.year, today.month)):
                continue
            for (by, at), tally in tallies.items():
                if (agent is None or by == agent) and (backend is None or at == backend):
                    yield tally

    def _forget(self) -> None:
        latest = max(self._days)
        first = date(latest.year - (latest.month == 1), (latest.month - 2) % 12 + 1, 1)
        self._days = {day: tallies for day, tallies in self._days.items() if day >= first}


class Budgets:
    """How budgets stand, and what of it is news."""

    def __init__(
        self,
        spending: Spending,
        now: Callable[[], datetime],
        total: Budget = NO_BUDGET,
        overdraft: float = OVERDRAFT,
    ) -> None:
        """Watch over spending; `total` is the budget of all agents together."""
        self.spending = spending
        self.total = total
        self._now = now
        self._overdraft = overdraft
        self._told: set[tuple[str, str, Level, Period, date]] = set()

    def standing(self, budget: Budget, *, agent: str | None = None, backend: str | None = None) -> Standing:
        """Return how a budget stands: the worst of its limits."""
        worst = Standing()
        now = self._now()
        limits = (
            (Period.DAY, budget.tokens_day, budget.money_day),
            (Period.MONTH, budget.tokens_month, budget.money_month),
        )
        for period, tokens, money in limits:
            if tokens is None and money is None:
                continue
            spent = self.spending.spent(period, now, agent=agent, backend=backend)
            share = max(_share(spent.tokens, tokens), _share(spent.money, money))
            standing = Standing(level=self._level(share, budget.soft), period=period, share=share)
            if (standing.level, share) > (worst.level, worst.share):
                worst = standing
        return worst

    def is_news(self, kind: str, subject: str, standing: Standing) -> bool:
        """Return whether a level was not told of yet in its period; it is afterwards. A lower one is no news then."""
        if standing.level is Level.WITHIN:
            return False
        today = self.spending.today(self._now())
        since = today if standing.period is Period.DAY else today.replace(day=1)
        self._told = {told for told in self._told if told[4] >= today.replace(day=1)}
        news = (kind, subject, standing.level, standing.period, since) not in self._told
        for level in Level:
            if Level.WITHIN < level <= standing.level:
                self._told.add((kind, subject, level, standing.period, since))
        return news

    def _level(self, share: float, soft: float) -> Level:
        if share < soft and share < 1:
            return Level.WITHIN
        if share < 1:
            return Level.SOFT
        return Level.CHEAPER if share < 1 + self._overdraft else Level.LOCAL


def _share(spent: float, limit: float | None) -> float:
    """Return which part of a limit is used up; a limit of zero is used up from the start."""
    if limit is None:
        return 0.0
    return spent / limit if limit > 0 else float("inf")
