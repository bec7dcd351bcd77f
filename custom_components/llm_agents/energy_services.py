"""The actions about the energy plan: plan with wishes, and what another home would cost."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import voluptuous as vol

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util

from .bridge.energy_hub import EnergyHub
from .core.energy.alternatives import Alternative, MoreBattery, MoreSun, OtherTariff, OtherTemperature
from .core.energy.ports import Energy, NotPlanned
from .core.energy.wish_book import TooManyWishes, WishBook
from .core.energy.wish_checks import WishRefused, checked
from .core.energy.wish_data import MOST_WISHES, BadWish, demand_of, plan_data, wish_data
from .core.energy.wishes import Demand, WishSource, asset_of
from .errors import invalid
from .runtime import LlmAgentsData, loaded_data

ATTR_WISHES = "wishes"
ATTR_FORGET = "forget"
ATTR_DRY_RUN = "dry_run"
ATTR_CHANGE = "change"
ATTR_ASSET = "asset"

_POSITIVE = vol.All(vol.Coerce(float), vol.Range(min=0, max=1e6))
_PLAN = vol.Schema(
    {
        vol.Optional(ATTR_WISHES, default=list): vol.All(cv.ensure_list, [dict], vol.Length(max=MOST_WISHES)),
        vol.Optional(ATTR_FORGET, default=list): vol.All(cv.ensure_list, [cv.string]),
        vol.Optional(ATTR_DRY_RUN, default=False): cv.boolean,
    }
)
_NUMBERS = ("capacity_kwh", "power_kw", "peak_kw", "price", "celsius", "flat", "export", "factor", "addition")
_WHAT_IF = vol.Schema(
    {
        vol.Required(ATTR_CHANGE): vol.In(["battery", "solar", "temperature", "tariff"]),
        vol.Optional(ATTR_ASSET): cv.string,
        **{vol.Optional(name): _POSITIVE for name in _NUMBERS if name not in ("export", "addition")},
        **{
            vol.Optional(name): vol.All(vol.Coerce(float), vol.Range(min=-10, max=10))
            for name in ("export", "addition")
        },
    }
)


def _parts(data: LlmAgentsData) -> tuple[EnergyHub, Energy]:
    """Return the assets and what answers about them; raise where there are none, or no desk yet."""
    hub = data.energy
    if hub is None:
        raise invalid("energy_no_assets")
    if hub.energy is None:
        raise hub.not_ready()
    return hub, hub.energy


async def _plan_energy(call: ServiceCall) -> ServiceResponse:
    """Plan with wishes, kept from now on unless it is a dry run; tell the plan."""
    data = loaded_data(call.hass)
    hub, energy = _parts(data)
    await _check_seen(call, hub)
    now, assets = dt_util.now(), energy.assets()
    try:
        wanted = [demand_of(wish, assets, now) for wish in call.data[ATTR_WISHES]]
        for demand, _ in wanted:
            checked(demand, assets, now.timestamp())
    except BadWish as err:
        raise invalid("energy_bad_wish", error=str(err)) from err
    except WishRefused as err:
        raise invalid("energy_bad_wish", error=err.fault.value) from err
    gone = set(call.data[ATTR_FORGET])
    ended = [wish.demand for wish in data.kernel.heeder.wishes.list() if wish.wish_id in gone]
    await _check_rights(data, hub, [*(demand for demand, _ in wanted), *ended], call.context.user_id)
    if call.data[ATTR_DRY_RUN]:
        return await _tried(energy, wanted)
    return await _kept(data.kernel.heeder.wishes, energy, wanted, call)


async def _check_seen(call: ServiceCall, hub: EnergyHub) -> None:
    """Raise where somebody may not read all that a plan tells of."""
    if (user_id := call.context.user_id) is None:
        return
    user = await call.hass.auth.async_get_user(user_id)
    for entry in hub.entries:
        entity_ids = (*entry.entities.values(), *entry.controls.entity_ids)
        if user is None or not all(user.permissions.check_entity(one, POLICY_READ) for one in entity_ids):
            raise invalid("energy_not_yours", asset=entry.asset.name)


async def _check_rights(data: LlmAgentsData, hub: EnergyHub, demands: Sequence[Demand], user_id: str | None) -> None:
    """Raise where somebody may not control what a wish is about; a wish about the home is about all of it."""
    await data.world.know(user_id)
    for demand in demands:
        about = asset_of(demand)
        for entry in hub.entries:
            if about in (None, entry.asset.asset_id) and not hub.may_control(data.world, entry, user_id):
                raise invalid("energy_not_yours", asset=entry.asset.name)


async def _tried(energy: Energy, wanted: Sequence[tuple[Demand, frozenset[int]]]) -> ServiceResponse:
    try:
        plan = await energy.tried(wanted)
    except NotPlanned as err:
        raise invalid("energy_no_plan") from err
    return {"dry_run": True, "plan": plan_data(plan, energy.assets(), dt_util.now())}


async def _kept(
    book: WishBook, energy: Energy, wanted: Sequence[tuple[Demand, frozenset[int]]], call: ServiceCall
) -> ServiceResponse:
    assets, user_id = energy.assets(), call.context.user_id
    await book.end(call.data[ATTR_FORGET])
    made = []
    try:
        for demand, days in wanted:
            wish, _ = await book.make(demand, assets, user_id=user_id, source=WishSource.ENTERED, weekdays=days)
            made.append(wish)
    except TooManyWishes as err:
        raise invalid("energy_too_many_wishes") from err
    ids = [asset_id for demand, _ in wanted if (asset_id := asset_of(demand)) is not None]
    answered = await energy.heed([wish.wish_id for wish in made], ids)
    if answered.plan is None:
        raise invalid("energy_no_plan")
    now = dt_util.now()
    kept: Any = [wish_data(wish, assets, now) | {"wish_id": wish.wish_id} for wish in book.list()]
    return {"dry_run": False, "plan": plan_data(answered.plan, assets, now), "wishes": kept}


async def _what_if(call: ServiceCall) -> ServiceResponse:
    """Tell what a change of the home would bring."""
    _, energy = _parts(loaded_data(call.hass))
    try:
        found = asdict(await energy.what_if(_alternative(call.data)))
    except NotPlanned as err:
        raise invalid("energy_no_plan") from err
    except ValueError as err:
        raise invalid("energy_cannot_try", error=str(err)) from err
    for name in ("start", "end"):
        found[name] = dt_util.as_local(dt_util.utc_from_timestamp(found[name])).isoformat()
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in found.items()}


def _alternative(given: dict[str, Any]) -> Alternative:
    def some(*names: str) -> dict[str, float]:
        return {name: given[name] for name in names if name in given}

    match given[ATTR_CHANGE]:
        case "battery":
            return MoreBattery(**some("capacity_kwh", "power_kw", "price"))
        case "solar":
            return MoreSun(**some("peak_kw", "price"))
        case "temperature":
            if "celsius" not in given:
                raise invalid("energy_cannot_try", error="celsius")
            return OtherTemperature(celsius=given["celsius"], asset_id=given.get(ATTR_ASSET))
    return OtherTariff(**some("flat", "export", "factor", "addition"))


ENERGY_ACTIONS = (
    ("plan_energy", _plan_energy, _PLAN, SupportsResponse.OPTIONAL),
    ("what_if", _what_if, _WHAT_IF, SupportsResponse.ONLY),
)
