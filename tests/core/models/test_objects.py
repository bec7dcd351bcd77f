"""JSON objects in what models write, whole, broken, and too deep to be read."""

from typing import Any

import pytest

from custom_components.llm_agents.core.models.objects import object_in, parsed


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", {}),
        ("  ", {}),
        ('{"a": 1}', {"a": 1}),
        ('{"a": ', None),
        ("[1]", None),
        ("null", None),
        pytest.param("[" * 99999, None, id="deep"),
    ],
)
def test_arguments_that_are_no_object_are_none(arguments: str, expected: Any) -> None:
    assert parsed(arguments) == expected


def test_words_around_an_object_are_let_be() -> None:
    assert object_in('Well: {"a": {"b": 1}} I think.') == {"a": {"b": 1}}


DEEP = "[" * 99_999 + "]" * 99_999


@pytest.mark.parametrize(
    "text", ["", "no idea", "}{", '{"a": ', '{"a": }', pytest.param(f'{{"a": {DEEP}}}', id="deep")]
)
def test_a_text_without_an_object_is_told(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        object_in(text)
