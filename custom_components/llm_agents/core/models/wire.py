"""One request to a model's server: its answer line by line, and its refusals by what they mean."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
import json
import re
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, ServerDisconnectedError
from yarl import URL

from .protocol import ModelUnavailable, Trouble

CONNECT_SECONDS = 2.0
LETTERS_PER_TOKEN = 32
"""More letters than this for each token that was allowed are no answer but a flood."""

_REFUSAL_BYTES = 8192
_CODE = re.compile(r"[a-z0-9_.-]{1,48}", re.IGNORECASE)
_NO_MODEL = re.compile(
    r"model\b.*\b(not found|does not exist|not exist|decommissioned|deprecated|not loaded)", re.IGNORECASE | re.DOTALL
)
_NO_MODEL_CODES = frozenset({"model_not_found", "model_decommissioned", "model_not_loaded"})
_SPENT_CODES = frozenset({"insufficient_quota", "insufficient_balance", "billing_hard_limit_reached"})
_UNFIT_CODES = frozenset({"context_length_exceeded", "exceed_context_size_error", "invalid_request_error"})
_BUSY_CODES = frozenset({"busy", "rate_limit_exceeded", "overloaded", "overloaded_error"})
_OVERLOADED = 529  # of Anthropic's and others' servers


class Refusal(ModelUnavailable):
    """The server answered with an error; `words` is what it wrote, which may hold a key: it is never shown."""

    def __init__(self, message: str, trouble: Trouble, retry_after: float | None = None, words: str = "") -> None:
        """Keep what it means and what it wrote."""
        super().__init__(message, trouble, retry_after)
        self.words = words


@dataclass(frozen=True, slots=True)
class Server:
    """A model's server: a session that somebody else owns, its address, and the token it takes."""

    session: ClientSession
    url: URL
    token: str | None = field(default=None, repr=False)

    @property
    def _headers(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    async def get(self, path: str, seconds: float) -> Any:
        """Return the JSON at a path. Raises `ModelUnavailable`."""
        return await self._whole("GET", path, None, seconds)

    async def post(self, path: str, body: Mapping[str, Any], seconds: float) -> Any:
        """Return the JSON that a path answers. Raises `ModelUnavailable`."""
        return await self._whole("POST", path, body, seconds)

    async def lines(self, path: str, body: Mapping[str, Any], seconds: float) -> AsyncGenerator[str]:
        """Yield the lines of an answer as they come. Raises `ModelUnavailable`.

        `seconds` is for all of it.
        """
        async with self._asked("POST", path, body, seconds) as response:
            async for raw in response.content:
                yield raw.decode("utf-8", "replace").strip()

    async def _whole(self, method: str, path: str, body: Mapping[str, Any] | None, seconds: float) -> Any:
        async with self._asked(method, path, body, seconds) as response:
            return await response.json(content_type=None)

    @asynccontextmanager
    async def _asked(
        self, method: str, path: str, body: Mapping[str, Any] | None, seconds: float
    ) -> AsyncIterator[ClientResponse]:
        """Yield the response; what goes wrong from the first byte to the last is raised as `ModelUnavailable`."""
        ask = partial(self.session.request, method, self.url / path, json=body, headers=self._headers)
        limits = ClientTimeout(total=seconds, sock_connect=min(seconds, CONNECT_SECONDS))
        try:
            try:
                response = await ask(timeout=limits, allow_redirects=False)
            except ServerDisconnectedError, ConnectionResetError:
                # A kept connection that the server had closed meanwhile, as llama.cpp does; nothing was answered.
                response = await ask(timeout=limits, allow_redirects=False)
            async with response:
                if response.status != 200:
                    told = await response.content.read(_REFUSAL_BYTES)
                    hidden = told.replace(self.token.encode(), b"") if self.token else told
                    raise refusal(response.status, hidden, response.headers.get("Retry-After"))
                yield response
        except TimeoutError as err:
            raise ModelUnavailable(f"no whole answer within {seconds:.1f} s") from err
        except (ClientError, OSError, ValueError) as err:
            # Without what was sent: a token may stand in a request, and so in the words of an error.
            raise ModelUnavailable(type(err).__name__) from err


def refusal(status: int, body: bytes, retry_after: str | None = None) -> Refusal:
    """Return what an error status of a server means, after its words too where the status is used for several things."""
    code, words = _told(body)
    trouble = _meaning(status, code, words)
    reason = {Trouble.REFUSED: "it refused the token", Trouble.BUSY: "it asks for a pause"}.get(trouble, code)
    return Refusal(f"HTTP {status}" + (f": {reason}" if reason else ""), trouble, _wait(retry_after), words)


def reported(error: Any) -> ModelUnavailable:
    """Return what an error means that a server sent in the middle of its answer."""
    code, words = _read(error)
    status = error.get("status", error.get("code")) if isinstance(error, dict) else None
    trouble = _meaning(status if isinstance(status, int) else 500, code, words)
    return ModelUnavailable("it reported an error" + (f": {code}" if code else ""), trouble)


def as_json(text: str) -> dict[str, Any]:
    """Return the JSON object of a line. Raises `ModelUnavailable` where it is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as err:
        raise ModelUnavailable("it sent what is no JSON") from err
    if not isinstance(value, dict):
        raise ModelUnavailable("it sent an event of another form")
    return value


def _meaning(status: int, code: str, words: str) -> Trouble:
    """Return the trouble; the codes are OpenAI's, Groq's, DeepSeek's, llama.cpp's and the app's, the words Ollama's."""
    if status in (401, 403):
        return Trouble.REFUSED
    if status == 402 or code in _SPENT_CODES:
        return Trouble.SPENT
    if status in (429, _OVERLOADED) or code in _BUSY_CODES:
        return Trouble.BUSY
    if status == 410 or (status in (400, 404) and (code in _NO_MODEL_CODES or _NO_MODEL.search(words))):
        return Trouble.GONE
    too_long = "context length" in words or "context size" in words
    return Trouble.UNFIT if status in (400, 413, 422) or code in _UNFIT_CODES or too_long else Trouble.AWAY


def _told(body: bytes) -> tuple[str, str]:
    """Return the code and the words of an error's body."""
    text = body.decode("utf-8", "replace")
    try:
        told = json.loads(text)
    except ValueError, RecursionError:
        return "", text
    code, words = _read(told.get("error", told) if isinstance(told, dict) else told)
    return code, words or text


def _read(error: Any) -> tuple[str, str]:
    if not isinstance(error, dict):
        return "", str(error)
    codes = [error.get(key) for key in ("code", "type")]
    code = next((code for code in codes if isinstance(code, str) and _CODE.fullmatch(code)), "")
    return code, str(error.get("message") or error)


def _wait(header: str | None) -> float | None:
    """Return the seconds of a Retry-After header: a number, or a date (RFC 9110, section 10.2.3)."""
    if not header:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
