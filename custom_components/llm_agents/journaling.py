"""The journal of an entry: opened and moved aside, kept as long as the owner wants, and followed."""

from collections.abc import Callable
from datetime import datetime, timedelta
import logging
from pathlib import Path

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from .const import CONF_RETENTION_DAYS, DEFAULT_RETENTION_DAYS, DOMAIN
from .core.agents.figures import AllFigures
from .core.journal.asynchronous import AsyncJournal
from .core.journal.events import Event
from .core.journal.record import Turn
from .core.journal.store import JournalError, JournalTooNew
from .repairs import report_journal_moved
from .runtime import SIGNAL_KEPT, SIGNAL_TURN, LlmAgentsConfigEntry

_LOGGER = logging.getLogger(__name__)

_JOURNAL = "journal.db"
_FORGET_EVERY = timedelta(days=1)
_TURNS_COUNTED = 1000
"""The turns from which the figures of agents are brought back."""


def folder_of(hass: HomeAssistant) -> Path:
    """Return where the journal is."""
    return Path(hass.config.path(DOMAIN))


async def open_journal(hass: HomeAssistant) -> AsyncJournal:
    """Open the journal; raise what tells Home Assistant that the setup failed."""
    folder = folder_of(hass)
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


def teller(hass: HomeAssistant, journal: AsyncJournal) -> Callable[[Turn], None]:
    """Return what tells everybody of a turn, and the owner when the journal broke under it."""

    @callback
    def tell(turn: Turn) -> None:
        async_dispatcher_send(hass, SIGNAL_TURN, turn)
        report_journal_moved(hass, journal.moved_aside)

    return tell


@callback
def tell_what_is_kept(hass: HomeAssistant, entry: LlmAgentsConfigEntry, journal: AsyncJournal) -> None:
    """Tell whoever shows what the journal keeps that there is more, or less, of it."""

    @callback
    def kept(event: Event) -> None:
        async_dispatcher_send(hass, SIGNAL_KEPT, event)

    async def erased() -> None:
        async_dispatcher_send(hass, SIGNAL_KEPT, None)

    entry.async_on_unload(journal.listen(kept))
    entry.async_on_unload(journal.listen_erased(erased))


async def keep_figures(entry: LlmAgentsConfigEntry, journal: AsyncJournal, figures: AllFigures) -> None:
    """Bring the figures of agents back, and bring them back anew when turns were erased."""

    async def renew() -> None:
        figures.renew(await journal.latest(_TURNS_COUNTED))

    await renew()
    entry.async_on_unload(journal.listen_erased(renew))


def keep_for_days(hass: HomeAssistant, entry: LlmAgentsConfigEntry, journal: AsyncJournal) -> None:
    """Forget what is older than the owner wants it kept, now and every day."""
    kept = timedelta(days=entry.options.get(CONF_RETENTION_DAYS, DEFAULT_RETENTION_DAYS))

    async def forget(now: datetime) -> None:
        try:
            await journal.forget((now - kept).isoformat(), dt_util.get_default_time_zone())
        except JournalError as err:
            _LOGGER.warning("Old turns could not be forgotten: %s", err)

    entry.async_on_unload(async_track_time_interval(hass, forget, _FORGET_EVERY, cancel_on_shutdown=True))
    entry.async_create_background_task(hass, forget(dt_util.utcnow()), name=f"{DOMAIN} forget")
