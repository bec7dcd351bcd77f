"""The composite of the CityLearn Challenge 2022 in three phases by time, as github.com/dvoitekh/mpc-gap-citylearn measures it.

Phases 1 and 2 are homes 1 to 5 in days 0 to 120 and 120 to 240, phase 3 is all homes but 12 and 15 (broken meters) in days
240 to 365; they weigh 20, 30 and 50 %. Batteries start empty and are told their power before each hour begins. The
controller reads prices and carbon of the day to come, as there, and meters up to the hour that ends; no weather.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from custom_components.llm_agents.core.energy.steps import FloatArray

from .city_data import City
from .city_district import DAY, WEIGHTS, Batteries, Scores, scores
from .city_forecast import forecasts
from .city_programme import CAPACITY, Programme, Question

HOURS = 24
OUTCOMES = 7
_DAYS = 28  # of which errors and what is usual are remembered
_FIRST_DAY = 24  # nothing is done before a day is known
_LIKE = 1.2  # standard errors: so far the highest of some like hours is above their mean
_HELD = 0.7  # of the usual peaks is what batteries are expected to leave of them
_TOP = 0.85  # of the highest power without batteries is not fought for
_LEFT = 1.05  # what is left tomorrow is worth in hours of mean price


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Some homes (numbers from 1) from one day to another, and what they weigh."""

    homes: tuple[int, ...]
    first_day: int
    last_day: int
    weight: float


PHASES = (
    Phase(homes=(1, 2, 3, 4, 5), first_day=0, last_day=120, weight=0.2),
    Phase(homes=(1, 2, 3, 4, 5), first_day=120, last_day=240, weight=0.3),
    Phase(homes=tuple(home for home in range(1, 18) if home not in {12, 15}), first_day=240, last_day=365, weight=0.5),
)


def measured(city: City, phase: Phase, *, remember: bool) -> Scores:
    """Return the scores of our controller in a phase; it may `remember` the meters of the days before the phase, or not."""
    taken = District(city, phase, 0 if remember else phase.first_day * DAY).controlled()
    return scores(city, phase.homes, phase.first_day * DAY, taken)


def ruled(city: City, phase: Phase) -> Scores:
    """Return the scores of batteries that are to store each home's surplus and cover its deficit, as told from the phase's meters."""
    rows = [home - 1 for home in phase.homes]
    hours = slice(phase.first_day * DAY, phase.last_day * DAY)
    expected = forecasts(city.load[rows, hours], city.pv[rows, hours])[0]
    batteries = Batteries([city.batteries[row] for row in rows])
    taken = np.zeros_like(expected)
    for hour in range(_FIRST_DAY, expected.shape[1]):
        taken[:, hour] = batteries.ask(-expected[:, hour - 1])
    return scores(city, phase.homes, hours.start, taken)


