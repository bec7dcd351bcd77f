"""What is put off: decided, asked about and kept when it is said, so that nothing is asked when its time comes."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from ..home.conditions import Verdict, telling, weigh
from ..journal.asynchronous import AsyncJournal
from ..journal.ids import new_turn_id
from ..journal.plans import Plan
from ..journal.record import Asker, Turn
from ..journal.undoing import plan_undo
from ..language.codec import condition_to_json, request_to_json
from ..language.outcome import Acted, Ended, Fate, Intent, Listed, Outcome, Planned, Remark, Said, Unmet
from ..language.request import Act, Action, Condition, Conditional, Problem, Reason, Request, Scheduled
from .checking import Checked, Checker
from .clock import Clock
from .effects import shown
from .execution import ASKING, Executor
from .plans import acts_of, entities_of, intent_of
from .ports import World
from .schedule import FURTHEST, moment_of
from .turning import Turning
from .waiting import Waiter

MOST_PLANS = 100
"""Plans that may be open at once in a home."""

WAIT = timedelta(hours=24)
"""How long a condition is waited for."""

type Now = Callable[[Sequence[Request]], Awaitable[Sequence[Outcome]]]
"""Serve requests at once; return what came of them."""

# What ends that which is for a while only, where it was so before.
_ENDS = {Action.TURN_ON: Action.TURN_OFF}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """Puts requests off, and calls plans off."""

    world: World
    journal: AsyncJournal
    executor: Executor
    clock: Clock
    waiter: Waiter

    async def serve(self, request: Scheduled | Conditional, turning: Turning, now: Now) -> Sequence[Outcome]:
        """Put a request off, or serve it at once where its condition holds or it only ends later."""
        if isinstance(request, Conditional):
            return await self._conditional(request, turning, now)
        told = request.when or request.until
        due = moment_of(told, self._local(), self.world.sun) if told else None
        if due is None:
            return [Problem(reason=Reason.PASSED, words=request.words)]
        if request.when is not None:
            return await self._put_off(request, due, turning)
        return await self._for_a_while(request, due, turning, now)

    async def confirm(
        self, request: Scheduled | Conditional, due: datetime, turning: Turning, now: Now
    ) -> Sequence[Outcome]:
        """Do what was just agreed to, at the moment that was told when it was asked about."""
        if due <= self.clock.now():
            return [Said(remark=Remark.EXPIRED)]
        if isinstance(request, Scheduled) and request.when is None:
            return await self._for_a_while(request, due, turning, now)
        return await self._put_off(request, due, turning)

    async def restore(
        self, request: Scheduled, target: Turn, entity_ids: Sequence[str], due: datetime, turning: Turning
    ) -> Outcome:
        """Put back later what a turn changed, after a yes to it."""
        if due <= self.clock.now():
            return Said(remark=Remark.EXPIRED)
        plan = self._plan(request, due, turning, restores=tuple(entity_ids), turn_id=target.turn_id)
        return await self._keep(plan, request, due)

    def planned(self, asker: Asker) -> Listed:
        """Return what is planned for somebody; for a voice without a user, what such voices asked for."""
        return Listed(intents=tuple(self.waiter.intent(plan) for plan in self._own(asker)))

    async def cancel(self, asker: Asker, about: Iterable[str] = ()) -> Ended | None:
        """Call off what somebody planned, or of it what is about some devices; `None` when there is nothing."""
        wanted = set(about)
        return await self._call_off([plan for plan in self._own(asker) if not wanted or wanted & entities_of(plan)])

    async def cancel_newest(self, asker: Asker) -> Ended | None:
        """Call off what somebody planned last; `None` when there is nothing."""
        newest = max((plan.turn_id for plan in self._own(asker)), default=None)
        return await self.cancel_of(newest) if newest is not None else None

    def has_of(self, turn_id: str) -> bool:
        """Return whether something that a turn planned still waits."""
        return any(plan.turn_id == turn_id for plan in self.waiter.plans)

    async def cancel_of(self, turn_id: str) -> Ended | None:
        """Call off what a turn planned; `None` when there is nothing left of it."""
        return await self._call_off([plan for plan in self.waiter.plans if plan.turn_id == turn_id])

    async def _call_off(self, plans: Sequence[Plan]) -> Ended | None:
        gone = [plan for plan in plans if await self.journal.drop_plan(plan.plan_id, unclaimed=True)]
        for plan in plans:
            self.waiter.remove(plan.plan_id)
        if not gone:
            return None
        turn_ids = tuple(dict.fromkeys(plan.turn_id for plan in gone))
        return Ended(fate=Fate.CANCELLED, intents=tuple(map(self.waiter.intent, gone)), turn_ids=turn_ids)

    def _own(self, asker: Asker) -> list[Plan]:
        return [plan for plan in self.waiter.plans if plan.asker.user_id == asker.user_id]

    def _local(self) -> datetime:
        return self.world.local(self.clock.now())

    async def _conditional(self, request: Conditional, turning: Turning, now: Now) -> Sequence[Outcome]:
        verdicts = [self._weigh(condition) for condition in request.conditions]
        holds = all(verdict.holds for verdict in verdicts)
        if request.waits and not (holds and not any(condition.becomes for condition in request.conditions)):
            return await self._put_off(request, self.clock.now() + WAIT, turning, armed=not holds)
        if holds:
            return await now(request.requests)
        no = next((i for i, verdict in enumerate(verdicts) if verdict.holds is False), None)
        if no is None:
            unknown = next(i for i, verdict in enumerate(verdicts) if verdict.holds is None)
            return [Problem(reason=Reason.CANNOT_TELL, words=request.conditions[unknown].words)]
        if request.otherwise:
            return await now(request.otherwise)
        entity_ids = tuple(dict.fromkeys(i for act in acts_of(request.requests) for i in act.entity_ids))
        sun = self.world.last_of_sun() if request.conditions[no].question is None else None
        found = verdicts[no].found
        return [Unmet(entity_ids=entity_ids, found=telling(found) if found else None, sun=sun)]

    def _weigh(self, condition: Condition) -> Verdict:
        return weigh(condition, self.world.home(), self.world.states, self.world.last_of_sun())

    async def _put_off(
        self, request: Scheduled | Conditional, due: datetime, turning: Turning, *, armed: bool = False
    ) -> Sequence[Outcome]:
        """Keep a request for later, as far as it is possible and allowed; ask where a yes is needed."""
        if (refused := self._refused(due, request)) is not None:
            return [refused]
        checked = self._check([request], turning)
        left = next((item for item in checked.requests if isinstance(item, Scheduled | Conditional)), None)
        if left is None:
            return checked.problems
        plan = self._plan(left, due, turning, armed=armed)
        if checked.asked:
            planned = Planned(
                request=left, intent=self._told(plan, left), due=due, asked=checked.asked, pin=checked.pin
            )
        else:
            planned = await self._keep(plan, left, due)
        return [*checked.problems, planned]

    async def _for_a_while(self, request: Scheduled, due: datetime, turning: Turning, now: Now) -> Sequence[Outcome]:
        """Do something now, and put it back later; ask first where the doing needs a yes."""
        if (refused := self._refused(due, request)) is not None:
            return [refused]
        if (checked := self._check(request.requests, turning)).asked:
            until = self.world.local(due)
            intent = intent_of(request.requests, self._local(), self.world.sun, until=until, when=request.until)
            return [Planned(request=request, intent=intent, due=due, asked=checked.asked, pin=checked.pin)]
        outcomes = await now(request.requests)
        return [*outcomes, *await self._ends(request, due, turning, outcomes)]

    async def _ends(
        self, request: Scheduled, due: datetime, turning: Turning, outcomes: Sequence[Outcome]
    ) -> Sequence[Outcome]:
        """Plan the end of what was just done; what was so already and cannot be put back is ended by its opposite."""
        acted = [outcome for outcome in outcomes if isinstance(outcome, Acted)]
        moved = tuple(dict.fromkeys(i for item in acted for i in (*item.done, *item.under_way)))
        ends = tuple(
            Act(action=_ENDS[item.act.action], entity_ids=item.already, words=item.act.words)
            for item in acted
            if item.already and item.act.action in _ENDS
        )
        asked = self._risky_to_restore(turning, moved)
        restores = tuple(entity_id for entity_id in moved if entity_id not in asked)
        told: list[Outcome] = []
        if restores or ends:
            end = replace(request, requests=ends)
            told.append(await self._keep(self._plan(end, due, turning, restores=restores), end, due))
        if asked:
            rest = replace(request, requests=())
            intent = self._told(self._plan(rest, due, turning, restores=tuple(asked)), rest)
            told.append(Planned(request=rest, intent=intent, due=due, restores=tuple(asked), asked=asked))
        return told

    def _risky_to_restore(self, turning: Turning, entity_ids: Sequence[str]) -> dict[str, str]:
        """Return the devices that may be put back only after a yes, with their states."""
        warrant, home = turning.warrant(), self.world.home()
        asked: dict[str, str] = {}
        for step in plan_undo(turning.turn(self.world), self.world.states).steps:
            entity = home.entities.get(step.call.entity_ids[0])
            if entity is None or entity.entity_id not in entity_ids:
                continue
            if self.executor.judge_call(step.call, entity, warrant).decision in ASKING:
                asked[entity.entity_id] = shown(entity.entity_id, self.world.states)
        return asked

    def _check(self, requests: Sequence[Request], turning: Turning) -> Checked:
        warrant = turning.warrant(turning.confirmed)
        return Checker(self.world, self.executor).check(requests, warrant, turning.ledger)

    def _refused(self, due: datetime, request: Request) -> Problem | None:
        if due - self.clock.now() > FURTHEST:
            return Problem(reason=Reason.TOO_FAR, words=request.words)
        if len(self.waiter.plans) >= MOST_PLANS:
            return Problem(reason=Reason.TOO_MANY, words=request.words)
        return None

    def _plan(
        self,
        request: Scheduled | Conditional,
        due: datetime,
        turning: Turning,
        *,
        armed: bool = False,
        restores: tuple[str, ...] = (),
        turn_id: str | None = None,
    ) -> Plan:
        """Return the plan of a request, not kept yet."""
        utterance = turning.utterance
        inner: tuple[Request, ...] = request.requests
        if isinstance(request, Scheduled) and request.when is not None and request.until is not None:
            inner = (replace(request, when=None),)
        conditions = request.conditions if isinstance(request, Conditional) else ()
        return Plan(
            plan_id=new_turn_id(),
            turn_id=turn_id or turning.turn_id,
            due=due.astimezone(UTC).isoformat(),
            asker=replace(utterance.asker, context_id=None),
            conversation_id=utterance.conversation_id,
            agent_id=utterance.agent_id,
            language=utterance.language,
            words=request.words,
            requests=tuple(request_to_json(item) for item in inner),
            conditions=tuple(condition_to_json(condition) for condition in conditions),
            restores=restores,
            confirmed=dict(turning.confirmed or {}),
            armed=armed,
            profile=turning.profile.agent_id,
            sources=tuple(sorted(turning.provenance.sources)),
            pin=turning.pin,
        )

    async def _keep(self, plan: Plan, request: Scheduled | Conditional, due: datetime) -> Planned:
        await self.journal.add_plan(plan)
        self.waiter.add(plan)
        return Planned(request=request, intent=self._told(plan, request), due=due, plan_id=plan.plan_id)

    def _told(self, plan: Plan, request: Scheduled | Conditional) -> Intent:
        """Return what is told of a plan just made, with its time as it was said."""
        intent = self.waiter.intent(plan)
        said = (request.when or request.until) if isinstance(request, Scheduled) else None
        return replace(intent, when=said) if intent.at is not None else intent
