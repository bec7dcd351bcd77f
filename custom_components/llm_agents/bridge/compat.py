"""What differs between the versions of Home Assistant that we support, 2026.10 to 2026.11; and nowhere else."""

from collections.abc import Awaitable, Callable
from inspect import signature
from typing import Any

from homeassistant.components import ai_task
from homeassistant.components.conversation.default_agent import DefaultAgent
from homeassistant.components.intent import TimerManager
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent


def is_intent_script(handler: intent.IntentHandler) -> bool:
    """Return whether an intent is one that the owner wrote as an intent script.

    The class moved within its integration in 2026.11, so it is known by where it comes from.
    """
    module = type(handler).__module__
    return module == "homeassistant.components.intent_script" or module.startswith(
        "homeassistant.components.intent_script."
    )


def delayed_commands_keep_user() -> bool:
    """Return whether a command that waited for a timer comes back as the user who gave it; since 2026.11 it does."""
    return "context" in signature(TimerManager.start_timer).parameters


async def prepare_strict(agent: DefaultAgent, language: str) -> None:
    """Let Home Assistant's agent load what it needs to recognise the exposed names of a language.

    Since 2026.11 it can leave out the rest, which is not used here.
    """
    prepare: Any = agent.async_prepare
    if "strict_intents_only" in signature(prepare).parameters:
        await prepare(language, strict_intents_only=True)
    else:
        await prepare(language)


def ai_task_evaluate(hass: HomeAssistant) -> Callable[..., Awaitable[Any]] | None:
    """Return the function that lets an AI task entity make typed decisions; `None` before 2026.11, or without one.

    It is given only where the owner chose an entity for it and allowed its use without being asked each time.
    """
    evaluate: Callable[..., Awaitable[Any]] | None = getattr(ai_task, "async_evaluate", None)
    preferences: Any = hass.data.get(ai_task.DATA_PREFERENCES)
    if evaluate is None or not getattr(preferences, "evaluate_entity_id", None):
        return None
    return evaluate if getattr(preferences, "allow_automatic_evaluation", False) else None


EVALUATION: Any = ai_task
"""Where the types of `ai_task.evaluate` are, since 2026.11; before, nobody asks for them."""


def task_features() -> ai_task.AITaskEntityFeature:
    """Return what our AI task entity can do in this release: evaluation is there since 2026.11."""
    features = ai_task.AITaskEntityFeature
    evaluate = getattr(features, "EVALUATE", features(0))
    return features.GENERATE_DATA | features.SUPPORT_ATTACHMENTS | evaluate
