"""What the outcomes of a turn amount to."""

from collections.abc import Iterator, Sequence

from ..journal.record import Status
from ..language.energy_outcome import EnergyTold, Gone, Kept, Plainly, Refused, Told, Which
from ..language.outcome import (
    Acted,
    Ended,
    Fate,
    Found,
    Listed,
    Memo,
    Outcome,
    Planned,
    Remark,
    Remembered,
    Said,
    Served,
    Undone,
    Unmet,
)
from ..language.request import Problem, Reason
from .pending import waits

_GOOD = frozenset({Status.DONE, Status.UNDER_WAY, Status.SCHEDULED, Status.ANSWERED})
_FATES = {Fate.CANCELLED: Status.DONE, Fate.CUT_OFF: Status.FAILED}
_NOT_REMEMBERED = frozenset(
    {Memo.SECRET, Memo.EMPTY, Memo.TOO_LONG, Memo.FULL, Memo.NOT_THERE, Memo.NAME_TAKEN, Memo.NOT_RETRACTED}
)
_TRIED = frozenset({Reason.FAILED, Reason.NOT_VERIFIED})
_REMARKS = {
    Remark.NOT_UNDERSTOOD: Status.NOT_UNDERSTOOD,
    Remark.CANNOT: Status.REFUSED,
    Remark.EXPIRED: Status.REFUSED,
    Remark.TAKEN_UP: Status.REFUSED,
    Remark.ANSWERED_BEFORE: Status.REFUSED,
    Remark.NOTHING_PENDING: Status.REFUSED,
    Remark.NOTHING_PLANNED: Status.REFUSED,
    Remark.TOO_LONG: Status.FAILED,
    Remark.NO_MODEL: Status.FAILED,
    Remark.BROKE_OFF: Status.FAILED,
    Remark.INTERNAL: Status.FAILED,
    Remark.BUDGET_SPENT: Status.FAILED,
    Remark.NOT_FOR_YOU: Status.REFUSED,
    Remark.OTHER_LANGUAGE: Status.REFUSED,
    Remark.NOTHING_DONE: Status.REFUSED,
    Remark.LIMIT_DEPTH: Status.FAILED,
    Remark.LIMIT_ROUNDS: Status.FAILED,
    Remark.LIMIT_CALLS: Status.FAILED,
    Remark.LIMIT_TOKENS: Status.FAILED,
    Remark.LIMIT_MONEY: Status.FAILED,
    Remark.LIMIT_SECONDS: Status.FAILED,
}


def status_of(outcomes: Sequence[Outcome]) -> Status:
    """Return how a turn ended; a question that is left open comes before all else."""
    if waits(outcomes):
        return Status.ASKED
    found = [status for outcome in outcomes for status in _statuses(outcome)]
    good = [status for status in found if status in _GOOD]
    bad = [status for status in found if status not in _GOOD]
    if good and bad:
        return Status.PARTIAL
    if bad:
        return Status.FAILED if Status.FAILED in bad else bad[0]
    ranked = (Status.UNDER_WAY, Status.SCHEDULED, Status.DONE)
    return next((status for status in ranked if status in good), Status.ANSWERED)


def _statuses(outcome: Outcome) -> Iterator[Status]:
    match outcome:
        case Acted() | Undone():
            if outcome.done or outcome.already:
                yield Status.DONE
            if outcome.under_way:
                yield Status.UNDER_WAY
            problems = outcome.concerns if isinstance(outcome, Acted) else outcome.problems
            yield from (_problem(problem) for problem in problems)
        case Problem():
            yield _problem(outcome)
        case Served():
            yield (Status.ANSWERED if outcome.told else Status.DONE) if outcome.ok else Status.FAILED
        case Said(remark=Remark.CUT_OFF):
            return  # what follows tells what it came to
        case Said(remark=remark):
            yield _REMARKS.get(remark, Status.ANSWERED) if remark else Status.ANSWERED
        case Planned():
            yield Status.SCHEDULED
        case Ended(fate=fate):
            yield _FATES.get(fate, Status.MISSED)
        case Remembered(memo=memo):
            yield Status.REFUSED if memo in _NOT_REMEMBERED else Status.ANSWERED
        case EnergyTold(told=told):
            yield _energy(told)
        case Found() | Unmet() | Listed():
            yield Status.ANSWERED


def _energy(told: Told) -> Status:
    if isinstance(told, Kept | Gone):
        return Status.DONE
    refused = isinstance(told, Refused | Which) or told in (Plainly.NO_SUCH_WISH, Plainly.NOT_TRIED, Plainly.TOO_MANY)
    return Status.REFUSED if refused else Status.ANSWERED


def _problem(problem: Problem) -> Status:
    return Status.FAILED if problem.reason in _TRIED else Status.REFUSED
