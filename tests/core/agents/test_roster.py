"""What the journal is told of changed agents and rules."""

from dataclasses import replace

from custom_components.llm_agents.core.agents.profile_codec import profile_from_data, shipped_profile
from custom_components.llm_agents.core.agents.profiles import ORCHESTRATOR, Autonomy, Role
from custom_components.llm_agents.core.agents.roster import Roster
from custom_components.llm_agents.core.agents.rules import Rule
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.record import Decision

AT = "2026-11-21T12:00:00+00:00"
COMFORT = shipped_profile(Role.COMFORT, "Comfort")
RULE = Rule(rule_id="r1", effect=Decision.REFUSE, domains=frozenset({"lock"}))


def told(roster: Roster, events: list[Event]) -> list[tuple[Kind, str, bool]]:
    for event in events:
        roster.apply(event)
    return [(event.kind, event.subject, bool(event.data)) for event in events]


def test_what_is_new_is_told_once() -> None:
    roster = Roster()
    assert told(roster, roster.news([COMFORT], [RULE], AT)) == [
        (Kind.AGENT_CHANGED, "comfort", True),
        (Kind.RULES_CHANGED, "r1", True),
    ]
    assert roster.news([COMFORT], [RULE], AT) == []


def test_the_event_tells_the_whole_agent() -> None:
    event = Roster().news([COMFORT], [], AT)[0]
    assert (event.at, event.agent) == (AT, "comfort")
    assert profile_from_data("comfort", event.data["name"], event.data) == COMFORT


def test_the_event_tells_the_whole_rule() -> None:
    event = Roster().news([], [RULE], AT)[0]
    assert Rule.from_json(event.data) == RULE
    assert event.agent is None


def test_a_change_is_news() -> None:
    roster = Roster()
    told(roster, roster.news([COMFORT], [], AT))
    events = roster.news([replace(COMFORT, autonomy=Autonomy.ASK)], [], AT)
    assert [event.data["autonomy"] for event in events] == ["ask"]


def test_a_removal_is_news_once() -> None:
    roster = Roster()
    told(roster, roster.news([COMFORT], [RULE], AT))
    assert told(roster, roster.news([], [], AT)) == [
        (Kind.AGENT_CHANGED, "comfort", False),
        (Kind.RULES_CHANGED, "r1", False),
    ]
    assert roster.news([], [], AT) == []


def test_an_orchestrator_from_defaults_is_no_news() -> None:
    assert Roster().news([ORCHESTRATOR], [], AT) == []


def test_other_events_say_nothing_of_agents() -> None:
    roster = Roster()
    roster.apply(Event(kind=Kind.TURN_RECORDED, subject="comfort", at=AT, data={"a": 1}))
    assert roster.news([], [], AT) == []
