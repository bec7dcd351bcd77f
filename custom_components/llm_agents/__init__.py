"""Agents for Home Assistant whose every act is understood, allowed, verified and remembered."""

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
import logging
from pathlib import Path
import shutil
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from .agents import Agents, add_shipped_agents
from .approvals import start_approvals
from .backend_repairs import forget_all_backend_issues, notice_reporter
from .bridge.app_backend import AppBackend
from .bridge.app_client import AppAddress, AppClient
from .bridge.approving import ApprovalKeeper
from .bridge.backends import Backends
from .bridge.frontend import register_card
from .bridge.home_source import HomeSource
from .bridge.world import HassWorld
from .const import (
    CONF_APP,
    CONF_CONFIRM,
    CONF_RETENTION_DAYS,
    CONF_VERIFY_TIMEOUT,
    DEFAULT_RETENTION_DAYS,
    DEFAULT_VERIFY_TIMEOUT,
    DOMAIN,
    ISSUE_JOURNAL_MOVED,
    PLATFORMS,
    SUBENTRY_AGENT,
    SUBENTRY_RULE,
)
from .core.agents.figures import AllFigures
from .core.agents.kernel import Kernel
from .core.agents.policy import Confirm, Policy
from .core.journal.asynchronous import AsyncJournal
from .core.journal.record import Turn
from .core.journal.store import JournalError, JournalTooNew
from .core.models.protocol import ChatModel, Ranker
from .happenings import tell_happenings
from .local_handling import watch_local_handling
from .repairs import APP_ISSUES, forget_issues, report_journal_moved, trouble_reporter
from .rules import Chronicle, rules_of
from .runtime import SIGNAL_TURN, LlmAgentsConfigEntry, LlmAgentsData
from .services import async_setup_services
from .websocket_api import async_setup_websocket_api

_LOGGER = logging.getLogger(__name__)

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

