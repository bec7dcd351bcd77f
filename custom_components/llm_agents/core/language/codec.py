"""Requests as JSON data and back, for the journal and the websocket."""

from collections.abc import Mapping
from typing import Any

from ..plain import plain
from .request import Act, Action, Ask, Attribute, PlatformIntent, Problem, Question, Reason, Request, Talk, TalkRequest


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
            return {"type": "talk", "talk": request.talk.value, "words": request.words}
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
            return TalkRequest(talk=Talk(data["talk"]), words=data["words"])
        case "problem":
            return Problem(
                reason=Reason(data["reason"]),
                entity_ids=tuple(data["entity_ids"]),
                candidates=tuple(data["candidates"]),
                details=dict(data["details"]),
                act=_read_wish(data["act"]) if data["act"] else None,
                words=data["words"],
            )
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
