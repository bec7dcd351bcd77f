"""The energy assets of an entry: read when it is loaded; what plans them is loaded only where there are some."""

from datetime import datetime
from functools import partial
import importlib
import logging

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.start import async_at_started

from .bridge.energy.solver import async_require_solver
from .bridge.energy_hub import EnergyHub
from .const import DOMAIN, SUBENTRY_ASSET
from .core.energy.asset_codec import AssetEntry, asset_from_data
from .core.energy.bad_asset import BadAsset
from .energy_repairs import forget_energy_issues, problem_reporter, report_unreadable
from .runtime import SIGNAL_ENERGY, LlmAgentsConfigEntry

_LOGGER = logging.getLogger(__name__)


def assets_of(hass: HomeAssistant, entry: ConfigEntry) -> tuple[AssetEntry, ...]:
    """Return the assets of an entry; one that cannot be read is left out, and its owner is told."""
    found = []
    for subentry in entry.get_subentries_of_type(SUBENTRY_ASSET):
        try:
            found.append(asset_from_data(subentry.subentry_id, subentry.title, subentry.data))
        except BadAsset as err:
            _LOGGER.warning("The energy asset %s cannot be read and is left out: %s", subentry.title, err)
            report_unreadable(hass, subentry.subentry_id, subentry.title)
    return tuple(found)


@callback
def hub_of(hass: HomeAssistant, entry: ConfigEntry) -> EnergyHub | None:
    """Return what stands for the assets of an entry, `None` where it has none."""
    forget_energy_issues(hass)
    entries = assets_of(hass, entry)
    return EnergyHub(entries=entries) if entries else None


@callback
def start_energy(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> None:
    """Load what plans the assets of a loaded entry beside all else, and let it begin when Home Assistant has started."""
    hub = entry.runtime_data.energy

    @callback
    def tell(_now: datetime | None = None) -> None:
        async_dispatcher_send(hass, SIGNAL_ENERGY)

    entry.async_on_unload(async_call_later(hass, 0, tell))  # once it is loaded, cards see what is there now
    if hub is not None:
        entry.async_on_unload(hub.listen(tell))
        entry.async_create_background_task(hass, _open(hass, entry, hub), name=f"{DOMAIN} energy setup")


async def _open(hass: HomeAssistant, entry: LlmAgentsConfigEntry, hub: EnergyHub) -> None:
    if not await async_require_solver(hass):
        return
    load = partial(importlib.import_module, ".bridge.energy.desk", __package__)
    module = await hass.async_add_import_executor_job(load)
    data = entry.runtime_data
    desk = module.EnergyDesk(hass, hub, data.kernel, data.world, data.kernel.heeder.wishes, problem_reporter(hass))
    await desk.open()
    hub.desk, hub.energy = desk, desk.answers
    data.kernel.heeder.energy = desk.answers
    entry.async_on_unload(desk.close)

    @callback
    def start(_hass: HomeAssistant) -> None:
        desk.start()

    entry.async_on_unload(async_at_started(hass, start))
