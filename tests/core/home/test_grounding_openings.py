"""Covers, valves, locks and alarm panels."""

import pytest

from custom_components.llm_agents.core.home.grounding import restore, snapshot
from custom_components.llm_agents.core.language.request import Action, Attribute, Reason

from .things import grounded, holds, the_call, the_problem, the_step, thing, under_way

OPEN, CLOSE, SET, ADJUST = Action.OPEN, Action.CLOSE, Action.SET, Action.ADJUST
ALL = 255
OPEN_CLOSE = 3


def test_a_cover_is_opened() -> None:
    found = grounded(thing("cover.a", "closed", supported_features=ALL, current_position=0), action=OPEN)
    assert (the_call(found).service, the_call(found).data) == ("open_cover", {})
    assert holds(found, "open", current_position=100)
    assert holds(found, "open", current_position=98)
    assert not holds(found, "opening", current_position=98)
    assert not holds(found, "open", current_position=60)


def test_a_cover_that_opens_is_under_way() -> None:
    found = grounded(thing("cover.a", "closed", supported_features=ALL, current_position=0), action=OPEN)
    assert under_way(found, "opening", current_position=0)
    assert under_way(found, "open", current_position=40)
    assert not under_way(found, "closed", current_position=0)
    assert not under_way(found, "closing", current_position=0)


def test_a_cover_that_just_begins_to_open_is_not_closed_any_more() -> None:
    cover = thing("cover.a", "opening", supported_features=ALL, current_position=0)
    found = grounded(cover, action=CLOSE)
    assert (found.already, the_call(found).service) == ((), "close_cover")
    assert not holds(found, "opening", current_position=0)
    assert restore("cover.a", snapshot(thing("cover.a", "closed", current_position=0)), cover)


@pytest.mark.parametrize(("action", "service"), [(Action.TURN_ON, "open_cover"), (Action.TURN_OFF, "close_cover")])
def test_on_and_off_are_open_and_closed(action: Action, service: str) -> None:
    cover = thing("cover.a", "open", supported_features=ALL, current_position=50)
    assert the_call(grounded(cover, action=action)).service == service


def test_a_cover_without_position_is_known_by_its_state() -> None:
    found = grounded(thing("cover.a", "open", supported_features=OPEN_CLOSE), action=CLOSE)
    assert holds(found, "closed")
    assert not holds(found, "closing")
    assert under_way(found, "closing")


def test_a_closed_cover_is_already_closed() -> None:
    found = grounded(thing("cover.a", "closed", supported_features=OPEN_CLOSE), action=CLOSE)
    assert found.already == ("cover.a",)


def test_an_open_cover_without_position_may_be_half_open_and_is_called() -> None:
    found = grounded(thing("cover.a", "open", supported_features=OPEN_CLOSE), action=OPEN)
    assert the_call(found).service == "open_cover"


def test_a_half_open_cover_is_opened_further() -> None:
    found = grounded(thing("cover.a", "open", supported_features=ALL, current_position=50), action=OPEN)
    assert the_call(found).service == "open_cover"


def test_a_cover_with_positions_only_is_opened_by_position() -> None:
    found = grounded(thing("cover.a", "closed", supported_features=4, current_position=0), action=OPEN)
    assert (the_call(found).service, the_call(found).data) == ("set_cover_position", {"position": 100})


def test_a_position_is_set() -> None:
    found = grounded(
        thing("cover.a", "closed", supported_features=ALL, current_position=0),
        action=SET,
        attribute=Attribute.POSITION,
        value=40,
    )
    assert (the_call(found).service, the_call(found).data) == ("set_cover_position", {"position": 40})
    assert holds(found, "open", current_position=41)
    assert not holds(found, "opening", current_position=39)
    assert under_way(found, "opening", current_position=0)


@pytest.mark.parametrize(("value", "service"), [(100, "open_cover"), (0, "close_cover")])
def test_the_ends_can_be_set_without_positions(value: int, service: str) -> None:
    cover = thing("cover.a", "opening", supported_features=OPEN_CLOSE)
    assert the_call(grounded(cover, action=SET, attribute=Attribute.POSITION, value=value)).service == service


