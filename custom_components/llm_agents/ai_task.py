"""AI tasks by the models of the agents: data as text or in a structure, and typed decisions where Home Assistant has them.

The orchestrator pays. A task has no tools: what acts in the home goes through the agents and their policy.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
import json
from typing import Any, override

import probatio

from homeassistant.components.ai_task import AITaskEntity, GenDataTask, GenDataTaskResult
from homeassistant.components.conversation import AssistantContent, Attachment, ChatLog, SystemContent
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import llm
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .agents import Agent
from .bridge.compat import EVALUATION, task_features
from .const import DOMAIN
from .core.agents.profiles import ORCHESTRATOR_ID
from .core.models.deciding import MOST_OPTIONS, Decision, Probabilities
from .core.models.protocol import ChatModel, Image
from .core.models.tasks import TaskFailed, do_task
from .entity import AgentEntity
from .runtime import LlmAgentsConfigEntry

PARALLEL_UPDATES = 0

MOST_BYTES = 8 * 1024 * 1024
"""Of all pictures of a task together."""

_YES, _NO = "yes", "no"
_BUSY: ContextVar[bool] = ContextVar("llm_agents_ai_task", default=False)


async def async_setup_entry(
    hass: HomeAssistant, entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the entity that does tasks."""
    orchestrator = Agent(agent_id=ORCHESTRATOR_ID, key=entry.entry_id, subentry_id=None)
    async_add_entities([LlmAgentsTaskEntity(entry, orchestrator, "ai_task")])


@contextmanager
def _alone() -> Iterator[None]:
    """Run a task that no task of ours has set in motion: a backend may be this very entity."""
    if _BUSY.get():
        raise _error("task_within_task")
    token = _BUSY.set(True)
    try:
        yield
    finally:
        _BUSY.reset(token)


def _error(key: str, **placeholders: str) -> HomeAssistantError:
    return HomeAssistantError(translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders)


class LlmAgentsTaskEntity(AgentEntity, AITaskEntity):
    """Does tasks with the models of the orchestrator, within its budget."""

    _attr_supported_features = task_features()

    @override
    async def _async_generate_data(self, task: GenDataTask, chat_log: ChatLog) -> GenDataTaskResult:
        """Let a model make text or data."""
        if task.llm_api is not None:
            raise _error("task_without_tools")
        structure, schema = task.structure, None
        if structure is not None:
            schema = probatio.to_openapi(structure, custom_serializer=llm.selector_serializer, openapi_version="3.1.0")

        def check(data: Any) -> Any:
            try:
                return structure(data) if structure is not None else data
            except probatio.Invalid as err:
                raise ValueError(str(err)) from err

        with _alone():
            images = await self.hass.async_add_executor_job(_images, task.attachments or [])
            first = chat_log.content[0]
            try:
                text, data = await do_task(
                    self._models(chat_log.conversation_id),
                    task.instructions,
                    system=first.content if isinstance(first, SystemContent) else "",
                    images=images,
                    schema=schema,
                    check=check,
                )
            except TaskFailed as err:
                raise _error("task_failed", error=str(err)) from err
        content = AssistantContent(agent_id=self.entity_id, content=text)
        chat_log.async_add_assistant_content_without_tools(content)
        return GenDataTaskResult(conversation_id=chat_log.conversation_id, data=data)

    def _models(self, conversation_id: str) -> list[ChatModel]:
        return list(self._data.backends.router.choose(self.profile, conversation_id).models)

    async def _async_evaluate(self, task: Any) -> Any:
        """Answer typed questions about a state with probabilities."""
        if task.attachments:
            raise _error("evaluate_without_pictures")
        state = task.state if isinstance(task.state, str) else json.dumps(task.state, ensure_ascii=False)
        with _alone():
            answers = {name: await self._answer(question, state) for name, question in task.questions.items()}
        return EVALUATION.EvaluationTaskResult(answers=answers)

    async def _answer(self, question: dict[str, Any], state: str) -> Any:
        match question["type"]:
            case "noul":
                told = await self._decide(question, (_YES, _NO), state)
                return EVALUATION.NoulAnswer(noul=told[_YES])
            case "choice":
                keys = list(question["criteria"])
                options = tuple(f"{key}: {question['criteria'][key]}" for key in keys)
                told = await self._decide(question, options, state)
                found = {key: told[option] for key, option in zip(keys, options, strict=True)}
                return EVALUATION.ChoiceAnswer(choice=max(found, key=lambda key: found[key]), probabilities=found)
            case _:
                levels = tuple(f"{at}: {level}" for at, level in enumerate(question["criteria"]))
                told = await self._decide(question, levels, state)
                shares = [told[level] for level in levels]
                score = sum(at * share for at, share in enumerate(shares))
                return EVALUATION.ScoreAnswer(score=score, probabilities=shares)

    async def _decide(self, question: dict[str, Any], options: tuple[str, ...], state: str) -> Probabilities:
        if len(options) > MOST_OPTIONS:
            raise _error("too_many_options", most=str(MOST_OPTIONS))
        decision = Decision(question=question["instructions"], options=options, context=state)
        told = await self._data.backends.decisions.decide(decision, thorough=True)
        if not told:
            raise _error("nobody_decides")
        return told


def _images(attachments: list[Attachment]) -> tuple[Image, ...]:
    """Read pictures; raise `HomeAssistantError` for what is none, or too much."""
    images, size = [], 0
    for attachment in attachments:
        media_type = attachment.mime_type.partition(";")[0].strip().lower()
        if not media_type.startswith("image/"):
            raise _error("only_pictures", media_type=media_type)
        try:
            size += attachment.path.stat().st_size
            if size > MOST_BYTES:
                raise _error("pictures_too_large")
            images.append(Image(data=attachment.path.read_bytes(), media_type=media_type))
        except OSError as err:
            raise _error("picture_unreadable") from err
    return tuple(images)
