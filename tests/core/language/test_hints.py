"""The kinds of device that words speak of without naming one."""

import pytest

from custom_components.llm_agents.core.language.hints import hinted_domains
from custom_components.llm_agents.core.language.lexicon import lexicon


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("make it blue", "light"),
        ("brightness please", "light"),
        ("a bit warmer", "climate"),
        ("21 degrees", "climate"),
        ("louder", "media_player"),
        ("vacuum here", "vacuum"),
        ("unlock it", "lock"),
        ("warm white", "light"),
        ("is it playing", "media_player"),
    ],
)
def test_a_word_hints_at_a_kind(text: str, domain: str) -> None:
    assert domain in hinted_domains(text, lexicon("en"))


@pytest.mark.parametrize("text", ["", "turn it on", "what a day", "tell me a story", "x " * 500])
def test_words_of_many_uses_hint_at_nothing(text: str) -> None:
    assert hinted_domains(text, lexicon("en")) == ()


def test_each_kind_is_told_once() -> None:
    found = hinted_domains("warmer warmer 21 degrees", lexicon("en"))
    assert len(found) == len(set(found))
