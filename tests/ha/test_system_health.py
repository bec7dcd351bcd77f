"""The page of the system's health."""

from pytest_homeassistant_custom_component.common import MockConfigEntry, get_system_health_info
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.llm_agents.const import CONF_APP, DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .fake_app import ADDRESS, FakeApp


async def test_health_without_an_app(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    assert await get_system_health_info(hass, DOMAIN) == {"loaded": True, "entities": 3, "app": "none"}


async def test_health_with_an_app(
    hass: HomeAssistant, loaded: MockConfigEntry, aioclient_mock: AiohttpClientMocker
) -> None:
    app = FakeApp(aioclient_mock)
    assert await async_setup_component(hass, "system_health", {})
    hass.config_entries.async_update_entry(loaded, data={CONF_APP: ADDRESS.as_data()})
    await hass.config_entries.async_reload(loaded.entry_id)
    await loaded.runtime_data.app._look()
    assert await get_system_health_info(hass, DOMAIN) == {
        "loaded": True,
        "entities": 3,
        "app": "connected",
        "app_version": "0.1.0",
        "model": "smollm2-135m",
        "model_state": "ready",
    }
    app.answer(away=True)
    await loaded.runtime_data.app._look()
    assert "does not answer" in (await get_system_health_info(hass, DOMAIN))["app"]


async def test_health_when_nothing_is_loaded(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    await hass.config_entries.async_unload(loaded.entry_id)
    assert await get_system_health_info(hass, DOMAIN) == {"loaded": False}
