"""What plans are made of: their acts, their devices, and what is told of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from ..home.wish import as_number
from ..journal.plans import Plan
from ..language.codec import condition_from_json, request_from_json
from ..language.moments import When
from ..language.outcome import Intent
from ..language.request import Act, Condition, Conditional, PlatformIntent, Request, Scheduled
from .licence import Licence
from .origins import Provenance, Source
from .schedule import SunReader, moment_of


def acts_of(requests: Iterable[Request]) -> Iterator[Act]:
    """Yield all acts of requests, those under times and conditions too."""
    for request in requests:
        match request:
            case Act():
                yield request
            case Scheduled():
                yield from acts_of(request.requests)
            case Conditional():
                yield from acts_of((*request.requests, *request.otherwise))


def plain_requests(request: Request) -> Iterator[Request]:
    """Yield a request, or those that are put off by it: what is spoken of is the same."""
    if isinstance(request, Scheduled | Conditional):
        for inner in request.requests:
            yield from plain_requests(inner)
        for inner in request.otherwise if isinstance(request, Conditional) else ():
            yield from plain_requests(inner)
    else:
        yield request


def with_acts(request: Request, change: Callable[[Act], Act | None]) -> Request | None:
    """Return a request with each of its acts changed; `None` when none of it is left."""
    match request:
        case Act():
            return change(request)
        case Scheduled():
            kept = _all_with_acts(request.requests, change)
            return replace(request, requests=kept) if kept else None
        case Conditional():
            kept = _all_with_acts(request.requests, change)
            otherwise = _all_with_acts(request.otherwise, change)
            return replace(request, requests=kept, otherwise=otherwise) if kept or otherwise else None
    return request


def _all_with_acts(requests: Sequence[Request], change: Callable[[Act], Act | None]) -> tuple[Request, ...]:
    return tuple(found for request in requests if (found := with_acts(request, change)) is not None)


def agreed(sources: Iterable[str], requests: Iterable[Request], more: Iterable[str] = ()) -> Provenance:
    """Return the origin of what was judged before, and is done now: what it names, and `more`, is licensed, no other."""
    acts = [*acts_of(requests)]
    values = (as_number(act.value) for act in acts)
    licence = Licence(
        entity_ids=frozenset((*more, *(entity_id for act in acts for entity_id in act.entity_ids))),
        numbers=frozenset(abs(value) for value in values if value is not None),
    )
    return Provenance(sources=frozenset(map(Source, sources)), licence=licence)


def requests_of(plan: Plan) -> tuple[Request, ...]:
    """Return the requests of a plan. Raises `ValueError` when they were written in a form no longer known."""
    return tuple(request_from_json(data) for data in plan.requests)


def conditions_of(plan: Plan) -> tuple[Condition, ...]:
    """Return the conditions that a plan waits for. Raises `ValueError` as `requests_of` does."""
    try:
        return tuple(condition_from_json(data) for data in plan.conditions)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a condition: {error!r}") from error


def entities_of(plan: Plan) -> set[str]:
    """Return the devices that a plan would move."""
    return {*plan.restores, *(entity_id for act in acts_of(requests_of(plan)) for entity_id in act.entity_ids)}


def intent_of(
    requests: Sequence[Request],
    now: datetime,
    sun: SunReader,
    *,
    at: datetime | None = None,
    when: When | None = None,
    conditions: Sequence[Condition] = (),
    restores: Sequence[str] = (),
    until: datetime | None = None,
) -> Intent:
    """Return what is told of requests for a moment, or for when conditions hold; times are on the home's clocks."""
    acts: list[Act | PlatformIntent] = []
    under = list(conditions)
    left = list(requests)
    while left:
        request = left.pop(0)
        match request:
            case Act() | PlatformIntent():
                acts.append(request)
            case Scheduled():
                end = moment_of(request.until, at or now, sun) if request.until else None
                until = end.astimezone(now.tzinfo) if end is not None else until
                left[:0] = request.requests
            case Conditional():
                under += request.conditions
                left[:0] = request.requests
    return Intent(
        acts=tuple(acts),
        restores=tuple(restores),
        now=now,
        at=at,
        when=when,
        until=until,
        conditions=tuple(under),
    )
