"""A chat model whose answers are scripted, and a clock, for tests of what is around models."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from custom_components.llm_agents.core.models.protocol import (
    Capabilities,
    ChatRequest,
    Delta,
    Finished,
    Message,
    ModelUnavailable,
    TextDelta,
    Usage,
)

ASKED = ChatRequest(messages=(Message(role="user", content="hello there"),), max_tokens=50, seconds=8.0)
ANSWER: tuple[Delta, ...] = (TextDelta("Hi"), Finished(usage=Usage(input_tokens=100, output_tokens=10)))


@dataclass
class Time:
    """A wall clock and a stop-watch that move together when told to."""

    moment: datetime = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
    seconds: float = 0.0

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        """Return the seconds."""
        return self.seconds


@dataclass
class ScriptedModel:
    """A model that answers what stands in its script, or fails with it; the last line is said again and again."""

    backend_id: str = "main"
    script: list[tuple[Delta, ...] | ModelUnavailable] = field(default_factory=lambda: [ANSWER])
    layer: Literal["app", "other"] = "other"
    trusted: bool = True
    capabilities: Capabilities = field(default_factory=Capabilities)
    available: bool = True
    hang: float = 0.0
    there: bool = True
    requests: list[ChatRequest] = field(default_factory=list)
    probes: int = 0
    name: str = "A model"

    async def stream(self, request: ChatRequest) -> AsyncIterator[Delta]:
        """Say the next line."""
        self.requests.append(request)
        await asyncio.sleep(self.hang)
        line = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(line, ModelUnavailable):
            raise line
        for delta in line:
            yield delta

    async def check(self) -> None:
        """Fail unless it is there."""
        self.probes += 1
        if not self.there:
            raise ModelUnavailable("no")
