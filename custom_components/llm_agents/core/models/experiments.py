"""Two variants of one agent, side by side: another model, other instructions, or both; which serves better is tested.

A conversation keeps its variant. Only turns that a model served count. In the test each conversation counts once, with
its first turn, since what is said in one conversation hangs together; the figures beside it are over all turns.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from ..journal.events import Event, Kind
from ..journal.record import Layer, Status, Turn
from .router import Variant
from .sequential import SequentialTest

SETTLES_AFTER = timedelta(minutes=30)
"""For so long after a turn an undo still makes a failure of it."""

MOST_PAIRS = 1000
"""After so many pairs without a difference there is none that matters."""

_GOOD = frozenset({Status.DONE, Status.ANSWERED, Status.UNDER_WAY, Status.SCHEDULED})
_OPEN = frozenset({Status.ASKED})  # what becomes of it is not known yet
_NAMES = ("a", "b")


class State(StrEnum):
    """How an experiment is."""

    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a variant is: a backend that is asked first, instructions; `None` leaves the agent's own."""

    backend_id: str | None = None
    instructions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """One agent, two variants."""

    experiment_id: str
    agent_id: str
    name: str
    settings: tuple[Setting, Setting]


@dataclass(slots=True)
class Figures:
    """What is known of one variant over all of its turns."""

    turns: int = 0
    good: int = 0
    undone: int = 0
    milliseconds: float = 0.0
    money: float = 0.0

    def as_data(self) -> dict[str, float | int | None]:
        """Return rates and means."""
        turns = self.turns or None
        return {
            "turns": self.turns,
            "success_rate": self.good / turns if turns else None,
            "undo_rate": self.undone / turns if turns else None,
            "latency_ms": self.milliseconds / turns if turns else None,
            "money": self.money / turns if turns else None,
        }


