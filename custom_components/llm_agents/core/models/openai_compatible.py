"""A client for any server that speaks OpenAI's chat completions, streamed.

Source of the protocol: OpenAI API reference, "Create chat completion" and "Streaming"
(server-sent events, ended by `data: [DONE]`); the event format is WHATWG HTML, section 9.2.
"""

from collections.abc import AsyncIterator, Callable
import json
import logging
import time
from typing import Any, Literal

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from yarl import URL

from .protocol import Capabilities, ChatRequest, Delta, Finished, ModelUnavailable, TextDelta

_LOGGER = logging.getLogger(__name__)

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
_CONNECT_SECONDS = 2.0
_PROBE_SECONDS = 2.0
_LETTERS_PER_TOKEN = 32  # more than this is no answer but a flood


class _Refused(ModelUnavailable):
    """The backend answered with an error status; `retry_after` is the seconds it asked to be left alone."""

    def __init__(self, message: str, retry_after: float | None) -> None:
        """Keep the message and the wait."""
        super().__init__(message)
        self.retry_after = retry_after


class OpenAICompatibleModel:
    """A chat model behind an OpenAI-compatible `/v1`.

    After a failure it is unavailable for a pause that doubles from 1 s to 60 s. When the
    pause is over it counts as available again; the next answer begins with a short probe,
    so that a backend that still hangs costs the person no more than that.
    """

    def __init__(
        self,
        session: ClientSession,
        url: str,
        model: str,
        *,
        token: str | None = None,
        layer: Literal["app", "other"] = "other",
        trusted: bool = True,
        name: str | None = None,
        backend_id: str | None = None,
        quiet: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Talk to `url` (ending in `/v1`) over a session that the caller owns; `token` is its bearer token.

        A `quiet` model leaves it to its owner to tell the log when it is away and back.
        """
        self.name = name or model
        self.backend_id = backend_id or self.name
        self.capabilities = Capabilities()
        self.layer: Literal["app", "other"] = layer
        self.trusted = trusted
        self._session = session
        self._url = URL(url.rstrip("/"))
        self._model = model
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._levels = (logging.DEBUG, logging.DEBUG) if quiet else (logging.INFO, logging.WARNING)
        self._monotonic = monotonic
        self._pause = 0.0
        self._retry_at: float | None = None

    @property
    def available(self) -> bool:
        """Return whether it is worth asking: it answered when last tried, or the pause after a failure is over."""
        return self._retry_at is None or self._monotonic() >= self._retry_at

    async def probe(self) -> bool:
        """Ask whether the backend is there and takes the token; return it. Settles `available`."""
        timeout = ClientTimeout(total=_PROBE_SECONDS, sock_connect=_CONNECT_SECONDS)
        try:
            async with self._session.get(
                self._url / "models", headers=self._headers, timeout=timeout, allow_redirects=False
            ) as response:
                _check(response)
        except (ClientError, OSError, TimeoutError, ModelUnavailable) as err:
            self._failed(err)
            return False
        self._worked()
        return True

    async def stream(
        self,
        request: ChatRequest,
    ) -> AsyncIterator[Delta]:
        """Yield the answer as it comes; with a schema the backend is told to keep to it. Raises `ModelUnavailable`."""
        started = self._monotonic()
        if self._retry_at is not None and not await self.probe():
            raise ModelUnavailable("the backend is still away")
        left = max(0.1, request.seconds - (self._monotonic() - started))
        limits = ClientTimeout(total=left, sock_connect=min(left, _CONNECT_SECONDS))
        try:
            async with self._session.post(
                self._url / "chat/completions",
                json=self._body(request),
                headers=self._headers,
                timeout=limits,
                allow_redirects=False,
            ) as response:
                _check(response)
                async for piece in _pieces(response, request.max_tokens * _LETTERS_PER_TOKEN):
                    yield TextDelta(piece)
        except ModelUnavailable as err:
            self._failed(err, err.retry_after if isinstance(err, _Refused) else None)
            raise
        except TimeoutError as err:
            self._failed(err)
            raise ModelUnavailable(f"no whole answer within {request.seconds:.1f} s") from err
        except (ClientError, OSError, ValueError) as err:
            self._failed(err)
            raise ModelUnavailable(_reason(err)) from err
        self._worked()
        yield Finished()

    def _body(self, request: ChatRequest) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._model,
            "messages": [{"role": message.role, "content": message.content} for message in request.messages],
            "max_tokens": request.max_tokens,
            "temperature": 0,
            "stream": True,
        }
        if request.schema is not None:
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "reply", "strict": True, "schema": request.schema},
            }
        return body

    def _worked(self) -> None:
        if self._retry_at is not None:
            _LOGGER.log(self._levels[0], "The model %s is back", self.name)
        self._retry_at, self._pause = None, 0.0

    def _failed(self, err: Exception, retry_after: float | None = None) -> None:
        if self._retry_at is None:
            _LOGGER.log(self._levels[1], "The model %s is away: %s", self.name, _reason(err))
        self._pause = min(_LONGEST_PAUSE, self._pause * 2 or _FIRST_PAUSE)
        self._retry_at = self._monotonic() + min(_LONGEST_PAUSE, max(self._pause, retry_after or 0.0))


def _check(response: ClientResponse) -> None:
    """Raise `ModelUnavailable` unless the backend took the request."""
    if response.status == 200:
        return
    wait = response.headers.get("Retry-After", "")
    retry_after = float(wait) if wait.isdecimal() else None
    reason = {401: "it refused the token", 403: "it refused the token", 429: "it asks for a pause"}.get(response.status)
    raise _Refused(f"HTTP {response.status}" + (f": {reason}" if reason else ""), retry_after)


async def _pieces(response: ClientResponse, limit: int) -> AsyncIterator[str]:
    """Yield the text of the events; raise `ModelUnavailable` on what is no stream, is cut off, or passes `limit`."""
    ended = False
    received = 0
    async for raw in response.content:
        line = raw.decode("utf-8", "replace").strip()
        field, _, value = line.partition(":")
        if field != "data":
            continue  # a comment, an event's name, or the blank line between events
        if value.strip() == "[DONE]":
            return
        text, finished = _event(value)
        ended = ended or finished
        received += len(text)
        if received > limit:
            raise ModelUnavailable("the answer is longer than was asked for")
        if text:
            yield text
    if not ended:
        raise ModelUnavailable("the answer broke off")


def _event(data: str) -> tuple[str, bool]:
    """Return the text of one event, and whether it is the last one."""
    try:
        event = json.loads(data)
    except (ValueError, RecursionError) as err:
        raise ModelUnavailable("it sent what is no JSON") from err
    if not isinstance(event, dict) or "error" in event:
        raise ModelUnavailable("it reported an error")
    choices = event.get("choices")
    if not choices:
        return "", False  # the usage numbers come in an event of their own
    try:
        content = choices[0].get("delta", {}).get("content")
        return (content if isinstance(content, str) else ""), choices[0].get("finish_reason") is not None
    except (AttributeError, IndexError, KeyError, TypeError) as err:
        raise ModelUnavailable("it sent an event of another form") from err


def _reason(err: Exception) -> str:
    """Return what went wrong without what was sent: a token may stand in a request."""
    return str(err) if isinstance(err, ModelUnavailable) else type(err).__name__
