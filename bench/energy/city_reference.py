"""The published controller of the CityLearn composite with its persistence forecast, built anew to run beside ours.

github.com/dvoitekh/mpc-gap-citylearn (MIT): every eight hours a linear programme over the next 24 for five scenarios, which
are the last day's net load with 30 % of noise from a seeded generator; district cost, homes' emissions, ramps, the peak
above the mean, and 0.1 for changes of each battery's action. Powers and energies are in batteries (6.4 kWh). Its own result
is 0.8497 (phases 0.8524, 0.9050, 0.8155); that this file gives the same shows that we score as it does.
"""

import numpy as np

from custom_components.llm_agents.core.energy.planning.model import Model
from custom_components.llm_agents.core.energy.steps import FloatArray

from .city_composite import Phase
from .city_data import City
from .city_district import DAY, Batteries, Scores, scores
from .city_foresight import Columns, above, balanced, keep, ramps
from .city_programme import CAPACITY, POWER, passed

_EVERY = 8
_SCENARIOS = 5
_NOISE = 0.3
_SMOOTH = 0.1
_SEED = 2022
_SOME = 0.01  # added to what is divided by
_AFTER = (0.25, 0.4)  # price and carbon after the data end


def published(city: City, phase: Phase) -> Scores:
    """Return the scores of the published controller with persistence in a phase."""
    rows = [home - 1 for home in phase.homes]
    start, hours = phase.first_day * DAY, (phase.last_day - phase.first_day) * DAY
    random = np.random.RandomState(_SEED)
    batteries = Batteries([city.batteries[row] for row in rows])
    price, carbon = (
        np.append(each, np.full(DAY, after)) for each, after in zip((city.price, city.carbon), _AFTER, strict=True)
    )
    taken, plan, last = np.zeros((len(rows), hours)), np.zeros((len(rows), DAY)), np.zeros(len(rows))
    for hour in range(hours - 1):
        now = start + hour
        if hour % _EVERY == 0 and hour >= DAY:
            known = city.net[rows, now - DAY + 1 : now + 1] / CAPACITY
            noise = np.array([random.normal(0, 1, known.shape) for _ in range(_SCENARIOS)])
            ahead = slice(now + 1, now + 1 + DAY)
            plan = _planned(
                known * (1 + _NOISE * noise), price[ahead], carbon[ahead], batteries.soc.astype(np.float64), last
            )
        last = plan[:, hour % _EVERY]
        taken[:, hour + 1] = batteries.ask(last * CAPACITY)
    return scores(city, phase.homes, start, taken)


def _planned(net: FloatArray, price: FloatArray, carbon: FloatArray, soc: FloatArray, last: FloatArray) -> FloatArray:
    """Return the actions (homes, hours) for scenarios of net load (scenarios, homes, hours)."""
    count, homes, hours = net.shape
    mean, district = net.mean(axis=0), net.mean(axis=0).sum(axis=0)
    paid = (np.maximum(district, 0) * price).sum() + _SOME
    emitted = (np.maximum(mean, 0) * carbon).sum() + _SOME
    ramped = np.abs(np.diff(district)).sum() + _SOME
    peaked = district.max() - district.mean() + _SOME
    model = Model()
    charge, discharge = (
        model.columns(homes * hours, 0.0, POWER / CAPACITY, sign * 0.5 / peaked / hours).reshape(homes, hours)
        for sign in (-1, 1)
    )
    keep(model, charge, discharge, soc, 1.0)
    for each in net:
        imported = model.columns(homes * hours, 0.0, np.inf, np.tile(carbon / emitted / count, homes))
        rows = model.rows(homes * hours, each.ravel(), np.inf).reshape(homes, hours)
        balanced(model, rows, imported.reshape(homes, hours), charge, discharge)
        power = model.columns(hours, -np.inf, np.inf)
        balanced(model, model.rows(hours, each.sum(axis=0), each.sum(axis=0)), power, charge, discharge)
        above(model, model.columns(hours, 0.0, np.inf, price / paid / count), power)
        ramps(model, model.columns(hours - 1, 0.0, np.inf, 0.5 / ramped / count), power)
        above(model, np.repeat(model.columns(1, -np.inf, np.inf, 0.5 / peaked / count), hours), power)
    _smooth(model, charge, discharge, last)
    highs = passed(model.assemble())
    highs.setOptionValue("solver", "ipm")
    highs.setOptionValue("run_crossover", "off")
    highs.run()
    values = np.array(highs.getSolution().col_value)
    return np.asarray(values[charge] - values[discharge], dtype=np.float64)


def _smooth(model: Model, charge: Columns, discharge: Columns, last: FloatArray) -> None:
    """Let changes of actions cost, the first from the last one made."""
    change = model.columns(charge.size, 0.0, np.inf, _SMOOTH).reshape(charge.shape)
    before = np.zeros(charge.shape)
    before[:, 0] = last
    for sign in (1.0, -1.0):
        rows = model.rows(charge.size, -sign * before.ravel(), np.inf).reshape(charge.shape)
        model.put(rows, change, 1.0)
        for columns, value in ((charge, -sign), (discharge, sign)):
            model.put(rows, columns, value)
            model.put(rows[:, 1:], columns[:, :-1], -value)
