"""How soon a backend answers, and what its answers take."""

from collections.abc import Callable
from dataclasses import dataclass
import json
from typing import Any

from .protocol import ChatRequest, Delta, Finished, TextDelta, ToolCall, Trouble, Usage
from .tokens import most_tokens

LEAST_PATIENCE = 2.0
"""Seconds that every backend has to begin an answer."""

_UNKNOWN_PATIENCE = 0.5  # of the time there is, for a backend whose pace is not known yet


@dataclass(slots=True)
class Pace:
    """How soon a backend begins to answer.

    Mean and mean deviation as in the retransmission timer of Jacobson and Karels, "Congestion Avoidance and
    Control" (SIGCOMM 1988), appendix A.
    """

    mean: float | None = None
    deviation: float = 0.0

    def note(self, seconds: float) -> None:
        """Take in how soon an answer began."""
        if self.mean is None:
            self.mean, self.deviation = seconds, seconds / 2
            return
        off = seconds - self.mean
        self.mean += off / 8
        self.deviation += (abs(off) - self.deviation) / 4

    def patience(self, seconds: float) -> float:
        """Return how long to wait for a beginning when `seconds` are left for the whole."""
        if self.mean is None:
            return max(min(seconds, LEAST_PATIENCE), seconds * _UNKNOWN_PATIENCE)
        return min(seconds, max(LEAST_PATIENCE, self.mean + 4 * self.deviation))


@dataclass(frozen=True, slots=True, kw_only=True)
class Metered:
    """What one answer of a model, by its name, took. `estimated` where the backend did not say; `trouble` where it did not end well."""

    agent: str
    backend_id: str
    model: str
    usage: Usage
    money: float
    first_ms: float | None
    total_ms: float
    estimated: bool = False
    trouble: Trouble | None = None

    def as_data(self) -> dict[str, Any]:
        """Return it as the data of an event."""
        data: dict[str, Any] = {
            "model": self.model,
            "input_tokens": self.usage.input_tokens,
            "output_tokens": self.usage.output_tokens,
            "cached_tokens": self.usage.cached_tokens,
            "money": round(self.money, 9),
            "total_ms": round(self.total_ms, 1),
        }
        if self.first_ms is not None:
            data["first_ms"] = round(self.first_ms, 1)
        if self.estimated:
            data["estimated"] = True
        if self.trouble is not None:
            data["trouble"] = self.trouble
        return data


class Meter:
    """Measures one answer."""

    def __init__(self, request: ChatRequest, monotonic: Callable[[], float]) -> None:
        self._request = request
        self._monotonic = monotonic
        self._started = monotonic()
        self._written: list[str] = []
        self._told = Usage()
        self.first: float | None = None

    def took(self) -> float:
        """Return the seconds since it was asked."""
        return self._monotonic() - self._started

    def note(self, delta: Delta) -> None:
        """Take in a piece."""
        if self.first is None:
            self.first = self.took()
        match delta:
            case TextDelta(text):
                self._written.append(text)
            case ToolCall():
                self._written.append(f"{delta.name} {json.dumps(delta.arguments, default=str)}")
            case Finished():
                self._told = delta.usage

    def usage(self) -> tuple[Usage, bool]:
        """Return what was taken, and whether it is estimated: not all backends say, and none that broke off."""
        if self._told != Usage() or self.first is None:
            return self._told, False
        request = self._request
        read = "\n".join(message.content for message in request.messages)
        read += json.dumps([[tool.name, tool.description, tool.parameters] for tool in request.tools], default=str)
        read += json.dumps(request.schema, default=str) if request.schema else ""
        return Usage(input_tokens=most_tokens(read), output_tokens=most_tokens("".join(self._written))), True
