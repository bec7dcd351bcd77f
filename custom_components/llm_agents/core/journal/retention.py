"""What leaves the journal: what is older than the owner keeps, and what was a person's."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, tzinfo
import sqlite3
from typing import Any

from .events import Event, Kind
from .folding import folds
from .writing import COLUMNS, Writing, event_of, replay

_OF_TURNS = frozenset(kind for kind in Kind if kind.value.startswith("turn."))
_OF_FACTS = frozenset(kind for kind in Kind if kind.value.startswith("fact."))
_OF_PLANS = frozenset(kind for kind in Kind if kind.value.startswith("plan."))
# What the home is set up by and what was spent: it outlives a person, with their name taken off.
IMPERSONAL = frozenset(
    {
        Kind.USAGE_SPENT,
        Kind.AGENT_CHANGED,
        Kind.RULES_CHANGED,
        Kind.CONFLICT_DECIDED,
        Kind.EXPERIMENT_CHANGED,
        Kind.EXPERIMENT_OUTCOME,
        Kind.VERSION_CHANGED,
    }
)
_PERSONAL = frozenset(Kind) - IMPERSONAL
# Turns that were delegated by one that stays, stay with it: they are taken back together.
_OLD_TURNS = """
WITH RECURSIVE staying (turn_id) AS (
    SELECT turn_id FROM turns WHERE (at >= :before OR turn_id IN (SELECT turn_id FROM plans))
        AND turn_id IN (SELECT parent FROM turns WHERE parent IS NOT NULL)
    UNION
    SELECT turns.turn_id FROM turns JOIN staying ON turns.parent = staying.turn_id
)
SELECT turn_id FROM turns WHERE at < :before
    AND turn_id NOT IN (SELECT turn_id FROM plans) AND turn_id NOT IN (SELECT turn_id FROM staying)
"""
_PARTS_OF_OTHERS = """
SELECT 1 FROM turns JOIN turns AS parents ON turns.parent = parents.turn_id
WHERE turns.user_id IS :user_id AND parents.user_id IS NOT :user_id
"""

# The conversations of an agent with all that they delegated. What others delegated to it is a part of theirs.
_OF_AGENT = """
WITH RECURSIVE own (turn_id) AS (
    SELECT turn_id FROM turns WHERE profile = ? AND (parent IS NULL OR parent NOT IN (SELECT turn_id FROM turns))
    UNION
    SELECT turns.turn_id FROM turns JOIN own ON turns.parent = own.turn_id
)
SELECT turn_id FROM own WHERE turn_id NOT IN (SELECT turn_id FROM plans)
"""
_LEARNED_IN = """
SELECT subject FROM events WHERE kind = 'fact.learned' AND json_extract(data, '$.evidence.turn_id') = ?
"""


def forget(writing: Writing, before: str, zone: tzinfo) -> int:
    """Remove what is older than a moment and not needed any more; return how many turns that were."""
    connection = writing.connection
    gone = "at < ? AND subject NOT IN (SELECT plan_id FROM plans)"
    connection.execute(f"DELETE FROM events WHERE {_among(_OF_PLANS)} AND {gone}", (before,))  # noqa: S608
    _compact(connection, before, zone)
    return _forget_turns(connection, before)


def _forget_turns(connection: sqlite3.Connection, before: str) -> int:
    """Remove turns older than a moment with all that became of them, but those that something hangs on."""
    return _remove_turns(connection, [row[0] for row in connection.execute(_OLD_TURNS, {"before": before})])


def _remove_turns(connection: sqlite3.Connection, turn_ids: list[str]) -> int:
    """Remove turns with all that became of them; return how many there were."""
    names = [(turn_id,) for turn_id in turn_ids]
    connection.executemany(f"DELETE FROM events WHERE subject = ? AND {_among(_OF_TURNS)}", names)  # noqa: S608
    connection.executemany("DELETE FROM turns WHERE turn_id = ?", names)
    return len(turn_ids)


def erase_agent(writing: Writing, agent: str) -> int:
    """Remove the conversations with an agent and the facts learned in them; return how many turns there were.

    Turns stay that something is still planned by.
    """
    connection = writing.connection
    own = [row[0] for row in connection.execute(_OF_AGENT, (agent,))]
    facts = f"DELETE FROM events WHERE {_among(_OF_FACTS)} AND subject IN ({_LEARNED_IN})"  # noqa: S608
    connection.executemany(facts, [(turn_id,) for turn_id in own])
    return _remove_turns(connection, own)


def _compact(connection: sqlite3.Connection, before: str, zone: tzinfo) -> None:
    moment = datetime.fromisoformat(before)
    for kinds, fold in folds(moment, zone).items():
        old = _read(connection, f"{_among(kinds)} AND at < ?", before)
        _replace(connection, old, fold(old))


def erase(writing: Writing, user_id: str | None) -> int:
    """Remove all that was a user's, or nobody's in particular; return how many turns there were."""
    connection = writing.connection
    connection.execute(f"DELETE FROM events WHERE user_id IS ? AND {_among(_PERSONAL)}", (user_id,))  # noqa: S608
    if user_id is not None:
        named = _read(connection, "user_id = ?", user_id)
        _replace(connection, named, [replace(event, user_id=None) for event in named])
        # Of a kind that only another version knows, nobody can tell whether it outlives a person.
        connection.execute("DELETE FROM events WHERE user_id = ?", (user_id,))
    parts = connection.execute(_PARTS_OF_OTHERS, {"user_id": user_id}).fetchone()
    connection.execute("DELETE FROM plans WHERE user_id IS ?", (user_id,))
    erased = connection.execute("DELETE FROM turns WHERE user_id IS ?", (user_id,)).rowcount
    if parts is not None:  # what stays may have been undoable for the sake of what went
        replay(writing)
    return erased


def others_of(connection: sqlite3.Connection, user_id: str | None) -> list[Event]:
    """Return the events of a user, or of nobody in particular, that are about no turn and no plan."""
    kinds = (frozenset(Kind) if user_id is not None else _PERSONAL) - _OF_TURNS - _OF_PLANS
    return _read(connection, f"user_id IS ? AND {_among(kinds)}", user_id)


def _read(connection: sqlite3.Connection, where: str, value: object) -> list[Event]:
    """Return the events that a clause of this module finds, in their order."""
    statement = f"SELECT {COLUMNS} FROM events WHERE {where} ORDER BY seq"  # noqa: S608
    rows: Iterable[tuple[Any, ...]] = connection.execute(statement, (value,))
    return [event for row in rows if (event := event_of(row)) is not None]


def _replace(connection: sqlite3.Connection, former: list[Event], new: list[Event]) -> None:
    """Put events in the places of others; those that stay as they are are not touched."""
    staying = {event.seq: event for event in former}
    changed = [event for event in new if staying.get(event.seq) != event]
    kept = {event.seq for event in new} - {event.seq for event in changed}
    connection.executemany("DELETE FROM events WHERE seq = ?", [(seq,) for seq in staying if seq not in kept])
    writing = Writing(connection)
    for event in changed:
        writing.put(event)


def _among(kinds: frozenset[Kind]) -> str:
    return "kind IN ({})".format(", ".join(f"'{kind.value}'" for kind in sorted(kinds)))
