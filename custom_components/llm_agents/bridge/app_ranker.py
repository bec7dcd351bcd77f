"""The app's comparison by meaning, for the kernel."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
import json
import math
from typing import Any

from aiohttp import ClientTimeout

from ..core.models.protocol import Comparison, ModelUnavailable, Ranked
from .app_client import AppClient, AppError

_LETTERS = 500
"""Letters of one sentence that the app compares."""


class AppRanker:
    """Ranks candidates in the app; after a failure it is unavailable until the app was seen again."""

    def __init__(self, client: AppClient, name: str) -> None:
        """Rank by the encoder of that name in a client's app."""
        self.name = name
        self.available = True
        self._client = client

    async def rank(self, comparison: Comparison, *, timeout: float) -> Sequence[Ranked]:  # noqa: ASYNC109 - the client keeps it
        """Return the candidates, the best first. Raises `ModelUnavailable`."""
        if not comparison.candidates:
            return []
        body = json.dumps(_cut(asdict(comparison))).encode()
        try:
            rows = await self._client.rank(body, ClientTimeout(total=timeout, sock_connect=min(timeout, 2)))
            return [_ranked(row, len(comparison.candidates)) for row in rows]
        except (AppError, KeyError, TypeError, ValueError) as err:
            self.available = False
            raise ModelUnavailable(f"nothing was ranked ({type(err).__name__})") from err


def _ranked(row: Mapping[str, Any], count: int) -> Ranked:
    """Read one row; raises `ValueError` for one that is none of those asked about."""
    found = Ranked(candidate=int(row["candidate"]), score=float(row["score"]), probability=float(row["probability"]))
    if not 0 <= found.candidate < count or not math.isfinite(found.score) or not 0 <= found.probability <= 1:
        raise ValueError("a row that was not asked for")
    return found


def _cut(value: Any) -> Any:
    """Return data with every text at most as long as the app takes it."""
    match value:
        case str():
            return value[:_LETTERS]
        case dict():
            return {key: _cut(item) for key, item in value.items()}
        case list() | tuple():
            return [_cut(item) for item in value]
    return value
