"""A fact of the memory as cards, actions and other assistants are told of it."""

from typing import Any

from .core.memory.facts import Fact


def fact_told(fact: Fact) -> dict[str, Any]:
    """Return a fact with its source, confidence, owner and validity."""
    return {
        "fact_id": fact.fact_id,
        "kind": fact.kind.value,
        "text": fact.text,
        "about": list(fact.about),
        "owner": "household" if fact.user_id is None else "person",
        "user_id": fact.user_id,
        "confidence": fact.confidence,
        "since": fact.since,
        "until": fact.until,
        "topic": fact.topic,
        "value": fact.value,
        "source": {
            "how": fact.evidence.how.value,
            "turn_id": fact.evidence.turn_id,
            "words": fact.evidence.words,
            "at": fact.evidence.at,
        },
    }
