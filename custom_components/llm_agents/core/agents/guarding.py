"""Which devices the policy guards: those that it would not let everybody act on without a word."""

from collections.abc import Callable, Mapping

from ..home.contents import Contents
from ..home.model import Entity, Home, State, StateReader
from ..journal.record import Asker, Decision, Origin
from ..language.request import Act, Action
from .cases import Case
from .inside import HOLDERS
from .policy import Policy
from .risks import Risk, risk_of

# How a state that was under way goes on by itself: that is no change of what was asked about.
_ARRIVALS: Mapping[str, frozenset[str]] = {
    "arming": frozenset({"armed_away", "armed_home", "armed_night", "armed_vacation", "armed_custom_bypass"}),
    "closing": frozenset({"closed"}),
    "locking": frozenset({"locked"}),
    "opening": frozenset({"open"}),
}
_AWAY = frozenset({"unavailable", "unknown"})  # told as what it is
_ANYBODY = Asker(origin=Origin.VOICE)

type Inside = Callable[[str], Contents | None]
"""Return what is in a scene or script, `None` where that cannot be known."""


def guards(act: Act, entity: Entity, state: State | None, asked: str | None) -> bool:
    """Return whether a yes to an act holds for the state that was `asked` about only: one that lowers safety."""
    if state is None or state.state in _AWAY or state.state in _ARRIVALS.get(asked or "", frozenset()):
        return False
    return risk_of(act, entity, state) is Risk.HIGH


def is_guarded(
    policy: Policy, entity: Entity, state: State | None, home: Home, contents: Inside = lambda _: None
) -> bool:
    """Return whether some act on an entity would be asked about or refused, though it is a known one.

    `contents` returns what is in a scene or script.
    """
    inside = contents(entity.entity_id) if entity.domain in HOLDERS else None
    case = Case(asker=_ANYBODY, exposed=True, may_control=True, home=home, contents=inside)
    for action in Action:
        act = Act(action=action, entity_ids=(entity.entity_id,))
        check = policy.judge(act, entity, state, case)
        if check.decision is not Decision.ALLOW and check.rule != "unknown_action":
            return True
    return False


def first_guarded(policy: Policy, home: Home, states: StateReader, contents: Inside = lambda _: None) -> Entity | None:
    """Return a device of a home that the policy guards; of those that are alike only one is looked at.

    Where the owner has rules that are stricter than the table, all of them are.
    """
    strict = any(rule.effect is not Decision.ALLOW for rule in policy.rules)
    seen: set[tuple[str, str | None]] = set()
    for entity in home.entities.values():
        kind = entity.domain, entity.device_class
        if kind in seen and not strict and entity.domain not in HOLDERS:
            continue
        seen.add(kind)
        if is_guarded(policy, entity, states(entity.entity_id), home, contents):
            return entity
    return None
