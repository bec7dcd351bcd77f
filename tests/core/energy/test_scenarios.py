"""The value of stored energy over scenarios, held to exhaustive search and to what a person would do."""

from dataclasses import replace

from hypothesis import given, settings, strategies as st
import numpy as np
import pytest

from custom_components.llm_agents.core.energy.assets import Battery
from custom_components.llm_agents.core.energy.control.scenarios import (
    Now,
    Outlook,
    level_after,
    stored_value,
    stored_values,
)

BATTERY = Battery(
    asset_id="b",
    name="B",
    capacity_kwh=6.0,
    charge_kw=3.0,
    discharge_kw=3.0,
    charge_efficiency=0.9,
    discharge_efficiency=0.9,
    minimum=0.0,
    reserve=0.0,
    wear=0.0,
)
DEAR, CHEAP = 0.5, 0.2


def outlook(net, price, sell=0.0):
    """Return hours of one tariff; `net` is (..., scenarios, hours)."""
    price = np.asarray(price, dtype=float)
    return Outlook(
        hours=np.ones(len(price)),
        import_price=price,
        export_price=np.broadcast_to(np.asarray(sell, dtype=float), price.shape),
        net=np.asarray(net, dtype=float),
    )


def bill(battery, net, change, price, sell):
    """Return what an hour costs in which the level changes."""
    drawn = net + np.where(change > 0, change / battery.charge_efficiency, change * battery.discharge_efficiency)
    wear = battery.wear * np.maximum(-change, 0) * battery.discharge_efficiency
    return np.where(drawn > 0, drawn * price, drawn * sell) + wear


def searched(battery, net, price, sell, end_value, points=601):
    """Return the least cost from each of many levels by trying all levels after each hour."""
    grid = np.linspace(0, battery.capacity_kwh, points)
    change = grid[None, :] - grid[:, None]
    most, least = battery.charge_kw * battery.charge_efficiency, battery.discharge_kw / battery.discharge_efficiency
    to_go = -end_value * grid
    for at in range(len(price) - 1, -1, -1):
        upper = most if battery.grid_charging else min(max(-net[at], 0), battery.charge_kw) * battery.charge_efficiency
        lower = (
            least if battery.grid_export else min(max(net[at], 0), battery.discharge_kw) / battery.discharge_efficiency
        )
        possible = (change <= upper + 0.006) & (change >= -lower - 0.006)
        cost = np.where(possible, bill(battery, net[at], change, price[at], sell[at]) + to_go[None, :], np.inf)
        to_go = cost.min(axis=1)
    return grid, to_go


@settings(max_examples=15, deadline=None)
@given(
    net=st.lists(st.floats(-4, 4), min_size=3, max_size=6),
    price=st.lists(st.sampled_from([0.1, 0.2, 0.3, 0.5]), min_size=6, max_size=6),
    sell=st.sampled_from([0.0, 0.05, 0.1]),
    grid_charging=st.booleans(),
    grid_export=st.booleans(),
    wear=st.sampled_from([0.0, 0.03]),
)
def test_marginal_value_is_that_of_exhaustive_search(net, price, sell, grid_charging, grid_export, wear):
    """What a kWh is worth is what the least cost falls by, whatever the battery may do."""
    battery = replace(BATTERY, grid_charging=grid_charging, grid_export=grid_export, wear=wear)
    price = price[: len(net)]
    value = stored_value(battery, outlook([net], price, sell), 0.08)
    grid, to_go = searched(battery, net, price, [sell] * len(net), 0.08, points=301)
    for low, high in ((30, 130), (170, 270)):
        fallen = to_go[low] - to_go[high]
        levels = np.linspace(grid[low], grid[high], 400)
        worth = np.mean([float(value.marginal(np.array(level))) for level in levels]) * (grid[high] - grid[low])
        assert worth == pytest.approx(fallen, abs=0.02)


def test_a_plan_by_values_costs_what_the_search_finds():
    """Following the values hour by hour costs no more than the best of all ways."""
    net = [2.0, -3.0, 1.0, 2.5, -1.0, 3.0]
    price = [CHEAP, CHEAP, CHEAP, DEAR, CHEAP, DEAR]
    values = stored_values(BATTERY, outlook([[net]], price), 0.0)
    level, paid = np.array([1.0]), 0.0
    for at, each in enumerate(net):
        now = Now(net=np.array([each]), import_price=price[at], export_price=0.0, hours=1.0)
        after = level_after(BATTERY, values[at + 1], level, now)
        paid += float(bill(BATTERY, each, after - level, price[at], 0.0)[0])
        level = after
    grid, to_go = searched(BATTERY, net, price, [0.0] * 6, 0.0)
    assert paid == pytest.approx(float(np.interp(1.0, grid, to_go)), abs=0.01)


