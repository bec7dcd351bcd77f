"""What is guarded, and a yes that holds only for the state that was asked about."""

from dataclasses import replace

import pytest

from custom_components.llm_agents.core.agents.guarding import first_guarded, guards, is_guarded
from custom_components.llm_agents.core.agents.policy import Policy
from custom_components.llm_agents.core.home.contents import Contents, Held
from custom_components.llm_agents.core.home.model import Entity, Home, State
from custom_components.llm_agents.core.journal.record import Status
from custom_components.llm_agents.core.language.moments import When
from custom_components.llm_agents.core.language.request import Act, Action, Scheduled, Talk, TalkRequest

from .fakes import LAMP, LOCK, make_home
from .houses import House

GATE = Entity(entity_id="cover.gate", name="Gate", device_class="gate")
YES = TalkRequest(talk=Talk.YES)
UNLOCK = Act(action=Action.UNLOCK, entity_ids=(LOCK,), words="unlock")


@pytest.fixture
def house(house: House) -> House:
    """Return a house with a gate."""
    house.world.the_home = replace(make_home(), entities={**make_home().entities, GATE.entity_id: GATE})
    house.world.now[GATE.entity_id] = State(
        entity_id=GATE.entity_id, state="closed", attributes={"supported_features": 15, "current_position": 0}
    )
    return house


@pytest.mark.parametrize("moved", ["unlocking", "jammed", "opening"])
async def test_a_yes_does_not_hold_for_another_state(house: House, moved: str) -> None:
    await house.say("unlock", UNLOCK)
    house.world.set(LOCK, moved)
    turn = await house.say("yes", YES)
    assert (turn.status, house.world.calls) == (Status.REFUSED, [])
    assert turn.answer == "The front door has changed since, so I left it alone."


async def test_what_is_so_already_is_told_as_such(house: House) -> None:
    await house.say("unlock", UNLOCK)
    house.world.set(LOCK, "unlocked")
    assert (await house.say("yes", YES)).answer == "The front door is already unlocked."


async def test_what_went_on_by_itself_is_no_change(house: House) -> None:
    house.world.set(LOCK, "locking")
    await house.say("unlock", UNLOCK)
    house.world.set(LOCK, "locked")
    assert (await house.say("yes", YES)).status is Status.DONE


async def test_a_gate_that_was_moved_is_left_alone(house: House) -> None:
    opens = Act(action=Action.OPEN, entity_ids=(GATE.entity_id,))
    await house.say("open the gate", opens)
    house.world.set(GATE.entity_id, "closing", current_position=40)
    assert (await house.say("yes", YES)).status is Status.REFUSED
    assert not house.world.calls


async def test_an_ordinary_device_that_was_moved_is_served(house: House) -> None:
    on = Act(action=Action.TURN_ON, entity_ids=(LAMP,))
    asked = await house.say("unlock and light", UNLOCK, on)
    assert asked.status is Status.ASKED
    house.world.set(LAMP, "on")
    house.world.set(LAMP, "off")
    assert (await house.say("yes", YES)).status is Status.DONE


async def test_a_yes_to_something_later_is_for_then(house: House) -> None:
    house.kernel.start()
    house.world.set(LOCK, "unlocked")
    await house.say("unlock it in ten minutes", Scheduled(requests=(UNLOCK,), when=When(seconds=600), words="later"))
    await house.say("yes", YES)
    house.world.set(LOCK, "locked")
    await house.pass_time(minutes=11)
    assert house.world.now[LOCK].state == "unlocked"


def test_only_what_lowers_safety_holds_a_yes_to_its_state() -> None:
    lock, state = make_home().entities[LOCK], State(entity_id=LOCK, state="unlocked")
    assert guards(UNLOCK, lock, state, "locked")
    assert not guards(Act(action=Action.LOCK, entity_ids=(LOCK,)), lock, state, "locked")
    assert not guards(UNLOCK, lock, State(entity_id=LOCK, state="unavailable"), "locked")
    assert not guards(UNLOCK, lock, None, "locked")


SCENE = Entity(entity_id="scene.dinner", name="Dinner")
SCENES = Home(version=1, entities={SCENE.entity_id: SCENE})


def inside(*services: str) -> Contents:
    entity = make_home().entities
    held = [Held(service=one, entity=entity[LOCK if one.startswith("lock") else LAMP]) for one in services]
    return Contents(held=tuple(held))


@pytest.mark.parametrize(
    ("contents", "guarded"), [(inside("light.turn_on"), False), (inside("lock.unlock"), True), (None, True)]
)
def test_a_scene_is_guarded_as_what_is_in_it(contents: Contents | None, guarded: bool) -> None:
    assert is_guarded(Policy(), SCENE, None, SCENES, lambda _: contents) is guarded
    assert (first_guarded(Policy(), SCENES, lambda _: None, lambda _: contents) is SCENE) is guarded
