"""Agents as profiles: what a specialist is, run by the one kernel."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from ..home.model import Entity, Home

ORCHESTRATOR_ID = "orchestrator"


class Role(StrEnum):
    """What an agent is for."""

    ORCHESTRATOR = "orchestrator"
    COMFORT = "comfort"
    LIGHTING = "lighting"
    SECURITY = "security"
    ENERGY = "energy"
    CARE = "care"  # of devices
    HOUSEHOLD = "household"  # lists, calendar, reminders
    CUSTOM = "custom"


class Autonomy(StrEnum):
    """How far an agent goes by itself; the policy's rules hold at every level."""

    OBSERVE = "observe"  # answers, never acts
    SUGGEST = "suggest"  # tells what it would do; done only when approved
    ASK = "ask"  # asks before each act
    ACT = "act"  # acts, and asks about what is risky


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an agent may touch. An empty kind sets no bound; an empty scope is the whole home.

    An entity is in it that is named, or that is in one of the places (areas, floors, labels) and of one of
    the kinds (domains, device classes).
    """

    areas: frozenset[str] = frozenset()
    floors: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    device_classes: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Return whether the scope is the whole home."""
        return not (self._placed or self._of_kind or self.entities)

    @property
    def _placed(self) -> bool:
        return bool(self.areas or self.floors or self.labels)

    @property
    def _of_kind(self) -> bool:
        return bool(self.domains or self.device_classes)

    def covers(self, entity: Entity, home: Home) -> bool:
        """Return whether an entity of a home is in the scope."""
        if self.whole or entity.entity_id in self.entities:
            return True
        if not (self._placed or self._of_kind):
            return False
        return (not self._placed or self._is_placed(entity, home)) and (not self._of_kind or self._is_of_kind(entity))

    def _is_placed(self, entity: Entity, home: Home) -> bool:
        floor, labels = home.floor_of(entity), home.labels_of(entity)
        return entity.area_id in self.areas or floor in self.floors or not self.labels.isdisjoint(labels)

    def _is_of_kind(self, entity: Entity) -> bool:
        return entity.domain in self.domains or entity.device_class in self.device_classes


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one turn may take, with all that it delegates: the bounds hold over the whole tree."""

    depth: int = 2  # delegations within delegations
    rounds: int = 8  # times that models are asked
    calls: int = 24  # tool calls
    tokens: int = 30_000
    money: float = 0.10  # in the owner's currency
    seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What may be spent in a day and in a month; `None` sets no bound. `soft` is the share at which is warned."""

    tokens_day: int | None = None
    tokens_month: int | None = None
    money_day: float | None = None
    money_month: float | None = None
    soft: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One agent. `models` are backend ids in order of preference, empty for the common order.

    `tools` are names of tools it may use, empty for all of its role; `users` who may talk to it, empty for
    everybody; `languages` in which it answers, empty for all; `instructions` are the owner's words for it; `apis` are
    those of other integrations whose tools it may use.
    """

    agent_id: str
    name: str
    role: Role
    scope: Scope = field(default_factory=Scope)
    tools: frozenset[str] = frozenset()
    models: tuple[str, ...] = ()
    autonomy: Autonomy = Autonomy.ACT
    limits: Limits = field(default_factory=Limits)
    budget: Budget = field(default_factory=Budget)
    languages: frozenset[str] = frozenset()
    users: frozenset[str] = frozenset()
    instructions: str = ""
    apis: tuple[str, ...] = ()

    def serves(self, user_id: str | None) -> bool:
        """Return whether somebody may talk to the agent; where only some may, an unknown voice may not."""
        return not self.users or user_id in self.users

    def held_by(self, other: Self) -> Self:
        """Return the agent as it works for another one: it goes no further by itself than that does."""
        return replace(self, autonomy=min(self.autonomy, other.autonomy, key=list(Autonomy).index))


_OPENINGS = frozenset({"door", "garage", "gate", "garage_door", "window", "opening", "lock"})

SHIPPED: Mapping[Role, Scope] = {
    Role.ORCHESTRATOR: Scope(),
    Role.COMFORT: Scope(
        domains=frozenset({"climate", "cover", "fan", "humidifier", "water_heater"}),
        device_classes=frozenset({"temperature", "humidity", "carbon_dioxide", "pm25", "aqi"}),
    ),
    Role.LIGHTING: Scope(domains=frozenset({"light", "scene"}), device_classes=frozenset({"illuminance"})),
    Role.SECURITY: Scope(
        domains=frozenset({"alarm_control_panel", "lock", "camera", "siren", "valve"}),
        device_classes=_OPENINGS | {"motion", "occupancy", "smoke", "gas", "carbon_monoxide", "moisture", "tamper"},
    ),
    Role.ENERGY: Scope(
        domains=frozenset({"climate", "number", "select", "switch", "water_heater"}),
        device_classes=frozenset({"power", "energy", "battery", "current", "voltage"}),
    ),
    Role.CARE: Scope(
        domains=frozenset({"button", "lawn_mower", "update", "vacuum"}),
        device_classes=frozenset({"battery", "connectivity", "problem", "update"}),
    ),
    Role.HOUSEHOLD: Scope(domains=frozenset({"calendar", "media_player", "person", "timer", "todo", "weather"})),
}
"""The scope of each shipped agent; owners change it."""

PRECEDENCE: tuple[Role, ...] = (
    Role.SECURITY,
    Role.ORCHESTRATOR,
    Role.COMFORT,
    Role.LIGHTING,
    Role.HOUSEHOLD,
    Role.CARE,
    Role.CUSTOM,
    Role.ENERGY,
)
"""Who has the last word when agents want opposite things by themselves, first to last; a person's own words
go before all of them. An orchestrator's own initiative speaks for the person who asked."""

ORCHESTRATOR = Profile(agent_id=ORCHESTRATOR_ID, name="", role=Role.ORCHESTRATOR)


class Profiles:
    """The agents of a home, as the owner has them now."""

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        """Hold some agents; there is always an orchestrator."""
        self._all: dict[str, Profile] = {ORCHESTRATOR_ID: ORCHESTRATOR}
        self.replace(profiles)

    def replace(self, profiles: Iterable[Profile]) -> None:
        """Hold other agents from now on."""
        self._all = {ORCHESTRATOR_ID: ORCHESTRATOR} | {profile.agent_id: profile for profile in profiles}

    def get(self, agent_id: str) -> Profile:
        """Return an agent; one that is gone gives the orchestrator."""
        return self._all.get(agent_id, self._all[ORCHESTRATOR_ID])

    def specialists(self, user_id: str | None) -> tuple[Profile, ...]:
        """Return the agents that work may be delegated to for somebody, in a stable order."""
        found = (p for p in self._all.values() if p.role is not Role.ORCHESTRATOR and p.serves(user_id))
        return tuple(sorted(found, key=lambda profile: profile.agent_id))

    def __iter__(self) -> Iterator[Profile]:
        """Return all agents."""
        return iter(tuple(self._all.values()))
