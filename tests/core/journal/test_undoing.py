"""Planning to take a turn back."""

from collections.abc import Mapping
from typing import Any

from custom_components.llm_agents.core.home.grounding import snapshot
from custom_components.llm_agents.core.home.model import State
from custom_components.llm_agents.core.journal.record import CallRecord, Change, Status, Turn
from custom_components.llm_agents.core.journal.undoing import UndoPlan, is_undoable, plan_undo
from custom_components.llm_agents.core.language.request import Reason

from .turns import acting, turn


def state(name: str, value: str, /, **attributes: Any) -> State:
    return State(entity_id=name, state=value, attributes=attributes)


def change(before: State, after: State, *, verified: bool = True) -> Change:
    return Change(
        entity_id=before.entity_id, name="A", before=snapshot(before), after=snapshot(after), verified=verified
    )


def plan(*changes: Change, now: State | None, **changed: Any) -> UndoPlan:
    states: Mapping[str, State] = {now.entity_id: now} if now else {}
    return plan_undo(turn(changes=changes, **changed), states.get)


OFF = state("light.a", "off")
ON = state("light.a", "on", brightness=200, color_mode="brightness")


def test_what_was_changed_is_brought_back() -> None:
    found = plan(change(OFF, ON), now=ON)
    assert [(step.call.service, step.call.entity_ids) for step in found.steps] == [("turn_off", ("light.a",))]
    assert found.problems == ()


def test_the_former_brightness_comes_back_exactly() -> None:
    dim = state("light.a", "on", brightness=61, color_mode="brightness")
    (step,) = plan(change(dim, ON), now=ON).steps
    assert step.call.data == {"brightness": 61}


def test_what_somebody_else_changed_since_is_left_alone() -> None:
    now = state("light.a", "on", brightness=30, color_mode="brightness")
    found = plan(change(OFF, ON), now=now)
    assert found.steps == ()
    assert [(problem.reason, problem.details["device"]) for problem in found.problems] == [(Reason.CHANGED_SINCE, "A")]


def test_what_is_back_already_is_not_called() -> None:
    found = plan(change(OFF, ON), now=OFF)
    assert (found.steps, found.problems, found.already) == ((), (), ("light.a",))


def test_only_what_the_turn_changed_is_brought_back() -> None:
    features = {"supported_features": 23997}
    before = state("media_player.a", "playing", volume_level=0.2, **features)
    after = state("media_player.a", "playing", volume_level=0.5, **features)
    now = state("media_player.a", "paused", volume_level=0.5, **features)
    (step,) = plan(change(before, after), now=now).steps
    assert (step.call.service, step.call.data) == ("volume_set", {"volume_level": 0.2})


def test_a_change_of_something_else_since_does_not_hinder() -> None:
    before = state("climate.a", "heat", temperature=20, fan_mode="low", supported_features=9)
    after = state("climate.a", "heat", temperature=23, fan_mode="low", supported_features=9)
    now = state("climate.a", "heat", temperature=23, fan_mode="high", supported_features=9)
    (step,) = plan(change(before, after), now=now).steps
    assert step.call.data == {"temperature": 20}


def test_a_cover_that_was_under_way_is_brought_back_from_where_it_came_to() -> None:
    features = {"supported_features": 15}
    closed = state("cover.a", "closed", current_position=0, **features)
    opening = state("cover.a", "opening", current_position=4, **features)
    opened = state("cover.a", "open", current_position=100, **features)
    (step,) = plan(change(closed, opening, verified=False), now=opened).steps
    assert (step.call.service, step.call.data) == ("set_cover_position", {"position": 0})


def test_a_slow_device_that_followed_later_is_brought_back() -> None:
    (step,) = plan(change(OFF, OFF, verified=False), now=ON).steps
    assert step.call.service == "turn_off"


def test_a_scene_cannot_be_taken_back() -> None:
    found = plan(change(state("scene.a", "1"), state("scene.a", "2")), now=state("scene.a", "2"))
    assert [problem.reason for problem in found.problems] == [Reason.CANNOT_UNDO]


def test_a_skipped_track_cannot_be_taken_back() -> None:
    playing = state("media_player.a", "playing")
    call = CallRecord(domain="media_player", service="media_next_track", entity_ids=("media_player.a",))
    found = plan(change(playing, playing, verified=False), now=playing, calls=(call,))
    assert [problem.reason for problem in found.problems] == [Reason.CANNOT_UNDO]


def test_a_timer_cannot_be_taken_back() -> None:
    timer = {"type": "intent", "intent": "HassStartTimer", "slots": {}, "words": "a timer"}
    found = plan(now=None, status=Status.DONE, requests=(timer,))
    assert [(problem.reason, problem.details["what"]) for problem in found.problems] == [
        (Reason.CANNOT_UNDO, "HassStartTimer")
    ]


def test_a_device_that_cannot_be_reached_is_said() -> None:
    gone = state("light.a", "unavailable")
    assert [problem.reason for problem in plan(change(OFF, ON), now=gone).problems] == [Reason.UNAVAILABLE]
    assert [problem.reason for problem in plan(change(OFF, ON), now=None).problems] == [Reason.UNAVAILABLE]


def test_two_changes_of_one_device_are_taken_back_at_once() -> None:
    dim = state("light.a", "on", brightness=30, color_mode="brightness")
    found = plan(change(OFF, dim), change(dim, ON), now=ON)
    assert [step.call.service for step in found.steps] == ["turn_off"]


def test_the_last_change_is_taken_back_first() -> None:
    states = {"switch.a": state("switch.a", "on"), "switch.b": state("switch.b", "on")}
    changes = tuple(change(state(name, "off"), now) for name, now in states.items())
    found = plan_undo(turn(changes=changes), states.get)
    assert [step.call.entity_ids for step in found.steps] == [("switch.b",), ("switch.a",)]


def test_a_state_that_was_not_known_cannot_come_back() -> None:
    found = plan(change(state("switch.a", "unknown"), state("switch.a", "on")), now=state("switch.a", "on"))
    assert [problem.reason for problem in found.problems] == [Reason.CANNOT_UNDO]


def test_a_record_with_more_than_a_snapshot_is_read_as_one() -> None:
    more = Change(
        entity_id="light.a",
        name="A",
        before={"state": "off", "attributes": {"icon": "mdi:x"}},
        after={"state": "on", "attributes": {"brightness": 200, "color_mode": "brightness"}},
        verified=True,
    )
    assert [step.call.service for step in plan(more, now=ON).steps] == ["turn_off"]


def served(intent: str) -> Turn:
    return turn(status=Status.DONE, requests=({"type": "intent", "intent": intent},))


def test_what_an_undo_is_about() -> None:
    assert is_undoable(acting())
    assert is_undoable(served("HassStartTimer"))
    assert not is_undoable(served("HassGetCurrentTime"))
    assert not is_undoable(turn())
    assert not is_undoable(acting(undoes="T0"))
    assert not is_undoable(acting(error="boom"))
