"""The conversations with one agent are erased, with what was learned in them, and nothing else."""

from pathlib import Path
from typing import Any

from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.store import Journal
from custom_components.llm_agents.core.memory.facts import Evidence, Fact, FactKind, How, fact_to_json

from .test_plans import plan
from .turns import acting, turn

AT = "2026-11-02T08:00:00+00:00"


def names(journal: Journal) -> list[str]:
    return sorted(found.turn_id for found in journal.latest(100))


def learned(fact_id: str, turn_id: str | None) -> Event:
    evidence = Evidence(how=How.WORDS, turn_id=turn_id, words="remember this", at=AT)
    fact = Fact(fact_id=fact_id, kind=FactKind.FACT, text=fact_id, evidence=evidence)
    return Event(kind=Kind.FACT_LEARNED, subject=fact_id, at=AT, data=fact_to_json(fact))


def later(kind: Kind, fact_id: str, **data: Any) -> Event:
    return Event(kind=kind, subject=fact_id, at=AT, data=data)


def test_only_its_own_conversations_go(journal: Journal) -> None:
    journal.append(turn("a", profile="comfort"))
    journal.append(turn("b", profile="energy"))
    assert journal.erase_agent("comfort") == 1
    assert names(journal) == ["b"]
    assert {event.subject for event in journal.events()} == {"b"}


def test_what_became_of_its_turns_goes_with_them(journal: Journal) -> None:
    journal.append(acting("a", profile="comfort"))
    journal.mark_undone("a", "b")
    journal.claim("a", "b")
    journal.erase_agent("comfort")
    assert journal.events() == []


def test_what_it_delegated_goes_and_what_was_delegated_to_it_stays(journal: Journal) -> None:
    journal.append(turn("a", profile="comfort"))
    journal.append(turn("a1", profile="energy", parent="a"))
    journal.append(turn("b", profile="orchestrator"))
    journal.append(turn("b1", profile="comfort", parent="b"))
    assert journal.erase_agent("comfort") == 2
    assert names(journal) == ["b", "b1"]


def test_facts_learned_in_its_conversations_go(journal: Journal) -> None:
    journal.append(turn("a", profile="comfort"))
    journal.append(turn("b", profile="energy"))
    journal.record(learned("of-a", "a"), learned("of-b", "b"), learned("of-none", None))
    journal.record(later(Kind.FACT_CORRECTED, "of-a", text="secret"), later(Kind.FACT_CONFIRMED, "of-b", confidence=1))
    journal.erase_agent("comfort")
    kinds = {Kind.FACT_LEARNED, Kind.FACT_CORRECTED, Kind.FACT_CONFIRMED}
    assert {event.subject for event in journal.events(kinds)} == {"of-b", "of-none"}


def test_a_turn_that_something_is_planned_by_stays(journal: Journal) -> None:
    journal.append(turn("a", profile="comfort"))
    journal.append(turn("a2", profile="comfort"))
    journal.add_plan(plan("p", turn_id="a"))
    assert journal.erase_agent("comfort") == 1
    assert names(journal) == ["a"]


def test_the_tables_made_anew_are_the_same(journal: Journal) -> None:
    journal.append(turn("a", profile="comfort"))
    journal.append(turn("b", profile="energy"))
    journal.erase_agent("comfort")
    before = journal.tables()
    journal.rebuild()
    assert journal.tables() == before


def test_what_was_said_is_in_no_byte_of_the_file(journal: Journal, path: Path) -> None:
    journal.append(turn("a", profile="comfort", words="my secret wish"))
    journal.erase_agent("comfort")
    journal.close()
    found = [file for file in path.parent.iterdir() if b"my secret wish" in file.read_bytes()]
    assert found == []


async def test_who_follows_hears_of_it(path: Path) -> None:
    journal = AsyncJournal(path)
    await journal.open()
    heard: list[int] = []

    async def hear() -> None:
        heard.append(len(await journal.latest(10)))

    journal.listen_erased(hear)
    await journal.append(turn("a", profile="comfort"))
    assert await journal.erase_agent("comfort") == 1
    assert heard == [0]
    await journal.close()
