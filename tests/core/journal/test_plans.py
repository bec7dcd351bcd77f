"""Plans in the journal's file: kept, taken up once, dropped."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.plans import Plan, plan_from_json, plan_to_json
from custom_components.llm_agents.core.journal.record import Asker, Origin
from custom_components.llm_agents.core.journal.store import Journal

from .turns import acting, turn


def plan(plan_id: str = "P1", **changed: Any) -> Plan:
    """Return a plan that turns a lamp on."""
    values: dict[str, Any] = {
        "turn_id": "T1",
        "due": "2026-11-02T09:00:00+00:00",
        "asker": Asker(origin=Origin.VOICE, user_id="anna", area_id="kitchen"),
        "conversation_id": "c1",
        "agent_id": "conversation.llm_agents",
        "language": "en",
        "words": "turn on the lamp in an hour",
        "requests": ({"type": "act", "action": "turn_on", "entity_ids": ["light.a"]},),
        "confirmed": {"lock.a": "locked"},
    }
    return Plan(plan_id=plan_id, **values | changed)


def kept(journal: Journal) -> list[Plan]:
    return journal.plans()


def keep(journal: Journal, *wanted: Plan) -> None:
    for item in wanted:
        journal.add_plan(item)


def test_a_plan_comes_back_as_it_was() -> None:
    full = plan(conditions=({"sun": "set"},), restores=("fan.a",), armed=True)
    assert plan_from_json(plan_to_json(full)) == full


def test_what_a_newer_version_added_is_left_out() -> None:
    assert plan_from_json(plan_to_json(plan()) | {"mood": "good"}) == plan()


@pytest.mark.parametrize("data", [{}, {"plan_id": "P1"}, {**plan_to_json(plan()), "asker": {"origin": "moon"}}])
def test_what_is_no_plan_is_refused(data: Mapping[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"not a plan"):
        plan_from_json(data)


def test_plans_outlive_the_process_the_next_one_first(path: Path, journal: Journal) -> None:
    keep(journal, plan("P2", due="2026-11-02T10:00:00+00:00"), plan("P1"))
    journal.close()
    again = Journal(path)
    again.open()
    assert [item.plan_id for item in kept(again)] == ["P1", "P2"]
    again.close()


def test_a_plan_is_kept_anew_in_the_place_of_itself(journal: Journal) -> None:
    keep(journal, plan(), plan(armed=True))
    assert kept(journal) == [plan(armed=True)]


def test_a_plan_is_taken_up_once(journal: Journal) -> None:
    keep(journal, plan())
    assert journal.claim_plan("P1", "T2")
    assert not journal.claim_plan("P1", "T3")
    assert kept(journal) == [replace(plan(), claimed_by="T2")]


def test_what_is_gone_is_not_taken_up(journal: Journal) -> None:
    assert not journal.claim_plan("P1", "T2")


def test_what_is_taken_up_is_not_called_off_any_more(journal: Journal) -> None:
    keep(journal, plan())
    journal.claim_plan("P1", "T2")
    assert not journal.drop_plan("P1", unclaimed=True)
    assert journal.drop_plan("P1")
    assert not kept(journal)


def test_a_plan_that_cannot_be_read_stays_in_the_file(journal: Journal) -> None:
    keep(journal, plan("P2"))
    journal.record(Event(kind=Kind.PLAN_MADE, subject="P1", at="2026-11-02T08:00:00+00:00", data={"due": "soon"}))
    assert [item.plan_id for item in kept(journal)] == ["P2"]
    assert journal.run(lambda connection: connection.execute("SELECT count(*) FROM plans").fetchone()) == (2,)


def test_erasing_a_user_erases_their_plans_alone(journal: Journal) -> None:
    keep(journal, plan("P1"), plan("P2", asker=Asker(origin=Origin.VOICE)))
    journal.append(turn("T1"))
    assert journal.erase("anna") == 1
    assert [item.plan_id for item in kept(journal)] == ["P2"]


def test_a_turn_that_something_is_planned_by_is_not_forgotten(journal: Journal) -> None:
    journal.append(acting("T1"))
    journal.append(acting("T2"))
    keep(journal, plan())
    assert journal.forget("2027-01-01T00:00:00+00:00") == 1
    assert journal.get("T1") is not None
