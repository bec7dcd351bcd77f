"""What entities and actions say becomes prices, forecasts and measured values."""

from collections.abc import Mapping
from datetime import datetime, timedelta
import json
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import numpy as np
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockModule, mock_integration

from custom_components.llm_agents.bridge.energy import sources
from custom_components.llm_agents.core.energy.asset_codec import AssetEntry, EntityRole, asset_from_data
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util

SNAPSHOTS = json.loads((Path(__file__).parents[2] / "core/energy/tariffs/snapshots.json").read_text(encoding="utf-8"))[
    "entities"
]
HOUR = 3600.0
DYNAMIC: dict[str, Any] = {"pricing": "dynamic", "origin": {"entities": ["sensor.price"]}}


def entry(kind: str, entities: Mapping[str, str] | None = None, **more: Any) -> AssetEntry:
    parameters = {
        "photovoltaics": {"peak_kw": 5},
        "battery": {"capacity_kwh": 10, "charge_kw": 5, "discharge_kw": 5},
        "vehicle": {"capacity_kwh": 60},
        "zone": {"maximum_kw": 3},
    }.get(kind, {})
    return asset_from_data("x", kind, {"kind": kind, "parameters": parameters, "entities": entities or {}, **more})


def grid(**rules: Any) -> AssetEntry:
    return entry("grid", tariff=rules)


def tell(hass: HomeAssistant, value: float, hours: int = 24, **attributes: Any) -> float:
    """Let an entity tell prices of the hours to come; return when they begin."""
    start = dt_util.utcnow().replace(minute=0, second=0, microsecond=0)
    rows = [{"start": start + timedelta(hours=hour), "value": value} for hour in range(hours)]
    hass.states.async_set("sensor.price", str(value), {"unit_of_measurement": "EUR/kWh", "rates": rows, **attributes})
    return start.timestamp()


@pytest.fixture(autouse=True)
def euro(hass: HomeAssistant) -> None:
    """Pay in euro."""
    hass.config.currency = "EUR"


async def test_prices_are_read_with_taxes_and_export(hass: HomeAssistant) -> None:
    start = tell(hass, 0.1)
    rules = {"import": DYNAMIC | {"formula": "spot * 1.2 + 0.1"}, "export": {"pricing": "fixed", "price": 0.08}}
    found = await sources.async_prices(hass, grid(**rules), start, start + 48 * HOUR)
    assert found.import_price is not None
    assert found.export_price is not None
    assert list(found.import_price.values) == pytest.approx([0.22] * 24)
    assert list(found.export_price.values) == [0.08]
    assert (found.known_until, found.findings) == (start + 24 * HOUR, ())


@pytest.mark.parametrize(
    ("state", "attributes", "key"),
    [
        ("unavailable", {}, "prices_unavailable"),
        ("0.1", {"unit_of_measurement": "EUR/kWh"}, "prices_no_prices"),
        (None, {}, "prices_no_entity"),
    ],
)
async def test_a_source_that_fails_is_a_finding_and_export_goes_on(
    hass: HomeAssistant, state: str | None, attributes: dict[str, Any], key: str
) -> None:
    if state is not None:
        hass.states.async_set("sensor.price", state, attributes)
    found = await sources.async_prices(
        hass, grid(**{"import": DYNAMIC, "export": {"pricing": "fixed", "price": 0.08}}), 0.0, HOUR
    )
    assert found.import_price is None
    assert found.export_price is not None
    assert [finding.key for finding in found.findings] == [key]


async def test_a_unit_that_changes_under_way_is_a_finding(hass: HomeAssistant) -> None:
    start = tell(hass, 28.0)
    found = await sources.async_prices(hass, grid(**{"import": DYNAMIC}), start, start + HOUR)
    (finding,) = found.findings
    assert (finding.key, finding.placeholders["price"], found.import_price) == ("prices_absurd", "28", None)


async def test_a_tariff_of_a_newer_version_is_a_finding(hass: HomeAssistant) -> None:
    found = await sources.async_prices(hass, grid(**{"import": {"pricing": "auction"}}), 0.0, HOUR)
    assert [finding.key for finding in found.findings] == ["prices_pricing"]


