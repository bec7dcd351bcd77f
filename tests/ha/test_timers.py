"""Which of several timers is meant."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.core.journal.record import Asker, Origin
from custom_components.llm_agents.core.language.request import PlatformIntent
from homeassistant.components.intent import async_register_timer_handler
from homeassistant.components.intent.const import TIMER_DATA
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr


@pytest.fixture(name="asker")
def asker_fixture(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    area_registry: ar.AreaRegistry,
    device_registry: dr.DeviceRegistry,
) -> Asker:
    """Speak to a satellite in the pantry that rings timers."""
    device = device_registry.async_get_or_create(
        config_entry_id=loaded.entry_id, identifiers={("test", "satellite")}, name="Satellite"
    )
    device_registry.async_update_device(device.id, area_id=area_registry.async_get_or_create("Pantry").id)
    async_register_timer_handler(hass, device.id, lambda *_: None)
    return Asker(origin=Origin.VOICE, device_id=device.id)


async def ask(loaded: MockConfigEntry, asker: Asker, intent: str, **slots: str | int) -> bool:
    """Hand an intent over as the kernel does; return whether it was served."""
    request = PlatformIntent(intent=intent, slots=slots, words="words")
    return (await loaded.runtime_data.world.intent(request, asker, "en")).ok


def running(hass: HomeAssistant) -> list[tuple[int, bool]]:
    """Return the minutes of the timers that are left, and whether they run."""
    return sorted((timer.seconds // 60, timer.is_active) for timer in hass.data[TIMER_DATA].timers.values())


async def test_the_timer_of_a_room_is_the_unnamed_one_that_rings_next(
    hass: HomeAssistant, loaded: MockConfigEntry, asker: Asker
) -> None:
    await ask(loaded, asker, "HassStartTimer", minutes=60)
    await ask(loaded, asker, "HassStartTimer", minutes=3, name="eggs")
    await ask(loaded, asker, "HassStartTimer", minutes=5)
    assert await ask(loaded, asker, "HassPauseTimer", area="Pantry")
    assert running(hass) == [(3, True), (5, False), (60, True)]
    assert await ask(loaded, asker, "HassUnpauseTimer", area="Pantry")
    assert await ask(loaded, asker, "HassCancelTimer", area="Pantry")
    assert running(hass) == [(3, True), (60, True)]


async def test_several_timers_of_no_room_are_left_to_home_assistant(
    hass: HomeAssistant, loaded: MockConfigEntry, asker: Asker
) -> None:
    await ask(loaded, asker, "HassStartTimer", minutes=60)
    await ask(loaded, asker, "HassStartTimer", minutes=5)
    assert not await ask(loaded, asker, "HassCancelTimer")
    assert len(running(hass)) == 2


async def test_a_named_timer_is_not_taken_for_that_of_a_room(
    hass: HomeAssistant, loaded: MockConfigEntry, asker: Asker
) -> None:
    await ask(loaded, asker, "HassStartTimer", minutes=60, name="roast")
    await ask(loaded, asker, "HassStartTimer", minutes=3, name="eggs")
    assert not await ask(loaded, asker, "HassCancelTimer", area="Pantry")
    assert len(running(hass)) == 2
