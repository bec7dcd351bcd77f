"""Climate, water heaters, humidifiers and fans."""

import pytest

from custom_components.llm_agents.core.home.grounding import restore, snapshot
from custom_components.llm_agents.core.language.request import Action, Attribute, Reason

from .things import grounded, holds, the_call, the_problem, thing

SET, ADJUST, ON, OFF = Action.SET, Action.ADJUST, Action.TURN_ON, Action.TURN_OFF
TEMPERATURE = Attribute.TEMPERATURE
HEATING = {
    "supported_features": 1 | 16 | 128 | 256,
    "hvac_modes": ["off", "heat", "auto"],
    "preset_modes": ["none", "away", "eco"],
    "min_temp": 5,
    "max_temp": 30,
    "target_temp_step": 0.5,
}
RANGE = {"supported_features": 3, "hvac_modes": ["off", "heat_cool", "heat"], "min_temp": 5, "max_temp": 30}


def test_a_set_point_is_set() -> None:
    found = grounded(
        thing("climate.a", "heat", temperature=20, **HEATING), action=SET, attribute=TEMPERATURE, value=21.5
    )
    assert (the_call(found).service, the_call(found).data) == ("set_temperature", {"temperature": 21.5})
    assert holds(found, "heat", temperature=21.5)
    assert not holds(found, "heat", temperature=20)


def test_a_device_may_round_a_set_point_to_its_step() -> None:
    found = grounded(
        thing("climate.a", "heat", temperature=20, **HEATING), action=SET, attribute=TEMPERATURE, value=21.3
    )
    assert holds(found, "heat", temperature=21.5, target_temp_step=0.5)
    assert not holds(found, "heat", temperature=22)


def test_a_device_that_is_off_only_gets_its_set_point() -> None:
    found = grounded(thing("climate.a", "off", temperature=20, **HEATING), action=SET, attribute=TEMPERATURE, value=23)
    assert the_call(found).data == {"temperature": 23}


@pytest.mark.parametrize("value", [4, 35])
def test_a_set_point_out_of_range_tells_the_limits(value: int) -> None:
    thermostat = thing("climate.a", "heat", temperature=20, **HEATING)
    problem = the_problem(grounded(thermostat, action=SET, attribute=TEMPERATURE, value=value))
    assert problem.reason is Reason.OUT_OF_RANGE
    assert [problem.details[name] for name in ("value", "minimum", "maximum", "unit")] == [value, 5, 30, "°C"]


def test_default_limits_are_in_the_unit_of_the_home() -> None:
    thermostat = thing("climate.a", "heat", supported_features=1)
    problem = the_problem(grounded(thermostat, action=SET, attribute=TEMPERATURE, value=22, unit="°F"))
    assert (problem.details["unit"], problem.details["minimum"]) == ("°F", 44.6)


@pytest.mark.parametrize(("by", "target"), [(1, 21), (-1.5, 18.5), (40, 30), (-40, 5)])
def test_warmer_moves_the_set_point_and_ends_at_the_limit(by: float, target: float) -> None:
    thermostat = thing("climate.a", "heat", temperature=20, current_temperature=15, **HEATING)
    found = grounded(thermostat, action=ADJUST, attribute=TEMPERATURE, value=by)
    assert the_call(found).data == {"temperature": target}


def test_warmer_without_a_set_point_is_not_possible() -> None:
    problem = the_problem(grounded(thing("climate.a", "off", **HEATING), action=ADJUST, attribute=TEMPERATURE, value=1))
    assert problem.details["why"] == "unknown_now"


def test_a_device_between_two_set_points_keeps_their_distance() -> None:
    thermostat = thing("climate.a", "heat_cool", target_temp_low=19, target_temp_high=23, **RANGE)
    found = grounded(thermostat, action=SET, attribute=TEMPERATURE, value=24)
    assert the_call(found).data == {"target_temp_low": 22, "target_temp_high": 26}
    assert holds(found, "heat_cool", target_temp_low=22, target_temp_high=26)


def test_two_set_points_stay_within_the_limits() -> None:
    thermostat = thing("climate.a", "heat_cool", target_temp_low=19, target_temp_high=23, **RANGE)
    found = grounded(thermostat, action=SET, attribute=TEMPERATURE, value=30)
    assert the_call(found).data == {"target_temp_low": 28, "target_temp_high": 30}


def test_on_is_the_devices_own_on_where_it_has_one() -> None:
    found = grounded(thing("climate.a", "off", **HEATING), action=ON)
    assert the_call(found).service == "turn_on"
    assert holds(found, "auto")
    assert not holds(found, "off")


def test_on_is_a_sensible_mode_where_there_is_no_on() -> None:
    thermostat = thing("climate.a", "off", supported_features=1, hvac_modes=["off", "dry", "cool", "heat"])
    found = grounded(thermostat, action=ON)
    assert (the_call(found).service, the_call(found).data) == ("set_hvac_mode", {"hvac_mode": "heat"})


