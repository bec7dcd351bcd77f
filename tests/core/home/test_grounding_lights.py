"""Lights: brightness, colour, colour temperature, and their former states."""

import pytest

from custom_components.llm_agents.core.home.colors import CSS_COLORS, color_near, css_color, kelvin_to_rgb
from custom_components.llm_agents.core.home.grounding import restore, snapshot
from custom_components.llm_agents.core.language.request import Action, Attribute, Reason, Value

from .things import grounded, holds, the_call, the_problem, thing

DIM = {"supported_color_modes": ["brightness"]}
FULL = {
    "supported_color_modes": ["color_temp", "hs"],
    "min_color_temp_kelvin": 2000,
    "max_color_temp_kelvin": 6500,
}
SET, ADJUST = Action.SET, Action.ADJUST
BRIGHTNESS, COLOR, KELVIN = Attribute.BRIGHTNESS, Attribute.COLOR, Attribute.COLOR_TEMPERATURE


def test_brightness_is_set_in_per_cent() -> None:
    found = grounded(thing("light.a", "off", **DIM), action=SET, attribute=BRIGHTNESS, value=40)
    assert (the_call(found).service, the_call(found).data) == ("turn_on", {"brightness_pct": 40})


@pytest.mark.parametrize(("brightness", "is_held"), [(102, True), (98, True), (107, True), (90, False), (128, False)])
def test_brightness_is_read_back_within_two_per_cent(brightness: int, is_held: bool) -> None:
    found = grounded(thing("light.a", "off", **DIM), action=SET, attribute=BRIGHTNESS, value=40)
    assert holds(found, "on", brightness=brightness) is is_held
    assert not holds(found, "off", brightness=brightness)


def test_brightness_zero_is_off() -> None:
    found = grounded(thing("light.a", "on", brightness=9, **DIM), action=SET, attribute=BRIGHTNESS, value=0)
    assert the_call(found).service == "turn_off"


def test_one_per_cent_more_is_not_already_so() -> None:
    found = grounded(thing("light.a", "on", brightness=128, **DIM), action=SET, attribute=BRIGHTNESS, value=51)
    assert the_call(found).data == {"brightness_pct": 51}


def test_the_same_brightness_is_already_so() -> None:
    found = grounded(thing("light.a", "on", brightness=128, **DIM), action=SET, attribute=BRIGHTNESS, value=50)
    assert found.already == ("light.a",)


@pytest.mark.parametrize("value", [101, 150, -1])
def test_brightness_out_of_range_tells_the_limits(value: int) -> None:
    problem = the_problem(grounded(thing("light.a", "on", **DIM), action=SET, attribute=BRIGHTNESS, value=value))
    assert problem.reason is Reason.OUT_OF_RANGE
    limits = {name: problem.details[name] for name in ("value", "minimum", "maximum", "unit")}
    assert limits == {"value": value, "minimum": 0, "maximum": 100, "unit": "%"}


@pytest.mark.parametrize("value", [None, "bright", True, float("nan"), float("inf")])
def test_brightness_needs_a_number(value: Value | None) -> None:
    problem = the_problem(grounded(thing("light.a", "on", **DIM), action=SET, attribute=BRIGHTNESS, value=value))
    assert problem.reason is Reason.MISSING_VALUE


def test_a_lamp_without_dimmer_cannot_be_dimmed() -> None:
    lamp = thing("light.a", "on", supported_color_modes=["onoff"])
    problem = the_problem(grounded(lamp, action=SET, attribute=BRIGHTNESS, value=5))
    assert (problem.reason, problem.details["what"]) == (Reason.CANNOT, "brightness")


@pytest.mark.parametrize(("by", "percent"), [(10, 60), (-10, 40), (80, 100), (-80, 1)])
def test_brighter_and_darker_move_from_the_present_and_end_at_the_limits(by: int, percent: int) -> None:
    lamp = thing("light.a", "on", brightness=127.5, **DIM)
    assert the_call(grounded(lamp, action=ADJUST, attribute=BRIGHTNESS, value=by)).data == {"brightness_pct": percent}


def test_brighter_turns_a_lamp_on() -> None:
    found = grounded(thing("light.a", "off", **DIM), action=ADJUST, attribute=BRIGHTNESS, value=20)
    assert the_call(found).data == {"brightness_pct": 20}


def test_darker_on_a_lamp_that_is_off_is_not_possible() -> None:
    problem = the_problem(grounded(thing("light.a", "off", **DIM), action=ADJUST, attribute=BRIGHTNESS, value=-20))
    assert (problem.reason, problem.details["why"]) == (Reason.CANNOT, "off")


def test_a_colour_is_set_by_its_name() -> None:
    found = grounded(thing("light.a", "off", **FULL), action=SET, attribute=COLOR, value="Light Blue")
    assert the_call(found).data == {"rgb_color": [173, 216, 230]}


def test_a_colour_is_read_back_by_hue_and_saturation() -> None:
    found = grounded(thing("light.a", "off", **FULL), action=SET, attribute=COLOR, value="green")
    assert holds(found, "on", rgb_color=(0, 255, 0))
    assert not holds(found, "on", rgb_color=(255, 255, 0))
    assert not holds(found, "on", rgb_color=(255, 255, 255))
    assert not holds(found, "on", rgb_color=None)


