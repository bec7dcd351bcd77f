"""Agents as data: there and back, and what is refused."""

import json
from typing import Any

import pytest

from custom_components.llm_agents.core.agents.profile_codec import (
    LONGEST_INSTRUCTIONS,
    BadProfile,
    profile_from_data,
    profile_to_data,
    shipped_profile,
)
from custom_components.llm_agents.core.agents.profiles import SHIPPED, Autonomy, Budget, Limits, Profile, Role, Scope

FULL = Profile(
    agent_id="01",
    name="Nights",
    role=Role.CUSTOM,
    scope=Scope(
        areas=frozenset({"kitchen", "hall"}),
        floors=frozenset({"up"}),
        labels=frozenset({"night"}),
        domains=frozenset({"light"}),
        device_classes=frozenset({"motion"}),
        entities=frozenset({"switch.pump"}),
    ),
    tools=frozenset({"search_home"}),
    models=("second", "first"),
    autonomy=Autonomy.SUGGEST,
    limits=Limits(depth=0, rounds=3, calls=4, tokens=500, money=0.0, seconds=12.5),
    budget=Budget(tokens_day=1000, money_month=2.5, soft=0.5),
    languages=frozenset({"de", "en"}),
    users=frozenset({"abc"}),
    instructions="Speak softly.",
)


@pytest.mark.parametrize("profile", [FULL, *(shipped_profile(role, "Name") for role in SHIPPED)])
def test_an_agent_survives_the_way_through_json(profile: Profile) -> None:
    data = json.loads(json.dumps(profile_to_data(profile)))
    assert profile_from_data(profile.agent_id, profile.name, data) == profile


def test_the_data_is_the_same_each_time() -> None:
    assert json.dumps(profile_to_data(FULL)) == json.dumps(profile_to_data(FULL))
    assert profile_to_data(FULL)["scope"]["areas"] == ["hall", "kitchen"]


def test_id_and_name_are_kept_beside_it() -> None:
    assert profile_to_data(FULL).keys().isdisjoint({"agent_id", "name"})


def test_what_is_missing_has_its_default() -> None:
    assert profile_from_data("x", " X ", {"role": "custom"}) == Profile(agent_id="x", name="X", role=Role.CUSTOM)


def test_what_a_newer_version_wrote_is_left_out() -> None:
    data = {"role": "custom", "mood": "good", "scope": {"moods": ["good"]}, "limits": {"mood": 1}}
    assert profile_from_data("x", "X", data) == Profile(agent_id="x", name="X", role=Role.CUSTOM)


def test_a_form_gives_whole_numbers_as_floats() -> None:
    profile = profile_from_data("x", "X", {"role": "custom", "limits": {"rounds": 5.0}, "budget": {"tokens_day": 9.0}})
    assert (repr(profile.limits.rounds), repr(profile.budget.tokens_day)) == ("5", "9")


def test_a_model_named_twice_is_preferred_once() -> None:
    assert profile_from_data("x", "X", {"role": "custom", "models": ["b", "a", "b"]}).models == ("b", "a")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"role": "butler"}, "role"),
        ({"autonomy": "always"}, "autonomy"),
        ({"scope": []}, "scope"),
        ({"scope": {"areas": "kitchen"}}, "scope.areas"),
        ({"scope": {"areas": [1]}}, "scope.areas"),
        ({"tools": [""]}, "tools"),
        ({"models": "best"}, "models"),
        ({"limits": {"rounds": 0}}, "limits.rounds"),
        ({"limits": {"seconds": None}}, "limits.seconds"),
        ({"limits": {"calls": -1}}, "limits.calls"),
        ({"limits": {"calls": 1.5}}, "limits.calls"),
        ({"limits": {"money": float("inf")}}, "limits.money"),
        ({"limits": {"tokens": True}}, "limits.tokens"),
        ({"budget": {"tokens_day": "many"}}, "budget.tokens_day"),
        ({"budget": {"soft": 0}}, "budget.soft"),
        ({"budget": {"soft": 1.1}}, "budget.soft"),
        ({"users": {"a": 1}}, "users"),
        ({"instructions": 5}, "instructions"),
        ({"instructions": "a" * (LONGEST_INSTRUCTIONS + 1)}, "instructions"),
    ],
)
def test_bad_data_is_refused_with_its_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadProfile) as caught:
        profile_from_data("x", "X", {"role": "custom"} | change)
    assert caught.value.field == field


def test_no_role_is_no_agent() -> None:
    with pytest.raises(BadProfile, match="role"):
        profile_from_data("x", "X", {})


def test_no_name_is_no_agent() -> None:
    with pytest.raises(BadProfile, match="name"):
        profile_from_data("x", "  ", {"role": "custom"})


def test_no_agent_of_one_s_own_is_shipped() -> None:
    with pytest.raises(KeyError):
        shipped_profile(Role.CUSTOM, "Mine")
