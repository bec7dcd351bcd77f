"""What became of the habits that were found: offered, made an automation, or not wanted."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from ..journal.events import Event, Kind
from .habits import Habit
from .memory import EventLog

_AGAIN = timedelta(days=14)
"""How long a habit that was offered and not answered is left alone."""

_MOST = 3
"""Times that a habit is offered which nobody answers."""


class Standing(StrEnum):
    """How things stand with a habit."""

    FOUND = "found"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class HabitBook:
    """The habits of all people: a read model over their events, and what was found last.

    A habit is its person's: nobody else sees it or answers for it.
    """

    kinds = frozenset({Kind.HABIT_OFFERED, Kind.HABIT_ACCEPTED, Kind.HABIT_DISMISSED})

    def __init__(self, log: EventLog, now: Callable[[], datetime]) -> None:
        """Keep what becomes of habits in a journal; `now` gives the present moment in UTC."""
        self._log = log
        self._now = now
        self._known: dict[str, tuple[Habit, Standing, datetime, int]] = {}
        self._found: dict[str, Habit] = {}

    async def open(self) -> None:
        """Bring back what became of habits; awaited once, at the start, or when events were erased."""
        self._known.clear()
        for event in await self._log.events(self.kinds):
            self.apply(event)

    def apply(self, event: Event) -> None:
        """Take an event in; one that cannot be read changes nothing."""
        try:
            habit, at = Habit.from_json(event.data["habit"]), datetime.fromisoformat(event.at)
        except KeyError, ValueError:
            return
        times = self._known[event.subject][3] if event.subject in self._known else 0
        standing = Standing(event.kind.value.partition(".")[2])
        self._known[event.subject] = (habit, standing, at, times + (standing is Standing.OFFERED))

    def found(self, habits: Iterable[Habit]) -> None:
        """Take in what was found just now, in the place of what was found before."""
        self._found = {habit.habit_id: habit for habit in habits}

    def list(self, user_id: str | None) -> list[tuple[Habit, Standing]]:
        """Return a person's habits with how things stand, those found and not wanted left out, the surest first."""
        own = [habit for habit in self._found.values() if habit.user_id == user_id and self._former(habit) is None]
        told = [(habit, Standing.FOUND) for habit in own]
        known = [(habit, standing) for habit, standing, _, _ in self._known.values() if habit.user_id == user_id]
        told += [(habit, standing) for habit, standing in known if standing is not Standing.DISMISSED]
        return sorted(told, key=lambda item: (-item[0].confidence, item[0].habit_id))

    def get(self, habit_id: str, user_id: str | None) -> Habit | None:
        """Return a habit of a person, found or known."""
        known = self._known.get(habit_id)
        habit = self._found.get(habit_id) or (known[0] if known is not None else None)
        return habit if habit is not None and habit.user_id == user_id else None

    def to_offer(self, user_id: str | None) -> Habit | None:
        """Return the habit that may be offered to a person now, the surest; what was answered never is again."""
        own = [habit for habit in self._found.values() if habit.user_id == user_id and self._is_open(habit)]
        return max(own, key=lambda habit: (habit.confidence, habit.habit_id), default=None)

    async def offered(self, habit: Habit, turn_id: str | None = None) -> None:
        """Note that a habit was offered, in a turn or by a notice."""
        await self._keep(Kind.HABIT_OFFERED, habit, turn_id=turn_id)

    async def accepted(self, habit: Habit, automation_id: str) -> None:
        """Note that an automation was made of a habit."""
        await self._keep(Kind.HABIT_ACCEPTED, habit, automation_id=automation_id)

    async def dismissed(self, habit: Habit) -> None:
        """Note that a habit is not wanted: nothing like it is offered again."""
        await self._keep(Kind.HABIT_DISMISSED, habit)

    def _former(self, habit: Habit) -> tuple[Habit, Standing, datetime, int] | None:
        """Return what is known of a habit, or of one like it."""
        alike = [known for known in self._known.values() if known[0].is_like(habit)]
        answered = [known for known in alike if known[1] is not Standing.OFFERED]
        return next(iter((*answered, *alike)), None)

    def _is_open(self, habit: Habit) -> bool:
        former = self._former(habit)
        if former is None:
            return True
        _, standing, at, times = former
        return standing is Standing.OFFERED and times < _MOST and self._now() - at >= _AGAIN

    async def _keep(self, kind: Kind, habit: Habit, **more: str | None) -> None:
        data = {"habit": habit.to_json()} | {name: value for name, value in more.items() if value is not None}
        event = Event(kind=kind, subject=habit.habit_id, at=self._now().isoformat(), user_id=habit.user_id, data=data)
        await self._log.record(event)
        self.apply(event)
