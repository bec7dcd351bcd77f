"""Files of before: brought up to date, nothing lost."""

from dataclasses import replace
import json
from pathlib import Path
import sqlite3

import pytest

from custom_components.llm_agents.core.journal.codec import turn_to_json
from custom_components.llm_agents.core.journal.events import Kind
from custom_components.llm_agents.core.journal.plans import plan_to_json
from custom_components.llm_agents.core.journal.record import Turn
from custom_components.llm_agents.core.journal.schema import MIGRATIONS, migrate
from custom_components.llm_agents.core.journal.store import Journal
from custom_components.llm_agents.core.journal.undoing import is_undoable

from .test_plans import plan
from .turns import acting, turn


def former(path: Path, version: int, *turns: Turn, claimed: str | None = None) -> sqlite3.Connection:
    """Write a file as an older version did."""
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, MIGRATIONS[:version])
    for made in turns:
        row = (
            made.turn_id,
            made.at,
            made.conversation_id,
            made.asker.user_id,
            is_undoable(made),
            made.undone_by,
            json.dumps(turn_to_json(made) | {"undone_by": None}),
        )
        connection.execute(
            "INSERT INTO turns (turn_id, at, conversation_id, user_id, undoable, undone_by, record)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )
    if claimed:
        connection.execute("UPDATE turns SET claimed_by = 'T9' WHERE turn_id = ?", (claimed,))
    return connection


@pytest.mark.parametrize("version", range(1, 4))
def test_turns_of_every_version_are_all_there(path: Path, version: int) -> None:
    made = [acting("T1"), acting("T2", undone_by="T3"), turn("T3", user_id=None, undoes="T2")]
    former(path, version, *made).close()
    journal = Journal(path)
    journal.open()
    assert journal.latest(9) == made[::-1]
    undoable = journal.last_undoable("anna", "c1")
    assert undoable
    assert undoable.turn_id == "T1"
    assert [event.kind for event in journal.events()] == [*[Kind.TURN_RECORDED] * 3, Kind.TURN_UNDONE]
    journal.close()


def test_what_was_claimed_stays_claimed(path: Path) -> None:
    former(path, 2, turn("T1"), turn("T2"), claimed="T1").close()
    journal = Journal(path)
    journal.open()
    assert not journal.claim("T1", "T5")
    assert journal.claim("T2", "T5")
    journal.close()


def test_plans_stay_with_who_took_them_up(path: Path) -> None:
    connection = former(path, 3, turn("T1"))
    for name, claimed in (("P1", "T7"), ("P2", None)):
        row = (name, "T1", "anna", plan().due, claimed, json.dumps(plan_to_json(plan(name))))
        connection.execute("INSERT INTO plans VALUES (?, ?, ?, ?, ?, ?)", row)
    connection.close()
    journal = Journal(path)
    journal.open()
    assert journal.plans() == [replace(plan("P1"), claimed_by="T7"), plan("P2")]
    journal.close()


def test_the_tables_of_an_older_file_are_those_that_its_events_give(path: Path) -> None:
    connection = former(path, 3, acting("T1"), acting("T2", undone_by="T3"), claimed="T1")
    connection.execute(
        "INSERT INTO plans VALUES (?, ?, ?, ?, ?, ?)",
        ("P1", "T1", "anna", plan().due, None, json.dumps(plan_to_json(plan("P1")))),
    )
    connection.close()
    journal = Journal(path)
    journal.open()
    before = journal.tables()
    journal.rebuild()
    assert journal.tables() == before
    journal.close()
