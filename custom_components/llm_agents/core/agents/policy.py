"""What may be done, decided by code for every act of every agent: allow, ask, ask with the PIN, refuse.

No model's words reach these decisions. In this order: exposure, the person's rights, who may use the agent, its scope,
known acts only, then the owner's rules or else the table of risks, what scripts reach, the agent's autonomy, and the
origin of the words. The strictest decides; of equals the first. Explained to owners in `docs/policy.md`.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from ..home.model import Entity, State
from ..home.steps import Call
from ..journal.record import Check, Decision
from ..language.request import Act, Action
from .cases import Case, Finding, Verdict
from .errands import Errand
from .inside import reaches_out, risk_inside, sets_off
from .profiles import Autonomy
from .risks import Risk, act_of, meaning, risk_of
from .rules import Rule, in_order


class Confirm(StrEnum):
    """From which risk on the agent asks before it acts. There is no way never to be asked."""

    RISKY = "risky"
    SENSITIVE = "sensitive"
    ALWAYS = "always"


ORIGIN_RULE = "origin"
"""The rule by which an act is asked about that a text from elsewhere may have set in motion."""

_ASKED_FROM: Mapping[Confirm, Risk] = {
    Confirm.RISKY: Risk.HIGH,
    Confirm.SENSITIVE: Risk.SENSITIVE,
    Confirm.ALWAYS: Risk.LOW,
}
_STRICTNESS: Mapping[Decision, int] = {Decision.ALLOW: 0, Decision.ASK: 1, Decision.PIN: 2, Decision.REFUSE: 3}
_BY_AUTONOMY: Mapping[Autonomy, Decision] = {
    Autonomy.OBSERVE: Decision.REFUSE,
    Autonomy.SUGGEST: Decision.ASK,
    Autonomy.ASK: Decision.ASK,
    Autonomy.ACT: Decision.ALLOW,
}


class Policy:
    """The one place that decides whether an act may be done."""

    def __init__(self, confirm: Confirm = Confirm.RISKY, rules: Iterable[Rule] = ()) -> None:
        """Decide by the table of risks and the owner's rules. Raises `RuleError`."""
        self.confirm = confirm
        self._rules = in_order(rules)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the owner's rules in the order in which they are looked at."""
        return self._rules

    def replace(self, confirm: Confirm, rules: Iterable[Rule]) -> None:
        """Decide by other rules from now on. Raises `RuleError`, with the rules as they were."""
        self._rules = in_order(rules)
        self.confirm = confirm

    def judge(self, act: Act, entity: Entity, state: State | None, case: Case) -> Check:
        """Decide one act on one entity.

        The rule of the check is `exposure`, `rights`, `users`, `scope`, `unknown_action`, `rule.ID`, `risk.ACTION`,
        `contents`, `autonomy.LEVEL` or `origin`, with `.confirmed` after a yes.
        """
        verdict = explain_decision(self, act, entity, state, case)
        return _check(entity, act.action.value, verdict)

    def judge_call(self, call: Call, entity: Entity, state: State | None, case: Case) -> Check:
        """Decide a call on one entity as the act that it amounts to; used when a state is brought back."""
        act = act_of(call)
        if act is None or call.domain != entity.domain:
            return _check(entity, call.service, _verdict([_refused("unknown_action")], case))
        return self.judge(act, entity, state, case)

    def judge_errand(self, errand: Errand, state: State | None, case: Case) -> Check:
        """Decide what is handed to others; the rules of the check are those of `judge`, the risk is `risk.errand`."""
        verdict = _verdict([*_errand_findings(self, errand, state, case)], case)
        entity_id = errand.entity.entity_id if errand.entity else ""
        return Check(entity_id=entity_id, action=errand.name, decision=verdict.decision, rule=verdict.rule)


def explain_decision(policy: Policy, act: Act, entity: Entity, state: State | None, case: Case) -> Verdict:
    """Return whether an act would be allowed, and why: the rule that decides and all that were considered."""
    return _verdict([*_findings(policy, act, entity, state, case)], case)


