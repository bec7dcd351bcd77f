"""What specialists came to, as one: their outcomes in the order of the tasks, in the turn that delegated them."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..journal.record import Status, Turn
from ..language.outcome import Outcome, Said
from .outcomes import status_of
from .turning import Turning


def merge(parent: Turning, runs: Sequence[Turning]) -> list[Outcome]:
    """Return the outcomes of runs, to be told as one answer and asked as one question; nothing is told twice.

    What was read for them marks the turn that delegated them as well, and the decisions of the policy stand in it. Calls
    and changes stay with the turn that made them: taken back, they are taken back with the one above.
    """
    outcomes: list[Outcome] = []
    for run in runs:
        parent.provenance = parent.provenance.reading(*run.provenance.sources)
        parent.memories += run.memories
        parent.requests = (*parent.requests, *run.requests)
        parent.ledger.checks += run.ledger.checks
        parent.ledger.under_way |= run.ledger.under_way
        spoken = run.spoken
        told = [item for item in run.outcomes if not (isinstance(item, Said) and item.text and item.text == spoken)]
        outcomes += [Said(text=spoken)] if spoken else []
        outcomes += told
    return [item for at, item in enumerate(outcomes) if not (isinstance(item, Said) and item in outcomes[:at])]


def told(run: Turning, turn: Turn, overruled: Sequence[str] = ()) -> Mapping[str, Any]:
    """Return what came of a run as the model that delegated it is told: data."""
    if turn.status is Status.NOT_UNDERSTOOD:
        return {"agent": run.profile.agent_id, "error": "did not understand; do it yourself"}
    if overruled:  # its answer was given before another specialist had its way
        status = status_of(run.outcomes).value
        return {"agent": run.profile.agent_id, "status": status, "overruled": list(overruled)}
    return {"agent": run.profile.agent_id, "status": turn.status.value, "answer": turn.answer}
