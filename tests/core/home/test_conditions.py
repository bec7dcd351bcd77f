"""Whether a condition holds, by states."""

import pytest

from custom_components.llm_agents.core.home.conditions import telling, weigh
from custom_components.llm_agents.core.home.inquiry import inquire
from custom_components.llm_agents.core.home.model import Entity, Home, State, StateReader
from custom_components.llm_agents.core.language.moments import Sun
from custom_components.llm_agents.core.language.request import Ask, Comparison, Condition, Question

IDS = ("binary_sensor.a", "binary_sensor.b", "sensor.t", "sensor.washer", "weather.home", "person.anna")
HOME = Home(
    version=1,
    entities={
        entity_id: Entity(
            entity_id=entity_id,
            name=entity_id,
            device_class="window" if entity_id.startswith("binary") else None,
        )
        for entity_id in IDS
    },
)


def states(**known: str) -> StateReader:
    """Return a reader of states by the name after the dot."""
    return lambda entity_id: (
        State(entity_id=entity_id, state=known[name]) if (name := entity_id.partition(".")[2]) in known else None
    )


def asks(ask: Ask, expected: str, *entity_ids: str, negated: bool = False) -> Condition:
    return Condition(question=Question(ask=ask, entity_ids=entity_ids, expected=expected), negated=negated)


def measures(comparison: Comparison, limit: float) -> Condition:
    return Condition(question=Question(ask=Ask.VALUE, entity_ids=("sensor.t",)), comparison=comparison, limit=limit)


@pytest.mark.parametrize(
    ("known", "ask", "holds"),
    [
        ({"a": "on", "b": "off"}, Ask.ANY, True),
        ({"a": "off", "b": "off"}, Ask.ANY, False),
        ({"a": "off", "b": "unknown"}, Ask.ANY, None),
        ({"a": "on", "b": "unknown"}, Ask.ANY, True),
        ({"a": "on", "b": "on"}, Ask.ALL, True),
        ({"a": "on", "b": "off"}, Ask.ALL, False),
        ({"a": "off", "b": "unknown"}, Ask.ALL, False),
        ({"a": "on", "b": "unknown"}, Ask.ALL, None),
        ({}, Ask.ALL, None),
    ],
)
def test_of_several_one_may_decide(known: dict[str, str], ask: Ask, holds: bool | None) -> None:
    condition = asks(ask, "open", "binary_sensor.a", "binary_sensor.b")
    assert weigh(condition, HOME, states(**known), None).holds is holds
    opposite = asks(ask, "open", "binary_sensor.a", "binary_sensor.b", negated=True)
    assert weigh(opposite, HOME, states(**known), None).holds is (None if holds is None else not holds)


@pytest.mark.parametrize(
    ("comparison", "limit", "holds"),
    [
        (Comparison.ABOVE, 21, True),
        (Comparison.ABOVE, 21.5, False),
        (Comparison.AT_LEAST, 21.5, True),
        (Comparison.BELOW, 21.5, False),
        (Comparison.BELOW, 22, True),
        (Comparison.AT_MOST, 21.5, True),
    ],
)
def test_a_measure_is_compared_with_its_limit(comparison: Comparison, limit: float, holds: bool) -> None:
    assert weigh(measures(comparison, limit), HOME, states(t="21.5"), None).holds is holds


@pytest.mark.parametrize("state", ["unknown", "unavailable", "warm"])
def test_what_is_no_number_decides_nothing(state: str) -> None:
    assert weigh(measures(Comparison.ABOVE, 21), HOME, states(t=state), None).holds is None


@pytest.mark.parametrize(
    ("state", "done", "running"),
    [("finished", True, False), ("End", True, False), ("run", False, True), ("paused", False, False)],
)
def test_an_appliance_is_done_or_runs_by_what_it_calls_its_state(state: str, done: bool, running: bool) -> None:
    for expected, holds in (("done", done), ("running", running)):
        condition = asks(Ask.STATE, expected, "sensor.washer")
        assert weigh(condition, HOME, states(washer=state), None).holds is holds


@pytest.mark.parametrize(("state", "holds"), [("pouring", True), ("rainy", True), ("sunny", False)])
def test_the_weather_has_several_states_for_rain(state: str, holds: bool) -> None:
    assert weigh(asks(Ask.STATE, "rainy", "weather.home"), HOME, states(home=state), None).holds is holds


@pytest.mark.parametrize(("sun", "holds"), [(Sun.SET, True), (Sun.RISE, False), (None, None)])
def test_it_is_dark_when_the_sun_has_set(sun: Sun | None, holds: bool | None) -> None:
    assert weigh(Condition(sun=Sun.SET), HOME, states(), sun).holds is holds


def test_what_was_found_is_told_plainly() -> None:
    """Neither yes nor no was asked for."""
    known = states(a="on", b="off")
    every = inquire(Question(ask=Ask.ALL, entity_ids=IDS[:2], expected="closed"), HOME, known)
    assert [fact.entity_id for fact in telling(every).facts] == ["binary_sensor.a"]
    assert telling(every).question.expected is None
    some = inquire(Question(ask=Ask.ANY, entity_ids=IDS[:2], expected="open"), HOME, known)
    assert telling(some).question.ask is Ask.WHICH