def test_red_is_near_red_on_either_side_of_zero_degrees() -> None:
    assert color_near((255, 0, 0))(thing("light.a", "on", rgb_color=[255, 0, 30]))


@pytest.mark.parametrize("value", ["black", "blurple"])
def test_what_is_no_colour_of_a_lamp_is_said(value: str) -> None:
    problem = the_problem(grounded(thing("light.a", "on", **FULL), action=SET, attribute=COLOR, value=value))
    assert (problem.reason, problem.details["value"]) == (Reason.CANNOT, value)


def test_a_white_lamp_has_no_colours() -> None:
    lamp = thing("light.a", "on", supported_color_modes=["color_temp"])
    assert the_problem(grounded(lamp, action=SET, attribute=COLOR, value="red")).details["what"] == "color"


def test_all_names_of_css_are_known() -> None:
    assert len(CSS_COLORS) == 148
    assert css_color("Rebecca Purple") == (0x66, 0x33, 0x99)


def test_a_colour_temperature_is_set_in_kelvin() -> None:
    found = grounded(thing("light.a", "off", **FULL), action=SET, attribute=KELVIN, value=2700)
    assert the_call(found).data == {"color_temp_kelvin": 2700}
    assert holds(found, "on", color_temp_kelvin=2702)
    assert not holds(found, "on", color_temp_kelvin=3000)


def test_a_colour_temperature_just_beyond_the_limit_is_the_limit() -> None:
    found = grounded(thing("light.a", "off", **FULL), action=SET, attribute=KELVIN, value=1950)
    assert the_call(found).data == {"color_temp_kelvin": 2000}


def test_a_colour_temperature_far_beyond_is_out_of_range() -> None:
    problem = the_problem(grounded(thing("light.a", "off", **FULL), action=SET, attribute=KELVIN, value=9000))
    assert (problem.reason, problem.details["maximum"], problem.details["unit"]) == (Reason.OUT_OF_RANGE, 6500, "K")


def test_warmer_moves_from_the_present_white() -> None:
    lamp = thing("light.a", "on", color_temp_kelvin=3000, color_mode="color_temp", **FULL)
    found = grounded(lamp, action=ADJUST, attribute=KELVIN, value=-500)
    assert the_call(found).data == {"color_temp_kelvin": 2500}


def test_a_colour_lamp_imitates_a_white() -> None:
    lamp = thing("light.a", "on", supported_color_modes=["rgb"])
    found = grounded(lamp, action=SET, attribute=KELVIN, value=2700)
    assert the_call(found).data == {"color_temp_kelvin": 2700}
    assert holds(found, "on", rgb_color=kelvin_to_rgb(2700))
    assert not holds(found, "on", rgb_color=(0, 0, 255))


def test_the_white_of_a_black_body_is_white_at_6600_kelvin() -> None:
    assert kelvin_to_rgb(6600) == pytest.approx((255, 255, 255), abs=3)


def test_a_snapshot_keeps_what_makes_the_light() -> None:
    lamp = thing(
        "light.a", "on", brightness=77, color_mode="hs", hs_color=(20.0, 80.0), friendly_name="x", effect=None, **FULL
    )
    assert snapshot(lamp) == {
        "state": "on",
        "attributes": {"brightness": 77, "color_mode": "hs", "hs_color": [20.0, 80.0]},
    }


def test_a_lamp_that_was_off_goes_off() -> None:
    before = snapshot(thing("light.a", "off", **DIM))
    (step,) = restore("light.a", before, thing("light.a", "on", brightness=9, **DIM)) or ()
    assert (step.call.service, step.call.data) == ("turn_off", {})


def test_a_lamp_comes_back_with_brightness_and_colour() -> None:
    before = snapshot(thing("light.a", "on", brightness=77, color_mode="hs", hs_color=(20.0, 80.0), **FULL))
    (step,) = restore("light.a", before, thing("light.a", "off", **FULL)) or ()
    assert step.call.data == {"brightness": 77, "hs_color": [20.0, 80.0]}
    (expectation,) = step.expectations
    assert expectation.holds(thing("light.a", "on", brightness=77, color_mode="hs", hs_color=(20.0, 80.0)))
    assert not expectation.holds(thing("light.a", "on", brightness=77, color_mode="color_temp"))


def test_an_effect_comes_back_instead_of_its_momentary_colour() -> None:
    lamp = thing("light.a", "on", brightness=77, color_mode="hs", hs_color=(20.0, 80.0), effect="rainbow", **FULL)
    (step,) = restore("light.a", snapshot(lamp), thing("light.a", "off", **FULL)) or ()
    assert step.call.data == {"brightness": 77, "effect": "rainbow"}


def test_nothing_is_called_for_a_lamp_that_is_as_before() -> None:
    lamp = thing("light.a", "on", brightness=77, color_mode="brightness", **DIM)
    assert restore("light.a", snapshot(lamp), lamp) == ()
