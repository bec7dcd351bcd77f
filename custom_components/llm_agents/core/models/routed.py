"""A model as the router gives it: guarded by its circuit, measured, and impatient where another may answer."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, cast, runtime_checkable

from ..agents.profiles import Budget
from .breaker import Breaker
from .budgets import NO_BUDGET
from .metering import LEAST_PATIENCE, Meter, Metered, Pace
from .prices import Prices
from .protocol import Capabilities, ChatModel, ChatRequest, Delta, Finished, ModelUnavailable, Trouble, Usage

_FULL_TIME = 0.9  # whoever was cancelled after this share of its time was too slow
_SOON = 2.0  # seconds within which a busy backend is asked again
_RETRY_PAUSE = 0.2


@runtime_checkable
class Probing(Protocol):
    """A model that can be asked cheaply whether it is there."""

    async def check(self) -> None:
        """Raise `ModelUnavailable` unless it answers and takes the key."""


@dataclass(slots=True, kw_only=True)
class Backend:
    """A model with what guards it. A `local` one runs at home: its answers cost nothing and leave nothing."""

    model: ChatModel
    breaker: Breaker
    prices: Prices = field(default_factory=Prices)
    budget: Budget = NO_BUDGET
    local: bool = False
    pace: Pace = field(default_factory=Pace)

    @property
    def backend_id(self) -> str:
        """Return the name in profiles, budgets and the journal."""
        return self.model.backend_id


class Watch(Protocol):
    """Who hears of what comes of requests."""

    def met(self, metered: Metered) -> None:
        """Hear what an answer took."""

    def away(self, backend: Backend, trouble: Trouble) -> None:
        """Hear that a circuit opened."""

    def back(self, backend: Backend) -> None:
        """Hear that a circuit closed."""


class Routed:
    """A chat model for one agent. With `others` behind it, it gives up early; alone it tries a second time.

    A failure is tried again only where nothing of an answer had come.
    """

    backend_id: str
    name: str
    layer: Literal["app", "other"]
    trusted: bool
    capabilities: Capabilities

    def __init__(
        self, backend: Backend, agent: str, watch: Watch, monotonic: Callable[[], float], *, others: bool
    ) -> None:
        """Ask a backend for an agent."""
        model = backend.model
        self.backend_id, self.name, self.layer = model.backend_id, model.name, model.layer
        self.trusted, self.capabilities = model.trusted, model.capabilities
        self._backend = backend
        self._agent = agent
        self._watch = watch
        self._monotonic = monotonic
        self._others = others

    @property
    def available(self) -> bool:
        """Return whether it is worth asking."""
        return self._backend.breaker.allows and self._backend.model.available

    def cost(self, usage: Usage) -> float:
        """Return what an answer costs, in the owner's currency."""
        return self._backend.prices.cost(usage)

    async def stream(self, request: ChatRequest) -> AsyncIterator[Delta]:
        """Yield the answer as it comes, `Finished` last. Raises `ModelUnavailable`."""
        asked = replace(request, tools=sorted(request.tools, key=lambda tool: tool.name))  # for providers' caches
        started = self._monotonic()
        came = tried = False
        while True:
            try:
                async with aclosing(self._attempt(asked)) as deltas:
                    async for delta in deltas:
                        came = True
                        yield delta
            except ModelUnavailable as err:
                left = request.seconds - (self._monotonic() - started)
                pause = max(_RETRY_PAUSE, err.retry_after or 0.0)
                if came or tried or not self._may_retry(err, pause, left):
                    raise
            else:
                return
            await asyncio.sleep(pause)
            tried, asked = True, replace(asked, seconds=left - pause)

    def _may_retry(self, err: ModelUnavailable, pause: float, left: float) -> bool:
        soon = err.trouble is Trouble.AWAY or (err.trouble is Trouble.BUSY and pause <= _SOON)
        return not self._others and soon and left > pause + LEAST_PATIENCE and self._backend.breaker.allows

    async def _attempt(self, request: ChatRequest) -> AsyncGenerator[Delta]:
        await self._begin()
        meter = Meter(request, self._monotonic)
        patience = self._patience(request)
        settled = False
        try:
            async with aclosing(cast("AsyncGenerator[Delta]", self._backend.model.stream(request))) as deltas:
                async for delta in _whole(deltas, patience):
                    if meter.first is None:
                        self._backend.pace.note(meter.took())
                    meter.note(delta)
                    if isinstance(delta, Finished) and not settled:
                        settled = True
                        self._succeeded(meter)
                    yield delta
        except ModelUnavailable as err:
            if patience is not None and meter.first is None and meter.took() >= patience:
                self._backend.pace.note(patience)  # it may have become slower: it gets more time when tried again
            if not settled:
                settled = True
                self._failed(meter, err)
            raise
        except asyncio.CancelledError:
            if not settled and meter.took() >= request.seconds * _FULL_TIME:
                settled = True
                self._failed(meter, ModelUnavailable("too slow"))
            raise
        finally:
            if not settled:  # whoever asked has heard enough
                self._backend.breaker.abandoned()
                self._report(meter)

    async def _begin(self) -> None:
        """Take the right to ask; where the backend was away it is looked for first, which costs less than a hang."""
        backend = self._backend
        was_away = backend.breaker.trouble is not None
        if not backend.breaker.begin():
            raise ModelUnavailable("it is left alone for a while", backend.breaker.trouble or Trouble.AWAY)
        if was_away and isinstance(backend.model, Probing):
            await look_for(backend.model, backend.breaker)

    def _patience(self, request: ChatRequest) -> float | None:
        """Return how long an answer may take to begin; one that comes as a whole begins when it ends."""
        may_give_up = self._others and self.capabilities.streams
        return self._backend.pace.patience(request.seconds) if may_give_up else None

    def _succeeded(self, meter: Meter) -> None:
        if self._backend.breaker.succeeded():
            self._watch.back(self._backend)
        self._report(meter)

    def _failed(self, meter: Meter, err: ModelUnavailable) -> None:
        if self._backend.breaker.failed(err.trouble, err.retry_after):
            self._watch.away(self._backend, err.trouble)
        self._report(meter, err.trouble)

    def _report(self, meter: Meter, trouble: Trouble | None = None) -> None:
        usage, estimated = meter.usage()
        if usage == Usage():
            return  # nothing came, nothing is owed
        first = None if meter.first is None else meter.first * 1000
        self._watch.met(
            Metered(
                agent=self._agent,
                backend_id=self.backend_id,
                model=self.name,
                usage=usage,
                money=self._backend.prices.cost(usage),
                first_ms=first,
                total_ms=meter.took() * 1000,
                estimated=estimated,
                trouble=trouble,
            )
        )


async def look_for(model: Probing, breaker: Breaker) -> None:
    """Look whether a model is there, by the right that the breaker gave. Raises `ModelUnavailable`; the right is used up then."""
    try:
        await model.check()
    except ModelUnavailable as err:
        breaker.failed(err.trouble, err.retry_after)
        raise
    except BaseException:
        breaker.abandoned()
        raise


async def _whole(deltas: AsyncGenerator[Delta], patience: float | None) -> AsyncGenerator[Delta]:
    """Yield the pieces of an answer.

    Raises `ModelUnavailable` where the first takes longer than `patience` seconds, or where they stop before the end.
    """
    ended = False
    try:
        async with asyncio.timeout(patience):
            first = await anext(deltas)
        ended = isinstance(first, Finished)
        yield first
        async for delta in deltas:
            ended = ended or isinstance(delta, Finished)
            yield delta
    except StopAsyncIteration:
        pass
    except TimeoutError as err:
        raise ModelUnavailable("it does not begin to answer") from err
    if not ended:
        raise ModelUnavailable("the answer broke off")
