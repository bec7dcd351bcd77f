"""What holds for any act on any state: nothing raises, and no value leaves its limits."""

from collections.abc import Mapping
import json
from typing import Any

from hypothesis import given, settings, strategies as st

from custom_components.llm_agents.core.agents.risks import act_of
from custom_components.llm_agents.core.home.domains import DOMAINS
from custom_components.llm_agents.core.home.grounding import Grounded, ground, restore, snapshot
from custom_components.llm_agents.core.home.model import Entity, Home, State
from custom_components.llm_agents.core.language.request import Act, Action, Attribute

NUMBERS = st.one_of(st.floats(), st.integers(-1000, 10_000), st.floats(-200, 300))
JUNK = st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=8), st.lists(NUMBERS, max_size=5))
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    NUMBERS,
    st.text(max_size=8),
    st.sampled_from(["heat", "off", "red", "away", "Eco", "50", "on"]),
)
STATES = st.sampled_from(
    [
        "on",
        "off",
        "open",
        "closed",
        "opening",
        "closing",
        "locked",
        "unlocked",
        "jammed",
        "heat",
        "cool",
        "heat_cool",
        "auto",
        "eco",
        "playing",
        "paused",
        "idle",
        "cleaning",
        "docked",
        "returning",
        "armed_away",
        "disarmed",
        "triggered",
        "unknown",
        "unavailable",
        "20",
        "51.5",
        "nan",
        "Eco",
        "standby",
    ]
)
OPTIONS = st.lists(st.sampled_from(["off", "heat", "cool", "eco", "Eco", "away", "auto"]), max_size=4)
# The attributes that grounding reads, mostly as Home Assistant gives them, at times as nobody would.
ATTRIBUTES = st.fixed_dictionaries(
    {"supported_features": st.one_of(st.integers(0, 2**23), st.integers(0, 511), JUNK)},
    optional={
        "supported_color_modes": st.one_of(
            st.lists(st.sampled_from(["onoff", "brightness", "color_temp", "hs", "rgb", "xy", "white"])), JUNK
        ),
        **{
            name: st.one_of(OPTIONS, JUNK)
            for name in (
                "hvac_modes",
                "preset_modes",
                "fan_modes",
                "operation_list",
                "available_modes",
                "source_list",
                "options",
                "fan_speed_list",
                "preset_mode",
                "mode",
                "rgb_color",
                "hs_color",
                "color_mode",
                "effect",
                "source",
                "is_volume_muted",
                "oscillating",
                "direction",
                "away_mode",
                "assumed_state",
                "code_format",
                "code_arm_required",
            )
        },
        **{
            name: st.one_of(st.floats(0, 100), JUNK)
            for name in (
                "brightness",
                "percentage",
                "percentage_step",
                "current_position",
                "current_tilt_position",
                "temperature",
                "target_temp_low",
                "target_temp_high",
                "target_temp_step",
                "humidity",
                "volume_level",
                "color_temp_kelvin",
                "step",
            )
        },
    },
)
LIMITS = st.tuples(st.floats(-50, 150), st.floats(0, 100)).map(lambda pair: (pair[0], pair[0] + pair[1]))


# Acts that make sense, for most examples would otherwise end at "cannot".
FITTING = (
    ("light", Attribute.BRIGHTNESS),
    ("light", Attribute.COLOR_TEMPERATURE),
    ("climate", Attribute.TEMPERATURE),
    ("climate", Attribute.HUMIDITY),
    ("water_heater", Attribute.TEMPERATURE),
    ("humidifier", Attribute.HUMIDITY),
    ("fan", Attribute.FAN_SPEED),
    ("cover", Attribute.POSITION),
    ("cover", Attribute.TILT),
    ("valve", Attribute.POSITION),
    ("media_player", Attribute.VOLUME),
    ("number", Attribute.NUMBER),
)


