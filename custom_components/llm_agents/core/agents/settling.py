"""Specialists of one request that wanted opposite things: the one that gave way is told so, never as having done it.

Which one does was decided by the stated order right before each act (`conflicts`); who acted first and was then undone
by the one that goes before it has reported too early.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from ..language.outcome import Acted, Outcome
from ..language.request import Problem, Reason
from .conflicts import direction_of, former
from .profiles import PRECEDENCE, Profile
from .turning import Turning


def settle(runs: Sequence[Turning]) -> dict[str, tuple[str, ...]]:
    """Take what was overruled out of what runs came to; return the devices of each run that lost, by its turn."""
    lost: dict[str, list[str]] = {}
    for run, other in permutations(runs, 2):
        if _rank(run.profile) <= _rank(other.profile):
            continue
        wanted = dict(_wanted(other))
        given_up = [i for i, direction in _wanted(run) if wanted.get(i) == -direction]
        if given_up:
            run.outcomes[:] = [_without(outcome, given_up, other.profile) for outcome in run.outcomes]
            lost.setdefault(run.turn_id, []).extend(given_up)
    return {turn_id: tuple(dict.fromkeys(entity_ids)) for turn_id, entity_ids in lost.items()}


def _wanted(run: Turning) -> Iterator[tuple[str, int]]:
    """Yield the devices that a run has brought to be so, and whether it wanted more or less of them."""
    for outcome in run.outcomes:
        if isinstance(outcome, Acted):
            for entity_id in (*outcome.done, *outcome.under_way, *outcome.already):
                direction = direction_of(outcome.act, former(entity_id, run.ledger.before(entity_id)))
                if direction:
                    yield entity_id, direction


def _without(outcome: Outcome, entity_ids: Sequence[str], winner: Profile) -> Outcome:
    if not isinstance(outcome, Acted):
        return outcome
    gone = tuple(i for i in (*outcome.done, *outcome.under_way, *outcome.already) if i in entity_ids)
    if not gone:
        return outcome
    details = {"agent": winner.name or winner.role.value}
    problem = Problem(reason=Reason.OVERRULED, entity_ids=gone, act=outcome.act, details=details)
    return replace(
        outcome,
        done=tuple(i for i in outcome.done if i not in gone),
        already=tuple(i for i in outcome.already if i not in gone),
        under_way=tuple(i for i in outcome.under_way if i not in gone),
        problems=(*outcome.problems, problem),
    )


def _rank(profile: Profile) -> int:
    return PRECEDENCE.index(profile.role)
