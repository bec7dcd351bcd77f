"""Which of two is better, asked after every outcome without being fooled by asking often.

An e-process for two streams of yes and no, in pairs, after Turner, Ly and Grünwald, "Generic e-variables for exact
sequential k-sample tests that allow for optional stopping" (Journal of Statistical Planning and Inference 230, 2024).
Of a pair with the guessed chances a and b, and m their mean, the factor is a(x)/m(x) * b(y)/m(y). Where both chances
are the same, whatever they are, its expectation is 1 - d^2 g^2 <= 1 (d = a - m, g = (p - m) / (m(1 - m)), p the true
chance). So the product is at no time 1/alpha or more with a probability above alpha (Ville, 1939), and the test may be
looked at, and ended, at any time. The guesses are made from the pairs before, so they may be as bad as they like.
"""

from collections import deque
from dataclasses import dataclass, field
from math import exp, log

ALPHA = 0.05
"""The chance of calling one of two equals the better one, at most."""

_PRIOR = 0.5  # successes and failures each that are imagined before the first


@dataclass(slots=True)
class Arm:
    """What came of one of the two: outcomes, and how many of them were good."""

    outcomes: int = 0
    good: int = 0

    @property
    def rate(self) -> float | None:
        """Return the share that was good; `None` before the first."""
        return self.good / self.outcomes if self.outcomes else None

    def guess(self) -> float:
        """Return the chance of a good outcome as it seems now, never 0 or 1."""
        return (self.good + _PRIOR) / (self.outcomes + 2 * _PRIOR)

    def add(self, *, good: bool) -> None:
        """Take in an outcome."""
        self.outcomes += 1
        self.good += good


@dataclass(slots=True)
class SequentialTest:
    """Outcomes of two variants, in their order. Those that wait for one of the other variant tell nothing yet."""

    alpha: float = ALPHA
    _arms: tuple[Arm, Arm] = field(default_factory=lambda: (Arm(), Arm()))
    _waiting: tuple[deque[bool], deque[bool]] = field(default_factory=lambda: (deque(), deque()))
    _evidence: float = 0.0  # natural logarithm
    _most: float = 0.0
    _leader: int | None = None

    def add(self, *, second: bool, good: bool) -> None:
        """Take in an outcome of the first or the second variant."""
        self._waiting[second].append(good)
        if not (self._waiting[0] and self._waiting[1]):
            return
        pair = self._waiting[0].popleft(), self._waiting[1].popleft()
        chances = self._arms[0].guess(), self._arms[1].guess()
        mean = sum(chances) / 2
        for chance, came in zip(chances, pair, strict=True):
            self._evidence += log(chance / mean) if came else log((1 - chance) / (1 - mean))
        for arm, came in zip(self._arms, pair, strict=True):
            arm.add(good=came)
        if self._evidence > self._most:
            self._most, self._leader = self._evidence, int(self._arms[1].good > self._arms[0].good)

    @property
    def pairs(self) -> int:
        """Return how many pairs there were."""
        return self._arms[0].outcomes

    @property
    def rates(self) -> tuple[float | None, float | None]:
        """Return the share of good outcomes of each, in pairs."""
        return self._arms[0].rate, self._arms[1].rate

    @property
    def p_value(self) -> float:
        """Return the p-value that holds at any time: one over the most evidence there was."""
        return min(1.0, exp(-self._most))

    @property
    def better(self) -> int | None:
        """Return which one is better (0 or 1), `None` while that is not shown."""
        return self._leader if self.p_value <= self.alpha else None
