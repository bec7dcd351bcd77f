"""From a typed act to calls: room, device, capability and range are checked before anything moves.

`ground` decides what can be done and how it will be known that it was; `snapshot` and
`restore` keep and bring back former states.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..language.request import Act, Problem
from .model import Home, State, StateReader


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
    is moving there (a cover opening, a lock unlocking), which may be told but not as done.
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
    """What of one act can be done, and precisely what cannot."""

    act: Act
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()


def ground(act: Act, home: Home, states: StateReader) -> Grounded:
    """Check an act against the home and turn it into calls."""
    raise NotImplementedError


def snapshot(state: State) -> Mapping[str, Any]:
    """Return what must be kept of a state to bring it back: `{"state": ..., "attributes": {...}}`."""
    raise NotImplementedError


def restore(entity_id: str, before: Mapping[str, Any], now: State) -> tuple[Step, ...] | None:
    """Return the steps that bring a snapshot back, `()` if it holds already, `None` if nothing can."""
    raise NotImplementedError
