"""Why a battery charges, gives, or keeps what it has."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from .assets import Battery
from .deciding import ALIKE, LITTLE, Case, Span
from .modes import Mode
from .reasons import Because, Why
from .steps import FloatArray

_FULL = 0.01  # share of the capacity that counts as nothing
# In which modes a battery charges, by whether some of it is bought, and gives, by whether some of it is sold; in none it is
# not known.
_CHARGING: Mapping[bool, Collection[Mode | None]] = {
    True: (None, Mode.CHARGE),
    False: (None, Mode.CHARGE, Mode.SELF_CONSUME, Mode.HOLD),
}
_GIVING: Mapping[bool, Collection[Mode | None]] = {
    True: (None, Mode.EXPORT),
    False: (None, Mode.SELF_CONSUME, Mode.HOLD_CHARGE),
}


def explain_battery(case: Case) -> Because:
    """Return why a battery does what it does in a step."""
    battery = case.asset
    assert isinstance(battery, Battery)  # noqa: S101 - the caller's table says so
    if case.power > LITTLE and case.mode in _CHARGING[_bought(case)]:
        return _charges(case, battery)
    if case.power < -LITTLE and case.mode in _GIVING[_sold(case)]:
        return _gives(case, battery)
    return _otherwise(case, battery)


def _bought(case: Case) -> bool:
    return float(case.plan.grid_import[case.step]) > LITTLE


def _sold(case: Case) -> bool:
    return float(case.plan.grid_export[case.step]) > LITTLE


def _otherwise(case: Case, battery: Battery) -> Because:
    """Tell of what is done where that is not what the plan has: the plan's next turn is not the reason for it."""
    at, share = case.at, case.level
    if case.mode is Mode.CHARGE:
        price, later = float(case.problem.import_price[case.step]), _later(case, -1)
        worth = _avoided(case, later) if later is not None else None
        if later is None or worth is None or worth.first <= price + ALIKE:
            return Because(why=Why.RUNS, asset_id=battery.asset_id, at=at, price=price)
        return Because(
            why=Why.FILLS, asset_id=battery.asset_id, at=at, until=later.start, price=price, other=worth.first
        )
    if case.mode is Mode.EXPORT:
        price = float(case.problem.export_price[case.step])
        return Because(why=Why.SELLS, asset_id=battery.asset_id, at=at, price=price)
    gives = case.mode in _GIVING[False] and case.mode is not None
    if gives and _needed(case) > LITTLE and (share is None or share > battery.reserve + _FULL):
        return Because(
            why=Why.COVERS, asset_id=battery.asset_id, at=at, price=float(case.problem.import_price[case.step])
        )
    return _rests(case, battery)


def _charges(case: Case, battery: Battery) -> Because:
    """Tell of charging: from the grid where anything is imported meanwhile."""
    span = next(one for one in case.spans(1, case.step) if one.first == case.step)
    bought = _bought(case)
    prices = case.problem.import_price if bought else case.problem.export_price
    price = float(prices[case.step])
    later = _next(case, -1)
    worth = _avoided(case, later) if later is not None else None
    if later is None or worth is None:
        why = Why.RUNS if bought else Why.STORES
        return Because(why=why, asset_id=battery.asset_id, at=case.at, until=span.end, price=price)
    out = battery.charge_efficiency * battery.discharge_efficiency
    gain = worth.mean * out - _mean(case, span, prices) - battery.wear * out
    if worth.first <= price + ALIKE or gain <= 0:
        why = Why.RUNS if bought else Why.STORES
        return Because(why=why, asset_id=battery.asset_id, at=case.at, until=span.end, price=price)
    return Because(
        why=Why.FILLS if bought else Why.STORES,
        asset_id=battery.asset_id,
        at=case.at,
        until=later.start,
        price=price,
        other=worth.first,
        energy=span.energy,
        saves=min(span.energy, later.energy / out) * gain,
        level=_share(case, battery, span.last),
    )


