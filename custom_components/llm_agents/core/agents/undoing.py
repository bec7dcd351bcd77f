"""Taking a turn back: planned from the journal, allowed, acted and verified like any other act."""

from collections.abc import Collection
from dataclasses import dataclass, field

from ..home.grounding import Step
from ..journal.record import Decision, Turn
from ..journal.undoing import plan_undo
from ..language.outcome import Undone
from ..language.request import Act, Problem, Reason
from .clock import Stopwatch
from .execution import ASKING, Executor, Warrant, problems_of
from .ledger import Ledger
from .ports import World
from .risks import act_of
from .verification import Result


@dataclass(slots=True)
class _Sorted:
    allowed: list[Step] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    pin: bool = False
    wishes: list[Act] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Undoer:
    """Brings back what turns changed."""

    def __init__(self, world: World, executor: Executor) -> None:
        """Undo in a world, through the executor that does every other act."""
        self._world = world
        self._executor = executor

    async def undo(
        self,
        turn: Turn,
        warrant: Warrant,
        ledger: Ledger,
        watch: Stopwatch,
        only: Collection[str] | None = None,
    ) -> Undone:
        """Take a turn back, or of it only some entities."""
        if turn.undone_by is not None and only is None:  # a yes is to the rest of an undo in part
            return Undone(target=None, problems=(Problem(reason=Reason.NOTHING_TO_UNDO),))
        plan = plan_undo(turn, self._world.states)
        wanted = only
        steps = [step for step in plan.steps if wanted is None or not set(wanted).isdisjoint(step.call.entity_ids)]
        sorted_ = self._sort(steps, warrant, ledger)
        results = await self._executor.perform(sorted_.allowed, warrant.asker, ledger, watch)
        problems = [problem for problem in plan.problems if _concerns(problem, wanted)]
        already = tuple(entity_id for entity_id in plan.already if wanted is None or entity_id in wanted)
        if not (steps or problems or already):
            problems = [Problem(reason=Reason.CANNOT_UNDO)]
        return Undone(
            target=turn.turn_id,
            wishes=tuple(sorted_.wishes),
            done=tuple(entity_id for entity_id, result in results.items() if result is Result.DONE),
            already=already,
            under_way=tuple(entity_id for entity_id, result in results.items() if result is Result.UNDER_WAY),
            asked=sorted_.asked,
            pin=sorted_.pin,
            problems=(*problems, *sorted_.problems, *problems_of(results, None)),
        )

    def _sort(self, steps: list[Step], warrant: Warrant, ledger: Ledger) -> _Sorted:
        """Sort steps by what the policy says; an entity of several steps goes by the strictest."""
        by_entity: dict[str, list[Step]] = {}
        for step in steps:
            by_entity.setdefault(step.call.entity_ids[0], []).append(step)
        found = _Sorted()
        home = self._world.home()
        for entity_id, own in by_entity.items():
            entity = home.entities.get(entity_id)
            if entity is None:
                found.problems.append(Problem(reason=Reason.NOT_EXPOSED, entity_ids=(entity_id,)))
                continue
            checks = [self._executor.judge_call(step.call, entity, warrant) for step in own]
            ledger.checks += checks
            decisions = {check.decision for check in checks}
            if Decision.REFUSE in decisions:
                found.problems.append(Problem(reason=Reason.NOT_ALLOWED, entity_ids=(entity_id,)))
            elif decisions & ASKING:
                found.pin |= Decision.PIN in decisions
                state = self._world.states(entity_id)
                found.asked[entity_id] = state.state if state else ""
                asking = [step for step, check in zip(own, checks, strict=True) if check.decision in ASKING]
                found.wishes += [act for step in asking if (act := act_of(step.call))]
            else:
                found.allowed += own
        return found


def _concerns(problem: Problem, wanted: Collection[str] | None) -> bool:
    return wanted is None or not set(wanted).isdisjoint(problem.entity_ids)
