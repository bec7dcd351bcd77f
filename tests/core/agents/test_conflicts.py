"""Agents that want opposite things: a stated order decides, the loser is told, and a person goes before all of them."""

from datetime import timedelta
from typing import Any

import pytest

from custom_components.llm_agents.core.agents.conflicts import WINDOW, direction_of
from custom_components.llm_agents.core.agents.profiles import Profile, Role
from custom_components.llm_agents.core.home.model import State
from custom_components.llm_agents.core.journal.events import Kind
from custom_components.llm_agents.core.journal.record import Asker, Origin, Status, Turn
from custom_components.llm_agents.core.language.request import Act, Action, Attribute, Request

from .fakes import CEILING, LAMP
from .houses import ASKER, House

AUTOMATION = Asker(origin=Origin.AUTOMATION)
ON = Act(action=Action.TURN_ON, entity_ids=(LAMP,), words="on")
OFF = Act(action=Action.TURN_OFF, entity_ids=(LAMP,), words="off")


@pytest.fixture(autouse=True)
def agents(house: House) -> None:
    house.kernel.profiles.replace(
        [
            Profile(agent_id="comfort", name="Comfort", role=Role.COMFORT),
            Profile(agent_id="energy", name="", role=Role.ENERGY),
            Profile(agent_id="other", name="Other", role=Role.ENERGY),
        ]
    )


async def wants(house: House, agent: str, request: Request, asker: Asker = AUTOMATION) -> Turn:
    """Let an agent serve a request of an automation, or of somebody."""
    house.profile = agent
    house.reader.script["wish"] = (request,)
    events = [e async for e in house.kernel.turn(house.utterance("wish", f"c-{agent}-{asker.origin}", asker=asker))]
    return events[-1].turn  # type: ignore[union-attr]


async def decided(house: House) -> list[dict[str, Any]]:
    return [dict(event.data) | {"of": event.subject} for event in await house.journal.events({Kind.CONFLICT_DECIDED})]


async def test_the_lower_agent_is_overruled_and_told(house: House) -> None:
    await wants(house, "comfort", ON)
    turn = await wants(house, "energy", OFF)
    assert turn.status is Status.REFUSED
    assert turn.answer == ("I leave the kitchen lamp alone: Comfort wants the opposite just now, and goes first.")
    assert [check.rule for check in turn.checks] == ["conflict.comfort"]
    assert house.world.now[LAMP].state == "on"
    assert await decided(house) == [{"winner": "comfort", "loser": "energy", "action": "turn_off", "of": LAMP}]
    why = await house.kernel.explain(turn.turn_id, "en")
    assert "wanted the opposite just before" in why


async def test_the_higher_agent_has_its_way_and_the_journal_shows_it(house: House) -> None:
    await wants(house, "comfort", ON)
    house.world.set(LAMP, "on")
    await wants(house, "energy", OFF)
    house.clock.advance(minutes=31)
    assert (await wants(house, "energy", OFF)).status is Status.DONE
    assert (await wants(house, "comfort", ON)).status is Status.DONE
    assert [(one["winner"], one["loser"]) for one in await decided(house)] == [("comfort", "energy")] * 2


async def test_of_one_rank_the_earlier_stays(house: House) -> None:
    await wants(house, "energy", ON)
    assert (await wants(house, "other", OFF)).answer.startswith("I leave the kitchen lamp alone: energy")


async def test_an_agent_may_change_its_mind(house: House) -> None:
    await wants(house, "comfort", ON)
    assert (await wants(house, "comfort", OFF)).status is Status.DONE


async def test_what_does_not_go_against_it_is_no_conflict(house: House) -> None:
    await wants(house, "comfort", ON)
    ceiling = Act(action=Action.TURN_OFF, entity_ids=(CEILING,))
    house.world.set(CEILING, "on")
    assert (await wants(house, "energy", ceiling)).status is Status.DONE
    assert await decided(house) == []


