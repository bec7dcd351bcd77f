"""Home Assistant's own recognisers, asked without acting.

They know every language Home Assistant speaks, and the sentences that the owner wrote.
"""

from functools import partial

from homeassistant.components.conversation import ConversationInput, async_get_agent
from homeassistant.components.conversation.default_agent import DefaultAgent
from homeassistant.core import HomeAssistant

from ..const import DOMAIN
from ..core.journal.record import Asker
from ..core.language.reader import READER_THRESHOLD
from ..core.language.request import Problem, Reading
from .actions import context_of
from .compat import prepare_strict
from .intents import is_served
from .recognised import requests_of

_WHOLE = 0.95
"""The confidence of a sentence that matched whole; not the highest, for its template may be lenient."""
_ONLY_PROBLEMS = READER_THRESHOLD  # just enough to be told


class Recogniser:
    """Reads sentences with Home Assistant's default agent."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Read with the agent of a Home Assistant."""
        self._hass = hass

    async def prepare(self, language: str) -> None:
        """Load what a language needs, so that its first sentence does not wait for it."""
        if isinstance(agent := async_get_agent(self._hass), DefaultAgent):
            await prepare_strict(agent, language)

    async def read(self, text: str, asker: Asker, language: str) -> Reading | None:
        """Return what a sentence asks for, `None` when Home Assistant would not understand it either.

        Only names that are exposed are matched, which is also the quickest of its ways.
        """
        agent = async_get_agent(self._hass)
        if not isinstance(agent, DefaultAgent):
            return None
        heard = ConversationInput(
            text=text,
            context=context_of(asker),
            conversation_id=None,
            device_id=asker.device_id,
            satellite_id=None,
            language=language,
            agent_id=DOMAIN,
        )
        result = await agent.async_recognize_intent(heard, strict_intents_only=True)
        if result is None or result.unmatched_entities:
            return None
        requests = requests_of(
            self._hass,
            result.intent.name,
            {name: entity.value for name, entity in result.entities.items()},
            result.response,
            asker.area_id,
            text,
            is_served=partial(is_served, self._hass),
        )
        if not requests:
            return None
        doubtful = all(isinstance(request, Problem) for request in requests)
        return Reading(requests=requests, confidence=_ONLY_PROBLEMS if doubtful else _WHOLE, language=language)
