"""The journal: everything that happened as events, and the turns and plans they make, in one SQLite file."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
import json
import sqlite3
from typing import Any

from . import projections, retention
from .codec import change_to_json, turn_from_json, turn_to_json
from .events import Event, Kind
from .file import JournalError, JournalFile, JournalTooNew
from .plans import Plan, plan_from_json, plan_to_json
from .record import Change, Status, Turn
from .writing import COLUMNS, Writing, event_of

__all__ = ["Journal", "JournalError", "JournalTooNew"]

_TURN = "data, undone_by, settled"
# Two look-ups in two indexes; `OR` would read one of them through.
_LAST_UNDOABLE = """
WHERE turns.seq = (
    SELECT max(seq) FROM (
        SELECT max(seq) AS seq FROM turns WHERE undoable = 1 AND undone_by IS NULL AND conversation_id = ?
        UNION ALL
        SELECT max(seq) AS seq FROM turns WHERE undoable = 1 AND undone_by IS NULL AND user_id = ?
    )
)
"""


class Journal(JournalFile):
    """The record of everything, append-only but for compaction and erasure; see `JournalFile` for what is survived.

    Memory: SQLite's page cache of 2 MB. Disk: 1 to 4 kB a turn, whose JSON is kept once, in its event. Time
    at 100,000 turns, by indexes: half a millisecond to append, a tenth for each turn read, less to find the
    last undoable one. A turn is one transaction: its event and its row are written together.
    """

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
        """Throw the tables away and make them anew from the events. Time: 15 s at 100,000 turns."""

        def anew(writing: Writing) -> None:
            for table in projections.TABLES:
                writing.connection.execute(f"DELETE FROM {table}")  # noqa: S608
            marks = ", ".join("?" * len(projections.FOLLOWED))
            statement = f"SELECT {COLUMNS} FROM events WHERE kind IN ({marks}) ORDER BY seq"  # noqa: S608
            for row in writing.connection.execute(statement, sorted(projections.FOLLOWED)):
                event = event_of(row)
                if event is not None:
                    projections.apply(writing.connection, event)

        self.write(anew)

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all rows of the tables by name, in their order: what two journals are compared by."""
        everything = {table: f"SELECT * FROM {table} ORDER BY 1" for table in projections.TABLES}  # noqa: S608
        return {table: self.run(lambda to: to.execute(text).fetchall()) for table, text in everything.items()}  # noqa: B023

    def append(self, turn: Turn) -> None:
        """Add a turn. When this returns the turn is kept.

        Raises `ValueError` when there is a turn of that name, `JournalError`.
        """
        try:
            self.write(lambda writing: writing.keep(_recorded(turn)))
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
        conditions = {"conversation_id = ?": conversation_id, "turns.user_id = ?": user_id}
        wanted = {condition: value for condition, value in conditions.items() if value is not None}
        if before is not None:
            wanted["turns.seq < (SELECT seq FROM turns WHERE turn_id = ?)"] = before
        where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
        return self._select(f"{where} ORDER BY turns.seq DESC LIMIT ?", (*wanted.values(), max(limit, 0)))

    def children(self, turn_id: str) -> list[Turn]:
        """Return the turns that a turn delegated, oldest first; not those that they delegated in turn."""
        return self._select("WHERE parent = ? ORDER BY turns.seq", (turn_id,))

    def mark_undone(self, turn_id: str, by: str) -> None:
        """Note that a turn was taken back by another.

        Raises `LookupError` when there is no such turn, `JournalError`.
        """
        event = _about(self._there(turn_id), Kind.TURN_UNDONE, {"by": by})
        self.write(lambda writing: writing.keep(event))

    def settle(self, turn_id: str, changes: Sequence[Change], status: Status | None = None) -> Turn:
        """Note what became of changes that were under way when a turn was recorded; return the turn as it is now.

        Each change takes the place of the one of its entity; `status` that of the turn when given. Costs
        one read and one write. Raises `LookupError` when there is no such turn, `JournalError`.
        """
        turn = self._there(turn_id)
        data: dict[str, Any] = {"changes": [change_to_json(change) for change in changes]}
        if status is not None:
            data["status"] = status.value
        self.write(lambda writing: writing.keep(_about(turn, Kind.TURN_SETTLED, data)))
        settled = {change.entity_id: change for change in changes}
        return replace(
            turn,
            changes=tuple(settled.get(change.entity_id, change) for change in turn.changes),
            status=status or turn.status,
        )

    def claim(self, turn_id: str, by: str) -> bool:
        """Take up what a turn asked; return whether it is this turn's to do: only the first one's ever.

        Kept, like a turn, when this returns: after the death of the process in the middle of the acts
        the claim stands, and they are not done again. Raises `JournalError`.
        """

        def take(writing: Writing) -> bool:
            free = "SELECT user_id, profile FROM turns WHERE turn_id = ? AND claimed_by IS NULL"
            row = writing.connection.execute(free, (turn_id,)).fetchone()
            if row is None:
                return False
            writing.keep(_event(Kind.TURN_CLAIMED, turn_id, row[0], row[1], {"by": by}))
            return True

        return self.write(take)

    def last_undoable(self, user_id: str | None, conversation_id: str) -> Turn | None:
        """Return the newest turn of that conversation or user that did something, and is neither undone nor an undo.

        No user (a voice, an automation) has the conversation's turns only. What was delegated is undone with
        the turn that delegated it, and never found by itself.
        """
        found = self._select(_LAST_UNDOABLE, (conversation_id, user_id))
        return found[0] if found else None

    def add_plan(self, plan: Plan) -> None:
        """Keep a plan, in the place of the one of its name; when this returns it is kept."""
        data = plan_to_json(plan)
        event = _event(Kind.PLAN_MADE, plan.plan_id, plan.asker.user_id, plan.profile, data)
        self.write(lambda writing: writing.keep(event))

    def plans(self) -> list[Plan]:
        """Return all plans, the next one first; one that cannot be read stays, for a version that can."""
        statement = "SELECT data, claimed_by FROM plans JOIN events USING (seq) ORDER BY due, plan_id"
        found: list[Plan] = []
        for data, claimed_by in self.run(lambda connection: connection.execute(statement).fetchall()):
            try:
                found.append(replace(plan_from_json(json.loads(data)), claimed_by=claimed_by))
            except ValueError:
                continue
        return found

    def claim_plan(self, plan_id: str, by: str) -> bool:
        """Take a plan up; return whether it is this turn's to do: only the first one's ever, while it is there."""
        return self._end(Kind.PLAN_CLAIMED, plan_id, {"by": by}, unclaimed=True)

    def drop_plan(self, plan_id: str, *, unclaimed: bool = False) -> bool:
        """Remove a plan; return whether it was there, and if asked for, not taken up yet."""
        return self._end(Kind.PLAN_ENDED, plan_id, {}, unclaimed=unclaimed)

    def _end(self, kind: Kind, plan_id: str, data: dict[str, Any], *, unclaimed: bool) -> bool:
        def end(writing: Writing) -> bool:
            found = "SELECT plans.user_id, agent, claimed_by FROM plans JOIN events USING (seq) WHERE plan_id = ?"
            row = writing.connection.execute(found, (plan_id,)).fetchone()
            if row is None or (unclaimed and row[2] is not None):
                return False
            writing.keep(_event(kind, plan_id, row[0], row[1], data))
            return True

        return self.write(end)

    def export(self, user_id: str) -> list[dict[str, Any]]:
        """Return all turns of a user as JSON data, oldest first. Memory: about 10 kB a turn."""
        return [turn_to_json(turn) for turn in self._select("WHERE turns.user_id = ? ORDER BY turns.seq", (user_id,))]

    def erase(self, user_id: str) -> int:
        """Remove all that was a user's from the file for good, and return how many turns there were.

        Time grows with the user's turns: their pages are overwritten.
        """
        erased = self.write(lambda writing: retention.erase(writing, user_id))
        self.scrub()
        return erased

    def forget(self, before: str) -> int:
        """Remove all turns older than a moment (ISO 8601, UTC) for good, and return how many there were.

        Those stay that something is still planned by. Time grows with the turns of the journal, 0.1 s at 100,000.
        """

        def remove(writing: Writing) -> int:
            retention.forget_plans(writing, before)
            return retention.forget_turns(writing, before)

        forgotten = self.write(remove)
        self.scrub()
        return forgotten

    def _there(self, turn_id: str) -> Turn:
        turn = self.get(turn_id)
        if turn is None:
            raise LookupError(f"There is no turn {turn_id}")
        return turn

    def _select(self, rest: str, values: Sequence[object]) -> list[Turn]:
        """Return the turns that a clause finds; it is made of this module's own words only."""
        statement = f"SELECT {_TURN} FROM turns JOIN events USING (seq) {rest}"  # noqa: S608
        rows = self.run(lambda connection: connection.execute(statement, values).fetchall())
        return [_turn(*row) for row in rows]


