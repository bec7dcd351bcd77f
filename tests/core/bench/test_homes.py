"""The homes as the core sees them."""

import pytest

from bench.homes import family_home, large_home
from bench.plain import home_of
from custom_components.llm_agents.core.home.features import CoverFeature, FanFeature


def test_a_large_home_has_its_size_and_begins_with_the_family() -> None:
    home = large_home(500)
    assert len(home["entities"]) == 500
    assert len({spec["entity_id"] for spec in home["entities"]}) == 500
    areas = {spec["id"] for spec in home["areas"]}
    assert {spec["area"] for spec in home["entities"] if spec["area"]} <= areas
    with pytest.raises(ValueError, match="at most"):
        large_home(100_000)


def test_attributes_are_as_home_assistant_would_show_them() -> None:
    home, states = home_of(family_home())
    blinds, fan = states["cover.kitchen_blinds"], states["fan.kitchen_fan"]
    assert blinds.attributes["supported_features"] & CoverFeature.SET_POSITION
    assert not blinds.attributes["supported_features"] & CoverFeature.SET_TILT_POSITION
    assert fan.attributes["supported_features"] & FanFeature.SET_SPEED
    assert "percentage" not in fan.attributes
    assert home.entities["cover.kitchen_blinds"].device_class == "blind"


def test_what_is_not_exposed_is_not_in_the_home() -> None:
    spec = family_home()
    spec["entities"][0]["expose"] = False
    home, states = home_of(spec)
    assert spec["entities"][0]["entity_id"] not in home.entities
    assert spec["entities"][0]["entity_id"] in states
