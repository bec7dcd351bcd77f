"""What was asked, with its tokens and how much of it a provider's cache would have had."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .asked import Asked, Counted, Reply

_REMEMBERED = 64  # prompts; a provider forgets as well
_LOGGED = 10_000


@dataclass(slots=True, kw_only=True)
class Entry:
    """One request and its answer. `at` is seconds since the epoch, `seconds` what the answer took to be sent."""

    number: int
    at: float
    asked: Asked
    reply: Reply
    counted: Counted
    truncated: bool = False
    seconds: float | None = None
    ended: str = "open"

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data."""
        asked, reply, counted = self.asked, self.reply, self.counted
        return {
            "number": self.number,
            "at": self.at,
            "seconds": self.seconds,
            "ended": self.ended,
            "api": asked.api,
            "model": asked.model,
            "user": asked.user,
            "rounds": asked.rounds,
            "results": list(asked.results),
            "tools": list(asked.tools),
            "schema": asked.schema is not None,
            "images": sum(said.images for said in asked.chat),
            "streamed": asked.streamed,
            "truncated": self.truncated,
            "prompt_tokens": counted.prompt,
            "prefix_tokens": counted.cached,
            "prefix_share": round(counted.cached / counted.prompt, 4) if counted.prompt else 0.0,
            "answer_tokens": counted.answer,
            "rule": reply.rule,
            "text": reply.text,
            "calls": [{"tool": call.name, "arguments": call.arguments} for call in reply.calls],
        }


@dataclass(slots=True)
class Log:
    """All requests, the oldest first."""

    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=_LOGGED))
    _prompts: deque[tuple[tuple[str, str], str]] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    _number: int = 0

    def add(self, asked: Asked, reply: Reply, at: float) -> Entry:
        """Note a request."""
        self._number += 1
        entry = Entry(number=self._number, at=at, asked=asked, reply=reply, counted=self._count(asked, reply))
        entry.truncated = asked.context is not None and entry.counted.prompt > asked.context
        self.entries.append(entry)
        return entry

    def clear(self) -> None:
        """Forget all, prompts too."""
        self.entries.clear()
        self._prompts.clear()

    def as_data(self) -> list[dict[str, Any]]:
        """Return the requests as plain data."""
        return [entry.as_data() for entry in self.entries]

    def _count(self, asked: Asked, reply: Reply) -> Counted:
        """Return the tokens; cached is the longest beginning shared with an earlier prompt of the same model."""
        # Imported when it is needed, so that the server's own process can do without Home Assistant.
        from custom_components.llm_agents.core.models.tokens import most_tokens

        prompt, key = asked.prompt(), (asked.api, asked.model)
        shared = max((_shared(prompt, other) for at, other in self._prompts if at == key), default=0)
        self._prompts.append((key, prompt))
        written = "".join((reply.thinking, reply.text, *(call.name + call.written() for call in reply.calls)))
        return Counted(prompt=most_tokens(prompt), cached=most_tokens(prompt[:shared]), answer=most_tokens(written))


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def hit_rate(rows: Sequence[Mapping[str, Any]]) -> float:
    """Return the share of all prompt tokens that a provider's cache would have had, of rows of the log."""
    read = sum(row["prompt_tokens"] for row in rows)
    return sum(row["prefix_tokens"] for row in rows) / read if read else 0.0
