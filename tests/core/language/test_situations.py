"""What people say instead of asking for it, as data."""

import pytest

from custom_components.llm_agents.core.agents.risks import risk_of
from custom_components.llm_agents.core.home.model import Entity, Home
from custom_components.llm_agents.core.language.request import Action, Attribute
from custom_components.llm_agents.core.language.situations import Situation, Situations, situations

HOME = Home(version=1)
WARM = Home(version=1, temperature_unit="°F")


def test_each_situation_is_an_act_that_the_policy_knows() -> None:
    found = situations("en").all()
    assert len(found) > 40
    for situation in found:
        domain, _, device_class = situation.kind.partition(".")
        entity = Entity(entity_id=f"{domain}.x", name="x", device_class=device_class or None)
        assert risk_of(situation.act(("x",), HOME, ""), entity, None) is not None, situation.key


def test_a_situation_means_an_operation() -> None:
    act = Situation.from_data("on scene", ["x"]).act(("scene.a",), HOME, "words")
    assert (act.action, act.entity_ids, act.value, act.words) == (Action.ACTIVATE, ("scene.a",), None, "words")


@pytest.mark.parametrize(
    ("key", "home", "value"),
    [
        ("raise temperature climate", HOME, 1),
        ("lower temperature climate", HOME, -1),
        ("raise temperature climate", WARM, 2),
        ("lower brightness light", WARM, -20),
    ],
)
def test_a_situation_may_mean_a_step(key: str, home: Home, value: float) -> None:
    act = Situation.from_data(key, ["x"]).act(("x.a",), home, "")
    assert (act.action, act.value) == (Action.ADJUST, value)
    assert act.attribute in (Attribute.TEMPERATURE, Attribute.BRIGHTNESS)


@pytest.mark.parametrize("key", ["dock light", "dance light", "raise mood light", "on", "unlock switch"])
def test_what_cannot_be_asked_of_a_kind_is_refused(key: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each for a reason of its own
        Situation.from_data(key, ["x"])


def test_what_is_said_of_a_kind_goes_before_what_is_said_of_its_domain() -> None:
    known = situations("en")
    garage = Entity(entity_id="cover.a", name="a", device_class="garage")
    blind = Entity(entity_id="cover.b", name="b", device_class="blind")
    assert {item.kind for item in known.of(garage)} == {"cover.garage"}
    assert {item.kind for item in known.of(blind)} == {"cover"}
    assert known.of(Entity(entity_id="sensor.c", name="c")) == ()


def test_sentences_with_names_are_not_among_the_bare_ones() -> None:
    known = Situations.from_data({"on light": ["dark", "dark in {room}"], "nothing": ["hm", "hm {device}"]})
    assert known.bare(known.all()) == {"on light": ["dark"]}
    assert known.nothing == ("hm",)
    assert known.domains == ("light",)


@pytest.mark.parametrize("language", ["eo", "en-GB", "../../etc", "", "en_US"])
def test_a_language_without_its_own_takes_those_of_the_source_language(language: str) -> None:
    assert situations(language).nothing == situations("en").nothing