def test_a_cover_without_positions_cannot_be_half_open() -> None:
    cover = thing("cover.a", "open", supported_features=OPEN_CLOSE)
    problem = the_problem(grounded(cover, action=SET, attribute=Attribute.POSITION, value=40))
    assert (problem.reason, problem.details["what"]) == (Reason.CANNOT, "position")


def test_a_relative_position_needs_the_present_one() -> None:
    cover = thing("cover.a", "open", supported_features=ALL)
    problem = the_problem(grounded(cover, action=ADJUST, attribute=Attribute.POSITION, value=10))
    assert problem.details["why"] == "unknown_now"


def test_a_relative_position_ends_at_the_limit() -> None:
    cover = thing("cover.a", "open", supported_features=ALL, current_position=70)
    found = grounded(cover, action=ADJUST, attribute=Attribute.POSITION, value=50)
    assert the_call(found).data == {"position": 100}


def test_slats_are_tilted() -> None:
    cover = thing("cover.a", "open", supported_features=ALL, current_position=50, current_tilt_position=0)
    found = grounded(cover, action=SET, attribute=Attribute.TILT, value=30)
    assert (the_call(found).service, the_call(found).data) == ("set_cover_tilt_position", {"tilt_position": 30})
    assert holds(found, "open", current_tilt_position=30)


def test_a_cover_without_slats_cannot_tilt() -> None:
    cover = thing("cover.a", "open", supported_features=15, current_position=50)
    assert the_problem(grounded(cover, action=OPEN, attribute=Attribute.TILT)).details["what"] == "tilt"


def test_stop_is_always_called_when_there_is_one() -> None:
    found = grounded(thing("cover.a", "open", supported_features=ALL), action=Action.STOP)
    assert the_call(found).service == "stop_cover"
    assert holds(found, "open")
    assert not holds(found, "opening")


def test_a_cover_without_stop_says_so() -> None:
    assert (
        the_problem(grounded(thing("cover.a", "opening", supported_features=3), action=Action.STOP)).details["what"]
        == "stop"
    )


@pytest.mark.parametrize(("state", "service"), [("closed", "open_cover"), ("open", "close_cover")])
def test_toggle_goes_to_the_other_end(state: str, service: str) -> None:
    cover = thing("cover.a", state, supported_features=ALL, current_position=100 if state == "open" else 0)
    assert the_call(grounded(cover, action=Action.TOGGLE)).service == service


def test_a_valve_has_its_own_services() -> None:
    found = grounded(thing("valve.a", "closed", supported_features=3), action=OPEN)
    assert (the_call(found).domain, the_call(found).service) == ("valve", "open_valve")


def test_a_cover_comes_back_to_its_position_and_tilt() -> None:
    before = snapshot(thing("cover.a", "open", supported_features=ALL, current_position=35, current_tilt_position=20))
    now = thing("cover.a", "closed", supported_features=ALL, current_position=0, current_tilt_position=0)
    steps = restore("cover.a", before, now) or ()
    assert [(step.call.service, step.call.data) for step in steps] == [
        ("set_cover_position", {"position": 35}),
        ("set_cover_tilt_position", {"tilt_position": 20}),
    ]


def test_a_cover_that_lost_its_abilities_cannot_be_brought_back() -> None:
    before = snapshot(thing("cover.a", "open", supported_features=ALL))
    assert restore("cover.a", before, thing("cover.a", "closed", supported_features=0)) is None


def test_locking_is_locking() -> None:
    found = grounded(thing("lock.a", "unlocked"), action=Action.LOCK)
    assert the_call(found).service == "lock"
    assert holds(found, "locked")
    assert under_way(found, "locking")
    assert not holds(found, "jammed")
    assert not holds(found, "unlocked")


def test_unlocking_is_unlocking() -> None:
    found = grounded(thing("lock.a", "locked"), action=Action.UNLOCK)
    assert the_call(found).service == "unlock"
    assert holds(found, "unlocked")
    assert not holds(found, "locked")


