"""The benchmark's own cases of every language, read dry: a language cannot rot unseen."""

from collections.abc import Iterator
from functools import cache

import pytest

from bench.cases import Case
from bench.own import own_file, own_languages
from bench.plain import States, home_of
from custom_components.llm_agents.core.home.model import Home
from custom_components.llm_agents.core.language.reader import Reader

from .dry import misreadings

_FEWEST = 60


@cache
def _file(language: str) -> tuple[Home, States, dict[str, Case]]:
    file = own_file(language)
    home, states = home_of(file.homes[file.name])
    return home, states, {f"{at} {case.say[-1]}": case for at, case in enumerate(file.cases, 1)}


@cache
def _reader(language: str) -> Reader:
    return Reader(language)


def _cases() -> Iterator[tuple[str, str]]:
    for language in own_languages():
        for name, case in _file(language)[2].items():
            if case.by == "reader":
                yield language, name


@pytest.mark.parametrize(("language", "name"), _cases(), ids=lambda part: part)
def test_the_reader_understands(language: str, name: str) -> None:
    """What is said to the demo home is read as it is meant."""
    home, states, cases = _file(language)
    if found := misreadings(_reader(language), cases[name], home, states):
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize("language", own_languages())
def test_every_language_has_its_cases(language: str) -> None:
    """There are enough of them, nearly all of them for the reader, and all kinds among them."""
    cases = list(_file(language)[2].values())
    assert len(cases) >= _FEWEST
    assert sum(case.by == "reader" for case in cases) >= 0.9 * len(cases)
    assert {case.kind for case in cases} == {"action", "noop", "query"}
    assert any(case.timers for case in cases)
