"""What a wish about energy comes to: its words and times made out on the home's clock, asset by asset."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from ..energy.assets import Asset, Battery, Vehicle, Zone
from ..energy.wish_checks import Fault, WishRefused, power_range
from ..energy.wishes import Away, ChargeTo, Demand, Limit, Prefer, Reserve, RunBy, SolarOnly, Temperature
from ..language.energies import EnergyWish, Wished
from ..language.moments import Part, When
from .schedule import SunReader, moment_of

_DAY = 24 * 60
# Of a day alone: by when something is to be ready, from when somebody is away, until when.
_READY, _LEAVING, _BACK = 7 * 60, 8 * 60, 12 * 60
# Between which minutes of a day its parts are; what is of the night goes on into the next morning.
_PARTS: Mapping[Part, tuple[int, int]] = {
    Part.MORNING: (6 * 60, 12 * 60),
    Part.NOON: (11 * 60, 14 * 60),
    Part.AFTERNOON: (12 * 60, 18 * 60),
    Part.EVENING: (18 * 60, 23 * 60),
    Part.NIGHT: (22 * 60, _DAY + 6 * 60),
    Part.MIDNIGHT: (_DAY, _DAY + 60),
}
_THROUGH_THE_NIGHT = _DAY + 6 * 60  # "tonight" of what people do not watch
_OVERNIGHT = frozenset((Wished.NO_GRID, Wished.NO_DISCHARGE, Wished.PAUSE))
_WARM_HOURS = timedelta(hours=3)  # for which a room is to stay warm from a time on
_ABOUT = 90  # minutes
_CHEAP_WITHIN = timedelta(hours=24)
_HOLD = timedelta(hours=12)
_FORCED = timedelta(hours=4)
_WARM = 21.0  # °C where nothing is set for a zone
_CARBON: Mapping[Wished, float] = {Wished.GREEN: 1.0, Wished.CHEAP: 0.0, Wished.BALANCED: 0.5}

type Levels = Callable[[str], float | None]
"""How an asset is now: a state of charge (0..1), or °C."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandMaker:
    """Makes out what wishes come to. `now` is the present moment on the clocks of the home."""

    assets: Sequence[Asset]
    levels: Levels
    now: datetime
    sun: SunReader

    def of(self, request: EnergyWish) -> tuple[Demand, ...]:
        """Return what a wish comes to, one for each asset. Raises `WishRefused`."""
        if request.demands:
            return request.demands
        if request.weekdays:
            request = replace(request, start=_of_a_day(request.start), end=_of_a_day(request.end))
        if request.wished in _CARBON:
            return (Prefer(carbon=_CARBON[request.wished], until=self._at(request.end, _BACK)),)
        if request.wished is Wished.AWAY:
            return (self._away(request),)
        named = [asset for asset in self.assets if asset.asset_id in request.asset_ids]
        if not named:
            raise WishRefused(Fault.NO_SUCH_ASSET)
        return tuple(demand for asset in named for demand in self._of(request, asset))

    def _of(self, request: EnergyWish, asset: Asset) -> Iterator[Demand]:
        match request.wished:
            case Wished.CHARGE:
                yield self._charge(request, asset)
            case Wished.CHARGE_NOW:
                yield self._charge_now(request, asset)
            case Wished.KEEP | Wished.WARM_BY:
                yield self._warm(request, asset)
            case Wished.RUN | Wished.RUN_CHEAPEST:
                yield self._run(request, asset)
            case Wished.RESERVE:
                _, until = self._window(request)
                soc = request.amount if request.amount is not None else 0.0
                yield Reserve(asset_id=asset.asset_id, soc=soc, until=until)
            case Wished.NO_GRID:
                start, until = self._window(request)
                yield SolarOnly(asset_id=asset.asset_id, start=start, end=until)
            case Wished.NO_DISCHARGE | Wished.PAUSE:
                start, until = self._window(request)
                end = until or start + _HOLD.total_seconds()
                most = 0.0 if request.wished is Wished.PAUSE else None
                yield Limit(asset_id=asset.asset_id, start=start, end=end, least_kw=0.0, most_kw=most)

    def _charge(self, request: EnergyWish, asset: Asset) -> ChargeTo:
        if not isinstance(asset, Vehicle):
            raise WishRefused(Fault.WRONG_KIND)
        by = self._at(_leaving(request.end or request.start, asset), _READY) or self._next_departure(asset)
        return ChargeTo(asset_id=asset.asset_id, soc=asset.target if request.amount is None else request.amount, by=by)

    def _next_departure(self, vehicle: Vehicle) -> float:
        """Return when a vehicle usually leaves next, the next morning where it has no habit."""
        for days in range(8):
            day = self.now.date() + timedelta(days=days)
            for departure in sorted(vehicle.departures, key=lambda one: one.minute):
                at = self._minute(days, departure.minute)
                if day.weekday() in departure.weekdays and at > self.now.timestamp():
                    return at
        soon = self._minute(0, _READY)
        return soon if soon > self.now.timestamp() else self._minute(1, _READY)

    def _charge_now(self, request: EnergyWish, asset: Asset) -> Limit:
        power = power_range(asset)[1]
        now = self.now.timestamp()
        end = self._at(request.end, _READY)
        if end is None:
            hours, level = _FORCED.total_seconds() / 3600, self.levels(asset.asset_id)
            if level is not None and isinstance(asset, Vehicle | Battery):
                most = asset.target if isinstance(asset, Vehicle) else asset.maximum
                if request.amount is not None and not level < request.amount <= 1.0:
                    raise WishRefused(Fault.OUT_OF_RANGE, low=level, high=1.0)
                most = most if request.amount is None else request.amount
                share = asset.efficiency if isinstance(asset, Vehicle) else asset.charge_efficiency
                hours = max((most - level) * asset.capacity_kwh / (power * share), 0.25)
            end = now + hours * 3600
        return Limit(asset_id=asset.asset_id, start=now, end=end, least_kw=power, most_kw=power)

    def _warm(self, request: EnergyWish, asset: Asset) -> Temperature:
        if not isinstance(asset, Zone):
            raise WishRefused(Fault.WRONG_KIND)
        start, end = self._window(request)
        if request.wished is Wished.WARM_BY:
            start = self._at(request.end, _READY) or start
            end = start + _WARM_HOURS.total_seconds()
        target = request.amount
        if target is None:
            target = max((band.low for band in asset.comfort), default=_WARM)
        return Temperature(asset_id=asset.asset_id, start=start, end=end, target=target)

    def _run(self, request: EnergyWish, asset: Asset) -> RunBy:
        now = self.now.timestamp()
        by = self._at(request.end, _READY)
        earliest = now
        if request.start is not None:
            earliest, until = self._window(request)
            by = by or until
        return RunBy(asset_id=asset.asset_id, earliest=earliest, by=by or earliest + _CHEAP_WITHIN.total_seconds())

    def _away(self, request: EnergyWish) -> Away:
        start = self._at(request.start, _LEAVING) or self.now.timestamp()
        end = self._at(request.end, _BACK)
        if end is not None and end <= start:  # "from tomorrow to sunday": the sunday after
            end += 7 * 86_400.0
        return Away(start=start, end=end)

    def _window(self, request: EnergyWish) -> tuple[float, float | None]:
        """Return from when until when something is wished; a part of a day is all of it."""
        now, when = self.now.timestamp(), request.start
        end = self._at(request.end, _BACK)
        if when is None:
            return now, end
        if when.part is not None and when.minute is None and not when.is_span:
            return self._part(when, request.wished)
        if not when.is_told:
            start = self._at(when, 0) or now
            return max(start, now), end if end is not None else start + 86_400.0
        start = self._at(when, 0) or now
        if end is not None and end <= start:  # "from ten to six": of the next morning
            end += 86_400.0
        return start, end

    def _part(self, when: When, wished: Wished) -> tuple[float, float]:
        assert when.part is not None  # noqa: S101 - asked before
        first, last = _PARTS[when.part]
        if wished in _OVERNIGHT and when.part in (Part.EVENING, Part.NIGHT):
            last = _THROUGH_THE_NIGHT
        days = when.day or 0
        if when.weekday is not None:
            days = (when.weekday - self.now.weekday()) % 7
        elif when.day is None and self.now.hour < 6 and last > _DAY:
            days = -1  # it is that night
        start, end = self._minute(days, first), self._minute(days, last)
        if end <= self.now.timestamp() and when.day is None:
            ahead = 7 if when.weekday is not None else 1
            start, end = self._minute(days + ahead, first), self._minute(days + ahead, last)
        return max(start, self.now.timestamp()), end

    def _at(self, when: When | None, of_day: int) -> float | None:
        """Return when a time comes, a whole day at a minute of it. Raises `WishRefused` for one that is over."""
        if when is None:
            return None
        if not when.is_told:
            when = replace(when, minute=of_day, exact=True)
        moment = moment_of(when, self.now, self.sun)
        if moment is None:
            raise WishRefused(Fault.PASSED)
        return moment.timestamp()

    def _minute(self, days: int, minute: int) -> float:
        day = self.now.date() + timedelta(days=days + minute // _DAY)
        return datetime.combine(day, time(minute % _DAY // 60, minute % 60), self.now.tzinfo).timestamp()


def _leaving(when: When | None, vehicle: Vehicle) -> When | None:
    """Return by when a vehicle is to be ready: a bare "seven" about the time that it usually leaves is that seven."""
    if when is None or when.minute is None or when.exact:
        return when
    if when.part is not None or when.day is not None or when.weekday is not None:
        return when
    usual = [departure.minute for departure in vehicle.departures] or [_READY]
    either = (when.minute, (when.minute + _DAY // 2) % _DAY)
    near = [one for one in either if any(abs(one - minute) <= _ABOUT for minute in usual)]
    return replace(when, minute=near[0], exact=True) if len(near) == 1 else when


def _of_a_day(when: When | None) -> When | None:
    """Return a time of every day as one of tomorrow: seven then is in the morning."""
    return replace(when, day=1) if when is not None and when.day is None and when.weekday is None else when
