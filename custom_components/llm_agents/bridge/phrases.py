"""What Home Assistant says in each language when one of its own intents was served."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import logging
from typing import Any

from homeassistant.components.conversation import async_get_agent
from homeassistant.components.conversation.default_agent import DefaultAgent
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import TemplateError
from homeassistant.helpers import intent
from homeassistant.helpers.template import Template, TemplateState

from ..core.language.request import PlatformIntent

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentPhrases:
    """The templates of one language: of each intent by the kind of its answer, and of errors."""

    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def answer_to(self, request: PlatformIntent) -> str | None:
        """Return the template of the answer to a served request."""
        kinds = self.answers.get(request.intent, {})
        if "conversation_command" in request.slots and "command" in kinds:
            return kinds["command"]
        return kinds.get("default") or next(iter(kinds.values()), None)


async def load_phrases(hass: HomeAssistant, language: str) -> IntentPhrases:
    """Return the phrases of a language; none where Home Assistant does not speak it."""
    agent = async_get_agent(hass)
    loaded = await agent.async_get_or_load_intents(language) if isinstance(agent, DefaultAgent) else None
    if loaded is None:
        return IntentPhrases()
    return IntentPhrases(answers=loaded.intent_responses, errors=loaded.error_responses)


def spoken_answer(
    hass: HomeAssistant, phrases: IntentPhrases, request: PlatformIntent, response: intent.IntentResponse
) -> str:
    """Return what a handler said itself, else what Home Assistant says for it; empty where it says nothing."""
    said = str(response.speech.get(intent.SPEECH_TYPE_PLAIN, {}).get("speech") or "")
    template = phrases.answer_to(request)
    if said or not template:
        return said
    matched = [TemplateState(hass, state) for state in response.matched_states]
    unmatched = [TemplateState(hass, state) for state in response.unmatched_states]
    variables: dict[str, Any] = {
        "slots": {**request.slots, **response.speech_slots},
        "state": next(iter([*matched, *unmatched]), None),
        "query": {"matched": matched, "unmatched": unmatched},
    }
    return _rendered(hass, template, variables)


def spoken_error(hass: HomeAssistant, phrases: IntentPhrases, key: str | None) -> str:
    """Return what Home Assistant says to an error that has words of its own, else nothing."""
    template = phrases.errors.get(key or "")
    return _rendered(hass, template, {}) if template else ""


def _rendered(hass: HomeAssistant, template: str, variables: Mapping[str, Any]) -> str:
    try:
        return " ".join(str(Template(template, hass).async_render(variables, parse_result=False)).split())
    except TemplateError:
        _LOGGER.debug("A phrase of Home Assistant could not be rendered", exc_info=True)
        return ""
