"""Taking a turn back: planned from the journal, allowed, acted and verified like any other act, all of it or nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..home.grounding import Step, restore, snapshot
from ..journal.asynchronous import AsyncJournal
from ..journal.record import Check, Decision, Turn
from ..journal.undoing import joined, plan_undo
from ..language.outcome import Outcome, Undone
from ..language.request import Act, Problem, Reason
from .clock import Stopwatch
from .effects import achieved, problems_of, shown
from .execution import ASKING, Executor
from .habit_desk import HabitDesk
from .heeding import Heeder
from .ledger import Ledger
from .planning import Planner
from .ports import World
from .risks import act_of
from .turning import Turning
from .verification import Result
from .warrants import Warrant

WHOLE_RULE = "whole_undo"
"""The rule by which what may be taken back is asked about, because something else of the turn is or cannot be."""


@dataclass(slots=True)
class Prepared:
    """What taking a turn back would come to; its `steps` are to be done when it `goes`."""

    target: str | None
    steps: list[Step] = field(default_factory=list)
    already: tuple[str, ...] = ()
    asked: dict[str, str] = field(default_factory=dict)
    pin: bool = False
    wishes: list[Act] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def goes(self) -> bool:
        """Return whether all of it can be done now, and nothing has to be asked."""
        return not self.asked and not self.problems

    @property
    def outcome(self) -> Undone:
        """Return what is told of it when nothing of it is done."""
        return Undone(
            target=self.target,
            wishes=tuple(self.wishes),
            already=self.already,
            asked=self.asked,
            pin=self.pin,
            problems=tuple(self.problems),
        )


class Undoer:
    """Brings back what turns changed."""

    def __init__(
        self,
        world: World,
        executor: Executor,
        journal: AsyncJournal,
        planner: Planner,
        desk: HabitDesk,
        heeder: Heeder,
    ) -> None:
        """Undo in a world, through the executor that does every other act.

        A planner calls off what was planned, a desk takes away the automations that were made, a heeder the wishes.
        """
        self._world = world
        self._executor = executor
        self._journal = journal
        self._planner = planner
        self._desk = desk
        self._heeder = heeder

    async def take_back(
        self, target: Turn, turning: Turning, confirmed: Mapping[str, str] | None = None
    ) -> Sequence[Outcome]:
        """Take a turn back with all that it planned and delegated, or what was agreed to of it: all or nothing."""
        turning.acting = True
        target = joined(target, await self._journal.whole(target.turn_id))
        if (taken := await self._desk.take_back(target, turning)) is not None:
            return taken
        own = confirmed is not None or not turning.provenance.tainted  # a program calls nothing off by itself
        if own and not target.calls and (gone := await self._heeder.take_back(target, turning)) is not None:
            return gone
        if not target.calls and self._planner.has_of(target.turn_id):
            if not own or (ended := await self._planner.cancel_of(target.turn_id)) is None:
                return [Problem(reason=Reason.NOT_ALLOWED if not own else Reason.NOTHING_TO_UNDO)]
            turning.undoes = target.turn_id
            return [ended]
        warrant = turning.warrant(confirmed)
        prepared = self.prepare(target, warrant, turning.ledger, confirmed)
        if not prepared.goes:
            return [prepared.outcome]
        ended = await self._planner.cancel_of(target.turn_id) if own else None
        undone = await self.carry_out(prepared, warrant, turning.ledger, turning.watch)
        if undone.done or undone.under_way or ended is not None:
            turning.undoes = target.turn_id
        # That it is not put back later needs no words: it was put back now.
        return [undone, ended] if ended is not None and any(intent.acts for intent in ended.intents) else [undone]

    async def put_back(
        self, turn: Turn, warrant: Warrant, ledger: Ledger, watch: Stopwatch, only: Collection[str]
    ) -> Undone:
        """Bring some devices back to how they were before a turn, as was planned then: each by itself."""
        found = self.prepare(turn, warrant, ledger, only, whole=False)
        results = await self._executor.performer.perform(found.steps, warrant.asker, ledger, watch)
        return replace(
            found.outcome,
            done=achieved(results, Result.DONE),
            under_way=achieved(results, Result.UNDER_WAY),
            problems=(*found.problems, *problems_of(results, None)),
        )

    def prepare(
        self,
        turn: Turn,
        warrant: Warrant,
        ledger: Ledger,
        only: Collection[str] | None = None,
        *,
        whole: bool = True,
    ) -> Prepared:
        """Find out whether a turn, or only some entities of it, can be taken back.

        As a `whole`, all that can be is asked about together where something cannot be, or has to be asked about.
        """
        if turn.undone_by is not None and only is None:  # a yes is to the rest of an undo
            return Prepared(target=None, problems=[Problem(reason=Reason.NOTHING_TO_UNDO)])
        plan = plan_undo(turn, self._world.states)
        found = Prepared(
            target=turn.turn_id,
            already=tuple(entity_id for entity_id in plan.already if only is None or entity_id in only),
            problems=[problem for problem in plan.problems if _concerns(problem.entity_ids, only)],
        )
        steps = [step for step in plan.steps if _concerns(step.call.entity_ids, only)]
        checks = self._sort(steps, found, warrant)
        if whole and not found.goes:
            checks = self._ask_all(found, steps, checks)
        ledger.checks += checks
        if not (steps or found.problems or found.already):
            found.problems.append(Problem(reason=Reason.CANNOT_UNDO))
        return found

    async def carry_out(self, prepared: Prepared, warrant: Warrant, ledger: Ledger, watch: Stopwatch) -> Undone:
        """Take back what was prepared and `goes`; where a device does not follow, the others are put forward again."""
        touched = dict.fromkeys(entity_id for step in prepared.steps for entity_id in step.call.entity_ids)
        states = {entity_id: state for entity_id in touched if (state := self._world.states(entity_id))}
        before = {entity_id: snapshot(state) for entity_id, state in states.items()}
        results = await self._executor.performer.perform(prepared.steps, warrant.asker, ledger, watch)
        problems = problems_of(results, None)
        stayed: tuple[str, ...] = ()
        if problems:
            moved = {entity_id: kept for entity_id, kept in before.items() if results.get(entity_id) in _MOVED}
            stayed = await self._put_forward(moved, warrant, ledger, watch)
        return replace(
            prepared.outcome,
            done=achieved(results, Result.DONE, stayed),
            under_way=achieved(results, Result.UNDER_WAY, stayed),
            problems=tuple(problems),
            stayed=stayed,
        )

    async def _put_forward(
        self, before: Mapping[str, Mapping[str, Any]], warrant: Warrant, ledger: Ledger, watch: Stopwatch
    ) -> tuple[str, ...]:
        """Bring devices to where they were before the undo, as far as the rules allow; return those that are there."""
        home, unasked = self._world.home(), replace(warrant, confirmed=None, pin=False)
        allowed: list[Step] = []
        for entity_id, kept in before.items():
            state, entity = self._world.states(entity_id), home.entities.get(entity_id)
            steps = restore(entity_id, kept, state) if state is not None else None
            if entity is None or not steps:
                continue
            checks = [self._executor.judge_call(step.call, entity, unasked) for step in steps]
            ledger.checks += checks
            if all(check.decision is Decision.ALLOW for check in checks):
                allowed += steps
        results = await self._executor.performer.perform(allowed, warrant.asker, ledger, watch)
        return tuple(entity_id for entity_id, result in results.items() if result in _MOVED)

    def _sort(self, steps: Sequence[Step], found: Prepared, warrant: Warrant) -> list[Check]:
        """Sort steps by what the policy says; an entity of several steps goes by the strictest."""
        by_entity: dict[str, list[Step]] = {}
        for step in steps:
            by_entity.setdefault(step.call.entity_ids[0], []).append(step)
        home = self._world.home()
        checks: list[Check] = []
        for entity_id, own in by_entity.items():
            entity = home.entities.get(entity_id)
            if entity is None:
                found.problems.append(Problem(reason=Reason.NOT_EXPOSED, entity_ids=(entity_id,)))
                continue
            own_checks = [self._executor.judge_call(step.call, entity, warrant) for step in own]
            checks += own_checks
            decisions = {check.decision for check in own_checks}
            if Decision.REFUSE in decisions:
                found.problems.append(Problem(reason=Reason.NOT_ALLOWED, entity_ids=(entity_id,)))
            elif decisions & ASKING:
                found.pin |= Decision.PIN in decisions
                found.asked[entity_id] = shown(entity_id, self._world.states)
                asking = [step for step, check in zip(own, own_checks, strict=True) if check.decision in ASKING]
                found.wishes += [act for step in asking if (act := act_of(step.call))]
            else:
                found.steps += own
        return checks

    def _ask_all(self, found: Prepared, steps: Sequence[Step], checks: Sequence[Check]) -> list[Check]:
        """Let all that can be done wait for the one yes; return the checks as they are then."""
        waiting = {step.call.entity_ids[0] for step in found.steps} | found.asked.keys()
        ordered = dict.fromkeys(step.call.entity_ids[0] for step in steps)
        found.asked = {entity_id: shown(entity_id, self._world.states) for entity_id in ordered if entity_id in waiting}
        found.steps = []
        return [
            replace(check, decision=Decision.ASK, rule=WHOLE_RULE) if check.decision is Decision.ALLOW else check
            for check in checks
        ]


_MOVED = (Result.DONE, Result.UNDER_WAY)


def _concerns(entity_ids: Sequence[str], wanted: Collection[str] | None) -> bool:
    return wanted is None or not set(wanted).isdisjoint(entity_ids)
