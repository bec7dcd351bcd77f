"""The steps in which assets that only take energy are asked for: heating, hot water, programmes, loads, fuel."""

from collections.abc import Callable, Iterable

from homeassistant.helpers.selector import SelectOptionDict, TextSelector

from .asset_form import NAME, Field, Page, actuator, clock, entity, named, parameter, percentage
from .asset_lists import comfort
from .asset_presets import heat, programme_fields
from .core.energy.asset_codec import EntityRole
from .core.energy.assets import AssetKind
from .core.energy.controls import Actuator

type Options = Callable[[], Iterable[SelectOptionDict]]

TAKES = (entity(EntityRole.POWER), entity(EntityRole.ENERGY_TO))
"""What measures a device that takes."""


def zone_pages() -> tuple[Page, ...]:
    """Return the steps of a heated or cooled zone."""
    of = AssetKind.ZONE
    return (
        Page(
            step="zone",
            fields=(
                NAME,
                actuator(Actuator.CLIMATE),
                entity(EntityRole.TEMPERATURE, required=True),
                entity(EntityRole.OUTDOOR),
                entity(EntityRole.WEATHER),
                *TAKES,
                parameter(of, "maximum_kw", "kW", least=0.1),
                heat("air", ("air", "ground", "air_to_air", "resistance")),
            ),
            sections={
                "device": (
                    parameter(of, "minimum_kw", "kW"),
                    parameter(of, "minimum_minutes", "min", 1),
                    parameter(of, "cooling"),
                    actuator(Actuator.SWITCH),
                    actuator(Actuator.TEMPERATURE),
                )
            },
        ),
        Page(
            step="comfort",
            fields=(
                comfort(),
                entity(EntityRole.PRESENCE),
                parameter(of, "away_low", "°C", 0.5),
                parameter(of, "away_high", "°C", 0.5),
            ),
        ),
    )


def water_heater_pages() -> tuple[Page, ...]:
    """Return the steps of a tank of hot water."""
    of = AssetKind.WATER_HEATER
    return (
        Page(
            step="water_heater",
            fields=(
                NAME,
                parameter(of, "litres", "L", 1, least=5),
                parameter(of, "heater_kw", "kW", least=0.1),
                heat("resistance", ("resistance", "hot_water_pump")),
                actuator(Actuator.WATER_HEATER),
                actuator(Actuator.SWITCH),
                actuator(Actuator.TEMPERATURE),
                entity(EntityRole.TEMPERATURE, required=True),
                entity(EntityRole.TEMPERATURE_LOWER),
                *TAKES,
            ),
        ),
        Page(
            step="tank",
            fields=(
                parameter(of, "minimum", "°C", 0.5),
                parameter(of, "target", "°C", 0.5),
                parameter(of, "maximum", "°C", 0.5),
                parameter(of, "legionella", "°C", 0.5),
                parameter(of, "legionella_days", "d", 1, least=1),
            ),
            sections={
                "losses": (
                    parameter(of, "loss_w_per_k", "W/K"),
                    parameter(of, "ambient", "°C", 0.5, least=-20),
                    parameter(of, "cold", "°C", 0.5),
                    percentage(of, "upper_share"),
                    parameter(of, "minimum_minutes", "min", 1),
                )
            },
        ),
    )


def appliance_pages() -> tuple[Page, ...]:
    """Return the steps of a programme."""
    option = Field(name="start_option", part="control", key="start_option", selector=lambda _draft: TextSelector())
    return (
        Page(
            step="appliance",
            fields=(
                NAME,
                actuator(Actuator.START, required=True),
                option,
                entity(EntityRole.READY),
                *TAKES,
                *programme_fields(),
            ),
        ),
    )


def load_pages() -> tuple[Page, ...]:
    """Return the steps of a switched load."""
    of = AssetKind.LOAD
    return (
        Page(
            step="load",
            fields=(
                NAME,
                actuator(Actuator.SWITCH, required=True),
                *TAKES,
                parameter(of, "power_kw", "kW", 0.01, least=0.01),
                parameter(of, "hours_per_day", "h", 0.25),
                parameter(of, "minimum_minutes", "min", 1),
                clock("earliest"),
                clock("latest"),
            ),
        ),
    )


def fuel_heater_pages(currency: str, zones: Options) -> tuple[Page, ...]:
    """Return the steps of a heater with fuel."""
    of = AssetKind.FUEL_HEATER
    zone = named("zone_id", "zone_id", lambda _draft: zones(), "parameters")
    return (
        Page(
            step="fuel_heater",
            fields=(
                NAME,
                Field(name=zone.name, part=zone.part, key=zone.key, selector=zone.selector, required=True),
                parameter(of, "maximum_kw", "kW", least=0.1),
                parameter(of, "price", f"{currency}/kWh", 0.001),
                parameter(of, "carbon", "kg/kWh", 0.001),
                actuator(Actuator.SWITCH),
            ),
        ),
    )
