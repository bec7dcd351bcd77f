"""How likely a reading is right: the reader's score on a curve that was fitted to what happened.

The score adds up what speaks against a reading (words left over, misspelt ones, devices that are not there). What such a
score is worth is not known beforehand; `python -m bench.calibration` measures it, fits the curve and finds the threshold.
"""

from collections.abc import Sequence
from itertools import pairwise
import re

from .media import SEARCH_AND_PLAY
from .request import PlatformIntent, Problem, Reason, Request

CURVE: Sequence[tuple[float, float]] = ((0.0, 0.433), (0.55, 0.433), (0.75, 0.929), (0.95, 0.929), (1.0, 0.974))
"""Score and share of right readings, ascending; between two points the share lies on the straight line."""
THRESHOLD = 0.8
"""The confidence from which a reading is acted on: of least cost where a wrong act costs as much as five requests that
are handed to the layer above. The scores fall into two groups, so that anything from 0.45 to 0.93 cuts alike."""


def calibrated(score: float, curve: Sequence[tuple[float, float]] = CURVE) -> float:
    """Return the share of readings with this score that are right, in [0, 1]."""
    if score <= curve[0][0]:
        return curve[0][1]
    for (low, below), (high, above) in pairwise(curve):
        if score <= high:
            return below + (above - below) * (score - low) / (high - low)
    return curve[-1][1]


_MIXED_NAME = re.compile(r"\d+ ?[^\W\d]|[^\W\d]\d")


def certainty(served: Request) -> float:
    """Return the score of a request for Home Assistant's own intents: a bare title may be anything."""
    if isinstance(served, PlatformIntent) and served.intent == SEARCH_AND_PLAY:
        return 0.75 if len(served.slots) == 1 else 0.85
    if isinstance(served, PlatformIntent) and _MIXED_NAME.search(str(served.slots.get("name", ""))):
        return 0.4  # "5 minutesof": a span of time that was misheard is no name of a timer
    return 0.9 if isinstance(served, Problem) else 0.95


_ABSENCE = {Reason.NO_SUCH_DEVICE: 0.45, Reason.NO_SUCH_AREA: 0.45, Reason.NOT_IN_AREA: 0.1}
_UNKNOWN_PENALTY = 0.15


def absence(request: Request) -> float:
    """Doubt a problem the more, the less of its words the home and the language know."""
    if not isinstance(request, Problem) or request.reason not in _ABSENCE:
        return 0.0
    unknown = 0 if request.reason is Reason.NOT_IN_AREA else max(len(request.words.split()) - 3, 0)
    return _ABSENCE[request.reason] + _UNKNOWN_PENALTY * unknown
