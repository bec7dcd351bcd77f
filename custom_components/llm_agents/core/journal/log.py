"""The events of the journal: kept in whole transactions, read in their order, and the tables made anew from them."""

from collections.abc import Collection
import sqlite3
from typing import Any

from . import projections
from .events import Event, Kind
from .file import JournalFile
from .writing import COLUMNS, event_of, replay


class EventLog(JournalFile):
    """All that happened, in the order in which it was kept."""

    def record(self, *events: Event) -> list[Event]:
        """Keep some events in one transaction; return them with their places. When this returns they are kept.

        Raises `ValueError` when an event tells of a turn whose name is taken, or has data that JSON cannot say.
        """
        try:
            return self.write(lambda writing: [writing.keep(event) for event in events])
        except sqlite3.IntegrityError as error:
            raise ValueError(f"There is a turn of that name already: {error}") from error
        except TypeError as error:
            raise ValueError(f"An event has data that is no JSON: {error}") from error

    def events(
        self,
        kinds: Collection[Kind] | None = None,
        *,
        subject: str | None = None,
        user_id: str | None = None,
        since: str | None = None,
        after_seq: int | None = None,
        limit: int | None = None,
    ) -> list[Event]:
        """Return events in their order: of kinds, about a subject, of a user, from a moment on, after a place.

        With `limit` the first of them. Those that only another version can read are left out.
        """
        conditions = {"subject = ?": subject, "user_id = ?": user_id, "at >= ?": since, "seq > ?": after_seq}
        wanted: dict[str, Any] = {text: value for text, value in conditions.items() if value is not None}
        values = list(wanted.values())
        if kinds is not None:
            wanted[f"kind IN ({', '.join('?' * len(kinds))})"] = None
            values += sorted(kind.value for kind in kinds)
        where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
        statement = f"SELECT {COLUMNS} FROM events {where} ORDER BY seq LIMIT ?"  # noqa: S608
        values.append(-1 if limit is None else max(limit, 0))
        rows = self.run(lambda connection: connection.execute(statement, values).fetchall())
        return [event for row in rows if (event := event_of(row)) is not None]

    def rebuild(self) -> None:
        """Throw the tables away and make them anew from the events. Time: 5 s at 100,000 turns."""
        self.write(replay)

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all rows of the tables by name, in their order: what two journals are compared by."""

        def read(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
            statements = {table: f"SELECT * FROM {table} ORDER BY 1" for table in projections.TABLES}  # noqa: S608
            return {table: connection.execute(text).fetchall() for table, text in statements.items()}

        return self.run(read)
