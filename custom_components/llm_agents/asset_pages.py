"""The steps in which each kind of asset is asked for."""

from collections.abc import Callable, Mapping

from homeassistant.helpers.selector import EntitySelector, EntitySelectorConfig

from .asset_form import INVERTED, NAME, Field, Page, actuator, chosen, entity, parameter, percentage
from .asset_lists import departures
from .asset_pages_taking import (
    TAKES,
    Options,
    appliance_pages,
    fuel_heater_pages,
    load_pages,
    water_heater_pages,
    zone_pages,
)
from .core.energy.asset_codec import EntityRole, Outlook
from .core.energy.assets import AssetKind, Charging
from .core.energy.controls import Actuator
from .fields import number, several_of

_METERS = (
    entity(EntityRole.POWER),
    INVERTED,
    entity(EntityRole.POWER_FROM),
    entity(EntityRole.POWER_TO),
    entity(EntityRole.ENERGY_FROM),
    entity(EntityRole.ENERGY_TO),
)


def pages_of(kind: AssetKind, currency: str, zones: Options, entries: Options) -> tuple[Page, ...]:
    """Return the steps of a kind, without the tariff's and those that follow from what was chosen.

    `zones` are the zones there are, `entries` the solar forecasts of the energy platform.
    """
    makers: Mapping[AssetKind, Callable[[], tuple[Page, ...]]] = {
        AssetKind.GRID: _grid,
        AssetKind.PHOTOVOLTAICS: lambda: _panels(entries),
        AssetKind.BATTERY: lambda: _battery(currency),
        AssetKind.VEHICLE: _vehicle,
        AssetKind.ZONE: zone_pages,
        AssetKind.WATER_HEATER: water_heater_pages,
        AssetKind.APPLIANCE: appliance_pages,
        AssetKind.LOAD: load_pages,
        AssetKind.FUEL_HEATER: lambda: fuel_heater_pages(currency, zones),
    }
    return makers[kind]()


def limits_page(currency: str) -> Page:
    """Return the step that asks for the limits of the grid connection and what a peak costs."""
    of = AssetKind.GRID
    return Page(
        step="limits",
        fields=(parameter(of, "import_kw", "kW", least=0.1), parameter(of, "export_kw", "kW")),
        sections={
            "peaks": (
                parameter(of, "peak_price", f"{currency}/kW", 0.01),
                parameter(of, "peak_minutes", "min", 1, least=1),
                parameter(of, "capacity_kw", "kW", least=0.1),
                parameter(of, "excess_price", f"{currency}/kWh", 0.01),
            )
        },
    )


def _grid() -> tuple[Page, ...]:
    return (
        Page(step="grid", fields=(NAME, *_METERS[:2]), sections={"meters": (*_METERS[2:], entity(EntityRole.CARBON))}),
    )


def _panels(entries: Options) -> tuple[Page, ...]:
    of = AssetKind.PHOTOVOLTAICS
    several = EntitySelector(EntitySelectorConfig(multiple=True, filter=[{"domain": "sensor"}]))
    return (
        Page(
            step="photovoltaics",
            fields=(NAME, parameter(of, "peak_kw", "kW", least=0.1), *_METERS[:1], entity(EntityRole.ENERGY_FROM)),
            sections={
                "roof": (
                    parameter(of, "tilt", "°", 1),
                    parameter(of, "azimuth", "°", 1),
                    parameter(of, "inverter_kw", "kW", least=0.1),
                    parameter(of, "curtailable"),
                    actuator(Actuator.LIMIT),
                )
            },
        ),
        Page(
            step="forecast",
            fields=(
                chosen("forecast_source", Outlook, Outlook.OWN, part="forecast", key="source"),
                Field(
                    name="entries",
                    part="forecast",
                    key="entries",
                    selector=lambda draft: several_of(entries(), (draft.get("forecast") or {}).get("entries", ())),
                ),
                Field(name="entities", part="forecast", key="entities", selector=lambda _draft: several),
                entity(EntityRole.WEATHER),
            ),
        ),
    )


def _battery(currency: str) -> tuple[Page, ...]:
    of = AssetKind.BATTERY
    return (
        Page(
            step="battery",
            fields=(
                NAME,
                parameter(of, "capacity_kwh", "kWh", least=0.1),
                parameter(of, "charge_kw", "kW", least=0.1),
                parameter(of, "discharge_kw", "kW", least=0.1),
                entity(EntityRole.SOC, required=True),
                *_METERS[:2],
            ),
            sections={
                "meters": _METERS[2:],
                "limits": (
                    percentage(of, "minimum"),
                    percentage(of, "reserve"),
                    percentage(of, "maximum"),
                    percentage(of, "charge_efficiency"),
                    percentage(of, "discharge_efficiency"),
                    parameter(of, "wear", f"{currency}/kWh", 0.001),
                    parameter(of, "standby_kw", "kW", 0.001),
                    parameter(of, "grid_charging"),
                    parameter(of, "grid_export"),
                ),
            },
        ),
        Page(
            step="battery_control",
            fields=(
                actuator(Actuator.MODE),
                actuator(Actuator.POWER),
                actuator(Actuator.CHARGE_POWER),
                actuator(Actuator.DISCHARGE_POWER),
            ),
            sections={"scripts": _scripts()},
        ),
    )


def _scripts() -> tuple[Field, ...]:
    selector = EntitySelector(EntitySelectorConfig(filter=[{"domain": "script"}]))
    return tuple(
        Field(
            name=f"script_{mode}",
            part="scripts",
            key=mode,
            selector=lambda _draft: selector,
        )
        for mode in ("self_consume", "hold", "hold_charge", "charge", "export")
    )


def _vehicle() -> tuple[Page, ...]:
    of = AssetKind.VEHICLE
    volts = Field(name="volts", part="control", key="volts", selector=lambda _d: number(90, 1, "V", 500), default=230.0)
    return (
        Page(
            step="vehicle",
            fields=(
                NAME,
                parameter(of, "capacity_kwh", "kWh", 0.5, least=0.5),
                parameter(of, "maximum_kw", "kW", least=0.1),
                entity(EntityRole.PLUGGED, required=True),
                entity(EntityRole.SOC),
                *TAKES,
            ),
            sections={
                "charger": (
                    actuator(Actuator.SWITCH),
                    actuator(Actuator.CURRENT),
                    actuator(Actuator.MODE),
                    parameter(of, "phases", None, 1, least=1),
                    parameter(of, "minimum_kw", "kW", 0.01),
                    percentage(of, "efficiency"),
                    volts,
                )
            },
        ),
        Page(
            step="departures",
            fields=(
                chosen("charging", Charging, Charging.ANY),
                percentage(of, "target"),
                percentage(of, "maximum"),
                departures(),
                entity(EntityRole.CALENDAR),
            ),
        ),
    )
