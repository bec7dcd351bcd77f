"""Telling what came of requests about energy: only what the figures say."""

from collections.abc import Iterator, Sequence

from ..energy.alternatives import Compared
from ..energy.assets import AssetKind
from ..energy.reasons import AssetTold, Because, PlanTold, Prices, Run, Saving
from ..energy.wish_checks import Fault, Reach
from ..energy.wishes import Wish, end_of
from .energies import EnergyAsk, EnergyQuestion
from .energy_figures import EnergyFigures
from .energy_outcome import (
    Asking,
    Elsewhere,
    EnergyTold,
    Gone,
    Kept,
    Levels,
    Plainly,
    Refused,
    Runs,
    Told,
    Which,
    Why,
    Wishes,
)
from .energy_reasons import reason_told, unmet_told
from .energy_wishes import demand_told, wishes_told
from .phrases import Phrases, sentence

_RUNS = 3  # of one asset that are told
_ASSETS = 4  # of a plan whose runs are told
_ALIKE = 0.002  # per kWh


class EnergyTeller:
    """Words what came of one request about energy."""

    def __init__(self, phrases: Phrases, outcome: EnergyTold) -> None:
        """Speak with the phrases of a language."""
        self._outcome = outcome
        self._figures = EnergyFigures(
            phrases=phrases,
            now=outcome.now,
            currency=outcome.currency,
            names=dict(outcome.names),
            kinds=dict(outcome.kinds),
        )
        self._say = self._figures.say

    def tell(self) -> Iterator[str]:
        """Yield what came of it, in sentences."""
        told = self._outcome.told
        match told:
            case Plainly():
                yield self._say(told.value)
            case Kept():
                yield from self._kept(told)
            case Asking():
                wishes = [demand_told(demand, self._figures, told.weekdays) for demand in told.demands]
                yield self._say("ask", wishes=self._figures.phrases.listed(wishes) or self._outcome.request.words)
            case Refused():
                yield self._refused(told)
            case Which():
                names = [self._figures.asset(asset_id) for asset_id in told.asset_ids]
                yield self._say("which", assets=self._figures.phrases.listed(names, "or"))
            case Gone() | Wishes():
                form = "gone" if isinstance(told, Gone) else "wishes"
                yield self._say(form, wishes=wishes_told(told.wishes, self._figures))
            case Why():
                yield from (reason_told(reason, self._figures, saving=True) for reason in told.reasons)
            case _:
                yield from self._figured(told)

    def _figured(self, told: Told) -> Iterator[str]:
        match told:
            case Runs():
                yield from self._runs(told.assets, told.resting, told.end)
            case Levels():
                yield from (sentence(self._level(asset_id, level)) for asset_id, level in told.levels.items())
            case Elsewhere():
                yield self._elsewhere(told)
            case PlanTold():
                yield from self._plan(told)
            case Prices():
                yield from self._prices(told)
            case Saving():
                yield self._saving(told)
            case Compared():
                yield from self._compared(told)

    def _kept(self, kept: Kept) -> Iterator[str]:
        yield self._say("kept", wishes=wishes_told(kept.wishes, self._figures))
        if kept.replaced:
            yield self._say("replaces", wishes=wishes_told(kept.replaced, self._figures))
        for asset_id, reached in kept.reached.items():
            yield self._reached(asset_id, reached, kept.wishes)
        yield from (unmet_told(unmet, self._figures) for unmet in kept.unmet if unmet.asset_id not in kept.reached)
        if not kept.unmet and kept.runs:
            yield from self._runs(kept.runs, kept.resting)
        if kept.carbon_unknown:
            yield self._say("carbon_unknown")
        if not kept.planned:
            yield self._say("unplanned")

    def _reached(self, asset_id: str, reached: Reach, wishes: Sequence[Wish]) -> str:
        asset = self._figures.asset(asset_id)
        if reached.soc is not None:
            ends = [end for wish in wishes if wish.asset_id == asset_id and (end := end_of(wish.demand)) is not None]
            by = self._figures.moment(ends[0]) if ends else ""
            share = self._figures.share(reached.soc)
            return sentence(self._say("reached_soc", asset=asset, share=share, end=by))
        done = self._figures.moment(reached.done) if reached.done is not None else ""
        return sentence(self._say("reached_done", asset=asset, end=done))

    def _refused(self, refused: Refused) -> str:
        bounds = dict.fromkeys(("low", "high"), "")
        if refused.fault is Fault.OUT_OF_RANGE:
            bounds = {name: self._bound(value) for name, value in refused.details.items()}
        return self._say("fault", refused.fault.value, count=1, asset=self._figures.asset(refused.asset_id), **bounds)

    def _bound(self, value: float) -> str:
        """Return a bound of what may be wished: shares are at most 1, temperatures at least 5."""
        return self._figures.share(value) if value <= 1 else self._figures.degrees(value)

    def _plan(self, plan: PlanTold) -> Iterator[str]:
        end = self._figures.moment(plan.end)
        yield self._say(
            "plan", "cost" if plan.cost >= 0 else "earns", end=end, money=self._figures.money(abs(plan.cost))
        )
        if plan.baseline is not None:
            form = "against" if plan.baseline >= 0 else "against_earns"
            yield self._say("plan", form, money=self._figures.money(abs(plan.baseline)))
        moving = [asset for asset in plan.assets if asset.runs]
        runs = [self._run(asset.asset_id, asset.runs[0]) for asset in moving[:_ASSETS]]
        if runs:
            yield f"{self._listed(runs)}."
        yield from (reason_told(reason, self._figures, saving=True) for reason in plan.reasons)

    def _level(self, asset_id: str, level: float | None) -> str:
        asset, figures = self._figures.asset(asset_id), self._figures
        if level is None:
            return self._say("no_level", asset=asset)
        shares = self._outcome.kinds.get(asset_id) in (AssetKind.BATTERY, AssetKind.VEHICLE)
        return self._say("level", asset=asset, amount=figures.share(level) if shares else figures.degrees(level))

    def _elsewhere(self, told: Elsewhere) -> str:
        figures = self._figures
        names = figures.phrases.listed([figures.asset(asset_id) for asset_id in told.asset_ids])
        return sentence(self._say("elsewhere", place=figures.phrases.called(told.place), assets=names))

    def _runs(
        self, assets: Sequence[AssetTold], resting: Sequence[Because] = (), until: float | None = None
    ) -> Iterator[str]:
        why = {reason.asset_id: reason for reason in resting}
        for asset in assets:
            runs = [
                self._run(asset.asset_id, run, "more" if at else "run") for at, run in enumerate(asset.runs[:_RUNS])
            ]
            gives = [
                self._run(asset.asset_id, run, "more" if at else "give") for at, run in enumerate(asset.gives[:_RUNS])
            ]
            if told := [*runs, *gives]:
                yield f"{self._listed(told)}."
                continue
            reason = why.get(asset.asset_id)
            yield self._idle(asset.asset_id, until) if reason is None else reason_told(reason, self._figures)

    def _idle(self, asset_id: str, until: float | None) -> str:
        day = self._figures.now.timestamp() + 86_400.0
        end = self._figures.moment(day if until is None else min(day, until))
        return sentence(self._say("plan", "no_run", asset=self._figures.asset(asset_id), end=end))

    def _run(self, asset_id: str, run: Run, form: str = "run") -> str:
        asset, energy = self._figures.asset(asset_id), self._figures.energy(run.energy)
        start, end = self._figures.span(run.start, run.end)
        return self._say("plan", form, asset=asset, energy=energy, start=start, end=end)

    def _prices(self, prices: Prices) -> Iterator[str]:
        figures = self._figures
        request = self._outcome.request
        if not isinstance(request, EnergyQuestion) or request.ask is EnergyAsk.PRICE:
            yield self._say("price", "now", price=figures.price(prices.now))
        if prices.dearest.price - prices.cheapest.price < _ALIKE:
            yield self._say("price", "flat", end=figures.moment(prices.known_until))
            return
        for name, window in (("cheapest", prices.cheapest), ("dearest", prices.dearest)):
            start, end = figures.span(window.start, window.end)
            yield self._say("price", name, start=start, end=end, price=figures.price(window.price))

    def _saving(self, saving: Saving) -> str:
        request, figures = self._outcome.request, self._figures
        ask = request.ask if isinstance(request, EnergyQuestion) else EnergyAsk.SAVED
        if saving.money < 0:
            return self._say("saving", "dearer", money=figures.money(-saving.money))
        since = figures.local(saving.since)
        month = figures.phrases.words("times", "months")[since.month - 1]
        date = self._say("saving", "date", day=str(since.day), month=month, year=str(since.year))
        return self._say("saving", ask.value, money=figures.money(saving.money), date=date)

    def _compared(self, compared: Compared) -> Iterator[str]:
        figures = self._figures
        low, high = figures.rough(compared.low), figures.rough(compared.high)
        form = "saves" if compared.a_year >= 1 else "costs" if compared.a_year <= -1 else "nothing"
        if form == "costs":
            low, high = figures.rough(-compared.high), figures.rough(-compared.low)
        yield self._say("what_if", form, money=figures.rough(abs(compared.a_year)), low=low, high=high)
        if compared.measured:
            days = (compared.end - compared.start) / 86_400.0
            yield self._say("what_if", "days", count=round(days), value=figures.decimal(days, 0))
        else:
            yield self._say("what_if", "forecast", end=figures.moment(compared.end))
        if (colder := compared.comfort_then - compared.comfort_now) >= 1:
            yield self._say("what_if", "colder", value=figures.decimal(colder, 0))
        if compared.price is not None:
            years = compared.payback
            known = years is not None and years <= 100
            yield self._say("what_if", "payback" if known else "no_payback", value=figures.decimal(years or 0.0, 0))

    def _listed(self, items: Sequence[str]) -> str:
        return sentence(self._figures.phrases.listed(items))
