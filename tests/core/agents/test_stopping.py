"""A bare "stop": a no to a question, else what is under way."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from custom_components.llm_agents.core.agents.stopping import acts_to_stop
from custom_components.llm_agents.core.home.model import Area, Entity, Home, State
from custom_components.llm_agents.core.journal.record import Status
from custom_components.llm_agents.core.language.request import Act, Action, Talk, TalkRequest

from .fakes import BLIND, LAMP, LOCK
from .houses import ASKER, House

STOP = TalkRequest(talk=Talk.STOP, words="stop")
OPEN_BLIND = Act(action=Action.OPEN, entity_ids=(BLIND,), words="open the blind")


async def test_what_was_just_set_going_is_stopped(house: House) -> None:
    house.world.manners[BLIND] = "creep"
    await house.say("open the blind", OPEN_BLIND)
    house.world.manners[BLIND] = "obey"
    turn = await house.say("stop", STOP)
    assert (turn.answer, turn.status) == ("Stopped the blind.", Status.DONE)
    assert [call.service for call in house.world.calls] == ["open_cover", "stop_cover"]


async def test_what_moves_by_another_hand_is_stopped(house: House) -> None:
    house.world.set(BLIND, "closing")
    assert (await house.say("stop", STOP)).answer == "Stopped the blind."


async def test_to_a_question_a_stop_is_a_no(house: House) -> None:
    house.world.set(BLIND, "closing")
    asked = await house.say("unlock", Act(action=Action.UNLOCK, entity_ids=(LOCK,), words="unlock"))
    turn = await house.say("stop", STOP)
    assert (turn.answer, turn.reply_to) == ("All right, I left it.", asked.turn_id)
    assert house.world.calls == []


async def test_where_nothing_moves_it_is_told(house: House) -> None:
    await house.say("lamp on", Act(action=Action.TURN_ON, entity_ids=(LAMP,), words="lamp on"))
    turn = await house.say("stop", STOP)
    assert (turn.answer, turn.status) == ("There is nothing under way that I could stop.", Status.ANSWERED)
    assert house.world.now[LAMP].state == "on"


async def test_what_may_not_be_controlled_goes_on(house: House) -> None:
    house.world.set(BLIND, "closing")
    house.world.forbidden.add(BLIND)
    turn = await house.say("stop", STOP)
    assert turn.status is Status.REFUSED
    assert house.world.calls == []


async def test_a_language_without_a_reader_has_its_words_for_it(house: House) -> None:
    house.world.set(BLIND, "closing")
    assert (await house.say("Stopp!", language="de")).answer == "Blind angehalten."


HOME = Home(
    version=1,
    areas={area: Area(area_id=area, name=area) for area in ("kitchen", "den")},
    entities={
        entity_id: Entity(entity_id=entity_id, name=entity_id, area_id=area)
        for entity_id, area in (
            ("cover.blind", "kitchen"),
            ("media_player.radio", "kitchen"),
            ("vacuum.robo", "den"),
            ("siren.alarm", "den"),
            ("fan.ceiling", "den"),
        )
    },
)


def stopped(states: Mapping[str, str], area: str | None = None) -> list[tuple[Action, tuple[str, ...]]]:
    found = {entity_id: State(entity_id=entity_id, state=state) for entity_id, state in states.items()}
    return [(act.action, act.entity_ids) for act in acts_to_stop((), HOME, found.get, area, "stop")]


@pytest.mark.parametrize(
    ("states", "area", "acts"),
    [
        ({"cover.blind": "open", "fan.ceiling": "on", "media_player.radio": "paused"}, None, []),
        (
            {"cover.blind": "opening", "media_player.radio": "playing", "vacuum.robo": "docked"},
            None,
            [(Action.STOP, ("cover.blind", "media_player.radio"))],
        ),
        ({"cover.blind": "opening", "vacuum.robo": "cleaning"}, "den", [(Action.STOP, ("vacuum.robo",))]),
        ({"cover.blind": "opening"}, "den", [(Action.STOP, ("cover.blind",))]),
        ({"siren.alarm": "on", "fan.ceiling": "on"}, None, [(Action.TURN_OFF, ("siren.alarm",))]),
    ],
)
def test_what_moves_in_the_room_comes_before_the_home(
    states: Mapping[str, str], area: str | None, acts: list[tuple[Action, tuple[str, ...]]]
) -> None:
    assert stopped(states, area) == acts


async def test_a_cover_that_tells_nothing_of_its_movement_is_stopped_after_it_was_asked_to_move(house: House) -> None:
    silent = replace(house.world.now[BLIND], state="unknown", attributes={"supported_features": 15})
    house.world.now[BLIND] = silent
    house.world.manners[BLIND] = "jam"
    await house.say("open the blind", OPEN_BLIND)
    turns = [turn for turn in await house.journal.latest(5) if turn.asker == ASKER]
    (act,) = acts_to_stop(turns, house.world.home(), house.world.states, None, "stop")
    assert (act.action, act.entity_ids) == (Action.STOP, (BLIND,))
