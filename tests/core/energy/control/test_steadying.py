"""Plans do not flip for nothing."""

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.control.steadying import steadied

from .homes import plan

EARLY = np.array([0.0, 2.0, 0.0, 0.0] + [0.0] * 20)
LATE = np.array([0.0, 0.0, 2.0, 0.0] + [0.0] * 20)
IDS = frozenset({"appliance"})


def prices(early: float, late: float) -> np.ndarray:
    return np.array([0.3, early, late] + [0.3] * 21)


def test_times_stay_where_others_hardly_save():
    new = plan({"appliance": LATE}, prices=prices(0.205, 0.2))
    made = steadied(new, plan({"appliance": EARLY}), IDS, margin=0.02)
    assert made.assets["appliance"].power == pytest.approx(EARLY)
    net = made.grid_import - made.grid_export
    assert net[1] - net[2] == pytest.approx(4.0)


def test_times_move_where_that_saves_more_than_the_margin():
    new = plan({"appliance": LATE}, prices=prices(0.3, 0.2))
    assert steadied(new, plan({"appliance": EARLY}), IDS, margin=0.02) is new


def test_a_schedule_that_does_less_is_not_kept():
    new = plan({"appliance": LATE}, prices=prices(0.2, 0.2))
    assert steadied(new, plan({"appliance": EARLY / 2}), IDS, margin=0.02) is new


def test_other_assets_are_as_newly_planned():
    new = plan({"battery": LATE}, prices=prices(0.2, 0.2))
    assert steadied(new, plan({"battery": EARLY}), IDS, margin=0.02) is new
