"""Each blueprint about energy as an automation that runs."""

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime, timedelta
from time import sleep
from types import SimpleNamespace
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed, async_mock_service

from custom_components.llm_agents.bridge.energy_hub import EnergyHub
from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.energy.reasons import Run
from homeassistant.components.calendar import CalendarEntity, CalendarEvent
from homeassistant.components.calendar.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ..test_blueprints import blueprints_fixture  # noqa: F401 - a fixture
from .conftest import set_up, settle

pytestmark = pytest.mark.usefixtures("blueprints")
PHONE = {"notify_action": "notify.phone"}


@pytest.fixture(name="notified")
def notified_fixture(hass: HomeAssistant) -> list[Any]:
    """Return the notifications that the phone gets."""
    return async_mock_service(hass, "notify", "phone")


@pytest.fixture(name="hub")
async def hub_fixture(hass: HomeAssistant, energy: MockConfigEntry) -> EnergyHub:
    """Return a home that has planned."""
    return await set_up(hass, energy)


async def automate(hass: HomeAssistant, blueprint: str, inputs: Mapping[str, Any]) -> None:
    """Set an automation up from a blueprint."""
    use = {"use_blueprint": {"path": blueprint, "input": {**PHONE, **inputs}}}
    assert await async_setup_component(hass, "automation", {"automation": use})
    assert hass.states.async_entity_ids("automation"), "the automation was not accepted"


async def breathe(hass: HomeAssistant) -> None:
    """Let a moment of the real time pass, also where that of the home stands still."""
    await hass.async_add_executor_job(sleep, 0.01)


async def comes(hass: HomeAssistant, until: Callable[[], object]) -> None:
    """Wait until something has come: an automation that waits for a button never lets Home Assistant be done."""
    for _ in range(1000):
        if until():
            return
        await breathe(hass)
    raise AssertionError("nothing came")


def device(hass: HomeAssistant, entry: MockConfigEntry, asset_id: str) -> str:
    found = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, asset_id), entry.entry_id)
    assert found is not None
    return found.id


def cheap(hub: EnergyHub, *, now: bool) -> dict[str, Any]:
    """Return what is shown where the next three hours are the cheapest, or are not."""
    start = dt_util.utcnow().timestamp() // 3600 * 3600
    prices = [*([0.1 if now else 0.5] * 3), *([0.4] * 21)]
    return {**hub.shown, "steps": [start + 3600 * n for n in range(25)], "import_price": prices}


