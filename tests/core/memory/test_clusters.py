"""Times of day on the circle."""

import pytest

from custom_components.llm_agents.core.memory.clusters import apart, at_least, clusters, mean_and_spread, tail


@pytest.mark.parametrize(
    ("first", "second", "minutes"), [(10, 20, 10), (20, 10, -10), (1430, 10, 20), (10, 1430, -20), (0, 720, -720)]
)
def test_apart_goes_the_short_way(first: float, second: float, minutes: float) -> None:
    assert abs(apart(first, second)) == abs(minutes)
    assert abs(minutes) == 720 or apart(first, second) == minutes


def test_clusters_are_dense_and_noise_is_in_none() -> None:
    times = [600, 605, 610, 900, 1200, 1203, 1206, 1210, 30]
    assert sorted(sorted(times[i] for i in found) for found in clusters(times, 20, 3)) == [
        [600, 605, 610],
        [1200, 1203, 1206, 1210],
    ]


def test_a_cluster_goes_over_midnight() -> None:
    times = [1430, 1435, 2, 8, 700]
    assert [sorted(times[i] for i in found) for found in clusters(times, 20, 3)] == [[2, 8, 1430, 1435]]
    mean, spread = mean_and_spread([1430, 1435, 2, 8])
    assert min(mean, 1440 - mean) < 6
    assert 5 < spread < 20


def test_nothing_makes_no_cluster() -> None:
    assert clusters([], 20, 3) == []
    assert clusters([5, 500], 20, 3) == []


def test_wilsons_lower_bound() -> None:
    assert at_least(0, 0) == 0
    assert at_least(9, 10) == pytest.approx(0.6526, abs=1e-3)
    assert at_least(10, 10) < 1
    assert at_least(90, 100) > at_least(9, 10)


def test_the_binomial_tail() -> None:
    assert tail(0, 10, 0.3) == pytest.approx(1)
    assert tail(10, 10, 0.5) == pytest.approx(0.5**10)
    assert tail(2, 3, 0.5) == pytest.approx(0.5)
