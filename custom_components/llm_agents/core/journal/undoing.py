"""Taking a turn back: which calls bring the former states back, and what cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..home.domains import DOMAINS
from ..home.model import State, StateReader
from ..home.restoring import differing, overlay, restore, snapshot
from ..home.steps import Step
from ..language.memories import MADE, MemoryAsk
from ..language.request import Problem, Reason, only_tells
from .record import Change, Status, Turn

# They change what plays, and leave no state that a call could bring back.
_SKIPS = frozenset({"media_next_track", "media_previous_track"})


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPlan:
    """The steps that take a turn back, and what of it cannot be taken back.

    `already` are the entities that are as they were before the turn.
    """

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()
    already: tuple[str, ...] = ()


def is_undoable(turn: Turn) -> bool:
    """Return whether "undo that" is about this turn: it did something, and is no undo itself.

    A call that went through counts even when no effect of it was seen or none can be taken
    back: "undo that" must never reach past it to an older turn. A turn that was cut off by a crash has
    changes alone.
    """
    if turn.undoes is not None:
        return False
    called = any(call.error is None for call in turn.calls) or bool(turn.changes and not turn.calls)
    return called or bool(_acting_intents(turn)) or plans_something(turn) or made_of(turn) is not None


def found_it_so(turn: Turn | None) -> bool:
    """Return whether a turn asked for acts and found everything so already: "undo that" then is about nothing.

    What had to be judged was not so; what was delegated is called by other turns, and judged in this one as well.
    """
    if turn is None or turn.status is not Status.DONE or is_undoable(turn) or turn.checks:
        return False
    return turn.undoes is None and any(request.get("type") == "act" for request in turn.requests)


def plans_something(turn: Turn) -> bool:
    """Return whether a turn put something off for later, or made a wish about energy."""
    return any(request.get("plans") or request.get("wishes") for request in turn.requests)


def made_of(turn: Turn) -> str | None:
    """Return the id of the habit of which a turn made an automation."""
    made = (
        str(request.get("text"))
        for request in turn.requests
        if (request.get("ask"), request.get("topic")) == (MemoryAsk.HABIT, MADE)
    )
    return next(made, None)


def joined(turn: Turn, parts: Sequence[Turn]) -> Turn:
    """Return a turn with what those did that it delegated and that were not taken back yet, in their order."""
    open_ = [part for part in parts if part.turn_id == turn.turn_id or part.undone_by is None]
    requests = [request for part in open_ for request in part.requests]
    return replace(
        turn,
        changes=tuple(change for part in open_ for change in part.changes),
        calls=tuple(call for part in open_ for call in part.calls),
        requests=tuple(request for at, request in enumerate(requests) if request not in requests[:at]),
    )


def plan_undo(turn: Turn, states: StateReader) -> UndoPlan:
    """Plan to bring back what a turn changed, and only that, newest change first.

    A device that somebody else has changed since, in just what the turn changed, is left
    alone: `CHANGED_SINCE`. Buttons, scenes, scripts, skipped tracks and the requests that
    Home Assistant served itself (timers, lists) leave nothing to bring back: `CANNOT_UNDO`.
    Changes nothing; each step must pass the policy (`Policy.judge_call`) like any other act.
    """
    steps: list[Step] = []
    problems: list[Problem] = []
    already: list[str] = []
    skipped = {entity_id for call in turn.calls if call.service in _SKIPS for entity_id in call.entity_ids}
    for change in reversed(_whole(turn.changes)):
        state = states(change.entity_id)
        if state is None or state.state == "unavailable":
            problems.append(_problem(Reason.UNAVAILABLE, change))
            continue
        found = _plan_change(change, state, leaves_trace=change.entity_id not in skipped)
        if isinstance(found, Reason):
            problems.append(_problem(found, change))
        elif found:
            steps += found
        else:
            already.append(change.entity_id)
    problems += _intents(turn)
    return UndoPlan(steps=tuple(steps), problems=tuple(problems), already=tuple(already))


def _whole(changes: tuple[Change, ...]) -> list[Change]:
    """Join the changes of one entity, when several requests of the turn moved it, into one."""
    whole: dict[str, Change] = {}
    for change in changes:
        first = whole.pop(change.entity_id, change)
        whole[change.entity_id] = Change(
            entity_id=change.entity_id,
            name=change.name,
            before=first.before,
            after=change.after,
            verified=change.verified,
        )
    return list(whole.values())


def _plan_change(change: Change, state: State, *, leaves_trace: bool) -> tuple[Step, ...] | Reason:
    """Return the steps that take one change back, or why there are none."""
    domain = DOMAINS.get(state.entity_id.partition(".")[0])
    if domain is None or domain.restore is None:
        return Reason.CANNOT_UNDO
    now = snapshot(state)
    before, after = _read(change.entity_id, change.before), _read(change.entity_id, change.after)
    # A change that was still under way when it was recorded has gone on since.
    changed = differing(before, after) if change.verified else differing(before, now)
    if not changed:
        return () if leaves_trace else Reason.CANNOT_UNDO
    if not changed & differing(before, now):
        return ()
    if change.verified and changed & differing(after, now):
        return Reason.CHANGED_SINCE
    steps = restore(change.entity_id, overlay(now, before, changed), state)
    return Reason.CANNOT_UNDO if steps is None else steps


def _read(entity_id: str, kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a recorded state with just what a snapshot holds."""
    state = str(kept.get("state", "unknown"))
    return snapshot(State(entity_id=entity_id, state=state, attributes=kept.get("attributes") or {}))


def _problem(reason: Reason, change: Change) -> Problem:
    return Problem(reason=reason, entity_ids=(change.entity_id,), details={"device": change.name})


def _acting_intents(turn: Turn) -> list[Mapping[str, Any]]:
    """Return the requests that Home Assistant's own handlers carried out and that changed something."""
    if turn.status not in (Status.DONE, Status.PARTIAL, Status.UNDER_WAY, Status.SCHEDULED):
        return []
    served = [request for request in turn.requests if request.get("type") in ("intent", "tool")]
    return [request for request in served if not only_tells(str(request.get("intent")))]


def _intents(turn: Turn) -> list[Problem]:
    return [
        Problem(
            reason=Reason.CANNOT_UNDO,
            details={"what": str(request.get("intent") or request.get("tool"))},
            words=str(request.get("words") or request.get("tool") or ""),
        )
        for request in _acting_intents(turn)
    ]
