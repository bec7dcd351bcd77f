"""The demo home in Home Assistant: its arrangement, and states that follow actions."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

pytestmark = pytest.mark.usefixtures("demo_home")


async def act(hass: HomeAssistant, action: str, entity_id: str, **data: Any) -> None:
    domain, _, service = action.partition(".")
    await hass.services.async_call(domain, service, {"entity_id": entity_id, **data}, blocking=True)


def state(hass: HomeAssistant, entity_id: str) -> str:
    found = hass.states.get(entity_id)
    assert found, entity_id
    return found.state


def shown(hass: HomeAssistant, entity_id: str, name: str) -> Any:
    found = hass.states.get(entity_id)
    assert found, entity_id
    return found.attributes[name]


async def wait(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float) -> None:
    """Let time pass in steps in which the house looks at itself."""
    passed = 0.0
    while passed < seconds:
        passed += 1
        freezer.tick(timedelta(seconds=1))
        async_fire_time_changed(hass)
        await hass.async_block_till_done()


def area_of(hass: HomeAssistant, entity_id: str) -> str | None:
    entry = er.async_get(hass).async_get(entity_id)
    assert entry, entity_id
    device = dr.async_get(hass).async_get(entry.device_id or "")
    return entry.area_id or (device.area_id if device else None)


async def test_about_ninety_entities_can_be_talked_to(hass: HomeAssistant) -> None:
    entries = [entry for entry in er.async_get(hass).entities.values() if entry.platform == "demo_home"]
    exposed = [entry.entity_id for entry in entries if async_should_expose(hass, "conversation", entry.entity_id)]
    assert len(entries) > 100
    assert 80 <= len(exposed) <= 95
    assert len(Counter(entry.domain for entry in entries)) == 21


async def test_entity_ids_are_the_catalogues(hass: HomeAssistant) -> None:
    entries = er.async_get(hass).entities.values()
    assert all(entry.entity_id == entry.unique_id for entry in entries if entry.platform == "demo_home")


async def test_no_entity_is_without_a_state(hass: HomeAssistant) -> None:
    entries = [entry for entry in er.async_get(hass).entities.values() if entry.platform == "demo_home"]
    told = {entry.entity_id: state(hass, entry.entity_id) for entry in entries if entry.domain != "button"}
    assert [entity_id for entity_id, shown in told.items() if shown in ("unknown", "unavailable")] == []


@pytest.mark.parametrize(
    ("entity_id", "area"),
    [
        ("light.kitchen_ceiling", "kitchen"),
        ("light.guest_bathroom", "guest_bathroom"),
        ("lock.front_door", "hallway"),
        ("cover.garage_door", "garage"),
        ("light.office_desk_lamp", "office"),
        ("light.kids_room_desk_lamp", "kids_room"),
        ("switch.fairy_lights", None),
    ],
)
async def test_devices_stand_in_their_rooms(hass: HomeAssistant, entity_id: str, area: str | None) -> None:
    assert area_of(hass, entity_id) == area


async def test_rooms_stand_on_their_floors(hass: HomeAssistant) -> None:
    areas = ar.async_get(hass)
    floors = {floor.floor_id: floor.level for floor in fr.async_get(hass).async_list_floors()}
    assert floors == {"basement": -1, "ground_floor": 0, "upper_floor": 1}
    bedroom, garden = areas.async_get_area("bedroom"), areas.async_get_area("garden")
    assert bedroom
    assert bedroom.floor_id == "upper_floor"
    assert bedroom.temperature_entity_id == "sensor.bedroom_temperature"
    assert garden
    assert garden.floor_id is None


async def test_names_aliases_labels_and_exposure(hass: HomeAssistant) -> None:
    registry = er.async_get(hass)
    lamp = registry.async_get("light.living_room_floor_lamp")
    assert lamp
    assert "Floor Lamp" in lamp.aliases
    assert shown(hass, "light.living_room_floor_lamp", "friendly_name") == "Stehlampe"
    names = [shown(hass, f"light.{room}_desk_lamp", "friendly_name") for room in ("office", "kids_room")]
    assert names == ["Desk Lamp", "Desk Lamp"]
    hall = registry.async_get("light.hallway_ceiling")
    assert hall
    assert hall.labels == {"night_light"}
    assert not async_should_expose(hass, "conversation", "switch.server_rack")
    assert async_should_expose(hass, "conversation", "valve.water_main")


async def test_a_satellite_has_a_room_and_no_entity(hass: HomeAssistant) -> None:
    devices = {device.name: device for device in dr.async_get(hass).devices}
    satellite = devices["Kitchen Voice"]
    assert satellite.area_id == "kitchen"
    assert [*er.async_entries_for_device(er.async_get(hass), satellite.id)] == []


async def test_what_the_owner_changed_is_kept(hass: HomeAssistant, demo_home: MockConfigEntry) -> None:
    registry, areas = er.async_get(hass), ar.async_get(hass)
    registry.async_update_entity("light.kitchen_ceiling", name="Big Light", aliases=["the big one"], area_id="hallway")
    areas.async_update("kitchen", name="Cookhouse", aliases=set())
    assert await hass.config_entries.async_reload(demo_home.entry_id)
    await hass.async_block_till_done()
    lamp, kitchen = registry.async_get("light.kitchen_ceiling"), areas.async_get_area("kitchen")
    assert lamp
    assert (lamp.name, lamp.aliases, lamp.area_id) == ("Big Light", ["the big one"], "hallway")
    assert kitchen
    assert (kitchen.name, kitchen.aliases) == ("Cookhouse", set())


async def test_a_lamp_dims_and_takes_colours_at_once(hass: HomeAssistant) -> None:
    await act(hass, "light.turn_on", "light.living_room_floor_lamp", brightness=100, hs_color=[120, 80])
    assert state(hass, "light.living_room_floor_lamp") == "on"
    assert shown(hass, "light.living_room_floor_lamp", "brightness") == 100
    assert shown(hass, "light.living_room_floor_lamp", "hs_color") == (120, 80)
    await act(hass, "light.turn_on", "light.living_room_floor_lamp", color_temp_kelvin=3000)
    assert shown(hass, "light.living_room_floor_lamp", "color_mode") == "color_temp"
    await act(hass, "light.turn_off", "light.living_room_floor_lamp")
    assert state(hass, "light.living_room_floor_lamp") == "off"


async def test_a_blind_moves_and_arrives(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await act(hass, "cover.close_cover", "cover.living_room_blinds")
    assert state(hass, "cover.living_room_blinds") == "closing"
    await wait(hass, freezer, 7)
    assert 30 <= shown(hass, "cover.living_room_blinds", "current_position") <= 70
    await wait(hass, freezer, 9)
    assert state(hass, "cover.living_room_blinds") == "closed"
    await act(hass, "cover.set_cover_position", "cover.living_room_blinds", position=40)
    await wait(hass, freezer, 8)
    assert shown(hass, "cover.living_room_blinds", "current_position") == 40


async def test_a_stopped_blind_stays(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await act(hass, "cover.close_cover", "cover.bedroom_shutter")
    await wait(hass, freezer, 5)
    await act(hass, "cover.stop_cover", "cover.bedroom_shutter")
    position = shown(hass, "cover.bedroom_shutter", "current_position")
    await wait(hass, freezer, 5)
    assert state(hass, "cover.bedroom_shutter") == "open"
    assert shown(hass, "cover.bedroom_shutter", "current_position") == position < 100


@pytest.mark.parametrize(
    ("action", "entity_id", "on_the_way", "seconds", "there"),
    [
        ("lock.unlock", "lock.front_door", "unlocking", 2, "unlocked"),
        ("cover.open_cover", "cover.garage_door", "opening", 14, "open"),
        ("valve.close_valve", "valve.water_main", "closing", 5, "closed"),
        ("alarm_control_panel.alarm_arm_away", "alarm_control_panel.house", "arming", 10, "armed_away"),
    ],
)
async def test_what_needs_time_takes_it(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    action: str,
    entity_id: str,
    on_the_way: str,
    seconds: int,
    there: str,
) -> None:
    await act(hass, action, entity_id)
    assert state(hass, entity_id) == on_the_way
    await wait(hass, freezer, seconds)
    assert state(hass, entity_id) == there


@pytest.mark.parametrize(
    ("action", "entity_id", "data", "there"),
    [
        ("switch.turn_on", "switch.fairy_lights", {}, "on"),
        ("climate.set_hvac_mode", "climate.bedroom", {"hvac_mode": "off"}, "off"),
        ("fan.turn_on", "fan.bedroom_ceiling_fan", {"percentage": 33}, "on"),
        ("humidifier.turn_on", "humidifier.bedroom", {}, "on"),
        ("vacuum.start", "vacuum.robot_vacuum", {}, "cleaning"),
        ("media_player.turn_on", "media_player.living_room_tv", {}, "playing"),
        ("media_player.media_play", "media_player.kitchen_speaker", {}, "playing"),
        ("water_heater.set_operation_mode", "water_heater.hot_water", {"operation_mode": "performance"}, "performance"),
        ("alarm_control_panel.alarm_arm_home", "alarm_control_panel.house", {}, "armed_home"),
        ("todo.add_item", "todo.shopping_list", {"item": "Tea"}, "4"),
    ],
)
async def test_what_is_instant_follows_at_once(
    hass: HomeAssistant, action: str, entity_id: str, data: dict[str, Any], there: str
) -> None:
    await act(hass, action, entity_id, **data)
    assert state(hass, entity_id) == there


async def test_a_thermostat_heats_its_room(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await act(hass, "climate.set_temperature", "climate.office", temperature=26, hvac_mode="heat")
    before = shown(hass, "climate.office", "current_temperature")
    freezer.tick(timedelta(hours=1))
    await wait(hass, freezer, 11)
    assert shown(hass, "climate.office", "hvac_action") == "heating"
    assert shown(hass, "climate.office", "current_temperature") > before + 0.3


async def test_the_price_knows_its_day(hass: HomeAssistant) -> None:
    prices, raw = (shown(hass, "sensor.electricity_price", name) for name in ("today", "raw_today"))
    assert len(prices) in (23, 24, 25)
    assert [price["value"] for price in raw] == prices
    assert all(before["end"] == after["start"] for before, after in pairwise(raw))
    assert float(state(hass, "sensor.electricity_price")) in prices


async def test_tomorrows_prices_are_published_at_one(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    noon = dt_util.start_of_local_day() + timedelta(days=1, hours=12, minutes=59)
    for minutes, known in ((0, False), (2, True)):
        freezer.move_to(noon + timedelta(minutes=minutes))
        async_fire_time_changed(hass)
        await hass.async_block_till_done()
        assert shown(hass, "sensor.electricity_price", "tomorrow_valid") is known
        assert bool(shown(hass, "sensor.electricity_price", "raw_tomorrow")) is known


@pytest.mark.parametrize(
    ("action", "entity_id", "data", "name", "least"),
    [
        ("todo.get_items", "todo.household_tasks", {}, "items", 3),
        ("calendar.get_events", "calendar.family", {"duration": {"days": 7}}, "events", 4),
        ("weather.get_forecasts", "weather.home", {"type": "daily"}, "forecast", 7),
    ],
)
async def test_lists_calendar_and_weather_answer(
    hass: HomeAssistant, action: str, entity_id: str, data: dict[str, Any], name: str, least: int
) -> None:
    domain, _, service = action.partition(".")
    answer: Any = await hass.services.async_call(
        domain, service, {"entity_id": entity_id, **data}, blocking=True, return_response=True
    )
    assert len(answer[entity_id][name]) >= least


async def test_an_unplugged_device_is_gone_until_it_is_plugged_in(hass: HomeAssistant) -> None:
    await act(hass, "demo_home.unplug", "light.office_desk_lamp")
    assert state(hass, "light.office_desk_lamp") == "unavailable"
    assert state(hass, "light.office_ceiling") != "unavailable"
    await act(hass, "demo_home.plug_in", "light.office_desk_lamp")
    assert state(hass, "light.office_desk_lamp") == "off"


async def test_a_jammed_device_does_not_follow(hass: HomeAssistant) -> None:
    await act(hass, "demo_home.jam", "light.office_desk_lamp")
    await act(hass, "light.turn_on", "light.office_desk_lamp")
    assert state(hass, "light.office_desk_lamp") == "off"
    await act(hass, "demo_home.unjam", "light.office_desk_lamp")
    await act(hass, "light.turn_on", "light.office_desk_lamp")
    assert state(hass, "light.office_desk_lamp") == "on"


async def test_a_device_of_another_home_is_refused(hass: HomeAssistant) -> None:
    with pytest.raises(ServiceValidationError, match="is not a device of the demo home"):
        await act(hass, "demo_home.jam", "light.somewhere_else")


async def test_the_house_remembers_over_a_reload(hass: HomeAssistant, demo_home: MockConfigEntry) -> None:
    await act(hass, "light.turn_on", "light.garage")
    await act(hass, "todo.add_item", "todo.shopping_list", item="Bread")
    energy = float(state(hass, "sensor.grid_import"))
    assert await hass.config_entries.async_reload(demo_home.entry_id)
    await hass.async_block_till_done()
    assert state(hass, "light.garage") == "on"
    assert state(hass, "todo.shopping_list") == "4"
    assert float(state(hass, "sensor.grid_import")) >= energy


async def test_it_unloads(hass: HomeAssistant, demo_home: MockConfigEntry) -> None:
    assert await hass.config_entries.async_unload(demo_home.entry_id)
    await hass.async_block_till_done()
    assert demo_home.state is ConfigEntryState.NOT_LOADED
    assert state(hass, "light.garage") == "unavailable"


async def test_the_configuration_brings_it_in_once(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "demo_home", {"demo_home": {}})
    await hass.async_block_till_done()
    assert len(hass.config_entries.async_entries("demo_home")) == 1
