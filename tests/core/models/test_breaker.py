"""The circuit breaker, with a clock that stands still until it is moved."""

import pytest

from custom_components.llm_agents.core.models.breaker import Breaker, Circuit
from custom_components.llm_agents.core.models.protocol import Trouble


class Time:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        """Begin somewhere that is not zero."""
        self.now = 100.0

    def __call__(self) -> float:
        """Return the present second."""
        return self.now


@pytest.fixture
def time() -> Time:
    """Return a clock."""
    return Time()


@pytest.fixture
def breaker(time: Time) -> Breaker:
    """Return a breaker that opens at the second failure in 10 s, for 2 s, at most for 8 s."""
    return Breaker(time, failures=2, window=10.0, first_pause=2.0, longest_pause=8.0, longest_wait=60.0)


def fail(breaker: Breaker, trouble: Trouble = Trouble.AWAY, retry_after: float | None = None) -> bool:
    """Make a request that fails."""
    assert breaker.begin()
    return breaker.failed(trouble, retry_after)


def opened(breaker: Breaker) -> None:
    """Open the circuit."""
    fail(breaker)
    assert fail(breaker)


def test_one_failure_leaves_the_circuit_closed(breaker: Breaker) -> None:
    """A single failure is no outage."""
    assert not fail(breaker)
    assert breaker.circuit is Circuit.CLOSED
    assert breaker.allows


def test_failures_in_the_window_open_it(breaker: Breaker) -> None:
    """The second failure opens, and tells so once."""
    opened(breaker)
    assert breaker.circuit is Circuit.OPEN
    assert not breaker.begin()
    assert breaker.trouble is Trouble.AWAY
    assert breaker.wait == 2.0


def test_failures_far_apart_do_not(breaker: Breaker, time: Time) -> None:
    """What failed before the window is forgotten."""
    fail(breaker)
    time.now += 10.1
    assert not fail(breaker)
    assert breaker.circuit is Circuit.CLOSED


def test_an_answer_between_failures_forgets_them(breaker: Breaker) -> None:
    """Only failures without an answer between them count."""
    fail(breaker)
    assert not breaker.succeeded()
    assert not fail(breaker)


def test_half_open_lets_one_probe_through(breaker: Breaker, time: Time) -> None:
    """After the pause one request is made, and no other beside it."""
    opened(breaker)
    time.now += 2.0
    assert breaker.circuit is Circuit.HALF_OPEN
    assert breaker.begin()
    assert not breaker.allows
    assert not breaker.begin()


def test_a_probe_that_answers_closes(breaker: Breaker, time: Time) -> None:
    """The answer closes the circuit and tells that the backend is back."""
    opened(breaker)
    time.now += 2.0
    assert breaker.begin()
    assert breaker.succeeded()
    assert breaker.circuit is Circuit.CLOSED
    assert breaker.trouble is None


def test_the_pause_doubles_to_its_maximum(breaker: Breaker, time: Time) -> None:
    """Each failed probe doubles the pause; none of them is told as news."""
    opened(breaker)
    pauses = [breaker.wait]
    for _ in range(3):
        time.now += breaker.wait
        assert not fail(breaker)
        pauses.append(breaker.wait)
    assert pauses == [2.0, 4.0, 8.0, 8.0]


def test_the_pause_begins_anew_after_an_answer(breaker: Breaker, time: Time) -> None:
    """An outage is not longer for one before it."""
    opened(breaker)
    time.now += 2.0
    assert breaker.begin()
    breaker.succeeded()
    opened(breaker)
    assert breaker.wait == 2.0


@pytest.mark.parametrize(("asked", "kept"), [(30.0, 30.0), (1.0, 2.0), (7200.0, 60.0)])
def test_retry_after_is_honoured(breaker: Breaker, asked: float, kept: float) -> None:
    """A busy backend is left alone at once, as long as it asks, within reason."""
    assert fail(breaker, Trouble.BUSY, asked)
    assert breaker.wait == kept


@pytest.mark.parametrize("trouble", [Trouble.REFUSED, Trouble.GONE, Trouble.SPENT])
def test_what_needs_the_owner_is_tried_seldom(breaker: Breaker, trouble: Trouble) -> None:
    """A refused key opens at once and for the longest pause."""
    assert fail(breaker, trouble)
    assert breaker.wait == 8.0
    assert breaker.trouble is trouble


def test_an_unfit_request_says_nothing_of_the_backend(breaker: Breaker, time: Time) -> None:
    """A request that is not taken neither opens nor closes, and gives the probe back."""
    for _ in range(5):
        assert not fail(breaker, Trouble.UNFIT)
    assert breaker.wait == 0.0
    opened(breaker)
    time.now += 2.0
    assert not fail(breaker, Trouble.UNFIT)
    assert breaker.circuit is Circuit.HALF_OPEN
    assert breaker.allows


def test_a_probe_given_up_can_be_made_again(breaker: Breaker, time: Time) -> None:
    """A person who interrupts does not keep the probe."""
    opened(breaker)
    time.now += 2.0
    assert breaker.begin()
    breaker.abandoned()
    assert breaker.begin()


def test_stragglers_do_not_lengthen_the_pause(breaker: Breaker) -> None:
    """Requests that were under way when the circuit opened do not count as probes."""
    opened(breaker)
    breaker.failed()
    assert breaker.wait == 2.0
