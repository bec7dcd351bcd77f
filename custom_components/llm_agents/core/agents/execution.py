"""Allow, act, verify: the one way by which anything in the home is changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
import logging

from ..home.grounding import Call, Grounded, ground
from ..home.model import Entity, Home, State
from ..journal.record import Check, Decision
from ..language.outcome import Acted
from ..language.request import Act, Action, Problem, Reason
from .cases import Case
from .clock import Clock, Stopwatch
from .conflicts import RULE as CONFLICT_RULE, Conflicts
from .effects import achieved, narrow, plain_act, problems_of, standing
from .errands import Errand
from .guarding import guards
from .inside import HOLDERS
from .ledger import Ledger
from .ordering import run_in_order
from .performing import Performer
from .policy import Policy
from .ports import World
from .queueing import Queues
from .risks import as_members
from .verification import Result
from .warrants import Warrant

_LOGGER = logging.getLogger(__name__)

UNSURE_RULE = "untrusted_model"
"""The rule by which an act is asked about because a small model proposed it."""

WHOLE_RULE = "whole_sentence"
"""The rule by which an act is asked about because another of its sentence is."""

ASKING = frozenset({Decision.ASK, Decision.PIN})
"""The decisions that leave a question open."""

_RELATIVE = frozenset({Action.TOGGLE, Action.ADJUST})


@dataclass(slots=True)
class _Sorted:
    """The entities of a grounded act, by what the policy says of them."""

    allowed: set[str] = field(default_factory=set)
    asked: dict[str, str] = field(default_factory=dict)
    pin: bool = False
    problems: list[Problem] = field(default_factory=list)


class Executor:
    """Carries out acts in a world under a policy; never raises for what one act does."""

    def __init__(self, world: World, policy: Policy, performer: Performer, clock: Clock, conflicts: Conflicts) -> None:
        """Act in a world; `clock` tells the time by which rules hold, `conflicts` whether another agent goes first."""
        self.performer = performer
        self._world = world
        self._policy = policy
        self._clock = clock
        self._conflicts = conflicts
        self._queues = Queues()

    async def act(self, acts: Sequence[Act], warrant: Warrant, ledger: Ledger, watch: Stopwatch) -> list[Acted]:
        """Carry out acts, those of different entities at once; return what came of each.

        Where one of them is to be asked about, all wait: the question shows the whole sentence, and a yes does it in
        its order. Only what stops something never waits.
        """
        warrant = replace(warrant, whole=warrant.confirmed is None and self._asks(acts, warrant))
        return await run_in_order(
            acts,
            lambda act: act.entity_ids,
            partial(self._act, warrant=warrant, ledger=ledger, watch=watch),
        )

    def _asks(self, acts: Sequence[Act], warrant: Warrant) -> bool:
        """Return whether any of some acts is to be asked about."""
        home = self._world.home()
        return any(
            self.judge(act, home.entities[entity_id], warrant).decision in ASKING
            for act in acts
            for step in ground(act, home, self._world.states).steps
            for entity_id in step.call.entity_ids
        )

    async def _act(self, act: Act, *, warrant: Warrant, ledger: Ledger, watch: Stopwatch) -> Acted:
        try:
            async with self._queues.at(warrant.root, act.entity_ids):
                return await self._act_unguarded(act, warrant, ledger, watch)
        except Exception:
            _LOGGER.exception("An act failed unexpectedly: %s", act.action)
            problem = Problem(reason=Reason.FAILED, entity_ids=act.entity_ids, act=act, words=act.words)
            return Acted(act=act, problems=(problem,))

    async def _act_unguarded(self, act: Act, warrant: Warrant, ledger: Ledger, watch: Stopwatch) -> Acted:
        home = self._world.home()
        stale = self._stale(act, warrant)
        fresh = replace(act, entity_ids=tuple(entity for entity in act.entity_ids if entity not in stale))
        nothing = stale and not fresh.entity_ids
        grounded = Grounded(act=act, steps=()) if nothing else ground(fresh, home, self._world.states)
        act = plain_act(act, grounded.steps)
        sorted_ = self._sort(grounded, home, warrant, ledger)
        self._conflicts.note(act, grounded.already, self._world.states, warrant)
        await self._conflicts.tell()
        steps = [narrowed for step in grounded.steps if (narrowed := narrow(step, sorted_.allowed))]
        results = await self.performer.perform(steps, warrant.asker, ledger, watch)
        problems = [*grounded.problems, *sorted_.problems, *problems_of(results, act)]
        if stale:
            problems.append(Problem(reason=Reason.CHANGED_SINCE, entity_ids=stale, act=act))
        return Acted(
            act=act,
            done=achieved(results, Result.DONE),
            already=grounded.already,
            under_way=achieved(results, Result.UNDER_WAY),
            asked=sorted_.asked,
            problems=tuple(problems),
            unsure=warrant.doubted,
            pin=sorted_.pin,
        )

    def _stale(self, act: Act, warrant: Warrant) -> tuple[str, ...]:
        """Return the entities for which a yes no longer means what was asked.

        What is not shared any more is none of ours. "Toggle" and "higher" mean something else from another state
        than the one asked about; and who let a lock be opened had the state in mind that was shown.
        """
        if warrant.confirmed is None:
            return ()
        home, confirmed = self._world.home(), warrant.confirmed

        def stale(entity_id: str) -> bool:
            state = self._world.states(entity_id)
            moved = state is not None and confirmed.get(entity_id, state.state) not in (
                state.state,
                standing(act, state),
            )
            if (entity := home.entities.get(entity_id)) is None:
                return True
            guarded = not warrant.later and guards(act, entity, state, confirmed.get(entity_id))
            return moved and (act.action in _RELATIVE or guarded) and not self._holds(act, entity_id, home)

        return tuple(filter(stale, act.entity_ids))

    def _holds(self, act: Act, entity_id: str, home: Home) -> bool:
        """Return whether an entity is already as wished: then it does not matter how it came to be so."""
        return entity_id in ground(replace(act, entity_ids=(entity_id,)), home, self._world.states).already

    def _sort(self, grounded: Grounded, home: Home, warrant: Warrant, ledger: Ledger) -> _Sorted:
        found = _Sorted()
        for entity_id in dict.fromkeys(entity for step in grounded.steps for entity in step.call.entity_ids):
            entity = home.entities[entity_id]
            check = self.judge(grounded.act, entity, warrant)
            if check.decision is Decision.ALLOW and (warrant.doubted or (warrant.whole and not _stops(grounded.act))):
                check = replace(check, decision=Decision.ASK, rule=UNSURE_RULE if warrant.doubted else WHOLE_RULE)
            check = self._conflicts.weigh(check, grounded.act, entity, self._world.states(entity_id), warrant)
            ledger.checks.append(check)
            match check.decision:
                case Decision.ALLOW:
                    found.allowed.add(entity_id)
                case Decision.ASK | Decision.PIN:
                    found.pin |= check.decision is Decision.PIN
                    found.asked[entity_id] = standing(grounded.act, self._world.states(entity_id))
                case Decision.REFUSE if check.rule.startswith(CONFLICT_RULE):
                    found.problems.append(self._conflicts.problem(check, grounded.act))
                case Decision.REFUSE:
                    reason = Reason.NOT_ALLOWED if self._world.is_exposed(entity_id) else Reason.NOT_EXPOSED
                    found.problems.append(Problem(reason=reason, entity_ids=(entity_id,), act=grounded.act))
        return found

    def judge(self, act: Act, entity: Entity, warrant: Warrant) -> Check:
        """Return the policy's decision on one entity at this moment; a yes counts only where it was given."""
        return self._policy.judge(act, entity, self._state(entity.entity_id), self.case(entity, warrant))

    def judge_call(self, call: Call, entity: Entity, warrant: Warrant) -> Check:
        """Return the policy's decision on a call that brings a former state back."""
        return self._policy.judge_call(call, entity, self._state(entity.entity_id), self.case(entity, warrant))

    def _state(self, entity_id: str) -> State | None:
        """Return the present state by which an entity is judged."""
        return as_members(self._world.states(entity_id), self._world.states)

    def judge_errand(self, errand: Errand, warrant: Warrant) -> Check:
        """Return the policy's decision on what is handed to others; a yes counts for what it was given to."""
        entity_id = errand.entity.entity_id if errand.entity else ""
        check = self._policy.judge_errand(errand, self._world.states(entity_id), self.case(errand.subject, warrant))
        confirmed = warrant.confirmed is not None and entity_id in warrant.confirmed
        if check.decision is Decision.ALLOW and warrant.doubted and not confirmed:
            return replace(check, decision=Decision.ASK, rule=UNSURE_RULE)
        return check

    def case(self, entity: Entity, warrant: Warrant) -> Case:
        """Return what the policy looks at beside an act on an entity, as it is at this moment."""
        world, asker = self._world, warrant.asker
        return Case(
            asker=asker,
            exposed=world.is_exposed(entity.entity_id),
            may_control=world.may_control(asker.user_id, entity.entity_id),
            confirmed=warrant.confirmed is not None and _key(entity) in warrant.confirmed,
            pin_given=warrant.pin,
            profile=warrant.profile,
            provenance=warrant.provenance,
            home=world.home(),
            now=world.local(self._clock.now()),
            contents=world.contents(entity.entity_id) if entity.domain in HOLDERS else None,
        )


def _key(entity: Entity) -> str:
    """Return by what a yes to an entity is known; what is about no device has none."""
    return "" if entity.entity_id.endswith(".") else entity.entity_id


def _stops(act: Act) -> bool:
    return act.action is Action.STOP
