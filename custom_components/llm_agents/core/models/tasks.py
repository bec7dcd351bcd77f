"""One task put to models: text or data out, checked, asked again once where it was not as wanted."""

from collections.abc import Callable, Mapping, Sequence
import json
import logging
from typing import Any

from .objects import object_in
from .protocol import ChatModel, ChatRequest, Image, Message, ModelUnavailable, TextDelta

_LOGGER = logging.getLogger(__name__)

TASK_TOKENS = 4096
TASK_SECONDS = 120.0

_FORM = "Answer with one JSON object of this JSON Schema and nothing else:"
_AGAIN = "That was not as wanted: {error}. Answer again, with one JSON object of the JSON Schema and nothing else."

type Checked = Callable[[Any], Any]
"""Return data as it is wanted; raise `ValueError` with what is wrong with it."""


class TaskFailed(Exception):
    """No model did a task; the message is fit for its owner."""


async def do_task(
    models: Sequence[ChatModel],
    instructions: str,
    *,
    system: str = "",
    images: tuple[Image, ...] = (),
    schema: Mapping[str, Any] | None = None,
    check: Checked = lambda data: data,
) -> tuple[str, Any]:
    """Return the text of an answer and, with a JSON Schema, its data; the first model that can does it.

    A model that cannot see pictures is not asked about any. Raises `TaskFailed`.
    """
    able = [model for model in models if model.available and (not images or model.capabilities.images)]
    if not able:
        raise TaskFailed("no model can see pictures" if images and models else "there is no model")
    trouble = ""
    for model in able:
        chat = [Message(role="system", content=_told(system, schema, model))] if system or schema else []
        chat.append(Message(role="user", content=instructions, images=images))
        try:
            return await _attempt(model, chat, schema, check)
        except (ModelUnavailable, ValueError) as err:
            _LOGGER.debug("%s did not do a task: %s", model.name, err)
            trouble = f"{model.name}: {err}"
    raise TaskFailed(trouble)


async def _attempt(
    model: ChatModel, chat: list[Message], schema: Mapping[str, Any] | None, check: Checked
) -> tuple[str, Any]:
    """Ask one model, and once more where its data were not as wanted. Raises `ModelUnavailable` or `ValueError`."""
    text = await _answer(model, chat, schema)
    if schema is None:
        return text, text
    try:
        return text, check(object_in(text))
    except ValueError as err:
        again = Message(role="user", content=_AGAIN.format(error=str(err)[:500]))
        text = await _answer(model, [*chat, Message(role="assistant", content=text), again], schema)
        return text, check(object_in(text))


async def _answer(model: ChatModel, chat: Sequence[Message], schema: Mapping[str, Any] | None) -> str:
    text = ""
    asked = ChatRequest(
        messages=chat,
        max_tokens=TASK_TOKENS,
        seconds=TASK_SECONDS,
        schema=schema if model.capabilities.schema else None,
    )
    async for delta in model.stream(asked):
        if isinstance(delta, TextDelta):
            text += delta.text
    if not text.strip():
        raise ModelUnavailable("it said nothing")
    return text


def _told(system: str, schema: Mapping[str, Any] | None, model: ChatModel) -> str:
    if schema is None or model.capabilities.schema:
        return system
    return "\n".join([system, _FORM, json.dumps(schema, ensure_ascii=False)]).strip()