_JOURNAL = "journal.db"
_FORGET_EVERY = timedelta(days=1)
_TURNS_COUNTED = 1000
"""The turns from which the figures of agents are brought back."""
_LIVE = frozenset({SUBENTRY_AGENT, SUBENTRY_RULE})


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Set up what outlives an entry: actions, websocket commands and the card."""
    async_setup_services(hass)
    async_setup_websocket_api(hass)
    await register_card(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> bool:
    """Open the journal, follow the home, and let the kernel and its agent run."""
    journal = await _open_journal(hass)
    entry.async_on_unload(journal.close)
    source = HomeSource(hass)
    world = HassWorld(hass, source)
    agents = Agents(hass, entry)
    models: list[ChatModel] = []
    rankers: list[Ranker] = []
    forget_all_backend_issues(hass)
    backends = Backends(hass, entry, journal, models, notice_reporter(hass, entry))
    policy = Policy(Confirm(entry.options.get(CONF_CONFIRM, Confirm.RISKY)), rules_of(entry))
    kernel = Kernel(
        world,
        journal,
        policy,
        models,
        rankers=rankers,
        profiles=agents.profiles,
        router=backends.router,
        verify_timeout=entry.options.get(CONF_VERIFY_TIMEOUT, DEFAULT_VERIFY_TIMEOUT),
    )
    source.start()
    entry.async_on_unload(source.stop)
    figures = AllFigures()
    entry.async_on_unload(kernel.listen(figures.apply))
    entry.async_on_unload(kernel.listen(_teller(hass, journal)))
    backend = _start_backend(hass, entry, source, kernel, (models, rankers))
    entry.runtime_data = LlmAgentsData(
        kernel=kernel,
        agents=agents,
        figures=figures,
        world=world,
        source=source,
        journal=journal,
        backend=backend,
        backends=backends,
        approvals=ApprovalKeeper(hass, journal),
        policy=policy,
    )
    _keep_for_days(hass, entry, journal)
    _close_at_stop(hass, entry)
    chronicle = Chronicle(entry, journal)
    await chronicle.open()
    await _keep_figures(entry, journal, figures)
    await backends.open()
    await kernel.open()
    await kernel.prepare(hass.config.language)
    await start_approvals(hass, entry)
    tell_happenings(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    _carry_out_plans(hass, entry, kernel)
    watch_local_handling(hass, entry)
    entry.async_on_unload(entry.add_update_listener(_take_in(entry, chronicle)))
    return True


async def async_migrate_entry(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> bool:
    """Bring an entry of an older version up to date; one of a newer major version is left alone."""
    if entry.version > 1:
        return False
    if entry.minor_version < 2:
        await add_shipped_agents(hass, entry)
        hass.config_entries.async_update_entry(entry, minor_version=2)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> bool:
    """Let running turns end, and close the journal."""
    if not await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        return False
    await _close(entry)
    return True


async def async_remove_entry(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> None:
    """Leave nothing behind: the journal tells what was said in the home."""
    forget_issues(hass, ISSUE_JOURNAL_MOVED, *APP_ISSUES)
    await hass.async_add_executor_job(shutil.rmtree, _folder(hass), True)


async def _keep_figures(entry: LlmAgentsConfigEntry, journal: AsyncJournal, figures: AllFigures) -> None:
    """Bring the figures of agents back, and bring them back anew when turns were erased."""

    async def renew() -> None:
        figures.renew(await journal.latest(_TURNS_COUNTED))

    await renew()
    entry.async_on_unload(journal.listen_erased(renew))


def _take_in(
    entry: LlmAgentsConfigEntry, chronicle: Chronicle
) -> Callable[[HomeAssistant, ConfigEntry], Coroutine[Any, Any, None]]:
    """Return what takes in a changed entry: agents and rules at once, beside what runs; all else by loading anew."""
    before = _loaded_with(entry)

    async def take_in(hass: HomeAssistant, changed: ConfigEntry) -> None:
        if _loaded_with(changed) != before:
            hass.config_entries.async_schedule_reload(changed.entry_id)
            return
        data = entry.runtime_data
        data.agents.renew()
        data.policy.replace(data.policy.confirm, rules_of(changed))
        await chronicle.note()

    return take_in


def _loaded_with(entry: ConfigEntry) -> tuple[Any, ...]:
    """Return what of an entry is read only when it is loaded."""
    others = {
        subentry.subentry_id: subentry.as_dict()
        for subentry in entry.subentries.values()
        if subentry.subentry_type not in _LIVE
    }
    return dict(entry.data), dict(entry.options), others


def _folder(hass: HomeAssistant) -> Path:
    return Path(hass.config.path(DOMAIN))


async def _open_journal(hass: HomeAssistant) -> AsyncJournal:
    folder = _folder(hass)
    journal = AsyncJournal(folder / _JOURNAL)
    try:
        await hass.async_add_executor_job(lambda: folder.mkdir(exist_ok=True))
        await journal.open()
    except JournalTooNew as err:
        raise ConfigEntryError(translation_domain=DOMAIN, translation_key="journal_too_new") from err
    except (JournalError, OSError) as err:
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN, translation_key="journal_failed", translation_placeholders={"error": str(err)}
        ) from err
    report_journal_moved(hass, journal.moved_aside)
    return journal


async def _close(entry: LlmAgentsConfigEntry) -> None:
    """Let running turns end, and close their journal."""
    await entry.runtime_data.kernel.close()
    await entry.runtime_data.journal.close()


def _close_at_stop(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> None:
    """Close the journal well when Home Assistant stops, which unloads no entries."""

    async def close(_event: Event) -> None:
        await _close(entry)

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_FINAL_WRITE, close))


def _carry_out_plans(hass: HomeAssistant, entry: LlmAgentsConfigEntry, kernel: Kernel) -> None:
    """Begin with what is planned when everything is there that it may be about."""

    @callback
    def start(_hass: HomeAssistant) -> None:
        kernel.start()

    entry.async_on_unload(async_at_started(hass, start))


def _teller(hass: HomeAssistant, journal: AsyncJournal) -> Callable[[Turn], None]:
    """Return what tells everybody of a turn, and the owner when the journal broke under it."""

    @callback
    def tell(turn: Turn) -> None:
        async_dispatcher_send(hass, SIGNAL_TURN, turn)
        report_journal_moved(hass, journal.moved_aside)

    return tell


def _start_backend(
    hass: HomeAssistant,
    entry: LlmAgentsConfigEntry,
    source: HomeSource,
    kernel: Kernel,
    minds: tuple[list[ChatModel], list[Ranker]],
) -> AppBackend | None:
    forget_issues(hass, *APP_ISSUES)  # those of an app that was changed or given up
    if (data := entry.data.get(CONF_APP)) is None:
        return None
    client = AppClient(async_get_clientsession(hass), AppAddress.from_data(data))

    @callback
    def warm_up(mind: ChatModel | Ranker) -> None:
        warming = kernel.warm_up(mind, hass.config.language)
        entry.async_create_background_task(hass, warming, name=f"{DOMAIN} warm-up")

    backend = AppBackend(hass, client, source, *minds, warm_up, trouble_reporter(hass, entry))
    entry.async_create_background_task(hass, backend.run(), name=f"{DOMAIN} app")
    return backend


def _keep_for_days(hass: HomeAssistant, entry: LlmAgentsConfigEntry, journal: AsyncJournal) -> None:
    """Forget what is older than the owner wants it kept, now and every day."""
    kept = timedelta(days=entry.options.get(CONF_RETENTION_DAYS, DEFAULT_RETENTION_DAYS))

    async def forget(now: datetime) -> None:
        try:
            await journal.forget((now - kept).isoformat())
        except JournalError as err:
            _LOGGER.warning("Old turns could not be forgotten: %s", err)

    entry.async_on_unload(async_track_time_interval(hass, forget, _FORGET_EVERY, cancel_on_shutdown=True))
    entry.async_create_background_task(hass, forget(dt_util.utcnow()), name=f"{DOMAIN} forget")
