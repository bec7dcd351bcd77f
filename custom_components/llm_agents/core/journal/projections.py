"""The tables that follow the events: `turns` and `plans`, for searching. Each can be made anew from them."""

from collections.abc import Callable, Mapping
import json
import sqlite3
from typing import Any

from .codec import turn_from_json
from .events import Event, Kind
from .undoing import is_undoable

TABLES = ("turns", "plans")

_NEW_TURN = """
INSERT INTO turns (seq, turn_id, at, conversation_id, user_id, profile, parent, status, undoable, undone_by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_NEW_PLAN = """
INSERT INTO plans (plan_id, seq, turn_id, user_id, due) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (plan_id) DO UPDATE SET seq = excluded.seq, due = excluded.due
"""
_ALONE, _AS_A_PART = 1, 2  # of `undoable`


def apply(connection: sqlite3.Connection, event: Event) -> None:
    """Let the tables follow an event that is in its place; those of other kinds concern no table."""
    follow = _FOLLOW.get(event.kind)
    if follow is not None:
        follow(connection, event)


def settled_with(settled: Mapping[str, Any], event: Event) -> dict[str, Any]:
    """Return what became of a turn, when a `TURN_SETTLED` came after: its changes go in the places of the former."""
    changes = {change["entity_id"]: change for change in (*settled.get("changes", ()), *event.data.get("changes", ()))}
    status = event.data.get("status") or settled.get("status")
    return {"changes": list(changes.values())} | ({"status": status} if status else {})


def _recorded(connection: sqlite3.Connection, event: Event) -> None:
    data = event.data
    parent = data.get("parent")
    acted = _acted(connection, event)
    undoable = (_AS_A_PART if parent else _ALONE) if acted else 0
    connection.execute(
        _NEW_TURN,
        (
            event.seq,
            event.subject,
            event.at,
            str(data.get("conversation_id", "")),
            event.user_id,
            event.agent or "",
            parent,
            str(data.get("status", "")),
            undoable,
            data.get("undone_by"),
        ),
    )
    if acted and parent:
        _lift(connection, parent)


def _acted(connection: sqlite3.Connection, event: Event) -> bool:
    """Return whether a turn did something, by itself or through turns it delegated that were recorded before."""
    try:
        turn = turn_from_json(event.data)
    except ValueError:  # of a version that wrote them otherwise
        return False
    if is_undoable(turn):
        return True
    if turn.undoes is not None:
        return False
    found = "SELECT 1 FROM turns WHERE parent = ? AND undoable != 0"
    return connection.execute(found, (event.subject,)).fetchone() is not None


def _lift(connection: sqlite3.Connection, turn_id: str | None) -> None:
    """Mark a turn that delegated as one that did something, and those above it."""
    while turn_id:
        row = connection.execute("SELECT parent, undoable FROM turns WHERE turn_id = ?", (turn_id,)).fetchone()
        if row is None or row[1]:
            return
        undoable = _AS_A_PART if row[0] else _ALONE
        connection.execute("UPDATE turns SET undoable = ? WHERE turn_id = ?", (undoable, turn_id))
        turn_id = row[0]


def _settled(connection: sqlite3.Connection, event: Event) -> None:
    row = connection.execute("SELECT settled FROM turns WHERE turn_id = ?", (event.subject,)).fetchone()
    if row is None:
        return
    settled = settled_with(json.loads(row[0]) if row[0] else {}, event)
    connection.execute(
        "UPDATE turns SET settled = ?, status = coalesce(?, status) WHERE turn_id = ?",
        (json.dumps(settled, ensure_ascii=False, separators=(",", ":")), settled.get("status"), event.subject),
    )


def _undone(connection: sqlite3.Connection, event: Event) -> None:
    connection.execute("UPDATE turns SET undone_by = ? WHERE turn_id = ?", (event.data.get("by"), event.subject))


def _claimed(connection: sqlite3.Connection, event: Event) -> None:
    statement = "UPDATE turns SET claimed_by = ? WHERE turn_id = ? AND claimed_by IS NULL"
    connection.execute(statement, (event.data.get("by"), event.subject))


def _plan_made(connection: sqlite3.Connection, event: Event) -> None:
    data = event.data
    row = (event.subject, event.seq, str(data.get("turn_id", "")), event.user_id, str(data.get("due", "")))
    connection.execute(_NEW_PLAN, row)


def _plan_claimed(connection: sqlite3.Connection, event: Event) -> None:
    statement = "UPDATE plans SET claimed_by = ? WHERE plan_id = ? AND claimed_by IS NULL"
    connection.execute(statement, (event.data.get("by"), event.subject))


def _plan_ended(connection: sqlite3.Connection, event: Event) -> None:
    connection.execute("DELETE FROM plans WHERE plan_id = ?", (event.subject,))


def _fact_forgotten(connection: sqlite3.Connection, event: Event) -> None:
    """Remove what was known of a fact: what is forgotten is on no disk either."""
    known = "subject = ? AND seq < ? AND kind IN ('fact.learned', 'fact.corrected', 'fact.confirmed')"
    connection.execute(f"DELETE FROM events WHERE {known}", (event.subject, event.seq))  # noqa: S608


_FOLLOW: Mapping[Kind, Callable[[sqlite3.Connection, Event], None]] = {
    Kind.TURN_RECORDED: _recorded,
    Kind.TURN_SETTLED: _settled,
    Kind.TURN_UNDONE: _undone,
    Kind.TURN_CLAIMED: _claimed,
    Kind.PLAN_MADE: _plan_made,
    Kind.PLAN_CLAIMED: _plan_claimed,
    Kind.PLAN_ENDED: _plan_ended,
    Kind.FACT_FORGOTTEN: _fact_forgotten,
}
FOLLOWED = frozenset(_FOLLOW)