async def test_only_the_device_that_is_contested_is_left(house: House) -> None:
    await wants(house, "comfort", ON)
    house.world.set(CEILING, "on")
    both = Act(action=Action.TURN_OFF, entity_ids=(LAMP, CEILING))
    turn = await wants(house, "energy", both)
    assert (turn.status, house.world.now[LAMP].state, house.world.now[CEILING].state) == (Status.PARTIAL, "on", "off")


async def test_a_persons_own_words_always_win_and_stand(house: House) -> None:
    await wants(house, "comfort", ON)
    assert (await wants(house, "energy", OFF, ASKER)).status is Status.DONE
    turn = await wants(house, "comfort", ON)
    assert turn.answer == "I leave the kitchen lamp: somebody wanted the opposite just now."
    assert await decided(house) == [
        {"winner": "person", "loser": "comfort", "action": "turn_off", "of": LAMP},
        {"winner": "person", "loser": "comfort", "action": "turn_on", "of": LAMP},
    ]


async def test_a_person_may_change_the_mind_without_a_conflict(house: House) -> None:
    await wants(house, "comfort", ON, ASKER)
    assert (await wants(house, "energy", OFF, ASKER)).status is Status.DONE
    assert await decided(house) == []


async def test_wishes_outlive_a_restart(house: House) -> None:
    await wants(house, "comfort", ON)
    profiles = list(house.kernel.profiles)
    await house.restart()
    house.kernel.profiles.replace(profiles)
    assert (await wants(house, "energy", OFF)).status is Status.REFUSED


async def test_a_wish_is_over_after_its_time_also_after_a_restart(house: House) -> None:
    await wants(house, "comfort", ON)
    house.clock.advance(minutes=30)
    profiles = list(house.kernel.profiles)
    await house.restart()
    house.kernel.profiles.replace(profiles)
    assert (await wants(house, "energy", OFF)).status is Status.DONE


async def test_what_was_refused_is_no_wish(house: House) -> None:
    house.world.forbidden.add(LAMP)
    await wants(house, "comfort", ON)
    house.world.forbidden.clear()
    house.world.set(LAMP, "on")
    assert (await wants(house, "energy", OFF)).status is Status.DONE


CLIMATE = State(entity_id="climate.x", state="heat", attributes={"temperature": 20, "current_temperature": 18})
DIMMED = State(entity_id=LAMP, state="on", attributes={"brightness": 128})


@pytest.mark.parametrize(
    ("action", "attribute", "value", "state", "direction"),
    [
        (Action.TURN_ON, None, None, None, 1),
        (Action.CLOSE, None, None, None, -1),
        (Action.UNLOCK, None, None, None, -1),
        (Action.PRESS, None, None, None, 0),
        (Action.STOP, None, None, None, 0),
        (Action.TOGGLE, None, None, DIMMED, -1),
        (Action.TOGGLE, None, None, None, 0),
        (Action.ADJUST, Attribute.TEMPERATURE, -2, CLIMATE, -1),
        (Action.SET, Attribute.TEMPERATURE, 22, CLIMATE, 1),
        (Action.SET, Attribute.TEMPERATURE, 19, CLIMATE, -1),
        (Action.SET, Attribute.TEMPERATURE, 20, CLIMATE, 0),
        (Action.SET, Attribute.TEMPERATURE, 20, None, 0),
        (Action.SET, Attribute.BRIGHTNESS, 20, DIMMED, -1),
        (Action.SET, Attribute.BRIGHTNESS, 20, State(entity_id=LAMP, state="off"), 1),
        (Action.SET, Attribute.HVAC_MODE, "off", CLIMATE, -1),
        (Action.SET, Attribute.COLOR, "red", DIMMED, 0),
    ],
)
def test_what_an_act_wants_more_or_less_of(
    action: Action, attribute: Attribute | None, value: Any, state: State | None, direction: int
) -> None:
    act = Act(action=action, entity_ids=("x.y",), attribute=attribute, value=value)
    assert direction_of(act, state) == direction


def test_the_window_is_half_an_hour() -> None:
    assert timedelta(minutes=30) == WINDOW
