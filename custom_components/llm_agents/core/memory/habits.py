"""Habits: routines found in what a person does by hand, at the same time of day on the same days of the week.

For each deed the times of day are clustered; a cluster is a habit when on the days of the week that it is of it happened
nearly always (Wilson's lower bound), sharply (circular spread), lately, and far more often than acts at random times
around that hour would have it (binomial tail). Deeds that happen together are one routine.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
import math
from typing import Any

from .clusters import DAY, apart, at_least, clusters, mean_and_spread, tail
from .manual import Deed, ManualAct

WINDOW_DAYS = 42
"""Days that are looked back on."""

REACH = 20.0  # minutes
MOST_SPREAD = 18.0  # minutes
LEAST_SPREAD = 0.3  # minutes: what is more exact than that is a machine under a person's name
LEAST_TIMES = 5
LEAST_CONFIDENCE = 0.6
_LEAST_SHARE = 0.6  # of the days of one day of the week
_WEAK_SHARE, _USUAL_SHARE = 0.4, 0.7  # of a day, and of all days, of a usual set
_ODD_SHARE = 0.8  # of a day in any other set
_MOST_CHANCE = 1e-7  # as one time of a hundred, and one set of days, is chosen among thousands
_BESIDE = (25.0, 90.0)  # minutes from a time, between which acts at random are counted
_RECENT_DAYS = 8
_AWAY_DAYS = 3
_NIGHT = timedelta(hours=4)  # until then it is still the day before
_TOGETHER = 10.0  # minutes
_TOGETHER_SHARE = 0.7
_SAME = 60.0  # minutes
_ROUND = 5  # minutes, as people say times
_EVERY, _WEEKDAYS, _WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset((5, 6))
_SETS = (_EVERY, _WEEKDAYS, _WEEKEND, *(frozenset((day,)) for day in range(7)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A routine of somebody. `minute` is of the day, `weekdays` are 0 for Monday to 6.

    It happened on `times` of the last `days` days of its kind; `evidence` are the moments, on the home's clocks.
    """

    habit_id: str
    user_id: str
    deeds: tuple[Deed, ...]
    minute: int
    weekdays: frozenset[int]
    times: int
    days: int
    confidence: float
    evidence: tuple[str, ...]

    def is_like(self, other: Habit) -> bool:
        """Return whether two are of the same person, deeds and hour, on days that they share."""
        return (
            (self.user_id, set(self.deeds)) == (other.user_id, set(other.deeds))
            and abs(apart(self.minute, other.minute)) <= _SAME
            and not self.weekdays.isdisjoint(other.weekdays)
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "habit_id": self.habit_id,
            "user_id": self.user_id,
            "deeds": [deed.to_json() for deed in self.deeds],
            "minute": self.minute,
            "weekdays": sorted(self.weekdays),
            "times": self.times,
            "days": self.days,
            "confidence": self.confidence,
            "evidence": list(self.evidence),
        }

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Habit:
        """Return what `to_json` wrote; raises `ValueError` for other data."""
        try:
            deeds, weekdays = tuple(Deed.from_json(item) for item in data["deeds"]), frozenset(data["weekdays"])
            known = {name: data[name] for name in ("habit_id", "user_id", "minute", "times", "days", "confidence")}
            return Habit(deeds=deeds, weekdays=weekdays, evidence=tuple(data["evidence"]), **known)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a habit: {error!r}") from error


@dataclass(frozen=True, slots=True)
class _Found:
    """A deed that happens at a time of day on some days of the week, by the day."""

    deed: Deed
    minute: float
    weekdays: frozenset[int]
    moments: Mapping[date, datetime]
    days: int
    confidence: float


