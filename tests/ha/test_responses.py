"""What Home Assistant is told of a turn."""

import pytest

from custom_components.llm_agents.bridge.responses import response_to
from custom_components.llm_agents.core.journal.record import Asker, CallRecord, Change, Layer, Origin, Status, Turn
from homeassistant.helpers.intent import IntentResponseType

BLIND = Change(
    entity_id="cover.blind", name="Blind", before={"state": "closed"}, after={"state": "open"}, verified=True
)
MOVING = Change(
    entity_id="cover.gate", name="Gate", before={"state": "closed"}, after={"state": "opening"}, verified=False
)
CALL = CallRecord(domain="cover", service="open_cover", entity_ids=("cover.blind",))


def turn(status: Status, *changes: Change, calls: tuple[CallRecord, ...] = ()) -> Turn:
    return Turn(
        turn_id="t1",
        at="2026-11-21T08:00:00+00:00",
        conversation_id="c1",
        agent_id="conversation.llm_agents",
        asker=Asker(origin=Origin.TEXT),
        words="words",
        language="en",
        layer=Layer.LOCAL,
        status=status,
        answer="answer",
        changes=changes,
        calls=calls,
    )


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (turn(Status.DONE, BLIND), IntentResponseType.ACTION_DONE),
        (turn(Status.DONE), IntentResponseType.ACTION_DONE),
        (turn(Status.PARTIAL, BLIND, MOVING), IntentResponseType.ACTION_DONE),
        (turn(Status.PARTIAL, calls=(CALL,)), IntentResponseType.ACTION_DONE),
        (turn(Status.PARTIAL), IntentResponseType.QUERY_ANSWER),
        (turn(Status.ASKED, BLIND), IntentResponseType.QUERY_ANSWER),
        (turn(Status.ASKED), IntentResponseType.QUERY_ANSWER),
        (turn(Status.UNDER_WAY, MOVING), IntentResponseType.ACTION_DONE),
        (turn(Status.ANSWERED), IntentResponseType.QUERY_ANSWER),
        (turn(Status.FAILED, MOVING), IntentResponseType.ERROR),
        (turn(Status.REFUSED), IntentResponseType.ERROR),
    ],
)
def test_the_type_says_how_much_was_done(told: Turn, wanted: IntentResponseType) -> None:
    assert response_to(told).response_type is wanted


def test_what_is_under_way_is_neither_done_nor_failed() -> None:
    response = response_to(turn(Status.UNDER_WAY, BLIND, MOVING))
    assert [target.id for target in response.success_results] == ["cover.blind"]
    assert response.failed_results == []


def test_what_was_not_read_back_has_failed() -> None:
    response = response_to(turn(Status.PARTIAL, BLIND, MOVING))
    assert [target.id for target in response.failed_results] == ["cover.gate"]
