"""The question that a turn left open: kept in the record of the turn, so a restart does not lose it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from ..journal.record import Asker, Decision, Status, Turn
from ..language.answers import choice_of
from ..language.codec import request_from_json, request_to_json
from ..language.energies import EnergyWish
from ..language.energy_outcome import EnergyTold
from ..language.memories import MemoryRequest
from ..language.outcome import Acted, Outcome, Planned, Remembered, Served, Undone
from ..language.request import (
    Act,
    Conditional,
    PlatformIntent,
    Problem,
    Question,
    Reason,
    Request,
    Scheduled,
    Talk,
    TalkRequest,
)
from ..language.tool_use import ToolUse
from .origins import Provenance
from .plans import agreed

ANSWER_WITHIN = timedelta(minutes=5)
"""How long a yes or no said in the conversation answers a question."""

APPROVE_WITHIN = timedelta(hours=1)
"""How long a question can be approved by its turn, for instance from a notification."""

_ASKED = "asked"
_DUE = "due"
_PLANS = "plans"
_RESTORES = "restores"
_PROBLEMS = "problems"
_TARGET = "target"
_FACTS = "facts"
_WISHES = "wishes"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAct:
    """An act that waits for a yes; `states` are those of its entities when it was asked about."""

    act: Act
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedErrand:
    """Something to be handed to others that waits for a yes; `states` as in `Served.asked`."""

    request: PlatformIntent | ToolUse
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedUndo:
    """A taking back that waits for a yes: the turn and, of its entities, those that were asked about."""

    target: str
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPlan:
    """Something for later that waits for a yes: the request, its moment, and what would be put back then."""

    request: Scheduled | Conditional
    states: Mapping[str, str]
    due: datetime
    restores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMemory:
    """Something about the memory that waits for a yes: the turn that asked, and the facts that it is about."""

    request: MemoryRequest
    turn_id: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedEnergy:
    """A wish about energy that waits for a yes, with what it comes to."""

    request: EnergyWish


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What a turn asked: to confirm acts, or to choose one of several devices."""

    turn: Turn
    acts: tuple[AskedAct, ...] = ()
    errands: tuple[AskedErrand, ...] = ()
    undos: tuple[AskedUndo, ...] = ()
    plans: tuple[AskedPlan, ...] = ()
    memories: tuple[AskedMemory, ...] = ()
    energy: tuple[AskedEnergy, ...] = ()
    choice: Problem | None = None

    def open_at(self, now: datetime, within: timedelta) -> bool:
        """Return whether the question is still young enough to be answered."""
        return now - datetime.fromisoformat(self.turn.at) <= within

    @property
    def needs_pin(self) -> bool:
        """Return whether the yes to it needs the PIN."""
        return any(check.decision is Decision.PIN for check in self.turn.checks)

    @property
    def confirmable(self) -> bool:
        """Return whether a yes answers it."""
        return bool(self.acts or self.errands or self.undos or self.plans or self.memories or self.energy)

    @property
    def provenance(self) -> Provenance:
        """Return the origin of what was asked about: a yes is to what was shown, and does not make it the person's own."""
        requests = (*(asked.act for asked in self.acts), *(later.request for later in self.plans))
        shown = {i for undo in self.undos for i in undo.states} | {i for later in self.plans for i in later.restores}
        return agreed(self.turn.sources, requests, shown)

    def is_answered_by(self, asker: Asker) -> bool:
        """Return whether somebody's words answer it: those of who asked it, or whose voice nobody knew."""
        return self.turn.asker.user_id in (None, asker.user_id)

    def may_be_agreed_by(self, asker: Asker) -> bool:
        """Return whether somebody may say yes to it: what is remembered of a person is only that person's to change."""
        return not self.memories or self.is_answered_by(asker)


def record_requests(requests: Sequence[Request], outcomes: Sequence[Outcome]) -> tuple[Mapping[str, Any], ...]:
    """Return the requests of a turn as JSON, with what was left open of each.

    Acts and problems that no request of the turn names (a yes carries out the acts of the question) are added.
    """
    records: list[Mapping[str, Any]] = []
    left = list(outcomes)
    for request in requests:
        outcome = next((item for item in left if _answers(item, request)), None)
        if outcome is not None:
            left.remove(outcome)
        records.append(_record(request, outcome))
    records += [_record(item.act, item) for item in left if isinstance(item, Acted)]
    records += [_record(TalkRequest(talk=Talk.UNDO), item) for item in left if isinstance(item, Undone) and item.asked]
    records += [_record(item.request, item) for item in left if isinstance(item, Planned | Remembered | EnergyTold)]
    records += [_record(item.request, item) for item in left if isinstance(item, Served) and item.request]
    records += [_record(item, None) for item in left if isinstance(item, Problem) and item not in requests]
    return tuple(records)


