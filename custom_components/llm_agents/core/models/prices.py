"""What the answers of a backend cost, as its owner says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .protocol import Usage

_PER = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Prices in the owner's currency for a million tokens; all zero is free. No price of `cached` is that of `input`."""

    input: float = 0.0
    output: float = 0.0
    cached: float | None = None

    def cost(self, usage: Usage) -> float:
        """Return what an answer costs."""
        cached = min(usage.cached_tokens, usage.input_tokens)
        cached_price = self.input if self.cached is None else self.cached
        fresh = usage.input_tokens - cached
        return (fresh * self.input + cached * cached_price + usage.output_tokens * self.output) / _PER

    @property
    def level(self) -> float:
        """Return what compares backends: three parts read, one part written."""
        return (3 * self.input + self.output) / 4

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Prices:
        """Read prices; what is missing is free."""
        cached = data.get("cached")
        return cls(
            input=float(data.get("input") or 0.0),
            output=float(data.get("output") or 0.0),
            cached=None if cached is None else float(cached),
        )

    def as_data(self) -> dict[str, float]:
        """Return the prices as they are kept."""
        told = {"input": self.input, "output": self.output}
        return told if self.cached is None else told | {"cached": self.cached}