async def test_the_phone_is_told_of_a_cheap_time_once(
    hass: HomeAssistant, hub: EnergyHub, notified: list[Any], freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(dt_util.start_of_local_day() + timedelta(days=1, hours=12, minutes=5))
    hub.show(cheap(hub, now=False))
    await automate(hass, "cheap_window.yaml", {"share": 10})
    # The desk, whose clock was moved, plans anew while one waits: its own prices would end the cheap time.
    hub.show(cheap(hub, now=True))
    hub.show(cheap(hub, now=True))
    await settle(hass)
    assert [call.data for call in notified] == [
        {"title": "Electricity is cheap", "message": f"0.1 EUR/kWh until {dt_util.now().hour + 3:02d}:00"}
    ]


async def test_at_night_nobody_is_woken(
    hass: HomeAssistant, hub: EnergyHub, notified: list[Any], freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(dt_util.start_of_local_day() + timedelta(days=1, hours=3, minutes=5))
    hub.show(cheap(hub, now=False))
    await automate(hass, "cheap_window.yaml", {"share": 10})
    hub.show(cheap(hub, now=True))
    await settle(hass)
    assert notified == []


def run_soon(hub: EnergyHub, cost: float) -> None:
    """Let the battery be about to charge."""
    start = dt_util.utcnow().timestamp() + 900
    hub.desk = SimpleNamespace(runs=lambda _: [Run(start=start, end=start + 3600, energy=5.0, cost=cost)])
    hub.show({**hub.shown})


@pytest.fixture(name="chosen")
def chosen_fixture(hass: HomeAssistant, hub: EnergyHub) -> list[Any]:
    """Return what selects are set to from now on."""
    return async_mock_service(hass, "select", "select_option")


@pytest.mark.parametrize(("button", "kept_off"), [(0, False), (1, True)])
async def test_an_expensive_run_waits_for_a_no(
    hass: HomeAssistant,
    energy: MockConfigEntry,
    hub: EnergyHub,
    notified: list[Any],
    chosen: list[Any],
    button: int,
    kept_off: bool,
) -> None:
    inputs = {"asset": device(hass, energy, "battery1"), "mode_entity": "select.battery_mode", "cost": 1}
    await automate(hass, "ask_before_expensive_run.yaml", inputs)
    run_soon(hub, 2.5)
    await comes(hass, lambda: notified)
    asked = notified[0].data
    assert "Battery at" in asked["message"]
    assert "5.0 kWh for 2.5 EUR?" in asked["message"]
    pressed = asked["data"]["actions"][button]["action"]
    hass.bus.async_fire("mobile_app_notification_action", {"action": pressed})
    await settle(hass)
    assert [call.data for call in chosen] == (
        [{"option": "off", "entity_id": ["select.battery_mode"]}] if kept_off else []
    )


async def test_a_cheap_run_is_not_asked_about(
    hass: HomeAssistant, energy: MockConfigEntry, hub: EnergyHub, notified: list[Any]
) -> None:
    inputs = {"asset": device(hass, energy, "battery1"), "mode_entity": "select.battery_mode", "cost": 1}
    await automate(hass, "ask_before_expensive_run.yaml", inputs)
    run_soon(hub, 0.5)
    await settle(hass)
    assert notified == []


@pytest.mark.parametrize(("without_answer", "kept_off"), [(True, False), (False, True)])
async def test_without_an_answer_it_is_as_the_owner_chose(
    hass: HomeAssistant,
    energy: MockConfigEntry,
    hub: EnergyHub,
    notified: list[Any],
    chosen: list[Any],
    freezer: FrozenDateTimeFactory,
    without_answer: bool,
    kept_off: bool,
) -> None:
    inputs = {
        "asset": device(hass, energy, "battery1"),
        "mode_entity": "select.battery_mode",
        "cost": 1,
        "without_answer": without_answer,
    }
    await automate(hass, "ask_before_expensive_run.yaml", inputs)
    run_soon(hub, 2.5)
    await comes(hass, lambda: notified)
    freezer.tick(timedelta(minutes=30))
    async_fire_time_changed(hass)
    await settle(hass)
    assert bool(chosen) is kept_off


async def test_the_car_is_told_to_be_ready_once_and_short_in_time(
    hass: HomeAssistant, energy: MockConfigEntry, hub: EnergyHub, notified: list[Any]
) -> None:
    hass.states.async_set("sensor.car", "70")
    inputs = {"asset": device(hass, energy, "battery1"), "charge": "sensor.car", "target": 80}
    await automate(hass, "vehicle_ready.yaml", inputs)
    for charge in ("79", "80", "81"):
        hass.states.async_set("sensor.car", charge)
        await settle(hass)
    assert [call.data["message"] for call in notified] == ["It is charged: 80 %"]
    at = dt_util.utcnow().timestamp() + 3600
    short = {"asset_id": "battery1", "wanted": "charge", "amount": 6.42, "at": at}
    hub.show({**hub.shown, "unmet": [short]})
    await settle(hass)
    assert notified[1].data["message"].startswith("It lacks 6.4 kWh at ")


async def test_another_wish_of_the_car_is_not_told(
    hass: HomeAssistant, energy: MockConfigEntry, hub: EnergyHub, notified: list[Any]
) -> None:
    hass.states.async_set("sensor.car", "70")
    inputs = {"asset": device(hass, energy, "battery1"), "charge": "sensor.car", "target": 80}
    await automate(hass, "vehicle_ready.yaml", inputs)
    other = {"asset_id": "battery1", "wanted": "reserve", "amount": 1.0, "at": dt_util.utcnow().timestamp()}
    hub.show({**hub.shown, "unmet": [other]})
    await settle(hass)
    assert notified == []


async def begin_holiday(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hours: float, summary: str, **inputs: Any
) -> None:
    """Let an event begin, one hour from now."""
    start = dt_util.utcnow() + timedelta(hours=1)
    event = CalendarEvent(start=start, end=start + timedelta(hours=hours), summary=summary)
    calendar = MockCalendar([event])
    assert await async_setup_component(hass, "calendar", {})
    await hass.data[DATA_COMPONENT].async_add_entities([calendar])
    await automate(hass, "holiday_mode.yaml", {"calendar": calendar.entity_id, **inputs})
    await settle(hass)
    await pass_time(hass, freezer, minutes=75)


async def pass_time(hass: HomeAssistant, freezer: FrozenDateTimeFactory, minutes: int) -> None:
    """Let time pass; an automation that waits lets nobody wait until all is done."""
    for _ in range(minutes // 5):
        freezer.tick(timedelta(minutes=5))
        async_fire_time_changed(hass)
        for _ in range(5):
            await breathe(hass)


@pytest.fixture(name="ended")
async def ended_fixture(hass: HomeAssistant) -> AsyncIterator[None]:
    """Switch automations off in the end, and take the calendar away: they wait for their next time."""
    yield
    await hass.data[DATA_COMPONENT].async_remove_entity("calendar.family")
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all", "stop_actions": True}, blocking=True)
    await settle(hass)


class MockCalendar(CalendarEntity):
    """A calendar with some events."""

    _attr_name = "Family"
    entity_id = "calendar.family"

    def __init__(self, events: list[CalendarEvent]) -> None:
        """Have some events."""
        self._events = events

    @property
    def event(self) -> CalendarEvent | None:
        """Return the next event."""
        return self._events[0]

    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return the events of a time."""
        return [one for one in self._events if one.start < end_date and one.end > start_date]


def wishes(energy: MockConfigEntry) -> list[Any]:
    return [wish.demand for wish in energy.runtime_data.kernel.heeder.wishes.list()]


@pytest.mark.usefixtures("ended")
async def test_a_holiday_in_the_calendar_is_a_wish_until_its_end(
    hass: HomeAssistant, energy: MockConfigEntry, hub: EnergyHub, freezer: FrozenDateTimeFactory
) -> None:
    end = dt_util.utcnow() + timedelta(hours=1 + 72)
    await begin_holiday(hass, freezer, 72, "Summer holiday")
    await comes(hass, lambda: wishes(energy))
    (away,) = wishes(energy)
    assert away.end == pytest.approx(end.timestamp(), abs=60)


@pytest.mark.usefixtures("ended")
async def test_another_event_is_no_holiday(
    hass: HomeAssistant, energy: MockConfigEntry, hub: EnergyHub, freezer: FrozenDateTimeFactory
) -> None:
    await begin_holiday(hass, freezer, 72, "Choir")
    assert wishes(energy) == []


@pytest.mark.usefixtures("ended")
async def test_whoever_comes_home_ends_the_holiday(
    hass: HomeAssistant, energy: MockConfigEntry, hub: EnergyHub, freezer: FrozenDateTimeFactory
) -> None:
    hass.states.async_set("person.anna", "not_home")
    await begin_holiday(hass, freezer, 72, "Holiday", people=["person.anna"], stay=10)
    await comes(hass, lambda: wishes(energy))
    hass.states.async_set("person.anna", "home")
    await pass_time(hass, freezer, minutes=5)
    assert len(wishes(energy)) == 1
    await pass_time(hass, freezer, minutes=10)
    await comes(hass, lambda: not wishes(energy))
