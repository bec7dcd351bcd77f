"""The one protocol over chat models."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol


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
