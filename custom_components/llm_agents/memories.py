"""The memory of one entry at work: names, habits and offers, kept as long as the entry is loaded."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.start import async_at_started

from .approvals import Bring
from .bridge.habit_notices import HabitNotifier
from .bridge.habits import HabitKeeper
from .bridge.home_source import HomeSource
from .bridge.manual_acts import ManualActs
from .const import CONF_HABITS, CONF_NOTIFY_APPROVALS, CONF_PREDICTIONS
from .core.agents.kernel import Kernel
from .core.journal.asynchronous import AsyncJournal
from .core.journal.record import Origin
from .core.memory.offers import HabitBook, Known
from .runtime import SIGNAL_HABIT
from .suggestions import Suggestions


async def keep_memory(
    hass: HomeAssistant, entry: ConfigEntry, kernel: Kernel, source: HomeSource, journal: AsyncJournal
) -> ManualActs:
    """Note what people do by hand, look for habits in it, and offer what the owner wants offered.

    Where habits are not wanted, nothing is noted, and what was noted is forgotten. The kernel has to be open.
    """
    offers = kernel.offers
    offers.desk.wanted = entry.options.get(CONF_HABITS, True)
    offers.predictions = entry.options.get(CONF_PREDICTIONS, True)

    async def read_anew() -> None:
        await offers.open(journal)
        async_dispatcher_send(hass, SIGNAL_HABIT, None)

    entry.async_on_unload(journal.listen_erased(read_anew))
    acts = ManualActs(hass)
    if not offers.desk.wanted:
        await acts.remove()
        return acts
    await acts.start()
    entry.async_on_unload(acts.stop)
    keeper = HabitKeeper(hass, source, acts, offers.desk.book)
    offers.desk.maker = keeper
    _tell_of_habits(hass, entry, source, offers.desk.book)

    @callback
    def start(_hass: HomeAssistant) -> None:
        keeper.start()

    entry.async_on_unload(async_at_started(hass, start))
    entry.async_on_unload(keeper.stop)
    return acts


def _tell_of_habits(hass: HomeAssistant, entry: ConfigEntry, source: HomeSource, book: HabitBook) -> None:
    """Tell whoever shows habits of each change, and their people where the options bring questions to them."""

    @callback
    def tell(known: Known) -> None:
        async_dispatcher_send(hass, SIGNAL_HABIT, known)

    async def answer(agreed: bool, habit_id: str, context: Context) -> str:
        return await (await Suggestions.of(hass, context, Origin.CARD)).answer(agreed, habit_id)

    entry.async_on_unload(book.listen(tell))
    if Bring(entry.options.get(CONF_NOTIFY_APPROVALS, Bring.NEVER)) is not Bring.NEVER:
        notifier = HabitNotifier(hass, source, answer)
        entry.async_on_unload(notifier.start())
        entry.async_on_unload(book.listen(notifier.on_change))
