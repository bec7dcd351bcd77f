"""Nothing that was acknowledged is lost when the process is killed, at whatever moment."""

from pathlib import Path

import pytest

from bench.kills import Acknowledged, faults_of, run
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.store import Journal

from .turns import acting, turn


def test_kills_at_random_moments_lose_nothing() -> None:
    result = run(20, seed=1)
    assert result.faults == ()
    assert result.survived == result.tried == 20
    assert result.acknowledged > 200


def of_both(journal: Journal, path: Path, *acknowledged: tuple[str, str, str]) -> list[str]:
    journal.close()
    told = Acknowledged()
    told.take({"kept": acknowledged})
    return faults_of(path, told)


def test_what_was_lost_is_found_out(journal: Journal, path: Path) -> None:
    journal.append(turn("T1", words="T1"))
    lost = of_both(journal, path, ("turn.recorded", "T1", "T1"), ("turn.recorded", "T2", "T2"))
    assert lost == ["acknowledged and lost: ('turn.recorded', 'T2', 'T2')"]


def test_half_a_transaction_is_found_out(journal: Journal, path: Path) -> None:
    at = "2026-11-02T08:00:00+00:00"
    journal.record(Event(kind=Kind.FACT_LEARNED, subject="F", at=at, data={"of": 2}))
    assert of_both(journal, path) == ["1 of 2 events kept at once"]


def test_an_undo_without_its_mark_is_found_out(journal: Journal, path: Path) -> None:
    journal.append(acting("T1"))
    journal.append(acting("T2", undoes="T1"))
    journal.run(lambda connection: connection.execute("DELETE FROM events WHERE kind = 'turn.undone'"))
    journal.rebuild()
    assert of_both(journal, path) == ["an undo without its mark, or a mark without its undo: T2"]


@pytest.mark.parametrize("statement", ["DELETE FROM turns", "UPDATE turns SET undone_by = 'X'"])
def test_tables_that_do_not_follow_are_found_out(journal: Journal, path: Path, statement: str) -> None:
    journal.append(acting("T1"))
    journal.run(lambda connection: connection.execute(statement))
    assert of_both(journal, path) == ["the tables are not those that the events give"]


def test_a_broken_file_is_found_out(journal: Journal, path: Path) -> None:
    journal.append(turn("T1"))
    journal.close()
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 50)
    assert faults_of(path, Acknowledged()) == ["the file was broken"]