def find_habits(acts: Iterable[ManualAct], now: datetime) -> list[Habit]:
    """Return the habits in what was done until a moment on the home's clocks, the surest first."""
    since = now - timedelta(days=WINDOW_DAYS)
    by_user: dict[str, list[ManualAct]] = {}
    for act in acts:
        if since <= act.at <= now:
            by_user.setdefault(act.user_id, []).append(act)
    found = [habit for user_id, own in by_user.items() for habit in _Person(user_id, own, now).habits()]
    return sorted(found, key=lambda habit: (-habit.confidence, habit.habit_id))


class _Person:
    """The acts of one person."""

    def __init__(self, user_id: str, acts: Sequence[ManualAct], now: datetime) -> None:
        self._user_id = user_id
        self._now = now
        self._moments: dict[Deed, list[datetime]] = {}
        for act in acts:
            self._moments.setdefault(act.deed, []).append(act.at)
        self._days = _days_there([act.at for act in acts], now)

    def habits(self) -> list[Habit]:
        found = [single for deed, moments in self._moments.items() for single in self._of_deed(deed, moments)]
        groups = _together(found)
        whole = [(group, self._habit(group)) for group in groups]
        alone = [self._habit([one]) for group, habit in whole if habit is None and len(group) > 1 for one in group]
        return [habit for habit in (*(habit for _, habit in whole), *alone) if habit is not None]

    def _of_deed(self, deed: Deed, moments: Sequence[datetime]) -> list[_Found]:
        """Return at which times a deed is a habit: on the surest set of days at each time."""
        found: list[_Found] = []
        for weekdays in _SETS:
            days = sum(day.weekday() in weekdays for day in self._days)
            own = [moment for moment in moments if (moment - _NIGHT).weekday() in weekdays]
            least = max(3, math.ceil(_LEAST_SHARE * days))
            for cluster in clusters([_minute(moment) for moment in own], REACH, least):
                single = self._single(deed, [own[i] for i in cluster], moments)
                if single is not None:
                    found.append(single)
        found.sort(key=lambda one: (-len(one.weekdays), -one.confidence, one.minute))
        kept: list[_Found] = []
        for one in found:
            if not any(
                abs(apart(one.minute, other.minute)) <= _SAME and one.weekdays & other.weekdays for other in kept
            ):
                kept.append(one)
        return kept

    def _single(self, deed: Deed, moments: Sequence[datetime], all_of_it: Sequence[datetime]) -> _Found | None:
        minute, spread = mean_and_spread([_minute(moment) for moment in moments])
        by_day: dict[date, datetime] = {}
        for moment in sorted(moments):
            by_day.setdefault(_day_of(moment, minute), moment)
        shares = {w: self._share(w, by_day) for w in range(7)}
        weekdays = self._weekdays(shares)
        kept = {day: moment for day, moment in by_day.items() if day.weekday() in weekdays and day in self._days}
        days = [day for day in self._days if day.weekday() in weekdays]
        confidence = at_least(len(kept), len(days))
        if not LEAST_SPREAD <= spread <= MOST_SPREAD or len(kept) < LEAST_TIMES or confidence < LEAST_CONFIDENCE:
            return None
        if (self._now.date() - max(kept)).days > _RECENT_DAYS or self._by_chance(minute, kept, days, all_of_it):
            return None
        return _Found(deed, minute, weekdays, kept, len(days), confidence)

    @staticmethod
    def _weekdays(shares: Mapping[int, float]) -> frozenset[int]:
        """Return the days of the week that a time is of; a usual set of days is kept whole where one is a little weak."""
        strong = frozenset(w for w, share in shares.items() if share >= _LEAST_SHARE)
        for usual in (_EVERY, _WEEKDAYS, _WEEKEND):
            if strong <= usual and len(usual) > 1 and strong and min(shares[w] for w in usual) >= _WEAK_SHARE:
                mean = sum(shares[w] for w in usual) / len(usual)
                if mean >= _USUAL_SHARE:
                    return usual
        return frozenset(w for w in strong if shares[w] >= _ODD_SHARE)

    def _share(self, weekday: int, by_day: Collection[date]) -> float:
        days = [day for day in self._days if day.weekday() == weekday]
        return sum(day in by_day for day in days) / len(days) if days else 0.0

    def _by_chance(
        self, minute: float, kept: Mapping[date, datetime], days: Sequence[date], moments: Sequence[datetime]
    ) -> bool:
        """Return whether acts at random, as many as there are beside the time, would meet it as often."""
        near, far = _BESIDE
        beside = sum(near <= abs(apart(minute, _minute(moment))) <= far for moment in moments)
        rate = (beside + 0.5) / max(len(self._days), 1) / (2 * (far - near))
        return tail(len(kept), len(days), 1 - math.exp(-rate * 2 * REACH)) > _MOST_CHANCE

    def _habit(self, group: Sequence[_Found]) -> Habit | None:
        """Return the routine that some deeds are together, by the days on which all of them happened."""
        weekdays = frozenset.intersection(*(one.weekdays for one in group))
        shared = set.intersection(*(set(one.moments) for one in group))
        days = [day for day in self._days if day.weekday() in weekdays]
        met = sorted(day for day in shared if day.weekday() in weekdays)
        confidence = at_least(len(met), len(days))
        if len(met) < LEAST_TIMES or confidence < LEAST_CONFIDENCE:
            return None
        ordered = sorted(group, key=lambda one: (apart(group[0].minute, one.minute), one.deed))
        firsts = [min(one.moments[day] for one in group) for day in met]
        middle = mean_and_spread([_minute(moment) for moment in firsts])[0]
        minute = round(middle / _ROUND) * _ROUND % int(DAY)
        deeds = tuple(one.deed for one in ordered)
        return Habit(
            habit_id=_id_of(self._user_id, deeds, weekdays, minute),
            user_id=self._user_id,
            deeds=deeds,
            minute=minute,
            weekdays=weekdays,
            times=len(met),
            days=len(days),
            confidence=round(confidence, 3),
            evidence=tuple(moment.isoformat(timespec="minutes") for moment in firsts[-10:]),
        )


