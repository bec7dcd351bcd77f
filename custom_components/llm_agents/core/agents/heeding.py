"""Serving wishes, questions and what-ifs about the energy of the home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from ..energy.alternatives import Alternative, MoreBattery, MoreSun, OtherTariff, OtherTemperature
from ..energy.assets import Asset, Zone, kind_of
from ..energy.ports import Energy, NotPlanned
from ..energy.wish_book import TooManyWishes, WishBook
from ..energy.wish_checks import WishRefused, checked, reach
from ..energy.wishes import Away, ChargeTo, Demand, Prefer, RunBy, Wish, WishSource, asset_of
from ..journal.asynchronous import AsyncJournal
from ..journal.record import Turn
from ..language.energies import EnergyQuestion, EnergyRequest, EnergyWhatIf, EnergyWish, Tried, Wished
from ..language.energy_outcome import Asking, Elsewhere, EnergyTold, Gone, Kept, Plainly, Refused, Told, Which
from ..language.request import Problem, Reason
from .clock import Clock
from .demands import DemandMaker
from .energy_answers import answer, of_assets, resting
from .pending import AskedEnergy, wishes_of
from .ports import World
from .profiles import Autonomy
from .turning import Turning

_ASKS = frozenset({Autonomy.SUGGEST, Autonomy.ASK})
_SENTENCE = 5.0  # seconds within which one sentence makes its wishes
_OF_ONE = frozenset({Wished.CHARGE, Wished.CHARGE_NOW, Wished.RUN, Wished.RUN_CHEAPEST})


@dataclass(slots=True, kw_only=True)
class Heeder:
    """Serves requests about energy; `energy` is there while the home has assets."""

    world: World
    clock: Clock
    wishes: WishBook
    energy: Energy | None = None

    @classmethod
    def of(cls, world: World, journal: AsyncJournal, clock: Clock) -> Self:
        """Return one whose wishes are in a journal; it has to be opened."""
        return cls(world=world, clock=clock, wishes=WishBook(journal, clock.now, world.local))

    async def serve(
        self, request: EnergyRequest, turning: Turning, *, doubted: bool = False
    ) -> Sequence[EnergyTold | Problem]:
        """Return what came of a request."""
        if self.energy is None or not (assets := self.energy.assets()):
            # What plans may not be there yet, or not be able to run here.
            return [self._told(request, Plainly.NO_PLAN if self.world.home().assets else Plainly.NO_ASSETS)]
        match request:
            case EnergyWish():
                return [await self._wish(request, turning, self.energy, assets, doubted=doubted)]
            case EnergyQuestion():
                return [self._told(request, answer(request, self.energy, self.wishes.list(), self.now()))]
        return [self._told(request, await self._tried(request, self.energy))]

    async def agreed(self, asked: AskedEnergy, turning: Turning) -> Sequence[EnergyTold | Problem]:
        """Do what a yes was given to."""
        if self.energy is None:
            return [self._told(asked.request, Plainly.NO_ASSETS)]
        return [await self._do(asked.request, turning, self.energy, WishSource.AGREED)]

    async def take_back(self, target: Turn, turning: Turning) -> Sequence[EnergyTold] | None:
        """Take back the wishes that a turn made; `None` where it made none that hold."""
        made = [wish_id for wish_id in wishes_of(target) if self.wishes.get(wish_id) is not None]
        if not made:
            return None
        gone = await self.wishes.end(made, undone=True)
        turning.undoes = target.turn_id
        if self.energy is not None:
            await self.energy.heed()
        return [self._told(EnergyWish(wished=Wished.FORGET, words=turning.utterance.text), Gone(wishes=gone))]

    async def _wish(
        self, request: EnergyWish, turning: Turning, energy: Energy, assets: Sequence[Asset], *, doubted: bool
    ) -> EnergyTold | Problem:
        if request.place:
            zones = tuple(asset.asset_id for asset in assets if isinstance(asset, Zone))
            return self._told(request, Elsewhere(place=request.place, asset_ids=zones))
        if len(request.asset_ids) > 1 and request.wished in _OF_ONE:
            return self._told(request, Which(asset_ids=request.asset_ids))
        try:
            request = replace(request, demands=self._demands(request, energy, assets))
        except WishRefused as err:
            asset_id = request.asset_ids[0] if request.asset_ids else None
            return self._told(request, Refused(fault=err.fault, asset_id=asset_id, details=err.details))
        profile, asker = turning.profile.autonomy, turning.utterance.asker.user_id
        if not all(self._may(asker, asset_of(demand), energy) for demand in request.demands):
            return Problem(reason=Reason.NOT_ALLOWED, words=request.words)
        if doubted or not turning.provenance.own or profile in _ASKS or profile is Autonomy.OBSERVE:
            asking = Asking(demands=request.demands, weekdays=frozenset(request.weekdays))
            return self._told(request, asking, asked={"": request.words})
        return await self._do(request, turning, energy, WishSource.WORDS)

    def _demands(self, request: EnergyWish, energy: Energy, assets: Sequence[Asset]) -> tuple[Demand, ...]:
        """Return what a wish comes to, checked. Raises `WishRefused`."""
        if request.wished in (Wished.FORGET, Wished.FORGET_ALL, Wished.HOME):
            return ()
        maker = DemandMaker(assets=assets, levels=energy.level, now=self.now(), sun=self.world.sun)
        demands = maker.of(request)
        for demand in demands:
            checked(demand, assets, self.clock.now().timestamp())
        return demands

    async def _do(
        self, request: EnergyWish, turning: Turning, energy: Energy, source: WishSource
    ) -> EnergyTold | Problem:
        asker = turning.utterance.asker.user_id
        about = {asset_of(demand) for demand in (*request.demands, *(one.demand for one in self._meant(request)))}
        if not all(self._may(asker, asset_id, energy) for asset_id in about):
            return Problem(reason=Reason.NOT_ALLOWED, words=request.words)
        turning.acting = True
        if request.wished in (Wished.FORGET, Wished.FORGET_ALL, Wished.HOME):
            return await self._forget(request, energy)
        made: list[Wish] = []
        replaced: list[Wish] = []
        try:
            for demand in request.demands:
                wish, gone = await self.wishes.make(
                    demand,
                    energy.assets(),
                    user_id=asker,
                    source=source,
                    words=request.words,
                    weekdays=frozenset(request.weekdays),
                )
                made.append(wish)
                replaced += gone
        except WishRefused as err:  # the time is over by now, or the asset was removed
            return self._told(request, Refused(fault=err.fault, details=err.details))
        except TooManyWishes:
            return self._told(request, Plainly.TOO_MANY)
        asset_ids = [wish.asset_id for wish in made if wish.asset_id is not None]
        answered = await energy.heed([wish.wish_id for wish in made], asset_ids)
        now = self.clock.now().timestamp()
        by_id = {asset.asset_id: asset for asset in energy.assets()}
        reached = {
            asset_id: found
            for wish in made
            if (asset_id := wish.asset_id) is not None
            and (found := reach(wish.demand, by_id.get(asset_id), energy.level(asset_id), now)) is not None
        }
        kept = Kept(
            wishes=tuple(made),
            replaced=tuple(replaced),
            reached=reached,
            unmet=answered.unmet,
            runs=(runs := of_assets(answered.plan.assets if answered.plan else (), _to_run(made))),
            resting=resting(energy, runs),
            planned=answered.plan is not None,
            carbon_unknown=not energy.knows_carbon and any(_counts_carbon(wish.demand) for wish in made),
        )
        return self._told(request, kept)

    async def _forget(self, request: EnergyWish, energy: Energy) -> EnergyTold:
        meant = self._meant(request)
        if not meant:
            return self._told(request, Plainly.NO_SUCH_WISH if self.wishes.list() else Plainly.NO_WISHES)
        gone = await self.wishes.end(wish.wish_id for wish in meant)
        await energy.heed()
        return self._told(request, Gone(wishes=gone))

    def _meant(self, request: EnergyWish) -> list[Wish]:
        """Return the wishes that are to be forgotten."""
        held = self.wishes.list()
        match request.wished:
            case Wished.HOME:
                return [wish for wish in held if isinstance(wish.demand, Away)]
            case Wished.FORGET if request.asset_ids:
                return [wish for wish in held if wish.asset_id in request.asset_ids]
            case Wished.FORGET:
                return [wish for wish in held if _together(wish, held[0])]
        return held if request.wished is Wished.FORGET_ALL else []

    def _may(self, user_id: str | None, asset_id: str | None, energy: Energy) -> bool:
        """Return whether somebody may control an asset, or all of them where it is about the home."""
        asset_ids = [asset.asset_id for asset in energy.assets()] if asset_id is None else [asset_id]
        return all(self.world.may_control(user_id, entity) for one in asset_ids for entity in energy.controls(one))

    async def _tried(self, request: EnergyWhatIf, energy: Energy) -> Told:
        try:
            return await energy.what_if(alternative_of(request))
        except ValueError, NotPlanned:
            return Plainly.NOT_TRIED

    def now(self) -> datetime:
        """Return the present moment on the clocks of the home."""
        return self.world.local(self.clock.now())

    def _told(self, request: EnergyRequest, told: Told, asked: Mapping[str, str] | None = None) -> EnergyTold:
        assets = self.energy.assets() if self.energy is not None else ()
        return EnergyTold(
            request=request,
            told=told,
            now=self.now(),
            names={asset.asset_id: asset.name for asset in assets},
            kinds={asset.asset_id: kind_of(asset).value for asset in assets},
            currency=self.energy.currency if self.energy is not None else "",
            asked=asked or {},
        )


def alternative_of(request: EnergyWhatIf) -> Alternative:
    """Return what is to be tried. Raises `ValueError` where the words do not say how much."""
    match request.tried:
        case Tried.BATTERY:
            return MoreBattery(capacity_kwh=request.amount, price=request.price)
        case Tried.SUN:
            return MoreSun(peak_kw=request.amount, price=request.price)
    if request.amount is None:
        raise ValueError("no amount")
    if request.tried is Tried.TEMPERATURE:
        return OtherTemperature(celsius=request.amount, asset_id=next(iter(request.asset_ids), None))
    return OtherTariff(flat=request.amount)


def _to_run(wishes: Sequence[Wish]) -> list[str]:
    """Return the assets that are to take energy by a time."""
    return [wish.demand.asset_id for wish in wishes if isinstance(wish.demand, ChargeTo | RunBy) and not wish.standing]


def _together(wish: Wish, last: Wish) -> bool:
    """Return whether two wishes were made by one sentence."""
    return wish.words == last.words and last.made_at - wish.made_at < _SENTENCE


def _counts_carbon(demand: Demand) -> bool:
    return isinstance(demand, Prefer) and demand.carbon > 0
