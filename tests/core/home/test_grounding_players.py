"""Media players, robots, buttons, scenes, scripts, selects and numbers."""

import pytest

from custom_components.llm_agents.core.home.grounding import restore, snapshot
from custom_components.llm_agents.core.language.request import Action, Attribute, Reason

from .things import grounded, holds, the_call, the_problem, thing, under_way

SET, ADJUST, ON, OFF = Action.SET, Action.ADJUST, Action.TURN_ON, Action.TURN_OFF
PLAYER = {"supported_features": 23997, "source_list": ["Radio 1", "TV"]}
VOLUME = Attribute.VOLUME


@pytest.mark.parametrize(
    ("action", "service", "before", "after"),
    [
        (Action.PLAY, "media_play", "paused", "playing"),
        (Action.PAUSE, "media_pause", "playing", "paused"),
        (Action.STOP, "media_stop", "playing", "idle"),
        (ON, "turn_on", "off", "idle"),
        (OFF, "turn_off", "playing", "off"),
        (Action.TOGGLE, "turn_off", "playing", "standby"),
        (Action.TOGGLE, "turn_on", "off", "on"),
    ],
)
def test_a_player_is_controlled(action: Action, service: str, before: str, after: str) -> None:
    found = grounded(thing("media_player.a", before, **PLAYER), action=action)
    assert the_call(found).service == service
    assert holds(found, after)
    assert not holds(found, before)


def test_a_player_that_buffers_is_under_way() -> None:
    assert under_way(grounded(thing("media_player.a", "paused", **PLAYER), action=Action.PLAY), "buffering")


@pytest.mark.parametrize(
    "action", [Action.PLAY, Action.PAUSE, Action.STOP, Action.NEXT, Action.PREVIOUS, Action.MUTE, ON, OFF]
)
def test_a_player_without_the_feature_says_so(action: Action) -> None:
    problem = the_problem(grounded(thing("media_player.a", "playing", supported_features=0), action=action))
    assert (problem.reason, problem.details["what"]) == (Reason.CANNOT, action.value)


def test_a_player_without_stop_is_paused() -> None:
    found = grounded(thing("media_player.a", "playing", supported_features=1), action=Action.STOP)
    assert the_call(found).service == "media_pause"


def test_volume_is_set_in_per_cent() -> None:
    found = grounded(thing("media_player.a", "on", volume_level=0.2, **PLAYER), action=SET, attribute=VOLUME, value=35)
    assert the_call(found).data == {"volume_level": 0.35}
    assert holds(found, "on", volume_level=0.36)
    assert not holds(found, "on", volume_level=0.38)


@pytest.mark.parametrize(("by", "level"), [(10, 0.3), (-30, 0), (90, 1)])
def test_louder_moves_the_volume(by: int, level: float) -> None:
    player = thing("media_player.a", "on", volume_level=0.2, **PLAYER)
    assert the_call(grounded(player, action=ADJUST, attribute=VOLUME, value=by)).data == {"volume_level": level}


def test_a_player_with_steps_only_goes_one_step() -> None:
    player = thing("media_player.a", "on", volume_level=0.2, supported_features=1024)
    found = grounded(player, action=ADJUST, attribute=VOLUME, value=10)
    assert (the_call(found).service, the_call(found).data) == ("volume_up", {})
    assert holds(found, "on", volume_level=0.25)
    assert not holds(found, "on", volume_level=0.2)


def test_a_step_that_cannot_be_read_back_is_never_claimed() -> None:
    found = grounded(thing("media_player.a", "on", supported_features=1024), action=ADJUST, attribute=VOLUME, value=-10)
    assert the_call(found).service == "volume_down"
    assert not holds(found, "on")
    assert under_way(found, "on")


def test_a_player_that_is_off_has_no_volume() -> None:
    problem = the_problem(grounded(thing("media_player.a", "off", **PLAYER), action=SET, attribute=VOLUME, value=35))
    assert problem.details["why"] == "off"