def _together(found: Sequence[_Found]) -> list[list[_Found]]:
    """Return deeds in groups of those that happen within minutes of each other on most of their days."""
    groups: list[list[_Found]] = []
    for one in sorted(found, key=lambda single: (single.minute, single.deed)):
        group = next((group for group in groups if all(_is_together(one, other) for other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _is_together(one: _Found, other: _Found) -> bool:
    if one.deed.entity_id == other.deed.entity_id and one.deed.service == other.deed.service:
        return False
    days = set(one.moments) | set(other.moments)
    both = [day for day in one.moments if day in other.moments]
    close = sum(abs((one.moments[d] - other.moments[d]).total_seconds()) <= _TOGETHER * 60 for d in both)
    return close / len(days) >= _TOGETHER_SHARE


def _days_there(moments: Sequence[datetime], now: datetime) -> list[date]:
    """Return the days since the first act until yesterday, or today where something was done, without days away.

    Several days in a row on which nothing at all was done are taken for days away.
    """
    active = sorted({moment.date() for moment in moments} | {now.date()})
    gone = {
        first + timedelta(days=n)
        for first, second in pairwise(active)
        if (second - first).days > _AWAY_DAYS
        for n in range(1, (second - first).days)
    }
    length = (now.date() - active[0]).days
    days = [active[0] + timedelta(days=n) for n in range(length)]
    return [day for day in days if day not in gone]


def _minute(moment: datetime) -> float:
    return moment.hour * 60 + moment.minute + moment.second / 60


def _day_of(moment: datetime, minute: float) -> date:
    """Return the day whose time of day is the nearest to a moment."""
    return (moment - timedelta(minutes=apart(minute, _minute(moment)))).date()


def _id_of(user_id: str, deeds: Iterable[Deed], weekdays: Iterable[int], minute: int) -> str:
    told = repr((user_id, sorted(deeds), sorted(weekdays), minute // 60))
    return sha256(told.encode()).hexdigest()[:16]
