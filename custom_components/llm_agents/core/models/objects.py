"""JSON objects in what models write."""

import json
from typing import Any


def object_in(text: str) -> dict[str, Any]:
    """Return the JSON object in a text, whatever words stand around it. Raises `ValueError` where there is none."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise ValueError("there is no JSON object")
    try:
        found: dict[str, Any] = json.loads(text[start : end + 1])
    except RecursionError as err:
        raise ValueError("the JSON object is too deep") from err
    return found


def parsed(text: str) -> dict[str, Any] | None:
    """Return the arguments of a call; none at all are no arguments, what is no JSON object is `None`."""
    if not text.strip():
        return {}
    try:
        value = json.loads(text)
    except ValueError, RecursionError:
        return None
    return value if isinstance(value, dict) else None
