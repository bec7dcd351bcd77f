"""Habits made ordinary automations, in Home Assistant's own form."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
import random
from typing import Any, cast

import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_fire_time_changed

from custom_components.llm_agents.bridge.automations import AutomationChanged, AutomationsNotInUse, AutomationWriter
from custom_components.llm_agents.bridge.habits import ISSUE_AUTOMATION, HabitKeeper
from custom_components.llm_agents.bridge.home_source import HomeSource
from custom_components.llm_agents.bridge.manual_acts import ManualActs
from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.journal.record import Asker, Origin
from custom_components.llm_agents.core.memory.automation import automation_of
from custom_components.llm_agents.core.memory.habits import Habit, find_habits
from custom_components.llm_agents.core.memory.offers import HabitBook
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import load_yaml
from tests.core.memory.logs import FakeLog, Now
from tests.core.memory.months import HEAT_DOWN, LAMP_OFF, NOW, Kept, month

BED = Kept((LAMP_OFF, HEAT_DOWN), 23 * 60 + 10, frozenset(range(5)))
OTHER = """\
# mine, by hand
- id: other
  alias: Other
  triggers:
    - trigger: time
      at: "07:00:00"
  actions: []
"""


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def items(path: Path) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], load_yaml(str(path)))


def exists(path: Path) -> bool:
    return path.exists()


def remove(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.mkdir()


@pytest.fixture(name="file")
async def file_fixture(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[Path]:
    """Let Home Assistant read automations from automations.yaml, with one in it."""
    hass.config.config_dir = str(tmp_path)
    path = tmp_path / "automations.yaml"
    write(path, OTHER)
    write(tmp_path / "configuration.yaml", "automation: !include automations.yaml\n")
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "automation", {"automation": load_yaml(str(path))})
    await hass.async_block_till_done()
    yield path
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"}, blocking=True)


@pytest.fixture(name="habit")
def habit_fixture() -> Habit:
    """Return a habit that was found."""
    return find_habits(month([BED], random.Random(1)), NOW)[0]


@pytest.fixture(name="config")
def config_fixture(habit: Habit) -> dict[str, Any]:
    """Return its automation."""
    return automation_of(habit, "Bedtime", "Made of a habit.")


async def test_puts_an_automation_after_the_others_and_loads_it(
    hass: HomeAssistant, file: Path, config: dict[str, Any]
) -> None:
    await AutomationWriter(hass).add(config)
    assert read(file).startswith(OTHER)
    assert items(file)[1] == config
    state = hass.states.get("automation.bedtime")
    assert state is not None
    assert state.attributes["id"] == config["id"]
    assert hass.states.get("automation.other") is not None


async def test_puts_it_again_in_the_same_place(hass: HomeAssistant, file: Path, config: dict[str, Any]) -> None:
    writer = AutomationWriter(hass)
    await writer.add(config)
    await writer.add(config | {"alias": "Bedtime"})
    assert [item["id"] for item in items(file)] == ["other", config["id"]]


@pytest.mark.parametrize("text", ["", "[]\n", None])
async def test_begins_an_empty_file(hass: HomeAssistant, file: Path, config: dict[str, Any], text: str | None) -> None:
    remove(file)
    if text is not None:
        write(file, text)
    if text is None:
        write(file.parent / "configuration.yaml", "automation: !include_dir_merge_list auto\n")
        folder(file.parent / "auto")
        with pytest.raises(AutomationsNotInUse):
            await AutomationWriter(hass).add(config)
        assert not exists(file)
        return
    await AutomationWriter(hass).add(config)
    assert items(file) == [config]


async def test_writes_a_file_that_is_indented_otherwise_anew(
    hass: HomeAssistant, file: Path, config: dict[str, Any]
) -> None:
    write(file, "".join(f"  {line}\n" for line in OTHER.splitlines()))
    await AutomationWriter(hass).add(config)
    assert [item["id"] for item in items(file)] == ["other", config["id"]]


async def test_never_writes_secrets_out(hass: HomeAssistant, file: Path, config: dict[str, Any]) -> None:
    text = "  - id: other\n    alias: !secret name\n    triggers: []\n    actions: []\n"
    write(file, text)
    write(file.parent / "secrets.yaml", "name: Hidden\n")
    with pytest.raises(AutomationsNotInUse):
        await AutomationWriter(hass).add(config)
    assert read(file) == text


async def test_leaves_the_file_as_it_was_where_it_is_not_in_use(
    hass: HomeAssistant, file: Path, config: dict[str, Any]
) -> None:
    write(file.parent / "configuration.yaml", "automation: []\n")
    with pytest.raises(AutomationsNotInUse):
        await AutomationWriter(hass).add(config)
    assert read(file) == OTHER


async def test_refuses_what_home_assistants_own_check_refuses(
    hass: HomeAssistant, file: Path, config: dict[str, Any]
) -> None:
    with pytest.raises(HomeAssistantError):
        await AutomationWriter(hass).add(config | {"triggers": [{"trigger": "time", "at": "25:99"}]})
    assert read(file) == OTHER


async def test_takes_out_what_it_wrote_and_nothing_else(
    hass: HomeAssistant, file: Path, config: dict[str, Any]
) -> None:
    writer = AutomationWriter(hass)
    await writer.add(config)
    assert writer.has(config["id"])
    await writer.add(config | {"id": "third", "alias": "Third"})
    await writer.remove(config)
    assert read(file).startswith(OTHER)
    assert [item["id"] for item in items(file)] == ["other", "third"]
    await hass.async_block_till_done()
    assert hass.states.get("automation.bedtime") is None
    assert hass.states.get("automation.other") is not None
    assert not writer.has(config["id"])


async def test_takes_out_what_is_gone_already(hass: HomeAssistant, file: Path, config: dict[str, Any]) -> None:
    await AutomationWriter(hass).remove(config)
    assert read(file) == OTHER


async def test_takes_out_the_only_one(hass: HomeAssistant, file: Path, config: dict[str, Any]) -> None:
    remove(file)
    writer = AutomationWriter(hass)
    await writer.add(config)
    await writer.remove(config)
    assert items(file) == []


@pytest.mark.parametrize("before", [OTHER, "- id: other\n  alias: !secret name\n  triggers: []\n  actions: []\n"])
async def test_leaves_an_automation_that_somebody_edited(
    hass: HomeAssistant, file: Path, config: dict[str, Any], before: str
) -> None:
    await AutomationWriter(hass).add(config)
    edited = before + read(file).removeprefix(OTHER).replace("23:10", "22:45")
    write(file, edited)
    write(file.parent / "secrets.yaml", "name: Hidden\n")
    with pytest.raises((AutomationChanged, AutomationsNotInUse)):
        await AutomationWriter(hass).remove(config)
    assert read(file) == edited


@pytest.fixture(name="keeper")
async def keeper_fixture(hass: HomeAssistant) -> HabitKeeper:
    """Return what finds habits and makes automations of them."""
    acts = ManualActs(hass)
    return HabitKeeper(hass, HomeSource(hass), acts, HabitBook(FakeLog(), Now()))


async def make(keeper: HabitKeeper, habit: Habit, user_id: str | None) -> Any:
    return await keeper.make(habit, Asker(origin=Origin.TEXT, user_id=user_id), "en")


async def test_makes_an_automation_one_can_read(
    hass: HomeAssistant, file: Path, keeper: HabitKeeper, habit: Habit, hass_admin_user: MockUser
) -> None:
    made = await make(keeper, habit, hass_admin_user.id)
    assert not made.pasted
    written = items(file)[1]
    assert written["alias"] == made.alias
    assert made.alias.startswith("On weekdays at 11:10 PM: ")
    assert "turn off living" in made.alias
    assert "habit" in written["description"]
    assert written["triggers"] == [{"trigger": "time", "at": "23:10:00"}]
    assert written["conditions"] == [{"condition": "time", "weekday": ["mon", "tue", "wed", "thu", "fri"]}]
    assert written["actions"][0]["action"] in {"light.turn_off", "climate.set_temperature"}


@pytest.mark.parametrize("who", ["nobody", "reader"])
async def test_without_the_right_to_edit_its_text_waits_among_the_repairs(
    hass: HomeAssistant, file: Path, keeper: HabitKeeper, habit: Habit, hass_read_only_user: MockUser, who: str
) -> None:
    made = await make(keeper, habit, hass_read_only_user.id if who == "reader" else None)
    assert made.pasted
    assert read(file) == OTHER
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"{ISSUE_AUTOMATION}_{habit.habit_id}")
    assert issue is not None
    placeholders = issue.translation_placeholders or {}
    assert "light.turn_off" in placeholders["yaml"]


async def test_only_who_may_edit_automations_takes_one_away(
    hass: HomeAssistant,
    file: Path,
    keeper: HabitKeeper,
    habit: Habit,
    hass_admin_user: MockUser,
    hass_read_only_user: MockUser,
) -> None:
    made = await make(keeper, habit, hass_admin_user.id)
    for user, gone in ((hass_read_only_user, False), (hass_admin_user, True)):
        assert await keeper.remove(habit, made, Asker(origin=Origin.TEXT, user_id=user.id)) is gone
        assert len(items(file)) == 2 - gone


async def test_a_text_that_waits_to_be_pasted_goes_unless_it_was(
    hass: HomeAssistant, file: Path, keeper: HabitKeeper, habit: Habit, hass_read_only_user: MockUser
) -> None:
    made = await make(keeper, habit, hass_read_only_user.id)
    asker = Asker(origin=Origin.TEXT, user_id=hass_read_only_user.id)
    assert await keeper.remove(habit, made, asker)
    assert ir.async_get(hass).async_get_issue(DOMAIN, f"{ISSUE_AUTOMATION}_{habit.habit_id}") is None
    await AutomationWriter(hass).add(dict(made.config))
    assert not await keeper.remove(habit, made, asker)
    assert len(items(file)) == 2


async def test_looks_for_habits_at_night(
    hass: HomeAssistant, hass_storage: dict[str, Any], hass_admin_user: MockUser
) -> None:
    shift = dt_util.now() - NOW
    acts = [
        {
            "at": (act.at + timedelta(days=shift.days)).isoformat(),
            "user_id": hass_admin_user.id,
            "entity_id": act.entity_id,
            "domain": act.domain,
            "service": act.service,
            "data": dict(act.data),
        }
        for act in month([Kept((LAMP_OFF,), 23 * 60 + 10, frozenset(range(7)))], random.Random(1), 3)
    ]
    hass_storage["llm_agents.manual_acts"] = {"version": 1, "key": "llm_agents.manual_acts", "data": {"acts": acts}}
    kept = ManualActs(hass)
    await kept.start()
    book = HabitBook(FakeLog(), Now())
    keeper = HabitKeeper(hass, HomeSource(hass), kept, book)
    keeper.start()
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=660))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert book.to_offer(hass_admin_user.id) is not None
    keeper.stop()
