"""What became of the habits that were found: offered, made an automation, or not wanted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

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
    RETRACTED = "retracted"  # an automation was made of it, and taken away again


OPEN = frozenset({Standing.FOUND, Standing.OFFERED, Standing.RETRACTED})
"""Those that can be agreed to; what was retracted is not offered again unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a habit since `at`: it was offered `times` times. `data` tells of its automation where it has one."""

    habit: Habit
    standing: Standing
    at: datetime
    times: int = 0
    data: Mapping[str, Any] = field(default_factory=dict)


class HabitBook:
    """The habits of all people: a read model over their events, and what was found last.

    A habit is its person's: nobody else sees it or answers for it, but who runs the home.
    """

    kinds = frozenset(
        {Kind.HABIT_FOUND, Kind.HABIT_OFFERED, Kind.HABIT_ACCEPTED, Kind.HABIT_DISMISSED, Kind.HABIT_RETRACTED}
    )

    def __init__(self, log: EventLog, now: Callable[[], datetime]) -> None:
        """Keep what becomes of habits in a journal; `now` gives the present moment in UTC."""
        self._log = log
        self._now = now
        self._known: dict[str, Known] = {}
        self._found: dict[str, Habit] | None = None
        self._listeners: list[Callable[[Known], None]] = []

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
        former = self._known.get(event.subject)
        standing = Standing(event.kind.value.partition(".")[2])
        times = (former.times if former else 0) + (standing is Standing.OFFERED)
        data = {name: value for name, value in event.data.items() if name != "habit"}
        self._known[event.subject] = Known(habit=habit, standing=standing, at=at, times=times, data=data)

    def listen(self, listener: Callable[[Known], None]) -> Callable[[], None]:
        """Call with each habit of which something became; return what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def found(self, habits: Iterable[Habit]) -> list[Habit]:
        """Take in what was found just now, in the place of what was found before; return what nobody knows of yet."""
        self._found = {habit.habit_id: habit for habit in habits}
        return [habit for habit in self._found.values() if self._former(habit) is None]

    def seen(self) -> list[Known]:
        """Return the habits of all people, those that are not wanted left out, the surest first.

        One that is kept no more is left out too, unless an automation was made of it; before the first look all stay.
        """
        told = [known for known in self._known.values() if known.standing is Standing.ACCEPTED]
        if self._found is None:
            told += [known for known in self._known.values() if known.standing in OPEN]
        else:
            told += [known for habit in self._found.values() if (known := self._as_known(habit)).standing in OPEN]
        return sorted(told, key=lambda known: (-known.habit.confidence, known.habit.habit_id))

    def get(self, habit_id: str, user_id: str | None) -> Habit | None:
        """Return a habit of a person, found or known."""
        known = self.known(habit_id)
        return known.habit if known is not None and known.habit.user_id == user_id else None

    def known(self, habit_id: str) -> Known | None:
        """Return a habit of anybody with how things stand, found or known."""
        known = self._known.get(habit_id)
        habit = known.habit if known is not None else (self._found or {}).get(habit_id)
        return self._as_known(habit) if habit is not None else None

    def to_offer(self, user_id: str | None) -> Habit | None:
        """Return the habit that may be offered to a person now, the surest; what was answered never is again."""
        own = [habit for habit in (self._found or {}).values() if habit.user_id == user_id and self._is_open(habit)]
        return max(own, key=lambda habit: (habit.confidence, habit.habit_id), default=None)

    async def told(self, habit: Habit) -> None:
        """Note that a habit was found that nobody knew of."""
        await self._keep(Kind.HABIT_FOUND, habit)

    async def offered(self, habit: Habit, turn_id: str | None = None) -> None:
        """Note that a habit was offered, in a turn."""
        await self._keep(Kind.HABIT_OFFERED, habit, turn_id=turn_id)

    async def accepted(self, habit: Habit, automation_id: str, **made: Any) -> None:
        """Note that an automation was made of a habit, with what is to be known of it."""
        await self._keep(Kind.HABIT_ACCEPTED, habit, automation_id=automation_id, **made)

    async def dismissed(self, habit: Habit) -> None:
        """Note that a habit is not wanted: nothing like it is offered again."""
        await self._keep(Kind.HABIT_DISMISSED, habit)

    async def retracted(self, habit: Habit) -> None:
        """Note that the automation of a habit was taken away again: it is not offered again unasked."""
        await self._keep(Kind.HABIT_RETRACTED, habit)

    def _as_known(self, habit: Habit) -> Known:
        """Return a habit as it was found last, with how things stand with it or one like it."""
        former = self._former(habit)
        if former is None:
            return Known(habit=habit, standing=Standing.FOUND, at=self._now())
        return replace(former, habit=habit)

    def _former(self, habit: Habit) -> Known | None:
        """Return what is known of a habit, or of one like it: an answer before all else."""
        alike = [known for known in self._known.values() if known.habit.is_like(habit)]
        return max(alike, key=lambda known: (_WEIGHTS[known.standing], known.at), default=None)

    def _is_open(self, habit: Habit) -> bool:
        former = self._former(habit)
        if former is None or former.standing is Standing.FOUND:
            return True
        return former.standing is Standing.OFFERED and former.times < _MOST and self._now() - former.at >= _AGAIN

    async def _keep(self, kind: Kind, habit: Habit, **more: Any) -> None:
        data = {"habit": habit.to_json()} | {name: value for name, value in more.items() if value is not None}
        event = Event(kind=kind, subject=habit.habit_id, at=self._now().isoformat(), user_id=habit.user_id, data=data)
        await self._log.record(event)
        self.apply(event)
        if (known := self._known.get(habit.habit_id)) is not None:
            for listener in tuple(self._listeners):
                listener(known)


_WEIGHTS = {
    Standing.ACCEPTED: 3,
    Standing.DISMISSED: 3,
    Standing.RETRACTED: 2,
    Standing.OFFERED: 1,
    Standing.FOUND: 0,
}
