"""Whether a home is judged rightly: the benchmark's figures stand on it."""

from collections.abc import Mapping
from typing import Any

import pytest

from bench.judging import deviations, meets, tells, timers_agree


class Device:
    """A device whose keys are Home Assistant's own names, and `open` for a state."""

    DERIVED = frozenset({"items"})
    FOLLOWS_STATE = frozenset({"position"})

    def truth_of(self, state: Any, attributes: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {} if state is None else {"open": state == "open", "position": 100 * (state == "open")}
        if "current_position" in attributes:
            found["position"] = attributes["current_position"]
        return found | {name: value for name, value in attributes.items() if name != "current_position"}


SHUT = {"open": False, "position": 0, "moving": None}
OPEN = {"open": True, "position": 100, "moving": None}
DEVICES = {"cover.a": Device(), "cover.b": Device()}


def judged(after: dict[str, Any], expect: dict[str, Any], **more: Any) -> list[str]:
    """Judge two covers that were shut."""
    return deviations(
        DEVICES, {"cover.a": SHUT, "cover.b": SHUT}, {"cover.a": SHUT, "cover.b": SHUT, **after}, expect, **more
    )


def test_what_was_asked_for_and_nothing_else_is_right() -> None:
    assert judged({"cover.a": OPEN}, {"cover.a": {"state": "open"}}) == []


def test_a_wish_that_is_not_met_is_told() -> None:
    assert judged({}, {"cover.a": {"state": "open"}}) == ["cover.a.open: False, wanted True"]


def test_a_change_that_nobody_asked_for_is_told() -> None:
    wrong = judged({"cover.a": OPEN, "cover.b": {**SHUT, "tilt": 5}}, {"cover.a": {"state": "open"}})
    assert wrong == ["cover.b.tilt: changed unasked from None to 5"]


def test_nothing_may_change_where_nothing_is_expected() -> None:
    assert judged({"cover.b": OPEN}, {}) == [
        "cover.b.open: changed unasked from False to True",
        "cover.b.position: changed unasked from 0 to 100",
    ]


def test_a_state_alone_says_nothing_of_how_far() -> None:
    half = {**OPEN, "position": 60}
    assert judged({"cover.a": half}, {"cover.a": {"state": "open"}}) == []
    position = {"state": "open", "attributes": {"current_position": 100}}
    assert judged({"cover.a": half}, {"cover.a": position}) == ["cover.a.position: 60, wanted 100"]


def test_what_goes_with_a_wish_may_change_too() -> None:
    moved = {"cover.a": {**OPEN, "position": 40}}
    assert judged(moved, {"cover.a": {"truth": {"position": 40}}}) == []


def test_what_is_derived_and_what_is_ignored_is_not_judged() -> None:
    assert judged({"cover.b": {**SHUT, "items": ["milk"]}}, {}) == []
    assert judged({"cover.b": {**SHUT, "position": 7}}, {}, ignore={"cover.b": ["current_position"]}) == []
    assert judged({"cover.b": OPEN}, {}, ignore={"cover.b": ["*"]}) == []


def test_what_the_home_does_not_have_is_told() -> None:
    assert judged({}, {"cover.c": {"state": "open"}}) == ["cover.c is not in the home"]
    assert judged({}, {"cover.a": {"attributes": {"fan_mode": "auto"}}}) == [
        "cover.a.fan_mode: the device has none, wanted 'auto'"
    ]


def test_a_thing_without_a_device_is_judged_by_its_state() -> None:
    before, after = {"person.a": {"state": "home"}}, {"person.a": {"state": "away"}}
    assert deviations({}, before, after, {"person.a": {"state": "away"}}) == []
    assert deviations({}, before, after, {}) == ["person.a.state: changed unasked from 'home' to 'away'"]


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("brightness", 104, 102),
        ("volume", 0.15, 0.149),
        ("temperature", 21, "21.0"),
        ("rgb", (250, 5, 0), [255, 0, 0]),
        ("items", [("milk", False)], [["milk", False]]),
        ("on", True, True),
        ("brightness", 130, {"op": "gt", "value": 128}),
        ("brightness", 100, {"op": "lt", "value": 128}),
        ("brightness", 100, {"op": "between", "value": [90, 110]}),
        ("brightness", 100, {"op": "approx", "value": 104, "tol": 5}),
        ("state", "idle", {"op": "in", "value": ["on", "idle"]}),
        ("hvac_mode", "heat", {"op": "ne", "value": "off"}),
    ],
)
def test_near_enough_is_right(key: str, value: Any, wanted: Any) -> None:
    assert meets(key, value, wanted)


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("brightness", 106, 102),
        ("temperature", 21.5, 21),
        ("rgb", None, [255, 0, 0]),
        ("rgb", (0, 0, 255), [255, 0, 0]),
        ("on", False, True),
        ("brightness", None, {"op": "gt", "value": 128}),
        ("brightness", True, {"op": "gt", "value": 0}),
        ("brightness", 128, {"op": "gt", "value": 128}),
        ("items", None, [["milk", False]]),
    ],
)
def test_other_values_are_wrong(key: str, value: Any, wanted: Any) -> None:
    assert not meets(key, value, wanted)


def test_an_unknown_comparison_is_an_error() -> None:
    with pytest.raises(ValueError, match="like"):
        meets("on", 1, {"op": "like", "value": 1})


def test_facts_are_words_of_their_own() -> None:
    assert tells("No, it is off.", ["no"])
    assert not tells("I know.", ["no"])
    assert tells("It is 21.5 %", ["21.5%"])
    assert not tells("It is 21.5", ["21"])
    assert not tells("Two lights", [], ["two", "kitchen"])
    assert tells("Anything at all", [])


def test_a_stem_may_be_a_part_of_a_word() -> None:
    assert tells("Das Küchenfenster ist offen.", ["Küche"], stems=True)
    assert not tells("Das Küchenfenster ist offen.", ["Küche"])
    assert not tells("I know.", ["no"], stems=True)


def test_timers_agree_in_any_order() -> None:
    found: list[dict[str, Any]] = [
        {"seconds": 300, "name": "Pizza", "command": None, "active": True},
        {"seconds": 61, "name": None, "command": None, "active": False},
    ]
    assert timers_agree(found, [{"seconds": 60, "active": False}, {"seconds": 300, "name": "pizza"}])
    assert not timers_agree(found, [{"seconds": 60}])
    assert not timers_agree(found, [{"seconds": 60}, {"seconds": 300, "name": "tea"}])
    assert not timers_agree([], [{"seconds": 60}])
    assert timers_agree([], [])
