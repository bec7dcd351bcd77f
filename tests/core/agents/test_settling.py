"""Specialists of one request that want opposite things: one has its way, the other is told as overruled, whoever is first."""

import pytest

from custom_components.llm_agents.core.agents.profiles import Profile, Role, Scope
from custom_components.llm_agents.core.journal.events import Kind
from custom_components.llm_agents.core.journal.record import Status, Turn
from custom_components.llm_agents.core.language.request import Act, Action, Attribute

from .fakes import CEILING, FAN, LAMP
from .houses import House
from .test_delegating import agents, tasks, use

COMFORT = Profile(agent_id="comfort", name="Comfort", role=Role.COMFORT, scope=Scope(domains=frozenset({"switch"})))
ENERGY = Profile(agent_id="energy", name="Saver", role=Role.ENERGY, scope=Scope(domains=frozenset({"switch"})))
OTHER = Profile(agent_id="other", name="Other", role=Role.ENERGY, scope=Scope(domains=frozenset({"switch"})))
ON, OFF = Act(action=Action.TURN_ON, entity_ids=(FAN,)), Act(action=Action.TURN_OFF, entity_ids=(FAN,))
COMFORT_FIRST = ("comfort", "energy")


@pytest.fixture
def house(house: House) -> House:
    """Return a house with two specialists for one device."""
    agents(house, COMFORT, ENERGY, OTHER)
    house.reader.script |= {"fan on": (ON,), "fan off": (OFF,)}
    return house


async def both(house: House, *order: str) -> Turn:
    """Let specialists want opposite things of the fan, one right after the other, in the person's own words."""
    goals = {"comfort": "fan on", "energy": "fan off", "other": "fan on"}
    house.world.set(FAN, "on" if order[0] == "energy" else "off")
    use(house, tasks(**{agent: goals[agent] for agent in order}))
    return await house.say("make the fan cosy and save power with the fan")


@pytest.mark.parametrize("order", [COMFORT_FIRST, COMFORT_FIRST[::-1]])
async def test_the_stated_order_decides_and_only_one_is_told_as_done(house: House, order: tuple[str, ...]) -> None:
    turn = await both(house, *order)
    assert house.world.now[FAN].state == "on"
    assert "Turned on the fan." in turn.answer
    assert "Turned off" not in turn.answer
    assert "I leave the fan alone: Comfort wants the opposite just now, and goes first." in turn.answer
    assert turn.status is Status.PARTIAL


@pytest.mark.parametrize("order", [COMFORT_FIRST, COMFORT_FIRST[::-1]])
async def test_the_journal_shows_who_won(house: House, order: tuple[str, ...]) -> None:
    await both(house, *order)
    (event,) = await house.journal.events({Kind.CONFLICT_DECIDED})
    assert (event.subject, event.data["winner"], event.data["loser"]) == (FAN, "comfort", "energy")


async def test_of_two_of_one_rank_the_earlier_one_stays(house: House) -> None:
    turn = await both(house, "energy", "other")
    assert house.world.now[FAN].state == "off"
    assert "Turned on" not in turn.answer
    assert "Saver wants the opposite" in turn.answer


async def test_one_agent_may_do_both_in_the_order_of_the_sentence(house: House) -> None:
    use(house, tasks(comfort="fan on and off"))
    house.reader.script["fan on and off"] = (ON, OFF)
    turn = await house.say("let the fan blow for a moment")
    assert turn.answer == "Turned on the fan. Turned off the fan."


async def test_those_who_want_the_same_are_both_told(house: House) -> None:
    house.reader.script["fan off"] = (ON,)
    turn = await both(house, *COMFORT_FIRST)
    assert "opposite" not in turn.answer
    assert not await house.journal.events({Kind.CONFLICT_DECIDED})


async def test_only_the_device_in_question_is_taken_out(house: House) -> None:
    lights = Scope(domains=frozenset({"light"}))
    light = Profile(agent_id="lighting", name="Lighting", role=Role.LIGHTING, scope=lights)
    saver = Profile(agent_id="energy", name="Saver", role=Role.ENERGY, scope=lights)
    agents(house, light, saver)
    for lamp in (LAMP, CEILING):
        house.world.set(lamp, "on", brightness=128)
    off = Act(action=Action.TURN_OFF, entity_ids=(LAMP, CEILING))
    bright = Act(action=Action.SET, entity_ids=(LAMP,), attribute=Attribute.BRIGHTNESS, value=100)
    house.reader.script |= {"lamps off": (off,), "lamp bright": (bright,)}
    use(house, tasks(energy="lamps off", lighting="lamp bright"))
    turn = await house.say("read by the kitchen lamp and save on the kitchen ceiling")
    assert house.world.now[CEILING].state == "off"
    assert house.world.now[LAMP].state == "on"
    assert "I leave the kitchen lamp alone: Lighting wants the opposite" in turn.answer
    assert "kitchen ceiling" in turn.answer
