"""When a vehicle (or a person) leaves, comes back, and what is used till then: from past trips, and from what a calendar says.

The distribution of a day is that of past days, weighted by weekday and age; plans take an early departure and a high need
from it, at chosen quantiles, because to be late or empty costs more than to be early.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, Self

import numpy as np

from ..problem import Session
from ..steps import DAY, HOUR, FloatArray, Steps
from .base_load import BaseLoad
from .clock import local_seconds

_KEPT = 200  # trips
_DAYS = 60.0  # after so many a trip weighs e times less
_SAME_WEEKDAY, _SAME_KIND, _OTHER_KIND = 1.0, 0.25, 0.03
_LIKELY = 0.3  # a day with a departure less likely than this is one without
_ENOUGH = 0.5  # the weight of past days below which nothing is said
ON_THE_WAY = 0.5 * HOUR
"""How long before an event in a calendar a vehicle leaves."""

_LONGEST_AWAY = 20 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A time away, as instants, and the kWh that it took out of the battery; `None` where that is not known."""

    left: float
    returned: float
    used_kwh: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    number: int
    left: float  # local seconds of the day
    away: float  # seconds from the first departure to the last return
    used_kwh: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outing:
    """What is expected of a day: the probability of a departure, and quantile functions of when, how long, and how much."""

    probability: float
    left: FloatArray
    away: FloatArray
    used_kwh: FloatArray
    weights: FloatArray

    def at(self, values: FloatArray, quantile: float) -> float:
        """Return a weighted quantile of one of the columns; NaN where nothing of it is known."""
        known = np.isfinite(values)
        if not known.any():
            return float("nan")
        order = np.argsort(values[known])
        share = np.cumsum(self.weights[known][order])
        place = int(np.searchsorted(share, quantile * share[-1] - 1e-12))
        return float(values[known][order][min(place, len(order) - 1)])


