"""The journal: what can happen to its file."""

from pathlib import Path
import sqlite3

import pytest

from custom_components.llm_agents.core.journal.schema import MIGRATIONS
from custom_components.llm_agents.core.journal.store import Journal, JournalError, JournalTooNew

from .turns import acting, turn


def test_a_folder_that_there_is_not_is_a_journal_error(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="cannot be opened"):
        Journal(tmp_path / "nowhere" / "journal.db").open()


def test_a_file_that_is_no_database_is_moved_aside(path: Path) -> None:
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 50)
    journal = Journal(path)
    journal.open()
    journal.append(turn("T1"))
    assert [found.turn_id for found in journal.latest(5)] == ["T1"]
    assert journal.moved_aside
    assert journal.moved_aside.read_bytes().startswith(b"not a database")
    journal.close()


def test_a_file_found_broken_while_it_is_used_is_moved_aside_and_the_turn_kept(path: Path) -> None:
    journal = Journal(path)
    journal.open()
    for number in range(200):
        journal.append(turn(f"T{number:03}", words="x" * 500))
    journal.close()
    broken = bytearray(path.read_bytes())
    broken[4096:] = b"\xff" * (len(broken) - 4096)
    path.write_bytes(broken)
    journal.open()
    journal.append(turn("NEW"))
    assert journal.moved_aside
    assert [found.turn_id for found in journal.latest(5)] == ["NEW"]
    journal.close()


@pytest.mark.parametrize("fault", [OSError("read-only"), sqlite3.OperationalError("disk is full")])
def test_a_broken_file_that_cannot_be_replaced_is_a_journal_error(
    path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 50)

    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(JournalError, match="cannot be replaced"):
        Journal(path).open()
    assert path.read_bytes().startswith(b"not a database")


def test_a_file_cut_off_in_the_middle_is_looked_through(path: Path) -> None:
    journal = Journal(path)
    journal.open()
    for number in range(200):
        journal.append(turn(f"T{number:03}", words="x" * 500))
    journal.close()
    path.write_bytes(path.read_bytes()[: 4096 * 3])
    path.with_name(f"{path.name}-wal").write_bytes(b"")
    journal.open()
    assert journal.moved_aside
    journal.close()


def test_a_newer_file_is_refused_and_left_as_it_is(journal: Journal, path: Path) -> None:
    journal.append(turn("T1"))
    journal.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(JournalTooNew, match="99"):
        Journal(path).open()
    assert [file.name for file in path.parent.glob("*.broken*")] == []
    assert b"is the light on?" in path.read_bytes()


def test_an_older_file_is_brought_up_to_date(journal: Journal, path: Path) -> None:
    journal.append(acting("T1"))
    journal.close()
    mood = ("ALTER TABLE turns ADD COLUMN mood TEXT", "UPDATE turns SET mood = 'good'")
    newer = Journal(path, migrations=(*MIGRATIONS, mood))
    newer.open()
    newer.append(acting("T2"))
    assert [found.turn_id for found in newer.latest(5)] == ["T2", "T1"]
    newer.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
    assert connection.execute("SELECT mood FROM turns ORDER BY seq").fetchall() == [("good",), (None,)]
    connection.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(journal: Journal, path: Path) -> None:
    journal.append(acting("T1"))
    journal.close()
    bad = ("ALTER TABLE turns ADD COLUMN mood TEXT", "UPDATE nothing SET x = 1")
    with pytest.raises(JournalError):
        Journal(path, migrations=(*MIGRATIONS, bad)).open()
    again = Journal(path)
    again.open()
    assert [found.turn_id for found in again.latest(5)] == ["T1"]
    again.close()
    connection = sqlite3.connect(path)
    assert "mood" not in [row[1] for row in connection.execute("PRAGMA table_info(turns)")]
    connection.close()
