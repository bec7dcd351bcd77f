"""Assets as plain data and back: the form in the configuration, and what their entities and controls are.

Data of an asset: `{"kind", "parameters", "entities": {role: entity id}, "inverted", "control" (`Controls`), "forecast"
(panels), "tariff" (the grid)}`. What is missing has its default and what is not known (of a newer version) is left out, so that a newer minor
version can be read by an older one. No numpy here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from ..plain import plain
from .asset_checks import check_asset
from .asset_fields import list_from, parameters_from
from .assets import KINDS, Asset, AssetKind, kind_of
from .bad_asset import BadAsset
from .controls import Controls


class EntityRole(StrEnum):
    """What an entity is to an asset.

    Powers and energies "from" flow out of the grid, the battery or the panels, "to" into them. `POWER` has the sign of
    the Energy dashboard (positive: import, discharge, production; for what only takes: consumption) unless the entry
    is `inverted`.
    """

    POWER = "power"
    POWER_FROM = "power_from"
    POWER_TO = "power_to"
    ENERGY_FROM = "energy_from"
    ENERGY_TO = "energy_to"
    SOC = "soc"
    TEMPERATURE = "temperature"
    TEMPERATURE_LOWER = "temperature_lower"
    OUTDOOR = "outdoor"
    WEATHER = "weather"
    PRESENCE = "presence"
    CALENDAR = "calendar"
    PLUGGED = "plugged"
    READY = "ready"  # of an appliance: may be started from afar
    CARBON = "carbon"


class Outlook(StrEnum):
    """Where the forecast of the panels is from."""

    DASHBOARD = "dashboard"  # solar forecasts of the energy platform, by config entry
    ENTITIES = "entities"
    OWN = "own"  # learned from weather and history


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The forecast of the panels: of config entries or of entities, by `source`."""

    source: Outlook = Outlook.OWN
    entries: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetEntry:
    """An asset as the owner set it up: what it is, what measures it by role, what controls it.

    `tariff` is the grid's, as `tariffs.codec` reads it.
    """

    asset: Asset
    entities: Mapping[EntityRole, str] = field(default_factory=dict)
    inverted: bool = False
    controls: Controls = field(default_factory=Controls)
    forecast: Forecast = Forecast()
    tariff: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> AssetKind:
        """Return the kind of the asset."""
        return kind_of(self.asset)


def asset_to_data(entry: AssetEntry) -> dict[str, Any]:
    """Return an asset as JSON data, without its id and its name, which are kept beside it."""
    parameters = {
        item.name: getattr(entry.asset, item.name)
        for item in fields(entry.asset)
        if item.name not in {"asset_id", "name"}
    }
    data: dict[str, Any] = {
        "kind": entry.kind.value,
        "parameters": _plain(parameters),
        "entities": {role.value: entity for role, entity in entry.entities.items()},
        "inverted": entry.inverted,
        "control": entry.controls.to_data(),
    }
    if entry.kind is AssetKind.PHOTOVOLTAICS:
        data["forecast"] = _plain({item.name: getattr(entry.forecast, item.name) for item in fields(Forecast)})
    if entry.kind is AssetKind.GRID:
        data["tariff"] = _plain(entry.tariff)
    return data


def asset_from_data(asset_id: str, name: str, data: Mapping[str, Any]) -> AssetEntry:
    """Return the asset that `asset_to_data` wrote.

    Raises `BadAsset` (a `ValueError`) with the field that is wrong and in what way.
    """
    if not isinstance(name, str) or not name.strip():
        raise BadAsset("name", "missing")
    try:
        kind = AssetKind(data["kind"])
    except (KeyError, ValueError) as error:
        raise BadAsset("kind", "choice") from error
    parameters = parameters_from(kind, _part(data, "parameters"))
    asset = KINDS[kind](asset_id=asset_id, name=name.strip(), **parameters)
    check_asset(asset)
    return AssetEntry(
        asset=asset,
        entities=_entities(_part(data, "entities")),
        inverted=bool(data.get("inverted", False)),
        controls=Controls.from_data(_part(data, "control")),
        forecast=_forecast(_part(data, "forecast")),
        tariff=dict(_part(data, "tariff")),
    )


def _plain(value: Any) -> Any:
    """Return JSON data; sets of weekdays sorted, enumerations as their values."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    return plain(value)


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = data.get(name) or {}
    if not isinstance(part, Mapping):
        raise BadAsset(name, "form")
    return part


def _entities(given: Mapping[str, Any]) -> dict[EntityRole, str]:
    roles = {role.value: role for role in EntityRole}
    found = {roles[name]: entity for name, entity in given.items() if name in roles and entity}
    for role, entity in found.items():
        if not isinstance(entity, str) or not ("." in entity or ":" in entity):
            raise BadAsset(role.value, "form")
    return found


def _forecast(given: Mapping[str, Any]) -> Forecast:
    try:
        source = Outlook(given.get("source", Outlook.OWN))
    except ValueError as error:
        raise BadAsset("source", "choice") from error
    texts = {name: tuple(map(str, list_from(name, given.get(name, ())))) for name in ("entries", "entities")}
    return Forecast(source=source, **texts)
