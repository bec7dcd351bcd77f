"""Asking our agent from an action or the websocket, by the same way that a voice takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from homeassistant.components.conversation import ConversationInput, async_converse
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..const import DOMAIN
from ..core.agents.kernel import TurnDone
from ..core.journal.record import Origin
from .choosing import own_agents


@dataclass(slots=True, kw_only=True)
class Order:
    """One asking of ours: where it comes from, who hears the answer as it comes, and how it ended."""

    origin: Origin
    on_piece: Callable[[str], None] = lambda _: None
    done: TurnDone | None = None


_ORDER: ContextVar[Order | None] = ContextVar("llm_agents_order", default=None)


def take_order(user_input: ConversationInput) -> Order:
    """Return the asking that a turn belongs to, one of its own when it is not from here.

    It is taken once: what the turn itself sets in motion, a script that asks us again, is
    another asking.
    """
    order = _ORDER.get()
    _ORDER.set(None)
    return order or Order(origin=_origin_of(user_input))


def _origin_of(user_input: ConversationInput) -> Origin:
    """Return where words came from: what speaks through a device is a voice."""
    if user_input.satellite_id or user_input.device_id:
        return Origin.VOICE
    return Origin.TEXT if user_input.context.user_id else Origin.AUTOMATION


@contextmanager
def _placed(order: Order) -> Iterator[None]:
    token = _ORDER.set(order)
    try:
        yield
    finally:
        _ORDER.reset(token)


def agent_id_of(hass: HomeAssistant, wanted: str | None) -> str:
    """Return the agent to ask; raise `ServiceValidationError` for one that is none of ours."""
    own = [*own_agents(hass)]
    if wanted is None and own:
        return own[0]
    if wanted not in own:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="no_such_agent", translation_placeholders={"agent": str(wanted)}
        )
    return wanted


async def ask(
    hass: HomeAssistant,
    order: Order,
    text: str,
    *,
    agent_id: str,
    conversation_id: str | None,
    language: str | None,
    context: Context,
) -> TurnDone:
    """Ask an agent of ours and return the end of its turn.

    Raises `HomeAssistantError` when there was none, with what Home Assistant said instead.
    """
    with _placed(order):
        result = await async_converse(hass, text, conversation_id, context, language=language, agent_id=agent_id)
    if order.done is None:
        said = str(result.response.speech.get("plain", {}).get("speech", ""))
        raise HomeAssistantError(
            translation_domain=DOMAIN, translation_key="no_answer", translation_placeholders={"error": said}
        )
    return order.done
