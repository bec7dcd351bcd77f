"""The tables of the journal, and how older ones are brought up to date.

The version of a file is its `PRAGMA user_version`: the number of migrations it has had. A
migration that was released is never changed; the next one is added after it.
"""

import sqlite3

# One statement each, run in one transaction with the new version.
type Migration = tuple[str, ...]

MIGRATIONS: tuple[Migration, ...] = (
    (
        # `seq` is the order of arrival. The columns are what is searched by; `record` is the
        # turn as JSON, and alone the truth but for the columns that say what became of it.
        """
        CREATE TABLE turns (
            seq INTEGER PRIMARY KEY,
            turn_id TEXT NOT NULL UNIQUE,
            at TEXT NOT NULL,
            conversation_id TEXT NOT NULL,
            user_id TEXT,
            undoable INTEGER NOT NULL,
            undone_by TEXT,
            record TEXT NOT NULL
        )
        """,
        "CREATE INDEX turns_by_conversation ON turns (conversation_id, seq)",
        "CREATE INDEX turns_by_user ON turns (user_id, seq)",
        """
        CREATE INDEX undoable_by_conversation ON turns (conversation_id, seq)
        WHERE undoable = 1 AND undone_by IS NULL
        """,
        """
        CREATE INDEX undoable_by_user ON turns (user_id, seq)
        WHERE undoable = 1 AND undone_by IS NULL
        """,
    ),
    # The turn that took up what another asked: set before anything is called, so that a yes counts once.
    ("ALTER TABLE turns ADD COLUMN claimed_by TEXT",),
    # What is planned. `record` is the plan as JSON; `claimed_by` the turn that carries it out.
    (
        """
        CREATE TABLE plans (
            plan_id TEXT PRIMARY KEY,
            turn_id TEXT NOT NULL,
            user_id TEXT,
            due TEXT NOT NULL,
            claimed_by TEXT,
            record TEXT NOT NULL
        )
        """,
    ),
)


class SchemaTooNew(Exception):
    """The file was written by a newer version of the integration."""


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
    """Bring a journal up to date; each migration is done whole or not at all.

    Raises `SchemaTooNew`.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(migrations):
        raise SchemaTooNew(f"The journal has version {version}, only {len(migrations)} is known")
    for number, migration in enumerate(migrations[version:], version + 1):
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in migration:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
