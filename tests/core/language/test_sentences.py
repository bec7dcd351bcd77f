"""Sentences over two homes that the reader was not made from: see `sentences.yaml`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from custom_components.llm_agents.core.home.model import Home, StateReader
from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, ReadContext, Reader
from custom_components.llm_agents.core.language.request import Act, PlatformIntent, Problem, Request, TalkRequest

from .conftest import brief
from .homes import bench_home, demo_home

SENTENCES: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text())
HOMES = {"demo": demo_home(), "bench": bench_home()}
CASES = [(name, case) for name in HOMES for case in SENTENCES[name]]


def heard(
    reader: Reader, house: tuple[Home, StateReader], said: Sequence[str], area: str | None = None
) -> Sequence[Request]:
    """Return what the last of some sentences asks for, and what is told to be impossible."""
    home, states = house
    last: list[Request] = []
    requests: Sequence[Request] = ()
    for text in said:
        pending = next((r for r in requests if isinstance(r, Problem) and r.candidates), None)
        reading = reader.read(text, home, states, ReadContext(area_id=area, last=tuple(last), pending=pending))
        sure = reading.confidence >= READER_THRESHOLD
        precise = all(isinstance(request, Problem) for request in reading.requests)
        requests = reading.requests if sure or precise else ()
        last += requests
    return requests


def short(request: Request | str) -> list[str]:
    """Return a request as the words of its short form, devices in the order of the alphabet."""
    if isinstance(request, PlatformIntent):
        slots = [f"{name}={value}" for name, value in sorted(request.slots.items())]
        return " ".join([request.intent, *slots]).split(" ")
    if isinstance(request, Problem):
        return [request.reason.value]
    if isinstance(request, TalkRequest):
        return [request.talk.value]
    words = (request if isinstance(request, str) else brief(request)).split(" ")
    return [*(w for w in words if not _is_id(w)), *sorted(w for w in words if _is_id(w))]


def _is_id(word: str) -> bool:
    return "." in word and word.partition(".")[0].isidentifier()


def agrees(requests: Sequence[Request], expected: Sequence[str]) -> bool:
    """Return whether requests are those expected; `*` stands for any devices."""
    if len(requests) != len(expected):
        return False
    for request, wanted in zip(requests, expected, strict=True):
        found, wish = short(request), short(wanted)
        if wish[-1] == "*":
            found = [*(word for word in found if not _is_id(word)), "*"]
        if found != wish:
            return False
    return True


@pytest.mark.parametrize(("home", "case"), CASES, ids=[f"{home}-{case['say'][-1]}" for home, case in CASES])
def test_sentence(reader: Reader, home: str, case: Mapping[str, Any]) -> None:
    """The last sentence gives the requests expected, and problems tell the words said."""
    requests = heard(reader, HOMES[home], case["say"], case.get("from"))
    assert agrees(requests, case["expect"]), [" ".join(short(request)) for request in requests]
    told = [request.details for request in requests if isinstance(request, Problem)]
    assert not case.get("details") or any(case["details"].items() <= details.items() for details in told), told


@pytest.mark.parametrize("said", SENTENCES["nothing"], ids=str)
def test_nothing_is_done(reader: Reader, said: str | list[str]) -> None:
    """What is told, asked, forbidden, put off or without an object changes nothing."""
    requests = heard(reader, HOMES["demo"], [said] if isinstance(said, str) else said)
    assert not [request for request in requests if isinstance(request, Act)]