async def test_days_may_stand_in_entities_of_their_own(hass: HomeAssistant) -> None:
    midnight = dt_util.start_of_local_day()
    for days, name in enumerate(("current", "next")):
        first = midnight + timedelta(days=days)
        rates = [{"start": first + timedelta(minutes=30 * i), "value_inc_vat": 0.1 + days} for i in range(48)]
        attributes = {"rates": rates} if days == 0 else {"rates": []}
        hass.states.async_set(f"event.{name}", "2026-01-01T00:00:00", attributes)
    rule = {"pricing": "dynamic", "origin": {"entities": ["event.current", "event.next"], "unit": "EUR/kWh"}}
    found = await sources.async_prices(
        hass, grid(**{"import": rule}), midnight.timestamp(), midnight.timestamp() + 48 * HOUR
    )
    assert found.findings == ()
    assert found.import_price is not None
    assert len(found.import_price.values) == 48


def _nord_pool(hass: HomeAssistant, asked: list[str], *, tomorrow: bool = True) -> MockConfigEntry:
    mock_integration(hass, MockModule("nordpool"))
    config = MockConfigEntry(domain="nordpool", data={"currency": "EUR"}, state=ConfigEntryState.LOADED)
    config.add_to_hass(hass)

    async def prices(call: ServiceCall) -> ServiceResponse:
        asked.append(call.data["date"])
        first = dt_util.start_of_local_day(datetime.fromisoformat(call.data["date"]).date())
        if not tomorrow and first > dt_util.now():
            return {"DE-LU": []}
        return {
            "DE-LU": [
                {
                    "start": (first + timedelta(minutes=15 * i)).isoformat(),
                    "end": (first + timedelta(minutes=15 * (i + 1))).isoformat(),
                    "price": 50.0 + i,
                }
                for i in range(96)
            ]
        }

    hass.services.async_register("nordpool", "get_prices_for_date", prices, supports_response=SupportsResponse.ONLY)
    return config


async def test_an_action_is_asked_for_each_day_and_not_again_at_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2026-03-10T15:00:00+01:00")
    asked: list[str] = []
    config = _nord_pool(hass, asked)
    origin = {"action": "nordpool.get_prices_for_date", "entry": config.entry_id}
    home = grid(**{"import": {"pricing": "dynamic", "origin": origin}})
    now = dt_util.utcnow().timestamp()
    found = await sources.async_prices(hass, home, now, now + 48 * HOUR)
    assert found.import_price is not None
    assert found.import_price.values[0] == pytest.approx(0.11)  # the 60th quarter, EUR/MWh
    assert found.known_until == dt_util.start_of_local_day().timestamp() + 48 * HOUR
    assert asked == ["2026-03-10", "2026-03-11"]
    await sources.async_prices(hass, home, now, now + 48 * HOUR)
    assert len(asked) == 2


