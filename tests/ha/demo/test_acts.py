"""What the demo's user did by hand, as the integration's own store would have kept it."""

from datetime import datetime, timedelta
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.llm_agents.bridge.manual_acts import STORAGE_KEY, ManualActs
from custom_components.llm_agents.core.memory.habits import find_habits
from demo.history import ZONE
from demo.history.acts import KEY, user_of, write_acts
from demo.runner.scenario import Scenario
from homeassistant.core import HomeAssistant

NOW = datetime(2026, 11, 16, 12, 0, tzinfo=ZoneInfo(ZONE))


def past() -> Any:
    """Return the past that the scenario tells."""
    return Scenario.load("habit").past


async def test_the_integration_reads_them_and_finds_the_one_habit(
    hass: HomeAssistant, tmp_path: Path, hass_storage: dict[str, Any], freezer: Any
) -> None:
    await hass.config.async_set_time_zone(ZONE)
    freezer.move_to(NOW)
    number = write_acts(tmp_path, "me", past(), now=NOW)
    hass_storage[STORAGE_KEY] = json.loads((tmp_path / ".storage" / KEY).read_text(encoding="utf-8"))
    kept = ManualActs(hass)
    await kept.start()
    assert len(kept.acts) == number > 150
    (habit,) = find_habits(kept.acts, NOW)
    assert {deed.entity_id for deed in habit.deeds} == {"light.living_room_floor_lamp", "climate.living_room"}
    assert (habit.user_id, habit.minute, habit.weekdays) == ("me", 23 * 60 + 10, frozenset(range(5)))
    await kept.stop()


@pytest.mark.parametrize("hours", range(0, 7 * 24, 11))
def test_nothing_is_done_after_now_whenever_that_is(tmp_path: Path, hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    write_acts(tmp_path, "me", past(), now=now)
    acts = json.loads((tmp_path / ".storage" / KEY).read_text(encoding="utf-8"))["data"]["acts"]
    assert max(datetime.fromisoformat(act["at"]) for act in acts) < now
    assert acts == sorted(acts, key=lambda act: datetime.fromisoformat(act["at"]))


def test_knows_the_user_of_a_home_that_ran(tmp_path: Path) -> None:
    assert user_of(tmp_path, "demo") is None
    (tmp_path / ".storage").mkdir()
    users = [{"id": "1", "name": "Supervisor"}, {"id": "2", "name": "demo"}]
    (tmp_path / ".storage" / "auth").write_text(json.dumps({"data": {"users": users}}), encoding="utf-8")
    assert (user_of(tmp_path, "demo"), user_of(tmp_path, "other")) == ("2", None)
