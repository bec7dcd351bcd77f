"""The home as immutable data.

Only what the owner exposed to Assist is in a `Home`: what is not here cannot be named,
retrieved or acted on. States are not part of it; they are read live through `StateReader`.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A storey of the home."""

    floor_id: str
    name: str
    aliases: tuple[str, ...] = ()
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A room or outdoor place."""

    area_id: str
    name: str
    aliases: tuple[str, ...] = ()
    floor_id: str | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A physical or logical device that groups entities."""

    device_id: str
    name: str
    area_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One exposed entity. `area_id` is the effective one (its own, else its device's).

    `default_code` is true for a lock or alarm panel whose owner stored a code in Home
    Assistant, so that none need be said.
    """

    entity_id: str
    name: str
    aliases: tuple[str, ...] = ()
    area_id: str | None = None
    device_id: str | None = None
    device_class: str | None = None
    labels: tuple[str, ...] = ()
    default_code: bool = False

    @property
    def domain(self) -> str:
        """Return the Home Assistant domain, e.g. `light`."""
        return self.entity_id.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyAsset:
    """An energy asset by its name and kind (of `core.energy.assets`); `area_id` is the room of a zone, where one is known."""

    asset_id: str
    name: str
    kind: str
    area_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state of one entity at one moment."""

    entity_id: str
    state: str
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def available(self) -> bool:
        """Return whether the device can be reached and its state is known."""
        return self.state not in ("unavailable", "unknown")


type StateReader = Callable[[str], State | None]
"""Read the present state of an entity; `None` when there is no such entity."""


@dataclass(frozen=True, kw_only=True)
class Home:
    """What the assistant may see of the home, at one version of the registries.

    `version` grows with every change of the registries or of exposure, and each version is a
    new object: indexes are kept with it. `labels` are names by the ids that areas and entities have.
    `temperature_unit` is `°C` or `°F`. Where somebody has other names for things, `base` is the
    home without them, and `called` tells them by the ids of the things.
    """

    version: int
    floors: Mapping[str, Floor] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    devices: Mapping[str, Device] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    temperature_unit: str = "°C"
    assets: tuple[EnergyAsset, ...] = ()
    base: Home | None = field(default=None, compare=False, repr=False)
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """Return the names, in small letters, that more than one entity has."""
        counts = Counter(entity.name.casefold() for entity in self.entities.values())
        return frozenset(name for name, count in counts.items() if count > 1)

    def floor_of(self, entity: Entity) -> str | None:
        """Return the floor an entity is on, through its area."""
        area = self.areas.get(entity.area_id) if entity.area_id else None
        return area.floor_id if area else None

    def labels_of(self, entity: Entity) -> frozenset[str]:
        """Return the labels of an entity and those of its area."""
        area = self.areas.get(entity.area_id) if entity.area_id else None
        return frozenset((*entity.labels, *(area.labels if area else ())))
