"""What a battery does by what its energy is worth."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.control.realtime import Situation, decide, level_at
from custom_components.llm_agents.core.energy.control.scenarios import StoredValue
from custom_components.llm_agents.core.energy.modes import Mode

from .homes import BATTERY

EXPORTING = replace(BATTERY, grid_export=True)


def worth(price: float, up_to: float = 10.0) -> StoredValue:
    """Return a value of `price` per kWh up to a level, nearly nothing above it."""
    return StoredValue(slopes=np.array([0.0, price]), crossings=np.array([[up_to]]))


def situation(price: float, bought: float = 0.3, sold: float = 0.08, **changes) -> Situation:
    given: dict[str, Any] = {
        "level": 5.0,
        "import_price": bought,
        "export_price": sold,
        "hours": 0.5,
        "value": worth(price),
    }
    return Situation(**(given | changes))


@pytest.mark.parametrize(
    ("price", "mode"),
    [
        (0.2, Mode.SELF_CONSUME),  # worth more than surplus earns, less than a kWh bought
        (0.29, Mode.HOLD),  # later is dearer
        (0.05, Mode.HOLD_CHARGE),  # surplus earns more
        (0.5, Mode.CHARGE),  # worth more than buying it
    ],
)
def test_the_mode_follows_from_worth_and_prices(price, mode):
    assert decide(BATTERY, situation(price)).mode is mode


def test_energy_is_exported_only_where_that_is_allowed_and_pays():
    dear = situation(0.1, bought=0.5, sold=0.4)
    assert decide(EXPORTING, dear).mode is Mode.EXPORT
    assert decide(BATTERY, dear).mode is Mode.HOLD_CHARGE


def test_charging_ends_at_the_level_up_to_which_it_pays():
    command = decide(BATTERY, situation(0.5, value=worth(0.5, up_to=5.95)))
    assert command.mode is Mode.CHARGE
    assert command.power_kw == pytest.approx(0.95 / 0.95 / 0.5, abs=0.01)


def test_a_battery_that_may_not_charge_from_the_grid_holds():
    assert decide(replace(BATTERY, grid_charging=False), situation(0.5)).mode is Mode.HOLD


def test_neither_pays_off():
    # Surplus earns more than it is worth, and a deficit costs less.
    assert decide(BATTERY, situation(0.27, bought=0.28, sold=0.27)).mode is Mode.OFF


def test_a_mode_stays_where_another_one_hardly_gains():
    near = situation(0.266 + 0.001)
    assert decide(BATTERY, near, Mode.SELF_CONSUME, margin=0.005).mode is Mode.SELF_CONSUME
    assert decide(BATTERY, near, Mode.HOLD, margin=0.005).mode is Mode.HOLD


def test_what_cannot_come_up_changes_no_mode():
    night = situation(0.05, surplus=False)
    assert decide(BATTERY, night, Mode.SELF_CONSUME).mode is Mode.SELF_CONSUME
    noon = situation(0.29, deficit=False)
    assert decide(BATTERY, noon, Mode.SELF_CONSUME).mode is Mode.SELF_CONSUME


def test_the_level_is_found_between_reserve_and_full():
    assert level_at(BATTERY, worth(0.3, up_to=6.0), 0.2) == pytest.approx(6.0, abs=0.01)
    assert level_at(BATTERY, worth(0.3), 0.4) == pytest.approx(1.0, abs=0.01)
    assert level_at(BATTERY, worth(0.3), 0.2) == pytest.approx(10.0, abs=0.01)


def test_surplus_and_deficit_are_followed_beyond_the_power_that_pays():
    charging = situation(0.5, value=worth(0.5, up_to=5.2), net_kw=-3.0)
    assert decide(BATTERY, charging).power_kw == pytest.approx(3.0)
    exporting = situation(0.1, bought=0.5, sold=0.4, value=worth(0.9, up_to=4.9), net_kw=4.0)
    assert decide(EXPORTING, exporting).power_kw == pytest.approx(4.0)
