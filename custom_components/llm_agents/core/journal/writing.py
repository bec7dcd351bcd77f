"""Writing to the journal: each event into the file, and the tables after it, in one transaction."""

from collections.abc import Mapping
from dataclasses import replace
import json
import sqlite3
from typing import Any

from . import projections
from .events import Event, Kind

_INSERT = "INSERT INTO events (seq, at, kind, subject, agent, user_id, data) VALUES (?, ?, ?, ?, ?, ?, ?)"
COLUMNS = "seq, at, kind, subject, agent, user_id, data"


class Writing:
    """One transaction of the journal; the caller begins and commits it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.kept: list[Event] = []

    def keep(self, event: Event) -> Event:
        """Keep an event at the end, and let the tables follow; return it with its place."""
        cursor = self.connection.execute(_INSERT, (None, *_row(event)))
        placed = replace(event, seq=cursor.lastrowid)
        projections.apply(self.connection, placed)
        self.kept.append(placed)
        return placed

    def put(self, event: Event) -> None:
        """Put an event into the place that its `seq` names, which is empty; the tables stay as they are."""
        self.connection.execute(_INSERT, (event.seq, *_row(event)))


def event_of(row: tuple[Any, ...]) -> Event | None:
    """Return the event of a row of `COLUMNS`; `None` for one of a kind or a form not known to this version."""
    seq, at, kind, subject, agent, user_id, data = row
    try:
        decoded = json.loads(data)
        if not isinstance(decoded, Mapping):
            return None
        return Event(seq=seq, at=at, kind=Kind(kind), subject=subject, agent=agent, user_id=user_id, data=decoded)
    except ValueError:
        return None


def replay(writing: Writing) -> None:
    """Throw the tables away and make them anew from the events."""
    for table in projections.TABLES:
        writing.connection.execute(f"DELETE FROM {table}")  # noqa: S608
    marks = ", ".join("?" * len(projections.FOLLOWED))
    statement = f"SELECT {COLUMNS} FROM events WHERE kind IN ({marks}) ORDER BY seq"  # noqa: S608
    for row in writing.connection.execute(statement, sorted(projections.FOLLOWED)):
        event = event_of(row)
        if event is not None:
            projections.apply(writing.connection, event)


def _row(event: Event) -> tuple[Any, ...]:
    data = json.dumps(event.data, ensure_ascii=False, separators=(",", ":"))
    return event.at, event.kind.value, event.subject, event.agent, event.user_id, data
