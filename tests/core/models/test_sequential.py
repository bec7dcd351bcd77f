"""The sequential test: seldom wrong however often it is asked, and able to see what is there."""

import random

import pytest

from custom_components.llm_agents.core.models.sequential import SequentialTest

SEED = 20261121
RUNS = 400
PAIRS = 300


def look(rng: random.Random, first: float, second: float, pairs: int) -> tuple[int | None, int]:
    """Return what a test says that is looked at after each outcome, and after how many pairs."""
    test = SequentialTest()
    for _ in range(2 * pairs):
        is_second = rng.random() < 0.5
        test.add(second=is_second, good=rng.random() < (second if is_second else first))
        if test.better is not None:
            return test.better, test.pairs
    return None, test.pairs


@pytest.mark.parametrize("chance", [0.5, 0.8, 0.95])
def test_equals_are_seldom_called_different(chance: float) -> None:
    """Looked at after every outcome, it is wrong in at most 5 of 100 experiments.

    The bound is three standard deviations above alpha, that a correct test does not fail here.
    """
    rng = random.Random(SEED)
    wrong = sum(look(rng, chance, chance, PAIRS)[0] is not None for _ in range(RUNS))
    assert wrong / RUNS <= 0.05 + 3 * (0.05 * 0.95 / RUNS) ** 0.5


def test_a_test_of_a_fixed_size_would_be_wrong_often() -> None:
    """What is held against here: asking an ordinary test after every pair calls equals different far too often."""
    rng = random.Random(SEED)
    wrong = 0
    for _ in range(100):
        good = [0, 0]
        for pair in range(1, PAIRS + 1):
            good = [good[0] + (rng.random() < 0.8), good[1] + (rng.random() < 0.8)]
            mean = sum(good) / (2 * pair)
            spread = (2 * mean * (1 - mean) / pair) ** 0.5
            if pair >= 10 and spread and abs(good[0] - good[1]) / pair / spread > 1.96:
                wrong += 1
                break
    assert wrong > 20


@pytest.mark.parametrize(("first", "second", "better"), [(0.6, 0.85, 1), (0.9, 0.7, 0), (0.3, 0.9, 1)])
def test_a_difference_is_seen(first: float, second: float, better: int) -> None:
    """A difference that an owner would notice is found in at least 9 of 10 experiments, never the wrong way round."""
    rng = random.Random(SEED)
    found = [look(rng, first, second, PAIRS)[0] for _ in range(60)]
    assert found.count(better) >= 54
    assert found.count(1 - better) == 0


def test_a_great_difference_is_seen_soon() -> None:
    """It ends as soon as it is sure: half of the experiments need fewer than 25 pairs."""
    rng = random.Random(SEED)
    needed = sorted(look(rng, 0.3, 0.9, PAIRS)[1] for _ in range(60))
    assert needed[30] < 25


def test_outcomes_without_a_partner_wait() -> None:
    """One variant alone tells nothing, however much there is of it."""
    test = SequentialTest()
    for _ in range(100):
        test.add(second=False, good=False)
    assert (test.pairs, test.p_value, test.better) == (0, 1.0, None)


def test_evidence_that_was_there_stays() -> None:
    """The p-value never rises again: who would have stopped was right to."""
    test = SequentialTest()
    for _ in range(30):
        test.add(second=False, good=False)
        test.add(second=True, good=True)
    low = test.p_value
    assert low < 0.001
    for _ in range(10):
        test.add(second=False, good=True)
        test.add(second=True, good=True)
    assert test.p_value == low
    assert test.better == 1


def test_the_factor_of_a_pair_is_at_most_one_on_average() -> None:
    """The inequality that all rests on, for guesses and truths over the whole range."""
    steps = [step / 20 for step in range(1, 20)]
    for a in steps:
        for b in steps:
            mean = (a + b) / 2
            for p in steps:
                first = p * a / mean + (1 - p) * (1 - a) / (1 - mean)
                second = p * b / mean + (1 - p) * (1 - b) / (1 - mean)
                assert first * second <= 1 + 1e-12
