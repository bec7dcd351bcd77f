"""The models of a home: those that the owner added and the app's, kept for the router, within their budgets."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime, timedelta
import logging
import time
from typing import Any, Literal

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_MODEL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util
from homeassistant.util.signal_type import SignalType

from ..const import CONF_APP, CONF_BACKEND_ORDER, CONF_BUDGET, DOMAIN, SUBENTRY_BACKEND
from ..core.agents.profiles import ORCHESTRATOR_ID, Budget, Profiles
from ..core.journal.asynchronous import AsyncJournal
from ..core.journal.events import Event, Kind
from ..core.journal.store import JournalError
from ..core.models.breaker import Breaker
from ..core.models.budgets import Budgets, Spending
from ..core.models.deciding import ChatDecider, Decider, Decisions, RankerDecider
from ..core.models.experiments import Conclusion
from ..core.models.prices import Prices
from ..core.models.protocol import Capabilities, ChatModel, ChatRequest, Delta, ModelUnavailable, Ranker
from ..core.models.routed import Backend, Probing
from ..core.models.router import Notice, NoticeKind, Router
from .backend_models import build_model, list_models
from .compat import ai_task_evaluate
from .evaluating import EvaluateDecider
from .laboratory import Laboratory

_LOGGER = logging.getLogger(__name__)

APP_ID = "app"
"""The backend id of the app's model."""

SIGNAL_NOTICE: SignalType[Notice] = SignalType(f"{DOMAIN}_notice")
"""Sent with each notice about backends and budgets."""

_CHECK_EVERY = timedelta(seconds=5)
_LIST_EVERY = timedelta(days=1)


class AppModel:
    """The app's model of the moment, as a backend that stays while models come and go."""

    backend_id = APP_ID
    layer: Literal["app", "other"] = "app"

    def __init__(self, models: list[ChatModel]) -> None:
        """Stand for the one model in a list, which others keep."""
        self._models = models

    @property
    def _model(self) -> ChatModel | None:
        return self._models[0] if self._models else None

    @property
    def name(self) -> str:
        """Return what the model is called."""
        return self._model.name if self._model else APP_ID

    @property
    def trusted(self) -> bool:
        """Return whether the model is believed."""
        return self._model is not None and self._model.trusted

    @property
    def capabilities(self) -> Capabilities:
        """Return what the model can do."""
        return self._model.capabilities if self._model else Capabilities()

    @property
    def available(self) -> bool:
        """Return whether there is a model."""
        return self._model is not None and self._model.available

    async def check(self) -> None:
        """Raise `ModelUnavailable` unless there is a model that answers."""
        if self._model is None:
            raise ModelUnavailable("the app offers no model")
        if isinstance(self._model, Probing):
            await self._model.check()

    async def stream(self, request: ChatRequest) -> AsyncIterator[Delta]:
        """Yield the answer of the model."""
        if self._model is None:
            raise ModelUnavailable("the app offers no model")
        async for delta in self._model.stream(request):
            yield delta


