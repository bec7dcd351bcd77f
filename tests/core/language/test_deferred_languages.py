"""Times and conditions in every language: see `deferred.yaml`."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
import yaml

from bench.own import own_file
from bench.plain import States, home_of
from custom_components.llm_agents.core.home.model import Home
from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, ReadContext, Reader

from .conftest import brief

SAID: Mapping[str, Sequence[Sequence[str]]] = yaml.safe_load(Path(__file__).with_name("deferred.yaml").read_text())
CASES = [(language, said, expected) for language, cases in SAID.items() for said, *expected in cases]


@cache
def house(language: str) -> tuple[Reader, Home, States]:
    """Return the reader of a language, and the demo home in it."""
    file = own_file(language)
    home, states = home_of(file.homes[file.name])
    return Reader(language), home, states


@pytest.mark.parametrize(("language", "said", "expected"), CASES, ids=str)
def test_it_is_read_as_it_is_meant(language: str, said: str, expected: list[str]) -> None:
    reader, home, states = house(language)
    reading = reader.read(said, home, states.get, ReadContext())
    assert reading.confidence >= READER_THRESHOLD
    assert [brief(request) for request in reading.requests] == expected
