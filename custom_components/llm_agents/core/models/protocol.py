"""The one protocol over chat models."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


class ModelUnavailable(Exception):
    """The backend cannot be reached, refused, timed out or broke off."""


class ChatModel(Protocol):
    """A model that completes a chat, streamed.

    `trusted` is false for a model too small to be believed: the kernel then asks the
    person before it does what the model proposed.
    """

    name: str
    layer: Literal["app", "other"]
    trusted: bool

    @property
    def available(self) -> bool:
        """Return whether the backend answered when last tried."""

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        timeout: float,
        schema: Mapping[str, Any] | None = None,
    ) -> AsyncIterator[str]:
        """Yield pieces of the answer's text; with `schema` (JSON Schema) the whole is valid by it.

        `timeout` is seconds for the whole answer. Raises `ModelUnavailable`.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that a sentence may mean, in words, to be compared with it.

    `phrases` and the sentences of its `wish` say it; of candidates in one `group` the best stands for all of them; `prior`
    is added to the similarity for what the words alone tell already.
    """

    phrases: tuple[str, ...]
    wish: str
    group: str
    prior: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A sentence, once whole and once without the names of places, and what it may mean, or not.

    `wishes` are sentences by the key of a wish, compared with `bare`; `nothing` are sentences that mean none of all.
    """

    text: str
    bare: str
    candidates: tuple[Candidate, ...]
    wishes: Mapping[str, Sequence[str]]
    nothing: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """How well a candidate fits, and how likely its group is what was meant."""

    candidate: int
    score: float
    probability: float


@runtime_checkable
class Ranker(Protocol):
    """What compares a sentence with what it may mean, by meaning."""

    name: str

    @property
    def available(self) -> bool:
        """Return whether it answered when last tried."""

    async def rank(self, comparison: Comparison, *, timeout: float) -> Sequence[Ranked]:  # noqa: ASYNC109
        """Return the candidates, the best first. Raises `ModelUnavailable`."""
