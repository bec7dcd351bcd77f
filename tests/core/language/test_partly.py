"""Sentences of which only some clauses are understood: those are told apart, for the layer above."""

import pytest

from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, ReadContext, Reader
from custom_components.llm_agents.core.language.request import Act, Action, Reading

from .homes import demo_home


def read(text: str) -> Reading:
    home, states = demo_home()
    return Reader("en").read(text, home, states, ReadContext())


@pytest.mark.parametrize(
    ("text", "action", "entity_id", "words"),
    [
        (
            "turn on the dining room pendant and make it cosy in the living room",
            Action.TURN_ON,
            "light.dining_room_pendant",
            "turn on the dining room pendant",
        ),
        (
            "close the office blinds and then the frobnicator must wobble",
            Action.CLOSE,
            "cover.office_blinds",
            "close the office blinds",
        ),
    ],
)
def test_a_clause_that_is_sure_by_itself_is_told(text: str, action: Action, entity_id: str, words: str) -> None:
    found = read(text)
    assert found.confidence < READER_THRESHOLD
    (act,) = found.sure
    assert isinstance(act, Act)
    assert (act.action, act.entity_ids, act.words) == (action, (entity_id,), words)


@pytest.mark.parametrize(
    "text",
    ["turn on the dining room pendant", "make it cosy in the living room", "hm", "do not close the office blinds"],
)
def test_a_whole_reading_and_one_of_nothing_tell_no_parts(text: str) -> None:
    assert read(text).sure == ()
