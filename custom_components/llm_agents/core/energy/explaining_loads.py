"""Why vehicles, programmes, loads, rooms and tanks run when they do."""

import numpy as np

from .assets import Appliance, Load, Vehicle, WaterHeater, Zone
from .deciding import ALIKE, LITTLE, Case, Span
from .problem import ApplianceState, LoadState, Session, VehicleState, ZoneState
from .reasons import Because, Why
from .steps import HOUR

_WARMER = 0.15  # K above what is needed that count


def explain_vehicle(case: Case) -> Because:
    """Return why a vehicle charges or does not in a step."""
    vehicle, state = case.asset, case.problem.states.get(case.asset.asset_id)
    session = _session(case, state.sessions) if isinstance(state, VehicleState) else None
    if not isinstance(vehicle, Vehicle) or session is None:
        return Because(why=Why.ABSENT, asset_id=case.asset.asset_id, at=case.at)
    if session.start >= float(case.plan.steps.ends[case.step]) - 1.0:
        return Because(why=Why.ABSENT, asset_id=case.asset.asset_id, at=case.at, until=session.start)
    last = case.steps_before(session.end)
    first = max(case.steps_before(session.start), 0)
    if case.power > LITTLE:
        left = _energy(case, case.step, last)
        hours = (min(session.end, float(case.plan.steps.edges[-1])) - case.at) / HOUR
        tight = left >= vehicle.maximum_kw * hours * 0.97 - LITTLE
        return _runs(case, first, last, by=session.end, tight=tight)
    if session.wanted_kwh <= LITTLE and not case.spans(first=case.step, last=last):
        return Because(why=Why.CHARGED, asset_id=case.asset.asset_id, at=case.at, level=case.level)
    return _waits(case, last, by=session.end if session.wanted_kwh > LITTLE else None)


def explain_programme(case: Case) -> Because:
    """Return why a programme or a load runs or waits in a step."""
    state = case.problem.states.get(case.asset.asset_id)
    if isinstance(case.asset, Appliance) and isinstance(state, ApplianceState):
        window: tuple[float, float] | None = (state.earliest, state.latest_end)
        hours = len(case.asset.profile) * case.asset.step_minutes / 60.0
    elif isinstance(case.asset, Load) and isinstance(state, LoadState):
        window = next(((one.start, one.end) for one in state.windows if one.end > case.at), None)
        hours = next((one.hours for one in state.windows if one.end > case.at), 0.0)
    else:
        window, hours = None, 0.0
    if window is None:
        return Because(why=Why.IDLE, asset_id=case.asset.asset_id, at=case.at)
    last = case.steps_before(window[1])
    if case.power > LITTLE:
        tight = window[1] - case.at <= hours * HOUR + 900.0
        return _runs(case, max(case.steps_before(window[0]), 0), last, by=window[1], tight=tight)
    return _waits(case, last, by=window[1])


def explain_heat(case: Case) -> Because:
    """Return why a zone or a tank is heated (or cooled) or not in a step."""
    level, state = case.part.level, case.problem.states.get(case.asset.asset_id)
    running = case.power > LITTLE
    if running and case.own_sun[case.step]:
        return _sun(case)
    if isinstance(case.asset, Zone) and isinstance(state, ZoneState) and level is not None:
        return _zone(case, case.asset, state, running=running)
    if isinstance(case.asset, WaterHeater) and running:
        return _warm(case, None)
    return _coasts(case)


def _zone(case: Case, zone: Zone, state: ZoneState, *, running: bool) -> Because:
    """Tell of a zone by its band: what is heated beyond it is stored."""
    level = case.part.level
    assert level is not None  # noqa: S101 - asked before
    now, after = float(level[case.step]), float(level[case.step + 1])
    cooling = zone.cooling and now >= state.high[case.step] - _WARMER
    needed = float(state.high[case.step] if cooling else state.low[case.step])
    sign = -1.0 if cooling else 1.0
    if not running:
        return _coasts(case)
    if sign * (after - needed) <= _WARMER:
        return Because(why=Why.KEEPS, asset_id=zone.asset_id, at=case.at, level=needed, price=_price(case))
    bounds = state.high if cooling else state.low
    warmer = np.flatnonzero(sign * (bounds[case.step :] - now) > _WARMER)
    if len(warmer):
        step = case.step + int(warmer[0])
        return Because(
            why=Why.WARMS,
            asset_id=zone.asset_id,
            at=case.at,
            by=float(case.plan.steps.edges[step]),
            level=float(bounds[step]),
            price=_price(case),
        )
    return _warm(case, needed)


