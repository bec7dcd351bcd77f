"""Which models are asked for an agent, in which order: by preference, health and budget.

The order is stable for a conversation, so that what a provider has read before stays in its cache.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
import logging
from typing import Any, Protocol

from ..agents.profiles import Budget, Profile
from ..journal.events import Event, Kind
from ..language.outcome import Remark
from .breaker import Circuit
from .budgets import Budgets, Level, Period, Standing
from .charging import current
from .metering import Metered
from .protocol import ChatModel, ModelUnavailable, Trouble
from .routed import Backend, Probing, Routed, look_for

_LOGGER = logging.getLogger(__name__)

TOTAL = "total"
"""The subject of the budget of all agents together."""


class NoticeKind(StrEnum):
    """What the owner is told of, once each time."""

    AWAY = "away"
    BACK = "back"
    UNLISTED = "unlisted"  # a server does not list the model any more, though it may still answer
    AGENT_BUDGET = "agent_budget"
    BACKEND_BUDGET = "backend_budget"
    TOTAL_BUDGET = "total_budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that the owner is told. `subject` is the id of the backend or the agent that it is about."""

    kind: NoticeKind
    subject: str
    name: str
    trouble: Trouble | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What an experiment wants for a conversation: another backend first, or another version of the instructions."""

    experiment_id: str
    variant: str
    backend_id: str | None = None
    instructions: str | None = None


class Experimenting(Protocol):
    """Who assigns conversations to variants."""

    def variant(self, agent_id: str, conversation_id: str) -> Variant | None:
        """Return the variant for a conversation with an agent; the same one each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a turn is served with: models in the order in which they are asked, and the owner's instructions.

    `remark` says once in a day or month that a limit is reached; it is said with the answer.
    """

    models: Sequence[ChatModel]
    instructions: str
    level: Level = Level.WITHIN
    remark: Remark | None = None


class Router:
    """Holds the backends in the common order, and gives each agent those that it may ask now."""

    def __init__(
        self,
        budgets: Budgets,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        on_event: Callable[[Event], None],
        on_notice: Callable[[Notice], None],
        experiments: Experimenting | None = None,
    ) -> None:
        """Route within budgets; `on_event` takes what is to be journaled, `on_notice` what the owner is told."""
        self.budgets = budgets
        self.experiments = experiments
        self._now = now
        self._monotonic = monotonic
        self._on_event = on_event
        self._on_notice = on_notice
        self._backends: dict[str, Backend] = {}
        self._limited: dict[tuple[NoticeKind, str], tuple[str, Budget]] = {}

    @property
    def backends(self) -> tuple[Backend, ...]:
        """Return the backends in the common order."""
        return tuple(self._backends.values())

    def replace(self, backends: Iterable[Backend]) -> None:
        """Hold other backends from now on, in this order."""
        self._backends = {backend.backend_id: backend for backend in backends}

    def models(self, profile: Profile) -> Sequence[ChatModel]:
        """Return the models for an agent in the order in which they are to be asked."""
        return self.choose(profile).models

    def choose(self, profile: Profile, conversation_id: str = "") -> Choice:
        """Return what a turn is served with; tells the owner of budgets that are used up."""
        variant = self.experiments.variant(profile.agent_id, conversation_id) if self.experiments else None
        standing = self._standing(profile)
        preferred = self._preferred(profile, variant)
        chosen = self._within(preferred, standing.level)
        models = [
            Routed(backend, profile.agent_id, self, self._monotonic, others=index + 1 < len(chosen))
            for index, backend in enumerate(chosen)
        ]
        own = variant.instructions if variant and variant.instructions is not None else profile.instructions
        return Choice(
            models=tuple(models),
            instructions=own,
            level=standing.level,
            remark=self._remark(profile, standing, preferred, chosen),
        )

    async def check(self) -> None:
        """Look for backends whose pause is over, so that nobody has to wait for them, and for limits that are over.

        To be called every few seconds.
        """
        self._tell_relief()
        for backend in self.backends:
            if backend.breaker.circuit is not Circuit.HALF_OPEN or not isinstance(backend.model, Probing):
                continue
            if backend.breaker.trouble is Trouble.GONE or not backend.breaker.begin():
                continue  # whether a model is there is known only by asking it
            with suppress(ModelUnavailable):
                await look_for(backend.model, backend.breaker)
                if backend.breaker.succeeded():
                    self.back(backend)

    def met(self, metered: Metered) -> None:
        """Journal what an answer took, with the turn that it was for."""
        charge = current()
        event = Event(
            kind=Kind.USAGE_SPENT,
            subject=metered.backend_id,
            at=self._now().isoformat(),
            agent=metered.agent,
            data=metered.as_data() | ({"turn": charge.turn_id} if charge is not None else {}),
        )
        if charge is None or not charge.keep(event, self._on_event):
            self._on_event(event)

    def away(self, backend: Backend, trouble: Trouble) -> None:
        """Tell that a backend does not answer any more."""
        _LOGGER.warning("The model %s is away (%s)", backend.model.name, trouble)
        self._tell(NoticeKind.AWAY, backend.backend_id, backend.model.name, trouble=trouble)

    def back(self, backend: Backend) -> None:
        """Tell that a backend answers again."""
        _LOGGER.info("The model %s is back", backend.model.name)
        self._tell(NoticeKind.BACK, backend.backend_id, backend.model.name)

    def status(self) -> list[dict[str, Any]]:
        """Return each backend as plain data: its circuit, its budget, what it took today and this month."""
        return [self._status(backend) for backend in self.backends]

    def _status(self, backend: Backend) -> dict[str, Any]:
        now, spending = self._now(), self.budgets.spending
        told: dict[str, Any] = {
            "backend_id": backend.backend_id,
            "name": backend.model.name,
            "circuit": backend.breaker.circuit,
            "trouble": backend.breaker.trouble,
            "wait": round(backend.breaker.wait, 1),
            "available": backend.breaker.allows and backend.model.available,
            "local": backend.local,
            "trusted": backend.model.trusted,
            "level": self.budgets.standing(backend.budget, backend=backend.backend_id).level.name.lower(),
        }
        for period in Period:
            tally = spending.spent(period, now, backend=backend.backend_id)
            told[period] = {
                "answers": tally.answers,
                "tokens": tally.tokens,
                "cached_tokens": tally.cached_tokens,
                "cache_hit_rate": tally.hit_rate,
                "money": tally.money,
                "latency_ms": tally.latency,
            }
        return told

    def _preferred(self, profile: Profile, variant: Variant | None) -> list[Backend]:
        """Return the backends of an agent, healthy or not: its own list, then what runs at home; or the common order."""
        named = [self._backends[name] for name in profile.models if name in self._backends]
        if profile.models:
            found = named + [b for b in self._backends.values() if b.local and b not in named]
        else:
            found = list(self._backends.values())
        if variant is not None and variant.backend_id in self._backends:
            first = self._backends[variant.backend_id]
            found = [first, *(backend for backend in found if backend is not first)]
        return found

    def _within(self, preferred: list[Backend], level: Level) -> list[Backend]:
        """Return those that may be asked now."""
        first = next(iter(preferred), None)
        if level is Level.LOCAL:
            preferred = [backend for backend in preferred if backend.local]
        elif level is Level.CHEAPER and first is not None:
            dear = first.prices.level
            cheaper = [backend for backend in preferred if backend.local or backend.prices.level < dear]
            preferred = sorted(cheaper, key=lambda backend: (backend.local, backend.prices.level))
        return [backend for backend in preferred if self._may_ask(backend)]

    def _may_ask(self, backend: Backend) -> bool:
        standing = self.budgets.standing(backend.budget, backend=backend.backend_id)
        self._limit(NoticeKind.BACKEND_BUDGET, backend.backend_id, backend.model.name, backend.budget, standing)
        return standing.level < Level.CHEAPER and backend.breaker.allows and backend.model.available

    def _standing(self, profile: Profile) -> Standing:
        """Return the worse of the agent's budget and that of all; tell what is news."""
        own = self.budgets.standing(profile.budget, agent=profile.agent_id)
        total = self.budgets.standing(self.budgets.total)
        self._limit(NoticeKind.AGENT_BUDGET, profile.agent_id, profile.name, profile.budget, own)
        self._limit(NoticeKind.TOTAL_BUDGET, TOTAL, "", self.budgets.total, total)
        return max(own, total, key=lambda standing: (standing.level, standing.share))

    def _remark(
        self, profile: Profile, standing: Standing, preferred: list[Backend], chosen: list[Backend]
    ) -> Remark | None:
        """Return what is said once of a limit that changes who answers."""
        first = preferred[0] if preferred else None
        spent = first is not None and self.budgets.standing(first.budget, backend=first.backend_id)
        worst = max((standing, spent or Standing()), key=lambda one: (one.level, one.share))
        changes = worst.level >= Level.CHEAPER and first is not None and not (chosen and chosen[0] is first)
        if not changes or not self.budgets.is_news("remark", profile.agent_id, worst):
            return None
        if not chosen:
            return Remark.BUDGET_SPENT
        return Remark.BUDGET_LOCAL if chosen[0].local else Remark.BUDGET_CHEAPER

    def _limit(self, kind: NoticeKind, subject: str, name: str, budget: Budget, standing: Standing) -> None:
        """Tell of a limit that is news."""
        if self.budgets.is_news(kind, subject, standing):
            self._limited[kind, subject] = (name, budget)
            self._tell(kind, subject, name, standing=standing)

    def _tell_relief(self) -> None:
        """Tell of the limits that no longer hold, as a new day or month has begun."""
        for (kind, subject), (name, budget) in list(self._limited.items()):
            agent = subject if kind is NoticeKind.AGENT_BUDGET else None
            backend = subject if kind is NoticeKind.BACKEND_BUDGET else None
            standing = self.budgets.standing(budget, agent=agent, backend=backend)
            if standing.level is Level.WITHIN:
                del self._limited[kind, subject]
                self._tell(kind, subject, name, standing=standing)

    def _tell(
        self,
        kind: NoticeKind,
        subject: str,
        name: str,
        *,
        trouble: Trouble | None = None,
        standing: Standing | None = None,
    ) -> None:
        self._on_notice(Notice(kind=kind, subject=subject, name=name, trouble=trouble, standing=standing))
