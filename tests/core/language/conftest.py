"""A reader with a house."""

from collections.abc import Callable, Sequence

import pytest

from custom_components.llm_agents.core.language.moments import When
from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, ReadContext, Reader
from custom_components.llm_agents.core.language.request import (
    Act,
    Condition,
    Conditional,
    Problem,
    Question,
    Reading,
    Request,
    Scheduled,
)

from .house import house, states

type Read = Callable[..., Reading]
type Hear = Callable[..., list[str]]

HOUSE = house()


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Return the English reader."""
    return Reader("en")


@pytest.fixture
def read(reader: Reader) -> Read:
    """Return the reading of a sentence in the house, from a room, after requests, before an open question."""

    def reading(
        text: str, area: str | None = None, last: Sequence[Request] = (), pending: Problem | None = None
    ) -> Reading:
        return reader.read(text, HOUSE, states, ReadContext(area_id=area, last=last, pending=pending))

    return reading


def brief(request: Request) -> str:
    """Return a request in short: `set brightness 30 light.desk`."""
    match request:
        case Act():
            value = f"{request.value:g}" if isinstance(request.value, float) else request.value
            parts = [request.action.value, request.attribute, value, *request.entity_ids]
        case Question():
            parts = [request.ask.value, request.attribute, request.expected, *request.entity_ids]
        case Problem():
            parts = [request.reason.value, *request.entity_ids]
        case Scheduled():
            inner = [brief(item) for item in request.requests]
            parts = [*_brief_time("at", request.when), *_brief_time("until", request.until), "(", *inner, ")"]
        case Conditional():
            conditions = [_brief_condition(item) for item in request.conditions]
            otherwise = ["else (", *(brief(item) for item in request.otherwise), ")"] if request.otherwise else []
            inner = [brief(item) for item in request.requests]
            parts = ["when" if request.waits else "if", *conditions, "(", *inner, ")", *otherwise]
        case _:
            return str(request)
    return " ".join(str(part) for part in parts if part is not None)


def _brief_time(use: str, when: When | None) -> list[str]:
    """Return a time in short: `at seconds 600`."""
    if when is None:
        return []
    told = {name: getattr(when, name) for name in When.__slots__}
    return [use, *(f"{name} {value}" for name, value in told.items() if value is not None and value is not False)]


def _brief_condition(condition: Condition) -> str:
    """Return a condition in short: `not any home person.anna`."""
    question = brief(condition.question) if condition.question else None
    limit = f"{condition.comparison} {condition.limit:g}" if condition.comparison else None
    words = ["not" if condition.negated else None, "becomes" if condition.becomes else None, condition.sun]
    return " ".join(str(part) for part in (*words, question, limit) if part)


@pytest.fixture
def hear(read: Read) -> Hear:
    """Return the requests of a sentence that is acted on, in short; nothing when it goes up a layer."""

    def heard(text: str, area: str | None = None, last: Sequence[Request] = ()) -> list[str]:
        reading = read(text, area, last)
        return [brief(request) for request in reading.requests] if reading.confidence >= READER_THRESHOLD else []

    return heard
