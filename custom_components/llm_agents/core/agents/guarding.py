"""Which devices the policy guards: those that it would not let everybody act on without a word."""

from ..home.model import Entity, Home, State, StateReader
from ..journal.record import Asker, Decision, Origin
from ..language.request import Act, Action
from .cases import Case
from .policy import Policy

_ANYBODY = Asker(origin=Origin.VOICE)


def is_guarded(policy: Policy, entity: Entity, state: State | None, home: Home) -> bool:
    """Return whether some act on an entity would be asked about or refused, though it is a known one."""
    case = Case(asker=_ANYBODY, exposed=True, may_control=True, home=home)
    for action in Action:
        act = Act(action=action, entity_ids=(entity.entity_id,))
        check = policy.judge(act, entity, state, case)
        if check.decision is not Decision.ALLOW and check.rule != "unknown_action":
            return True
    return False


def first_guarded(policy: Policy, home: Home, states: StateReader) -> Entity | None:
    """Return a device of a home that the policy guards; of those that are alike only one is looked at.

    Where the owner has rules that are stricter than the table, all of them are.
    """
    strict = any(rule.effect is not Decision.ALLOW for rule in policy.rules)
    seen: set[tuple[str, str | None]] = set()
    for entity in home.entities.values():
        kind = entity.domain, entity.device_class
        if kind in seen and not strict and entity.domain not in ("scene", "script"):
            continue
        seen.add(kind)
        if is_guarded(policy, entity, states(entity.entity_id), home):
            return entity
    return None
