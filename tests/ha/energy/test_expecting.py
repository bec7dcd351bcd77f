"""What is expected is corrected by what is measured here."""

from datetime import UTC
import json
from types import SimpleNamespace
from unittest.mock import patch

import numpy as np
import pytest

from custom_components.llm_agents.bridge.energy import history, sources
from custom_components.llm_agents.bridge.energy.expecting import Expecting
from custom_components.llm_agents.core.energy.asset_codec import asset_from_data
from custom_components.llm_agents.core.energy.control import Measured
from custom_components.llm_agents.core.energy.steps import DAY, HOUR, Series, Steps
from homeassistant.core import HomeAssistant

NOW = 1_773_122_400.0
ZONE = asset_from_data(
    "zone",
    "Rooms",
    {
        "kind": "zone",
        "parameters": {"maximum_kw": 3},
        "entities": {"outdoor": "sensor.outdoor", "weather": "weather.home"},
    },
)


async def outdoor(hass: HomeAssistant, told: float) -> np.ndarray:
    """Return the temperatures that are expected where the weather service says the same of all hours."""
    steps = Steps.even(NOW, HOUR, 36)
    weather = SimpleNamespace(temperature=Series(steps, np.full(36, told)), cloud=None)

    async def answer(*_: object) -> SimpleNamespace:
        return weather

    with patch.object(sources, "async_weather", answer):
        expecting = Expecting(hass, [ZONE], UTC)
        found = (await expecting.expect(steps, NOW, Measured(at=NOW))).outdoor
    again = Expecting(hass, [ZONE], UTC)
    again.restore(expecting.state())
    assert again.state() == expecting.state()
    return found


async def test_a_weather_service_that_is_off_now_is_off_for_some_hours(hass: HomeAssistant) -> None:
    hass.states.async_set("sensor.outdoor", "6", {"unit_of_measurement": "°C", "device_class": "temperature"})
    expected = await outdoor(hass, 10.0)
    assert expected[0] < 7.5
    assert expected[35] == pytest.approx(10.0, abs=0.1)


async def test_without_a_sensor_outside_the_service_is_taken_at_its_word(hass: HomeAssistant) -> None:
    assert await outdoor(hass, 10.0) == pytest.approx(np.full(36, 10.0))


async def test_past_days_are_ways_that_the_load_may_go(hass: HomeAssistant) -> None:
    days = Steps.even(NOW - 14 * DAY, HOUR, 14 * 24)
    loads = np.repeat(np.tile([0.5, 1.5], 7), 24)
    asked: list[float] = []

    async def base_load(_hass: object, _entries: object, start: float, now: float) -> Series:
        asked.append(start)
        return Series(days, loads)

    with patch.object(history, "async_base_load", base_load):
        expecting = Expecting(hass, [ZONE], UTC)
        await expecting.learn(NOW)
        first = (await expecting.expect(Steps.even(NOW, HOUR, 24), NOW, Measured(at=NOW, base_load_kw=1.0))).base
        later = NOW + HOUR
        await expecting.expect(Steps.even(later, HOUR, 24), later, Measured(at=later))
    assert first.current
    assert first.paths is not None
    assert first.paths.shape == (14, 24)
    assert first.paths.mean(axis=0) == pytest.approx(first.mean)
    assert np.ptp(first.paths[:, 0]) == pytest.approx(1.0, abs=0.01)
    # The meters are read again each half hour, from where that was left.
    assert len(asked) == 2
    assert asked[1] == NOW - HOUR


ROOF = asset_from_data("roof", "Roof", {"kind": "photovoltaics", "parameters": {"peak_kw": 5}})


def given(kw: float) -> SimpleNamespace:
    """Return a forecast of the sun that is always the same."""
    return SimpleNamespace(mean=Series(Steps.even(NOW, HOUR, 36), np.full(36, kw)))


@pytest.mark.parametrize(
    ("kw", "key"),
    [(2.0, None), (2500.0, "input_unit_roof"), (20.0, "input_absurd_roof"), (np.nan, "no_solar_forecast")],
)
async def test_a_forecast_of_the_sun_that_cannot_be_is_told_and_not_planned_with(
    hass: HomeAssistant, kw: float, key: str | None
) -> None:
    async def solar(*_: object) -> SimpleNamespace:
        return given(kw)

    with patch.object(sources, "async_solar", solar):
        expecting = Expecting(hass, [ROOF], UTC)
        outlooks = await expecting.expect(Steps.even(NOW, HOUR, 36), NOW, Measured(at=NOW))
    assert [one for one in outlooks.faults if one != "no_weather"] == ([key] if key else [])
    assert outlooks.pv.mean.max() <= 5.0
    if kw == 2500.0:
        assert outlooks.pv.mean == pytest.approx(await _pv_of(hass, 2.5))


async def _pv_of(hass: HomeAssistant, kw: float) -> np.ndarray:
    async def solar(*_: object) -> SimpleNamespace:
        return given(kw)

    with patch.object(sources, "async_solar", solar):
        return (await Expecting(hass, [ROOF], UTC).expect(Steps.even(NOW, HOUR, 36), NOW, Measured(at=NOW))).pv.mean


async def test_what_panels_make_while_they_are_held_back_is_not_learned_from(hass: HomeAssistant) -> None:
    days = Steps.even(NOW - 10 * DAY, HOUR, 10 * 24)
    noon = (days.starts % DAY // HOUR) == 11
    made = Series(days, np.where(noon, 0.0, 2.0))

    async def history_of(*_: object) -> Series:
        return made

    async def nothing(*_: object) -> None:
        return None

    async def forecast(*, held: bool) -> float:
        expecting = Expecting(hass, [ROOF], UTC)
        expecting.restore(expecting.state() | {"given": {"roof": [(int(at // HOUR), 2.0) for at in days.starts]}})
        for at in days.starts[noon] if held else ():
            expecting.held_back("roof", float(at) + 600)
        again = Expecting(hass, [ROOF], UTC)
        again.restore(json.loads(json.dumps(expecting.state())))
        with patch.object(history, "async_history", history_of), patch.object(history, "async_base_load", nothing):
            await again.learn(NOW)
        with patch.object(sources, "async_solar", solar):
            steps = Steps.even(NOW, HOUR, 36)
            mean = (await again.expect(steps, NOW, Measured(at=NOW))).pv.mean
        return float(mean[(steps.starts % DAY // HOUR) == 11][0])

    async def solar(*_: object) -> SimpleNamespace:
        return given(2.0)

    assert await forecast(held=False) < 0.7
    assert await forecast(held=True) > 1.5
