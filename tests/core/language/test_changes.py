"""What changed, told from the record: states, values with their units, and what no words tell."""

from typing import Any

import pytest

from custom_components.llm_agents.core.home.model import Entity, Home
from custom_components.llm_agents.core.journal.record import Change
from custom_components.llm_agents.core.language.changes import Changes, Difference
from custom_components.llm_agents.core.language.phrases import phrases

HOME = Home(version=1, entities={"light.desk": Entity(entity_id="light.desk", name="Desk lamp")})


def differences(
    before: dict[str, Any], after: dict[str, Any], states: tuple[str, str] = ("on", "on"), language: str = "en"
) -> tuple[Difference, ...]:
    change = Change(
        entity_id="light.desk",
        name="Desk lamp",
        before={"state": states[0], "attributes": before},
        after={"state": states[1], "attributes": after},
        verified=True,
    )
    return Changes(phrases(language), HOME).differences(change)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"temperature": 20}, {"temperature": 19.5}, Difference("", "20", "19.5 degrees")),
        ({"current_position": 100}, {"current_position": 30}, Difference("", "100", "30%")),
        ({"brightness": 128}, {"brightness": 51}, Difference("brightness", "50", "20%")),
        ({"volume_level": 0.3}, {"volume_level": 0.55}, Difference("volume", "30", "55%")),
        ({"source": "Radio"}, {"source": "Netflix"}, Difference("source", "Radio", "Netflix")),
        ({"is_volume_muted": False}, {"is_volume_muted": True}, Difference("muting", "off", "on")),
    ],
)
def test_values_are_told_with_their_units(before: dict[str, Any], after: dict[str, Any], told: Difference) -> None:
    assert differences(before, after) == (told,)


def test_several_values_are_told_one_by_one() -> None:
    found = differences({"brightness": 255, "color_temp_kelvin": 2700}, {"brightness": 51, "color_temp_kelvin": 4000})
    assert [difference.name for difference in found] == ["brightness", "colour temperature"]


def test_a_change_of_state_says_all() -> None:
    assert differences({"brightness": 128}, {}, ("on", "off")) == (Difference("", "on", "off"),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"brightness": 128}, {"brightness": 127}),
        ({}, {"brightness": 127}),
        ({"hs_color": [0, 100]}, {"hs_color": [120, 100]}),
    ],
)
def test_what_has_no_words_or_is_alike_in_words_is_not_told(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert differences(before, after) == ()


def test_values_are_told_in_the_language() -> None:
    found = differences({"temperature": 20.0}, {"temperature": 19.5}, language="de")
    assert found == (Difference("", "20", "19,5 Grad"),)