def _warm(case: Case, level: float | None) -> Because:
    """Tell that heat is stored where what comes after is dearer, else just that it runs."""
    span = next((one for one in case.spans(first=case.step) if one.first == case.step), None)
    end = span.last if span is not None else case.step + 1
    if span is None or end >= len(case.plan.steps):
        return Because(why=Why.RUNS, asset_id=case.asset.asset_id, at=case.at, price=_price(case), level=level)
    later = case.mean_price(end, case.steps_before(case.plan.steps.edges[end] + 6 * HOUR))
    now = _price(case)
    if later <= span.price + ALIKE:
        return Because(why=Why.RUNS, asset_id=case.asset.asset_id, at=case.at, price=now, level=level)
    return Because(
        why=Why.PREHEATS,
        asset_id=case.asset.asset_id,
        at=case.at,
        until=span.end,
        price=span.price,
        other=later,
        saves=span.energy * (later - span.price),
        energy=span.energy,
        level=level,
    )


def _coasts(case: Case) -> Because:
    upcoming = case.spans(first=case.step)
    if not upcoming:
        return Because(why=Why.IDLE, asset_id=case.asset.asset_id, at=case.at)
    span, now = upcoming[0], case.mean_price(case.step, upcoming[0].first)
    why = Why.COASTS if now > span.price + ALIKE else Why.IDLE
    price, other = (now, span.price) if why is Why.COASTS else (None, None)
    saves = _saved_by_waiting(case, span) * (now - span.price) if why is Why.COASTS else None
    return Because(
        why=why, asset_id=case.asset.asset_id, at=case.at, until=span.start, price=price, other=other, saves=saves
    )


def _saved_by_waiting(case: Case, span: Span) -> float:
    """Return the kWh that waiting moves: at most what is needed on average in so much time."""
    hours = case.plan.steps.hours
    mean = float((np.maximum(case.part.power, 0.0) * hours).sum() / hours.sum())
    return min(span.energy, mean * (span.start - case.at) / HOUR)


def _session(case: Case, sessions: tuple[Session, ...]) -> Session | None:
    return next((one for one in sessions if one.end > case.at + 1.0), None)


def _runs(case: Case, first: int, last: int, *, by: float, tight: bool) -> Because:
    """Tell of something that runs now, within the steps in which it may."""
    asset_id = case.asset.asset_id
    if tight:
        return Because(why=Why.DEADLINE, asset_id=asset_id, at=case.at, by=by, price=_price(case))
    if case.own_sun[case.step]:
        return _sun(case)
    spans = case.spans(first=case.step, last=last)
    until = spans[0].end if spans else None
    energy = sum(span.energy for span in spans)
    price = sum(span.energy * span.price for span in spans) / energy if energy else _price(case)
    idle = [step for step in range(case.step, last) if case.part.power[step] <= LITTLE]
    hours = case.plan.steps.hours
    other = float(np.average(case.price[idle], weights=hours[idle])) if idle else None
    if other is None or other <= price + ALIKE:
        return Because(why=Why.RUNS, asset_id=asset_id, at=case.at, until=until, price=price, by=by)
    return Because(
        why=Why.CHEAPEST,
        asset_id=asset_id,
        at=case.at,
        until=until,
        price=price,
        other=other,
        by=by,
        energy=energy,
        saves=energy * (other - price),
    )


def _sun(case: Case) -> Because:
    spans = case.spans(first=case.step)
    worth = float(case.problem.export_price[case.step])
    bought = float(case.problem.import_price[case.step])
    return Because(
        why=Why.SUN,
        asset_id=case.asset.asset_id,
        at=case.at,
        until=spans[0].end if spans else None,
        price=worth,
        other=bought,
    )


def _waits(case: Case, last: int, *, by: float | None) -> Because:
    """Tell of something that does not run now: what it would cost at once, and what it costs when it runs."""
    asset_id, spans = case.asset.asset_id, case.spans(first=case.step, last=last)
    if not spans:
        return Because(why=Why.IDLE, asset_id=asset_id, at=case.at)
    energy = sum(span.energy for span in spans)
    then = sum(span.energy * span.price for span in spans) / energy
    at_once = _at_once(case, spans, energy)
    why = Why.WAITS if at_once > then + ALIKE else Why.IDLE
    if why is Why.WAITS and all(span.sunny for span in spans):
        why = Why.WAITS_SUN
    return Because(
        why=why,
        asset_id=asset_id,
        at=case.at,
        until=spans[0].start,
        price=at_once if why is not Why.IDLE else None,
        other=then if why is not Why.IDLE else None,
        saves=energy * (at_once - then) if why is not Why.IDLE else None,
        energy=energy,
        by=by,
    )


def _at_once(case: Case, spans: list[Span], energy: float) -> float:
    """Return the mean price of so much energy from now on, at the greatest power that is planned."""
    return case.price_at_once(energy, float(case.part.power[spans[0].first : spans[-1].last].max()))


def _energy(case: Case, first: int, last: int) -> float:
    inside = slice(first, last)
    return float((case.part.power[inside] * case.plan.steps.hours[inside]).sum())


def _price(case: Case) -> float:
    return float(case.price[case.step])
