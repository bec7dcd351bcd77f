"""The district's physics and scores against CityLearn itself, and the data that ship against their source."""

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest

from bench.energy.city_data import HOURS, city
from bench.energy.city_district import Batteries, Scores, scores

GOLDEN = json.loads((Path(__file__).parent / "citylearn.json").read_text())
SHARED = Path(__file__).parents[4] / "shared" / "data" / "energy" / "citylearn"


def asked(home, step):
    """Return the energy (kWh) that CityLearn was asked for in a step, to which `citylearn.json` holds the answers."""
    return 6.4 * 0.5 * math.sin(0.26 * step + 0.4 * home) * (1 + 0.5 * math.sin(0.013 * step * home))


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: f"{len(case['homes'])}_homes")
def test_what_citylearn_gave_for_the_same_actions(case):
    """State of charge, power and all scores are those of CityLearn 2.2b0, to the accuracy of its single floats."""
    rows = [home - 1 for home in case["homes"]]
    batteries = Batteries([city().batteries[row] for row in rows])
    taken = np.zeros((len(rows), case["hours"]))
    soc = [batteries.soc]
    for step in range(case["hours"] - 1):
        taken[:, step + 1] = batteries.ask(np.array([asked(home, step) for home in case["homes"]]))
        soc.append(batteries.soc)
    assert np.allclose(np.array(soc)[::48].T, case["soc_every_48_hours"], atol=2e-6)
    hours = slice(case["first_hour"], case["first_hour"] + case["hours"])
    power = (city().net[rows, hours] + taken).sum(axis=0)
    assert np.allclose(power[::48], case["net_every_48_hours"], atol=1e-5)
    ours = scores(city(), case["homes"], case["first_hour"], taken)
    assert {name: getattr(ours, name) for name in case["scores"]} == pytest.approx(case["scores"], rel=2e-6)


def test_idle_batteries_score_one():
    """Without control every measure is 1, and so is the composite."""
    ours = scores(city(), (1, 2, 3), 240, np.zeros((3, 240)))
    assert ours.composite == pytest.approx(1.0)
    assert ours.peak == 1.0


def test_the_composite_is_the_mean_of_cost_carbon_and_grid():
    """Grid is the mean of its four measures."""
    ours = Scores(cost=0.9, carbon=0.6, ramping=0.1, load_factor=0.2, daily_peak=0.3, peak=0.6)
    assert ours.composite == pytest.approx((0.9 + 0.6 + 0.3) / 3)


def test_a_battery_gives_no_more_than_it_holds():
    """Whatever is asked for, the state of charge stays between empty and full, and no more comes out than went in."""
    batteries = Batteries(city().batteries[:3])
    taken = np.array([batteries.ask(np.full(3, each)) for each in (9.0, 9.0, 9.0, -9.0, -9.0, -9.0)])
    assert (batteries.soc >= 0).all()
    assert (taken.sum(axis=0) > 0).all()
    assert (taken[:3].sum(axis=0) > 6.4).all()
    assert np.allclose(batteries.soc, 0, atol=0.02)


@pytest.mark.skipif(not SHARED.exists(), reason="the source of the data is not beside the checkout")
def test_the_homes_are_those_of_the_source():
    """Homes 1 to 3, prices and carbon are the files that CityLearn gave out."""
    for home in (1, 2, 3):
        rows = list(csv.DictReader((SHARED / f"Building_{home}.csv").open()))
        assert city().load[home - 1].tolist() == [float(row["non_shiftable_load"]) for row in rows]
        sun = [4.0 * float(row["solar_generation"]) / 1000 for row in rows]
        assert city().pv[home - 1] == pytest.approx(sun)
    prices = list(csv.DictReader((SHARED / "pricing.csv").open()))
    assert city().price.tolist() == [float(row["electricity_pricing"]) for row in prices]
    carbon = list(csv.DictReader((SHARED / "carbon_intensity.csv").open()))
    assert city().carbon.tolist() == [float(row["carbon_intensity"]) for row in carbon]


def test_all_homes_have_a_year():
    """17 homes of 8,760 hours, all finite."""
    assert city().load.shape == city().pv.shape == (17, HOURS)
    assert np.isfinite(city().net).all()
    assert (city().pv >= 0).all()
