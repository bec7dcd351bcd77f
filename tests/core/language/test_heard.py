"""Sentences of every language that the reader was not made from: `heard/LANGUAGE.yaml`, in the form of `sentences.yaml`."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.own import own_file
from bench.plain import States, home_of
from custom_components.llm_agents.core.home.model import Home
from custom_components.llm_agents.core.language.reader import Reader
from custom_components.llm_agents.core.language.request import Act

from .test_sentences import agrees, heard, short

_FILES = {path.stem: path for path in sorted(Path(__file__).with_name("heard").glob("*.yaml"))}


@cache
def _sentences(language: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(_FILES[language].read_text())
    return found


@cache
def _house(language: str) -> tuple[Home, States]:
    file = own_file(language)
    return home_of(file.homes[file.name])


@cache
def _reader(language: str) -> Reader:
    return Reader(language)


def _cases(part: str) -> Iterator[Any]:
    for language in _FILES:
        for case in _sentences(language)[part]:
            said = case["say"][-1] if isinstance(case, Mapping) else case
            yield pytest.param(language, case, id=f"{language} {said}")


@pytest.mark.parametrize(("language", "case"), _cases("demo"))
def test_sentence(language: str, case: Mapping[str, Any]) -> None:
    """The last sentence gives the requests expected."""
    home, states = _house(language)
    requests = heard(_reader(language), (home, states.get), case["say"], case.get("from"))
    assert agrees(requests, case["expect"]), [" ".join(short(request)) for request in requests]


@pytest.mark.parametrize(("language", "said"), _cases("nothing"))
def test_nothing_is_done(language: str, said: str | list[str]) -> None:
    """What is told, asked, forbidden or without an object changes nothing."""
    home, states = _house(language)
    requests = heard(_reader(language), (home, states.get), [said] if isinstance(said, str) else said)
    assert not [request for request in requests if isinstance(request, Act)]
