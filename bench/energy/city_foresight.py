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


def _solved(net: FloatArray, price: FloatArray, carbon: FloatArray) -> FloatArray:
    """Return what the batteries take (kWh) for net loads (homes, hours) that are known."""
    homes, hours = net.shape
    district = net.sum(axis=0)
    months = [np.arange(start, start + MONTH) for start in range(0, hours - MONTH + 2, MONTH)] or [np.arange(hours)]
    months = [month[month < hours] for month in months]
    factor = sum(1 - district[month].mean() / district[month].max() for month in months)
    mean_price = np.zeros(hours)  # a kWh more in a month lifts its mean and so takes from the peak above it
    for month in months:
        mean_price[month] = 0.5 / factor / len(month)
    model = Model()
    every = homes * hours
    charge = model.columns(every, 0.0, POWER, -np.tile(mean_price, homes)).reshape(net.shape)
    discharge = model.columns(every, 0.0, POWER, np.tile(mean_price, homes)).reshape(net.shape)
    stored = model.columns(every, 0.0, CAPACITY).reshape(net.shape)
    emitting = np.tile(carbon / (np.maximum(net, 0) * carbon).sum(), homes)
    imported = model.columns(every, 0.0, np.inf, emitting).reshape(net.shape)
    paying = model.columns(hours, 0.0, np.inf, price / (np.maximum(district, 0) * price).sum())
    ramp = model.columns(hours - 1, 0.0, np.inf, 0.5 / np.abs(np.diff(district)).sum())
    power = model.columns(hours, -np.inf, np.inf)
    _batteries(model, charge, discharge, stored)
    each = model.rows(every, net.ravel(), np.inf).reshape(net.shape)
    for columns, value in ((imported, 1.0), (charge, -1.0), (discharge, 1.0)):
        model.put(each, columns, value)
    drawing = model.rows(hours, district, district)
    for columns, value in ((power, 1.0), (charge, -1.0), (discharge, 1.0)):
        model.put(np.broadcast_to(drawing, columns.shape), columns, value)
    _above(model, paying, power)
    _ramps(model, ramp, power)
    for month in months:
        peak = model.columns(1, -np.inf, np.inf, 0.5 / factor)
        _above(model, np.repeat(peak, len(month)), power[month])
    highs = passed(model.assemble())
    highs.setOptionValue("solver", "ipm")
    highs.setOptionValue("run_crossover", "off")
    highs.run()
    values = np.array(highs.getSolution().col_value)
    return np.asarray(values[charge] - values[discharge], dtype=np.float64)


type Columns = np.ndarray[tuple[int, ...], np.dtype[np.signedinteger]]


def _batteries(model: Model, charge: Columns, discharge: Columns, stored: Columns) -> None:
    rows = model.rows(stored.size, 0.0, 0.0).reshape(stored.shape)
    model.put(rows, stored, 1.0)
    model.put(rows[:, 1:], stored[:, :-1], -1.0)
    model.put(rows, charge, -_EFFICIENCY)
    model.put(rows, discharge, 1 / _EFFICIENCY)


def _above(model: Model, higher: Columns, lower: Columns) -> None:
    rows = model.rows(len(lower), 0.0, np.inf)
    model.put(rows, higher, 1.0)
    model.put(rows, lower, -1.0)


def _ramps(model: Model, ramp: Columns, power: Columns) -> None:
    for sign in (1.0, -1.0):
        rows = model.rows(len(ramp), 0.0, np.inf)
        model.put(rows, ramp, 1.0)
        model.put(rows, power[1:], -sign)
        model.put(rows, power[:-1], sign)
