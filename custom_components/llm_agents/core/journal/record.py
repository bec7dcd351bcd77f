"""The record of one turn: the form in the journal, on the websocket and in the card."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Origin(StrEnum):
    """Where the words came from."""

    VOICE = "voice"
    TEXT = "text"
    AUTOMATION = "automation"
    CARD = "card"


class Layer(StrEnum):
    """Which layer understood the sentence."""

    LOCAL = "local"
    APP = "app"
    OTHER = "other"
    NONE = "none"


class Status(StrEnum):
    """How a turn ended."""

    DONE = "done"  # every act verified
    UNDER_WAY = "under_way"  # nothing failed, not all has arrived; becomes one of the others when it has
    SCHEDULED = "scheduled"  # some of it is still planned; becomes one of the others when that was done
    MISSED = "missed"  # planned, and not done at its time
    PARTIAL = "partial"  # some done, some not
    ANSWERED = "answered"  # a question or talk, nothing to change
    ASKED = "asked"  # waits for a yes, a no or a choice
    REFUSED = "refused"  # understood, not possible or not allowed
    FAILED = "failed"  # tried, not verified or raised
    NOT_UNDERSTOOD = "not_understood"


class Decision(StrEnum):
    """What the policy says of one act."""

    ALLOW = "allow"
    ASK = "ask"
    PIN = "pin"  # asked, and the yes needs the PIN
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asked, from where. `area_id` is the room of the satellite, if any."""

    origin: Origin
    user_id: str | None = None
    device_id: str | None = None
    area_id: str | None = None
    context_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One decision of the policy, with the rule that made it."""

    entity_id: str
    action: str
    decision: Decision
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """One action of Home Assistant that was called; `error` when it raised."""

    domain: str
    service: str
    entity_ids: tuple[str, ...]
    data: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entity before and after; `verified` when the wished state was read back."""

    entity_id: str
    name: str
    before: Mapping[str, Any]  # {"state": str, "attributes": {...}} of what matters
    after: Mapping[str, Any]
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn, from the words to the answer. Times are milliseconds; `at` is ISO 8601 UTC.

    `requests` are the typed requests as JSON. `reply_to` names the turn whose question
    this one answers, `undoes` the turn that it takes back, `undone_by` the one that took
    this back, `planned_by` the one that planned what this one did.

    `profile` is the agent that served it, `parent` the turn that delegated it, `sources` the origins of
    the words that a model read for it (`core/agents/origins.Source`), `memories` the facts that were used, by their
    ids, `usage` what models took (`input_tokens`, `output_tokens`, `cached_tokens`, `money`).
    """

    turn_id: str
    at: str
    conversation_id: str
    agent_id: str
    asker: Asker
    words: str
    language: str
    layer: Layer
    status: Status
    answer: str
    requests: tuple[Mapping[str, Any], ...] = ()
    checks: tuple[Check, ...] = ()
    calls: tuple[CallRecord, ...] = ()
    changes: tuple[Change, ...] = ()
    times: Mapping[str, float] = field(default_factory=dict)
    model: str | None = None
    reply_to: str | None = None
    undoes: str | None = None
    undone_by: str | None = None
    planned_by: str | None = None
    profile: str = "orchestrator"
    parent: str | None = None
    sources: tuple[str, ...] = ()
    memories: tuple[str, ...] = ()
    usage: Mapping[str, float] = field(default_factory=dict)