@pytest.mark.parametrize(
    ("action", "before", "service"), [(Action.TURN_ON, "unlocked", "lock"), (Action.TURN_OFF, "locked", "unlock")]
)
def test_on_is_locked_as_home_assistant_has_it(action: Action, before: str, service: str) -> None:
    assert the_call(grounded(thing("lock.a", before), action=action)).service == service


def test_a_latch_is_opened_where_there_is_one() -> None:
    assert the_call(grounded(thing("lock.a", "locked", supported_features=1), action=OPEN)).service == "open"
    assert the_problem(grounded(thing("lock.a", "locked"), action=OPEN)).details["what"] == "open"


def test_a_lock_that_needs_a_code_says_so() -> None:
    lock = thing("lock.a", "locked", code_format=r"^\d{4}$")
    problem = the_problem(grounded(lock, action=Action.UNLOCK))
    assert (problem.reason, problem.details["why"]) == (Reason.CANNOT, "code_needed")


def test_a_code_that_home_assistant_keeps_need_not_be_said() -> None:
    lock = thing("lock.a", "locked", code_format=r"^\d{4}$")
    assert the_call(grounded(lock, action=Action.UNLOCK, default_code=True)).service == "unlock"


def test_a_jammed_lock_is_no_state_to_bring_back() -> None:
    before = snapshot(thing("lock.a", "jammed"))
    assert restore("lock.a", before, thing("lock.a", "locked")) is None


@pytest.mark.parametrize("mode", ["home", "away", "night", "vacation"])
def test_an_alarm_is_armed(mode: str) -> None:
    panel = thing("alarm_control_panel.a", "disarmed", supported_features=63, code_arm_required=False)
    found = grounded(panel, action=Action.ARM, value=mode)
    assert the_call(found).service == f"alarm_arm_{mode}"
    assert holds(found, f"armed_{mode}")
    assert under_way(found, "arming")


def test_a_mode_that_the_alarm_has_not_is_said() -> None:
    panel = thing("alarm_control_panel.a", "disarmed", supported_features=2, code_arm_required=False)
    problem = the_problem(grounded(panel, action=Action.ARM, value="night"))
    assert (problem.reason, problem.details["value"]) == (Reason.CANNOT, "night")


@pytest.mark.parametrize(("action", "state"), [(Action.ARM, "disarmed"), (Action.DISARM, "armed_away")])
def test_an_alarm_that_needs_a_code_says_so(action: Action, state: str) -> None:
    panel = thing("alarm_control_panel.a", state, supported_features=63, code_arm_required=True, code_format="number")
    assert the_problem(grounded(panel, action=action)).details["why"] == "code_needed"


def test_an_alarm_comes_back_to_how_it_was_armed() -> None:
    before = snapshot(thing("alarm_control_panel.a", "armed_custom_bypass"))
    (step,) = restore("alarm_control_panel.a", before, thing("alarm_control_panel.a", "disarmed")) or ()
    assert step.call.service == "alarm_arm_custom_bypass"


def test_a_triggered_alarm_cannot_be_brought_back() -> None:
    before = snapshot(thing("alarm_control_panel.a", "triggered"))
    assert restore("alarm_control_panel.a", before, thing("alarm_control_panel.a", "disarmed")) is None


def test_the_step_of_a_restored_lock_is_verified() -> None:
    (step,) = restore("lock.a", snapshot(thing("lock.a", "locked")), thing("lock.a", "unlocked")) or ()
    assert step.call.service == "lock"
    assert step.expectations[0].holds(thing("lock.a", "locked"))


def test_a_blind_expectation_is_never_held() -> None:
    # A tilt without a position reported leaves nothing to read back.
    found = grounded(thing("cover.a", "open", supported_features=48), action=OPEN, attribute=Attribute.TILT)
    assert not holds(found, "open")
    assert under_way(found, "open")
    assert the_step(found).call.service == "open_cover_tilt"
