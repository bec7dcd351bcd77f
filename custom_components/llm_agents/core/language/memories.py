"""Requests about the memory: what is to be remembered, told, corrected or forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

type MemoryValue = str | float | int | bool

MADE = "made"
"""The topic of a habit of which an automation was made."""


class MemoryAsk(StrEnum):
    """What is asked of the memory."""

    REMEMBER = "remember"
    LIKE = "like"  # somebody tells what they like: remembered after a yes
    PREFER = "prefer"  # `topic` and `value`
    NAME = "name"  # `text` is what somebody calls `about`
    RECALL = "recall"  # what is known: of the asker, of the household (`shared`), of things or words
    FORGET = "forget"
    FORGET_ALL = "forget_all"
    CORRECT = "correct"  # what was told or learned last is wrong
    AVOID = "avoid"  # what was done last is not to be done again unasked
    APPLY = "apply"  # what is preferred is to be set
    HABIT = "habit"  # an automation is to be made of a habit: `text` is its id; only ever asked about
    SUGGEST = "suggest"  # what was noticed, that could be made an automation


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryRequest:
    """A request about the memory; `about` are ids of entities and areas.

    `shared` is true where it is said to be the household's, false where it is said to be the asker's own.
    """

    ask: MemoryAsk
    text: str = ""
    about: tuple[str, ...] = ()
    topic: str | None = None
    value: MemoryValue | None = None
    shared: bool | None = None
    words: str = ""


def memory_to_json(request: MemoryRequest) -> dict[str, Any]:
    """Return a request about the memory as JSON data."""
    return {
        "type": "memory",
        "ask": request.ask.value,
        "text": request.text,
        "about": list(request.about),
        "topic": request.topic,
        "value": request.value,
        "shared": request.shared,
        "words": request.words,
    }


def memory_from_json(data: Mapping[str, Any]) -> MemoryRequest:
    """Return the request that `memory_to_json` wrote; raise `KeyError` or `ValueError` for other data."""
    return MemoryRequest(
        ask=MemoryAsk(data["ask"]),
        text=data["text"],
        about=tuple(data["about"]),
        topic=data["topic"],
        value=data["value"],
        shared=data["shared"],
        words=data["words"],
    )