def act(net, coming, price_now=CHEAP, price=(DEAR, DEAR), level=3.0, battery=BATTERY, sell=0.0):
    """Return the level after an hour in front of scenarios of what comes."""
    value = stored_value(battery, outlook(coming, price, sell), 0.0)
    now = Now(net=np.array(net, dtype=float), import_price=price_now, export_price=sell, hours=1.0)
    return float(level_after(battery, value, np.array(level), now))


def test_energy_is_kept_for_the_dear_hours():
    """A deficit in a cheap hour is not covered while all that is stored is needed in dear ones."""
    assert act(1.0, [[2.0, 2.0]], battery=replace(BATTERY, grid_charging=False)) == pytest.approx(3.0, abs=1e-3)


def test_a_deficit_is_covered_where_the_next_sun_fills_the_battery_anyway():
    """A deficit is covered and not more: what is given beyond it would earn nothing."""
    assert act(0.9, [[-3.0, -3.0]]) == pytest.approx(2.0, abs=1e-3)


def test_the_grid_charges_what_the_dear_hours_will_take():
    """Cheap energy is bought up to the need, not up to the brim."""
    after = act(0.0, [[2.7, 1.0]], level=1.5)
    assert after == pytest.approx(3.7 / 0.9, abs=1e-3)


def test_scenarios_are_weighed():
    """What is bought for a need that comes in one scenario of four depends on the share, not on the mean."""
    rare, often = [[0.0], [0.0], [0.0], [3.0]], [[0.0], [3.0], [3.0], [3.0]]
    assert act(0.0, rare, price=(DEAR,), level=0.0) == pytest.approx(0.0, abs=1e-3)
    assert act(0.0, often, price=(DEAR,), level=0.0) == pytest.approx(2.7, abs=1e-3)


def test_surplus_is_sold_where_that_brings_more_than_to_keep_it():
    """A surplus is left to the grid while what is stored cannot be used for more."""
    assert act(-2.0, [[-4.0, 1.0]], sell=0.15) == pytest.approx(3.0, abs=1e-3)


def test_a_battery_that_may_export_gives_to_the_grid():
    """What nobody needs is sold if the battery may."""
    selling = replace(BATTERY, grid_export=True)
    assert act(0.0, [[-4.0, -4.0]], battery=selling, sell=0.15) == pytest.approx(0.0, abs=1e-3)
    assert act(0.0, [[-4.0, -4.0]], sell=0.15) == pytest.approx(3.0, abs=1e-3)


def test_the_reserve_is_kept_and_filled():
    """No value takes a battery below its reserve, and it does not fall further where it is below."""
    reserved = replace(BATTERY, reserve=0.5, grid_charging=False)
    assert act(3.0, [[0.0]], price_now=DEAR, price=(CHEAP,), battery=reserved, level=4.0) == pytest.approx(
        3.0, abs=1e-3
    )
    assert act(3.0, [[0.0]], price_now=DEAR, price=(CHEAP,), battery=reserved, level=2.0) == pytest.approx(
        2.0, abs=1e-3
    )


def test_homes_are_told_apart():
    """Many homes at once are each home alone."""
    coming = np.array([[[2.0, 1.0], [1.0, 3.0]], [[-3.0, 1.0], [-1.0, 1.0]]])
    value = stored_value(BATTERY, outlook(coming, (CHEAP, DEAR)), 0.05)
    for home in range(2):
        alone = stored_value(BATTERY, outlook(coming[home], (CHEAP, DEAR)), 0.05)
        assert np.array_equal(value.crossings[home], alone.crossings)


def test_many_prices_are_thinned_out():
    """A spot tariff of many prices is valued with few slopes, to within their distance."""
    price = np.linspace(0.1, 0.5, 96)
    net = np.full((1, 96), 0.05)
    value = stored_value(replace(BATTERY, grid_charging=False), outlook(net, price), 0.0)
    assert len(value.slopes) <= 64
    assert float(value.marginal(np.array(0.01))) == pytest.approx(0.45, abs=0.02)
