"""The journal: what is appended stays and is found."""

from dataclasses import replace
from pathlib import Path
import sqlite3

import pytest

from custom_components.llm_agents.core.journal.record import Change, Status
from custom_components.llm_agents.core.journal.store import Journal, JournalError

from .turns import LIGHT_OFF, LIGHT_ON, acting, turn


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
    assert [data["turn_id"] for data in journal.export("anna")["turns"]] == ["T1", "T3"]


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


def test_what_is_older_than_the_owner_keeps_is_forgotten(journal: Journal) -> None:
    journal.append(turn("T1", at="2026-10-01T08:00:00+00:00"))
    journal.append(turn("T2", at="2026-11-02T08:00:00+00:00"))
    assert journal.forget("2026-11-01T00:00:00+00:00") == 1
    assert [found.turn_id for found in journal.latest(9)] == ["T2"]


def test_what_was_under_way_is_settled_later(journal: Journal) -> None:
    made = acting("T1", verified=False)
    other = Change(entity_id="light.b", name="Other", before=LIGHT_OFF, after=LIGHT_ON, verified=True)
    journal.append(replace(made, changes=(*made.changes, other)))
    arrived = replace(made.changes[0], after=LIGHT_ON, verified=True)
    settled = journal.settle("T1", [arrived], Status.PARTIAL)
    assert (settled.changes, settled.status) == ((arrived, other), Status.PARTIAL)
    assert journal.get("T1") == settled


def test_settling_leaves_the_mark_of_an_undo(journal: Journal) -> None:
    made = acting("T1", verified=False)
    journal.append(made)
    journal.mark_undone("T1", "T2")
    assert journal.settle("T1", made.changes).undone_by == "T2"
    found = journal.get("T1")
    assert found
    assert (found.undone_by, found.status) == ("T2", made.status)


def test_settling_what_is_not_there_is_told(journal: Journal) -> None:
    with pytest.raises(LookupError, match="T1"):
        journal.settle("T1", ())


def test_a_question_is_claimed_once_ever(journal: Journal, path: Path) -> None:
    journal.append(turn("T1", status=Status.ASKED))
    assert journal.claim("T1", "T2")
    assert not journal.claim("T1", "T3")
    again = Journal(path)
    again.open()
    assert not again.claim("T1", "T2")
    again.close()


def test_what_is_not_there_cannot_be_claimed(journal: Journal) -> None:
    assert not journal.claim("T1", "T2")


def test_an_event_is_never_changed(journal: Journal) -> None:
    journal.append(turn("T1"))
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        journal.run(lambda connection: connection.execute("UPDATE events SET data = '{}'"))


def test_what_only_a_newer_version_knows_is_left_out_and_kept(journal: Journal) -> None:
    row = ("2026-11-02T08:00:00+00:00", "mood.felt", "anna", "{}")
    journal.run(
        lambda connection: connection.execute("INSERT INTO events (at, kind, subject, data) VALUES (?, ?, ?, ?)", row)
    )
    assert journal.events() == []
    journal.forget("2099-01-01T00:00:00+00:00")
    assert journal.run(lambda connection: connection.execute("SELECT count(*) FROM events").fetchone()) == (1,)


def test_what_has_no_claimer_has_none(journal: Journal) -> None:
    journal.append(turn("T1"))
    assert (journal.claimer("T1"), journal.claimer("nope")) == (None, None)
    journal.claim("T1", "T2")
    assert journal.claimer("T1") == "T2"
