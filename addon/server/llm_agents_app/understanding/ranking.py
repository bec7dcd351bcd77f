"""Which candidate a sentence means, and how likely: likeness of meaning, made a probability.

A candidate is as like a sentence as the likest of its phrases; of candidates in one group the best stands for all, so that
five lamps of a room do not take the room's chances from each other; and all compete with sentences that mean nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .encoder import Encoder, Vectors

SHARPNESS = 20.0
"""How fast a lead in likeness becomes certainty; chosen so that of what is told as 70 % about 70 % is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that may be meant; see `api.understanding`."""

    phrases: Sequence[str]
    wish: str
    group: str
    prior: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate by its number, with its likeness and the probability of its group."""

    candidate: int
    score: float
    probability: float


def rank(
    encoder: Encoder,
    text: str,
    bare: str,
    candidates: Sequence[Candidate],
    wishes: Mapping[str, Sequence[str]],
    nothing: Sequence[str],
) -> list[Ranked]:
    """Return the candidates, the best first. Blocks while new sentences are encoded."""
    if not candidates:
        return []
    # All at once: in one batch a sentence costs a tenth.
    spoken = [phrase for candidate in candidates for phrase in candidate.phrases]
    meant = [sentence for sentences in wishes.values() for sentence in sentences]
    sentences = list(dict.fromkeys([text, bare, *spoken, *meant, *nothing]))
    vectors = dict(zip(sentences, encoder.encode(sentences), strict=True))
    by_wish = {wish: _likest(vectors, bare, said) for wish, said in wishes.items()}
    scores = [
        max(_likest(vectors, text, candidate.phrases), by_wish.get(candidate.wish, -1.0)) + candidate.prior
        for candidate in candidates
    ]
    best: dict[str, float] = {}
    for candidate, score in zip(candidates, scores, strict=True):
        best[candidate.group] = max(score, best.get(candidate.group, -1.0))
    rival = max(_likest(vectors, text, nothing), _likest(vectors, bare, nothing))
    exponents = np.exp(SHARPNESS * (np.array([*best.values(), rival]) - max(*best.values(), rival)))
    chances = dict(zip(best, exponents / exponents.sum(), strict=False))
    ranked = [
        Ranked(candidate=number, score=round(score, 4), probability=round(float(chances[candidates[number].group]), 4))
        for number, score in enumerate(scores)
    ]
    return sorted(ranked, key=lambda found: -found.score)


def _likest(vectors: Mapping[str, Vectors], text: str, sentences: Sequence[str]) -> float:
    """Return how like a text the likest of some sentences is, -1 where there are none."""
    if not sentences:
        return -1.0
    return float(max(vectors[text] @ vectors[sentence] for sentence in sentences))
