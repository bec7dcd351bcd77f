"""What somebody is likely to ask for next: by what they asked before it, at about this time of day.

Conditional frequencies with Wilson's lower bound: only what nearly always follows is told.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
import json
from typing import Any

from ..journal.record import Status, Turn
from ..language.codec import request_from_json, request_to_json
from ..language.request import Act
from .clusters import apart, at_least

FOLLOWS_WITHIN = timedelta(minutes=10)
AROUND = 90.0
"""Minutes of the day around a moment from which what was asked counts."""

KEPT_DAYS = 60
LEAST_TIMES = 5
LEAST_CONFIDENCE = 0.65
_KEPT = 3000  # requests of one person
_LATELY = 20

_GOOD = frozenset({Status.DONE, Status.UNDER_WAY, Status.ANSWERED, Status.PARTIAL})


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of somebody: what it was (a key that is the same for the same), and when by the home's clocks."""

    at: datetime
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What is likely asked next. It followed `times` of the `tries` times that the same was asked before."""

    acts: tuple[Act, ...]
    times: int
    tries: int
    confidence: float


class Predictor:
    """Knows the sequences in which each person asks."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._asked: dict[str, deque[Asked]] = {}

    def note(self, turn: Turn, at: datetime) -> None:
        """Take in a turn of a person, at its moment on the home's clocks; what failed or was planned tells nothing."""
        user_id, key = turn.asker.user_id, key_of(turn)
        if user_id is None or key is None or turn.planned_by or turn.parent or turn.undone_by:
            return
        asked = self._asked.setdefault(user_id, deque(maxlen=_KEPT))
        if any(known.at == at for known in islice(reversed(asked), _LATELY)):
            return  # a turn that is told again, as it has changed
        asked.append(Asked(at, key))

    def forget(self) -> None:
        """Know nothing any more."""
        self._asked.clear()

    def next(self, user_id: str | None, key: str | None, at: datetime) -> Prediction | None:
        """Return what a person most likely asks for after what was asked just now; `None` where that is not sure."""
        asked = self._asked.get(user_id or "")
        if asked is None or key is None:
            return None
        tries, followed = _followed(list(asked), key, at)
        best = max(followed, key=lambda found: (followed[found], found), default=None)
        if best is None or (times := followed[best]) < LEAST_TIMES:
            return None
        confidence = at_least(times, tries)
        acts = _acts_of(best)
        if confidence < LEAST_CONFIDENCE or not acts or best == key:
            return None
        return Prediction(acts=acts, times=times, tries=tries, confidence=round(confidence, 3))


def _followed(asked: Sequence[Asked], key: str, at: datetime) -> tuple[int, Mapping[str, int]]:
    """Return how often a key was asked around this time of day, and how often each other one soon followed.

    The last one is what was asked just now where its moment is this one: it has no next one yet.
    """
    tries, followed, since = 0, dict[str, int](), at - timedelta(days=KEPT_DAYS)
    for place, one in enumerate(asked):
        near = abs(apart(_minute(at), _minute(one.at))) <= AROUND
        if one.key != key or not near or not since <= one.at or at - one.at <= FOLLOWS_WITHIN:
            continue
        tries += 1
        soon: set[str] = set()
        for later in asked[place + 1 :]:
            if later.at - one.at > FOLLOWS_WITHIN:
                break
            if later.key != key:
                soon.add(later.key)
        for found in soon:
            followed[found] = followed.get(found, 0) + 1
    return tries, followed


def key_of(turn: Turn) -> str | None:
    """Return what stands for a turn's request: its acts, or its words where it asks for nothing that could be done."""
    if turn.status not in _GOOD and turn.status is not Status.ASKED:
        return None
    acts = [data for data in turn.requests if data.get("type") == "act" and not data.get("asked")]
    if acts:
        return "acts:" + json.dumps([{**_bare(data), "words": ""} for data in acts], sort_keys=True)
    talks = any(data.get("type") == "talk" for data in turn.requests)
    return "words:" + " ".join(turn.words.casefold().split()) if turn.words and talks else None


def _bare(data: Mapping[str, Any]) -> dict[str, Any]:
    try:
        request = request_from_json(data)
    except ValueError:
        return dict(data)
    return request_to_json(request)


def _acts_of(key: str) -> tuple[Act, ...]:
    kind, _, told = key.partition(":")
    if kind != "acts":
        return ()
    try:
        found = [request_from_json(data) for data in json.loads(told)]
    except ValueError:
        return ()
    return tuple(act for act in found if isinstance(act, Act))


def _minute(moment: datetime) -> float:
    return moment.hour * 60 + moment.minute
