"""Requests as JSON data and back, for the journal and the websocket."""

from collections.abc import Mapping
from typing import Any

from ..plain import plain
from .energies import EnergyQuestion, EnergyWhatIf, EnergyWish, energy_from_json, energy_to_json
from .memories import MemoryRequest, memory_from_json, memory_to_json
from .moments import Part, Sun, When
from .request import (
    Act,
    Action,
    Ask,
    Attribute,
    Comparison,
    Condition,
    Conditional,
    PlatformIntent,
    Problem,
    Question,
    Reason,
    Request,
    Scheduled,
    Span,
    Talk,
    TalkRequest,
)
from .tool_use import ToolUse, tool_use_from_json, tool_use_to_json


def request_to_json(request: Request) -> dict[str, Any]:
    """Return a request as JSON data; `type` names its kind, the rest are its fields."""
    match request:
        case Act():
            return {
                "type": "act",
                "action": request.action.value,
                "entity_ids": list(request.entity_ids),
                "attribute": request.attribute.value if request.attribute else None,
                "value": plain(request.value),
                "words": request.words,
            }
        case Question():
            return {
                "type": "question",
                "ask": request.ask.value,
                "entity_ids": list(request.entity_ids),
                "attribute": request.attribute,
                "expected": request.expected,
                "words": request.words,
            }
        case PlatformIntent():
            return {
                "type": "intent",
                "intent": request.intent,
                "slots": plain(request.slots),
                "words": request.words,
            }
        case TalkRequest():
            more: dict[str, Any] = {"about": list(request.about)} if request.about else {}
            more |= {"span": request.span.value} if request.span is not Span.TODAY else {}
            return {"type": "talk", "talk": request.talk.value, "words": request.words, **more}
        case Problem():
            return {
                "type": "problem",
                "reason": request.reason.value,
                "entity_ids": list(request.entity_ids),
                "candidates": list(request.candidates),
                "details": plain(request.details),
                "act": request_to_json(request.act) if request.act else None,
                "words": request.words,
            }
        case Scheduled() | Conditional():
            return _deferred_to_json(request)
        case MemoryRequest():
            return memory_to_json(request)
        case ToolUse():
            return tool_use_to_json(request)
        case EnergyWish() | EnergyQuestion() | EnergyWhatIf():
            return energy_to_json(request, _when_to_json)


def _deferred_to_json(request: Scheduled | Conditional) -> dict[str, Any]:
    requests = [request_to_json(item) for item in request.requests]
    if isinstance(request, Scheduled):
        return {
            "type": "scheduled",
            "requests": requests,
            "when": _when_to_json(request.when),
            "until": _when_to_json(request.until),
            "command": request.command,
            "words": request.words,
        }
    return {
        "type": "conditional",
        "conditions": [condition_to_json(item) for item in request.conditions],
        "requests": requests,
        "otherwise": [request_to_json(item) for item in request.otherwise],
        "waits": request.waits,
        "words": request.words,
    }


def request_from_json(data: Mapping[str, Any]) -> Request:
    """Return the request that `request_to_json` wrote.

    Raises `ValueError` for data of another form.
    """
    try:
        return _read(data)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a request: {error!r}") from error


def _read(data: Mapping[str, Any]) -> Request:
    match data["type"]:
        case "act" | "question" | "intent":
            return _read_wish(data)
        case "talk":
            span = Span(data.get("span", Span.TODAY))
            about = tuple(data.get("about", ()))
            return TalkRequest(talk=Talk(data["talk"]), words=data["words"], about=about, span=span)
        case "problem":
            return Problem(
                reason=Reason(data["reason"]),
                entity_ids=tuple(data["entity_ids"]),
                candidates=tuple(data["candidates"]),
                details=dict(data["details"]),
                act=_read_waiting(data["act"]) if data["act"] else None,
                words=data["words"],
            )
        case "scheduled" | "conditional":
            return _read_deferred(data)
        case "memory":
            return memory_from_json(data)
        case "tool":
            return tool_use_from_json(data)
        case "energy_wish" | "energy_question" | "energy_what_if":
            return energy_from_json(data, _read_when)
    raise KeyError(data["type"])


def _read_wish(data: Mapping[str, Any]) -> Act | Question | PlatformIntent:
    if data["type"] == "intent":
        return PlatformIntent(intent=data["intent"], slots=dict(data["slots"]), words=data["words"])
    if data["type"] == "question":
        return Question(
            ask=Ask(data["ask"]),
            entity_ids=tuple(data["entity_ids"]),
            attribute=data["attribute"],
            expected=data["expected"],
            words=data["words"],
        )
    return Act(
        action=Action(data["action"]),
        entity_ids=tuple(data["entity_ids"]),
        attribute=Attribute(data["attribute"]) if data["attribute"] else None,
        value=data["value"],
        words=data["words"],
    )


def _read_waiting(data: Mapping[str, Any]) -> Act | Question | PlatformIntent | Scheduled | Conditional:
    return _read_deferred(data) if data["type"] in ("scheduled", "conditional") else _read_wish(data)


def _read_deferred(data: Mapping[str, Any]) -> Scheduled | Conditional:
    requests = tuple(_read(item) for item in data["requests"])
    if data["type"] == "conditional":
        return Conditional(
            conditions=tuple(condition_from_json(item) for item in data["conditions"]),
            requests=requests,
            otherwise=tuple(_read(item) for item in data["otherwise"]),
            waits=bool(data["waits"]),
            words=data["words"],
        )
    return Scheduled(
        requests=requests,
        when=_read_when(data["when"]),
        until=_read_when(data["until"]),
        command=data["command"],
        words=data["words"],
    )


def _when_to_json(when: When | None) -> dict[str, Any] | None:
    """Return a time as JSON data, with what was said of it alone."""
    if when is None:
        return None
    told = {name: plain(getattr(when, name)) for name in When.__slots__}
    return {name: value for name, value in told.items() if value is not None}


def _read_when(data: Mapping[str, Any] | None) -> When | None:
    if data is None:
        return None
    told = {name: data[name] for name in When.__slots__ if name in data}
    enums: dict[str, Any] = {name: kind(told[name]) for name, kind in (("part", Part), ("sun", Sun)) if name in told}
    return When(**told | enums)


def condition_to_json(condition: Condition) -> dict[str, Any]:
    """Return a condition as JSON data."""
    return {
        "question": request_to_json(condition.question) if condition.question else None,
        "comparison": condition.comparison.value if condition.comparison else None,
        "limit": condition.limit,
        "sun": condition.sun.value if condition.sun else None,
        "negated": condition.negated,
        "becomes": condition.becomes,
        "words": condition.words,
    }


def condition_from_json(data: Mapping[str, Any]) -> Condition:
    """Return the condition that `condition_to_json` wrote; raise `KeyError` or `ValueError` for other data."""
    question = _read_wish(data["question"]) if data["question"] else None
    if question is not None and not isinstance(question, Question):
        raise ValueError(f"no question: {data['question']['type']}")
    return Condition(
        question=question,
        comparison=Comparison(data["comparison"]) if data["comparison"] else None,
        limit=float(data["limit"]),
        sun=Sun(data["sun"]) if data["sun"] else None,
        negated=bool(data["negated"]),
        becomes=bool(data["becomes"]),
        words=data["words"],
    )
