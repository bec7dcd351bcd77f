"""To whom what a model takes is charged: the turn in whose work it was asked, known without being handed down.

A task that works for a turn has its charge (`contextvars`); what it begins inherits it. What models took is kept with
the turn, in one write.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from ..journal.events import Event
from .protocol import ChatModel, ModelUnavailable, Trouble, Usage


@runtime_checkable
class Priced(Protocol):
    """A model whose answers cost something."""

    def cost(self, usage: Usage) -> float:
        """Return what an answer costs, in the owner's currency."""


def cost_of(model: ChatModel, usage: Usage) -> float:
    """Return what an answer of a model costs; nothing where it tells no price."""
    return model.cost(usage) if isinstance(model, Priced) else 0.0


@dataclass(slots=True, kw_only=True)
class Charge:
    """One turn that models work for. `may_ask` counts a question to a model, and returns whether it may be asked.

    `take` counts what an answer took.
    """

    turn_id: str
    may_ask: Callable[[], bool]
    take: Callable[[Usage, float], None]
    _kept: list[tuple[Event, Callable[[Event], None]]] = field(default_factory=list)
    _closed: bool = False

    def keep(self, event: Event, alone: Callable[[Event], None]) -> bool:
        """Keep an event to be written with the turn, or `alone`; return whether there is still time for it."""
        if not self._closed:
            self._kept.append((event, alone))
        return not self._closed

    def close(self) -> tuple[Event, ...]:
        """Return what is to be written with the turn; what comes later is written by itself."""
        self._closed = True
        return tuple(event for event, _ in self._kept)

    def lose(self) -> None:
        """Write by itself what was kept: the turn could not be written."""
        for event, alone in self._kept:
            alone(event)


_CURRENT: ContextVar[Charge | None] = ContextVar("charge", default=None)


def current() -> Charge | None:
    """Return the turn that the present task works for."""
    return _CURRENT.get()


@contextmanager
def charging(charge: Charge) -> Iterator[Charge]:
    """Charge what the present task asks of models, and what it begins, to a turn."""
    token = _CURRENT.set(charge)
    try:
        yield charge
    finally:
        _CURRENT.reset(token)


def begin() -> None:
    """Count that a model is asked beside a run. Raises `ModelUnavailable` where the turn may ask no more."""
    charge = current()
    if charge is not None and not charge.may_ask():
        raise ModelUnavailable("the turn has taken all that it may", Trouble.UNFIT)


def spend(model: ChatModel, usage: Usage) -> None:
    """Count what an answer took that a model was asked for beside a run."""
    if (charge := current()) is not None:
        charge.take(usage, cost_of(model, usage))
