"""Where the verb of a request about a list stands."""

import pytest

from custom_components.llm_agents.core.language.commands import Command, command_of
from custom_components.llm_agents.core.language.lexicon import Lexicon, lexicon

DATA = {
    "particles_last": True,
    "groups": {
        "list_verbs": {
            "add": ["füg", "füg ... hinzu", "setz", "setzen", "legen sie"],
            "complete": ["hak ... ab"],
        },
        "list_links": {"to": ["auf", "zu"]},
        "list_polite": {"polite": ["noch", "kannst du"]},
        "fillers": {"polite": ["bitte", "vielen dank"]},
        "verbs": {"off": ["lösch"]},
    },
}


@pytest.mark.parametrize(
    ("text", "operation", "between"),
    [
        ("setz milch auf x", "add", "milch auf x"),
        ("bitte setz noch milch auf x", "add", "milch auf x"),
        ("setz milch auf x vielen dank", "add", "milch auf x"),
        ("füg milch zu x hinzu", "add", "milch zu x"),
        ("hak milch auf x ab bitte", "complete", "milch auf x"),
        ("kannst du milch auf x setzen", "add", "milch auf x"),
        ("legen sie holz nach auf x setzen", "add", "legen sie holz nach auf x"),
        ("milch auf x", "add", "milch auf x"),
        ("noch milch auf x", "add", "milch auf x"),
        ("lösch milch auf x", None, ""),
        ("milch kaufen", None, ""),
        ("bitte", None, ""),
        ("", None, ""),
    ],
)
def test_command(text: str, operation: str | None, between: str) -> None:
    """The verb is found first, last, in two parts, or left out; politeness around it does not matter."""
    words = Lexicon(DATA)
    folded = [word.folded for word in words.normaliser.words(text)]
    command = command_of(folded, words)
    assert (command.operation if command else None) == operation
    assert not command or " ".join(folded[command.start : command.end]) == between


def test_a_verb_stands_first_where_none_stands_last() -> None:
    """In English nothing is put on a list without a verb, and the last word is none."""
    words = lexicon("en")
    assert command_of(["milk", "on", "the", "list"], words) is None
    assert command_of(["add", "a", "note", "to", "the", "list"], words) == Command("add", 1, 6)