def test_mute_is_read_back() -> None:
    found = grounded(thing("media_player.a", "on", is_volume_muted=False, **PLAYER), action=Action.MUTE)
    assert the_call(found).data == {"is_volume_muted": True}
    assert holds(found, "on", is_volume_muted=True)


def test_a_source_is_selected_or_played_by_its_name() -> None:
    player = thing("media_player.a", "on", **PLAYER)
    assert the_call(grounded(player, action=SET, attribute=Attribute.SOURCE, value="radio 1")).data == {
        "source": "Radio 1"
    }
    assert the_call(grounded(player, action=Action.PLAY, value="Radio 1")).service == "select_source"


def test_what_must_be_searched_for_cannot_be_played() -> None:
    problem = the_problem(
        grounded(thing("media_player.a", "on", supported_features=16384), action=Action.PLAY, value="Bach")
    )
    assert (problem.details["what"], problem.details["value"]) == ("search", "Bach")


def test_another_track_is_known_by_its_title() -> None:
    found = grounded(thing("media_player.a", "playing", media_title="One", **PLAYER), action=Action.NEXT)
    assert the_call(found).service == "media_next_track"
    assert holds(found, "playing", media_title="Two")
    assert not holds(found, "playing", media_title="One")


def test_a_player_that_names_no_track_is_told_but_nothing_is_claimed() -> None:
    found = grounded(thing("media_player.a", "playing", **PLAYER), action=Action.NEXT)
    assert not holds(found, "playing")
    assert under_way(found, "playing")


def test_a_player_comes_back() -> None:
    before = snapshot(
        thing("media_player.a", "playing", volume_level=0.2, is_volume_muted=False, source="TV", **PLAYER)
    )
    steps = restore("media_player.a", before, thing("media_player.a", "off", **PLAYER)) or ()
    assert [step.call.service for step in steps] == [
        "turn_on",
        "volume_set",
        "volume_mute",
        "select_source",
        "media_play",
    ]


def test_a_player_that_was_idle_is_stopped() -> None:
    before = snapshot(thing("media_player.a", "idle", **PLAYER))
    (step,) = restore("media_player.a", before, thing("media_player.a", "playing", **PLAYER)) or ()
    assert step.call.service == "media_stop"


def test_a_player_that_was_off_only_goes_off() -> None:
    before = snapshot(thing("media_player.a", "off", **PLAYER))
    steps = restore("media_player.a", before, thing("media_player.a", "playing", volume_level=0.9, **PLAYER)) or ()
    assert [step.call.service for step in steps] == ["turn_off"]


VACUUM = {"supported_features": 8192 | 4 | 8 | 16 | 32, "fan_speed_list": ["Quiet", "Max"]}


@pytest.mark.parametrize(
    ("action", "service", "before", "after"),
    [
        (Action.START, "start", "docked", "cleaning"),
        (ON, "start", "docked", "cleaning"),
        (Action.PAUSE, "pause", "cleaning", "paused"),
        (Action.STOP, "stop", "cleaning", "idle"),
        (Action.DOCK, "return_to_base", "cleaning", "docked"),
        (OFF, "return_to_base", "cleaning", "docked"),
    ],
)
def test_a_vacuum_cleaner_is_controlled(action: Action, service: str, before: str, after: str) -> None:
    found = grounded(thing("vacuum.a", before, **VACUUM), action=action)
    assert the_call(found).service == service
    assert holds(found, after)
    assert not holds(found, before)


def test_a_robot_that_returns_is_under_way() -> None:
    assert under_way(grounded(thing("vacuum.a", "cleaning", **VACUUM), action=Action.DOCK), "returning")


def test_a_vacuum_cleaner_has_speeds() -> None:
    found = grounded(thing("vacuum.a", "docked", **VACUUM), action=SET, attribute=Attribute.FAN_SPEED, value="max")
    assert the_call(found).data == {"fan_speed": "Max"}


def test_a_mower_has_its_own_words() -> None:
    found = grounded(thing("lawn_mower.a", "docked", supported_features=7), action=Action.START)
    assert the_call(found).service == "start_mowing"
    assert holds(found, "mowing")