@st.composite
def settings_of_numbers(draw: st.DrawFn) -> tuple[Act, State]:
    domain, attribute = draw(st.sampled_from(FITTING))
    attributes = dict(draw(ATTRIBUTES)) | {
        "supported_features": draw(st.integers(0, 2**23)) | 5,
        "supported_color_modes": ["color_temp", "hs"],
    }
    for low_name, high_name in (("min_temp", "max_temp"), ("min_humidity", "max_humidity"), ("min", "max")):
        attributes[low_name], attributes[high_name] = draw(LIMITS)
    act = Act(
        action=draw(st.sampled_from([Action.SET, Action.ADJUST])),
        entity_ids=(f"{domain}.a",),
        attribute=attribute,
        value=draw(
            st.one_of(
                st.floats(-100, 100),
                st.sampled_from([value for value in attributes.values() if isinstance(value, float)]),
            )
        ),
    )
    return act, State(entity_id=f"{domain}.a", state=draw(STATES), attributes=attributes)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Act, State]:
    domain = draw(st.sampled_from([*DOMAINS, "sensor", "automation"]))
    attributes = dict(draw(ATTRIBUTES))
    for low_name, high_name in (("min_temp", "max_temp"), ("min_humidity", "max_humidity"), ("min", "max")):
        if draw(st.booleans()):
            attributes[low_name], attributes[high_name] = draw(LIMITS)
    act = Act(
        action=draw(st.sampled_from(Action)),
        entity_ids=(f"{domain}.a",),
        attribute=draw(st.one_of(st.none(), st.sampled_from(Attribute))),
        value=draw(VALUES),
    )
    return act, State(entity_id=f"{domain}.a", state=draw(STATES), attributes=attributes)


def ground_one(act: Act, state: State) -> Grounded:
    entity = Entity(entity_id=state.entity_id, name="A")
    return ground(act, Home(version=1, entities={state.entity_id: entity}), {state.entity_id: state}.get)


@given(situations())
@settings(max_examples=150, deadline=None)
def test_an_act_ends_in_exactly_one_of_three_ways(situation: tuple[Act, State]) -> None:
    found = ground_one(*situation)
    assert len(found.steps) + len(found.problems) + len(found.already) == 1


@given(st.one_of(settings_of_numbers(), situations()))
@settings(max_examples=400, deadline=None)
def test_no_value_leaves_its_limits(situation: tuple[Act, State]) -> None:
    act, state = situation
    for step in ground_one(act, state).steps:
        json.dumps(dict(step.call.data), allow_nan=False)
        assert act_of(step.call) is not None
        for name, value in step.call.data.items():
            low, high = limits_of(name, state.attributes)
            if low is not None and high is not None:
                assert low - 1e-6 <= value <= high + 1e-6, name


def limits_of(name: str, attributes: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return the limits of a field of a call, as the entity's attributes or Home Assistant set them."""
    match name:
        case "brightness_pct" | "percentage" | "position" | "tilt_position":
            return 0, 100
        case "volume_level":
            return 0, 1
        case "temperature" | "target_temp_low" | "target_temp_high":
            return attributes.get("min_temp"), attributes.get("max_temp")
        case "humidity":
            return attributes.get("min_humidity"), attributes.get("max_humidity")
        case "value":
            return attributes.get("min"), attributes.get("max")
    return None, None


@given(situations(), STATES, ATTRIBUTES)
@settings(max_examples=150, deadline=None)
def test_reading_back_never_raises(situation: tuple[Act, State], later: str, attributes: dict[str, Any]) -> None:
    act, state = situation
    for step in ground_one(act, state).steps:
        for expectation in step.expectations:
            now = State(entity_id=state.entity_id, state=later, attributes=attributes)
            assert isinstance(expectation.holds(now), bool)
            assert isinstance(expectation.under_way(now), bool)


@given(situations(), STATES, ATTRIBUTES)
@settings(max_examples=150, deadline=None)
def test_any_snapshot_is_json_and_can_be_tried_to_restore(
    situation: tuple[Act, State], later: str, attributes: dict[str, Any]
) -> None:
    _, state = situation
    before = json.loads(json.dumps(snapshot(state), allow_nan=False))
    now = State(entity_id=state.entity_id, state=later, attributes=attributes)
    for step in restore(state.entity_id, before, now) or ():
        assert step.call.entity_ids == (state.entity_id,)
        assert act_of(step.call) is not None
        json.dumps(dict(step.call.data), allow_nan=False)


@given(situations())
@settings(max_examples=100, deadline=None)
def test_a_state_that_has_not_changed_needs_no_restoring(situation: tuple[Act, State]) -> None:
    _, state = situation
    assert restore(state.entity_id, snapshot(state), state) in ((), None)