class District:
    """The homes of a phase under control, known from an hour of the year on; all hours inside count from there."""

    def __init__(self, city: City, phase: Phase, known_from: int) -> None:
        rows = [home - 1 for home in phase.homes]
        end = phase.last_day * DAY
        self._homes, self._hours = len(rows), (phase.last_day - phase.first_day) * DAY
        self._start = phase.first_day * DAY - known_from
        self._net = city.net[rows, known_from:end]
        ahead = slice(known_from, end + HOURS)
        self._price, self._carbon = (_lengthened(each[ahead], end - known_from) for each in (city.price, city.carbon))
        self._forecasts = forecasts(city.load[rows, known_from:end], city.pv[rows, known_from:end])
        self._errors = self._net[:, 1:] - self._forecasts[0, :, :-1]  # [:, t] is that of hour t + 1, told in hour t
        self._batteries = [city.batteries[row] for row in rows]
        self._programme = Programme(self._homes, HOURS, OUTCOMES)
        self._uncertainty: dict[int, tuple[FloatArray, float]] = {}  # by the hour it is of

    def controlled(self) -> FloatArray:
        """Return what the batteries took in each hour of the phase: (homes, hours)."""
        batteries = Batteries(self._batteries)
        taken = np.zeros((self._homes, self._hours))
        for hour in range(1, self._hours):
            now = self._start + hour - 1
            if now < _FIRST_DAY - 1:
                continue
            question = self._question(now, taken[:, :hour], batteries.soc.astype(np.float64) * CAPACITY)
            taken[:, hour] = batteries.ask(self._programme.solve(question))
        return taken

    def _question(self, now: int, taken: FloatArray, stored: FloatArray) -> Question:
        """Return what is asked at the end of an hour in which the meters of the phase so far and `taken` are known."""
        usual = _usual(self._net[:, : now + 1], self._price, self._carbon)
        hours = slice(now + 1, now + 1 + HOURS)
        expected = self._forecasts[:HOURS, :, now].T
        outcomes, spread = self._uncertain(now)
        price = WEIGHTS["cost"] * self._price[hours] / usual.cost[:, None]
        price = (price + WEIGHTS["carbon"] * self._carbon[hours] / usual.carbon[:, None]) / self._homes
        power = self._net[:, self._start : now + 1].sum(axis=0) + taken.sum(axis=0)
        day = (taken.shape[1] + np.arange(HOURS)) // DAY
        today = day == day[0]
        peak_price = WEIGHTS["daily_peak"] / usual.peak + WEIGHTS["load_factor"] * usual.mean / (
            usual.load_factor * (_HELD * usual.peak) ** 2
        )
        begun = taken.shape[1] % DAY
        return Question(
            stored=stored,
            outcomes=expected[..., None] + outcomes,
            expected=expected.sum(axis=0),
            price=price,
            left=_LEFT * price.mean(axis=1),
            power=float(power[-1]),
            ramp_price=WEIGHTS["ramping"] / usual.ramping,
            spread=spread,
            margin=_LIKE * spread,
            today=today,
            peak_prices=(peak_price, peak_price * (1 - today.mean())),
            reached=max(0.0, float(power[-begun:].max())) if begun else 0.0,
            top_price=WEIGHTS["peak"] * self._hours / DAY / usual.top,
            top=max(float(power.max()), _TOP * usual.top),
        )

    def _uncertain(self, now: int) -> tuple[FloatArray, FloatArray]:
        """Return errors of forecasts an hour ahead at the hours to come, by what they were at these hours and beside them.

        Every hour is decided on the hour before, so these are the errors that count, not those of the forecast made now.
        Outcomes are (homes, HOURS, OUTCOMES), rising; the standard error of the district is (HOURS,).
        """
        for hour in range(now + 1, now + 1 + HOURS):
            if hour not in self._uncertainty:
                self._uncertainty[hour] = self._uncertain_at(hour, now)
        told = [self._uncertainty[hour] for hour in range(now + 1, now + 1 + HOURS)]
        return np.stack([outcomes for outcomes, _ in told], axis=1), np.array([spread for _, spread in told])

    def _uncertain_at(self, hour: int, now: int) -> tuple[FloatArray, float]:
        """Return the outcomes of an hour's error (homes, OUTCOMES) and the district's standard error, as known now."""
        back = np.arange(1, _DAYS + 1)[:, None] * DAY + np.array([-1, 0, 1])
        told = hour - 1 - back.ravel()
        told = told[(told >= 0) & (told < now)]
        if len(told) == 0:
            return np.zeros((self._homes, OUTCOMES)), 0.0
        errors = self._errors[:, told]
        outcomes = np.quantile(errors, (np.arange(OUTCOMES) + 0.5) / OUTCOMES, axis=-1).T
        return outcomes, float(np.sqrt(np.mean(errors.sum(axis=0) ** 2)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Usual:
    """What a day without batteries has been lately: each home's cost and carbon, the district's measures, its highest hour ever."""

    cost: FloatArray
    carbon: FloatArray
    ramping: float
    load_factor: float
    peak: float
    mean: float
    top: float


def _usual(net: FloatArray, price: FloatArray, carbon: FloatArray) -> _Usual:
    """Return what is usual by the meters so far (homes, hours), at least a day of them."""
    hours = min(net.shape[1] // DAY, _DAYS) * DAY
    lately = slice(net.shape[1] - hours, net.shape[1])
    imported, district = np.maximum(net[:, lately], 0), net.sum(axis=0)
    days = district[lately].reshape(-1, DAY)
    peaks = np.maximum(days.max(axis=1), 0.5)
    return _Usual(
        cost=np.maximum(DAY * (imported * price[lately]).mean(axis=1), 0.05),
        carbon=np.maximum(DAY * (imported * carbon[lately]).mean(axis=1), 0.01),
        ramping=float(np.maximum(np.diff(district[lately]), 0).sum()) / len(days),
        load_factor=float(np.mean(1 - days.mean(axis=1) / peaks)),
        peak=float(peaks.mean()),
        mean=max(0.0, float(district[-7 * DAY :].mean())),
        top=float(district.max()),
    )


def _lengthened(values: FloatArray, hours: int) -> FloatArray:
    """Return values until a day after so many hours, the last day again where they end before."""
    missing = hours + HOURS - len(values)
    return np.concatenate([values, values[len(values) - DAY :][:missing]]) if missing > 0 else values


def composite(measured_scores: Sequence[Scores], phases: Sequence[Phase] = PHASES) -> float:
    """Return the composite of phases, by their weights."""
    weights = np.array([phase.weight for phase in phases])
    return float(weights @ np.array([each.composite for each in measured_scores]) / weights.sum())
