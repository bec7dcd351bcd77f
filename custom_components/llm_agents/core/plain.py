"""Values as plain JSON data."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
import math
from typing import Any

_PLAIN = frozenset({str, int, bool, type(None)})  # nearly all there is in a record: told at once


def plain(value: Any) -> Any:
    """Return a value as JSON data: enums as their values, tuples and sets as lists, times as ISO 8601.

    What JSON cannot say (an object of a library, an infinite number) becomes its text, so
    that a record is never lost for one strange attribute.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return [plain(item) for item in value]
    match value:
        case Enum():
            return plain(value.value)
        case None | bool():
            return value
        case int():
            return int(value)
        case float():
            return float(value) if math.isfinite(value) else str(value)
        case str():
            return str(value)
        case Mapping():
            return {str(plain(key)): plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted((plain(item) for item in value), key=str)
        case date() | datetime():
            return value.isoformat()
        case Iterable() if not isinstance(value, bytes):
            return [plain(item) for item in value]
    return str(value)
