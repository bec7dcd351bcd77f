"""The journal's file: opened, mended, read, and written in whole transactions."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
import sqlite3

from .events import Event
from .schema import MIGRATIONS, Migration, SchemaTooNew, migrate
from .writing import Writing

# SQLite's names for a file that is broken or is no database at all.
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY_SECONDS = 5.0


class JournalError(Exception):
    """The journal cannot be read or written; the message is fit for the owner's log."""


class JournalTooNew(JournalError):
    """The file was written by a newer version, and is left as it is."""


class JournalFile:
    """One SQLite file, used by one thread: the one that called `open`.

    Write-ahead log with `synchronous=NORMAL`: what a call acknowledged survives the death of the process
    at any moment; a power cut may take the last of it, and never breaks the file. (`FULL` would keep those
    too, at one flush of the disk for each turn: 10 to 100 ms on an SD card.)

    A broken file is moved aside, named `moved_aside`, and a new one begun: the home goes on being served.
    `was_cut_off` tells that the file was not closed well when it was used last.
    """

    def __init__(self, path: Path, *, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
        self._path = path
        self._migrations = migrations
        self._connection: sqlite3.Connection | None = None
        self.moved_aside: Path | None = None
        self.was_cut_off = False
        self.on_kept: Callable[[Sequence[Event]], None] | None = None

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

    def write[T](self, work: Callable[[Writing], T]) -> T:
        """Do some work in one transaction, then tell `on_kept` of its events; an error leaves nothing of it."""
        kept: list[Event] = []

        def whole(connection: sqlite3.Connection) -> T:
            writing = Writing(connection)
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(writing)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            kept[:] = writing.kept
            return result

        result = self.run(whole)
        if kept and self.on_kept is not None:
            self.on_kept(kept)
        return result

    def scrub(self) -> None:
        """Let nothing that was removed stay readable in the write-ahead log."""
        self.run(lambda connection: connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            raise JournalError("The journal is closed")
        return self._connection

    def _connect(self) -> None:
        """Open the file; look through it first when it was not closed well."""
        self.was_cut_off = self._beside("-wal").exists()
        connection = sqlite3.connect(self._path, isolation_level=None, timeout=_BUSY_SECONDS)
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON").fetchall()
            if self.was_cut_off:
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


def _look_through(connection: sqlite3.Connection) -> None:
    """Raise `sqlite3.DatabaseError` when the file is broken inside."""
    result = connection.execute("PRAGMA quick_check(1)").fetchone()
    if result[0] != "ok":
        error = sqlite3.DatabaseError(f"The file is broken: {result[0]}")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _BROKEN
