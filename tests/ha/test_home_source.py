"""The home that the agents see, as the registries, exposure and states change."""

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import Mock, patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.llm_agents.bridge.home_source import HomeSource
from custom_components.llm_agents.bridge.reading import RegistryReader
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.util import dt as dt_util
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM

from .devices import FollowingDevices


@pytest.fixture(name="source")
def source_fixture(hass: HomeAssistant, devices: FollowingDevices) -> Iterator[HomeSource]:
    source = HomeSource(hass)
    source.start()
    yield source
    source.stop()


async def test_exposed_entities_are_there(hass: HomeAssistant, source: HomeSource, devices: FollowingDevices) -> None:
    devices.add("light.cellar", "Cellar light", "Cellar", "off", exposed=False)
    entities = source.home().entities
    assert entities.keys() == {"light.kitchen", "light.hallway", "lock.front_door"}
    assert entities["light.kitchen"].name == "Kitchen light"
    assert entities["light.kitchen"].area_id == "kitchen"


async def test_the_home_stays_the_same_object(
    source: HomeSource, devices: FollowingDevices, hass: HomeAssistant
) -> None:
    home = source.home()
    hass.states.async_set("light.kitchen", "on", {"friendly_name": "Kitchen light", "brightness": 12})
    await hass.async_block_till_done()
    assert source.home() is home


async def test_exposure_is_followed(hass: HomeAssistant, source: HomeSource) -> None:
    before = source.home()
    async_expose_entity(hass, "conversation", "light.kitchen", False)
    after = source.home()
    assert "light.kitchen" not in after.entities
    assert after.version > before.version
    async_expose_entity(hass, "conversation", "light.kitchen", True)
    assert "light.kitchen" in source.home().entities


async def test_entities_without_a_registry_entry_are_there(hass: HomeAssistant, source: HomeSource) -> None:
    source.home()
    hass.states.async_set("light.yaml", "on", {"friendly_name": "Yaml light"})
    await hass.async_block_till_done()
    assert source.home().entities["light.yaml"].name == "Yaml light"
    hass.states.async_set("light.yaml", "on", {"friendly_name": "Porch light", "device_class": "odd"})
    await hass.async_block_till_done()
    assert source.home().entities["light.yaml"].name == "Porch light"
    assert source.home().entities["light.yaml"].device_class == "odd"
    async_expose_entity(hass, "conversation", "light.yaml", False)
    assert "light.yaml" not in source.home().entities
    async_expose_entity(hass, "conversation", "light.yaml", True)
    hass.states.async_remove("light.yaml")
    await hass.async_block_till_done()
    assert "light.yaml" not in source.home().entities


async def test_names_are_those_of_assist(
    hass: HomeAssistant, source: HomeSource, entity_registry: er.EntityRegistry
) -> None:
    entity_registry.async_update_entity("light.kitchen", aliases=[er.COMPUTED_NAME, "Lamp", "  ", "Lamp"])
    entity = source.home().entities["light.kitchen"]
    assert (entity.name, entity.aliases) == ("Kitchen light", ("Lamp",))
    entity_registry.async_update_entity("light.kitchen", aliases=["Sun", er.COMPUTED_NAME])
    entity = source.home().entities["light.kitchen"]
    assert (entity.name, entity.aliases) == ("Sun", ("Kitchen light",))
    entity_registry.async_update_entity("light.kitchen", aliases=[])
    assert source.home().entities["light.kitchen"].name == "Kitchen light"


async def test_an_entity_that_is_renamed_leaves_nothing_behind(
    hass: HomeAssistant, source: HomeSource, entity_registry: er.EntityRegistry
) -> None:
    source.home()
    entity_registry.async_update_entity("light.kitchen", new_entity_id="light.sun")
    hass.states.async_remove("light.kitchen")
    hass.states.async_set("light.sun", "off", {"friendly_name": "Kitchen light"})
    await hass.async_block_till_done()
    assert {"light.sun"} == {name for name in source.home().entities if name in {"light.kitchen", "light.sun"}}


async def test_an_entity_is_where_its_device_is(
    hass: HomeAssistant,
    source: HomeSource,
    devices: FollowingDevices,
    device_registry: dr.DeviceRegistry,
    area_registry: ar.AreaRegistry,
) -> None:
    owner = MockConfigEntry()
    owner.add_to_hass(hass)
    device = device_registry.async_get_or_create(
        config_entry_id=owner.entry_id, identifiers={("test", "plug")}, name="Plug"
    )
    devices.add("light.plug", "Plug", None, "off", device_id=device.id)
    assert source.home().entities["light.plug"].area_id is None
    device_registry.async_update_device(device.id, area_id=area_registry.async_create("Office").id)
    home = source.home()
    assert home.entities["light.plug"].area_id == "office"
    assert (home.devices[device.id].name, home.devices[device.id].area_id) == ("Plug", "office")


