"""What a turn may take of models, tools, time and money, with all that it delegates: limits that hold over a tree.

Each run of an agent has an account under that of the run that delegated it. What is taken is counted in the own account
and in all above it, and each account has the limits of its agent; so neither a run nor all runs below it together can
exceed what its agent may take. As `UsageLimits` shared by delegate runs in pydantic-ai, for a tree.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Self

from ..language.outcome import Remark
from ..models.charging import cost_of
from ..models.protocol import Usage
from .profiles import Limits

__all__ = ["Limit", "LimitReached", "Spending", "cost_of"]


class Limit(StrEnum):
    """What was used up."""

    DEPTH = "depth"
    ROUNDS = "rounds"
    CALLS = "calls"
    TOKENS = "tokens"
    MONEY = "money"
    SECONDS = "seconds"

    @property
    def remark(self) -> Remark:
        """Return what is said of it."""
        return Remark(f"limit_{self.value}")


class LimitReached(Exception):
    """A run, or the whole tree that it is part of, has taken all that it may."""

    def __init__(self, limit: Limit) -> None:
        """Tell which limit it was."""
        super().__init__(limit.value)
        self.limit = limit


class Spending:
    """The account of one run. `now` and the seconds are those of the event loop's clock."""

    def __init__(self, limits: Limits, now: float, above: Self | None = None) -> None:
        """Open an account, under that of the run that delegated this one."""
        self.limits = limits
        self.above = above
        self.over = now + limits.seconds
        self.depth: int = above.depth + 1 if above is not None else 0
        self.rounds = self.calls = 0
        self.input_tokens = self.output_tokens = self.cached_tokens = 0
        self.money = 0.0

    @property
    def ends(self) -> float:
        """Return the moment at which the seconds of the first account that runs out are over."""
        return min(account.over for account in self._line())

    def deeper(self, limits: Limits, now: float) -> Spending:
        """Return an account for a run that this one delegates. Raises `LimitReached` where it would be too deep."""
        below = Spending(limits, now, self)
        if any(below.depth - account.depth > account.limits.depth for account in self._line()):
            raise LimitReached(Limit.DEPTH)
        self.check(now)
        return below

    def round(self, now: float) -> None:
        """Count that a model is asked. Raises `LimitReached` where it may not be."""
        self.check(now)
        if any(account.rounds >= account.limits.rounds for account in self._line()):
            raise LimitReached(Limit.ROUNDS)
        for account in self._line():
            account.rounds += 1

    def may_round(self, now: float) -> bool:
        """Count that a model is asked, where it may be; return whether it may."""
        try:
            self.round(now)
        except LimitReached:
            return False
        return True

    def call(self) -> None:
        """Count a call of a tool. Raises `LimitReached` where it may not be made."""
        if any(account.calls >= account.limits.calls for account in self._line()):
            raise LimitReached(Limit.CALLS)
        for account in self._line():
            account.calls += 1

    def take(self, usage: Usage, money: float = 0.0) -> None:
        """Count what an answer of a model took; it is there already, so nothing is raised."""
        for account in self._line():
            account.input_tokens += usage.input_tokens
            account.output_tokens += usage.output_tokens
            account.cached_tokens += usage.cached_tokens
            account.money += money

    def check(self, now: float) -> None:
        """Raise `LimitReached` where tokens, money or seconds of any account are used up."""
        for account in self._line():
            if account.input_tokens + account.output_tokens >= account.limits.tokens:
                raise LimitReached(Limit.TOKENS)
            if account.money and account.money >= account.limits.money:
                raise LimitReached(Limit.MONEY)
            if now >= account.over:
                raise LimitReached(Limit.SECONDS)

    def seconds(self, now: float) -> float:
        """Return how long a model may still be waited for."""
        return max(0.0, self.ends - now)

    def usage(self) -> dict[str, float]:
        """Return what was taken, delegated runs too, as it stands in a turn; empty where no model was asked."""
        if not self.rounds:
            return {}
        found: dict[str, float] = {
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
            "cached_tokens": self.cached_tokens,
            "rounds": self.rounds,
            "calls": self.calls,
        }
        return found | ({"money": round(self.money, 6)} if self.money else {})

    def _line(self) -> Iterator[Spending]:
        account: Spending | None = self
        while account is not None:
            yield account
            account = account.above
