"""Say sentences to the agent and tell what came of each."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
import time
from typing import Any

from .client import Client
from .owner import AGENT

GOOD = frozenset({"done", "under_way", "scheduled", "answered", "asked"})
LAYERS = {"local": "local", "app": "app model", "other": "other"}


@dataclass(slots=True)
class Said:
    """One sentence and what came of it. `milliseconds` is what the person waited."""

    sentence: str
    answer: str
    status: str
    layer: str
    milliseconds: float
    changes: list[dict[str, Any]] = field(default_factory=list)
    turn_id: str | None = None
    conversation_id: str | None = None

    @property
    def ok(self) -> bool:
        """Return whether the sentence succeeded and each claimed change is in the home."""
        return self.status in GOOD and all(change["in_home"] for change in self.changes if change["verified"])

    def as_json(self) -> dict[str, Any]:
        """Return the form that `--json` prints."""
        return {**asdict(self), "ok": self.ok}


async def say(
    client: Client,
    sentences: Sequence[str],
    *,
    language: str = "en",
    device_id: str | None = None,
    conversation_id: str | None = None,
    agent: str = AGENT,
) -> list[Said]:
    """Say the sentences in one conversation, a new one unless it is named, and check each claimed change against the home itself."""
    conversation = conversation_id
    results = []
    for sentence in sentences:
        body: dict[str, Any] = {"text": sentence, "language": language, "agent_id": agent}
        if conversation:
            body["conversation_id"] = conversation
        if device_id:
            body["device_id"] = device_id
        began = time.perf_counter()
        reply = await client.rest("POST", "/api/conversation/process", body=body)
        milliseconds = (time.perf_counter() - began) * 1000
        conversation = reply["conversation_id"]
        speech = (reply["response"]["speech"].get("plain") or {}).get("speech", "")
        results.append(await _told(client, sentence, speech, conversation, round(milliseconds, 1)))
    return results


async def _told(client: Client, sentence: str, answer: str, conversation: str | None, milliseconds: float) -> Said:
    turns = (await client.command("llm_agents/turns/list", conversation_id=conversation, limit=1))["turns"]
    if not turns or turns[0]["answer"] != answer:  # the words may be a PIN, which the record does not hold
        return Said(sentence, answer, "failed", "none", milliseconds, conversation_id=conversation)
    turn = turns[0]
    changes = [
        {
            "entity_id": change["entity_id"],
            "before": change["before"]["state"],
            "after": change["after"]["state"],
            "verified": change["verified"],
            "in_home": (await client.rest("GET", f"/api/states/{change['entity_id']}"))["state"]
            == change["after"]["state"],
        }
        for change in turn["changes"]
    ]
    layer = LAYERS.get(turn["layer"], turn["layer"])
    return Said(sentence, answer, turn["status"], layer, milliseconds, changes, turn["turn_id"], conversation)
