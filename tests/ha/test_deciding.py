"""Typed decisions in Home Assistant: by a model that was added, by the core's own evaluation where it is there."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import AsyncMock, patch

import pytest

from custom_components.llm_agents.bridge.compat import ai_task_evaluate
from custom_components.llm_agents.bridge.evaluating import EvaluateDecider
from custom_components.llm_agents.core.models.deciding import Decision
from custom_components.llm_agents.core.models.protocol import ModelUnavailable
from homeassistant.components import ai_task
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

DECISION = Decision(question="Which room?", options=("kitchen", "hallway"), context="cooking")


def choose(hass: HomeAssistant, *, allowed: bool, entity_id: str | None = "ai_task.clever") -> None:
    """Let the owner have chosen an entity for evaluation."""
    preferences = SimpleNamespace(evaluate_entity_id=entity_id, allow_automatic_evaluation=allowed)
    hass.data[ai_task.DATA_PREFERENCES] = cast("Any", preferences)


def evaluating(result: Any) -> Any:
    """Let Home Assistant evaluate."""
    mock = AsyncMock(side_effect=result) if isinstance(result, Exception) else AsyncMock(return_value=result)
    return patch.object(ai_task, "async_evaluate", mock, create=True)


def answered(probabilities: dict[str, float]) -> SimpleNamespace:
    """Return the result of an evaluation."""
    return SimpleNamespace(answers={"decision": SimpleNamespace(probabilities=probabilities)})


async def test_home_assistant_decides(hass: HomeAssistant) -> None:
    choose(hass, allowed=True)
    with evaluating(answered({"0": 0.9, "1": 0.1})) as evaluate:
        assert await EvaluateDecider(hass).decide(DECISION) == {"kitchen": 0.9, "hallway": 0.1}
    question = evaluate.await_args.kwargs["questions"]["decision"]
    assert question == {
        "type": "choice",
        "instructions": "Which room?",
        "criteria": {"0": "kitchen", "1": "hallway"},
    }
    assert evaluate.await_args.kwargs["state"] == "cooking"


@pytest.mark.parametrize("result", [HomeAssistantError("no"), SimpleNamespace(answers={}), SimpleNamespace()])
async def test_an_evaluation_that_fails_leaves_it_to_others(hass: HomeAssistant, result: Any) -> None:
    choose(hass, allowed=True)
    with evaluating(result), pytest.raises(ModelUnavailable):
        await EvaluateDecider(hass).decide(DECISION)


async def test_without_the_owners_leave_it_is_not_used(hass: HomeAssistant) -> None:
    choose(hass, allowed=False)
    with evaluating(answered({})) as evaluate:
        assert ai_task_evaluate(hass) is None
        with pytest.raises(ModelUnavailable):
            await EvaluateDecider(hass).decide(DECISION)
    evaluate.assert_not_awaited()


async def test_without_a_chosen_entity_there_is_none(hass: HomeAssistant) -> None:
    assert ai_task_evaluate(hass) is None
    choose(hass, allowed=True, entity_id=None)
    with evaluating(answered({})):
        assert ai_task_evaluate(hass) is None


@pytest.mark.skipif(not hasattr(ai_task, "async_evaluate"), reason="evaluation is there since 2026.11")
async def test_the_question_is_of_the_cores_form(hass: HomeAssistant) -> None:
    core: Any = import_module("homeassistant.components.ai_task.evaluation")
    choose(hass, allowed=True)
    with evaluating(answered({"0": 1.0, "1": 0.0})) as evaluate:
        await EvaluateDecider(hass).decide(DECISION)
    questions = evaluate.await_args.kwargs["questions"]
    assert core.QUESTIONS_SCHEMA(questions) == questions
