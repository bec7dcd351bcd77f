"""The journal: every turn, in one SQLite file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
import json
from pathlib import Path
import sqlite3
from typing import Any

from .codec import turn_from_json, turn_to_json
from .record import Change, Status, Turn
from .schema import MIGRATIONS, Migration, SchemaTooNew, migrate
from .undoing import is_undoable

# SQLite's names for a file that is broken or is no database at all.
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY_SECONDS = 5.0
_COLUMNS = "record, undone_by"
# Two look-ups in two indexes; `OR` would read one of them through.
_LAST_UNDOABLE = """
WHERE seq = (
    SELECT max(seq) FROM (
        SELECT max(seq) AS seq FROM turns WHERE undoable = 1 AND undone_by IS NULL AND conversation_id = ?
        UNION ALL
        SELECT max(seq) AS seq FROM turns WHERE undoable = 1 AND undone_by IS NULL AND user_id = ?
    )
)
"""


class JournalError(Exception):
    """The journal cannot be read or written; the message is fit for the owner's log."""


class JournalTooNew(JournalError):
    """The file was written by a newer version, and is left as it is."""


class Journal:
    """The record of all turns, append-only but for what became of a turn later, and erasure.

    One thread uses it: the one that called `open`. Write-ahead log with
    `synchronous=NORMAL`: a turn whose `append` returned survives the death of the process at
    any moment; a power cut may take the last turns, and never breaks the file. (`FULL` would
    keep those too, at one flush of the disk for each turn: 10 to 100 ms on an SD card.)

    A broken file is moved aside, named `moved_aside`, and a new one begun: the home goes on
    being served. Memory: SQLite's page cache of 2 MB. Disk: 1 to 4 kB a turn. Time at
    100,000 turns, by indexes: half a millisecond to append, a tenth for each turn read,
    less to find the last undoable one.
    """

    def __init__(self, path: Path, *, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
        self._path = path
        self._migrations = migrations
        self._connection: sqlite3.Connection | None = None
        self.moved_aside: Path | None = None

    def open(self) -> None:
        """Open the file, make or mend it.

        Raises `JournalTooNew`; `JournalError` when the folder cannot be written.
        """
        try:
            self._connect()
        except SchemaTooNew as error:
            raise JournalTooNew(str(error)) from error
        except sqlite3.DatabaseError as error:
            if not _is_broken(error):
                raise JournalError(f"The journal {self._path.name} cannot be opened: {error}") from error
            self._begin_anew()

    def close(self) -> None:
        """Write everything into the main file and close it; closed already is well."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def append(self, turn: Turn) -> None:
        """Add a turn. When this returns the turn is kept.

        Raises `ValueError` when there is a turn of that name, `JournalError`.
        """
        row = (
            turn.turn_id,
            turn.at,
            turn.conversation_id,
            turn.asker.user_id,
            is_undoable(turn),
            turn.undone_by,
            _written(turn),
        )
        statement = (
            "INSERT INTO turns (turn_id, at, conversation_id, user_id, undoable, undone_by, record)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        try:
            self.run(lambda connection: connection.execute(statement, row))
        except sqlite3.IntegrityError as error:
            raise ValueError(f"There is a turn {turn.turn_id} already") from error

    def get(self, turn_id: str) -> Turn | None:
        """Return the turn of that name."""
        found = self._select("WHERE turn_id = ?", (turn_id,))
        return found[0] if found else None

    def latest(
        self,
        limit: int,
        *,
        conversation_id: str | None = None,
        user_id: str | None = None,
        before: str | None = None,
    ) -> list[Turn]:
        """Return the last turns, newest first: of a conversation, of a user, older than the turn `before`.

        A `before` that there is not gives none.
        """
        conditions = {"conversation_id = ?": conversation_id, "user_id = ?": user_id}
        wanted = {condition: value for condition, value in conditions.items() if value is not None}
        if before is not None:
            wanted["seq < (SELECT seq FROM turns WHERE turn_id = ?)"] = before
        where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
        return self._select(f"{where} ORDER BY seq DESC LIMIT ?", (*wanted.values(), max(limit, 0)))

    def mark_undone(self, turn_id: str, by: str) -> None:
        """Note that a turn was taken back by another.

        Raises `LookupError` when there is no such turn, `JournalError`.
        """
        statement = "UPDATE turns SET undone_by = ? WHERE turn_id = ?"
        if not self.run(lambda connection: connection.execute(statement, (by, turn_id)).rowcount):
            raise LookupError(f"There is no turn {turn_id}")

    def settle(self, turn_id: str, changes: Sequence[Change], status: Status | None = None) -> Turn:
        """Note what became of changes that were under way when a turn was recorded; return the turn as it is now.

        Each change takes the place of the one of its entity; `status` that of the turn when given. Costs
        one read and one write. Raises `LookupError` when there is no such turn, `JournalError`.
        """
        turn = self.get(turn_id)
        if turn is None:
            raise LookupError(f"There is no turn {turn_id}")
        settled = {change.entity_id: change for change in changes}
        turn = replace(
            turn,
            changes=tuple(settled.get(change.entity_id, change) for change in turn.changes),
            status=status or turn.status,
        )
        row = (_written(turn), turn_id)
        self.run(lambda connection: connection.execute("UPDATE turns SET record = ? WHERE turn_id = ?", row))
        return turn

    def claim(self, turn_id: str, by: str) -> bool:
        """Take up what a turn asked; return whether it is this turn's to do: only the first one's ever.

        Kept, like a turn, when this returns: after the death of the process in the middle of the acts
        the claim stands, and they are not done again. Raises `JournalError`.
        """
        statement = "UPDATE turns SET claimed_by = ? WHERE turn_id = ? AND claimed_by IS NULL"
        return bool(self.run(lambda connection: connection.execute(statement, (by, turn_id)).rowcount))

    def last_undoable(self, user_id: str | None, conversation_id: str) -> Turn | None:
        """Return the newest turn of that conversation or user that did something, and is neither undone nor an undo.

        No user (a voice, an automation) has the conversation's turns only.
        """
        found = self._select(_LAST_UNDOABLE, (conversation_id, user_id))
        return found[0] if found else None

    def export(self, user_id: str) -> list[dict[str, Any]]:
        """Return all turns of a user as JSON data, oldest first. Memory: about 10 kB a turn."""
        return [turn_to_json(turn) for turn in self._select("WHERE user_id = ? ORDER BY seq", (user_id,))]

    def erase(self, user_id: str) -> int:
        """Remove all turns and plans of a user from the file for good, and return how many turns there were.

        Time grows with the user's turns: their pages are overwritten.
        """
        self.run(lambda connection: connection.execute("DELETE FROM plans WHERE user_id = ?", (user_id,)))
        return self._delete("user_id = ?", user_id)

    def forget(self, before: str) -> int:
        """Remove all turns older than a moment (ISO 8601, UTC) for good, and return how many there were.

        Those stay that something is still planned by. Time grows with the turns of the journal, 0.1 s at 100,000.
        """
        return self._delete("at < ? AND turn_id NOT IN (SELECT turn_id FROM plans)", before)

    def _delete(self, condition: str, value: str) -> int:
        def remove(connection: sqlite3.Connection) -> int:
            erased = connection.execute(f"DELETE FROM turns WHERE {condition}", (value,)).rowcount  # noqa: S608
            # What was erased must not stay readable in the write-ahead log.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return erased

        return self.run(remove)

    def _select(self, rest: str, values: Sequence[object]) -> list[Turn]:
        """Return the turns that a clause finds; it is made of this module's own words only."""
        statement = f"SELECT {_COLUMNS} FROM turns {rest}"  # noqa: S608
        rows = self.run(lambda connection: connection.execute(statement, values).fetchall())
        return [_turn(record, undone_by) for record, undone_by in rows]

    def run[T](self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do some work; on a file that turns out broken, begin a new one and do it there."""
        try:
            return work(self._opened())
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            if not _is_broken(error):
                raise JournalError(f"The journal {self._path.name} failed: {error}") from error
        self._begin_anew()
        return work(self._opened())

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            raise JournalError("The journal is closed")
        return self._connection

    def _connect(self) -> None:
        """Open the file; look through it first when it was not closed well."""
        was_cut_off = self._beside("-wal").exists()
        connection = sqlite3.connect(self._path, isolation_level=None, timeout=_BUSY_SECONDS)
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON").fetchall()
            if was_cut_off:
                _look_through(connection)
            migrate(connection, self._migrations)
        except BaseException:
            connection.close()
            raise
        self._connection = connection

    def _begin_anew(self) -> None:
        """Move the broken file aside and begin a new one; raise `JournalError` when the folder does not let it."""
        try:
            self._replace()
        except (OSError, sqlite3.DatabaseError) as error:
            raise JournalError(f"The broken journal {self._path.name} cannot be replaced: {error}") from error

    def _replace(self) -> None:
        self.close()
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        aside = self._path.with_name(f"{self._path.name}.broken-{stamp}")
        self._path.rename(aside)
        for suffix in ("-wal", "-shm"):
            if self._beside(suffix).exists():
                self._beside(suffix).rename(aside.with_name(aside.name + suffix))
        self.moved_aside = aside
        self._connect()

    def _beside(self, suffix: str) -> Path:
        return self._path.with_name(self._path.name + suffix)


def _written(turn: Turn) -> str:
    return json.dumps(turn_to_json(turn), ensure_ascii=False, separators=(",", ":"))


def _turn(record: str, undone_by: str | None) -> Turn:
    try:
        return turn_from_json(json.loads(record) | {"undone_by": undone_by})
    except ValueError as error:
        raise JournalError(f"A record of the journal cannot be read: {error}") from error


def _look_through(connection: sqlite3.Connection) -> None:
    """Raise `sqlite3.DatabaseError` when the file is broken inside."""
    result = connection.execute("PRAGMA quick_check(1)").fetchone()
    if result[0] != "ok":
        error = sqlite3.DatabaseError(f"The file is broken: {result[0]}")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _BROKEN
