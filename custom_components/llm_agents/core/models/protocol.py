"""The one protocol over chat models."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture that a message shows: its bytes and its media type."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ToolSpec:
    """A tool that a model may call. `parameters` is a JSON Schema with an object at its root.

    Each is itself alone, so that what a provider's form makes of it can be kept.

    The hints are those of the Model Context Protocol's tool annotations, with the same defaults: the least safe.
    """

    name: str
    description: str
    parameters: Mapping[str, Any]
    read_only: bool = False
    destructive: bool = True
    idempotent: bool = False
    open_world: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCall:
    """A call that a model makes, whole. `arguments` is `None` where the model wrote what is no JSON object."""

    call_id: str
    name: str
    arguments: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a chat.

    A `tool` message is the result of the call `call_id`. `native` is what a provider wants back with an
    assistant's message as it gave it (signed or hidden reasoning); only the backend that made it reads it.
    """

    role: Literal["system", "user", "assistant", "tool"]
    content: str = ""
    images: tuple[Image, ...] = ()
    calls: tuple[ToolCall, ...] = ()
    call_id: str | None = None
    native: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """What a model is asked: a chat, tools that it may call, a JSON Schema that its text must keep.

    `seconds` is for the whole answer. Tools and schema together are not asked of a model that cannot.
    """

    messages: Sequence[Message]
    max_tokens: int
    seconds: float
    tools: Sequence[ToolSpec] = ()
    schema: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of the answer's text."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What an answer took. `cached_tokens` are those of the input that the provider had read before."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The end of an answer, the last delta of each: what it took, and what the provider wants back (`Message.native`)."""

    usage: Usage = Usage()
    native: Any = None


type Delta = TextDelta | ToolCall | Finished


class Trouble(StrEnum):
    """Why a backend did not answer."""

    AWAY = "away"  # not reached, too slow, broke off, or sent what is no answer
    BUSY = "busy"  # it asks to be left alone for a while
    REFUSED = "refused"  # it does not take the key
    GONE = "gone"  # it has no such model any more
    UNFIT = "unfit"  # it does not take this request; others it may take
    SPENT = "spent"  # the owner's account there is empty


class ModelUnavailable(Exception):
    """The backend cannot be reached, refused, timed out or broke off.

    `retry_after` is the seconds it asked to be left alone.
    """

    def __init__(self, message: str = "", trouble: Trouble = Trouble.AWAY, retry_after: float | None = None) -> None:
        """Say why, without what was sent: a key may stand in a request."""
        super().__init__(message)
        self.trouble = trouble
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a model can do."""

    tools: bool = False
    schema: bool = True
    both: bool = True  # tools and a schema in one request
    images: bool = False
    streams: bool = True  # the answer comes in pieces, not whole at its end


class ChatModel(Protocol):
    """A model that completes a chat, streamed.

    `backend_id` names it in profiles, budgets and the journal. `trusted` is false for a model too small to be
    believed: the kernel then asks the person before it does what the model proposed.
    """

    @property
    def backend_id(self) -> str:
        """Return its name in profiles, budgets and the journal."""

    @property
    def name(self) -> str:
        """Return what people call it."""

    @property
    def layer(self) -> Literal["app", "other"]:
        """Return where it is."""

    @property
    def trusted(self) -> bool:
        """Return whether it is believed."""

    @property
    def capabilities(self) -> Capabilities:
        """Return what it can do."""

    @property
    def available(self) -> bool:
        """Return whether it is worth asking: it answered when last tried, or a new try is due."""

    def stream(self, request: ChatRequest) -> AsyncIterator[Delta]:
        """Yield the answer as it comes, `Finished` last. Raises `ModelUnavailable`."""


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
