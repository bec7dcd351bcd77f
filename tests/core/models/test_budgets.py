"""What was spent, by day and month on the home's calendar, and how budgets stand."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from custom_components.llm_agents.core.agents.profiles import Budget
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.models.budgets import Budgets, Level, Period, Spending, Standing

BERLIN = ZoneInfo("Europe/Berlin")


def spent(at: str, tokens: int = 100, money: float = 0.0, agent: str = "comfort", backend: str = "main") -> Event:
    """Return the event of an answer."""
    data = {"input_tokens": tokens, "output_tokens": 0, "cached_tokens": tokens // 2, "money": money, "total_ms": 500}
    return Event(kind=Kind.USAGE_SPENT, subject=backend, at=at, agent=agent, data=data)


def moment(text: str) -> datetime:
    """Return a moment."""
    return datetime.fromisoformat(text)


def test_days_are_those_of_the_home() -> None:
    """An answer at 23:30 UTC belongs to the next day in Berlin."""
    spending = Spending(zone=lambda: BERLIN)
    spending.apply(spent("2026-11-20T23:30:00+00:00"))
    spending.apply(spent("2026-11-21T22:30:00+00:00"))
    assert spending.spent(Period.DAY, moment("2026-11-21T12:00:00+01:00")).tokens == 200
    assert spending.spent(Period.DAY, moment("2026-11-20T12:00:00+01:00")).tokens == 0


def test_months_are_those_of_the_home() -> None:
    """The month begins at midnight of the home."""
    spending = Spending(zone=lambda: BERLIN)
    spending.apply(spent("2026-10-31T22:59:00+00:00", tokens=1))
    spending.apply(spent("2026-10-31T23:01:00+00:00", tokens=10))
    spending.apply(spent("2026-11-15T12:00:00+00:00", tokens=100))
    assert spending.spent(Period.MONTH, moment("2026-11-21T12:00:00+01:00")).tokens == 110


def test_by_agent_and_by_backend() -> None:
    """One answer counts for its agent, for its backend and for all."""
    spending = Spending()
    at = "2026-11-21T10:00:00+00:00"
    spending.apply(spent(at, 1, agent="comfort", backend="main"))
    spending.apply(spent(at, 10, agent="energy", backend="main"))
    spending.apply(spent(at, 100, agent="energy", backend="other"))
    now = moment(at)
    assert spending.spent(Period.DAY, now, agent="energy").tokens == 110
    assert spending.spent(Period.DAY, now, backend="main").tokens == 11
    assert spending.spent(Period.DAY, now).tokens == 111


def test_rates() -> None:
    """The share of the cache and the mean time come from the sums."""
    spending = Spending()
    now = moment("2026-11-21T10:00:00+00:00")
    assert spending.spent(Period.DAY, now).hit_rate is None
    assert spending.spent(Period.DAY, now).latency is None
    spending.apply(spent(now.isoformat()))
    tally = spending.spent(Period.DAY, now)
    assert (tally.hit_rate, tally.latency, tally.answers) == (0.5, 500.0, 1)


@pytest.mark.parametrize(("latest", "kept"), [("2026-11-21", 3), ("2027-01-05", 1), ("2027-02-01", 1)])
def test_what_is_older_than_the_last_month_is_forgotten(latest: str, kept: int) -> None:
    """Memory does not grow with the years; this month and the last stay."""
    spending = Spending()
    for day in ("2026-10-01", "2026-11-20"):
        spending.apply(spent(f"{day}T10:00:00+00:00"))
    spending.apply(spent(f"{latest}T10:00:00+00:00"))
    spending.apply(spent("2026-08-01T10:00:00+00:00"))
    assert len(spending._days) == kept


def test_made_anew_from_events_it_is_the_same() -> None:
    """The read model holds nothing but what the events say."""
    events = [spent(f"2026-11-{day:02}T10:00:00+00:00", day, day / 100) for day in range(1, 22)]
    first, second = Spending(), Spending()
    for event in events:
        first.apply(event)
    for event in [*events]:
        second.apply(event)
    assert first._days == second._days
    assert first.spent(Period.MONTH, moment("2026-11-21T23:00:00+00:00")).money == pytest.approx(2.31)


@pytest.mark.parametrize(
    ("budget", "level", "period"),
    [
        (Budget(), Level.WITHIN, Period.DAY),
        (Budget(tokens_day=1000), Level.WITHIN, Period.DAY),
        (Budget(tokens_day=125), Level.SOFT, Period.DAY),
        (Budget(tokens_day=120, soft=0.9), Level.WITHIN, Period.DAY),
        (Budget(tokens_day=100), Level.CHEAPER, Period.DAY),
        (Budget(tokens_day=80), Level.LOCAL, Period.DAY),
        (Budget(tokens_day=1000, money_month=1.0), Level.CHEAPER, Period.MONTH),
        (Budget(tokens_month=120, money_day=100.0), Level.SOFT, Period.MONTH),
        (Budget(money_day=0.0), Level.LOCAL, Period.DAY),
    ],
)
def test_the_worst_limit_counts(budget: Budget, level: Level, period: Period) -> None:
    """A budget stands as its tightest limit does."""
    now = moment("2026-11-21T10:00:00+00:00")
    spending = Spending()
    spending.apply(spent(now.isoformat(), money=1.0))
    standing = Budgets(spending, lambda: now).standing(budget, agent="comfort")
    assert (standing.level, standing.period) == (level, period)


def test_without_overdraft_a_limit_is_the_end() -> None:
    """An owner who allows nothing beyond the limit gets only what runs at home."""
    now = moment("2026-11-21T10:00:00+00:00")
    spending = Spending()
    spending.apply(spent(now.isoformat()))
    assert Budgets(spending, lambda: now, overdraft=0.0).standing(Budget(tokens_day=100)).level is Level.LOCAL


def test_each_level_is_news_once_in_its_period() -> None:
    """A higher level is news again, a lower one is not; the next day begins anew."""
    now = [datetime(2026, 11, 21, 10, tzinfo=UTC)]
    budgets = Budgets(Spending(), lambda: now[0])

    def is_news(level: Level, period: Period = Period.DAY) -> bool:
        return budgets.is_news("agent", "comfort", Standing(level=level, period=period, share=1.0))

    assert [is_news(Level.WITHIN), is_news(Level.SOFT), is_news(Level.SOFT)] == [False, True, False]
    assert [is_news(Level.LOCAL), is_news(Level.CHEAPER)] == [True, False]
    assert [is_news(Level.SOFT, Period.MONTH), is_news(Level.SOFT, Period.MONTH)] == [True, False]
    now[0] = datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert [is_news(Level.SOFT), is_news(Level.SOFT, Period.MONTH)] == [True, False]
