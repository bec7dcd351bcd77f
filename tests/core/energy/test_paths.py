"""Past days as scenarios."""

import numpy as np

from custom_components.llm_agents.core.energy.forecasting.paths import past_paths


def test_a_path_is_what_followed_on_its_day():
    """With days all alike each path is what comes."""
    known = np.tile(np.arange(24, dtype=np.float64), 5)
    paths = past_paths(known[:100], per_day=24, days=3, steps=6)
    assert paths.shape == (3, 6)
    assert np.allclose(paths, known[100:106])


def test_a_path_goes_on_with_its_last_day_where_nothing_is_known():
    """Further than the known days a path repeats its last 24 hours."""
    known = np.arange(48, dtype=np.float64)
    path = past_paths(known, per_day=24, days=1, steps=30, fading=1e-9)[0]
    assert list(path[1:24]) == list(known[25:])
    assert list(path[24:]) == list(known[24:30])


def test_a_path_is_moved_towards_what_is_measured_and_that_fades():
    """Two kW more than usual are half believed in, for some hours."""
    known = np.concatenate([np.zeros(47), [2.0, 2.0]])
    path = past_paths(known, per_day=24, days=1, steps=24, fading=3.0)[0]
    assert path[0] == 1.0
    assert 0.3 < path[3] < 0.4
    assert path[20] < 0.01


def test_before_a_day_is_known_nothing_is_expected():
    """One path without a past, of zeros."""
    known = np.array([[1.0, 3.0], [2.0, 4.0]])
    assert past_paths(known, per_day=24, days=5, steps=3).tolist() == [[[0.0] * 3], [[0.0] * 3]]


def test_homes_are_rows():
    """Leading axes stay."""
    known = np.arange(2 * 72, dtype=np.float64).reshape(2, 72)
    both = past_paths(known, per_day=24, days=2, steps=40)
    assert np.array_equal(both[1], past_paths(known[1], per_day=24, days=2, steps=40))