def test_on_for_a_device_that_heats_changes_nothing() -> None:
    thermostat = thing("climate.a", "heat", supported_features=1, hvac_modes=["off", "cool", "heat"])
    assert grounded(thermostat, action=ON).already == ("climate.a",)


def test_off_without_an_off_is_not_possible() -> None:
    problem = the_problem(grounded(thing("climate.a", "heat", supported_features=1, hvac_modes=["heat"]), action=OFF))
    assert (problem.reason, problem.details["what"]) == (Reason.CANNOT, "turn_off")


def test_a_mode_is_found_without_case() -> None:
    found = grounded(
        thing("climate.a", "heat_cool", target_temp_low=1, **RANGE),
        action=SET,
        attribute=Attribute.HVAC_MODE,
        value="Heat",
    )
    assert the_call(found).data == {"hvac_mode": "heat"}


def test_a_mode_that_there_is_not_tells_those_that_there_are() -> None:
    problem = the_problem(
        grounded(thing("climate.a", "heat", **HEATING), action=SET, attribute=Attribute.HVAC_MODE, value="cool")
    )
    assert (problem.details["value"], problem.details["options"]) == ("cool", "off, heat, auto")


def test_a_preset_is_set() -> None:
    found = grounded(
        thing("climate.a", "heat", preset_mode="none", **HEATING),
        action=SET,
        attribute=Attribute.PRESET_MODE,
        value="eco",
    )
    assert (the_call(found).service, the_call(found).data) == ("set_preset_mode", {"preset_mode": "eco"})


def test_a_fan_mode_needs_a_fan() -> None:
    thermostat = thing("climate.a", "heat", **HEATING)
    assert (
        the_problem(grounded(thermostat, action=SET, attribute=Attribute.FAN_MODE, value="low")).details["what"]
        == "fan_mode"
    )


def test_a_thermostat_comes_back_with_mode_preset_and_set_point() -> None:
    before = snapshot(thing("climate.a", "heat", temperature=20, preset_mode="eco", **HEATING))
    now = thing("climate.a", "off", temperature=25, preset_mode="none", **HEATING)
    steps = restore("climate.a", before, now) or ()
    assert [(step.call.service, step.call.data) for step in steps] == [
        ("set_hvac_mode", {"hvac_mode": "heat"}),
        ("set_preset_mode", {"preset_mode": "eco"}),
        ("set_temperature", {"temperature": 20}),
    ]


def test_a_thermostat_that_was_off_goes_off_last() -> None:
    before = snapshot(thing("climate.a", "off", temperature=20, **HEATING))
    steps = restore("climate.a", before, thing("climate.a", "heat", temperature=25, **HEATING)) or ()
    assert [step.call.service for step in steps] == ["set_temperature", "set_hvac_mode"]


def test_a_restored_set_point_is_exact_even_with_a_coarse_step() -> None:
    before = snapshot(thing("climate.a", "heat", temperature=20, **HEATING))
    now = thing("climate.a", "heat", temperature=20.25, **HEATING)
    steps = restore("climate.a", before, now) or ()
    assert [step.call.data for step in steps] == [{"temperature": 20}]


def test_humidity_of_a_climate_is_an_integer_within_its_limits() -> None:
    dryer = thing("climate.a", "dry", supported_features=4, min_humidity=30, max_humidity=60, humidity=45)
    found = grounded(dryer, action=SET, attribute=Attribute.HUMIDITY, value=50.4)
    assert the_call(found).data == {"humidity": 50}


WATER = {"min_temp": 30, "max_temp": 65, "operation_list": ["off", "eco", "performance"]}


def test_water_is_heated_to_a_set_point() -> None:
    heater = thing("water_heater.a", "eco", supported_features=3, temperature=50, **WATER)
    assert the_call(grounded(heater, action=SET, attribute=TEMPERATURE, value=55)).data == {"temperature": 55}


@pytest.mark.parametrize(("action", "state", "mode"), [(ON, "off", "eco"), (OFF, "eco", "off")])
def test_a_water_heater_without_switch_is_switched_by_its_mode(action: Action, state: str, mode: str) -> None:
    heater = thing("water_heater.a", state, supported_features=2, **WATER)
    found = grounded(heater, action=action)
    assert (the_call(found).service, the_call(found).data) == ("set_operation_mode", {"operation_mode": mode})


def test_a_water_heater_without_modes_cannot_be_switched() -> None:
    assert (
        the_problem(grounded(thing("water_heater.a", "eco", supported_features=1), action=OFF)).reason is Reason.CANNOT
    )


def test_a_water_heater_comes_back() -> None:
    before = snapshot(thing("water_heater.a", "eco", supported_features=7, temperature=50, away_mode="off", **WATER))
    now = thing("water_heater.a", "performance", supported_features=7, temperature=60, away_mode="on", **WATER)
    steps = restore("water_heater.a", before, now) or ()
    assert [(step.call.service, step.call.data) for step in steps] == [
        ("set_away_mode", {"away_mode": False}),
        ("set_temperature", {"temperature": 50}),
        ("set_operation_mode", {"operation_mode": "eco"}),
    ]


