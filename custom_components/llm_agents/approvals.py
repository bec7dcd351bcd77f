"""Brings the questions that wait to where they can be answered."""

from enum import StrEnum
from functools import partial

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send

from .bridge.aloud import Speaker
from .bridge.notifying import Notifier
from .const import CONF_ASK_ALOUD, CONF_NOTIFY_APPROVALS
from .core.agents.answering import consent
from .core.agents.approvals import Approval, Fate
from .core.journal.record import Origin, Turn
from .runtime import SIGNAL_APPROVAL, LlmAgentsConfigEntry, LlmAgentsData
from .turns import Turns


class Bring(StrEnum):
    """Which questions are brought to people's phones."""

    NEVER = "never"
    UNATTENDED = "unattended"
    ALL = "all"


async def start_approvals(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> None:
    """Follow the questions of a loaded entry, and bring them where its options say."""
    data = entry.runtime_data
    keeper = data.approvals
    await keeper.open()
    entry.async_on_unload(keeper.close)
    entry.async_on_unload(data.journal.listen(keeper.note))
    entry.async_on_unload(data.journal.listen_erased(keeper.open))
    entry.async_on_unload(data.kernel.listen(keeper.hear))

    @callback
    def tell(approval: Approval, fate: Fate) -> None:
        async_dispatcher_send(hass, SIGNAL_APPROVAL, approval, fate)

    entry.async_on_unload(keeper.listen(tell))
    bring = Bring(entry.options.get(CONF_NOTIFY_APPROVALS, Bring.NEVER))
    if bring is not Bring.NEVER:
        notifier = Notifier(hass, partial(_answer, hass, Origin.CARD), all_of_them=bring is Bring.ALL)
        entry.async_on_unload(notifier.start())
        entry.async_on_unload(keeper.listen(notifier.on_change))
    if entry.options.get(CONF_ASK_ALOUD, False):
        speaker = Speaker(hass, partial(_answer, hass, Origin.VOICE), partial(_consents, data))
        entry.async_on_unload(keeper.listen(speaker.on_change))
        entry.async_on_unload(speaker.close)


async def _consents(data: LlmAgentsData, words: str, language: str) -> bool | None:
    """Return whether words are a yes or a no, `None` when they are neither."""
    reader = await data.kernel.languages.reader(language)
    return consent(words, reader, data.world.home(), data.world.states) if reader else None


async def _answer(
    hass: HomeAssistant, origin: Origin, agreed: bool, turn_id: str, context: Context, pin: str | None
) -> Turn:
    """Say yes or no for the user of a context; raises as `Turns` does."""
    turns = await Turns.of(hass, context, origin)
    if agreed:
        return await turns.approve(turn_id, None, pin=pin)
    return await turns.reject(turn_id, None)
