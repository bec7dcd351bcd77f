"""What leaves the journal: what is older than the owner keeps, and what was a person's."""

from .events import Kind
from .writing import Writing

_OF_TURNS = tuple(kind.value for kind in Kind if kind.value.startswith("turn."))
_OF_PLANS = tuple(kind.value for kind in Kind if kind.value.startswith("plan."))
_OLD_TURNS = "SELECT turn_id FROM turns WHERE at < ? AND turn_id NOT IN (SELECT turn_id FROM plans)"


def forget_turns(writing: Writing, before: str) -> int:
    """Remove turns older than a moment with all that became of them, save those planned by; return how many."""
    run = writing.connection.execute
    run(f"DELETE FROM events WHERE {_among(_OF_TURNS)} AND subject IN ({_OLD_TURNS})", (*_OF_TURNS, before))  # noqa: S608
    return run(f"DELETE FROM turns WHERE turn_id IN ({_OLD_TURNS})", (before,)).rowcount  # noqa: S608


def forget_plans(writing: Writing, before: str) -> None:
    """Remove the events older than a moment of plans that are no more."""
    gone = "at < ? AND subject NOT IN (SELECT plan_id FROM plans)"
    statement = f"DELETE FROM events WHERE {_among(_OF_PLANS)} AND {gone}"  # noqa: S608
    writing.connection.execute(statement, (*_OF_PLANS, before))


def erase(writing: Writing, user_id: str) -> int:
    """Remove all that was a user's; return how many turns there were."""
    run = writing.connection.execute
    run("DELETE FROM events WHERE user_id = ?", (user_id,))
    run("DELETE FROM plans WHERE user_id = ?", (user_id,))
    return run("DELETE FROM turns WHERE user_id = ?", (user_id,)).rowcount


def _among(kinds: tuple[str, ...]) -> str:
    return f"kind IN ({', '.join('?' * len(kinds))})"
