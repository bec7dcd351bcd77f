"""The app as a backend: found, lost and found again, without a restart and without a word too many in the log."""

import asyncio
from collections.abc import Callable
import logging
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..const import APP_SCHEMA
from ..core.home.model import Home
from ..core.models.openai_compatible import OpenAICompatibleModel
from ..core.models.protocol import ChatModel, Ranker
from .app_client import AppClient, AppError, AppHealth, AppModel, AppRefused, graph_body
from .app_ranker import AppRanker
from .home_source import HomeSource

_LOGGER = logging.getLogger(__name__)

_SECONDS_BETWEEN_CHECKS = 10.0
_SECONDS_WHILE_LOADING = 2.0
_SECONDS_WHILE_LOST = 5.0


class AppIncompatible(AppError):
    """The app speaks another version of the API."""


class AppBackend:
    """Keeps one app in use: its model and its comparison for the kernel, and the home in its graph.

    `models` and `rankers` are lists that others hold on to; they have what the app offers while
    that can answer. `on_mind` hears of each that comes into them. `on_trouble` is called with the
    error when the owner has to act, and with `None` when that is over.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        client: AppClient,
        source: HomeSource,
        models: list[ChatModel],
        rankers: list[Ranker],
        on_mind: Callable[[ChatModel | Ranker], None],
        on_trouble: Callable[[AppError | None, AppHealth | None], None],
    ) -> None:
        """Use the app of a client; `run` does the work."""
        self._hass = hass
        self._client = client
        self._source = source
        self._models = models
        self._rankers = rankers
        self._on_mind = on_mind
        self._on_trouble = on_trouble
        self._changed = asyncio.Event()
        self._model: tuple[AppModel, OpenAICompatibleModel] | None = None
        self._pushed: Home | None = None
        self.health: AppHealth | None = None
        self.error: AppError | None = None

    @property
    def connected(self) -> bool:
        """Return whether the app answered and took the token when last asked."""
        return self.health is not None and self.error is None

    async def run(self) -> None:
        """Look after the app until cancelled."""
        unsubscribe = self._source.listen(self._changed.set)
        try:
            while True:
                await self._look()
                try:
                    async with asyncio.timeout(self._pause()):
                        await self._changed.wait()
                except TimeoutError:
                    continue
                self._changed.clear()
        finally:
            unsubscribe()
            self._use(None)
            self._rank_by(None)

    def _pause(self) -> float:
        if not self.connected:
            return _SECONDS_WHILE_LOST
        loading = self.health is not None and self.health.model_state == "loading"
        return _SECONDS_WHILE_LOADING if loading else _SECONDS_BETWEEN_CHECKS

    async def _look(self) -> None:
        """Ask the app how it is, and bring it up to date; note what went wrong."""
        try:
            self.health = await self._client.health()
            _check(self.health)
            model = await self._client.model()
            self._found(model if self.health.model_state == "ready" else None)
            self._rank_by(self.health.encoder)
            await self._push()
        except AppError as err:
            self._lost(err)
        except Exception:
            # A fault of ours must not end the watch.
            _LOGGER.exception("Looking after the app failed")

    def _found(self, model: AppModel | None) -> None:
        if self.error is not None:
            self.error = None
            self._pushed = None
            self._on_trouble(None, self.health)
            _LOGGER.info("The app at %s is back", self._client.address.url)
        self._use(model)

    def _lost(self, err: AppError) -> None:
        if type(err) is type(self.error):
            return
        first, self.error = self.error is None, err
        self._use(None)
        self._rank_by(None)
        if first:
            _LOGGER.warning(
                "The app at %s is not used: %s; what is understood locally works", self._client.address.url, err
            )
        self._on_trouble(err if isinstance(err, AppRefused | AppIncompatible) else None, self.health)

    def _use(self, model: AppModel | None) -> None:
        """Put the model in front of the kernel, or take it away."""
        if model is None:
            self._model = None
            self._models.clear()
        elif self._model is None or self._model[0] != model:
            self._model = (model, self._chat_model(model))
            self._models[:] = [self._model[1]]
            self._on_mind(self._model[1])

    def _rank_by(self, encoder: str | None) -> None:
        """Put the app's comparison in front of the kernel, or take it away."""
        if encoder is None:
            self._rankers.clear()
        elif [(ranker.name, ranker.available) for ranker in self._rankers] != [(encoder, True)]:
            self._rankers[:] = [AppRanker(self._client, encoder)]
            self._on_mind(self._rankers[0])

    def _chat_model(self, model: AppModel) -> OpenAICompatibleModel:
        address = self._client.address
        return OpenAICompatibleModel(
            async_get_clientsession(self._hass),
            str(address.url / "v1"),
            model.name,
            token=address.token,
            layer="app",
            trusted=model.trusted,
        )

    async def _push(self) -> None:
        """Bring the home into the app's graph when it is another than the last one there."""
        home = self._source.home()
        if home is self._pushed:
            return
        await self._client.put_home(await self._hass.async_add_executor_job(graph_body, home))
        self._pushed = home

    def describe(self) -> dict[str, Any]:
        """Return the state of the app for diagnostics, without where it is."""
        health = self.health
        return {
            "connected": self.connected,
            "error": str(self.error) if self.error else None,
            "version": health.version if health else None,
            "model": health.model if health else None,
            "model_state": health.model_state if health else None,
            "model_trusted": self._model[0].trusted if self._model else None,
            "encoder": health.encoder if health else None,
            "home_version_pushed": self._pushed.version if self._pushed else None,
        }


def _check(health: AppHealth) -> None:
    """Raise `AppIncompatible` for an app of another version of the API."""
    if health.schema != APP_SCHEMA:
        raise AppIncompatible(f"the app speaks version {health.schema} of the API, not {APP_SCHEMA}")
