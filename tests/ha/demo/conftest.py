"""The demo home, set up in process."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

import custom_components
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

FOLDER = Path(__file__).resolve().parents[3] / "demo" / "custom_components"


@pytest.fixture
def _findable(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let Home Assistant find the demo's components beside ours, in a home where the weather is."""
    monkeypatch.setattr(custom_components, "__path__", [*custom_components.__path__, str(FOLDER)])
    hass.config.config_dir = str(tmp_path)
    hass.config.latitude, hass.config.longitude = 36.10, -79.95


@pytest.fixture
async def demo_home(hass: HomeAssistant, _findable: None) -> AsyncIterator[MockConfigEntry]:
    """Set the demo home up, and put it to sleep in the end."""
    await hass.config.async_set_time_zone("America/New_York")
    assert await async_setup_component(hass, "homeassistant", {})
    entry = MockConfigEntry(domain="demo_home", title="Demo home", data={})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    yield entry
    if entry.state.recoverable:
        await hass.config_entries.async_unload(entry.entry_id)
        await hass.async_block_till_done()
