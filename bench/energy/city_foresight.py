"""The CityLearn composite with perfect foresight: one linear programme over a whole phase, as the published reference has it.

Its objective is a linear stand-in for the score: cost of the district, emissions of the homes, and half each of ramps (both
ways) and of monthly peaks above their means, each over its value without batteries; months are 730 hours, what is over is
in none. Many solutions are as good for it and score differently: an interior point without crossover, as here and there,
ends among them, not in a corner. Published: 0.664.
"""

import numpy as np

from custom_components.llm_agents.core.energy.planning.model import Model
from custom_components.llm_agents.core.energy.steps import FloatArray

from .city_composite import Phase
from .city_data import City
from .city_district import DAY, MONTH, Batteries, Scores, scores
from .city_programme import CAPACITY, POWER, passed

_EFFICIENCY = 0.912  # the reference's, one way


def foreseen(city: City, phase: Phase) -> Scores:
    """Return the scores of a phase in which everything is known."""
    rows = [home - 1 for home in phase.homes]
    hours = slice(phase.first_day * DAY + 1, phase.last_day * DAY)
    net, price, carbon = city.net[rows, hours], city.price[hours], city.carbon[hours]
    wanted = _solved(net, price, carbon)
    batteries = Batteries([city.batteries[row] for row in rows])
    taken = np.zeros((len(rows), wanted.shape[1] + 1))
    for hour in range(wanted.shape[1]):
        taken[:, hour + 1] = batteries.ask(wanted[:, hour])
    return scores(city, phase.homes, phase.first_day * DAY, taken)


type Columns = np.ndarray[tuple[int, ...], np.dtype[np.signedinteger]]


def _solved(net: FloatArray, price: FloatArray, carbon: FloatArray) -> FloatArray:
    """Return what the batteries take (kWh) for net loads (homes, hours) that are known."""
    homes, hours = net.shape
    district = net.sum(axis=0)
    months = _months(hours)
    factor = sum(1 - district[month].mean() / district[month].max() for month in months)
    peak_price = 0.5 / factor / CAPACITY  # the reference counts in batteries
    mean_price = np.zeros(hours)  # a kWh more in a month lifts its mean and so takes from the peak above it
    for month in months:
        mean_price[month] = peak_price / len(month)
    model = Model()
    charge, discharge = (
        model.columns(net.size, 0.0, POWER, sign * np.tile(mean_price, homes)).reshape(net.shape) for sign in (-1, 1)
    )
    keep(model, charge, discharge, np.zeros(homes), CAPACITY)
    emitting = np.tile(carbon / (np.maximum(net, 0) * carbon).sum(), homes)
    imported = model.columns(net.size, 0.0, np.inf, emitting).reshape(net.shape)
    balanced(model, model.rows(net.size, net.ravel(), np.inf).reshape(net.shape), imported, charge, discharge)
    power = model.columns(hours, -np.inf, np.inf)
    balanced(model, model.rows(hours, district, district), power, charge, discharge)
    above(model, model.columns(hours, 0.0, np.inf, price / (np.maximum(district, 0) * price).sum()), power)
    ramps(model, model.columns(hours - 1, 0.0, np.inf, 0.5 / np.abs(np.diff(district)).sum()), power)
    for month in months:
        above(model, np.repeat(model.columns(1, -np.inf, np.inf, peak_price), len(month)), power[month])
    highs = passed(model.assemble())
    highs.setOptionValue("solver", "ipm")
    highs.setOptionValue("run_crossover", "off")
    highs.run()
    values = np.array(highs.getSolution().col_value)
    return np.asarray(values[charge] - values[discharge], dtype=np.float64)


def _months(hours: int) -> list[np.ndarray[tuple[int], np.dtype[np.signedinteger]]]:
    """Return the hours of each whole month (the last one may lack an hour), or all hours where they are no month."""
    months = [np.arange(start, min(start + MONTH, hours)) for start in range(0, hours - MONTH + 2, MONTH)]
    return months or [np.arange(hours)]


def keep(model: Model, charge: Columns, discharge: Columns, stored: FloatArray, capacity: float) -> None:
    """State that batteries hold what they held (homes,) and what went in and out, up to a capacity."""
    level = model.columns(charge.size, 0.0, capacity).reshape(charge.shape)
    before = np.zeros(charge.shape)
    before[:, 0] = stored
    rows = model.rows(level.size, before.ravel(), before.ravel()).reshape(level.shape)
    model.put(rows, level, 1.0)
    model.put(rows[:, 1:], level[:, :-1], -1.0)
    model.put(rows, charge, -_EFFICIENCY)
    model.put(rows, discharge, 1 / _EFFICIENCY)


def balanced(model: Model, rows: Columns, drawn: Columns, charge: Columns, discharge: Columns) -> None:
    """State that what is drawn, less what batteries take, is the rows' bounds."""
    for columns, value in ((drawn, 1.0), (charge, -1.0), (discharge, 1.0)):
        model.put(np.broadcast_to(rows, columns.shape), columns, value)


def above(model: Model, higher: Columns, lower: Columns) -> None:
    """State that columns are at least others."""
    rows = model.rows(len(lower), 0.0, np.inf)
    model.put(rows, higher, 1.0)
    model.put(rows, lower, -1.0)


def ramps(model: Model, ramp: Columns, power: Columns) -> None:
    """State that ramps are at least the changes of power, up and down."""
    for sign in (1.0, -1.0):
        rows = model.rows(len(ramp), 0.0, np.inf)
        model.put(rows, ramp, 1.0)
        model.put(rows, power[1:], -sign)
        model.put(rows, power[:-1], sign)
