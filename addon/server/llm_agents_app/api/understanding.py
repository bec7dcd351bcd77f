"""`/understanding`: which of the things that a home can do a sentence means."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from ..understanding.encoder import NAME, Encoder
from ..understanding.ranking import Candidate, rank

MAX_LETTERS = 500
MAX_CANDIDATES = 512

type Sentence = Annotated[str, Field(max_length=MAX_LETTERS)]


class CandidateBody(BaseModel):
    """One thing that may be meant: what says it, its wish, and the group in which the best stands for all."""

    phrases: Annotated[list[Sentence], Field(max_length=16)] = []
    wish: Annotated[str, Field(max_length=100)]
    group: Annotated[str, Field(max_length=300)]
    prior: Annotated[float, Field(ge=-1, le=1)] = 0.0


class RankBody(BaseModel):
    """A sentence, whole and without the names of places, and what it may mean.

    `wishes` are sentences by the key of a wish, compared with `bare`; `nothing` are sentences that mean none of all.
    """

    text: Sentence
    bare: Sentence
    candidates: Annotated[list[CandidateBody], Field(max_length=MAX_CANDIDATES)]
    wishes: Annotated[dict[str, Annotated[list[Sentence], Field(max_length=64)]], Field(max_length=256)] = {}
    nothing: Annotated[list[Sentence], Field(max_length=256)] = []


def understanding_router(encoder: Encoder) -> APIRouter:
    """Return the routes of understanding."""
    router = APIRouter(prefix="/understanding", tags=["understanding"])

    # A plain function: the framework runs it in a thread, for encoding blocks.
    @router.post("/rank")
    def rank_candidates(body: RankBody) -> dict[str, Any]:
        """Return the candidates, the likeliest first, each with its likeness and the probability of its group."""
        candidates = [Candidate(**candidate.model_dump()) for candidate in body.candidates]
        ranked = rank(encoder, body.text, body.bare, candidates, body.wishes, body.nothing)
        return {"encoder": NAME, "ranked": [asdict(found) for found in ranked]}

    return router
