"""What a bare "stop" means: what was just set going, else what moves in the room, else in the home."""

from collections.abc import Iterable, Mapping, Sequence

from ..home.model import Home, StateReader
from ..journal.record import Turn
from ..language.request import Act, Action

# The states in which a device is under way.
_MOVING: Mapping[str, frozenset[str]] = {
    "cover": frozenset({"opening", "closing"}),
    "lawn_mower": frozenset({"mowing", "returning"}),
    "media_player": frozenset({"playing", "buffering"}),
    "siren": frozenset({"on"}),
    "vacuum": frozenset({"cleaning", "returning"}),
    "valve": frozenset({"opening", "closing"}),
}
# What runs on by itself, and is meant only by who has just started it.
_RUNNING: Mapping[str, frozenset[str]] = {**_MOVING, "fan": frozenset({"on"}), "script": frozenset({"on"})}
_SWITCHED_OFF = frozenset({"fan", "siren", "script"})
# These may move without telling so.
_SILENT = frozenset({"cover", "valve"})


def acts_to_stop(
    turns: Sequence[Turn], home: Home, states: StateReader, area_id: str | None, words: str
) -> tuple[Act, ...]:
    """Return the acts that stop what is under way; none when nothing is.

    `turns` are those of the conversation before, newest last; `area_id` is the asker's room.
    """
    last = next((turn for turn in reversed(turns) if turn.calls), None)
    if last is not None and (found := _of_turn(last, home, states)):
        return _acts(found, words)
    moving = [entity_id for entity_id in home.entities if _is(_MOVING, entity_id, states)]
    here = [entity_id for entity_id in moving if area_id and home.entities[entity_id].area_id == area_id]
    return _acts(here or moving, words)


def _of_turn(turn: Turn, home: Home, states: StateReader) -> list[str]:
    """Return the devices that a turn called upon and that are under way, by their state or for all that is known."""
    called = dict.fromkeys(entity_id for call in turn.calls if call.error is None for entity_id in call.entity_ids)
    unseen = {change.entity_id for change in turn.changes if not change.verified}
    return [
        entity_id
        for entity_id in called
        if entity_id in home.entities
        and (_is(_RUNNING, entity_id, states) or (entity_id in unseen and _domain(entity_id) in _SILENT))
    ]


def _is(doing: Mapping[str, frozenset[str]], entity_id: str, states: StateReader) -> bool:
    wanted = doing.get(_domain(entity_id))
    return wanted is not None and (state := states(entity_id)) is not None and state.state in wanted


def _acts(entity_ids: Iterable[str], words: str) -> tuple[Act, ...]:
    groups: dict[Action, list[str]] = {}
    for entity_id in entity_ids:
        action = Action.TURN_OFF if _domain(entity_id) in _SWITCHED_OFF else Action.STOP
        groups.setdefault(action, []).append(entity_id)
    return tuple(Act(action=action, entity_ids=tuple(found), words=words) for action, found in groups.items())


def _domain(entity_id: str) -> str:
    return entity_id.partition(".")[0]
