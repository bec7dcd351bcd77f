"""OpenAI tools on any model: a request with `tools` becomes one constrained by a JSON schema, its answer a tool call.

The engine applies tools only where a model's chat template has a section for them in a form it recognises, and drops
them silently elsewhere. Stated as a schema they hold for every model: a call that the schema does not allow cannot be
produced. The price is one call an answer, and an answer with tools that comes in one piece.
"""

from collections.abc import Mapping, Sequence
import json
from typing import Any
import uuid

type Json = dict[str, Any]

INSTRUCTIONS = (
    "You can call one of these functions. "
    "To call it, answer with a JSON object that has its name and its arguments:\n{tools}"
)
OR_ANSWER = '\nTo answer in words, answer with a JSON object {"answer": "..."}.'


class ToolsNotUsable(Exception):
    """The request's tools cannot be stated as a schema."""


def constrain(body: Mapping[str, Any]) -> Json:
    """Return the request for the engine: no `tools`, the same meaning as a schema and in the system message.

    Raises `ToolsNotUsable`.
    """
    if "response_format" in body or "grammar" in body:
        raise ToolsNotUsable("tools cannot be combined with response_format or grammar")
    choice = body.get("tool_choice") or "auto"
    functions = _functions(body["tools"], choice)
    free = choice == "auto"
    # A stop word could cut a call in half.
    dropped = {"tools", "tool_choice", "messages", "stop"}
    rest = {key: value for key, value in body.items() if key not in dropped}
    named = {"name": "tool_call", "schema": _answer_schema(functions, free=free), "strict": True}
    return {
        **rest,
        "messages": _messages(body["messages"], functions, free=free),
        "response_format": {"type": "json_schema", "json_schema": named},
    }


def plain(body: Mapping[str, Any]) -> Json:
    """Return a request that offers no tools but may tell of earlier calls, in a form every template knows."""
    rest = {key: value for key, value in body.items() if key not in {"tools", "tool_choice"}}
    return {**rest, "messages": [_in_words(message) for message in body["messages"]]}


def _functions(tools: Sequence[Mapping[str, Any]], choice: str | Mapping[str, Any]) -> list[Json]:
    """Return the functions the choice allows."""
    functions = []
    for tool in tools:
        function = tool.get("function")
        if tool.get("type") != "function" or not isinstance(function, Mapping) or not function.get("name"):
            raise ToolsNotUsable("each tool needs type 'function' and a function with a name")
        if "$ref" in json.dumps(function.get("parameters", {})):
            raise ToolsNotUsable(f"the parameters of {function['name']} use $ref, which is not supported")
        functions.append(dict(function))
    if isinstance(choice, Mapping):
        wanted = (choice.get("function") or {}).get("name")
        functions = [function for function in functions if function["name"] == wanted]
        if not functions:
            raise ToolsNotUsable(f"tool_choice names {wanted!r}, which is not among the tools")
    elif choice not in {"auto", "required"}:
        raise ToolsNotUsable(f"tool_choice {choice!r} is not one of auto, required, none or a function")
    return functions


def _answer_schema(functions: Sequence[Mapping[str, Any]], *, free: bool) -> Json:
    """Return the schema of a call of one of the functions, or, when `free`, of an answer in words."""
    shapes = [
        _object({"name": {"const": function["name"]}, "arguments": function.get("parameters") or {"type": "object"}})
        for function in functions
    ]
    if free:
        shapes.append(_object({"answer": {"type": "string"}}))
    return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}


def _object(properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _messages(messages: Sequence[Mapping[str, Any]], functions: Sequence[Json], *, free: bool) -> list[Json]:
    """Return the messages with the functions told in the system message."""
    fields = ("name", "description", "parameters")
    described = [{key: function[key] for key in fields if function.get(key)} for function in functions]
    text = INSTRUCTIONS.format(tools="\n".join(json.dumps(item, ensure_ascii=False) for item in described))
    text += OR_ANSWER if free else ""
    told = [_in_words(message) for message in messages]
    if told and told[0]["role"] == "system":
        return [{"role": "system", "content": f"{told[0]['content']}\n\n{text}"}, *told[1:]]
    return [{"role": "system", "content": text}, *told]


def _in_words(message: Mapping[str, Any]) -> Json:
    """Return a message as plain text: calls and their results are told in the form the model answers in."""
    content = _text(message.get("content"))
    if calls := message.get("tool_calls"):
        told = [
            f'{{"name": {json.dumps(call["function"]["name"])}, "arguments": {call["function"]["arguments"]}}}'
            for call in calls
        ]
        return {"role": "assistant", "content": "\n".join(filter(None, (content, *told)))}
    if message["role"] == "tool":
        return {"role": "user", "content": f"Result of the call:\n{content}"}
    return {"role": message["role"], "content": content}


def _text(content: Any) -> str:
    """Return the text of a message's content, which may come in parts."""
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content)
    return content or ""


def completion(answer: Mapping[str, Any]) -> Json:
    """Return the engine's completion of a constrained request as one with content or a tool call."""
    choice = answer["choices"][0]
    text = choice["message"].get("content") or ""
    cut = choice.get("finish_reason") == "length"
    message: Json = {"role": "assistant", "content": None}
    reason = "length" if cut else "stop"
    parsed = _parse(text)
    if "name" in parsed:
        function = {"name": parsed["name"], "arguments": json.dumps(parsed["arguments"], ensure_ascii=False)}
        message["tool_calls"] = [{"id": f"call_{uuid.uuid4().hex[:24]}", "type": "function", "function": function}]
        reason = "tool_calls"
    else:
        message["content"] = parsed.get("answer", "")
    return {**answer, "choices": [{**choice, "message": message, "finish_reason": reason}]}


def _parse(text: str) -> Json:
    """Return the object in the text; of one that was cut off only an answer in words is kept."""
    try:
        parsed = json.loads(text)
    except ValueError:
        try:
            parsed = json.loads(f'{text}"}}')
        except ValueError:
            return {}
        parsed = {"answer": parsed["answer"]} if "answer" in parsed else {}
    return parsed if isinstance(parsed, dict) else {}


def as_chunks(answer: Mapping[str, Any]) -> list[Json]:
    """Return a completion as the chunks of a stream."""
    choice = answer["choices"][0]
    delta = dict(choice["message"])
    if calls := delta.get("tool_calls"):
        delta["tool_calls"] = [{"index": index, **call} for index, call in enumerate(calls)]
    kept = {key: answer[key] for key in ("id", "created", "model") if key in answer}
    base = {**kept, "object": "chat.completion.chunk"}
    first = {"index": 0, "delta": delta, "finish_reason": None}
    last = {"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}
    return [{**base, "choices": [first]}, {**base, "choices": [last], "usage": answer.get("usage")}]
