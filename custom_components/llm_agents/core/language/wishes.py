"""What can be put off, and how requests are put under conditions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..home.index import HomeIndex
from .media import SEARCH_AND_PLAY
from .request import Act, Condition, Conditional, PlatformIntent, Problem, Reason, Request, Scheduled
from .segments import entities_of
from .sides import Marker

_ABSENT = frozenset((Reason.NO_SUCH_DEVICE, Reason.NO_SUCH_AREA, Reason.NOT_IN_AREA))


class Unread(Exception):
    """A part of the sentence is no wish that could be put off, or is not understood."""


def beyond(known: Sequence[Request], both: Sequence[Request]) -> list[Request]:
    """Return the requests that two parts together ask for and the first alone does not; raise `Unread` else."""
    rest = [request for request in both if request not in known]
    if len(rest) + len(known) != len(both) or not rest:
        raise Unread
    return rest


def is_wish(request: Request) -> bool:
    """Return whether a request can be put off."""
    if isinstance(request, PlatformIntent):
        return request.intent == SEARCH_AND_PLAY
    return isinstance(request, Act) or (isinstance(request, Problem) and request.reason is not Reason.NOT_NOW)


def is_absence(request: Request) -> bool:
    """Return whether a request is for what is not there."""
    return isinstance(request, Problem) and request.reason in _ABSENT


def area_of(requests: Iterable[Request], index: HomeIndex) -> str | None:
    """Return the one room that acts are in."""
    flat = [
        inner for request in requests for inner in (request.requests if isinstance(request, Scheduled) else [request])
    ]
    areas = {index.named[entity_id].entity.area_id for entity_id in entities_of(flat) if entity_id in index.named}
    return areas.pop() if len(areas) == 1 else None


def under(
    then: Sequence[Request],
    otherwise: Sequence[Request],
    conditions: tuple[Condition, ...],
    marker: Marker,
    words: str,
) -> list[Request]:
    """Put requests under conditions; what cannot be done is told at once, but for what a choice is left of.

    What has to come about can only be waited for.
    """
    waits = not otherwise and (marker.says == "when" or any(condition.becomes for condition in conditions))

    def put(requests: Sequence[Request], other: Sequence[Request]) -> Conditional:
        return Conditional(
            conditions=conditions, requests=tuple(requests), otherwise=tuple(other), waits=waits, words=words
        )

    wanted = [request for request in then if not isinstance(request, Problem)]
    told: list[Request] = [put(wanted, otherwise)] if wanted else []
    for problem in (request for request in then if isinstance(request, Problem)):
        act = problem.act
        waiting = put([act], ()) if isinstance(act, Act | PlatformIntent | Scheduled) else None
        told.append(replace(problem, act=waiting))
    return told
