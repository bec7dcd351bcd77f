"""Agents for Home Assistant whose every act is understood, allowed, verified and remembered."""

from datetime import timedelta
from functools import partial
import logging
import shutil

from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.typing import ConfigType

from .agents import Agents, add_shipped_agents
from .api_repairs import api_reporter, forget_apis
from .approvals import start_approvals
from .backend_repairs import forget_all_backend_issues, notice_reporter
from .bridge.app_backend import AppBackend
from .bridge.app_client import AppAddress, AppClient
from .bridge.approving import ApprovalKeeper
from .bridge.backends import Backends
from .bridge.frontend import register_card
from .bridge.home_source import HomeSource
from .bridge.manual_acts import ManualActs
from .bridge.world import HassWorld
from .changing import loaded_with, take_changes_in
from .const import (
    CONF_APP,
    CONF_APPROVAL_MINUTES,
    CONF_CONFIRM,
    CONF_VERIFY_TIMEOUT,
    DEFAULT_APPROVAL_MINUTES,
    DEFAULT_VERIFY_TIMEOUT,
    DOMAIN,
    ISSUE_JOURNAL_MOVED,
    PLATFORMS,
)
from .core.agents.figures import AllFigures
from .core.agents.kernel import Kernel
from .core.agents.policy import Confirm, Policy
from .core.models.protocol import ChatModel, Ranker
from .energy_repairs import forget_energy_issues
from .energy_setup import hub_of, start_energy
from .experiment_repairs import conclusion_reporter, forget_experiments
from .happenings import tell_happenings
from .journaling import folder_of, keep_figures, keep_for_days, open_journal, tell_what_is_kept, teller
from .local_handling import watch_local_handling
from .memories import keep_memory
from .pin_form import pins_of
from .repairs import APP_ISSUES, forget_issues, trouble_reporter
from .rules import Chronicle, rules_of
from .runtime import LlmAgentsConfigEntry, LlmAgentsData
from .secret_texts import secret_texts
from .services import async_setup_services
from .websocket_api import async_setup_websocket_api

_LOGGER = logging.getLogger(__name__)

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Set up what outlives an entry: actions, websocket commands and the card."""
    async_setup_services(hass)
    async_setup_websocket_api(hass)
    await register_card(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> bool:
    """Open the journal, follow the home, and let the kernel and its agent run."""
    before = loaded_with(entry)
    journal = await open_journal(hass)
    entry.async_on_unload(journal.close)
    source = HomeSource(hass)
    world = HassWorld(hass, source)
    world.api_gone = api_reporter(hass)
    agents = Agents(hass, entry)
    models: list[ChatModel] = []
    rankers: list[Ranker] = []
    forget_all_backend_issues(hass)
    forget_experiments(hass, entry)
    forget_apis(hass, agents.profiles)
    backends = Backends(
        hass,
        entry,
        journal,
        models,
        notice_reporter(hass, entry),
        conclusion_reporter(hass, entry),
        rankers=rankers,
        profiles=agents.profiles,
    )
    policy = Policy(Confirm(entry.options.get(CONF_CONFIRM, Confirm.RISKY)), rules_of(entry))
    approve_within = timedelta(minutes=entry.options.get(CONF_APPROVAL_MINUTES, DEFAULT_APPROVAL_MINUTES))
    kernel = Kernel(
        world,
        journal,
        policy,
        models,
        rankers=rankers,
        profiles=agents.profiles,
        router=backends.router,
        decide=backends.decisions,
        pins=pins_of(entry.options),
        approve_within=approve_within,
        verify_timeout=entry.options.get(CONF_VERIFY_TIMEOUT, DEFAULT_VERIFY_TIMEOUT),
    )
    kernel.secrets = partial(secret_texts, entry)
    source.start()
    entry.async_on_unload(source.stop)
    figures = AllFigures()
    entry.async_on_unload(kernel.listen(figures.apply))
    entry.async_on_unload(kernel.listen(backends.laboratory.observe))
    entry.async_on_unload(kernel.listen(teller(hass, journal)))
    app = _start_app(hass, entry, source, kernel, (models, rankers))
    entry.runtime_data = LlmAgentsData(
        kernel=kernel,
        agents=agents,
        figures=figures,
        world=world,
        source=source,
        journal=journal,
        app=app,
        backends=backends,
        approvals=ApprovalKeeper(hass, journal, approve_within),
        policy=policy,
        energy=hub_of(hass, entry),
    )
    keep_for_days(hass, entry, journal)
    _close_at_stop(hass, entry)
    chronicle = Chronicle(journal, agents.profiles, policy)
    await chronicle.open()
    await keep_figures(entry, journal, figures)
    entry.async_on_unload(journal.listen_erased(kernel.memory.open))
    tell_what_is_kept(hass, entry, journal)
    await backends.open()
    await kernel.open()
    await kernel.prepare(hass.config.language)
    entry.runtime_data.manual_acts = await keep_memory(hass, entry, kernel, source, journal)
    await start_approvals(hass, entry)
    tell_happenings(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    _carry_out_plans(hass, entry, kernel)
    start_energy(hass, entry)
    watch_local_handling(hass, entry)
    take_changes_in(hass, entry, before, chronicle)
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
    forget_all_backend_issues(hass)
    forget_experiments(hass, None)
    forget_apis(hass, ())
    forget_energy_issues(hass)
    forget_issues(hass, ISSUE_JOURNAL_MOVED, *APP_ISSUES)
    await ManualActs(hass).remove()
    await hass.async_add_executor_job(shutil.rmtree, folder_of(hass), True)


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


def _start_app(
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

    app = AppBackend(hass, client, source, *minds, warm_up, trouble_reporter(hass, entry))
    entry.async_create_background_task(hass, app.run(), name=f"{DOMAIN} app")
    return app
