"""Turns for tests."""

from typing import Any

from custom_components.llm_agents.core.journal.ids import new_turn_id
from custom_components.llm_agents.core.journal.record import (
    Asker,
    CallRecord,
    Change,
    Check,
    Decision,
    Layer,
    Origin,
    Status,
    Turn,
)

LIGHT_OFF = {"state": "off", "attributes": {}}
LIGHT_ON = {"state": "on", "attributes": {"brightness": 200, "color_mode": "brightness"}}


def turn(
    turn_id: str | None = None, *, user_id: str | None = "anna", conversation_id: str = "c1", **changed: Any
) -> Turn:
    """Return a turn that answered a question, unless told otherwise."""
    values: dict[str, Any] = {
        "at": "2026-11-02T08:00:00+00:00",
        "agent_id": "conversation.llm_agents",
        "words": "is the light on?",
        "language": "en",
        "layer": Layer.LOCAL,
        "status": Status.ANSWERED,
        "answer": "Yes.",
    }
    return Turn(
        turn_id=turn_id or new_turn_id(),
        conversation_id=conversation_id,
        asker=Asker(origin=Origin.TEXT, user_id=user_id),
        **values | changed,
    )


def acting(turn_id: str | None = None, *, verified: bool = True, error: str | None = None, **changed: Any) -> Turn:
    """Return a turn that turned a light on."""
    call = CallRecord(
        domain="light", service="turn_on", entity_ids=("light.a",), data={"brightness_pct": 80}, error=error
    )
    change = Change(entity_id="light.a", name="Lamp", before=LIGHT_OFF, after=LIGHT_ON, verified=verified)
    check = Check(entity_id="light.a", action="turn_on", decision=Decision.ALLOW, rule="risk.turn_on")
    values: dict[str, Any] = {
        "words": "turn on the lamp",
        "status": Status.FAILED if error else Status.DONE,
        "answer": "Done.",
        "requests": ({"type": "act", "action": "turn_on", "entity_ids": ["light.a"]},),
        "checks": (check,),
        "calls": (call,),
        "changes": () if error else (change,),
        "times": {"read": 1.5, "total": 20.25},
    }
    return turn(turn_id, **values | changed)
