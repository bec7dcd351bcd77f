"""What is in a scene or a script, as data: the policy judges it before the whole is set off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .model import Entity, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One thing that a scene or a script would do.

    `service` is the action of Home Assistant (`lock.unlock`), empty for the wished state of a scene; `entity` is
    `None` where the action has no device of the home; `state` is the present one.
    """

    service: str = ""
    entity: Entity | None = None
    state: State | None = None
    wished: State | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All that a scene or a script would do; `opaque` names what cannot be known beforehand."""

    held: tuple[Held, ...] = ()
    opaque: tuple[str, ...] = ()
