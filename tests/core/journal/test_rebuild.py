"""The tables are what the events give, whatever was written, folded and erased before."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings, strategies as st

from custom_components.llm_agents.core.journal.events import Kind
from custom_components.llm_agents.core.journal.record import Status
from custom_components.llm_agents.core.journal.store import Journal

from .histories import START, History
from .turns import acting, turn


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 40), kept=st.integers(0, 120), erased=st.booleans())
def test_the_tables_made_anew_are_the_same_to_the_byte(seed: int, steps: int, kept: int, erased: bool) -> None:
    with TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "journal.db")
        journal.open()
        history = History(journal, seed)
        history.go_on(steps)
        rebuilt_alike(journal)
        journal.forget((START + timedelta(hours=kept)).isoformat())
        rebuilt_alike(journal)
        history.go_on(5)
        if erased:
            journal.erase("anna")
            journal.erase(None)
        rebuilt_alike(journal)
        journal.close()


def rebuilt_alike(journal: Journal) -> None:
    before, turns, plans = journal.tables(), journal.latest(999), journal.plans()
    journal.rebuild()
    assert journal.tables() == before
    assert (journal.latest(999), journal.plans()) == (turns, plans)


def test_tables_that_were_lost_come_back(journal: Journal) -> None:
    journal.append(acting("T1", verified=False))
    settled = journal.settle("T1", acting("T1").changes, Status.DONE)
    journal.run(lambda connection: connection.execute("DELETE FROM turns"))
    assert journal.get("T1") is None
    journal.rebuild()
    assert journal.get("T1") == settled


def test_the_json_of_a_turn_is_in_the_file_once(journal: Journal, path: Path) -> None:
    for number in range(50):
        journal.append(turn(f"T{number}", words=f"mark{number}"))
        journal.claim(f"T{number}", "X")
    journal.rebuild()
    journal.close()
    assert path.read_bytes().count(b'"words":"mark49"') == 1


def test_an_undo_and_its_mark_are_one_transaction(journal: Journal) -> None:
    kept: list[list[Kind]] = []
    journal.append(acting("T1"))
    journal.on_kept = lambda events: kept.append([event.kind for event in events])
    journal.append(acting("T2", undoes="T1"))
    assert kept == [[Kind.TURN_RECORDED, Kind.TURN_UNDONE]]


def test_what_was_delegated_is_found_and_undone_with_its_parent(journal: Journal) -> None:
    journal.append(acting("C1", parent="P", conversation_id="own"))
    journal.append(turn("P"))
    journal.append(acting("G1", parent="C2", conversation_id="own"))
    journal.append(turn("C2", parent="P", conversation_id="own"))
    found = journal.last_undoable("anna", "c1")
    assert found
    assert found.turn_id == "P"
    assert [child.turn_id for child in journal.children("P")] == ["C1", "C2"]
    assert [part.turn_id for part in journal.whole("P")] == ["C1", "P", "G1", "C2"]
    journal.append(acting("U", undoes="P"))
    assert {part.undone_by for part in journal.whole("P")} == {"U"}
    assert journal.last_undoable("anna", "c1") is None


def test_a_parent_that_was_recorded_first_is_undoable_when_a_child_acts(journal: Journal) -> None:
    journal.append(turn("P"))
    assert journal.last_undoable("anna", "c1") is None
    journal.append(turn("C", parent="P"))
    journal.append(acting("G", parent="C"))
    found = journal.last_undoable("anna", "c1")
    assert found
    assert found.turn_id == "P"
