"""Answers to questions about the energy of the home: the plan, its reasons, levels, prices, savings, wishes."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from ..energy.ports import Energy
from ..energy.reasons import AssetTold, Because, Prices, Why as Cause
from ..energy.wishes import Wish
from ..language.energies import EnergyAsk, EnergyQuestion
from ..language.energy_outcome import Levels, Plainly, Runs, Told, Why, Wishes

_RESTS = frozenset({Cause.ABSENT, Cause.CHARGED})


def answer(request: EnergyQuestion, energy: Energy, held: Sequence[Wish], now: datetime) -> Told:
    """Return what is asked about the plan; `held` are the wishes, `now` is the present moment on the clocks of the home."""
    plan = energy.plan()
    match request.ask:
        case EnergyAsk.WISHES:
            return Wishes(wishes=tuple(held)) if held else Plainly.NO_WISHES
        case EnergyAsk.PRICE | EnergyAsk.CHEAPEST:
            prices: Prices | None = energy.prices()
            return prices if prices is not None else Plainly.NO_PRICES
        case EnergyAsk.CHANGED:
            why = tuple(energy.changed())
            return Why(reasons=why) if why else Plainly.UNCHANGED
        case EnergyAsk.PLAN:
            return plan if plan is not None else Plainly.NO_PLAN
        case EnergyAsk.LEVEL:
            return Levels(levels={asset_id: energy.level(asset_id) for asset_id in request.asset_ids})
        case EnergyAsk.WHEN | EnergyAsk.WHY if plan is None:
            return Plainly.NO_PLAN
        case EnergyAsk.WHEN:
            runs = of_assets(plan.assets if plan else (), request.asset_ids)
            return Runs(assets=runs, resting=resting(energy, runs), end=plan.end if plan else None)
        case EnergyAsk.WHY:
            reasons = [reason for asset_id in request.asset_ids for reason in energy.explain(asset_id)]
            return Why(reasons=tuple(reasons)) if reasons else Plainly.NO_PLAN
    return _saved(request.ask, energy, now)


def _saved(ask: EnergyAsk, energy: Energy, now: datetime) -> Told:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    since, until = midnight, now
    match ask:
        case EnergyAsk.SAVED_YESTERDAY:
            since, until = _midnight(midnight - timedelta(hours=12)), midnight
        case EnergyAsk.SAVED_WEEK:
            since = _midnight(midnight - timedelta(days=midnight.weekday()))
        case EnergyAsk.SAVED_MONTH:
            since = midnight.replace(day=1)
        case EnergyAsk.SAVED:
            since = datetime.fromtimestamp(0, UTC)
    found = energy.saving(since.timestamp(), until.timestamp())
    return found if found is not None else Plainly.NO_SAVING


def resting(energy: Energy, assets: Sequence[AssetTold]) -> tuple[Because, ...]:
    """Return why assets that do nothing need not, or cannot, where there is more to tell than that."""
    idle = [asset.asset_id for asset in assets if not asset.runs and not asset.gives]
    reasons = [reason for asset_id in idle for reason in energy.explain(asset_id)[:1]]
    return tuple(reason for reason in reasons if reason.why in _RESTS)


def of_assets(assets: Sequence[AssetTold], asset_ids: Sequence[str]) -> tuple[AssetTold, ...]:
    """Return what some assets of those that are told of will do."""
    return tuple(asset for asset in assets if asset.asset_id in asset_ids)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
