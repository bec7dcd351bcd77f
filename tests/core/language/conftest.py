"""A reader with a house."""

from collections.abc import Callable, Sequence

import pytest

from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, ReadContext, Reader
from custom_components.llm_agents.core.language.request import Act, Problem, Question, Reading, Request

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
        case _:
            return str(request)
    return " ".join(str(part) for part in parts if part is not None)


@pytest.fixture
def hear(read: Read) -> Hear:
    """Return the requests of a sentence that is acted on, in short; nothing when it goes up a layer."""

    def heard(text: str, area: str | None = None, last: Sequence[Request] = ()) -> list[str]:
        reading = read(text, area, last)
        return [brief(request) for request in reading.requests] if reading.confidence >= READER_THRESHOLD else []

    return heard
