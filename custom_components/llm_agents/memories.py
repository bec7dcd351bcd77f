"""The memory of one entry at work: names, habits and offers, kept as long as the entry is loaded."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.start import async_at_started

from .bridge.habits import HabitKeeper
from .bridge.home_source import HomeSource
from .bridge.manual_acts import ManualActs
from .const import CONF_HABITS, CONF_PREDICTIONS
from .core.agents.kernel import Kernel
from .core.journal.asynchronous import AsyncJournal


async def keep_memory(
    hass: HomeAssistant, entry: ConfigEntry, kernel: Kernel, source: HomeSource, journal: AsyncJournal
) -> ManualActs:
    """Note what people do by hand, look for habits in it, and offer what the owner wants offered.

    Where habits are not wanted, nothing is noted, and what was noted is forgotten. The kernel has to be open.
    """
    offers = kernel.offers
    offers.habits = entry.options.get(CONF_HABITS, True)
    offers.predictions = entry.options.get(CONF_PREDICTIONS, True)

    async def read_anew() -> None:
        await offers.open(journal)

    entry.async_on_unload(journal.listen_erased(read_anew))
    acts = ManualActs(hass)
    if not offers.habits:
        await acts.remove()
        return acts
    await acts.start()
    entry.async_on_unload(acts.stop)
    keeper = HabitKeeper(hass, source, acts, offers.book)
    offers.maker = keeper

    @callback
    def start(_hass: HomeAssistant) -> None:
        keeper.start()

    entry.async_on_unload(async_at_started(hass, start))
    entry.async_on_unload(keeper.stop)
    return acts
