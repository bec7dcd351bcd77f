"""The actions about the plan: wishes in, the plan out; what another home would cost."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.llm_agents.const import DOMAIN
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .conftest import GRID, House, add_asset, later, set_up

CAR = {
    "kind": "vehicle",
    "parameters": {"capacity_kwh": 50, "maximum_kw": 11, "target": 0.5},
    "entities": {"power": "sensor.car", "soc": "sensor.car_soc", "plugged": "binary_sensor.car"},
}


@pytest.fixture(name="with_car")
async def with_car_fixture(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> MockConfigEntry:
    """Return the entry, set up at ten in the evening, with a car that is plugged in and half full."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2027-01-12T21:00:00+00:00")
    house.measure("sensor.car", 0, "kW")
    house.measure("sensor.car_soc", 50, "%")
    hass.states.async_set("binary_sensor.car", "on")
    add_asset(hass, energy, "car1", "Car", CAR)
    await set_up(hass, energy)
    return energy


async def act(hass: HomeAssistant, action: str, user_id: str | None = None, **data: Any) -> Any:
    """Call an action; return what it tells."""
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True, context=Context(user_id=user_id)
    )


def charged(told: dict[str, Any]) -> float:
    """Return the kWh that the car is to take."""
    (car,) = [asset for asset in told["plan"]["assets"] if asset["asset"] == "Car"]
    return sum(run["kwh"] for run in car.get("takes", ()))


WISH = {"kind": "charge_to", "asset": "Car", "percent": 80, "until": "07:00"}


async def test_a_wish_changes_the_plan_and_is_kept_until_it_is_forgotten(
    hass: HomeAssistant, with_car: MockConfigEntry
) -> None:
    assert charged(await act(hass, "plan_energy")) == 0
    told = await act(hass, "plan_energy", wishes=[WISH])
    assert charged(told) == pytest.approx(50 * 0.3 / 0.9, abs=0.5)
    (wish,) = told["wishes"]
    again = await act(hass, "plan_energy", forget=[wish["wish_id"]])
    assert charged(again) == 0
    assert again["wishes"] == []


async def test_a_dry_run_keeps_nothing(hass: HomeAssistant, with_car: MockConfigEntry) -> None:
    told = await act(hass, "plan_energy", wishes=[WISH], dry_run=True)
    assert charged(told) > 10
    assert charged(await act(hass, "plan_energy")) == 0


async def test_a_wish_that_cannot_be_met_is_shown_so(
    hass: HomeAssistant, with_car: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await act(hass, "plan_energy", wishes=[WISH | {"percent": 100, "until": "23:00"}])
    await later(hass, freezer, 60)
    state = hass.states.get("binary_sensor.car_wish_unmet")
    assert state is not None
    assert state.state == "on"
    assert state.attributes["unmet"][0]["wanted"] == "charge"


@pytest.mark.parametrize(
    "wish",
    [
        {"kind": "fly"},
        {"kind": "charge_to", "asset": "Boat", "percent": 80, "until": "07:00"},
        {"kind": "charge_to", "asset": "Car", "percent": "full", "until": "07:00"},
        {"kind": "charge_to", "asset": "Battery", "percent": 80, "until": "07:00"},
    ],
)
async def test_what_is_no_wish_is_refused(hass: HomeAssistant, with_car: MockConfigEntry, wish: dict[str, Any]) -> None:
    with pytest.raises(ServiceValidationError):
        await act(hass, "plan_energy", wishes=[wish])


async def test_a_person_wishes_and_sets_only_what_they_may_control(
    hass: HomeAssistant, with_car: MockConfigEntry
) -> None:
    user = MockUser(name="Guest").add_to_hass(hass)
    user.mock_policy({"entities": {"entity_ids": {"select.battery_mode": True}}})
    with pytest.raises(ServiceValidationError):
        await act(hass, "plan_energy", user_id=user.id, wishes=[{"kind": "reserve", "asset": "Battery", "percent": 60}])
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(
            "select",
            "select_option",
            {"entity_id": "select.battery_mode", "option": "hold"},
            blocking=True,
            context=Context(user_id=user.id),
        )


async def test_nobody_forgets_a_wish_about_what_they_may_not_control_or_reads_a_plan_they_may_not_see(
    hass: HomeAssistant, with_car: MockConfigEntry
) -> None:
    (wish,) = (await act(hass, "plan_energy", wishes=[{"kind": "reserve", "asset": "Battery", "percent": 60}]))[
        "wishes"
    ]
    user = MockUser(name="Guest").add_to_hass(hass)
    read = {
        entity_id: {"read": True}
        for entry in with_car.runtime_data.energy.entries
        for entity_id in (*entry.entities.values(), *entry.controls.entity_ids)
    }
    for entities in (read, {"sensor.grid": True}):
        user.mock_policy({"entities": {"entity_ids": entities}})
        with pytest.raises(ServiceValidationError):
            await act(hass, "plan_energy", user_id=user.id, forget=[wish["wish_id"]])
    with pytest.raises(ServiceValidationError):
        await act(hass, "plan_energy", user_id=user.id)
    (kept,) = (await act(hass, "plan_energy"))["wishes"]
    assert kept["wish_id"] == wish["wish_id"]


async def test_another_battery_is_tried_on_the_twin_of_the_home(hass: HomeAssistant, with_car: MockConfigEntry) -> None:
    told = await act(hass, "what_if", change="battery", capacity_kwh=10, price=5000)
    assert told["then"] <= told["now"] + 1e-6
    assert told["currency"] == "EUR"
    dearer = await act(hass, "what_if", change="tariff", factor=2)
    assert dearer["then"] > dearer["now"]


async def test_what_the_home_has_not_cannot_be_tried(hass: HomeAssistant, with_car: MockConfigEntry) -> None:
    with pytest.raises(ServiceValidationError):
        await act(hass, "what_if", change="solar", peak_kw=5)


async def test_without_assets_or_a_plan_it_is_told_why_not(hass: HomeAssistant, house: House) -> None:
    entry = MockConfigEntry(domain=DOMAIN, title="LLM Agents", unique_id=DOMAIN)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    with pytest.raises(ServiceValidationError):
        await act(hass, "plan_energy")


async def test_without_prices_there_is_no_plan_to_tell(
    hass: HomeAssistant, energy: MockConfigEntry, house: House
) -> None:
    grid = next(one for one in energy.subentries.values() if one.title == "Grid")
    tariff = {"import": {"pricing": "dynamic", "origin": {"entities": ["sensor.price"]}}}
    hass.config_entries.async_update_subentry(energy, grid, data={**GRID, "tariff": tariff})
    await set_up(hass, energy)
    with pytest.raises(HomeAssistantError):
        await act(hass, "plan_energy")
