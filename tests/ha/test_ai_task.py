"""AI tasks by our models, against a server that speaks OpenAI's protocol."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from bench.model_server import ModelServer
from bench.model_server.script import parse
from custom_components.llm_agents.ai_task import MOST_BYTES, _images
from custom_components.llm_agents.bridge.compat import task_features
from custom_components.llm_agents.core.models.budgets import Period
from homeassistant.components import ai_task
from homeassistant.components.conversation import Attachment
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import llm

from .test_backends import KEY, add

ENTITY = "ai_task.llm_agents_tasks"
STRUCTURE = {
    "room": {"selector": {"text": {}}, "required": True, "description": "The room"},
    "lights": {"selector": {"number": {"min": 0, "max": 9}}},
}
EVALUATES = pytest.mark.skipif(not hasattr(ai_task, "async_evaluate"), reason="before Home Assistant 2026.11")

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture(name="server")
async def server_fixture() -> AsyncIterator[ModelServer]:
    """Return a server with a model that first answers in prose and then as it is told."""
    script = parse(
        f"""
models: [large, small]
token: {KEY}
rules:
  - user: "ready"
    after: any
    reply: {{text: "ready"}}
  - user: "not as wanted"
    after: any
    reply: {{text: '{{"room": "kitchen", "lights": 2}}'}}
  - user: "which room"
    after: any
    reply: {{text: "The kitchen, I think."}}
  - user: "is it dark"
    after: any
    reply: {{text: '{{"1": 0.8, "2": 0.2}}'}}
default: {{text: "Nothing does."}}
"""
    )
    async with ModelServer(script) as server:
        yield server


async def generate(hass: HomeAssistant, instructions: str, **data: Any) -> Any:
    """Run a task by the action."""
    response = await hass.services.async_call(
        "ai_task",
        "generate_data",
        {"task_name": "test", "entity_id": ENTITY, "instructions": instructions, **data},
        blocking=True,
        return_response=True,
    )
    assert response is not None
    return response["data"]


async def test_a_text_is_made_and_paid_by_the_orchestrator(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer
) -> None:
    await add(hass, loaded, server)
    assert await generate(hass, "what rhymes with orange") == "Nothing does."
    await hass.async_block_till_done(wait_background_tasks=True)
    data = loaded.runtime_data
    spent = data.backends.budgets.spending.spent(Period.DAY, data.kernel._clock.now(), agent="orchestrator")
    assert spent.tokens > 0


async def test_data_in_a_structure_is_checked_and_asked_for_again(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer
) -> None:
    await add(hass, loaded, server)
    assert await generate(hass, "which room", structure=STRUCTURE) == {"room": "kitchen", "lights": 2}


async def test_without_a_model_it_fails(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    with pytest.raises(HomeAssistantError, match="there is no model"):
        await generate(hass, "what rhymes with orange")


async def test_tools_are_not_given_past_the_policy(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    (assist,) = (api for api in llm.async_get_apis(hass) if api.id == llm.LLM_API_ASSIST)
    with pytest.raises(HomeAssistantError, match="uses no tools"):
        await ai_task.async_generate_data(
            hass, task_name="test", entity_id=ENTITY, instructions="open the door", llm_api=assist
        )


async def test_a_task_does_not_wait_for_itself(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    class Itself:
        name = backend_id = "itself"
        available = True
        capabilities = type("Can", (), {"images": False, "schema": True})()

        async def stream(self, request: Any) -> AsyncIterator[Any]:
            await generate(hass, "again")
            yield None

    choice = type("Choice", (), {"models": (Itself(),)})()
    with (
        patch.object(loaded.runtime_data.backends.router, "choose", return_value=choice),
        pytest.raises(HomeAssistantError, match="cannot wait for another"),
    ):
        await generate(hass, "begin")


def attachment(path: Path, mime_type: str = "image/png") -> Attachment:
    return Attachment(media_content_id="media-source://x", mime_type=mime_type, path=path)


async def test_pictures_are_read(tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(b"cat")
    (image,) = _images([attachment(path, "image/png; charset=x")])
    assert (image.data, image.media_type) == (b"cat", "image/png")
    with pytest.raises(HomeAssistantError) as err:
        _images([attachment(path, "application/pdf")])
    assert err.value.translation_key == "only_pictures"
    with pytest.raises(HomeAssistantError) as err:
        _images([attachment(tmp_path / "none.png")])
    assert err.value.translation_key == "picture_unreadable"
    path.write_bytes(b"x" * (MOST_BYTES + 1))
    with pytest.raises(HomeAssistantError) as err:
        _images([attachment(path)])
    assert err.value.translation_key == "pictures_too_large"


async def test_what_the_release_has_is_offered(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    state = hass.states.get(ENTITY)
    assert state is not None
    assert state.attributes["supported_features"] == task_features()
    evaluates = getattr(ai_task.AITaskEntityFeature, "EVALUATE", None)
    assert evaluates is None or evaluates in task_features()


@EVALUATES
async def test_typed_questions_are_evaluated(hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer) -> None:
    await add(hass, loaded, server)
    questions = {
        "dark": {"type": "noul", "instructions": "is it dark"},
        "when": {"type": "choice", "instructions": "is it dark", "criteria": {"day": "by day", "night": "by night"}},
        "how": {"type": "score", "instructions": "is it dark", "criteria": ["not", "much"]},
    }
    response = await hass.services.async_call(
        "ai_task",
        "evaluate",
        {"task_name": "test", "entity_id": ENTITY, "state": "the sun is down", "questions": questions},
        blocking=True,
        return_response=True,
    )
    assert response is not None
    answers: Any = response["answers"]
    assert answers["dark"]["noul"] == pytest.approx(0.8)
    assert answers["when"] == {
        "type": "choice",
        "choice": "day",
        "probabilities": {"day": pytest.approx(0.8), "night": pytest.approx(0.2)},
    }
    assert answers["how"]["score"] == pytest.approx(0.2)
