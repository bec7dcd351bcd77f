"""Compaction: old events of a kind become fewer, such that what is known from them stays the same.

A fold takes old events of its kinds in their order and returns those that replace them; a snapshot has the place
(`seq`) and the time of the last event that it stands for, so that all that came later still comes after it.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Any

from .events import Event, Kind

type Fold = Callable[[Sequence[Event]], list[Event]]

_DAYS_APART = timedelta(days=62)  # as long totals are kept by day: the present and the last month; then by month


def folds(before: datetime, zone: tzinfo) -> Mapping[frozenset[Kind], Fold]:
    """Return the folds of all kinds that have one; `zone` is the home's, in which its days and months begin.

    Kinds that are not named are kept as they are: few events, each of which still counts (what was made of a
    habit, the versions that may be rolled back to).
    """
    return {
        frozenset({Kind.FACT_LEARNED, Kind.FACT_CORRECTED, Kind.FACT_CONFIRMED, Kind.FACT_FORGOTTEN}): lives,
        frozenset({Kind.USAGE_SPENT}): partial(totals, zone=zone, monthly_before=before - _DAYS_APART),
        frozenset({Kind.EXPERIMENT_CHANGED, Kind.EXPERIMENT_OUTCOME}): experiments,
        frozenset({Kind.AGENT_CHANGED}): latest,
        frozenset({Kind.RULES_CHANGED}): latest,
        frozenset({Kind.CONFLICT_DECIDED}): none,
        frozenset({Kind.PIN_TRIED}): none,
        frozenset({Kind.WISH_MADE, Kind.WISH_ENDED}): wishes,
    }


def none(_events: Sequence[Event]) -> list[Event]:
    """Keep nothing: what is old is of no account any more."""
    return []


def latest(events: Sequence[Event]) -> list[Event]:
    """Keep the last event about each subject: it tells the whole."""
    return sorted({event.subject: event for event in events}.values(), key=_place)


def lives(events: Sequence[Event]) -> list[Event]:
    """Join what was learned with its corrections, field by field, into one event; what was forgotten leaves none."""
    held: dict[str, Event] = {}
    for event in events:
        known = held.get(event.subject)
        if event.kind is Kind.FACT_FORGOTTEN:
            held.pop(event.subject, None)
        elif event.kind is Kind.FACT_LEARNED or known is None:
            held[event.subject] = event  # a correction without a fact is of one that is newer, or of none
        elif known.kind is Kind.FACT_LEARNED:
            held[event.subject] = replace(known, seq=event.seq, at=event.at, data={**known.data, **event.data})
    return sorted(held.values(), key=_place)


def wishes(events: Sequence[Event]) -> list[Event]:
    """Keep the wishes that were neither forgotten nor replaced; those that are over by themselves are few."""
    gone = {event.subject for event in events if event.kind is Kind.WISH_ENDED and not event.data.get("undone")}
    undone = {event.subject for event in events if event.kind is Kind.WISH_ENDED and event.data.get("undone")}
    for event in events:
        if event.kind is Kind.WISH_MADE and event.subject not in undone:
            gone.update(map(str, event.data.get("replaces", ())))
    made = {event.subject for event in events if event.kind is Kind.WISH_MADE}
    return [
        event
        for event in events
        if event.subject not in gone | undone or (event.kind is Kind.WISH_ENDED and event.subject not in made)
    ]


def experiments(events: Sequence[Event]) -> list[Event]:
    """Keep what experiments came to, and each outcome of those that are not ended: the test goes on with them."""
    ended = {event.subject for event in events if event.data.get("state") == "ended"}
    return [event for event in events if event.kind is Kind.EXPERIMENT_CHANGED or event.subject not in ended]


def totals(events: Sequence[Event], *, zone: tzinfo, monthly_before: datetime) -> list[Event]:
    """Add up the numbers of each day of an agent, a subject and a user, and of each month when that is long ago.

    `answers` counts the events. The numbers are added in the order of the events, so that whoever adds up days
    comes to the same to the last bit.
    """
    found: dict[Hashable, Event] = {}
    for event in events:
        at = datetime.fromisoformat(event.at)
        day = at.astimezone(zone).date()
        key = (event.agent, event.subject, event.user_id, day.replace(day=1) if at < monthly_before else day)
        known = found.get(key)
        data = _summed({} if known is None else known.data, {"answers": 1} | dict(event.data))
        found[key] = replace(event, data=data)
    return sorted(found.values(), key=_place)


def _summed(total: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Add numbers up; of words the last one stays when all say the same."""
    summed = dict(total)
    for name, value in more.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            summed[name] = value + total[name] if name in total else value
        elif not total or total.get(name) == value:
            summed[name] = value
        else:
            summed.pop(name, None)
    return summed


def _place(event: Event) -> int:
    return event.seq or 0
