"""Cleaning of what sensors and services say: a value that can be used, from where, and what was wrong with it.

Nothing here becomes 0 because it is not known: what cannot be used is replaced by the last good value, by what is usual,
or by `None`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
import math
from typing import Any

import numpy as np

from .steps import DAY, HOUR, MINUTE, FloatArray, Series

_UNIT_FACTORS = (1000.0, 100.0, 0.001, 0.01)
_LIKE = 5.0  # times: as far from its history may a value be that was in another unit
_FAR = 20.0  # times: so far from its history no value is


class Wrong(StrEnum):
    """What may be wrong with an input; each is the key of a notice."""

    MISSING = "input_missing"
    LATE = "input_late"
    NOT_A_NUMBER = "input_not_a_number"
    NEGATIVE = "input_negative"
    ABSURD = "input_absurd"
    UNIT = "input_unit"
    STUCK = "input_stuck"
    STARTING = "input_starting"


class Source(StrEnum):
    """Where a value that can be used is from."""

    MEASURED = "measured"
    CONVERTED = "converted"  # it was in another unit
    LAST = "last"  # the last good one
    PROFILE = "profile"  # what is usual
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the owner is told once: the key of a notice, and what is named in it."""

    key: Wrong
    placeholders: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A value that can be used (`None`: there is none), where it is from, and what was wrong with the one that was given."""

    value: float | None
    source: Source
    finding: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is plausible of a quantity, in its unit here.

    Between `low` and `high` it is possible at all; below `negative` (at most 0) it is a sign error rather than noise
    (`None`: it may be negative). After `late` seconds it is told as late, and after `useless` no longer used. `stuck`:
    after so many seconds without any change a sensor is suspected that should vary; values of 0 are not (`None`: never).
    `units`: factors by which it is often mistaken. `starting`: a value that sensors report before they know.
    """

    low: float
    high: float
    negative: float | None = None
    late: float = 15 * MINUTE
    useless: float = 6 * HOUR
    stuck: float | None = None
    units: tuple[float, ...] = ()
    starting: float | None = None


def power(limit_kw: float, *, signed: bool) -> Rules:
    """Return the rules of a power in kW of something that cannot take or give more than twice its limit."""
    return Rules(
        low=-2 * limit_kw if signed else 0.0,
        high=2 * limit_kw,
        negative=None if signed else -0.05 * limit_kw,
        stuck=12 * HOUR,
        units=(0.001,),
    )


STATE_OF_CHARGE = Rules(low=0.0, high=1.0, negative=0.0, late=30 * MINUTE, units=(0.01,), starting=0.0)
INDOOR = Rules(low=-10.0, high=45.0, late=2 * HOUR, useless=DAY, stuck=2 * DAY)
OUTDOOR = Rules(low=-50.0, high=55.0, late=2 * HOUR, useless=DAY, stuck=DAY)
WATER = Rules(low=1.0, high=99.0, late=HOUR, useless=DAY, stuck=2 * DAY)
IRRADIANCE = Rules(low=0.0, high=1.5, negative=-0.02, late=HOUR, units=(0.001,), stuck=12 * HOUR)


