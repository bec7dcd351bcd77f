"""What every request passes before any route: the bearer token and the limit on the body's size."""

from contextlib import suppress
import hmac
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import error_response

OPEN_PATHS: Final = frozenset({"/health"})
HOME_PATH: Final = "/graph/home"
MAX_BODY_BYTES: Final = 1 << 20
MAX_HOME_BYTES: Final = 32 << 20  # 5,000 entities with aliases are some 2 MB


class BearerGuard:
    """Lets only requests with the token through, but for the open paths; unknown paths tell nothing either."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        """Guard an app with a token."""
        self._app = app
        self._wanted = f"bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 401, or pass the request on."""
        is_open = scope["type"] == "http" and scope["path"] in OPEN_PATHS
        if is_open or scope["type"] == "lifespan" or self._allowed(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            headers = {"WWW-Authenticate": "Bearer"}
            refused = error_response(401, "unauthorized", "A valid bearer token is needed", headers)
            await refused(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _allowed(self, scope: Scope) -> bool:
        # Compared as bytes: a header may hold any byte, and text outside ASCII would raise.
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        if len(given) != 1:
            return False
        scheme, _, token = given[0].partition(b" ")
        return hmac.compare_digest(scheme.lower() + b" " + token.strip(), self._wanted)


class _BodyTooLarge(Exception):
    """More arrived than the limit allows."""


class BodyLimit:
    """Refuses a body beyond the limit of its path, told or not told in the header."""

    def __init__(self, app: ASGIApp) -> None:
        """Limit the bodies that reach an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413, or pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = MAX_HOME_BYTES if scope["path"] == HOME_PATH else MAX_BODY_BYTES
        too_large = error_response(413, "body_too_large", f"The body is larger than {limit} bytes")
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if not told.isdigit() or int(told) > limit:
            await too_large(scope, receive, send)
            return
        received = 0

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise _BodyTooLarge
            return message

        async def unless_too_large(message: Message) -> None:
            # The framework takes any fault while it reads a body for a malformed body and says so.
            if received <= limit:
                await send(message)

        with suppress(_BodyTooLarge):
            await self._app(scope, limited, unless_too_large)
        if received > limit:
            await too_large(scope, receive, send)