async def test_prices_that_are_published_late_are_asked_for_again(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2026-03-10T12:50:00+01:00")
    asked: list[str] = []
    config = _nord_pool(hass, asked, tomorrow=False)
    origin = {"action": "nordpool.get_prices_for_date", "entry": config.entry_id}
    home = grid(**{"import": {"pricing": "dynamic", "origin": origin}})
    now = dt_util.utcnow().timestamp()
    midnight = dt_util.start_of_local_day().timestamp() + 24 * HOUR
    assert (await sources.async_prices(hass, home, now, now + 48 * HOUR)).known_until == midnight
    _nord_pool(hass, asked)
    freezer.tick(timedelta(minutes=5))
    assert (await sources.async_prices(hass, home, now, now + 48 * HOUR)).known_until == midnight
    freezer.tick(timedelta(minutes=6))
    assert (await sources.async_prices(hass, home, now, now + 48 * HOUR)).known_until == midnight + 24 * HOUR
    assert asked == ["2026-03-10", "2026-03-11", "2026-03-11"]


async def test_an_action_that_fails_is_a_finding(hass: HomeAssistant) -> None:
    mock_integration(hass, MockModule("nordpool"))
    config = MockConfigEntry(domain="nordpool", state=ConfigEntryState.LOADED)
    config.add_to_hass(hass)

    async def fail(_call: ServiceCall) -> ServiceResponse:
        raise HomeAssistantError("no")

    hass.services.async_register("nordpool", "get_prices_for_date", fail, supports_response=SupportsResponse.ONLY)
    origin = {"action": "nordpool.get_prices_for_date", "entry": config.entry_id}
    found = await sources.async_prices(hass, grid(**{"import": {"pricing": "dynamic", "origin": origin}}), 0.0, HOUR)
    assert [finding.key for finding in found.findings] == ["prices_no_prices"]


async def test_an_action_that_is_gone_is_a_finding(hass: HomeAssistant) -> None:
    origin = {"action": "tibber.get_prices"}
    found = await sources.async_prices(hass, grid(**{"import": {"pricing": "dynamic", "origin": origin}}), 0.0, HOUR)
    assert [finding.key for finding in found.findings] == ["prices_no_action"]


@pytest.mark.parametrize(
    ("entities", "more", "states", "expected"),
    [
        ({"power": "sensor.p"}, {}, {"sensor.p": ("1500", "W")}, 1.5),
        ({"power": "sensor.p"}, {"inverted": True}, {"sensor.p": ("-1.5", "kW")}, 1.5),
        (
            {"power_from": "sensor.a", "power_to": "sensor.b"},
            {},
            {"sensor.a": ("0", "W"), "sensor.b": ("700", "W")},
            -0.7,
        ),
        (
            {"power_from": "sensor.a", "power_to": "sensor.b"},
            {},
            {"sensor.a": ("5", "W"), "sensor.b": ("unknown", "W")},
            None,
        ),
        ({"power": "sensor.p"}, {}, {"sensor.p": ("unavailable", "W")}, None),
        ({"power": "sensor.p"}, {}, {"sensor.p": ("nan", "W")}, None),
        ({"power": "sensor.p"}, {}, {"sensor.p": ("12", "kWh")}, None),
        ({}, {}, {}, None),
    ],
)
async def test_the_power_of_the_grid_is_import(
    hass: HomeAssistant,
    entities: dict[str, str],
    more: dict[str, Any],
    states: dict[str, tuple[str, str]],
    expected: float | None,
) -> None:
    for entity_id, (state, unit) in states.items():
        hass.states.async_set(entity_id, state, {"unit_of_measurement": unit})
    found = sources.measured_power(hass, entry("grid", entities, **more))
    assert found == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(("inverted", "expected"), [(False, 2.0), (True, -2.0)])
async def test_the_power_of_a_battery_is_what_it_takes(hass: HomeAssistant, inverted: bool, expected: float) -> None:
    hass.states.async_set("sensor.p", "-2000", {"unit_of_measurement": "W"})
    assert sources.measured_power(hass, entry("battery", {"power": "sensor.p"}, inverted=inverted)) == expected


async def test_two_sensors_of_a_battery_have_their_own_sign(hass: HomeAssistant) -> None:
    hass.states.async_set("sensor.out", "0", {"unit_of_measurement": "W"})
    hass.states.async_set("sensor.in", "1200", {"unit_of_measurement": "W"})
    battery = entry("battery", {"power_from": "sensor.out", "power_to": "sensor.in"}, inverted=True)
    assert sources.measured_power(hass, battery) == 1.2


@pytest.mark.parametrize(
    ("role", "state", "unit", "expected"),
    [
        ("soc", "63", "%", 0.63),
        ("soc", "6300", "Wh", 0.63),
        ("soc", "0.63", None, 0.63),
        ("soc", "250", "%", None),
        ("temperature", "68", "°F", 20.0),
        ("temperature", "20", None, None),
        ("energy_from", "1500", "Wh", 1.5),
        ("temperature", "off", "°C", None),
    ],
)
async def test_units_are_converted_once(
    hass: HomeAssistant, role: str, state: str, unit: str | None, expected: float | None
) -> None:
    hass.states.async_set("sensor.x", state, {"unit_of_measurement": unit})
    found = sources.measured_number(hass, entry("battery", {role: "sensor.x"}), EntityRole(role))
    assert found == (None if expected is None else pytest.approx(expected))


async def test_a_thermostat_tells_its_room(hass: HomeAssistant) -> None:
    hass.states.async_set("climate.flat", "heat", {"current_temperature": 20.5, "temperature": 22})
    flat = entry("zone", {"temperature": "climate.flat"})
    assert sources.measured_number(hass, flat, EntityRole.TEMPERATURE) == 20.5


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("on", True),
        ("Charging", True),
        ("B2", True),
        ("off", False),
        ("A", False),
        ("disconnected", False),
        ("unknown", None),
    ],
)
async def test_what_is_plugged_in_is_told_in_several_ways(
    hass: HomeAssistant, state: str, expected: bool | None
) -> None:
    hass.states.async_set("sensor.charger", state)
    assert sources.is_on(hass, entry("vehicle", {"plugged": "sensor.charger"}), EntityRole.PLUGGED) is expected


def panels(**forecast: Any) -> AssetEntry:
    return entry("photovoltaics", forecast=forecast)


def solcast(hass: HomeAssistant, day: str) -> str:
    entity_id = f"sensor.solcast_pv_forecast_forecast_{day}"
    hass.states.async_set(entity_id, SNAPSHOTS[entity_id]["state"], SNAPSHOTS[entity_id]["attributes"])
    return entity_id


