"""Why a battery charges, gives, or keeps what it has."""

from .assets import Battery
from .deciding import ALIKE, LITTLE, Case, Span
from .reasons import Because, Why

_FULL = 0.01  # share of the capacity that counts as nothing


def explain_battery(case: Case) -> Because:
    """Return why a battery does what it does in a step."""
    battery = case.asset
    assert isinstance(battery, Battery)  # noqa: S101 - the caller's table says so
    if case.power > LITTLE:
        return _charges(case, battery)
    if case.power < -LITTLE:
        return _gives(case, battery)
    return _rests(case, battery)


def _charges(case: Case, battery: Battery) -> Because:
    """Tell of charging: from the grid where anything is imported meanwhile beyond what else is needed."""
    span = next(one for one in case.spans(1, case.step) if one.first == case.step)
    later = _next(case, -1)
    bought = float(case.plan.grid_import[case.step]) > LITTLE
    why = Why.FILLS if bought else Why.STORES
    price = span.price if bought else float(case.problem.export_price[case.step])
    if later is None:
        return Because(why=why if not bought else Why.RUNS, asset_id=battery.asset_id, at=case.at, price=price)
    out = battery.charge_efficiency * battery.discharge_efficiency
    gain = later.price * out - price - battery.wear * out
    if bought and gain <= ALIKE:
        return Because(why=Why.RUNS, asset_id=battery.asset_id, at=case.at, until=span.end, price=price)
    return Because(
        why=why,
        asset_id=battery.asset_id,
        at=case.at,
        until=later.start,
        price=price,
        other=later.price,
        energy=span.energy,
        saves=max(min(span.energy, later.energy / out) * gain, 0.0),
        level=_share(case, battery, span.last),
    )


def _gives(case: Case, battery: Battery) -> Because:
    span = next(one for one in case.spans(-1, case.step) if one.first == case.step)
    sells = float(case.plan.grid_export[case.step]) > LITTLE
    worth = None
    if case.part.value is not None:  # of a kWh that is given: more than one is taken out
        worth = float(case.part.value[case.step]) / battery.discharge_efficiency + battery.wear
    price = float(case.problem.export_price[case.step]) if sells else span.price
    known = worth is not None and price > worth + ALIKE
    return Because(
        why=Why.SELLS if sells else Why.COVERS,
        asset_id=battery.asset_id,
        at=case.at,
        until=span.end,
        price=price,
        other=worth if known else None,
        energy=span.energy,
        saves=span.energy * (price - worth) if known and worth is not None else None,
    )


def _rests(case: Case, battery: Battery) -> Because:
    share = _share(case, battery, case.step)
    sun = float((case.problem.pv - case.plan.curtailed)[case.step])
    net = float(case.plan.grid_import[case.step] - case.plan.grid_export[case.step])
    later = _next(case, -1)
    if net > LITTLE and share is not None and share <= battery.reserve + _FULL:
        return Because(why=Why.EMPTY, asset_id=battery.asset_id, at=case.at, level=battery.reserve)
    if net < -LITTLE and share is not None and share >= battery.maximum - _FULL:
        return Because(why=Why.FULL, asset_id=battery.asset_id, at=case.at, level=battery.maximum)
    now = float(case.price[case.step])
    if net > LITTLE and later is not None and later.price > now + ALIKE:
        return Because(
            why=Why.HOLDS,
            asset_id=battery.asset_id,
            at=case.at,
            until=later.start,
            price=now,
            other=later.price,
            energy=later.energy,
            saves=later.energy * (later.price - now),
        )
    upcoming = _next(case, 1)
    if net < -LITTLE and sun > LITTLE and upcoming is not None:
        return Because(
            why=Why.ROOM,
            asset_id=battery.asset_id,
            at=case.at,
            until=upcoming.start,
            price=float(case.problem.export_price[case.step]),
            other=float(case.problem.export_price[upcoming.first]),
        )
    return Because(why=Why.IDLE, asset_id=battery.asset_id, at=case.at, until=_soonest(later, upcoming))


def _next(case: Case, sign: int) -> Span | None:
    return next(iter(case.spans(sign, case.step)), None)


def _soonest(*spans: Span | None) -> float | None:
    return min((span.start for span in spans if span is not None), default=None)


def _share(case: Case, battery: Battery, edge: int) -> float | None:
    return float(case.part.level[edge]) / battery.capacity_kwh if case.part.level is not None else None
