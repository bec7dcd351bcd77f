"""A ranker that likes what a test tells it to like."""

from collections.abc import Callable, Sequence

from custom_components.llm_agents.core.models.protocol import Candidate, Comparison, ModelUnavailable, Ranked


class ScriptedRanker:
    """Ranks by a function over candidates; without one it is away."""

    def __init__(self, likes: Callable[[Candidate], float] | None = None, *, available: bool = True) -> None:
        """Take the probability of each candidate."""
        self.name = "scripted-encoder"
        self.available = available
        self.asked: list[Comparison] = []
        self._likes = likes

    async def rank(self, comparison: Comparison, *, timeout: float) -> Sequence[Ranked]:  # noqa: ASYNC109 - the protocol's
        """Rank by the function."""
        self.asked.append(comparison)
        if self._likes is None:
            raise ModelUnavailable("away")
        scored = [(self._likes(candidate), number) for number, candidate in enumerate(comparison.candidates)]
        return [
            Ranked(candidate=number, score=score, probability=score)
            for score, number in sorted(scored, key=lambda pair: (-pair[0], pair[1]))
        ]


def likes(wish: str, device: str = "", chance: float = 0.9) -> ScriptedRanker:
    """Return a ranker that likes one wish, on the device of a name if given."""
    return ScriptedRanker(
        lambda candidate: (
            chance
            if candidate.wish == wish and any(device.casefold() in p.casefold() for p in candidate.phrases)
            else 0.01
        )
    )