def test_a_robot_goes_back_to_its_dock() -> None:
    before = snapshot(thing("vacuum.a", "docked", fan_speed="Quiet"))
    steps = restore("vacuum.a", before, thing("vacuum.a", "cleaning", fan_speed="Max", **VACUUM)) or ()
    assert [step.call.service for step in steps] == ["set_fan_speed", "return_to_base"]


@pytest.mark.parametrize("domain", ["button", "input_button", "scene"])
def test_what_is_done_in_a_moment_is_known_by_its_time(domain: str) -> None:
    found = grounded(thing(f"{domain}.a", "unknown"), action=Action.ACTIVATE)
    assert the_call(found).service == ("turn_on" if domain == "scene" else "press")
    assert holds(found, "2026-11-02T08:00:00+00:00")
    assert not holds(found, "unknown")
    assert not holds(found, "unavailable")


def test_a_script_ran_when_its_time_changed() -> None:
    found = grounded(thing("script.a", "off", last_triggered="1"), action=Action.ACTIVATE)
    assert the_call(found).service == "turn_on"
    assert holds(found, "off", last_triggered="2")
    assert holds(found, "on", last_triggered="1")
    assert not holds(found, "off", last_triggered="1")


@pytest.mark.parametrize("entity_id", ["button.a", "scene.a", "script.a"])
def test_nothing_brings_a_moment_back(entity_id: str) -> None:
    assert restore(entity_id, {"state": "a", "attributes": {}}, thing(entity_id, "b")) is None


@pytest.mark.parametrize("domain", ["select", "input_select"])
def test_an_option_is_selected_by_its_name(domain: str) -> None:
    select = thing(f"{domain}.a", "Eco", options=["Eco", "Fast mode"])
    found = grounded(select, action=SET, attribute=Attribute.OPTION, value="fast mode")
    assert the_call(found).data == {"option": "Fast mode"}
    assert restore(f"{domain}.a", snapshot(thing(f"{domain}.a", "Eco")), thing(f"{domain}.a", "Fast mode"))


@pytest.mark.parametrize("domain", ["number", "input_number"])
def test_a_number_is_set_within_its_limits(domain: str) -> None:
    number = thing(f"{domain}.a", "50", min=20, max=90, step=5, unit_of_measurement="%")
    found = grounded(number, action=SET, attribute=Attribute.NUMBER, value=80)
    assert (the_call(found).service, the_call(found).data) == ("set_value", {"value": 80})
    assert holds(found, "80.0")
    assert not holds(found, "unavailable")
    problem = the_problem(grounded(number, action=SET, attribute=Attribute.NUMBER, value=95))
    assert (problem.details["maximum"], problem.details["unit"]) == (90, "%")


def test_a_number_written_otherwise_is_the_same() -> None:
    assert restore("number.a", snapshot(thing("number.a", "20")), thing("number.a", "20.0")) == ()


def test_a_player_gets_back_only_what_it_can_be_told() -> None:
    before = snapshot(thing("media_player.a", "playing", volume_level=0.2, source="TV"))
    now = thing("media_player.a", "off", supported_features=128 | 16384)
    assert [step.call.service for step in restore("media_player.a", before, now) or ()] == ["turn_on", "media_play"]


def test_a_number_is_adjusted_from_its_state() -> None:
    number = thing("number.a", "50", min=20, max=90)
    assert the_call(grounded(number, action=ADJUST, attribute=Attribute.NUMBER, value=-10)).data == {"value": 40}


def test_a_siren_is_switched_by_its_features() -> None:
    assert the_call(grounded(thing("siren.a", "off", supported_features=3), action=ON)).service == "turn_on"
    assert the_problem(grounded(thing("siren.a", "on", supported_features=1), action=OFF)).details["what"] == "turn_off"


def test_a_remote_comes_back_to_its_activity() -> None:
    before = snapshot(thing("remote.a", "on", current_activity="TV"))
    (step,) = restore("remote.a", before, thing("remote.a", "off")) or ()
    assert step.call.data == {"activity": "TV"}
