"""The journal: what is appended stays, is found, and survives what can happen to a file."""

from collections.abc import Iterator
from pathlib import Path
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from custom_components.llm_agents.core.journal.schema import MIGRATIONS
from custom_components.llm_agents.core.journal.store import Journal, JournalError, JournalTooNew

from .turns import acting, turn

CORE = Path(sys.modules[Journal.__module__].__file__ or "").parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    journal = Journal(path)
    journal.open()
    yield journal
    journal.close()


def test_a_turn_is_found_again(journal: Journal) -> None:
    made = acting()
    journal.append(made)
    assert journal.get(made.turn_id) == made


def test_a_turn_that_there_is_not_is_none(journal: Journal) -> None:
    assert journal.get("nope") is None


def test_a_turn_is_kept_over_a_restart(journal: Journal, path: Path) -> None:
    made = acting()
    journal.append(made)
    journal.close()
    again = Journal(path)
    again.open()
    assert again.get(made.turn_id) == made
    again.close()


def test_a_name_is_given_once(journal: Journal) -> None:
    journal.append(turn("T1"))
    with pytest.raises(ValueError, match="T1"):
        journal.append(turn("T1", answer="another"))
    assert [found.answer for found in journal.latest(5)] == ["Yes."]


def test_the_latest_come_newest_first(journal: Journal) -> None:
    for name in ("T1", "T2", "T3"):
        journal.append(turn(name))
    assert [found.turn_id for found in journal.latest(2)] == ["T3", "T2"]


def test_the_latest_of_a_conversation_or_a_user(journal: Journal) -> None:
    journal.append(turn("T1", conversation_id="c1", user_id="anna"))
    journal.append(turn("T2", conversation_id="c2", user_id="anna"))
    journal.append(turn("T3", conversation_id="c2", user_id="ben"))
    assert [found.turn_id for found in journal.latest(9, conversation_id="c2")] == ["T3", "T2"]
    assert [found.turn_id for found in journal.latest(9, user_id="anna")] == ["T2", "T1"]
    assert [found.turn_id for found in journal.latest(9, user_id="anna", conversation_id="c1")] == ["T1"]


def test_the_latest_before_a_turn_are_the_next_page(journal: Journal) -> None:
    for name in ("T1", "T2", "T3"):
        journal.append(turn(name))
    assert [found.turn_id for found in journal.latest(9, before="T3")] == ["T2", "T1"]
    assert journal.latest(9, before="nope") == []


@pytest.mark.parametrize("limit", [0, -1])
def test_no_limit_is_no_turns_not_all(journal: Journal, limit: int) -> None:
    journal.append(turn())
    assert journal.latest(limit) == []


def test_the_last_undoable_is_the_newest_that_did_something(journal: Journal) -> None:
    journal.append(acting("T1"))
    journal.append(acting("T2"))
    journal.append(turn("T3"))
    found = journal.last_undoable("anna", "c1")
    assert found
    assert found.turn_id == "T2"


def test_what_was_undone_and_undos_are_passed_over(journal: Journal) -> None:
    journal.append(acting("T1"))
    journal.append(acting("T2"))
    journal.append(acting("T3", undoes="T2"))
    journal.mark_undone("T2", "T3")
    found = journal.last_undoable("anna", "c1")
    assert found
    assert found.turn_id == "T1"


def test_the_mark_of_an_undo_is_part_of_the_turn(journal: Journal) -> None:
    journal.append(acting("T1"))
    journal.mark_undone("T1", "T2")
    marked = journal.get("T1")
    assert marked
    assert marked.undone_by == "T2"


def test_a_turn_that_there_is_not_cannot_be_marked(journal: Journal) -> None:
    with pytest.raises(LookupError):
        journal.mark_undone("T1", "T2")


def test_an_undo_reaches_the_users_other_conversations_but_not_other_users(journal: Journal) -> None:
    journal.append(acting("T1", conversation_id="c1", user_id="anna"))
    journal.append(acting("T2", conversation_id="c2", user_id="ben"))
    assert [
        found and found.turn_id for found in (journal.last_undoable("anna", "c9"), journal.last_undoable(None, "c2"))
    ] == [
        "T1",
        "T2",
    ]
    assert journal.last_undoable(None, "c9") is None