class Backends:
    """The backends of a loaded entry behind one router. `open` before use; `on_notice` hears what the owner is told."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        journal: AsyncJournal,
        app_models: list[ChatModel],
        on_notice: Callable[[Notice], None],
        on_conclusion: Callable[[Conclusion], None],
        *,
        rankers: Sequence[Ranker],
        profiles: Profiles,
    ) -> None:
        """Take the backends of an entry; `app_models` and `rankers` have what the app offers while there is any."""
        self._hass = hass
        self._entry = entry
        self._journal = journal
        self._on_notice = on_notice
        self._unlisted: set[str] = set()
        self._spending = Spending(zone=dt_util.get_default_time_zone)
        self.budgets = Budgets(self._spending, dt_util.utcnow, budget_of(entry.options.get(CONF_BUDGET, {})))
        self.laboratory = Laboratory(hass, entry, journal, on_conclusion)
        self.router = Router(
            self.budgets,
            now=dt_util.utcnow,
            monotonic=time.monotonic,
            on_event=self._record,
            on_notice=on_notice,
            experiments=self.laboratory.experiments,
        )
        self._rankers = rankers
        self._profiles = profiles
        self.decisions = Decisions(self._quick, self._thorough)
        self.router.replace(self._in_order(app_models))

    async def open(self) -> None:
        """Learn what was spent this month, and look after the backends until the entry is unloaded."""
        month = dt_util.start_of_local_day(dt_util.now().date().replace(day=1))
        since = dt_util.as_utc(month).isoformat()
        for event in await self._journal.events(self._spending.kinds, since=since):
            self._spending.apply(event)
        self._entry.async_on_unload(self._journal.listen(self._kept))
        await self.laboratory.open()
        self._entry.async_on_unload(
            async_track_time_interval(self._hass, self._check, _CHECK_EVERY, cancel_on_shutdown=True)
        )
        self._entry.async_on_unload(
            async_track_time_interval(self._hass, self.look_at_lists, _LIST_EVERY, cancel_on_shutdown=True)
        )
        self._entry.async_create_background_task(
            self._hass, self.look_at_lists(dt_util.utcnow()), name=f"{DOMAIN} lists of models"
        )

    async def look_at_lists(self, _now: datetime) -> None:
        """Tell of models that their servers do not list any more, each once; those are about to go."""
        for kept in self._subentries():
            if not kept.data.get("listed") or kept.subentry_id in self._unlisted:
                continue
            try:
                models = await list_models(self._hass, kept.data)
            except ModelUnavailable as err:
                _LOGGER.debug("The models of %s cannot be listed: %s", kept.title, err)
                continue
            if models and kept.data[CONF_MODEL] not in models:
                self._unlisted.add(kept.subentry_id)
                self._on_notice(Notice(kind=NoticeKind.UNLISTED, subject=kept.subentry_id, name=kept.title))

    def describe(self) -> list[dict[str, Any]]:
        """Return the backends for diagnostics: their state and settings, without keys and addresses."""
        kinds = {kept.subentry_id: kept.data.get("kind") for kept in self._subentries()}
        return [status | {"kind": kinds.get(status["backend_id"], APP_ID)} for status in self.router.status()]

    def _quick(self) -> list[Decider]:
        return [RankerDecider(ranker) for ranker in self._rankers if ranker.available]

    def _thorough(self) -> list[Decider]:
        """Return who thinks about a decision; the orchestrator pays for it."""
        models = self.router.models(self._profiles.get(ORCHESTRATOR_ID))
        own: list[Decider] = [EvaluateDecider(self._hass)] if ai_task_evaluate(self._hass) is not None else []
        return own + [ChatDecider(model) for model in models if model.trusted]

    def _in_order(self, app_models: list[ChatModel]) -> list[Backend]:
        """Return the backends in the order of the options; those that are not in it follow, the app's last."""
        found: dict[str, Backend] = {}
        for kept in self._subentries():
            try:
                found[kept.subentry_id] = self._backend(kept)
            except (KeyError, TypeError, ValueError) as err:
                _LOGGER.warning("The model %s cannot be read and is left out: %s", kept.title, type(err).__name__)
        if CONF_APP in self._entry.data:
            found[APP_ID] = Backend(model=AppModel(app_models), breaker=Breaker(time.monotonic), local=True)
        order = [name for name in self._entry.options.get(CONF_BACKEND_ORDER, []) if name in found]
        return [found[name] for name in [*order, *(name for name in found if name not in order)]]

    def _backend(self, kept: ConfigSubentry) -> Backend:
        return Backend(
            model=build_model(self._hass, kept.subentry_id, kept.title, kept.data),
            breaker=Breaker(time.monotonic),
            prices=Prices.from_data(kept.data.get("prices", {})),
            budget=budget_of(kept.data.get(CONF_BUDGET, {})),
            local=kept.data.get("local", False),
        )

    def _subentries(self) -> list[ConfigSubentry]:
        return self._entry.get_subentries_of_type(SUBENTRY_BACKEND)

    @callback
    def _kept(self, event: Event) -> None:
        if event.kind is Kind.USAGE_SPENT:
            self._spending.apply(event)

    @callback
    def _record(self, event: Event) -> None:
        """Bring an event to the journal; what is begun there is finished even when this entry is unloaded."""
        self._entry.async_create_background_task(self._hass, self._keep(event), name=f"{DOMAIN} {event.kind}")

    async def _keep(self, event: Event) -> None:
        try:
            await self._journal.record(event)
        except JournalError as err:
            _LOGGER.warning("What a model took was not kept: %s", err)
            self._kept(event)  # a limit holds all the same

    async def _check(self, _now: datetime) -> None:
        await self.router.check()


def budget_of(data: Mapping[str, Any]) -> Budget:
    """Read a budget; what is missing sets no bound."""
    return Budget(
        tokens_day=_whole(data.get("tokens_day")),
        tokens_month=_whole(data.get("tokens_month")),
        money_day=data.get("money_day"),
        money_month=data.get("money_month"),
        soft=float(data.get("soft", 0.8)),
    )


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