def test_a_humidifier_has_a_target_and_modes() -> None:
    humidifier = thing(
        "humidifier.a",
        "on",
        supported_features=1,
        humidity=40,
        min_humidity=20,
        max_humidity=70,
        available_modes=["auto", "baby"],
    )
    assert the_call(grounded(humidifier, action=SET, attribute=Attribute.HUMIDITY, value=55)).data == {"humidity": 55}
    assert the_call(grounded(humidifier, action=SET, attribute=Attribute.MODE, value="Baby")).data == {"mode": "baby"}
    problem = the_problem(grounded(humidifier, action=SET, attribute=Attribute.HUMIDITY, value=80))
    assert problem.details["maximum"] == 70


def test_a_humidifier_comes_back() -> None:
    before = snapshot(thing("humidifier.a", "off", humidity=40, mode="auto"))
    steps = (
        restore("humidifier.a", before, thing("humidifier.a", "on", humidity=60, mode="baby", supported_features=1))
        or ()
    )
    assert [step.call.service for step in steps] == ["set_mode", "set_humidity", "turn_off"]


FAN = {"supported_features": 63, "percentage_step": 100 / 3, "preset_modes": ["auto", "sleep"]}


@pytest.mark.parametrize(("value", "percentage"), [(100, 100), (50, 66), (30, 33), (1, 33), (60, 66)])
def test_a_speed_is_one_that_the_fan_has(value: int, percentage: int) -> None:
    found = grounded(thing("fan.a", "off", **FAN), action=SET, attribute=Attribute.FAN_SPEED, value=value)
    assert the_call(found).data == {"percentage": percentage}
    assert holds(found, "on", percentage=percentage)


def test_a_fine_fan_takes_any_speed() -> None:
    fan = thing("fan.a", "on", supported_features=1, percentage_step=1, percentage=10)
    assert the_call(grounded(fan, action=SET, attribute=Attribute.FAN_SPEED, value=37)).data == {"percentage": 37}


@pytest.mark.parametrize(("by", "percentage"), [(10, 66), (-10, 33), (70, 100)])
def test_faster_is_one_step_at_least_and_slower_is_never_off(by: int, percentage: int) -> None:
    fan = thing("fan.a", "on", percentage=33 if by > 0 else 66, **FAN)
    found = grounded(fan, action=ADJUST, attribute=Attribute.FAN_SPEED, value=by)
    assert the_call(found).data == {"percentage": percentage}


def test_speed_zero_is_off() -> None:
    fan = thing("fan.a", "on", percentage=33, **FAN)
    assert the_call(grounded(fan, action=SET, attribute=Attribute.FAN_SPEED, value=0)).service == "turn_off"


def test_slower_on_a_fan_that_is_off_is_not_possible() -> None:
    fan = thing("fan.a", "off", **FAN)
    assert the_problem(grounded(fan, action=ADJUST, attribute=Attribute.FAN_SPEED, value=-10)).details["why"] == "off"


def test_a_fan_swings_and_has_presets() -> None:
    fan = thing("fan.a", "on", oscillating=False, **FAN)
    assert the_call(grounded(fan, action=SET, attribute=Attribute.OSCILLATION, value="on")).data == {
        "oscillating": True
    }
    assert the_call(grounded(fan, action=SET, attribute=Attribute.PRESET_MODE, value="sleep")).data == {
        "preset_mode": "sleep"
    }


def test_oscillation_needs_yes_or_no() -> None:
    fan = thing("fan.a", "on", **FAN)
    problem = the_problem(grounded(fan, action=SET, attribute=Attribute.OSCILLATION, value="perhaps"))
    assert problem.reason is Reason.MISSING_VALUE


def test_a_fan_comes_back_with_speed_and_swing() -> None:
    before = snapshot(thing("fan.a", "on", percentage=33, oscillating=True, direction="forward", **FAN))
    now = thing("fan.a", "off", percentage=0, oscillating=False, direction="reverse", **FAN)
    steps = restore("fan.a", before, now) or ()
    assert [(step.call.service, step.call.data) for step in steps] == [
        ("oscillate", {"oscillating": True}),
        ("set_direction", {"direction": "forward"}),
        ("set_percentage", {"percentage": 33}),
    ]


def test_what_a_device_can_no_longer_do_is_left_out_of_the_way_back() -> None:
    before = snapshot(thing("fan.a", "on", percentage=33, oscillating=True, **FAN))
    now = thing("fan.a", "off", oscillating=False, supported_features=48)
    assert [step.call.service for step in restore("fan.a", before, now) or ()] == ["turn_on"]


def test_a_fan_that_is_off_has_no_speed_or_zero() -> None:
    before = snapshot(thing("fan.a", "off", percentage=None))
    assert restore("fan.a", before, thing("fan.a", "off", percentage=0)) == ()