async def test_days_of_a_forecast_follow_each_other(hass: HomeAssistant) -> None:
    entities = [solcast(hass, "today"), solcast(hass, "tomorrow")]
    found = await sources.async_solar(hass, panels(source="entities", entities=entities))
    assert found is not None
    assert len(found.mean.values) == 96
    energy = float(np.sum(found.mean.values * found.mean.steps.hours))
    assert energy == pytest.approx(sum(float(SNAPSHOTS[entity]["state"]) for entity in entities), abs=0.01)
    assert found.low is not None
    assert found.high is not None
    assert (found.low.values <= found.high.values + 1e-9).all()


async def test_arrays_of_several_devices_add_up(hass: HomeAssistant) -> None:
    names = ["sensor.energy_production_today_east", "sensor.energy_production_today_west"]
    for name in names:
        config = MockConfigEntry(domain="maker", entry_id=name)
        config.add_to_hass(hass)
        device = dr.async_get(hass).async_get_or_create(config_entry_id=name, identifiers={("maker", name)})
        er.async_get(hass).async_get_or_create(
            "sensor", "maker", name, suggested_object_id=name.split(".")[1], device_id=device.id
        )
        hass.states.async_set(name, SNAPSHOTS[name]["state"], SNAPSHOTS[name]["attributes"])
    found = await sources.async_solar(hass, panels(source="entities", entities=names))
    assert found is not None
    energy = float(np.sum(found.mean.values * found.mean.steps.hours))
    assert energy == pytest.approx(sum(float(SNAPSHOTS[name]["state"]) for name in names), rel=0.02)


async def test_a_forecast_of_which_a_part_is_away_is_none(hass: HomeAssistant) -> None:
    hass.states.async_set("sensor.other", "unavailable")
    entities = [solcast(hass, "today"), "sensor.other"]
    assert await sources.async_solar(hass, panels(source="entities", entities=entities)) is None
    assert await sources.async_solar(hass, panels(source="own")) is None


def weather(hass: HomeAssistant, features: int, unit: str, rows: list[dict[str, Any]]) -> None:
    hass.states.async_set("weather.home", "sunny", {"supported_features": features, "temperature_unit": unit})

    async def forecasts(call: ServiceCall) -> ServiceResponse:
        return {"weather.home": {"forecast": rows}}  # type: ignore[dict-item]

    hass.services.async_register("weather", "get_forecasts", forecasts, supports_response=SupportsResponse.ONLY)


async def test_hourly_weather_has_temperature_and_clouds(hass: HomeAssistant) -> None:
    rows = [{"datetime": f"2026-06-10T{h}:00:00+00:00", "temperature": 68 + h, "cloud_coverage": 50} for h in (10, 11)]
    weather(hass, 3, "°F", rows)
    found = await sources.async_weather(hass, "weather.home")
    assert found is not None
    assert found.cloud is not None
    assert list(found.temperature.values) == pytest.approx([(78 - 32) / 1.8, (79 - 32) / 1.8])
    assert list(found.cloud.values) == [0.5, 0.5]


async def test_daily_weather_has_the_mean_of_the_day(hass: HomeAssistant) -> None:
    rows = [{"datetime": f"2026-06-{day}T00:00:00+00:00", "temperature": 20, "templow": 10} for day in (10, 11)]
    weather(hass, 1, "°C", rows)
    found = await sources.async_weather(hass, "weather.home")
    assert found is not None
    assert list(found.temperature.values) == [15, 15]
    assert found.cloud is None


@pytest.mark.parametrize("rows", [[], [{"datetime": "2026-06-10T10:00:00+00:00", "temperature": None}]])
async def test_weather_without_a_forecast_is_none(hass: HomeAssistant, rows: list[dict[str, Any]]) -> None:
    weather(hass, 2, "°C", rows)
    assert await sources.async_weather(hass, "weather.home") is None
    assert await sources.async_weather(hass, "weather.gone") is None


async def test_carbon_without_a_forecast_holds(hass: HomeAssistant) -> None:
    hass.states.async_set("sensor.carbon", "250", {"unit_of_measurement": "gCO2eq/kWh"})
    found = await sources.async_carbon(hass, entry("grid", {"carbon": "sensor.carbon"}), 0.0, 10 * HOUR)
    assert found is not None
    assert (list(found.values), found.steps.edges[-1]) == ([0.25], 10 * HOUR)
    hass.states.async_set("sensor.carbon", "unknown", {"unit_of_measurement": "gCO2eq/kWh"})
    assert await sources.async_carbon(hass, entry("grid", {"carbon": "sensor.carbon"}), 0.0, HOUR) is None
    assert await sources.async_carbon(hass, entry("grid"), 0.0, HOUR) is None
