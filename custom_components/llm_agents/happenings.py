"""What happens with agents, in one form for triggers: told from turns, questions, the journal and the backends."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from .bridge.backends import SIGNAL_NOTICE
from .const import DOMAIN
from .core.agents.approvals import Approval, Fate
from .core.agents.profiles import Autonomy
from .core.journal.events import Event, Kind
from .core.journal.record import Status, Turn
from .core.models.budgets import Level
from .core.models.router import Notice, NoticeKind
from .runtime import SIGNAL_APPROVAL, SIGNAL_TURN, LlmAgentsConfigEntry

_REMEMBERED = 256
"""Turns of which is remembered that they were told."""

_SUGGESTED = f"autonomy.{Autonomy.SUGGEST.value}"
_BUDGETS = frozenset({NoticeKind.AGENT_BUDGET, NoticeKind.BACKEND_BUDGET, NoticeKind.TOTAL_BUDGET})
_DECIDED = frozenset({Status.SCHEDULED, Status.MISSED})


class Happens(StrEnum):
    """What can happen; each is a trigger."""

    DECISION_MADE = "decision_made"
    APPROVAL_REQUESTED = "approval_requested"
    APPROVAL_ANSWERED = "approval_answered"
    SUGGESTION_MADE = "suggestion_made"
    CONFLICT_DECIDED = "conflict_decided"
    BUDGET_REACHED = "budget_reached"
    BACKEND_LOST = "backend_lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened. `agents` are the ids of those it is about, none where it is about all of them."""

    what: Happens
    data: Mapping[str, Any]
    agents: frozenset[str] = frozenset()
    context: Context | None = field(default=None, compare=False)


SIGNAL_HAPPENED: SignalType[Happening] = SignalType(f"{DOMAIN}_happened")
"""Sent with each happening; outlives a reload of the entry."""


@callback
def tell_happenings(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> None:
    """Tell what happens while an entry is loaded."""
    told: deque[str] = deque(maxlen=_REMEMBERED)

    @callback
    def tell(found: Happening | None) -> None:
        if found is not None:
            async_dispatcher_send(hass, SIGNAL_HAPPENED, found)

    @callback
    def on_turn(turn: Turn) -> None:
        if turn.turn_id not in told:
            told.append(turn.turn_id)
            tell(_of_turn(turn))

    @callback
    def on_approval(approval: Approval, fate: Fate) -> None:
        tell(_of_approval(approval, fate))

    @callback
    def on_event(event: Event) -> None:
        tell(_of_event(event))

    @callback
    def on_notice(notice: Notice) -> None:
        tell(_of_notice(notice))

    entry.async_on_unload(async_dispatcher_connect(hass, SIGNAL_TURN, on_turn))
    entry.async_on_unload(async_dispatcher_connect(hass, SIGNAL_APPROVAL, on_approval))
    entry.async_on_unload(async_dispatcher_connect(hass, SIGNAL_NOTICE, on_notice))
    entry.async_on_unload(entry.runtime_data.journal.listen(on_event))


def _of_turn(turn: Turn) -> Happening | None:
    """Return the decision of a turn; one that only answered decided nothing."""
    if not (turn.checks or turn.calls or turn.status in _DECIDED):
        return None
    suggested = any(check.rule == _SUGGESTED for check in turn.checks)
    return Happening(
        what=Happens.SUGGESTION_MADE if suggested else Happens.DECISION_MADE,
        agents=frozenset({turn.profile}),
        data={
            "turn_id": turn.turn_id,
            "parent": turn.parent,
            "status": turn.status.value,
            "answer": turn.answer,
            "origin": turn.asker.origin.value,
            "user_id": turn.asker.user_id,
            "area_id": turn.asker.area_id,
            "rules": list(dict.fromkeys(check.rule for check in turn.checks)),
            "entities": list(dict.fromkeys(check.entity_id for check in turn.checks if check.entity_id)),
        },
        context=Context(user_id=turn.asker.user_id, parent_id=turn.asker.context_id),
    )


def _of_approval(approval: Approval, fate: Fate) -> Happening:
    requested = fate is Fate.REQUESTED
    data = {
        "turn_id": approval.turn_id,
        "question": approval.question,
        "user_id": approval.asker.user_id,
        "area_id": approval.asker.area_id,
        "entities": list(dict.fromkeys(item.entity_id for item in approval.items if item.entity_id)),
        "pin": approval.pin,
        "unattended": approval.unattended,
        "expires": approval.expires,
    }
    return Happening(
        what=Happens.APPROVAL_REQUESTED if requested else Happens.APPROVAL_ANSWERED,
        agents=frozenset({approval.agent}),
        data=data if requested else data | {"answer": fate.value},
    )


def _of_event(event: Event) -> Happening | None:
    match event.kind:
        case Kind.CONFLICT_DECIDED:
            found = {str(agent) for name in ("winner", "loser") if (agent := event.data.get(name))}
            return Happening(
                what=Happens.CONFLICT_DECIDED,
                agents=frozenset(found | ({event.agent} if event.agent else set())),
                data={"entity_id": event.subject, **event.data},
            )
        case Kind.HABIT_FOUND:
            return Happening(
                what=Happens.SUGGESTION_MADE,
                agents=frozenset({event.agent} if event.agent else ()),
                data={
                    "suggestion_id": event.subject,
                    "user_id": event.user_id,
                    "entities": [deed.get("entity_id") for deed in event.data.get("habit", {}).get("deeds", ())],
                },
            )
    return None


def _of_notice(notice: Notice) -> Happening | None:
    if notice.kind is NoticeKind.AWAY:
        return Happening(
            what=Happens.BACKEND_LOST,
            data={
                "backend_id": notice.subject,
                "backend": notice.name,
                "trouble": notice.trouble.value if notice.trouble else None,
            },
        )
    if notice.kind not in _BUDGETS or notice.standing is None or notice.standing.level is Level.WITHIN:
        return None
    standing = notice.standing
    return Happening(
        what=Happens.BUDGET_REACHED,
        agents=frozenset({notice.subject}) if notice.kind is NoticeKind.AGENT_BUDGET else frozenset(),
        data={
            "budget": notice.kind.value.removesuffix("_budget"),
            "subject": notice.subject,
            "name": notice.name,
            "level": standing.level.name.lower(),
            "period": standing.period.value,
            "share": round(standing.share, 3),
        },
    )
