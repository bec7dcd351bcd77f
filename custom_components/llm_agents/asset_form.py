"""The fields of assets' forms: where in an asset's data each stands, how it is asked for and shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import partial
from typing import Any

import voluptuous as vol

from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    SelectOptionDict,
    TextSelector,
    TimeSelector,
)

from .core.energy.asset_codec import EntityRole
from .core.energy.assets import KINDS, AssetKind
from .core.energy.controls import DOMAINS, Actuator
from .fields import choice, number, one_of

type Draft = dict[str, Any]
"""The data of an asset while it is asked for, as `asset_codec` reads it, and its `name`."""
type Form = dict[str, Any]

KEEP = object()
_PERCENT = 100.0
_ROLES: Mapping[EntityRole, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    **dict.fromkeys(
        (EntityRole.POWER, EntityRole.POWER_FROM, EntityRole.POWER_TO), (("sensor",), ("power",), ("W", "kW"))
    ),
    **dict.fromkeys((EntityRole.ENERGY_FROM, EntityRole.ENERGY_TO), (("sensor",), ("energy",), ("kWh", "Wh", "MWh"))),
    EntityRole.SOC: (("sensor", "number", "input_number"), ("battery", "energy_storage"), ("%",)),
    EntityRole.TEMPERATURE: (("sensor", "climate", "water_heater"), ("temperature",), ("°C", "°F")),
    EntityRole.TEMPERATURE_LOWER: (("sensor",), ("temperature",), ("°C", "°F")),
    EntityRole.OUTDOOR: (("sensor", "weather"), ("temperature",), ("°C", "°F")),
    EntityRole.WEATHER: (("weather",), (), ()),
    EntityRole.PRESENCE: (("binary_sensor", "person", "group", "zone", "input_boolean"), (), ()),
    EntityRole.CALENDAR: (("calendar",), (), ()),
    EntityRole.PLUGGED: (("binary_sensor", "sensor", "device_tracker", "input_boolean"), (), ()),
    EntityRole.READY: (("binary_sensor", "input_boolean"), (), ()),
    EntityRole.CARBON: (("sensor",), (), ("gCO2eq/kWh", "g/kWh", "kg/MWh", "kgCO2eq/kWh")),
}
"""Which entities fit a role: domains, and device classes or units where a domain has them."""
_UNCLASSED = frozenset({"climate", "water_heater", "weather"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: its name in the form, the part of the data and the key there, and how it is asked for.

    `scale` is how often the data's number goes into the form's (100 for percent); `show` and `read` convert other
    values, `read` to `KEEP` for what stays as it is. An empty field means nothing where it is `nullable`, else the default.
    """

    name: str
    part: str
    key: str
    selector: Callable[[Draft], Any]
    required: bool = False
    default: Any = None
    scale: float = 1.0
    show: Callable[[Any], Any] | None = None
    read: Callable[[Any], Any] | None = None
    nullable: bool = False

    def shown(self, draft: Mapping[str, Any]) -> Any:
        """Return what stands in the form; `None` for an empty field."""
        value = self._within(draft).get(self.key, self.default)
        if value is None or value == "":
            return None
        if self.show is not None:
            return self.show(value)
        return round(value * self.scale, 6) if self.scale != 1 else value

    def keep(self, draft: Draft, form: Mapping[str, Any]) -> None:
        """Put what the form says into the data; an empty field takes it out."""
        value = form.get(self.name)
        part = draft if not self.part else draft.setdefault(self.part, {})
        if value is None or value in ("", []):
            part.pop(self.key, None)
            if self.nullable:
                part[self.key] = None
            return
        if self.read is not None:
            value = self.read(value)
            if value is KEEP:
                return
        elif self.scale != 1:
            value = value / self.scale
        part[self.key] = value

    def _within(self, draft: Mapping[str, Any]) -> Mapping[str, Any]:
        found: Mapping[str, Any] = draft if not self.part else draft.get(self.part) or {}
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One step of a flow: its fields, and those in sections that are closed at first."""

    step: str
    fields: tuple[Field, ...]
    sections: Mapping[str, tuple[Field, ...]] | None = None

    def all_fields(self) -> Iterable[Field]:
        """Yield the fields, those of sections too."""
        yield from self.fields
        for inner in (self.sections or {}).values():
            yield from inner

    def schema(self, draft: Draft) -> vol.Schema:
        """Return the form, with what the data says standing in it."""
        schema = {_marker(one, draft): one.selector(draft) for one in self.fields}
        for name, inner in (self.sections or {}).items():
            within = vol.Schema({_marker(one, draft): one.selector(draft) for one in inner})
            schema[vol.Required(name)] = section(within, {"collapsed": True})
        return vol.Schema(schema)

    def keep(self, draft: Draft, form: Mapping[str, Any]) -> None:
        """Put what a filled form says into the data."""
        for one in self.fields:
            one.keep(draft, form)
        for name, inner in (self.sections or {}).items():
            for one in inner:
                one.keep(draft, form.get(name) or {})


def _marker(one: Field, draft: Draft) -> Any:
    shown = one.shown(draft)
    description = None if shown is None else {"suggested_value": shown}
    return (vol.Required if one.required else vol.Optional)(one.name, description=description)


NAME = Field(name="name", part="", key="name", selector=lambda _draft: TextSelector(), required=True)
INVERTED = Field(name="inverted", part="", key="inverted", selector=lambda _draft: BooleanSelector(), default=False)


def parameter(
    kind: AssetKind,
    key: str,
    unit: str | None = None,
    step: float = 0.1,
    *,
    percent: bool = False,
    least: float = 0.0,
    default: Any = None,
) -> Field:
    """Return the field of a number or a switch that is a parameter of a kind of asset, with its default."""
    of = next(one for one in fields(KINDS[kind]) if one.name == key)
    given = default if default is not None else of.default if of.default is not MISSING else None
    scale = _PERCENT if percent else 1.0
    selector: Any = BooleanSelector() if of.type is bool else number(least, step, "%" if percent else unit)
    return Field(
        name=key,
        part="parameters",
        key=key,
        selector=lambda _draft: selector,
        required=of.default is MISSING,
        default=given,
        scale=scale,
        nullable="None" in str(of.type),
    )


def entity(role: EntityRole, *, required: bool = False) -> Field:
    """Return the field of an entity that measures or tells something of an asset."""
    domains, classes, units = _ROLES[role]
    filters: list[EntityWithDeviceFilterSelectorConfig] = []
    for domain in domains:
        if domain in _UNCLASSED or not (classes or units):
            filters.append({"domain": domain})
            continue
        if classes:
            filters.append({"domain": domain, "device_class": list(classes)})
        if units:
            filters.append({"domain": domain, "unit_of_measurement": list(units)})
    selector = EntitySelector(EntitySelectorConfig(filter=filters))
    return Field(name=role.value, part="entities", key=role.value, selector=lambda _draft: selector, required=required)


def actuator(kind: Actuator, *, required: bool = False) -> Field:
    """Return the field of an entity that commands go to."""
    selector = EntitySelector(EntitySelectorConfig(filter=[{"domain": list(DOMAINS[kind])}]))
    return Field(
        name=f"control_{kind.value}",
        part="control",
        key=kind.value,
        selector=lambda _draft: selector,
        required=required,
    )


def clock(name: str) -> Field:
    """Return the field of a time of the day that is kept as minutes after midnight."""
    return Field(
        name=name,
        part="parameters",
        key=name,
        selector=lambda _draft: TimeSelector(),
        default=0,
        show=time_text,
        read=minutes_of,
    )


def chosen(
    name: str, options: Iterable[str], default: str, *, part: str = "parameters", key: str | None = None
) -> Field:
    """Return the field of one word out of some that the field's name translates."""
    selector = choice(list(options), name)
    return Field(
        name=name, part=part, key=key or name, selector=lambda _draft: selector, required=True, default=default
    )


def named(name: str, key: str, options: Callable[[Draft], Iterable[SelectOptionDict]], part: str) -> Field:
    """Return the field of one of what has a name."""
    return Field(name=name, part=part, key=key, selector=lambda draft: one_of(options(draft)))


def time_text(minutes: float) -> str:
    """Return a time of the day as forms show it."""
    return f"{int(minutes) // 60:02d}:{int(minutes) % 60:02d}:00"


def minutes_of(text: str) -> int:
    """Return the minutes after midnight of a time that was chosen."""
    hours, minutes = text.split(":")[:2]
    return int(hours) * 60 + int(minutes)


percentage = partial(parameter, percent=True, step=1)
