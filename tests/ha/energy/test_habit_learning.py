"""What assets taught is learned from the recorder: a zone's thermal model, a tank's draws."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
import numpy as np
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import async_wait_recording_done

from custom_components.llm_agents.bridge.energy.habit_learning import async_learn_habits
from custom_components.llm_agents.core.energy.asset_codec import asset_from_data
from custom_components.llm_agents.core.energy.forecasting.habits import Habits
from custom_components.llm_agents.core.energy.situation import Seen
from custom_components.llm_agents.core.energy.steps import HOUR, Steps
from homeassistant.components.recorder import Recorder
from homeassistant.components.recorder.models import StatisticData, StatisticMeanType, StatisticMetaData
from homeassistant.components.recorder.statistics import async_import_statistics
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from tests.core.energy.test_thermal import LIGHT, lived_in

START = datetime(2026, 1, 5, tzinfo=UTC)
ZONE = asset_from_data(
    "zone",
    "Rooms",
    {
        "kind": "zone",
        "parameters": {"maximum_kw": 5, "cop": [[-20, 1], [20, 1]]},
        "entities": {"temperature": "sensor.indoor", "power": "sensor.heating", "outdoor": "sensor.outdoor"},
    },
)
TANK = asset_from_data(
    "tank",
    "Tank",
    {
        "kind": "water_heater",
        "parameters": {"litres": 200, "heater_kw": 2},
        "entities": {"temperature": "sensor.water", "power": "sensor.element"},
    },
)


@pytest.fixture(autouse=True)
def recorded_first(recorder_mock: Recorder) -> None:
    """Begin to record before anything else."""


async def recorded(hass: HomeAssistant, told: Mapping[str, tuple[str, str, np.ndarray]]) -> float:
    """Have hourly means in the recorder, and return the instant at which they end."""
    await hass.config.async_set_time_zone("UTC")
    end = START.timestamp()
    for entity_id, (unit, unit_class, values) in told.items():
        metadata = StatisticMetaData(
            mean_type=StatisticMeanType.ARITHMETIC,
            has_sum=False,
            name=None,
            source="recorder",
            statistic_id=entity_id,
            unit_class=unit_class,
            unit_of_measurement=unit,
        )
        rows = [
            StatisticData(start=datetime.fromtimestamp(START.timestamp() + index * HOUR, UTC), mean=float(value))
            for index, value in enumerate(values)
        ]
        async_import_statistics(hass, metadata, rows)
        end = max(end, START.timestamp() + len(values) * HOUR)
    await async_wait_recording_done(hass)
    return end


async def test_a_zone_is_identified_from_what_was_recorded(hass: HomeAssistant) -> None:
    lived = lived_in(LIGHT, 27)
    indoor = (lived.indoor[:-1] + lived.indoor[1:]) / 2
    now = await recorded(
        hass,
        {
            "sensor.indoor": ("°C", "temperature", indoor),
            "sensor.outdoor": ("°C", "temperature", lived.outdoor),
            "sensor.heating": ("W", "power", 1000 * lived.heat),
        },
    )
    habits = Habits(UTC)
    await async_learn_habits(hass, [ZONE], habits, now)
    assert habits.models["zone"].loss == pytest.approx(LIGHT.loss, rel=0.35)  # nobody measured the sun
    (known,) = habits.known([ZONE.asset])
    assert known != ZONE.asset


async def test_hot_water_is_learned_from_what_was_recorded(hass: HomeAssistant) -> None:
    hour = np.arange(10 * 24) % 24
    now = await recorded(
        hass,
        {
            "sensor.water": ("°C", "temperature", np.where((hour >= 8) & (hour < 13), 45.0, 55.0)),
            "sensor.element": ("kW", "power", np.where(hour == 12, 2.4, 0.0)),
        },
    )
    habits = Habits(UTC)
    await async_learn_habits(hass, [TANK], habits, now)
    draw = habits.expected(TANK.asset, Seen(level=50.0), Steps.even(now, HOUR, 24), now).draw
    assert draw is not None
    assert int(np.argmax(draw)) == 7


async def test_assets_without_a_history_are_left_as_they_are(hass: HomeAssistant) -> None:
    habits = Habits(UTC)
    await async_learn_habits(hass, [ZONE, TANK], habits, START.timestamp())
    assert habits.state() == Habits(UTC).state()


async def test_when_somebody_is_at_home_is_learned_from_all_that_zones_name(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    await hass.config.async_set_time_zone("UTC")
    zone = asset_from_data(
        "zone", "Rooms", {"kind": "zone", "parameters": {"maximum_kw": 5}, "entities": {"presence": "person.one"}}
    )
    for day in range(9):
        for hour, state in ((0, "home"), (8, "not_home"), (17, "home")):
            freezer.move_to(START + timedelta(days=day, hours=hour))
            hass.states.async_set("person.one", state)
            await hass.async_block_till_done()
    freezer.move_to(START + timedelta(days=9, hours=9))
    now = dt_util.utcnow().timestamp()
    await async_wait_recording_done(hass)
    habits = Habits(UTC)
    await async_learn_habits(hass, [zone], habits, now)
    found = habits.present(Steps.even(now, HOUR, 12), now, at_home=False)
    assert found is not None
    assert found[2] < 0.5 < found[10]
