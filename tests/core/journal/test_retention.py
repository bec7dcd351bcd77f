"""What the owner does not keep goes, what is needed stays, and what was a person's is erased or handed out."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.store import Journal
from custom_components.llm_agents.core.memory.facts import Evidence, Fact, FactKind, How, fact_to_json
from custom_components.llm_agents.core.memory.memory import Memory
from custom_components.llm_agents.core.models.budgets import Period, Spending
from custom_components.llm_agents.core.models.experiments import State

from .test_plans import plan
from .turns import acting, turn

DAY = datetime(2026, 11, 2, tzinfo=UTC)
HOME = ZoneInfo("Australia/Eucla")  # eight hours and three quarters from UTC


def event(kind_: Kind, subject: str, day: float, **data: object) -> Event:
    return Event(kind=kind_, subject=subject, at=(DAY + timedelta(days=day)).isoformat(), agent="comfort", data=data)


def kept(journal: Journal, *kinds: Kind) -> list[tuple[str, str]]:
    return [(found.kind.value, found.subject) for found in journal.events(kinds or None)]


def forget(journal: Journal, day: float) -> None:
    journal.forget((DAY + timedelta(days=day)).isoformat(), HOME)


def facts(events: Iterable[Event]) -> list[Fact]:
    memory = Memory(None, lambda: DAY)  # type: ignore[arg-type]
    for item in events:
        memory.apply(item)
    return memory.list(None)


def test_facts_stay_as_they_are_known_in_one_event_each(journal: Journal) -> None:
    said = Evidence(how=How.WORDS, words="w", at=DAY.isoformat())
    learned = {
        name: fact_to_json(Fact(fact_id=name, kind=FactKind.FACT, text=name, evidence=said)) for name in ("a", "b", "c")
    }
    journal.record(*(event(Kind.FACT_LEARNED, name, 0, **data) for name, data in learned.items()))
    journal.record(event(Kind.FACT_CORRECTED, "a", 1, text="better", confidence=0.95))
    journal.record(event(Kind.FACT_FORGOTTEN, "b", 2), event(Kind.FACT_CONFIRMED, "a", 3, confidence=0.99))
    journal.record(event(Kind.FACT_CORRECTED, "c", 9, text="new"))
    before = facts(journal.events())
    forget(journal, 5)
    assert facts(journal.events()) == before
    assert [fact.text for fact in before] == ["new", "better"]
    assert kept(journal) == [("fact.learned", "c"), ("fact.learned", "a"), ("fact.corrected", "c")]


def test_what_was_spent_in_a_day_and_a_month_stays_to_the_last_bit(journal: Journal) -> None:
    for hour in range(24 * 12):
        data = {"input_tokens": hour, "money": 0.1 + hour / 7, "total_ms": 3.3}
        journal.record(event(Kind.USAGE_SPENT, f"b{hour % 2}", hour / 24, **data))
    for day in (3, 5, 5.5, 8):
        before = spent(journal)
        forget(journal, day)
        assert spent(journal) == before
    assert len(journal.events({Kind.USAGE_SPENT})) < 24 * 4 + 2 * 10


def spent(journal: Journal) -> list[object]:
    model = Spending(zone=lambda: HOME)
    for item in journal.events(model.kinds):
        model.apply(item)
    return [
        model.spent(period, DAY + timedelta(days=day), agent="comfort", backend=backend)
        for period in Period
        for day in range(12)
        for backend in ("b0", "b1")
    ]


def test_long_ago_is_one_event_a_month(journal: Journal) -> None:
    for day in range(90):
        journal.record(event(Kind.USAGE_SPENT, "b", day, input_tokens=1))
    forget(journal, 300)
    totals = [(found.data["input_tokens"], found.data["answers"]) for found in journal.events()]
    assert totals == [(29, 29), (31, 31), (30, 30)]


def test_of_agents_and_rules_the_latest_stays(journal: Journal) -> None:
    for day, name in enumerate(("a", "b", "a")):
        journal.record(event(Kind.AGENT_CHANGED, name, day, name=str(day)), event(Kind.RULES_CHANGED, "rules", day))
    forget(journal, 9)
    assert [(found.subject, found.at[8:10]) for found in journal.events()] == [
        ("b", "03"),
        ("a", "04"),
        ("rules", "04"),
    ]


def test_outcomes_stay_while_their_experiment_runs(journal: Journal) -> None:
    outcome = {"turn_id": "T", "variant": "a", "good": True, "conversation": "c"}
    for name in ("over", "running"):
        journal.record(event(Kind.EXPERIMENT_CHANGED, name, 0, state=State.RUNNING))
        journal.record(event(Kind.EXPERIMENT_OUTCOME, name, 1, **outcome))
    journal.record(event(Kind.EXPERIMENT_CHANGED, "over", 2, state=State.ENDED, better="b"))
    forget(journal, 9)
    assert kept(journal) == [
        ("experiment.changed", "over"),
        ("experiment.changed", "running"),
        ("experiment.outcome", "running"),
        ("experiment.changed", "over"),
    ]


def test_what_still_counts_is_not_touched(journal: Journal) -> None:
    counting = (Kind.HABIT_ACCEPTED, Kind.HABIT_DISMISSED, Kind.EXPERIMENT_CHANGED, Kind.VERSION_CHANGED)
    journal.record(*(event(kind, "x", day) for kind in counting for day in (0, 1)))
    before = journal.events()
    forget(journal, 9)
    assert journal.events() == before


def test_old_conflicts_go(journal: Journal) -> None:
    journal.record(event(Kind.CONFLICT_DECIDED, "light.a", 0), event(Kind.CONFLICT_DECIDED, "light.b", 8))
    forget(journal, 5)
    assert kept(journal) == [("conflict.decided", "light.b")]


def test_turns_go_with_all_that_became_of_them(journal: Journal) -> None:
    journal.append(acting("T1"))
    journal.claim("T1", "T2")
    journal.mark_undone("T1", "T2")
    forget(journal, 30)
    assert journal.events() == []


def test_open_plans_and_their_turns_stay_and_ended_ones_go(journal: Journal) -> None:
    journal.append(acting("T1"))
    journal.append(acting("T2"))
    journal.add_plan(plan("P1", turn_id="T1"))
    journal.add_plan(plan("P2", turn_id="T2"))
    journal.drop_plan("P2")
    journal.forget("2099-01-01T00:00:00+00:00")
    assert kept(journal) == [("turn.recorded", "T1"), ("plan.made", "P1")]
    assert [item.plan_id for item in journal.plans()] == ["P1"]


def test_what_was_delegated_stays_with_what_delegated_it(journal: Journal) -> None:
    journal.append(acting("C", parent="P", at="2026-10-30T08:00:00+00:00"))
    journal.append(turn("P", at="2026-11-01T08:00:00+00:00"))
    journal.forget("2026-10-31T00:00:00+00:00")
    assert [found.turn_id for found in journal.latest(9)] == ["P", "C"]


def test_forgetting_twice_changes_nothing_more(journal: Journal) -> None:
    journal.record(*(event(Kind.USAGE_SPENT, "b", day / 9, input_tokens=day) for day in range(30)))
    forget(journal, 2)
    before = journal.events()
    forget(journal, 2)
    assert journal.events() == before


def test_places_are_never_given_again(journal: Journal) -> None:
    journal.append(turn("T1"))
    (first,) = journal.events()
    journal.erase("anna")
    journal.append(turn("T2"))
    (second,) = journal.events()
    assert (second.seq or 0) > (first.seq or 0)


def personal(kind: Kind, subject: str, user_id: str | None, **data: object) -> Event:
    return Event(kind=kind, subject=subject, at=DAY.isoformat(), agent="comfort", user_id=user_id, data=data)


@pytest.fixture
def shared(journal: Journal) -> Journal:
    for user_id in ("anna", "ben", None):
        journal.append(turn(f"T-{user_id}", user_id=user_id, words=f"words of {user_id}"))
        journal.record(
            personal(Kind.FACT_LEARNED, f"F-{user_id}", user_id, text=f"fact of {user_id}"),
            personal(Kind.USAGE_SPENT, "b", user_id, input_tokens=7),
            personal(Kind.AGENT_CHANGED, "comfort", user_id, name="Comfort"),
        )
    return journal


def test_an_export_has_all_that_is_a_persons_and_nothing_else(shared: Journal) -> None:
    shared.add_plan(plan("P1"))
    exported = shared.export("anna")
    assert [found["turn_id"] for found in exported["turns"]] == ["T-anna"]
    assert [found["plan_id"] for found in exported["plans"]] == ["P1"]
    assert [found["kind"] for found in exported["events"]] == ["fact.learned", "usage.spent", "agent.changed"]
    assert {found["user_id"] for found in exported["events"]} == {"anna"}


def test_an_export_of_the_household_leaves_out_how_it_is_set_up(shared: Journal) -> None:
    exported = shared.export(None)
    assert [found["turn_id"] for found in exported["turns"]] == ["T-None"]
    assert [found["subject"] for found in exported["events"]] == ["F-None"]


def test_erasing_a_person_leaves_what_was_spent_without_their_name(shared: Journal, path: Path) -> None:
    assert shared.erase("anna") == 1
    assert shared.export("anna") == {"turns": [], "plans": [], "events": []}
    assert [found.user_id for found in shared.events({Kind.USAGE_SPENT, Kind.AGENT_CHANGED})] == [
        *[None] * 2,
        *["ben"] * 2,
        *[None] * 2,
    ]
    assert {found.subject for found in shared.events({Kind.FACT_LEARNED})} == {"F-ben", "F-None"}
    assert not any(b"of anna" in file.read_bytes() for file in path.parent.iterdir())


def test_erasing_the_household_leaves_persons_and_settings(shared: Journal) -> None:
    assert shared.erase(None) == 1
    assert {found.subject for found in shared.events({Kind.FACT_LEARNED})} == {"F-anna", "F-ben"}
    assert len(shared.events({Kind.AGENT_CHANGED})) == 3
    assert [found.turn_id for found in shared.latest(9)] == ["T-ben", "T-anna"]


def test_what_becomes_of_a_turn_is_erased_with_it_whoever_did_it(journal: Journal) -> None:
    journal.append(acting("T1", user_id="anna"))
    journal.append(acting("T2", user_id="ben", undoes="T1"))
    journal.erase("anna")
    assert kept(journal) == [("turn.recorded", "T2")]
