"""Waiting for the time of plans, and for what they wait for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
import logging

from ..home.conditions import weigh
from ..journal.plans import Plan
from ..language.outcome import Intent
from ..language.request import Condition
from .clock import Clock
from .plans import conditions_of, intent_of, requests_of
from .ports import World

_LOGGER = logging.getLogger(__name__)

LOOK_AGAIN = timedelta(hours=1)
"""The longest sleep: a clock that was set, or a machine that slept, is noticed within it."""


@dataclass(slots=True, eq=False)
class _Waiting:
    """A plan in memory, with what ends the watch over its devices."""

    plan: Plan
    due: datetime
    conditions: Sequence[Condition]
    unwatch: Callable[[], None] | None = None


class Waiter:
    """Holds all open plans and tells when one is due: at its time, or when what it waits for has come.

    Costs one timer for all plans, and one subscription for each plan that waits for devices; nothing polls.
    """

    def __init__(self, world: World, clock: Clock) -> None:
        """Wait in a world."""
        self._world = world
        self._clock = clock
        self._on_due: Callable[[Plan, bool], None] = lambda _plan, _in_vain: None
        self._on_armed: Callable[[Plan], None] = lambda _plan: None
        self._waiting: dict[str, _Waiting] = {}
        self._cancel: Callable[[], None] | None = None
        self._running = False

    def listen(self, on_due: Callable[[Plan, bool], None], on_armed: Callable[[Plan], None]) -> None:
        """Tell of plans.

        `on_due` takes each plan once, with whether it waited in vain; `on_armed` one whose conditions were seen
        not to hold.
        """
        self._on_due, self._on_armed = on_due, on_armed

    @property
    def plans(self) -> Sequence[Plan]:
        """Return the open plans, the next one first."""
        return [waiting.plan for waiting in sorted(self._waiting.values(), key=lambda waiting: waiting.due)]

    def intent(self, plan: Plan) -> Intent:
        """Return what is told of a plan."""
        local = self._world.local
        conditions = conditions_of(plan)
        at = None if conditions else local(datetime.fromisoformat(plan.due))
        return intent_of(
            requests_of(plan),
            local(self._clock.now()),
            self._world.sun,
            at=at,
            conditions=conditions,
            restores=plan.restores,
        )

    def open(self, plans: Iterable[Plan]) -> None:
        """Take the plans that were kept; nothing is due before `start`."""
        for plan in plans:
            try:
                self.add(plan)
            except ValueError:
                _LOGGER.exception("A plan cannot be read, and stays in the journal")

    def start(self) -> None:
        """Begin to wait: what is due already is told at once."""
        self._running = True
        for waiting in tuple(self._waiting.values()):
            self._watch(waiting)
        self._wake()

    def close(self) -> None:
        """Stop to wait."""
        self._running = False
        self._sleep(None)
        for waiting in self._waiting.values():
            _unwatch(waiting)

    def add(self, plan: Plan) -> None:
        """Wait for a plan. Raises `ValueError` for one that cannot be read."""
        requests_of(plan)
        waiting = _Waiting(plan, datetime.fromisoformat(plan.due), conditions_of(plan))
        self._waiting[plan.plan_id] = waiting
        if self._running:
            self._watch(waiting)
            self._arm()

    def remove(self, plan_id: str) -> None:
        """Wait for a plan no longer."""
        if (waiting := self._waiting.pop(plan_id, None)) is not None:
            _unwatch(waiting)
            self._arm()

    def _watch(self, waiting: _Waiting) -> None:
        """Look at the conditions of a plan now, and at each change of their devices."""
        if not waiting.conditions:
            return
        questions = [condition.question for condition in waiting.conditions if condition.question is not None]
        entity_ids = tuple(dict.fromkeys(i for question in questions for i in question.entity_ids))
        if entity_ids and waiting.unwatch is None:
            waiting.unwatch = self._world.watch(entity_ids, lambda _state: self._look(waiting))
        self._look(waiting)

    def _look(self, waiting: _Waiting) -> None:
        """Tell that a plan is due where its conditions hold; what has to come about must have been otherwise first."""
        if not self._running or waiting.plan.plan_id not in self._waiting:
            return
        home, states, sun = self._world.home(), self._world.states, self._world.last_of_sun()
        holds = [weigh(condition, home, states, sun).holds for condition in waiting.conditions]
        comes = any(condition.becomes for condition in waiting.conditions)
        if all(holds) and (waiting.plan.armed or not comes):
            self._due(waiting, in_vain=False)
        elif comes and False in holds and not waiting.plan.armed:
            waiting.plan = replace(waiting.plan, armed=True)
            self._on_armed(waiting.plan)

    def _wake(self) -> None:
        """Tell all that is due, and sleep until the next."""
        self._cancel = None
        now = self._clock.now()
        for waiting in sorted(self._waiting.values(), key=lambda item: item.due):
            if waiting.due <= now:
                self._due(waiting, in_vain=bool(waiting.conditions))
            elif waiting.conditions:
                self._look(waiting)  # the sun may have risen or set
        self._arm()

    def _due(self, waiting: _Waiting, *, in_vain: bool) -> None:
        self._waiting.pop(waiting.plan.plan_id, None)
        _unwatch(waiting)
        self._on_due(waiting.plan, in_vain)

    def _arm(self) -> None:
        """Sleep until the next moment at which something may be due."""
        if not self._running or not self._waiting:
            self._sleep(None)
            return
        now = self._clock.now()
        moments = [now + LOOK_AGAIN, *(waiting.due for waiting in self._waiting.values())]
        for waiting in self._waiting.values():
            events = [condition.sun for condition in waiting.conditions if condition.sun is not None]
            for event in events:
                opposite = [self._world.sun(kind, now) for kind in type(event)]
                moments += [moment for moment in opposite if moment is not None]
        self._sleep(max(min(moments), now))

    def _sleep(self, until: datetime | None) -> None:
        if self._cancel is not None:
            self._cancel()
        self._cancel = self._world.wake(until, self._wake) if until is not None else None


def _unwatch(waiting: _Waiting) -> None:
    if waiting.unwatch is not None:
        waiting.unwatch()
        waiting.unwatch = None
