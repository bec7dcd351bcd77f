"""How likely a reading is right."""

from itertools import pairwise

import pytest

from custom_components.llm_agents.core.language.confidence import CURVE, THRESHOLD, calibrated

HALF = ((0.2, 0.1), (0.6, 0.5), (1.0, 0.9))


@pytest.mark.parametrize(("score", "share"), [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.6, 0.5), (0.9, 0.8), (1.0, 0.9)])
def test_a_score_lies_on_the_curve(score: float, share: float) -> None:
    """Before its first point and after its last it is level."""
    assert calibrated(score, HALF) == pytest.approx(share)


def test_the_curve_never_falls() -> None:
    """What counts for more is at least as likely right."""
    assert all(low[0] < high[0] and low[1] <= high[1] for low, high in pairwise(CURVE))


def test_a_plain_reading_is_acted_on_and_a_doubtful_one_is_not() -> None:
    """One word left over is forgiven, two are not."""
    assert calibrated(0.75) >= THRESHOLD > calibrated(0.5)