def _findings(policy: Policy, act: Act, entity: Entity, state: State | None, case: Case) -> Iterator[Finding]:
    """Yield what each rule says, up to the first that refuses for good."""
    if (barred := _barred(entity, case)) is not None:
        yield barred
        return
    risk = risk_of(act, entity, state)
    if risk is None:
        yield _refused("unknown_action")
        return
    inside = sets_off(act, entity.domain)
    if inside:
        risk = _risk_of_all(risk, case)
    yield _by_rules(policy, act.action, entity, state, case) or _by_risk(policy, act, entity, risk)
    if inside and reaches_out(case.contents):
        yield Finding(rule="contents", decision=Decision.ASK, reason="contents")
    yield from _by_autonomy(case)
    if case.provenance.tainted and (risk > Risk.LOW or not case.provenance.licenses(act, entity, state)):
        yield Finding(rule=ORIGIN_RULE, decision=Decision.ASK, reason=ORIGIN_RULE)


def _errand_findings(policy: Policy, errand: Errand, state: State | None, case: Case) -> Iterator[Finding]:
    """Yield what each rule says of what is handed to others; what may reach outward is always asked about."""
    if not case.profile.serves(case.asker.user_id):
        yield _refused("users")
        return
    if errand.entity is not None and (barred := _barred(errand.entity, case)) is not None:
        yield barred
        return
    ruled = _by_rules(policy, None, errand.subject, state, case)
    if errand.reads:
        yield ruled or Finding(rule="reads", decision=Decision.ALLOW, reason="reads")
        if errand.outward and not case.provenance.may_tell(errand.words):
            yield Finding(rule=ORIGIN_RULE, decision=Decision.ASK, reason=ORIGIN_RULE)
        return
    yield ruled or _risky(policy, "errand", errand.risk)
    if errand.outward:
        yield Finding(rule="outward", decision=Decision.ASK, reason="outward")
    if reaches_out(errand.contents):
        yield Finding(rule="contents", decision=Decision.ASK, reason="contents")
    yield from _by_autonomy(case)
    if case.provenance.tainted and not case.provenance.licenses_words(errand.words):
        yield Finding(rule=ORIGIN_RULE, decision=Decision.ASK, reason=ORIGIN_RULE)


def _barred(entity: Entity, case: Case) -> Finding | None:
    """Return why an entity is out of reach, whatever is wished of it."""
    if not case.exposed:
        return _refused("exposure")
    if not case.may_control:
        return _refused("rights")
    if not case.profile.serves(case.asker.user_id):
        return _refused("users")
    return None if case.profile.scope.covers(entity, case.home) else _refused("scope")


def _by_autonomy(case: Case) -> Iterator[Finding]:
    autonomy = case.profile.autonomy
    if (decision := _BY_AUTONOMY[autonomy]) is not Decision.ALLOW:
        rule = f"autonomy.{autonomy.value}"
        yield Finding(rule=rule, decision=decision, reason=rule)


def _risk_of_all(risk: Risk, case: Case) -> Risk:
    """Return the risk of a scene or script: what cannot be known of it is high."""
    inside = risk_inside(case.contents)
    return Risk.HIGH if inside is None else max(risk, inside)


def _by_rules(policy: Policy, action: Action | None, entity: Entity, state: State | None, case: Case) -> Finding | None:
    """Return what the first of the owner's rules says that matches."""
    for rule in policy.rules:
        if rule.matches(action, entity, state, case):
            return Finding(rule=f"rule.{rule.rule_id}", decision=rule.effect, reason="rule")
    return None


def _by_risk(policy: Policy, act: Act, entity: Entity, risk: Risk) -> Finding:
    return _risky(policy, meaning(entity.domain, act.action).value, risk)


def _risky(policy: Policy, name: str, risk: Risk) -> Finding:
    decision = Decision.ALLOW if risk < _ASKED_FROM[policy.confirm] else Decision.ASK
    return Finding(rule=f"risk.{name}", decision=decision, reason=f"risk.{risk.name.lower()}")


def _refused(rule: str) -> Finding:
    return Finding(rule=rule, decision=Decision.REFUSE, reason=rule)


def _verdict(findings: list[Finding], case: Case) -> Verdict:
    """Return the strictest of what was found, as it is after the yes and the PIN of the case."""
    strictest = max(findings, key=lambda finding: _STRICTNESS[finding.decision])
    decision, rule = strictest.decision, strictest.rule
    agreed = case.confirmed and (decision is Decision.ASK or (decision is Decision.PIN and case.pin_given))
    if agreed:
        decision, rule = Decision.ALLOW, f"{rule}.confirmed"
    return Verdict(decision=decision, rule=rule, reason=strictest.reason, considered=tuple(findings))


def _check(entity: Entity, action: str, verdict: Verdict) -> Check:
    return Check(entity_id=entity.entity_id, action=action, decision=verdict.decision, rule=verdict.rule)