def _answers(outcome: Outcome, request: Request) -> bool:
    if isinstance(request, Act):
        return (
            isinstance(outcome, Acted)
            and outcome.act.words == request.words
            and (outcome.act.entity_ids == request.entity_ids)
        )
    if isinstance(outcome, EnergyTold):
        return type(outcome.request) is type(request) and outcome.request.words == request.words
    if isinstance(outcome, Planned | Remembered | Served):
        return outcome.request == request
    return isinstance(outcome, Undone) and isinstance(request, TalkRequest) and request.talk is Talk.UNDO


def _record(request: Request, outcome: Outcome | None) -> Mapping[str, Any]:
    match outcome:
        case Acted():
            record = request_to_json(outcome.act)
        case Undone():
            record = request_to_json(request) | ({_TARGET: outcome.target} if outcome.target else {})
        case Planned():
            record = request_to_json(outcome.request) | {_DUE: outcome.due.isoformat()}
            if outcome.plan_id is not None:
                record[_PLANS] = outcome.plan_id
            if outcome.restores:
                record[_RESTORES] = list(outcome.restores)
        case Remembered():
            record = request_to_json(outcome.request) | ({_FACTS: [fact.fact_id for fact in outcome.facts]})
        case EnergyTold():
            record = request_to_json(outcome.request) | ({_WISHES: list(outcome.wish_ids)} if outcome.wish_ids else {})
        case Served() if outcome.request is not None:
            record = request_to_json(outcome.request)
        case _:
            return request_to_json(request)
    if outcome.asked:
        record[_ASKED] = dict(outcome.asked)
    if isinstance(outcome, Acted | Undone) and outcome.problems:
        record[_PROBLEMS] = [request_to_json(replace(problem, act=None)) for problem in outcome.problems]
    return record


def waits(outcomes: Sequence[Outcome]) -> bool:
    """Return whether outcomes leave a question open."""
    asked = any(
        isinstance(outcome, Acted | Undone | Planned | Remembered | EnergyTold | Served) and outcome.asked
        for outcome in outcomes
    )
    return asked or choice_of(outcomes) is not None


def pending_of(turn: Turn) -> Pending | None:
    """Return the question that a turn left open, `None` when it asked nothing; the turn that delegated it asks for it."""
    if turn.status is not Status.ASKED or turn.parent is not None:
        return None
    acts, errands, undos, plans, memories, energy, choice = [], [], [], [], [], [], None
    for data in turn.requests:
        request = decode(data)
        states = data.get(_ASKED) or {}
        if isinstance(request, Act) and states:
            acts.append(AskedAct(act=replace(request, entity_ids=tuple(states)), states=states))
        elif isinstance(request, PlatformIntent | ToolUse) and states:
            errands.append(AskedErrand(request=request, states=states))
        elif isinstance(request, TalkRequest) and states:
            undos.append(AskedUndo(target=data.get(_TARGET, ""), states=states))
        elif isinstance(request, Scheduled | Conditional) and states and data.get(_DUE):
            due, restores = datetime.fromisoformat(data[_DUE]), tuple(data.get(_RESTORES, ()))
            plans.append(AskedPlan(request=request, states=states, due=due, restores=restores))
        elif isinstance(request, MemoryRequest) and states:
            memories.append(AskedMemory(request=request, turn_id=turn.turn_id, facts=tuple(filter(None, states))))
        elif isinstance(request, EnergyWish) and states:
            energy.append(AskedEnergy(request=request))
        elif isinstance(request, Problem) and request.reason is Reason.AMBIGUOUS:
            choice = choice or request
    pending = Pending(
        turn=turn,
        acts=tuple(acts),
        errands=tuple(errands),
        undos=tuple(undos),
        plans=tuple(plans),
        memories=tuple(memories),
        energy=tuple(energy),
    )
    if pending.confirmable:
        return pending
    return Pending(turn=turn, choice=choice) if choice else None


def decode(data: Mapping[str, Any]) -> Request | None:
    """Return a request of a record; `None` when it was written in a form no longer known."""
    try:
        return request_from_json(data)
    except ValueError:
        return None


def requests_of(turn: Turn) -> list[Request]:
    """Return the requests of a recorded turn, those that can be read."""
    return [request for data in turn.requests if (request := decode(data)) is not None]


def facts_told(turn: Turn) -> tuple[str, ...]:
    """Return the ids of the facts that a turn told, learned or asked about."""
    return tuple(fact_id for data in turn.requests for fact_id in data.get(_FACTS, ()))


def wishes_of(turn: Turn) -> tuple[str, ...]:
    """Return the ids of the wishes about energy that a turn kept."""
    return tuple(wish_id for data in turn.requests for wish_id in data.get(_WISHES, ()))


def chosen_of(pending: Pending | None, requests: Sequence[Request]) -> str | None:
    """Return the turn that asked "which one?" where requests answer it: they are about one of those it offered."""
    if pending is None or pending.choice is None:
        return None
    offered = set(pending.choice.candidates)
    named = {entity for request in requests if isinstance(request, Act | Question) for entity in request.entity_ids}
    return pending.turn.turn_id if named and named <= offered else None
