"""Keep the changeable part of the simulation's dataclasses as plain data, and bring it back."""

from collections.abc import Mapping
from dataclasses import Field, field, fields
from typing import Any, ClassVar, Protocol


class Dataclass(Protocol):
    """Any dataclass instance."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def fixed(default: Any) -> Any:
    """Return a field that belongs to how the house is built: it is not kept."""
    return field(default=default, metadata={"fixed": True})


def dump(thing: Dataclass) -> dict[str, Any]:
    """Return the changeable fields."""
    return {f.name: getattr(thing, f.name) for f in fields(thing) if not f.metadata.get("fixed")}


def load(thing: Dataclass, data: Mapping[str, Any]) -> None:
    """Set the changeable fields that the data has; what is unknown is left out."""
    for name in dump(thing).keys() & data.keys():
        value = data[name]
        setattr(thing, name, tuple(value) if isinstance(value, list) else value)


def dump_all(things: Mapping[str, Dataclass]) -> dict[str, dict[str, Any]]:
    """Return the changeable fields of many."""
    return {name: dump(thing) for name, thing in things.items()}


def load_all(things: Mapping[str, Dataclass], data: Mapping[str, Mapping[str, Any]]) -> None:
    """Set the changeable fields of those that are in the data."""
    for name, thing in things.items():
        if name in data:
            load(thing, data[name])
