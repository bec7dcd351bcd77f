"""The outcome of grounding: calls, how to know that they worked, and what cannot be done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..language.request import Act, Problem
from .model import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One action of Home Assistant to call on entities."""

    domain: str
    service: str
    entity_ids: tuple[str, ...]
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """How to know that a call did its work on one entity.

    `holds` is true when the wished state is read back; `under_way` when the device says it
    is moving there (a cover opening, a lock unlocking) or when it reports nothing by which
    it could be known: that may be told as begun or sent, never as done.
    """

    entity_id: str
    holds: Callable[[State], bool]
    under_way: Callable[[State], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One call and what must hold after it."""

    call: Call
    expectations: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """What of one act can be done, and precisely what cannot.

    `already` are the entities for which the wish holds before any call: none is made for
    them.
    """

    act: Act
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()
    already: tuple[str, ...] = ()
