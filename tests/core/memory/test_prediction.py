"""What is likely asked next."""

from datetime import datetime, timedelta
import random
from typing import Any

import pytest

from custom_components.llm_agents.core.journal.record import Asker, Layer, Origin, Status, Turn
from custom_components.llm_agents.core.language.codec import request_to_json
from custom_components.llm_agents.core.language.request import Act, Action, Talk, TalkRequest
from custom_components.llm_agents.core.memory.prediction import Predictor, key_of

NOW = datetime.fromisoformat("2026-11-21T22:30:00+01:00")
NIGHT = TalkRequest(talk=Talk.GREETING, words="good night")


def act(entity_id: str, action: Action = Action.TURN_OFF) -> Act:
    return Act(action=action, entity_ids=(entity_id,), words=f"{action} {entity_id}")


LAMP, FAN, BLIND = act("light.hall"), act("fan.bed"), act("cover.bed", Action.CLOSE)


def turn(request: Act | TalkRequest, at: datetime, user_id: str | None = "anna", **more: Any) -> Turn:
    told = {"status": Status.DONE, "words": request.words} | more
    return Turn(
        turn_id=f"{at.isoformat()}{request.words}",
        at=at.isoformat(),
        conversation_id=f"c{at.date()}",
        agent_id="a",
        asker=Asker(origin=Origin.TEXT, user_id=user_id),
        language="en",
        layer=Layer.LOCAL,
        answer="",
        requests=(request_to_json(request),),
        **told,
    )


def evenings(pairs: list[tuple[Act | TalkRequest, Act | TalkRequest | None]], **more: Any) -> Predictor:
    """Return what is known after evenings on which one thing was asked and perhaps another two minutes later."""
    predictor = Predictor()
    for number, (first, second) in enumerate(pairs):
        at = NOW - timedelta(days=len(pairs) - number)
        predictor.note(turn(first, at, **more), at)
        if second is not None:
            predictor.note(turn(second, at + timedelta(minutes=2), **more), at + timedelta(minutes=2))
    return predictor


def key(request: Act | TalkRequest) -> str | None:
    return key_of(turn(request, NOW))


def test_tells_what_nearly_always_follows_at_this_hour() -> None:
    found = evenings([(NIGHT, BLIND)] * 9 + [(NIGHT, None)]).next("anna", key(NIGHT), NOW)
    assert found is not None
    assert [(a.action, a.entity_ids) for a in found.acts] == [(Action.CLOSE, ("cover.bed",))]
    assert (found.times, found.tries) == (9, 10)
    assert 0.65 <= found.confidence < 0.9


@pytest.mark.parametrize(
    "pairs",
    [
        [(NIGHT, BLIND)] * 4,
        [(NIGHT, BLIND)] * 6 + [(NIGHT, None)] * 4,
        [(NIGHT, BLIND), (NIGHT, LAMP)] * 6,
        [(NIGHT, None)] * 20,
        [(LAMP, LAMP)] * 20,
        [(LAMP, NIGHT)] * 20,
    ],
)
def test_tells_nothing_that_is_not_sure_or_no_act(pairs: list[Any]) -> None:
    assert evenings(pairs).next("anna", key(pairs[0][0]), NOW) is None


def test_another_hour_another_person_and_another_request_tell_nothing() -> None:
    predictor = evenings([(NIGHT, BLIND)] * 12)
    assert predictor.next("anna", key(NIGHT), NOW.replace(hour=12)) is None
    assert predictor.next("ben", key(NIGHT), NOW) is None
    assert predictor.next(None, key(NIGHT), NOW) is None
    assert predictor.next("anna", key(FAN), NOW) is None
    assert predictor.next("anna", None, NOW) is None


def test_what_is_long_ago_tells_nothing() -> None:
    assert evenings([(NIGHT, BLIND)] * 12).next("anna", key(NIGHT), NOW + timedelta(days=80)) is None


def test_the_same_turn_told_again_counts_once() -> None:
    predictor = Predictor()
    for _ in range(10):
        for request, minutes in ((NIGHT, 0), (BLIND, 2)):
            at = NOW - timedelta(days=1) + timedelta(minutes=minutes)
            predictor.note(turn(request, at), at)
    assert predictor.next("anna", key(NIGHT), NOW) is None


@pytest.mark.parametrize(
    "more", [{"status": Status.FAILED}, {"planned_by": "p"}, {"parent": "p"}, {"undone_by": "u"}, {"user_id": None}]
)
def test_what_failed_or_nobody_said_tells_nothing(more: dict[str, Any]) -> None:
    predictor = evenings([(NIGHT, BLIND)] * 12, **more)
    assert predictor.next("anna", key(NIGHT), NOW) is None


def test_precision_and_recall_over_synthetic_histories() -> None:
    """Of 40 people half have a sequence that they keep nine times of ten, the others ask at random."""
    right = wrong = missed = 0
    for seed in range(40):
        chance = random.Random(seed)
        has = seed % 2 == 0
        predictor, things = Predictor(), [LAMP, FAN, BLIND, act("light.bed"), act("light.bath")]
        for day in range(40, 0, -1):
            at = NOW - timedelta(days=day, minutes=chance.gauss(0, 20))
            predictor.note(turn(NIGHT, at), at)
            follows = BLIND if has and chance.random() < 0.9 else chance.choice(things)
            later = at + timedelta(minutes=chance.uniform(0.5, 6))
            predictor.note(turn(follows, later), later)
            for _ in range(chance.randint(0, 6)):
                other = at - timedelta(hours=chance.uniform(1, 12))
                predictor.note(turn(chance.choice(things), other), other)
        found = predictor.next("anna", key(NIGHT), NOW)
        right += has and found is not None and found.acts[0].entity_ids == BLIND.entity_ids
        wrong += found is not None and not has
        missed += has and found is None
    assert wrong == 0
    assert right >= 17, (right, missed)
