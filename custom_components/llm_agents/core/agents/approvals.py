"""Questions that wait for a person's yes: a read model over the turns, the same after a restart.

A question is open until it is answered, until its conversation goes on with something else, or until its time is
over. What a yes does is taken up in the journal once (`claim`), however many ways there are to say it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from ..journal.record import Asker, Origin, Status, Turn
from ..language.errands import errand_name
from ..language.request import Act, PlatformIntent, Talk, TalkRequest, Value
from .pending import APPROVE_WITHIN, Pending, pending_of, requests_of
from .plans import plain_requests


class Fate(StrEnum):
    """What became of a question."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    OVERTAKEN = "overtaken"  # its conversation went on with something else
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One device that a yes acts on, and how; without one what is handed to others, by its name.

    `attribute` and `value` are what it is set to, where the act says so.
    """

    entity_id: str
    action: str
    attribute: str | None = None
    value: Value | None = None

    @classmethod
    def of(cls, entity_id: str, act: Act) -> Item:
        """Return what an act does to one of its devices."""
        return cls(entity_id=entity_id, action=act.action, attribute=act.attribute, value=act.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One question that waits. `at` and `expires` are ISO 8601 UTC, `question` is what was said.

    `items` are the acts that the yes is for, exactly; `pin` is whether the yes needs the PIN. `unattended` is a
    question that nobody was there to hear: of an automation, or of something planned.
    """

    turn_id: str
    conversation_id: str
    agent: str
    at: str
    expires: str
    language: str
    question: str
    asker: Asker
    items: tuple[Item, ...]
    pin: bool
    unattended: bool

    @classmethod
    def of(cls, turn: Turn, within: timedelta = APPROVE_WITHIN) -> Approval | None:
        """Return what a turn asked, `None` when no yes answers it."""
        pending = pending_of(turn)
        if pending is None or not pending.confirmable or turn.parent is not None:
            return None  # what was delegated is asked by the turn that delegated it
        expires = datetime.fromisoformat(turn.at) + within
        return cls(
            turn_id=turn.turn_id,
            conversation_id=turn.conversation_id,
            agent=turn.profile,
            at=turn.at,
            expires=expires.isoformat(),
            language=turn.language,
            question=turn.answer,
            asker=turn.asker,
            items=tuple(_items(pending, turn)),
            pin=pending.needs_pin,
            unattended=turn.asker.origin is Origin.AUTOMATION or turn.planned_by is not None,
        )

    def open_at(self, now: datetime) -> bool:
        """Return whether it can still be answered."""
        return now <= datetime.fromisoformat(self.expires)

    def to_json(self) -> Mapping[str, Any]:
        """Return it as JSON data."""
        return asdict(self)


def _items(pending: Pending, turn: Turn) -> Iterable[Item]:
    for asked in pending.acts:
        yield from (Item.of(entity_id, asked.act) for entity_id in asked.states)
    yield from (
        Item(entity_id=entity_id, action=errand_name(asked.request))
        for asked in pending.errands
        for entity_id in asked.states
    )
    checks = {check.entity_id: check.action for check in turn.checks}
    for undo in pending.undos:
        yield from (Item(entity_id=entity_id, action=checks.get(entity_id, Talk.UNDO)) for entity_id in undo.states)
    for later in pending.plans:
        acts = {
            entity_id: Item.of(entity_id, request)
            for request in plain_requests(later.request)
            if isinstance(request, Act)
            for entity_id in request.entity_ids
        }
        handed = [errand_name(one) for one in plain_requests(later.request) if isinstance(one, PlatformIntent)]
        acts[""] = Item(entity_id="", action=" ".join(handed))
        yield from (acts.get(entity_id) or Item(entity_id=entity_id, action=Talk.UNDO) for entity_id in later.states)


def fate_of(reply: Turn) -> Fate:
    """Return what a turn that answers a question said to it; one that asks again goes on with it."""
    if reply.status is Status.ASKED:
        return Fate.OVERTAKEN
    talks = {request.talk for request in requests_of(reply) if isinstance(request, TalkRequest)}
    if Talk.YES in talks:
        return Fate.APPROVED
    return Fate.REJECTED if talks & {Talk.NO, Talk.STOP, Talk.CANCEL} else Fate.OVERTAKEN


class Approvals:
    """The questions that wait, by what is known of the turns; turns may be told again in a new form."""

    def __init__(self, within: timedelta = APPROVE_WITHIN) -> None:
        """Know of none; each is open for so long."""
        self._within = within
        self._open: dict[str, Approval] = {}
        self._taken: dict[str, Approval] = {}  # taken up, and not told of yet
        self._closed: dict[str, str] = {}  # turns whose question was closed, and when they were

    def apply(self, turn: Turn) -> list[tuple[Approval, Fate]]:
        """Take a turn in, new or changed; return what became of which question."""
        changes: list[tuple[Approval, Fate]] = []
        if turn.reply_to is not None:
            changes += self._close(turn.reply_to, fate_of(turn))
            self._closed.setdefault(turn.reply_to, turn.at)
        for other in tuple(self._open.values()):
            if self._goes_on(turn, other):
                changes += self._close(other.turn_id, Fate.OVERTAKEN)
        approval = (
            None if turn.turn_id in self._closed or turn.turn_id in self._open else Approval.of(turn, self._within)
        )
        if approval is not None:
            self._open[turn.turn_id] = approval
            changes.append((approval, Fate.REQUESTED))
        return changes

    @staticmethod
    def _goes_on(turn: Turn, other: Approval) -> bool:
        """Return whether a turn is what a conversation went on with; what was planned speaks in between."""
        later = turn.turn_id != other.turn_id and turn.at >= other.at
        return later and turn.conversation_id == other.conversation_id and turn.planned_by is None

    def claimed(self, turn_id: str, at: str) -> None:
        """Note that a question was taken up, also when the turn that did it is never recorded."""
        self._closed.setdefault(turn_id, at)
        if (approval := self._open.pop(turn_id, None)) is not None:
            self._taken[turn_id] = approval

    def expire(self, now: datetime) -> list[tuple[Approval, Fate]]:
        """Close the questions whose time is over."""
        late = [approval.turn_id for approval in self._open.values() if not approval.open_at(now)]
        oldest = (now - 2 * self._within).isoformat()
        self._closed = {turn_id: at for turn_id, at in self._closed.items() if at >= oldest}
        self._taken = {turn_id: taken for turn_id, taken in self._taken.items() if taken.open_at(now)}
        return [change for turn_id in late for change in self._close(turn_id, Fate.EXPIRED)]

    def _close(self, turn_id: str, fate: Fate) -> list[tuple[Approval, Fate]]:
        approval = self._open.pop(turn_id, None) or self._taken.pop(turn_id, None)
        if approval is None:
            return []
        self._closed[turn_id] = approval.at
        return [(approval, fate)]

    def get(self, turn_id: str) -> Approval | None:
        """Return the open question of a turn."""
        return self._open.get(turn_id)

    def pending(self, now: datetime) -> tuple[Approval, ...]:
        """Return the questions that wait, the newest first."""
        waiting = (approval for approval in self._open.values() if approval.open_at(now))
        return tuple(sorted(waiting, key=lambda approval: approval.turn_id, reverse=True))

    def next_expiry(self) -> datetime | None:
        """Return when the first of them closes by itself; a moment after it is over."""
        ends = [datetime.fromisoformat(approval.expires) for approval in self._open.values()]
        return min(ends) + timedelta(seconds=1) if ends else None
