"""From frames to acts: the devices, what is asked of each kind of them, and the value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..home.index import HomeIndex
from ..home.model import StateReader
from .actions import VALUELESS
from .devices import DeviceFinder, says_too_little
from .frame import WEAK, Frame, Operation
from .matching import RUNNABLE
from .request import Act, Attribute, Problem, Request
from .values import Wish, wish_for

_SOUND = {Operation.OFF: Operation.MUTE, Operation.ON: Operation.UNMUTE, Operation.RESUME: Operation.UNMUTE}
"""What is meant of a volume that is turned off or on: the device stays as it is."""
_UNUSED_PENALTY = 0.45
"""A value that changes nothing, as in `turn off the red light`, was not understood."""

_UNKNOWN_PENALTY = 0.75
"""Words after "to" that are no value of anything: `I would like to drive the car out of the garage`."""


@dataclass(slots=True)
class Outcome:
    """The requests of one clause and how far to doubt them."""

    requests: list[Request]
    doubt: float = 0.0
    understood: bool = True
    area_ids: tuple[str, ...] = ()


def _attribute(frame: Frame) -> Attribute | None:
    """Return the typed attribute a frame speaks of, if devices have it; a mode that is told tells itself which it is."""
    if frame.attribute == Attribute.MODE and frame.amount.modes:
        return None
    if frame.attribute == Attribute.TEMPERATURE and frame.amount.unit == "kelvin":
        return Attribute.COLOR_TEMPERATURE
    try:
        return Attribute(frame.attribute) if frame.attribute else None
    except ValueError:
        return None


class ActReader:
    """Turns the frames of one sentence into acts on one home."""

    def __init__(self, index: HomeIndex, states: StateReader, area_id: str | None) -> None:
        """Take the home's index, its present states, and the asker's room."""
        self._index = index
        self._states = states
        self._devices = DeviceFinder(index, states, area_id)

    def read(self, frame: Frame, near: tuple[str, ...] = ()) -> Outcome:
        """Return the acts of a frame; `near` are the areas the clause before was about.

        A verb may mean different things of different devices: the first that the ones named can do counts.
        """
        outcome = self._read(frame, near)
        for other in _other_meanings(frame):
            if any(isinstance(request, Act) for request in outcome.requests):
                break
            again = self._read(other, near)
            outcome = again if any(isinstance(request, Act) for request in again.requests) else outcome
        return outcome

    def _read(self, frame: Frame, near: tuple[str, ...]) -> Outcome:
        operation = frame.effective
        attribute = _attribute(frame)
        if operation in (None, *WEAK) and not frame.amount.given and self.runs_by_name(frame):
            operation = Operation.START
        if operation is None and not frame.amount.given and attribute is None:
            return Outcome([], understood=False)
        if operation is Operation.CHANGE and frame.attribute == "state" and not frame.amount.given:
            operation = Operation.TOGGLE
        if attribute is Attribute.VOLUME and not frame.amount.given:
            operation = _SOUND.get(operation, operation) if operation else None
        elif operation is Operation.TOGGLE and frame.amount.given:
            operation = Operation.CHANGE  # a verb that switches over: "switch the fan to high"
        tiers = self._devices.domains(frame, operation, attribute)
        if not tiers or frame.tells or says_too_little(frame, operation, attribute):
            return Outcome([], understood=False)
        found, doubt = self._devices.find(frame, operation, tiers, near)
        if frame.amount.text and operation in VALUELESS:
            doubt += _UNKNOWN_PENALTY
        elif frame.amount.measured and operation in VALUELESS:
            doubt += _UNUSED_PENALTY
        if found.problem is not None:
            waiting = self._acts(found.problem.candidates, frame, operation, attribute)[:1]
            act = waiting[0] if waiting and isinstance(waiting[0], Act) else None
            return Outcome([replace(found.problem, act=act)], found.doubt + doubt)
        requests = self._acts(found.entity_ids, frame, operation, attribute)
        return Outcome(requests, found.doubt + doubt, bool(requests), found.area_ids)

    @staticmethod
    def runs_by_name(frame: Frame) -> bool:
        """Return whether the full name of a scene or script is all that is said, which means to run it."""
        parts = frame.target.parts
        named = [part.chunk for part in parts if part.chunk.entities]
        if len(named) != 1 or frame.question or frame.operation not in (None, *WEAK):
            return False
        rest = [part.chunk for part in parts if not part.chunk.entities]
        if frame.operation is None and not all(chunk.kinds and chunk.kinds <= RUNNABLE for chunk in rest):
            return False
        domains = {entity_id.partition(".")[0] for entity_id in named[0].entities}
        return bool(domains & {"scene", "script"}) and len(named[0].words) > 1

    def _acts(
        self,
        entity_ids: Sequence[str],
        frame: Frame,
        operation: Operation | None,
        attribute: Attribute | None,
    ) -> list[Request]:
        """Group the devices by what is asked of them."""
        groups: dict[Wish, list[str]] = {}
        requests: list[Request] = []
        for entity_id in entity_ids:
            wish = wish_for(frame, operation, attribute, entity_id, self._states(entity_id), self._index.home)
            if isinstance(wish, Problem):
                requests.append(wish)
            elif wish is not None:
                groups.setdefault(wish, []).append(entity_id)
        requests = _merged(requests)
        acts: list[Request] = [
            Act(
                action=wish.action,
                entity_ids=tuple(ids),
                attribute=wish.attribute,
                value=wish.value,
                words=frame.words,
            )
            for wish, ids in groups.items()
        ]
        return acts + requests


_WARMER: Mapping[Operation | None, Operation] = {
    Operation.RAISE: Operation.LOWER,
    Operation.LOWER: Operation.RAISE,
}


def _other_meanings(frame: Frame) -> Iterator[Frame]:
    """Yield the frame with the other operations of its verb, and without the attribute that its verb brought."""
    if frame.operation not in WEAK:
        yield from (replace(frame, operation=other) for other in frame.otherwise if other is not frame.operation)
    if not (frame.attribute_of_verb and frame.target.has_kind):
        return
    if frame.attribute == Attribute.TEMPERATURE:  # "make the light warmer": its white has fewer kelvin then
        yield replace(frame, attribute=Attribute.COLOR_TEMPERATURE.value, operation=_WARMER.get(frame.operation))
    else:
        yield replace(frame, attribute=None)  # "the lamp louder"


def _merged(problems: Sequence[Request]) -> list[Request]:
    """Tell the same problem of several devices once."""
    kept: list[Request] = []
    for problem in problems:
        same = next((i for i, p in enumerate(kept) if isinstance(p, Problem) and _alike(p, problem)), None)
        if same is None:
            kept.append(problem)
        elif isinstance(problem, Problem) and isinstance(first := kept[same], Problem):
            kept[same] = replace(first, entity_ids=(*first.entity_ids, *problem.entity_ids))
    return kept


def _alike(first: Problem, second: Request) -> bool:
    return isinstance(second, Problem) and (first.reason, first.details) == (second.reason, second.details)