class Watch:
    """Follows one input, and says what to use instead where it is no good. Memory: 4 numbers, JSON by `state`."""

    def __init__(self, name: str, rules: Rules) -> None:
        """Watch what is called `name` in notices."""
        self._name = name
        self._rules = rules
        self._good: float | None = None
        self._good_at = -math.inf
        self._same: float | None = None
        self._since = math.inf

    def check(self, given: object, measured_at: float | None, now: float, *, usual: float | None = None) -> Checked:
        """Return what to use of a state as `given` (number or text), measured at an instant; `usual` is the way out."""
        value = _number(given)
        if value is None:
            key = (
                Wrong.MISSING
                if given is None or given in ("", "unknown", "unavailable", "none")
                else Wrong.NOT_A_NUMBER
            )
            return self._instead(key, now, usual, given)
        rules = self._rules
        source, wrong = Source.MEASURED, None
        if not rules.low <= value <= rules.high:
            factor = next((each for each in rules.units if rules.low <= value * each <= rules.high), None)
            if rules.negative is not None and value < 0 and abs(value) <= rules.high:
                if value < rules.negative:
                    return self._instead(Wrong.NEGATIVE, now, usual, value)
                value = 0.0  # noise about 0 of what cannot be negative
            elif factor is not None and value >= 0:
                value, source, wrong = value * factor, Source.CONVERTED, Wrong.UNIT
            else:
                return self._instead(Wrong.ABSURD, now, usual, value)
        if value == rules.starting and (self._good is None or self._good > value + 0.05):
            return self._instead(Wrong.STARTING, now, usual, value)
        age = 0.0 if measured_at is None else now - measured_at
        if age > rules.useless:
            return self._instead(Wrong.LATE, now, usual, value)
        if self._stuck(value, now):
            wrong = Wrong.STUCK
        elif age > rules.late:
            source, wrong = Source.LAST, Wrong.LATE
        self._good, self._good_at = value, now - max(age, 0.0)
        return Checked(value=value, source=source, finding=self._finding(wrong, given) if wrong else None)

    def _stuck(self, value: float, now: float) -> bool:
        if value != self._same:
            self._same, self._since = value, now
        return self._rules.stuck is not None and value != 0.0 and now - self._since > self._rules.stuck

    def _instead(self, key: Wrong, now: float, usual: float | None, given: object) -> Checked:
        finding = self._finding(key, given)
        if self._good is not None and now - self._good_at <= self._rules.useless:
            return Checked(value=self._good, source=Source.LAST, finding=finding)
        if usual is not None and math.isfinite(usual):
            return Checked(value=usual, source=Source.PROFILE, finding=finding)
        return Checked(value=None, source=Source.NOTHING, finding=finding)

    def _finding(self, key: Wrong, given: object) -> Finding:
        return Finding(key=key, placeholders={"name": self._name, "value": str(given)[:40]})

    @property
    def known(self) -> bool:
        """Return whether there ever was a good value."""
        return self._good is not None

    def state(self) -> dict[str, Any]:
        """Return the last good value as JSON, so that a restart does not begin with nothing."""
        return {} if self._good is None else {"good": self._good, "at": self._good_at}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take what `state` gave; anything else is left out."""
        good, at = _number(state.get("good")), _number(state.get("at"))
        if good is not None and at is not None:
            self._good, self._good_at = good, at


def _number(given: object) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        return None
    try:
        value = float(given)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def check_prices(
    name: str, prices: Series, past: Series | None, *, usual: float | None = None
) -> tuple[Series, tuple[Finding, ...]]:
    """Return prices (currency/kWh) in which what is absurd against their own history is replaced, and what was wrong.

    A whole series that is about 100 or 1000 times what it was is taken to be in cents or per MWh and converted; `usual` is
    the price of a kWh to compare with where there is no history. Single values over 20 times what is usual are replaced by
    what `past` said at that time of day. Unknown ones stay NaN: the plan fills those by itself.
    """
    values = prices.values.copy()
    values[~np.isfinite(values)] = np.nan
    typical = _typical(past) or usual
    known = values[np.isfinite(values)]
    if not len(known):
        return Series(prices.steps, values), (Finding(key=Wrong.MISSING, placeholders={"name": name, "value": ""}),)
    if not typical:
        return Series(prices.steps, values), ()
    findings: list[Finding] = []
    middle = float(np.median(np.abs(known)))
    if factor := _factor(middle, typical):
        findings.append(Finding(key=Wrong.UNIT, placeholders={"name": name, "value": f"{middle:g}"}))
        values *= factor
    absurd = np.abs(values) > _FAR * typical
    if absurd.any():
        worst = float(values[absurd][np.argmax(np.abs(values[absurd]))])
        findings.append(Finding(key=Wrong.ABSURD, placeholders={"name": name, "value": f"{worst:g}"}))
        values[absurd] = np.nan if past is None else at_that_time(past, prices)[absurd]
    return Series(prices.steps, values), tuple(findings)


def check_forecast(name: str, given: Series, *, high: float, past: Series | None) -> tuple[Series, tuple[Finding, ...]]:
    """Return a forecast of something between 0 and `high` (kW) in which what cannot be is replaced, and what was wrong.

    In W instead of kW it is converted; negative values within 1 % of `high` are 0, others and those over 1.5 times `high` are
    replaced by what `past` said at that time of day, or left NaN.
    """
    values = given.values.copy()
    values[~np.isfinite(values)] = np.nan
    findings: list[Finding] = []
    known = np.isfinite(values)
    if not known.any():
        findings.append(Finding(key=Wrong.MISSING, placeholders={"name": name, "value": ""}))
    elif float(np.nanmax(values)) > _LIKE * high and float(np.nanmax(values)) / 1000 <= 1.5 * high:
        findings.append(Finding(key=Wrong.UNIT, placeholders={"name": name, "value": f"{np.nanmax(values):g}"}))
        values /= 1000
    noise = known & (values < 0) & (values >= -0.01 * high)
    values[noise] = 0.0
    for key, wrong in ((Wrong.NEGATIVE, known & (values < 0)), (Wrong.ABSURD, known & (values > 1.5 * high))):
        if wrong.any():
            findings.append(Finding(key=key, placeholders={"name": name, "value": f"{values[wrong][0]:g}"}))
            values[wrong] = np.nan if past is None else at_that_time(past, given)[wrong]
    return Series(given.steps, values), tuple(findings)


def _typical(past: Series | None) -> float | None:
    """Return the median size of what was, `None` if less than half a day of it is known or it was always about 0."""
    if past is None:
        return None
    known = np.isfinite(past.values)
    if float((past.steps.hours * known).sum()) < 12:
        return None
    middle = float(np.median(np.abs(past.values[known])))
    return middle if middle > 1e-6 else None


def _factor(middle: float, typical: float) -> float | None:
    """Return by what to multiply values of another unit; `None` where they are of the right one, or of none."""
    if typical / _FAR <= middle <= typical * _FAR:
        return None
    return next((each for each in _UNIT_FACTORS if typical / _LIKE <= middle * each <= typical * _LIKE), None)


def at_that_time(past: Series, wanted: Series) -> FloatArray:
    """Return the mean of what was at the same time of day (UTC) for each step of another series; NaN where nothing was."""
    hours = (past.steps.starts % DAY // HOUR).astype(np.int64)
    known = np.isfinite(past.values)
    total = np.bincount(hours[known], weights=past.values[known], minlength=24)
    count = np.bincount(hours[known], minlength=24)
    means = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return np.asarray(means[(wanted.steps.starts % DAY // HOUR).astype(np.int64)], dtype=np.float64)
