"""Typed decisions: who is asked, and what is made of what they say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
import json

import pytest

from custom_components.llm_agents.core.models.deciding import (
    ChatDecider,
    Decision,
    Decisions,
    Probabilities,
    RankerDecider,
    normalised,
    sureness,
)
from custom_components.llm_agents.core.models.protocol import Comparison, Finished, ModelUnavailable, Ranked, TextDelta

from .doubles import ScriptedModel

DECISION = Decision(question="Which room?", options=("kitchen", "hallway"), context="where one cooks")


@dataclass
class Ready:
    """A decider that has made up its mind, or cannot."""

    answer: Probabilities | None
    name: str = "ready"
    asked: list[Decision] = field(default_factory=list)

    async def decide(self, decision: Decision) -> Probabilities:
        """Say it."""
        self.asked.append(decision)
        if self.answer is None:
            raise ModelUnavailable("no")
        return self.answer


@dataclass
class ReadyRanker:
    """A ranker that likes the first candidate best."""

    name: str = "ranker"
    available: bool = True
    seen: list[Comparison] = field(default_factory=list)

    async def rank(self, comparison: Comparison, *, timeout: float) -> Sequence[Ranked]:  # noqa: ASYNC109
        """Rank."""
        self.seen.append(comparison)
        return [Ranked(candidate=0, score=0.9, probability=0.6), Ranked(candidate=1, score=0.5, probability=0.2)]


def says(text: str) -> ScriptedModel:
    """Return a model that says something."""
    return ScriptedModel(script=[(TextDelta(text), Finished())])


async def test_a_model_is_asked_by_number() -> None:
    model = says(json.dumps({"1": 0.6, "2": 0.2}))
    assert await ChatDecider(model).decide(DECISION) == pytest.approx({"kitchen": 0.75, "hallway": 0.25})
    [request] = model.requests
    assert request.schema is not None
    assert request.schema["required"] == ["1", "2"]
    assert json.loads(request.messages[-1].content) == {
        "question": "Which room?",
        "options": {"1": "kitchen", "2": "hallway"},
        "context": "where one cooks",
    }


async def test_words_around_the_object_are_let_be() -> None:
    model = says('Well: {"1": 1, "2": 0} I think.')
    assert await ChatDecider(model).decide(DECISION) == {"kitchen": 1.0, "hallway": 0.0}


@pytest.mark.parametrize("text", ["", "no idea", "[1, 2]", '{"1": '])
async def test_an_answer_without_probabilities_is_none(text: str) -> None:
    with pytest.raises(ModelUnavailable):
        await ChatDecider(says(text)).decide(DECISION)


async def test_a_ranker_compares_options_with_the_context() -> None:
    ranker = ReadyRanker()
    assert await RankerDecider(ranker).decide(DECISION) == pytest.approx({"kitchen": 0.75, "hallway": 0.25})
    assert ranker.seen[0].text == "where one cooks"
    assert [candidate.phrases for candidate in ranker.seen[0].candidates] == [("kitchen",), ("hallway",)]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"a": 2, "b": 2}, {"a": 0.5, "b": 0.5}),
        ({"a": 1.0, "c": 5.0}, {"a": 1.0, "b": 0.0}),
        ({"a": -1.0, "b": 0.5}, {"a": 0.0, "b": 1.0}),
        ({"a": float("nan"), "b": True}, {}),
        ({"a": "0.5", "b": None}, {}),
        ({}, {}),
    ],
)
def test_what_was_told_is_made_probabilities(told: dict[str, object], kept: dict[str, float]) -> None:
    assert normalised(told, ["a", "b"]) == kept


@pytest.mark.parametrize(
    ("probabilities", "sure"), [({"a": 0.5, "b": 0.5}, 0.0), ({"a": 1.0, "b": 0.0}, 1.0), ({"a": 1.0}, 1.0)]
)
def test_sureness_is_what_is_above_chance(probabilities: dict[str, float], sure: float) -> None:
    assert sureness(probabilities) == sure


def decisions(quick: Ready, thorough: Ready) -> Decisions:
    """Return who asks two."""
    return Decisions(lambda: [quick], lambda: [thorough])


SURE, UNSURE = {"kitchen": 0.9, "hallway": 0.1}, {"kitchen": 0.55, "hallway": 0.45}
OTHER = {"kitchen": 0.2, "hallway": 0.8}


@pytest.mark.parametrize(
    ("quick", "slow", "answer", "asked"),
    [
        (SURE, OTHER, SURE, 0),
        (UNSURE, OTHER, OTHER, 1),
        (None, OTHER, OTHER, 1),
        (UNSURE, None, UNSURE, 1),
        (None, None, {}, 1),
    ],
)
async def test_who_is_not_sure_gives_over(
    quick: Probabilities | None, slow: Probabilities | None, answer: Probabilities, asked: int
) -> None:
    thorough = Ready(slow)
    assert await decisions(Ready(quick), thorough)("Which room?", ["kitchen", "hallway"], "cooking") == answer
    assert len(thorough.asked) == asked


async def test_thorough_asks_who_thinks_first() -> None:
    quick = Ready(SURE)
    assert await decisions(quick, Ready(OTHER)).decide(DECISION, thorough=True) == OTHER
    assert quick.asked == []


async def test_one_option_needs_no_decision() -> None:
    assert await decisions(Ready(None), Ready(None))("?", ["only"]) == {"only": 1.0}


@pytest.mark.parametrize("options", [[], ["a", "a"], [str(at) for at in range(21)]])
async def test_what_is_no_decision_is_refused(options: list[str]) -> None:
    with pytest.raises(ValueError, match="different options"):
        await decisions(Ready(None), Ready(None))("?", options)
