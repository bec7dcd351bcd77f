"""Events: the only thing that is ever written to the journal; all else is read from them.

Event sourcing after Martin Fowler, "Event Sourcing" (2005): each change is one event, never changed
afterwards, and every table and every read model in memory gives the same when it is made anew from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """What happened. `subject` of an event is the id of what it happened to."""

    TURN_RECORDED = "turn.recorded"
    TURN_SETTLED = "turn.settled"
    TURN_UNDONE = "turn.undone"
    TURN_CLAIMED = "turn.claimed"  # its question was taken up
    PLAN_MADE = "plan.made"
    PLAN_CLAIMED = "plan.claimed"
    PLAN_ENDED = "plan.ended"
    FACT_LEARNED = "fact.learned"
    FACT_CORRECTED = "fact.corrected"
    FACT_CONFIRMED = "fact.confirmed"
    FACT_FORGOTTEN = "fact.forgotten"
    HABIT_FOUND = "habit.found"  # for the first time
    HABIT_OFFERED = "habit.offered"
    HABIT_ACCEPTED = "habit.accepted"
    HABIT_DISMISSED = "habit.dismissed"
    HABIT_RETRACTED = "habit.retracted"  # its automation was taken away again
    USAGE_SPENT = "usage.spent"  # by an agent at a backend; `answers` of the data when it is a total of several
    AGENT_CHANGED = "agent.changed"  # added, changed or removed; data: the profile as JSON, or nothing
    RULES_CHANGED = "rules.changed"
    PIN_TRIED = "pin.tried"
    CONFLICT_DECIDED = "conflict.decided"
    EXPERIMENT_CHANGED = "experiment.changed"
    EXPERIMENT_OUTCOME = "experiment.outcome"
    WISH_MADE = "wish.made"  # of energy; data: the wish as JSON, and the ids of those whose place it takes
    WISH_ENDED = "wish.ended"  # forgotten or, with `undone`, taken back
    VERSION_CHANGED = "version.changed"  # of a prompt or a model in the registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. `at` is ISO 8601 UTC; `seq` is given by the journal in the order of arrival.

    `agent` is the profile's id, `user_id` whose it is: what a person's erasure removes. `data` is JSON.
    """

    kind: Kind
    subject: str
    at: str
    agent: str | None = None
    user_id: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    seq: int | None = None


def event_to_json(event: Event) -> dict[str, Any]:
    """Return an event as JSON data."""
    return {
        "seq": event.seq,
        "at": event.at,
        "kind": event.kind.value,
        "subject": event.subject,
        "agent": event.agent,
        "user_id": event.user_id,
        "data": dict(event.data),
    }


class ReadModel(Protocol):
    """What is known from events; made anew from them it is the same."""

    kinds: frozenset[Kind]
    """The events that it wants."""

    def apply(self, event: Event) -> None:
        """Take an event in; events come in their order, each once."""
