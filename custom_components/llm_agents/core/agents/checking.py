"""What of requests for later may be done, told when they are said: what cannot be, and what needs a yes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..home.grounding import ground
from ..journal.record import Check, Decision
from ..language.request import Act, PlatformIntent, Problem, Reason, Request
from .effects import shown
from .errands import errand_of
from .execution import ASKING, Executor
from .ledger import Ledger
from .plans import plain_requests, with_acts
from .ports import World
from .warrants import Warrant

# What depends on the state at the time: it is told then.
_OF_THE_MOMENT = frozenset({"off", "unknown_now"})


@dataclass(slots=True)
class Checked:
    """Requests with what may be done of them; `asked` are the devices that need a yes first, with their states."""

    requests: list[Request] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    pin: bool = False


class Checker:
    """Checks requests for later by the home and the policy of now."""

    def __init__(self, world: World, executor: Executor) -> None:
        """Check for a world, by the policy of its executor."""
        self._world = world
        self._executor = executor

    def check(self, requests: Sequence[Request], warrant: Warrant, ledger: Ledger) -> Checked:
        """Return what of requests may be done, and what has to be told or asked; decisions go to the ledger."""
        checked = Checked()
        for request in requests:
            kept = with_acts(request, lambda act: self._act(act, warrant, ledger, checked))
            if kept is not None and all(self._errand(one, warrant, ledger, checked) for one in plain_requests(kept)):
                checked.requests.append(kept)
        return checked

    def _errand(self, request: Request, warrant: Warrant, ledger: Ledger, checked: Checked) -> bool:
        """Return whether a request may be planned as far as something in it is handed to others."""
        world = self._world
        errand = errand_of(request, world.home(), world.contents) if isinstance(request, PlatformIntent) else None
        if errand is None:
            return True
        if self._goes(self._executor.judge_errand(errand, warrant), ledger, checked):
            return True
        checked.problems.append(Problem(reason=Reason.NOT_ALLOWED, words=request.words))
        return False

    def _act(self, act: Act, warrant: Warrant, ledger: Ledger, checked: Checked) -> Act | None:
        problems = [
            problem
            for problem in ground(act, self._world.home(), self._world.states).problems
            if problem.reason is not Reason.UNAVAILABLE and problem.details.get("why") not in _OF_THE_MOMENT
        ]
        impossible = {entity_id for problem in problems for entity_id in problem.entity_ids}
        checked.problems += problems
        kept = [
            entity_id
            for entity_id in dict.fromkeys(act.entity_ids)
            if entity_id not in impossible and self._may(act, entity_id, warrant, ledger, checked)
        ]
        return replace(act, entity_ids=tuple(kept)) if kept else None

    def _may(self, act: Act, entity_id: str, warrant: Warrant, ledger: Ledger, checked: Checked) -> bool:
        """Return whether an act on an entity may be planned; what needs a yes may, after it."""
        check = self._executor.judge(act, self._world.home().entities[entity_id], warrant)
        if self._goes(check, ledger, checked):
            return True
        reason = Reason.NOT_ALLOWED if self._world.is_exposed(entity_id) else Reason.NOT_EXPOSED
        checked.problems.append(Problem(reason=reason, entity_ids=(entity_id,), act=act))
        return False

    def _goes(self, check: Check, ledger: Ledger, checked: Checked) -> bool:
        """Take in a decision; return whether it may be planned."""
        ledger.checks.append(check)
        checked.pin |= check.decision is Decision.PIN
        if check.decision in ASKING:
            checked.asked[check.entity_id] = shown(check.entity_id, self._world.states)
        return check.decision is not Decision.REFUSE