def test_voices_without_user_do_not_share_their_turns(journal: Journal) -> None:
    journal.append(acting("T1", conversation_id="c1", user_id=None))
    assert journal.last_undoable(None, "c2") is None


def test_a_turn_whose_effect_was_not_seen_is_still_the_last(journal: Journal) -> None:
    journal.append(acting("T1"))
    journal.append(acting("T2", verified=False))
    found = journal.last_undoable("anna", "c1")
    assert found
    assert found.turn_id == "T2"


def test_a_turn_whose_calls_all_raised_did_nothing(journal: Journal) -> None:
    journal.append(acting("T1"))
    journal.append(acting("T2", error="boom"))
    found = journal.last_undoable("anna", "c1")
    assert found
    assert found.turn_id == "T1"


def test_export_has_all_turns_of_a_user_oldest_first(journal: Journal) -> None:
    journal.append(turn("T1"))
    journal.append(turn("T2", user_id="ben"))
    journal.append(acting("T3"))
    assert [data["turn_id"] for data in journal.export("anna")] == ["T1", "T3"]


def test_what_is_erased_is_nowhere_in_the_files(journal: Journal, path: Path) -> None:
    journal.append(turn("T1", words="my secret wish"))
    journal.append(turn("T2", user_id="ben", words="something else"))
    assert journal.erase("anna") == 1
    assert [found.turn_id for found in journal.latest(9)] == ["T2"]
    assert not any(b"my secret wish" in file.read_bytes() for file in path.parent.iterdir())


def test_a_closed_journal_says_so(journal: Journal) -> None:
    journal.close()
    journal.close()
    with pytest.raises(JournalError, match="closed"):
        journal.append(turn())


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


WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from core.journal.store import Journal
from core.journal.codec import turn_from_json
import json
template = json.loads(sys.argv[3])
journal = Journal(__import__("pathlib").Path(sys.argv[2]))
journal.open()
for number in range(1_000_000):
    journal.append(turn_from_json(template | {"turn_id": f"T{number:07}"}))
    print(number, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(path: Path) -> None:
    import json

    from custom_components.llm_agents.core.journal.codec import turn_to_json

    arguments = [sys.executable, "-c", WRITER, str(CORE.parent), str(path), json.dumps(turn_to_json(acting("T")))]
    writer = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    assert writer.stdout
    lines = [writer.stdout.readline() for _ in range(50)]
    time.sleep(0.05)
    writer.send_signal(signal.SIGKILL)
    lines += writer.stdout.read().splitlines()
    writer.wait()
    acknowledged = [int(line) for line in lines if line.strip().isdigit()]
    journal = Journal(path)
    journal.open()
    kept = {found.turn_id for found in journal.latest(1_000_000)}
    journal.close()
    assert journal.moved_aside is None
    assert len(acknowledged) >= 50
    assert {f"T{number:07}" for number in acknowledged} <= kept


def test_the_searches_use_an_index_and_do_not_read_all_turns_through(journal: Journal, path: Path) -> None:
    """Speed at 100,000 turns is a matter of the plan, which does not depend on the machine."""
    seen: list[str] = []
    journal._opened().set_trace_callback(seen.append)
    journal.append(acting("T1"))
    journal.latest(20)
    journal.latest(20, conversation_id="c1", before="T1")
    journal.latest(20, user_id="anna")
    journal.get("T1")
    journal.last_undoable("anna", "c1")
    journal._opened().set_trace_callback(None)
    connection = sqlite3.connect(path)
    searches = [statement for statement in seen if statement.startswith("SELECT")]
    assert len(searches) == 5
    for statement in searches:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
        scans = [step for step in plan if step.startswith("SCAN turns")]
        # Without a condition the newest are read from the end, no further than the limit.
        assert not scans or "WHERE" not in statement, plan
        assert not any("TEMP B-TREE" in step for step in plan), plan
    connection.close()