def _recorded(turn: Turn) -> Event:
    return Event(
        kind=Kind.TURN_RECORDED,
        subject=turn.turn_id,
        at=turn.at,
        agent=turn.profile,
        user_id=turn.asker.user_id,
        data=turn_to_json(turn),
    )


def _about(turn: Turn, kind: Kind, data: dict[str, Any]) -> Event:
    return _event(kind, turn.turn_id, turn.asker.user_id, turn.profile, data)


def _event(kind: Kind, subject: str, user_id: str | None, agent: str | None, data: dict[str, Any]) -> Event:
    """Return an event of now. What becomes of a turn is its asker's, whoever did it: it is erased with them."""
    at = datetime.now(UTC).isoformat()
    return Event(kind=kind, subject=subject, at=at, agent=agent, user_id=user_id, data=data)


def _turn(record: str, undone_by: str | None, settled: str | None) -> Turn:
    try:
        data = json.loads(record) | {"undone_by": undone_by}
        if settled:
            later = json.loads(settled)
            changes = {change["entity_id"]: change for change in later["changes"]}
            data["changes"] = [changes.get(change["entity_id"], change) for change in data.get("changes", ())]
            data["status"] = later.get("status", data["status"])
        return turn_from_json(data)
    except (ValueError, KeyError, TypeError) as error:
        raise JournalError(f"A record of the journal cannot be read: {error}") from error
