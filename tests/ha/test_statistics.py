"""What agents take stays in Home Assistant's long-term statistics, over days and restarts."""

from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)

from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.journal.events import Event, Kind
from homeassistant.components.recorder import Recorder
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .conftest import set_up
from .devices import FollowingDevices

TOKENS, COST = "sensor.comfort_agent_tokens_today", "sensor.comfort_agent_cost_today"
START = datetime(2026, 11, 20, 23, 50, tzinfo=dt_util.UTC)
PERIOD = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def recorded_first(recorder_mock: Recorder) -> None:
    """Begin to record before anything else."""


async def spend(hass: HomeAssistant, entry: MockConfigEntry, tokens: int, money: float) -> None:
    data = {"input_tokens": tokens, "output_tokens": 0, "money": money}
    at = dt_util.utcnow().isoformat()
    await entry.runtime_data.journal.record(
        Event(kind=Kind.USAGE_SPENT, subject="cloud", at=at, agent="comfort", data=data)
    )
    await hass.async_block_till_done()


async def compile_at(hass: HomeAssistant, freezer: FrozenDateTimeFactory, start: datetime) -> None:
    """Go to the end of five minutes and compile them."""
    freezer.move_to(start + PERIOD)
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    await async_wait_recording_done(hass)
    do_adhoc_statistics(hass, start=start)
    await async_wait_recording_done(hass)


async def test_tokens_and_money_add_up_over_midnight_and_a_restart(
    recorder_mock: Recorder, hass: HomeAssistant, freezer: FrozenDateTimeFactory, devices: FollowingDevices
) -> None:
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(START)
    assert await async_setup_component(hass, "sensor", {})
    entry = MockConfigEntry(domain=DOMAIN, unique_id=DOMAIN)
    entry.add_to_hass(hass)
    with patch("homeassistant.helpers.entity.Entity.entity_registry_enabled_default", True):
        await set_up(hass, entry)
    await spend(hass, entry, 1000, 0.5)
    await compile_at(hass, freezer, START)
    await spend(hass, entry, 200, 0.1)
    await compile_at(hass, freezer, START + PERIOD)  # ends at midnight
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    await spend(hass, entry, 50, 0.25)
    await compile_at(hass, freezer, START + 2 * PERIOD)
    found = statistics_during_period(hass, START, None, {TOKENS, COST}, "5minute", None, {"sum", "state"})
    tokens, cost = found[TOKENS], found[COST]
    assert [row["state"] for row in tokens] == [1000, 1200, 50]
    assert [row["sum"] for row in tokens] == [1000, 1200, 1250]
    assert [row["sum"] for row in cost] == pytest.approx([0.5, 0.6, 0.85])
