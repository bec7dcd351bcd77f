"""JSON Schemas as the structures of Home Assistant's AI tasks.

probatio's own `from_openapi` reads more, but what it makes of numbers and enums is written back without its type, which
strict providers refuse.
"""

from collections.abc import Mapping
from typing import Any

import probatio

_TYPES: Mapping[str, Any] = {"string": str, "integer": int, "number": float, "boolean": bool, "null": None}
_RANGES = {"minimum": "min", "maximum": "max"}
_LENGTHS = (("minLength", "maxLength"), ("minItems", "maxItems"))


def as_structure(schema: Mapping[str, Any]) -> probatio.Schema:
    """Return a JSON Schema with an object at its root. Raises `ValueError` for what a structure cannot say."""
    shape = _shape(schema)
    if not isinstance(shape, dict):
        raise ValueError("a structure is an object")
    return probatio.Schema(shape)


def _shape(schema: Mapping[str, Any]) -> Any:
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return probatio.Any(*(_shape(choice) for choice in schema[key]))
    if "const" in schema:
        return probatio.In([schema["const"]])
    if "enum" in schema:
        return probatio.In(list(schema["enum"]))
    kind = schema.get("type")
    if isinstance(kind, list):
        return probatio.Any(*(_shape({**schema, "type": one}) for one in kind))
    if kind == "object":
        return _members(schema)
    if kind == "array":
        return _bounded([_shape(schema["items"])] if "items" in schema else list, schema)
    if not isinstance(kind, str) or kind not in _TYPES:
        raise ValueError(f"a structure has no {kind}")
    return _bounded(_TYPES[kind], schema)


def _members(schema: Mapping[str, Any]) -> dict[Any, Any]:
    if schema.get("additionalProperties") or not schema.get("properties"):
        raise ValueError("a structure says all its members")
    required = schema.get("required", ())
    members: dict[Any, Any] = {}
    for name, inner in schema["properties"].items():
        marker = probatio.Required if name in required else probatio.Optional
        members[marker(name, description=inner.get("description"))] = _shape(inner)
    return members


def _bounded(shape: Any, schema: Mapping[str, Any]) -> Any:
    bounds: list[Any] = []
    if given := {ours: schema[theirs] for theirs, ours in _RANGES.items() if theirs in schema}:
        bounds.append(probatio.Range(**given))
    for least, most in _LENGTHS:
        if least in schema or most in schema:
            bounds.append(probatio.Length(min=schema.get(least), max=schema.get(most)))
    return probatio.All(shape, *bounds) if bounds else shape
