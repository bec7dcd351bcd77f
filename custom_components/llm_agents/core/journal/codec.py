"""Turns as JSON data and back: the form in the journal, on the websocket and in the card."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ..plain import plain
from .record import Asker, CallRecord, Change, Check, Decision, Layer, Origin, Status, Turn

_NAMES: Mapping[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in (Turn, Asker, Check, CallRecord, Change)
}


def turn_to_json(turn: Turn) -> dict[str, Any]:
    """Return a turn as JSON data: its fields by name, enums as their values, tuples as lists."""
    data = _fields(turn)
    data["asker"] = _fields(turn.asker)
    for name in ("checks", "calls", "changes"):
        data[name] = [_fields(item) for item in data[name]]
    return {name: plain(value) for name, value in data.items()}


def change_to_json(change: Change) -> dict[str, Any]:
    """Return one change of a turn as JSON data."""
    return {name: plain(value) for name, value in _fields(change).items()}


def turn_from_json(data: Mapping[str, Any]) -> Turn:
    """Return the turn that `turn_to_json` wrote.

    Fields that are not known (of a newer version) are left out. Raises `ValueError` for
    data of another form.
    """
    try:
        return Turn(
            **_known(Turn, data)
            | {
                "asker": Asker(**_known(Asker, data["asker"]) | {"origin": Origin(data["asker"]["origin"])}),
                "layer": Layer(data["layer"]),
                "status": Status(data["status"]),
                "requests": tuple(data.get("requests", ())),
                "sources": tuple(data.get("sources", ())),
                "memories": tuple(data.get("memories", ())),
                "checks": tuple(_check(item) for item in data.get("checks", ())),
                "calls": tuple(_call(item) for item in data.get("calls", ())),
                "changes": tuple(Change(**_known(Change, item)) for item in data.get("changes", ())),
            }
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"not a turn: {error!r}") from error


def _fields(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in _NAMES[type(item)]}


def _known(kind: type, data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in _NAMES[kind] if name in data}


def _check(data: Mapping[str, Any]) -> Check:
    return Check(**_known(Check, data) | {"decision": Decision(data["decision"])})


def _call(data: Mapping[str, Any]) -> CallRecord:
    return CallRecord(**_known(CallRecord, data) | {"entity_ids": tuple(data["entity_ids"])})