class Departures:
    """Departures of one vehicle, learned from its trips. Memory: 200 trips (8 kB as JSON); a call takes about 1 ms."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._trips: list[Trip] = []
        self._since: float | None = None
        self._until = -np.inf

    def learn(self, trips: Iterable[Trip], since: float, until: float) -> None:
        """Take in the trips of a time that was watched; trips that are known already are taken once."""
        known = {trip.left for trip in self._trips}
        fresh = [trip for trip in trips if trip.left not in known and trip.returned > trip.left]
        self._trips = sorted([*self._trips, *fresh], key=lambda trip: trip.left)[-_KEPT:]
        self._since = since if self._since is None else min(since, self._since)
        if len(self._trips) == _KEPT:
            self._since = max(self._since, self._trips[0].left)
        self._until = max(until, self._until)

    def outing(self, day: int, after: float = 0.0) -> Outing | None:
        """Return what is expected of a local day (number since the epoch) from some seconds of it on; `None`: too little seen."""
        if self._since is None:
            return None
        first, last = (int(local_seconds(np.array([at]), self._zone)[0] // DAY) for at in (self._since, self._until))
        days = np.arange(max(first, last - 4 * int(_DAYS)), last + 1)
        days = days[days < day]
        own, other = (day + 3) % 7, (days + 3) % 7
        kind = np.where((other >= 5) == (own >= 5), _SAME_KIND, _OTHER_KIND)
        weights = np.where(own == other, _SAME_WEEKDAY, kind) * np.exp(-(day - days) / _DAYS)
        by_number = {each.number: each for each in self._days()}
        gone = [by_number.get(int(each)) for each in days]
        stayed_so_far = np.array([each is None or each.left >= after for each in gone], dtype=bool)
        total = float(weights[stayed_so_far].sum()) if len(days) else 0.0
        if total < _ENOUGH:
            return None
        chosen = [
            (each, weight)
            for each, weight in zip(gone, weights, strict=True)
            if each is not None and each.left >= after
        ]
        return Outing(
            probability=sum(weight for _, weight in chosen) / total,
            left=np.array([each.left for each, _ in chosen]),
            away=np.array([each.away for each, _ in chosen]),
            used_kwh=np.array([each.used_kwh for each, _ in chosen]),
            weights=np.array([weight for _, weight in chosen]),
        )

    def sessions(
        self,
        now: float,
        until: float,
        *,
        plugged: bool,
        quantile: float = 0.2,
        need: float = 0.8,
        events: Sequence[float] = (),
    ) -> tuple[Session, ...]:
        """Return when the vehicle is expected to be plugged in up to an instant, and kWh wanted by each departure.

        `quantile` is that of the departure (small: early), `need` that of the energy (large: much). `events` are instants at
        which a calendar says that it is needed elsewhere: the vehicle leaves half an hour before, or by habit if earlier.
        A last session without a departure in sight ends at `until` and wants nothing. `()` where habits are not known, no
        event is, and nothing is plugged.
        """
        made: list[Session] = []
        start = now if plugged else self._back(now)
        for leaves, returns, used in self._ahead(now, until, quantile, need, sorted(events)):
            if start is not None and leaves > start:
                made.append(Session(start=start, end=leaves, wanted_kwh=used))
            start = max(returns, now)
        if start is not None and start < until:
            made.append(Session(start=start, end=until, wanted_kwh=0.0))
        return tuple(made)

    def _ahead(
        self, now: float, until: float, quantile: float, need: float, events: Sequence[float]
    ) -> Iterable[tuple[float, float, float]]:
        """Yield departures, returns and needs of the next days, in order."""
        offset = float(local_seconds(np.array([now]), self._zone)[0]) - now
        day = int((now + offset) // DAY)
        back = -np.inf
        while day * DAY - offset < until:
            midnight = self._midnight(day)
            outing = self.outing(day, max(now - midnight, 0.0))
            event = next(
                (at - ON_THE_WAY for at in events if midnight <= at < midnight + DAY and at - ON_THE_WAY > now), None
            )
            leaves = None
            if outing is not None and outing.probability >= _LIKELY:
                leaves = midnight + outing.at(outing.left, quantile)
            if event is not None:
                leaves = event if leaves is None else min(event, leaves)
            if leaves is not None and max(back, now) < leaves < until:
                away = outing.at(outing.away, 0.5) if outing is not None else float("nan")
                used = outing.at(outing.used_kwh, need) if outing is not None else float("nan")
                back = leaves + (away if np.isfinite(away) else 8 * HOUR)
                yield leaves, back, used if np.isfinite(used) else self._usual_need(need)
            day += 1

    def _midnight(self, day: int) -> float:
        """Return the instant at which a local day begins."""
        guess = day * DAY - (float(local_seconds(np.array([day * DAY]), self._zone)[0]) - day * DAY)
        return guess - (float(local_seconds(np.array([guess]), self._zone)[0]) - day * DAY)

    def _back(self, now: float) -> float | None:
        """Return when a vehicle that is away comes back by habit; `None` where habits are not known."""
        days = list(self._days())
        if not days:
            return None
        local = float(local_seconds(np.array([now]), self._zone)[0]) % DAY
        returns = np.array([(each.left + each.away) % DAY for each in days])
        later = returns[returns > local]
        return now + (float(np.median(later)) - local if len(later) else HOUR)

    def _usual_need(self, need: float) -> float:
        known = [each.used_kwh for each in self._days() if np.isfinite(each.used_kwh)]
        return float(np.quantile(known, need)) if known else 0.0

    def _days(self) -> Iterable[_Day]:
        """Yield the days with trips: all trips of a day are one outing."""
        trips: dict[int, list[tuple[float, Trip]]] = {}
        if self._trips:
            local = local_seconds(np.array([trip.left for trip in self._trips]), self._zone)
            for at, trip in zip(local, self._trips, strict=True):
                trips.setdefault(int(at // DAY), []).append((float(at % DAY), trip))
        for number, of_day in trips.items():
            used = [trip.used_kwh for _, trip in of_day if trip.used_kwh is not None]
            away = min(of_day[-1][1].returned - of_day[0][1].left, _LONGEST_AWAY)
            yield _Day(number=number, left=of_day[0][0], away=away, used_kwh=sum(used) if used else float("nan"))

    def erase(self) -> None:
        """Forget all trips."""
        self._trips, self._since, self._until = [], None, -np.inf

    def state(self) -> dict[str, Any]:
        """Return the trips as JSON."""
        trips = [[trip.left, trip.returned, trip.used_kwh] for trip in self._trips]
        return {"trips": trips, "since": self._since, "until": None if np.isinf(self._until) else self._until}

    @classmethod
    def restore(cls, state: Mapping[str, Any], zone: tzinfo) -> Self:
        """Return the forecaster whose `state` it is. Raises `ValueError`, `KeyError` or `TypeError` for what is none."""
        made = cls(zone)
        made._trips = [
            Trip(left=float(left), returned=float(back), used_kwh=None if used is None else float(used))
            for left, back, used in state["trips"]
        ]
        made._since = None if state["since"] is None else float(state["since"])
        made._until = -np.inf if state["until"] is None else float(state["until"])
        return made


class Occupancy(BaseLoad):
    """The probability that somebody is at home, learned from a series of presence (1, or 0: nobody), as `BaseLoad` does."""

    shape: FloatArray = np.repeat([1.0, 0.9, 0.6, 0.7, 0.9, 1.0], [7, 1, 8, 2, 3, 3])
    spread = np.ones(5)
    usual_kw = 0.8

    def probability(self, steps: Steps, now: float, *, at_home: bool | None = None) -> FloatArray:
        """Return the probability of each step; `at_home` is what is known now."""
        made = self.forecast(steps, now, measured_kw=None if at_home is None else float(at_home))
        return np.clip(made.mean, 0.0, 1.0)
