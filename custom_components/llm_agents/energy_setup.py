"""The energy assets of an entry: read when it is loaded; what plans them is loaded only where there are some."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
import importlib
import logging

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.start import async_at_started

from .bridge.energy.solver import async_require_solver
from .bridge.energy_hub import EnergyHub
from .bridge.places import area_of
from .const import DOMAIN, SUBENTRY_ASSET
from .core.energy.asset_codec import AssetEntry, EntityRole, asset_from_data
from .core.energy.assets import AssetKind
from .core.energy.bad_asset import BadAsset
from .core.home.model import EnergyAsset
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
    data = entry.runtime_data
    hub = data.energy
    entry.async_on_unload(data.journal.listen_erased(data.wishes.open))

    @callback
    def tell(_now: datetime | None = None) -> None:
        async_dispatcher_send(hass, SIGNAL_ENERGY)

    entry.async_on_unload(async_call_later(hass, 0, tell))  # once it is loaded, cards see what is there now
    if hub is not None:
        data.source.know_assets(spoken_assets(hass, hub.entries))
        entry.async_on_unload(hub.listen(tell))
        entry.async_create_background_task(hass, _open(hass, entry, hub), name=f"{DOMAIN} energy setup")


@callback
def spoken_assets(hass: HomeAssistant, entries: Iterable[AssetEntry]) -> tuple[EnergyAsset, ...]:
    """Return assets as they can be spoken of: by name and kind, a zone also by the room of its thermometer or thermostat."""
    return tuple(
        EnergyAsset(
            asset_id=entry.asset.asset_id,
            name=entry.asset.name,
            kind=entry.kind.value,
            area_id=_area_of(hass, entry) if entry.kind is AssetKind.ZONE else None,
        )
        for entry in entries
    )


def _area_of(hass: HomeAssistant, entry: AssetEntry) -> str | None:
    entity_ids = (*entry.controls.entity_ids, entry.entities.get(EntityRole.TEMPERATURE))
    registry = er.async_get(hass)
    for entity_id in entity_ids:
        if entity_id is None or (known := registry.async_get(entity_id)) is None:
            continue
        if (area_id := known.area_id or area_of(hass, known.device_id)) is not None:
            return area_id
    return None


async def _open(hass: HomeAssistant, entry: LlmAgentsConfigEntry, hub: EnergyHub) -> None:
    if not await async_require_solver(hass):
        return
    load = partial(importlib.import_module, ".bridge.energy.desk", __package__)
    module = await hass.async_add_import_executor_job(load)
    data = entry.runtime_data
    desk = module.EnergyDesk(hass, hub, data.kernel, data.world, data.wishes, problem_reporter(hass))
    await desk.open()
    hub.desk, hub.energy = desk, desk.answers
    data.kernel.heeder.energy = desk.answers
    entry.async_on_unload(desk.close)

    @callback
    def start(_hass: HomeAssistant) -> None:
        desk.start()

    entry.async_on_unload(async_at_started(hass, start))
