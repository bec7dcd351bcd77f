"""How often devices are switched."""

from datetime import UTC
import json

import pytest

from custom_components.llm_agents.core.energy.control.switching import Changes
from custom_components.llm_agents.core.energy.modes import Command, Mode
from custom_components.llm_agents.core.energy.steps import DAY, HOUR, MINUTE

from .homes import BATTERY, NOW, WATER, ZONE

MIDNIGHT = NOW // DAY * DAY


def command(mode: Mode, asset_id: str = "battery") -> Command:
    return Command(asset_id=asset_id, mode=mode)


@pytest.fixture
def changes() -> Changes:
    return Changes(UTC, per_day=3)


def test_a_new_power_in_the_same_mode_is_no_change(changes):
    for minute in range(10):
        made = Command(asset_id="battery", mode=Mode.CHARGE, power_kw=float(minute))
        assert changes.allow(BATTERY, made, MIDNIGHT + minute * MINUTE) == made
    assert changes.count("battery", MIDNIGHT) == 0


@pytest.mark.parametrize(("asset", "minutes"), [(ZONE, 30), (WATER, 10), (BATTERY, 5)])
def test_a_device_stays_on_for_its_least_time(changes, asset, minutes):
    on, off = command(Mode.ON, asset.asset_id), command(Mode.OFF, asset.asset_id)
    changes.allow(asset, on, MIDNIGHT)
    assert changes.allow(asset, off, MIDNIGHT + (minutes - 1) * MINUTE) == on
    assert changes.allow(asset, off, MIDNIGHT + minutes * MINUTE) == off


def test_no_more_changes_than_allowed_in_a_day(changes):
    modes = [Mode.HOLD, Mode.SELF_CONSUME] * 5
    for hour, mode in enumerate(modes):
        changes.allow(BATTERY, command(mode), MIDNIGHT + hour * HOUR)
    assert changes.count("battery", MIDNIGHT + 12 * HOUR) == 3
    assert changes.mode("battery") is Mode.SELF_CONSUME
    assert changes.allow(BATTERY, command(Mode.HOLD), MIDNIGHT + DAY).mode is Mode.HOLD


def test_charging_from_the_grid_ends_even_when_the_changes_are_used_up(changes):
    for hour, mode in enumerate([Mode.HOLD, Mode.SELF_CONSUME, Mode.HOLD, Mode.CHARGE]):
        changes.allow(BATTERY, command(mode), MIDNIGHT + hour * HOUR)
    assert changes.mode("battery") is Mode.CHARGE
    assert changes.allow(BATTERY, command(Mode.HOLD), MIDNIGHT + 5 * HOUR).mode is Mode.HOLD
    assert changes.allow(BATTERY, command(Mode.CHARGE), MIDNIGHT + 6 * HOUR).mode is Mode.HOLD


def test_what_a_person_wants_is_done_at_once(changes):
    changes.allow(ZONE, command(Mode.ON, "zone"), MIDNIGHT)
    off = command(Mode.OFF, "zone")
    assert changes.allow(ZONE, off, MIDNIGHT + 1, urgent=True) == off


def test_what_was_switched_today_is_known_after_a_restart(changes):
    for index, mode in enumerate([Mode.SELF_CONSUME, Mode.HOLD, Mode.SELF_CONSUME, Mode.HOLD]):
        changes.allow(BATTERY, command(mode), MIDNIGHT + index * HOUR)
    again = Changes(UTC, per_day=3)
    again.restore(json.loads(json.dumps(changes.state())))
    assert again.state() == changes.state()
    assert again.mode("battery") is Mode.HOLD
    assert again.allow(BATTERY, command(Mode.SELF_CONSUME), MIDNIGHT + 5 * HOUR).mode is Mode.HOLD
    assert again.allow(BATTERY, command(Mode.SELF_CONSUME), MIDNIGHT + DAY).mode is Mode.SELF_CONSUME


def test_devices_that_are_gone_are_forgotten(changes):
    changes.allow(WATER, command(Mode.ON, WATER.asset_id), MIDNIGHT)
    changes.allow(BATTERY, command(Mode.HOLD), MIDNIGHT + 7 * DAY)
    assert list(changes.state()) == [BATTERY.asset_id]
    with pytest.raises(ValueError, match="nothing"):
        changes.restore({"battery": {"command": {"asset_id": "battery", "mode": "nothing"}}})


def test_what_a_person_ends_is_over_at_once(changes):
    changes.allow(BATTERY, command(Mode.SELF_CONSUME), MIDNIGHT)
    changes.allow(BATTERY, command(Mode.CHARGE), MIDNIGHT + MINUTE, urgent=True)
    assert changes.allow(BATTERY, command(Mode.HOLD), MIDNIGHT + 2 * MINUTE).mode is Mode.HOLD
    assert changes.allow(BATTERY, command(Mode.CHARGE), MIDNIGHT + 3 * MINUTE).mode is Mode.HOLD
