"""The journal: everything that happened as events, and the turns and plans they make, in one SQLite file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
import json
import sqlite3
from typing import Any

from . import retention
from .codec import change_to_json, turn_from_json, turn_to_json
from .events import Event, Kind, event_to_json
from .file import JournalError, JournalTooNew
from .log import EventLog
from .plans import Plan, plan_from_json, plan_to_json
from .record import Change, Status, Turn
from .writing import Writing

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
_UNFINISHED = """
WHERE turn_id IN (
    SELECT subject FROM events WHERE kind = 'turn.claimed' AND at >= ? AND json_extract(data, '$.dropped') IS NULL
        AND json_extract(data, '$.by') NOT IN (SELECT turn_id FROM turns)
)
ORDER BY turns.seq
"""
_WHOLE = """
WHERE turn_id IN (
    WITH RECURSIVE whole (turn_id) AS (
        SELECT ? UNION SELECT turns.turn_id FROM turns JOIN whole ON turns.parent = whole.turn_id
    )
    SELECT turn_id FROM whole
)
ORDER BY turns.seq
"""


class Journal(EventLog):
    """The record of everything, append-only but for compaction and erasure; see `JournalFile` for what is survived.

    Memory: SQLite's page cache of 2 MB. Disk: 1.5 to 4 kB a turn, whose JSON is kept once, in its event. Time
    at 100,000 turns, by indexes: a fifth of a millisecond to append, a tenth for each turn read, less than half of
    one to find the last undoable one. A turn is one transaction: its event and its row are written together.
    """

    def append(self, turn: Turn, *before: Event) -> None:
        """Add a turn after some events, in one transaction; one that takes another back marks that. Then it is kept.

        Raises `ValueError` when there is a turn of that name, `JournalError`.
        """
        events = [*before, _recorded(turn)]
        if turn.undoes is not None:
            events += [_undone(target, turn.turn_id) for target in self.whole(turn.undoes)]
        try:
            self.write(lambda writing: [writing.keep(event) for event in events])
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

    def whole(self, turn_id: str) -> list[Turn]:
        """Return a turn and all that it delegated, also through others, in the order in which they were recorded."""
        return self._select(_WHOLE, (turn_id,))

    def mark_undone(self, turn_id: str, by: str) -> None:
        """Note that a turn was taken back by another, with all that it delegated.

        Raises `LookupError` when there is no such turn, `JournalError`.
        """
        events = [_undone(target, by) for target in self.whole(self._there(turn_id).turn_id)]
        self.write(lambda writing: [writing.keep(event) for event in events])

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

    def claim(self, turn_id: str, by: str, *, acting: bool = True) -> bool:
        """Take up what a turn asked, or drop it; return whether it is this turn's to do: only the first one's ever.

        Kept, like a turn, when this returns: after the death of the process in the middle of the acts
        the claim stands, and they are not done again. Raises `JournalError`.
        """

        def take(writing: Writing) -> bool:
            free = "SELECT user_id, profile FROM turns WHERE turn_id = ? AND claimed_by IS NULL"
            row = writing.connection.execute(free, (turn_id,)).fetchone()
            if row is None:
                return False
            data: dict[str, Any] = {"by": by} | ({} if acting else {"dropped": True})
            writing.keep(_event(Kind.TURN_CLAIMED, turn_id, row[0], row[1], data))
            return True

        return self.write(take)

    def claimer(self, turn_id: str) -> str | None:
        """Return the turn that took up what a turn asked, also when it was never recorded."""
        statement = "SELECT claimed_by FROM turns WHERE turn_id = ?"
        row = self.run(lambda connection: connection.execute(statement, (turn_id,)).fetchone())
        return row[0] if row else None

    def unfinished(self, since: str) -> list[Turn]:
        """Return the turns whose question was taken up since a moment by a turn that the process did not live to record.

        None when the file was closed well: then every turn was recorded.
        """
        return self._select(_UNFINISHED, (since,)) if self.was_cut_off else []

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

    def export(self, user_id: str | None) -> dict[str, list[dict[str, Any]]]:
        """Return all that is a user's, or with `None` nobody's in particular, as JSON data, oldest first.

        `turns` as they are now, open `plans`, and all other `events` (facts, habits, usage). Memory: about
        10 kB a turn.
        """
        turns = self._select("WHERE turns.user_id IS ? ORDER BY turns.seq", (user_id,))
        others = self.run(lambda connection: retention.others_of(connection, user_id))
        return {
            "turns": [turn_to_json(turn) for turn in turns],
            "plans": [plan_to_json(plan) for plan in self.plans() if plan.asker.user_id == user_id],
            "events": [event_to_json(event) for event in others],
        }

    def erase(self, user_id: str | None) -> int:
        """Remove all that is a user's, or with `None` nobody's in particular, from the file for good.

        Return how many turns there were. What was spent and how agents are set up stays, with the user's id taken
        off. Time grows with the user's turns: their pages are overwritten.
        """
        erased = self.write(lambda writing: retention.erase(writing, user_id))
        self.scrub()
        return erased

    def erase_agent(self, agent: str) -> int:
        """Remove the conversations with an agent, and the facts learned in them, from the file for good.

        Return how many turns there were. What was delegated to it stays with the turn that delegated it.
        """
        erased = self.write(lambda writing: retention.erase_agent(writing, agent))
        self.scrub()
        return erased

    def forget(self, before: str, zone: tzinfo = UTC) -> int:
        """Remove all turns older than a moment (ISO 8601, UTC) for good, and return how many there were.

        Those stay that something is still planned by. Of the other events what is still needed stays, in fewer
        events; `zone` is the home's, for what is added up by day. Time grows with what goes, 2.5 s for 100,000 turns.
        """
        forgotten = self.write(lambda writing: retention.forget(writing, before, zone))
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


def _undone(turn: Turn, by: str) -> Event:
    return _about(turn, Kind.TURN_UNDONE, {"by": by})


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
