"""What forms of assets say is wrong, and at which field."""

from collections.abc import Iterable, Mapping
from typing import Any

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT
from homeassistant.core import HomeAssistant
from homeassistant.util.unit_conversion import EnergyConverter, PowerConverter, TemperatureConverter

from .asset_form import Draft, Page
from .core.energy.asset_codec import EntityRole
from .core.energy.assets import AssetKind
from .core.energy.bad_asset import BadAsset
from .core.energy.tariffs.bad_input import BadInput
from .core.energy.tariffs.tariff import Pricing
from .tariff_form import BUYING, ERROR_FIELDS, SELLING, async_preview, check_source, gathered

BASE = "base"
_UNITS: Mapping[EntityRole, frozenset[str | None]] = {
    **dict.fromkeys(
        (EntityRole.POWER, EntityRole.POWER_FROM, EntityRole.POWER_TO), frozenset(PowerConverter.VALID_UNITS)
    ),
    **dict.fromkeys((EntityRole.ENERGY_FROM, EntityRole.ENERGY_TO), frozenset(EnergyConverter.VALID_UNITS)),
    EntityRole.SOC: frozenset({"%", None}) | frozenset(EnergyConverter.VALID_UNITS),
    EntityRole.TEMPERATURE: frozenset(TemperatureConverter.VALID_UNITS),
    EntityRole.TEMPERATURE_LOWER: frozenset(TemperatureConverter.VALID_UNITS),
    EntityRole.OUTDOOR: frozenset(TemperatureConverter.VALID_UNITS),
}
_THERMOSTATS = ("climate", "water_heater", "weather")
_ONCE = frozenset({EntityRole.POWER, EntityRole.POWER_FROM, EntityRole.POWER_TO, EntityRole.SOC, EntityRole.PLUGGED})
"""What measures one asset only: counted for two, it would be planned twice."""


def at_field(page: Page, fault: BadAsset) -> dict[str, str]:
    """Return where the form shows a fault: at its field, or above the form where that is on another page or in a section."""
    name = next((one.name for one in page.fields if fault.field in (one.key, one.name)), BASE)
    return {name: f"bad_{fault.reason}"}


def entity_errors(hass: HomeAssistant, page: Page, draft: Draft, others: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return what is wrong with the entities of a page: another quantity, taken by another asset, given twice."""
    errors: dict[str, str] = {}
    taken = _taken(others)
    entities: Mapping[str, str] = draft.get("entities") or {}
    names = {one.name for one in page.fields}
    for one in page.all_fields():
        entity_id = (draft.get(one.part) or {}).get(one.key) if one.part in ("entities", "control") else None
        if not isinstance(entity_id, str) or "." not in entity_id:
            continue
        name = one.name if one.name in names else BASE
        role = next((role for role in EntityRole if one.part == "entities" and role.value == one.key), None)
        if (one.part, entity_id) in taken and (role is None or role in _ONCE):
            errors[name] = "entity_taken"
        elif role is not None and not _fits(hass, entity_id, role):
            errors[name] = "wrong_unit"
    powers = [entities.get(role.value) for role in (EntityRole.POWER, EntityRole.POWER_FROM, EntityRole.POWER_TO)]
    if powers[0] and any(powers[1:]):
        errors.setdefault(EntityRole.POWER.value if EntityRole.POWER.value in names else BASE, "power_twice")
    told = [entity_id for entity_id in entities.values() if entity_id]
    if len(set(told)) < len(told):
        errors.setdefault(BASE, "entity_twice")
    return errors


def _taken(others: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    return {
        (part, entity_id)
        for other in others
        for part in ("entities", "control")
        for entity_id in (other.get(part) or {}).values()
        if isinstance(entity_id, str)
    }


def _fits(hass: HomeAssistant, entity_id: str, role: EntityRole) -> bool:
    """Return whether an entity's unit is one of its role; one that tells none yet is believed."""
    state, units = hass.states.get(entity_id), _UNITS.get(role)
    if state is None or units is None or state.domain in _THERMOSTATS or state.state in ("unavailable", "unknown"):
        return True
    return state.attributes.get(ATTR_UNIT_OF_MEASUREMENT) in units


def kind_errors(kind: AssetKind, step: str, draft: Draft, options: Iterable[str]) -> dict[str, str]:
    """Return what does not fit together on a step of a kind."""
    entities, control = draft.get("entities") or {}, draft.get("control") or {}
    forecast = draft.get("forecast") or {}
    if step == "forecast":
        needed = {"dashboard": "entries", "entities": "entities"}.get(str(forecast.get("source")))
        if needed and not forecast.get(needed):
            return {needed: "nothing_chosen"}
    if step == "grid" and not {"power", "power_from", "energy_from"} & entities.keys():
        return {BASE: "no_meter"}
    if step == "zone" and not {"climate", "switch", "temperature"} & control.keys():
        return {BASE: "not_controlled"}
    if step == "water_heater" and not {"water_heater", "switch", "temperature"} & control.keys():
        return {BASE: "not_controlled"}
    chosen = str(control.get("start_option"))
    if step == "appliance" and str(control.get("start", "")).startswith("select.") and chosen not in options:
        return {"start_option": "no_such_option"}
    return {}


async def price_errors(
    hass: HomeAssistant, page: Page, draft: Draft, direction: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what is wrong with one direction's prices: they are read now, so that nobody waits to learn of it."""
    try:
        if page.step.endswith(Pricing.DYNAMIC.value):
            check_source(draft, direction)
        rules = gathered(draft)
        other = SELLING if direction == BUYING else BUYING
        shown = {direction: rules[direction]}
        if rules[direction]["pricing"] == Pricing.SAME.value:
            shown[other] = rules[other]
        await async_preview(hass, shown)
    except BadInput as fault:
        names = {one.name for one in page.fields}
        place = "formula" if fault.key.startswith("formula") else ERROR_FIELDS.get(fault.key, "base")
        return {place if place in names else "base": f"prices_{fault.key}"}, fault.placeholders
    return {}, {}
