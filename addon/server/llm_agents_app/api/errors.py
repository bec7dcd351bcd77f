"""One form for every error: `{"error": {"message", "type", "code"}}`, as OpenAI's clients know it."""

from collections.abc import Mapping
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from ..graph.store import UnknownNode
from ..model.proxy import ModelError

_LOGGER = logging.getLogger(__name__)

CODES = {404: "not_found", 405: "method_not_allowed"}


def error_response(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None, **details: Any
) -> JSONResponse:
    """Return an error in the one form."""
    kind = "server_error" if status >= 500 else "invalid_request_error"
    body = {"error": {"message": message, "type": kind, "code": code, **details}}
    return JSONResponse(body, status_code=status, headers=dict(headers or {}))


def add_error_handlers(app: FastAPI) -> None:
    """Have every error of the app answered in the one form."""

    @app.exception_handler(HTTPException)
    async def on_http(_: Request, err: HTTPException) -> JSONResponse:
        return error_response(err.status_code, CODES.get(err.status_code, "error"), str(err.detail), err.headers)

    @app.exception_handler(RequestValidationError)
    async def on_invalid(_: Request, err: RequestValidationError) -> JSONResponse:
        # The input is not told back: it can be large, or private.
        problems = [{"where": ".".join(map(str, item["loc"])), "problem": item["msg"]} for item in err.errors()[:20]]
        first = problems[0]
        return error_response(
            422, "invalid_request", f"{first['where']}: {first['problem']}", details=jsonable_encoder(problems)
        )

    @app.exception_handler(ModelError)
    async def on_model(_: Request, err: ModelError) -> JSONResponse:
        headers = {"Retry-After": "2"} if err.status == 503 else None
        return error_response(err.status, err.code, str(err), headers)

    @app.exception_handler(UnknownNode)
    async def on_unknown(_: Request, err: UnknownNode) -> JSONResponse:
        return error_response(404, "unknown_node", f"The graph has no {err}")

    @app.exception_handler(Exception)
    async def on_fault(_: Request, err: Exception) -> JSONResponse:
        return error_response(500, "internal", "The app made a mistake; its log says which")
