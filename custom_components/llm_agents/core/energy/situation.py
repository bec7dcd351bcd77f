"""How assets are now and what is wanted of them, from what is measured and what their owner set: the states of a problem.

Times of the local clock become instants day by day, so that seven stays seven when the clocks change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray

from .assets import Appliance, Asset, Battery, Comfort, Load, Vehicle, WaterHeater, Zone
from .forecasting.clock import local_seconds, local_slots, weekdays
from .problem import (
    ApplianceState,
    AssetState,
    BatteryState,
    LoadState,
    LoadWindow,
    Session,
    VehicleState,
    WaterHeaterState,
    ZoneState,
)
from .steps import DAY, HOUR, MINUTE, FloatArray, Steps

type BoolArray = NDArray[np.bool_]

USUAL_LOW, USUAL_HIGH = 20.0, 23.0
"""The band of a zone whose owner said none, in °C."""

USUAL_DEPARTURE = 7 * 60
"""When a vehicle leaves whose owner said no departure, in minutes of the local day."""

USUAL_SESSION = 8.0
"""What a vehicle takes whose state of charge nobody knows, in kWh."""

_RUNNING = 0.05  # of full power, above which a device runs
_DAYS_AHEAD = 8
_RETURNED, _LEFT = 0.5, 0.2  # how likely somebody is in where nobody is, and where somebody is now


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Here:
    """Where and when: the present instant, the steps that are planned, the clocks of the home, whether nobody is in.

    `present` is how likely somebody is at home in each step (0..1), `None` where that is not known.
    """

    now: float
    steps: Steps
    zone: tzinfo
    away: bool = False
    present: FloatArray | None = None

    @property
    def deserted(self) -> BoolArray:
        """Return in which steps nobody is taken to be in: as now, or as it is likely; who is in now is believed longer."""
        if self.present is None:
            return np.full(len(self.steps), self.away)
        return np.asarray(self.present < (_RETURNED if self.away else _LEFT), dtype=np.bool_)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """What is known of one asset; `None` where it is not.

    `level` is a state of charge (0..1) or °C (of a tank above), `lower` °C below in a tank, `power` kW, `plugged` and
    `ready` as their entities say, `plugged_at` since when, `taken` kWh since then, `ran` hours that a load ran in its
    present window, `hot_at` when a tank was last as hot as against legionella, `draw` kW of heat and `gains` kW of a zone
    over the steps, `mass` °C of its walls, `departures` instants that a calendar or habit tells, `since` when a programme
    became ready or began.
    """

    level: float | None = None
    lower: float | None = None
    power: float | None = None
    plugged: bool | None = None
    taken: float = 0.0
    ready: bool | None = None
    since: float | None = None
    started: float | None = None
    ran: float = 0.0
    hot_at: float | None = None
    draw: FloatArray | None = None
    gains: FloatArray | None = None
    mass: float | None = None
    departures: tuple[float, ...] = ()


def state_of(asset: Asset, seen: Seen, here: Here) -> AssetState | None:
    """Return the state of an asset; `None` where too little is known to plan it: it is left alone then."""
    match asset:
        case Battery():
            return None if seen.level is None else BatteryState(soc=float(np.clip(seen.level, 0.0, 1.0)))
        case Vehicle():
            return _vehicle(asset, seen, here)
        case Zone():
            return _zone(asset, seen, here)
        case WaterHeater():
            return _tank(asset, seen, here)
        case Appliance():
            return _appliance(asset, seen, here)
        case Load():
            return _load(asset, seen, here)
    return None


def _vehicle(vehicle: Vehicle, seen: Seen, here: Here) -> VehicleState | None:
    if not seen.plugged:
        return None if seen.plugged is None else VehicleState(sessions=())
    leaves, target = next_departure(vehicle, seen, here)
    if seen.level is None:
        wanted, spare = max(USUAL_SESSION - seen.taken, 0.0) * vehicle.efficiency, vehicle.capacity_kwh
    else:
        wanted = max(target - seen.level, 0.0) * vehicle.capacity_kwh
        spare = max(vehicle.maximum - max(target, seen.level), 0.0) * vehicle.capacity_kwh
    session = Session(start=here.now, end=leaves, wanted_kwh=wanted, spare_kwh=spare)
    return VehicleState(sessions=(session,), charging=_runs(seen, vehicle.maximum_kw))


def next_departure(vehicle: Vehicle, seen: Seen, here: Here) -> tuple[float, float]:
    """Return when a vehicle leaves next and the state of charge wanted then: told, habitual, else in the morning."""
    told = min((at for at in seen.departures if at > here.now), default=None)
    habits = [
        (at, departure.target)
        for departure in vehicle.departures
        for at in _instants(here, departure.minute)
        if _weekday(at, here.zone) in departure.weekdays
    ]
    habit = min(habits, default=None)
    if told is not None and (habit is None or told <= habit[0]):
        return told, vehicle.target
    if habit is not None:
        return habit
    return next(_instants(here, USUAL_DEPARTURE)), vehicle.target


def band(zone: Zone, here: Here) -> tuple[FloatArray, FloatArray]:
    """Return between which temperatures a zone is to be in each step, in °C."""
    low, high = _comforts(zone, here)
    deserted = here.deserted
    return np.where(deserted, zone.away_low, low), np.where(deserted, zone.away_high, high)


def _comforts(zone: Zone, here: Here) -> tuple[FloatArray, FloatArray]:
    count = len(here.steps)
    if not zone.comfort:
        return np.full(count, USUAL_LOW), np.full(count, USUAL_HIGH)
    days, minutes = local_slots(here.steps.starts, here.zone, 1440)
    chosen = [
        _comfort(zone.comfort, int(day), int(minute)) for day, minute in zip(weekdays(days), minutes, strict=True)
    ]
    return np.array([one.low for one in chosen]), np.array([one.high for one in chosen])


def _comfort(bands: tuple[Comfort, ...], weekday: int, minute: int) -> Comfort:
    """Return the band that holds: the last one that began, of the same day or one before it."""
    for back in range(_DAYS_AHEAD):
        day = (weekday - back) % 7
        begun = [one for one in bands if day in one.weekdays and (back or one.minute <= minute)]
        if begun:
            return max(begun, key=lambda one: one.minute)
    return bands[0]


def _zone(zone: Zone, seen: Seen, here: Here) -> ZoneState | None:
    if seen.level is None or zone.model is None:
        return None
    low, high = band(zone, here)
    gains = np.zeros(len(here.steps)) if seen.gains is None else seen.gains
    running = _runs(seen, zone.maximum_kw)
    return ZoneState(temperature=seen.level, low=low, high=high, gains=gains, mass=seen.mass, running=running)


def _tank(tank: WaterHeater, seen: Seen, here: Here) -> WaterHeaterState | None:
    if seen.level is None:
        return None
    due = None
    if tank.legionella is not None:
        due = (seen.hot_at if seen.hot_at is not None else here.now) + tank.legionella_days * DAY
    return WaterHeaterState(
        upper=seen.level,
        lower=seen.level if seen.lower is None else seen.lower,
        draw=usual_draw(here) if seen.draw is None else seen.draw,
        legionella_due=due,
        running=_runs(seen, tank.heater_kw),
    )


def usual_draw(here: Here) -> FloatArray:
    """Return the hot water that a home of two to three draws, in kW of heat: 5 kWh a day, most in morning and evening."""
    minutes = (local_seconds(here.steps.starts, here.zone) % DAY) / MINUTE + here.steps.hours * 30
    morning, evening = (np.exp(-(((minutes - at * 60) / 75) ** 2)) for at in (7.25, 19.5))
    return np.asarray(0.05 + 0.86 * (morning + evening), dtype=np.float64)


def _appliance(appliance: Appliance, seen: Seen, here: Here) -> ApplianceState | None:
    length = len(appliance.profile) * appliance.step_minutes * MINUTE
    if seen.started is not None and here.now < seen.started + length:
        return ApplianceState(earliest=seen.started, latest_end=seen.started + length, started=seen.started)
    if not seen.ready:
        return None
    since = here.now if seen.since is None else seen.since
    return ApplianceState(earliest=here.now, latest_end=max(since + DAY, here.now + length))


def _load(load: Load, seen: Seen, here: Here) -> LoadState:
    windows = []
    for opens, closes in _windows(load, here):
        hours = max(load.hours_per_day - seen.ran, 0.0) if opens <= here.now else load.hours_per_day
        start = max(opens, here.now)
        if hours > 0 and closes > start:
            windows.append(LoadWindow(start=start, end=closes, hours=min(hours, (closes - start) / HOUR)))
    return LoadState(windows=tuple(windows), running=_runs(seen, load.power_kw))


def _windows(load: Load, here: Here) -> Iterator[tuple[float, float]]:
    """Yield the windows of a load that reach into the steps, those that are whole within them."""
    until, length = float(here.steps.edges[-1]), ((load.latest - load.earliest - 1) % 1440) + 1
    first = datetime.fromtimestamp(here.now, here.zone).date() - timedelta(days=1)
    for ahead in range(_DAYS_AHEAD):
        opens = _at(first + timedelta(days=ahead), load.earliest, here.zone)
        closes = _at(first + timedelta(days=ahead), load.earliest + length, here.zone)
        if closes > here.now and (closes <= until or opens <= here.now):
            yield opens, min(closes, until)


def window_opened(load: Load, now: float, zone: tzinfo) -> float:
    """Return when the present window of a load opened, or the last one where none is open."""
    today = datetime.fromtimestamp(now, zone).date()
    opened = _at(today, load.earliest, zone)
    return opened if opened <= now else _at(today - timedelta(days=1), load.earliest, zone)


def _runs(seen: Seen, full: float) -> bool:
    return seen.power is not None and seen.power > _RUNNING * full


def _instants(here: Here, minute: int) -> Iterator[float]:
    """Yield the next instants at which the local clock shows a minute of the day, for a week."""
    today = datetime.fromtimestamp(here.now, here.zone).date()
    for ahead in range(_DAYS_AHEAD):
        if (at := _at(today + timedelta(days=ahead), minute, here.zone)) > here.now:
            yield at


def _at(day: date, minute: int, zone: tzinfo) -> float:
    """Return the instant at which the local clock of a day shows so many minutes (beyond 24 hours: of a later day)."""
    extra, rest = divmod(minute, 1440)
    local = datetime.combine(day, datetime.min.time()) + timedelta(days=extra, minutes=rest)
    return local.replace(tzinfo=zone).timestamp()


def _weekday(at: float, zone: tzinfo) -> int:
    return datetime.fromtimestamp(at, zone).weekday()