async def test_what_of_a_device_cannot_be_named_changes_nothing(
    hass: HomeAssistant, source: HomeSource, devices: FollowingDevices, device_registry: dr.DeviceRegistry
) -> None:
    owner = MockConfigEntry()
    owner.add_to_hass(hass)
    device = device_registry.async_get_or_create(config_entry_id=owner.entry_id, identifiers={("test", "plug")})
    devices.add("light.plug", "Plug", None, "off", device_id=device.id)
    home = source.home()
    device_registry.async_update_device(device.id, sw_version="2")
    assert source.home() is home


async def test_floors_areas_and_labels_are_there(
    hass: HomeAssistant,
    source: HomeSource,
    entity_registry: er.EntityRegistry,
    area_registry: ar.AreaRegistry,
    floor_registry: fr.FloorRegistry,
    label_registry: lr.LabelRegistry,
) -> None:
    floor = floor_registry.async_create("Ground", aliases={"downstairs", " "}, level=0)
    label = label_registry.async_create("Party")
    area_registry.async_update("kitchen", floor_id=floor.floor_id, aliases={"cuisine"}, labels={label.label_id})
    entity_registry.async_update_entity("light.kitchen", labels={label.label_id})
    home = source.home()
    assert home.floors[floor.floor_id].aliases == ("downstairs",)
    assert (home.areas["kitchen"].floor_id, home.areas["kitchen"].aliases) == (floor.floor_id, ("cuisine",))
    assert home.areas["kitchen"].labels == ("party",)
    assert home.entities["light.kitchen"].labels == ("party",)
    assert home.labels == {"party": "Party"}
    label_registry.async_update(label.label_id, name="Feast")
    assert source.home().entities["light.kitchen"].labels == ("party",)
    assert source.home().labels == {"party": "Feast"}


async def test_an_entity_has_the_labels_of_its_device(
    hass: HomeAssistant,
    source: HomeSource,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
    label_registry: lr.LabelRegistry,
) -> None:
    config = MockConfigEntry()
    config.add_to_hass(hass)
    label = label_registry.async_create("Party")
    device = device_registry.async_get_or_create(config_entry_id=config.entry_id, identifiers={("test", "lamp")})
    entity_registry.async_update_entity("light.kitchen", device_id=device.id)
    assert source.home().entities["light.kitchen"].labels == ()
    device_registry.async_update_device(device.id, labels={label.label_id})
    assert source.home().entities["light.kitchen"].labels == ("party",)


async def test_a_stored_code_is_known_and_not_told(
    source: HomeSource, devices: FollowingDevices, entity_registry: er.EntityRegistry
) -> None:
    assert not source.home().entities["lock.front_door"].default_code
    entity_registry.async_update_entity_options("lock.front_door", "lock", {"default_code": "1234"})
    lock = source.home().entities["lock.front_door"]
    assert lock.default_code
    assert "1234" not in repr(lock)


async def test_the_unit_of_temperatures_is_the_homes(hass: HomeAssistant, source: HomeSource) -> None:
    assert source.home().temperature_unit == "°C"
    await hass.config.async_update(unit_system="us_customary")
    assert source.home().temperature_unit == US_CUSTOMARY_SYSTEM.temperature_unit


async def test_listeners_hear_of_many_changes_once(
    hass: HomeAssistant, source: HomeSource, devices: FollowingDevices
) -> None:
    source.home()
    listener = Mock()
    unsubscribe = source.listen(listener)
    for number in range(5):
        devices.add(f"light.extra_{number}", f"Extra {number}", "Office", "off")
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=2))
    await hass.async_block_till_done()
    listener.assert_called_once_with()
    unsubscribe()
    devices.add("light.last", "Last", "Office", "off")
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=4))
    await hass.async_block_till_done()
    listener.assert_called_once_with()


async def test_a_stopped_source_hears_nothing(hass: HomeAssistant, source: HomeSource) -> None:
    home = source.home()
    source.stop()
    async_expose_entity(hass, "conversation", "light.kitchen", False)
    assert source.home() is home


async def test_listeners_hear_nothing_where_nothing_is_other(
    hass: HomeAssistant, source: HomeSource, entity_registry: er.EntityRegistry
) -> None:
    hass.states.async_set("sensor.new", "1")
    await _settle(hass)
    listener = Mock()
    source.listen(listener)
    entity_registry.async_update_entity("light.kitchen", icon="mdi:lamp")
    await _settle(hass)
    listener.assert_not_called()


async def test_a_failure_is_made_good_at_the_next_time(hass: HomeAssistant, source: HomeSource) -> None:
    with patch.object(RegistryReader, "areas", side_effect=KeyError), pytest.raises(KeyError):
        source.home()
    assert "light.kitchen" in source.home().entities


async def test_a_device_that_is_gone_is_left_out(hass: HomeAssistant, source: HomeSource) -> None:
    with patch.object(source._reader._devices, "async_get", return_value=None):
        assert source._reader.device("gone") is None


async def _settle(hass: HomeAssistant) -> None:
    """Let the changes settle."""
    await hass.async_block_till_done()
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=2))
    await hass.async_block_till_done()
