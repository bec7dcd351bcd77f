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
    # Events are the truth from here on; `turns` and `plans` follow them and can be made anew. The JSON of a
    # turn or a plan is in its event alone, which `seq` names; `settled` is what became of a turn later.
    # `undoable`: 1 when "undo that" may be about the turn, 2 when it is so through the turn it is a part of.
    (
        """
        CREATE TABLE events (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            agent TEXT,
            user_id TEXT,
            data TEXT NOT NULL
        )
        """,
        """
        CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END
        """,
        """
        INSERT INTO events SELECT seq, at, 'turn.recorded', turn_id, 'orchestrator', user_id, record
        FROM turns ORDER BY seq
        """,
        """
        INSERT INTO events (at, kind, subject, agent, user_id, data)
        SELECT at, 'turn.undone', turn_id, 'orchestrator', user_id, json_object('by', undone_by)
        FROM turns WHERE undone_by IS NOT NULL ORDER BY seq
        """,
        """
        INSERT INTO events (at, kind, subject, agent, user_id, data)
        SELECT at, 'turn.claimed', turn_id, 'orchestrator', user_id, json_object('by', claimed_by)
        FROM turns WHERE claimed_by IS NOT NULL ORDER BY seq
        """,
        """
        INSERT INTO events (at, kind, subject, agent, user_id, data)
        SELECT coalesce((SELECT at FROM turns WHERE turns.turn_id = plans.turn_id), due), 'plan.made', plan_id,
            'orchestrator', user_id, record
        FROM plans ORDER BY due, plan_id
        """,
        """
        INSERT INTO events (at, kind, subject, agent, user_id, data)
        SELECT due, 'plan.claimed', plan_id, 'orchestrator', user_id, json_object('by', claimed_by)
        FROM plans WHERE claimed_by IS NOT NULL ORDER BY due, plan_id
        """,
        "ALTER TABLE turns RENAME TO former_turns",
        "ALTER TABLE plans RENAME TO former_plans",
        """
        CREATE TABLE turns (
            seq INTEGER PRIMARY KEY,
            turn_id TEXT NOT NULL UNIQUE,
            at TEXT NOT NULL,
            conversation_id TEXT NOT NULL,
            user_id TEXT,
            profile TEXT NOT NULL,
            parent TEXT,
            status TEXT NOT NULL,
            undoable INTEGER NOT NULL,
            undone_by TEXT,
            claimed_by TEXT,
            settled TEXT
        )
        """,
        """
        CREATE TABLE plans (
            plan_id TEXT PRIMARY KEY,
            seq INTEGER NOT NULL,
            turn_id TEXT NOT NULL,
            user_id TEXT,
            due TEXT NOT NULL,
            claimed_by TEXT
        )
        """,
        """
        INSERT INTO turns SELECT seq, turn_id, at, conversation_id, user_id, 'orchestrator', NULL,
            CASE WHEN json_valid(record) THEN json_extract(record, '$.status') ELSE 'failed' END,
            undoable, undone_by, claimed_by, NULL
        FROM former_turns
        """,
        """
        INSERT INTO plans SELECT plan_id, seq, turn_id, former_plans.user_id, due, claimed_by
        FROM former_plans JOIN events ON kind = 'plan.made' AND subject = plan_id
        """,
        "DROP TABLE former_turns",
        "DROP TABLE former_plans",
        "CREATE INDEX events_by_kind ON events (kind, seq)",
        "CREATE INDEX events_by_subject ON events (subject, seq)",
        "CREATE INDEX turns_by_conversation ON turns (conversation_id, seq)",
        "CREATE INDEX turns_by_user ON turns (user_id, seq)",
        "CREATE INDEX turns_by_parent ON turns (parent, seq) WHERE parent IS NOT NULL",
        """
        CREATE INDEX undoable_by_conversation ON turns (conversation_id, seq)
        WHERE undoable = 1 AND undone_by IS NULL
        """,
        """
        CREATE INDEX undoable_by_user ON turns (user_id, seq)
        WHERE undoable = 1 AND undone_by IS NULL
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