@dataclass(slots=True)
class _Outcome:
    turn_id: str
    at: datetime
    second: bool
    good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What an experiment showed: the better variant (0 or 1), or `None` where there is no difference that matters."""

    experiment: Experiment
    better: int | None
    rates: tuple[float, float]
    pairs: int


@dataclass(slots=True)
class _Course:
    """What came of an experiment so far."""

    figures: tuple[Figures, Figures] = field(default_factory=lambda: (Figures(), Figures()))
    test: SequentialTest = field(default_factory=SequentialTest)
    pending: list[_Outcome] = field(default_factory=list)
    conversations: set[str] = field(default_factory=set)
    variants: dict[str, bool] = field(default_factory=dict)  # by turn
    undone: set[str] = field(default_factory=set)

    def add(self, event: Event) -> None:
        data = event.data
        turn_id, second = str(data["turn_id"]), data["variant"] == _NAMES[1]
        if data.get("undone", False):
            self._undo(turn_id, second=second)
            return
        if turn_id in self.variants:
            return
        self.variants[turn_id] = second
        figures = self.figures[second]
        figures.turns += 1
        figures.good += bool(data["good"])
        figures.milliseconds += float(data.get("total_ms", 0.0))
        figures.money += float(data.get("money", 0.0))
        if data["conversation"] not in self.conversations:
            self.conversations.add(data["conversation"])
            at = datetime.fromisoformat(event.at)
            self.pending.append(_Outcome(turn_id=turn_id, at=at, second=second, good=bool(data["good"])))

    def _undo(self, turn_id: str, *, second: bool) -> None:
        if turn_id in self.undone or turn_id not in self.variants:
            return
        self.undone.add(turn_id)
        self.figures[second].undone += 1
        for outcome in self.pending:
            if outcome.turn_id == turn_id:
                outcome.good = False

    def settle(self, now: datetime) -> None:
        """Put what is old enough to the test."""
        while self.pending and now - self.pending[0].at >= SETTLES_AFTER:
            outcome = self.pending.pop(0)
            self.test.add(second=outcome.second, good=outcome.good)


class Experiments:
    """The experiments that run, and what came of them: a read model over their events."""

    kinds = frozenset({Kind.EXPERIMENT_OUTCOME, Kind.EXPERIMENT_CHANGED})

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Begin without any."""
        self._now = now
        self._running: dict[str, Experiment] = {}  # by agent
        self._courses: dict[str, _Course] = {}
        self._ended: set[str] = set()

    def run(self, experiments: Mapping[str, Experiment]) -> list[Event]:
        """Let these run, at most one for each agent; return the events of what begins and ends by it."""
        before = {one.experiment_id: one for one in self._running.values()}
        self._running = {one.agent_id: one for one in experiments.values() if one.experiment_id not in self._ended}
        now = {one.experiment_id: one for one in self._running.values()}
        began = [self._changed(one, State.RUNNING) for name, one in now.items() if name not in self._courses]
        return began + [self._changed(one, State.ENDED) for name, one in before.items() if name not in now]

    def end(self, experiment: Experiment, better: int | None) -> Event:
        """Return the event that ends an experiment."""
        return self._changed(experiment, State.ENDED, better)

    def running(self, agent_id: str) -> Experiment | None:
        """Return the experiment of an agent."""
        experiment = self._running.get(agent_id)
        return None if experiment is None or experiment.experiment_id in self._ended else experiment

    def variant(self, agent_id: str, conversation_id: str) -> Variant | None:
        """Return the variant for a conversation; half of them get each, by a hash of their id."""
        experiment = self.running(agent_id)
        if experiment is None or not conversation_id:
            return None
        second = sha256(f"{experiment.experiment_id}:{conversation_id}".encode()).digest()[0] & 1
        setting = experiment.settings[second]
        return Variant(
            experiment_id=experiment.experiment_id,
            variant=_NAMES[second],
            backend_id=setting.backend_id,
            instructions=setting.instructions,
        )

    def outcome(self, turn: Turn) -> Event | None:
        """Return the event of what came of a turn, or of its being undone; `None` for one that tells nothing."""
        variant = self.variant(turn.profile, turn.conversation_id)
        if variant is None or turn.layer not in (Layer.APP, Layer.OTHER) or turn.status in _OPEN:
            return None
        course = self._courses.setdefault(variant.experiment_id, _Course())
        known = turn.turn_id in course.variants
        if known and (turn.undone_by is None or turn.turn_id in course.undone):
            return None
        data: dict[str, Any] = {"turn_id": turn.turn_id, "variant": variant.variant}
        if known:
            data["undone"] = True
        else:
            data |= {
                "good": turn.status in _GOOD,
                "conversation": turn.conversation_id,
                "total_ms": turn.times.get("total_ms", 0.0),
                "money": turn.usage.get("money", 0.0),
            }
        return Event(
            kind=Kind.EXPERIMENT_OUTCOME,
            subject=variant.experiment_id,
            at=self._now().isoformat(),
            agent=turn.profile,
            user_id=turn.asker.user_id,
            data=data,
        )

    def apply(self, event: Event) -> None:
        """Take in an outcome, or that an experiment began or ended."""
        course = self._courses.setdefault(event.subject, _Course())
        if event.kind is Kind.EXPERIMENT_OUTCOME:
            course.add(event)
        elif event.data.get("state") == State.ENDED:
            self._ended.add(event.subject)

    def concluded(self) -> list[Conclusion]:
        """Return the running experiments of which it is known now how they end."""
        found = []
        for experiment in self._running.values():
            course = self._courses.get(experiment.experiment_id)
            if course is None or experiment.experiment_id in self._ended:
                continue
            course.settle(self._now())
            better, (first, second) = course.test.better, course.test.rates
            if first is not None and second is not None and (better is not None or course.test.pairs >= MOST_PAIRS):
                found.append(
                    Conclusion(experiment=experiment, better=better, rates=(first, second), pairs=course.test.pairs)
                )
        return found

    def describe(self) -> list[dict[str, Any]]:
        """Return the running experiments as plain data."""
        told = []
        for experiment in self._running.values():
            course = self._courses.get(experiment.experiment_id, _Course())
            course.settle(self._now())
            told.append(
                {
                    "experiment_id": experiment.experiment_id,
                    "agent_id": experiment.agent_id,
                    "name": experiment.name,
                    "ended": experiment.experiment_id in self._ended,
                    "pairs": course.test.pairs,
                    "p_value": course.test.p_value,
                    **{name: course.figures[at].as_data() for at, name in enumerate(_NAMES)},
                }
            )
        return told

    def _changed(self, experiment: Experiment, state: State, better: int | None = None) -> Event:
        data: dict[str, Any] = {"state": state, "name": experiment.name}
        for name, setting in zip(_NAMES, experiment.settings, strict=True):
            data[name] = {"backend": setting.backend_id, "instructions": setting.instructions}
        if better is not None:
            data["better"] = _NAMES[better]
        return Event(
            kind=Kind.EXPERIMENT_CHANGED,
            subject=experiment.experiment_id,
            at=self._now().isoformat(),
            agent=experiment.agent_id,
            data=data,
        )
