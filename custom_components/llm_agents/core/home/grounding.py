"""From a typed act to calls: room, device, capability and range are checked before anything moves.

`ground` decides what can be done and how it will be known that it was; `snapshot` and
`restore` keep and bring back former states.
"""

from collections.abc import Iterable

from ..language.request import Act, Problem, Reason, Value
from .domains import DOMAINS
from .model import Entity, Home, State, StateReader
from .restoring import restore, snapshot
from .steps import Call, Expectation, Grounded, Step
from .wish import Move, Unable, Wish, cannot

__all__ = ["Call", "Expectation", "Grounded", "Step", "ground", "restore", "snapshot"]


def ground(act: Act, home: Home, states: StateReader) -> Grounded:
    """Check an act against the home and turn it into calls.

    Each entity is judged alone; those that share domain, service and data share a call, in
    the order in which they were named. Never raises: what cannot be done is a `Problem` of
    that entity. Costs O(entities of the act).
    """
    moves: list[tuple[Entity, Move]] = []
    problems: list[Problem] = []
    already: list[str] = []
    if not act.entity_ids:
        problems.append(Problem(reason=Reason.NO_SUCH_DEVICE, words=act.words))
    for entity_id in dict.fromkeys(act.entity_ids):
        entity = home.entities.get(entity_id)
        if entity is None:
            problems.append(Problem(reason=Reason.NO_SUCH_DEVICE, entity_ids=(entity_id,), words=act.words))
            continue
        state = states(entity_id)
        try:
            move = _move(act, entity, state, home.temperature_unit)
        except Unable as unable:
            problems.append(_problem(act, entity, unable))
            continue
        if state is not None and _is_needless(move, state):
            already.append(entity_id)
        else:
            moves.append((entity, move))
    return Grounded(act=act, steps=_steps(moves), problems=tuple(problems), already=tuple(already))


def _move(act: Act, entity: Entity, state: State | None, unit: str) -> Move:
    """Return the entity's share of the act; raise `Unable` when it has none."""
    if state is None or state.state == "unavailable":
        raise Unable(Reason.UNAVAILABLE)
    domain = DOMAINS.get(entity.domain)
    wish = Wish(
        action=act.action,
        attribute=act.attribute,
        value=act.value,
        state=state,
        unit=unit,
        default_code=entity.default_code,
    )
    if domain is None:
        raise cannot(wish.what)
    return domain.ground(wish)


def _is_needless(move: Move, state: State) -> bool:
    """Return whether the wish holds before any call.

    A state that is only assumed may be wrong, and the state of a group tells nothing of
    each member: there a call is always made.
    """
    if state.attributes.get("assumed_state") or state.attributes.get("entity_id"):
        return False
    return (move.exact or move.holds)(state)


def _problem(act: Act, entity: Entity, unable: Unable) -> Problem:
    details: dict[str, Value] = {"device": entity.name, **unable.details}
    return Problem(reason=unable.reason, entity_ids=(entity.entity_id,), details=details, words=act.words)


def _steps(moves: Iterable[tuple[Entity, Move]]) -> tuple[Step, ...]:
    """Gather the moves that share a call."""
    shared: dict[tuple[str, str, str], list[tuple[Entity, Move]]] = {}
    for entity, move in moves:
        key = (entity.domain, move.service, repr(sorted(move.data.items())))
        shared.setdefault(key, []).append((entity, move))
    return tuple(_step(domain, service, group) for (domain, service, _), group in shared.items())


def _step(domain: str, service: str, group: list[tuple[Entity, Move]]) -> Step:
    entity_ids = tuple(entity.entity_id for entity, _ in group)
    return Step(
        call=Call(domain=domain, service=service, entity_ids=entity_ids, data=dict(group[0][1].data)),
        expectations=tuple(
            Expectation(entity_id=entity.entity_id, holds=move.holds, under_way=move.under_way)
            for entity, move in group
        ),
    )