def _gives(case: Case, battery: Battery) -> Because:
    span = next(one for one in case.spans(-1, case.step) if one.first == case.step)
    sells = _sold(case)
    prices = case.problem.export_price if sells else case.problem.import_price
    price, mean = float(prices[case.step]), _mean(case, span, prices)
    kept = None
    if case.part.value is not None:  # of a kWh that is given: more than one is taken out
        kept = float(case.part.value[case.step]) / battery.discharge_efficiency + battery.wear
    known = kept is not None and min(price, mean) > kept + ALIKE
    return Because(
        why=Why.SELLS if sells else Why.COVERS,
        asset_id=battery.asset_id,
        at=case.at,
        until=span.end,
        price=price,
        other=kept if known else None,
        energy=span.energy,
        saves=span.energy * (mean - kept) if known and kept is not None else None,
    )


def _rests(case: Case, battery: Battery) -> Because:
    share = case.level if case.level is not None else _share(case, battery, case.step)
    net, later, upcoming = _needed(case), _later(case, -1), _later(case, 1)
    if net > LITTLE and share is not None and share <= battery.reserve + _FULL:
        return Because(why=Why.EMPTY, asset_id=battery.asset_id, at=case.at, level=battery.reserve)
    if net < -LITTLE and share is not None and share >= battery.maximum - _FULL:
        return Because(why=Why.FULL, asset_id=battery.asset_id, at=case.at, level=battery.maximum)
    if net > LITTLE and later is not None and (held := _holds(case, battery, later)) is not None:
        return held
    sold, sun = case.problem.export_price, float((case.problem.pv - case.plan.curtailed)[case.step])
    if net < -LITTLE and sun > LITTLE and upcoming is not None and sold[upcoming.first] < sold[case.step] - ALIKE:
        return Because(
            why=Why.ROOM,
            asset_id=battery.asset_id,
            at=case.at,
            until=upcoming.start,
            price=float(sold[case.step]),
            other=float(sold[upcoming.first]),
        )
    return Because(why=Why.IDLE, asset_id=battery.asset_id, at=case.at, until=_soonest(later, upcoming))


def _holds(case: Case, battery: Battery, later: Span) -> Because | None:
    """Tell that what is stored is kept, where what it spares then costs more than what is bought now."""
    now, worth = float(case.problem.import_price[case.step]), _avoided(case, later)
    if min(worth.first, worth.mean) <= now + ALIKE:
        return None
    return Because(
        why=Why.HOLDS,
        asset_id=battery.asset_id,
        at=case.at,
        until=later.start,
        price=now,
        other=worth.first,
        energy=later.energy,
        saves=later.energy * (worth.mean - now),
    )


@dataclass(frozen=True, slots=True)
class _Avoided:
    """What a kWh that a battery gives spares or earns: in the first step in which it does, and on average."""

    first: float
    mean: float


def _avoided(case: Case, span: Span) -> _Avoided:
    """Return what giving is worth: the price of what would be bought instead, or of what is sold."""
    sells = case.plan.grid_export > LITTLE
    prices = np.where(sells, case.problem.export_price, case.problem.import_price)
    return _Avoided(float(prices[span.first]), _mean(case, span, prices))


def _mean(case: Case, span: Span, prices: FloatArray) -> float:
    inside = slice(span.first, span.last)
    energy = np.abs(case.part.power[inside]) * case.plan.steps.hours[inside]
    return float(np.average(prices[inside], weights=energy))


def _needed(case: Case) -> float:
    """Return what comes from the grid without the battery, in kW; negative is what goes there."""
    return float(case.plan.grid_import[case.step] - case.plan.grid_export[case.step]) - case.power


def _later(case: Case, sign: int) -> Span | None:
    """Return the next span that has not begun."""
    return next((span for span in case.spans(sign, case.step) if span.first > case.step), None)


def _next(case: Case, sign: int) -> Span | None:
    return next(iter(case.spans(sign, case.step)), None)


def _soonest(*spans: Span | None) -> float | None:
    return min((span.start for span in spans if span is not None), default=None)


def _share(case: Case, battery: Battery, edge: int) -> float | None:
    return float(case.part.level[edge]) / battery.capacity_kwh if case.part.level is not None else None
