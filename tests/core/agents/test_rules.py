"""The owner's rules: which acts they are about, which decides, and what they cannot reach."""

from datetime import datetime, time
from typing import Any

import pytest

from custom_components.llm_agents.core.agents.cases import Case
from custom_components.llm_agents.core.agents.origins import Provenance, Source
from custom_components.llm_agents.core.agents.policy import Confirm, Policy, explain_decision
from custom_components.llm_agents.core.agents.profiles import Autonomy, Profile, Role, Scope
from custom_components.llm_agents.core.agents.rules import MOST_RULES, Rule, RuleError, in_order
from custom_components.llm_agents.core.home.model import Area, Entity, Floor, Home, State
from custom_components.llm_agents.core.journal.record import Asker, Decision, Origin
from custom_components.llm_agents.core.language.request import Act, Action

ALLOW, ASK, PIN, REFUSE = Decision.ALLOW, Decision.ASK, Decision.PIN, Decision.REFUSE
HOME = Home(
    version=1,
    floors={"up": Floor(floor_id="up", name="Upstairs")},
    areas={"bath": Area(area_id="bath", name="Bath", floor_id="up", labels=("wet",))},
)
SATURDAY_NIGHT = datetime(2026, 11, 21, 23, 30)
SUNDAY_EARLY = datetime(2026, 11, 22, 5, 30)
COMFORT = Profile(agent_id="comfort", name="Comfort", role=Role.COMFORT)


def names(*values: str) -> frozenset[str]:
    return frozenset(values)


def case(**changes: object) -> Case:
    known = {"asker": Asker(origin=Origin.VOICE, user_id="anna"), "exposed": True, "may_control": True, "home": HOME}
    return Case(**(known | changes))  # type: ignore[arg-type]


def judge(*rules: Rule, action: Action = Action.TURN_ON, entity_id: str = "light.a", **changes: object) -> Decision:
    entity = Entity(entity_id=entity_id, name="A", area_id="bath", device_class="x", labels=("loud",))
    act = Act(action=action, entity_ids=(entity_id,))
    return Policy(rules=rules).judge(act, entity, None, case(**changes)).decision


@pytest.mark.parametrize(
    ("matching", "other"),
    [
        ({"domains": names("light")}, {"domains": names("lock")}),
        ({"device_classes": names("x")}, {"device_classes": names("y")}),
        ({"actions": names("turn_on")}, {"actions": names("turn_off")}),
        ({"areas": names("bath")}, {"areas": names("hall")}),
        ({"floors": names("up")}, {"floors": names("down")}),
        ({"labels": names("loud")}, {"labels": names("quiet")}),
        ({"labels": names("wet")}, {"labels": names("dry")}),
        ({"entities": names("light.a")}, {"entities": names("light.b")}),
        ({"agents": names("comfort")}, {"agents": names("energy")}),
        ({"roles": names("comfort")}, {"roles": names("energy")}),
        ({"users": names("anna")}, {"users": names("ben")}),
        ({"origins": names("voice")}, {"origins": names("card")}),
        ({"sources": names("calendar")}, {"sources": names("web")}),
        ({"weekdays": frozenset({5})}, {"weekdays": frozenset({6})}),
        ({"start": time(23), "end": time(23, 45)}, {"start": time(6), "end": time(7)}),
    ],
)
def test_a_rule_is_about_what_all_of_its_conditions_name(matching: dict[str, object], other: dict[str, object]) -> None:
    told: dict[str, Any] = {
        "profile": COMFORT,
        "now": SATURDAY_NIGHT,
        "provenance": Provenance(sources=frozenset({Source.CALENDAR})),
    }
    assert judge(Rule(rule_id="a", effect=REFUSE, **matching), **told) is REFUSE  # type: ignore[arg-type]
    assert judge(Rule(rule_id="a", effect=REFUSE, **other), **told) is not REFUSE  # type: ignore[arg-type]
    both = Rule(rule_id="a", effect=REFUSE, **{**matching, "users": names("ben")})  # type: ignore[arg-type]
    assert judge(both, **told) is not REFUSE


def test_a_span_over_midnight_belongs_to_the_day_on_which_it_began() -> None:
    rule = Rule(rule_id="a", effect=REFUSE, start=time(22), end=time(6), weekdays=frozenset({5}))
    assert judge(rule, now=SATURDAY_NIGHT) is REFUSE
    assert judge(rule, now=SUNDAY_EARLY) is REFUSE
    assert judge(rule, now=SUNDAY_EARLY.replace(day=21)) is ALLOW  # Saturday early: Friday's night


def test_a_rule_with_a_time_says_nothing_where_the_time_is_not_known() -> None:
    assert judge(Rule(rule_id="a", effect=REFUSE, start=time(0), end=time(23, 59)), now=None) is ALLOW


def test_the_first_rule_by_priority_decides() -> None:
    low, high = Rule(rule_id="a", effect=REFUSE, priority=20), Rule(rule_id="b", effect=ASK, priority=10)
    assert judge(low, high) is ASK
    same = Rule(rule_id="a", effect=PIN, priority=10)
    assert judge(same, high) is PIN


def test_a_rule_may_free_what_is_asked_about_and_an_action_is_what_it_amounts_to() -> None:
    rule = Rule(rule_id="a", effect=ALLOW, actions=names("unlock"), users=names("anna"))
    assert judge(rule, action=Action.TURN_OFF, entity_id="lock.a") is ALLOW
    assert judge(rule, action=Action.OPEN, entity_id="lock.a") is ASK


@pytest.mark.parametrize("effect", [ALLOW, ASK, PIN])
@pytest.mark.parametrize("entity_id", ["automation.a", "shell_command.a", "update.a", "homeassistant.a", "x.a"])
def test_no_rule_reaches_what_is_not_known(effect: Decision, entity_id: str) -> None:
    assert judge(Rule(rule_id="a", effect=effect), entity_id=entity_id, confirmed=True, pin_given=True) is REFUSE


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"exposed": False}, "exposure"),
        ({"may_control": False}, "rights"),
        ({"profile": Profile(agent_id="a", name="A", role=Role.CUSTOM, users=names("ben"))}, "users"),
        ({"profile": Profile(agent_id="a", name="A", role=Role.CUSTOM, scope=Scope(areas=names("hall")))}, "scope"),
        ({"profile": Profile(agent_id="a", name="A", role=Role.CUSTOM, autonomy=Autonomy.OBSERVE)}, "autonomy.observe"),
    ],
)
def test_no_rule_and_no_yes_lifts_what_refuses(changes: dict[str, object], rule: str) -> None:
    free = Policy(rules=[Rule(rule_id="free", effect=ALLOW)])
    entity, act = Entity(entity_id="light.a", name="A", area_id="bath"), Act(action=Action.TURN_ON, entity_ids=("x",))
    check = free.judge(act, entity, None, case(**changes, confirmed=True, pin_given=True))
    assert (check.decision, check.rule) == (REFUSE, rule)


@pytest.mark.parametrize("level", [Autonomy.SUGGEST, Autonomy.ASK])
def test_an_agent_that_asks_does_so_also_for_what_a_rule_allows(level: Autonomy) -> None:
    profile = Profile(agent_id="a", name="A", role=Role.CUSTOM, autonomy=level)
    free = Rule(rule_id="free", effect=ALLOW)
    assert judge(free, profile=profile) is ASK
    assert judge(free, profile=profile, confirmed=True) is ALLOW


def test_a_pin_rule_needs_the_yes_and_the_pin() -> None:
    rule = Rule(rule_id="a", effect=PIN)
    assert [
        judge(rule, confirmed=yes, pin_given=pin) for yes, pin in [(False, False), (True, False), (False, True)]
    ] == [PIN] * 3
    assert judge(rule, confirmed=True, pin_given=True) is ALLOW


def test_a_yes_never_lifts_a_refusal_by_rule() -> None:
    assert judge(Rule(rule_id="a", effect=REFUSE), confirmed=True, pin_given=True) is REFUSE


def test_the_explanation_names_all_that_was_considered() -> None:
    entity, act = Entity(entity_id="lock.a", name="A"), Act(action=Action.UNLOCK, entity_ids=("lock.a",))
    profile = Profile(agent_id="a", name="A", role=Role.CUSTOM, autonomy=Autonomy.ASK)
    policy = Policy(rules=[Rule(rule_id="night", effect=PIN)])
    verdict = explain_decision(policy, act, entity, None, case(profile=profile))
    assert (verdict.decision, verdict.rule, verdict.reason) == (PIN, "rule.night", "rule")
    assert [finding.rule for finding in verdict.considered] == ["rule.night", "autonomy.ask"]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"rule_id": "", "effect": "ask"}, "rule_id"),
        ({"rule_id": "a", "effect": "maybe"}, "effect"),
        ({"rule_id": "a"}, "effect"),
        ({"rule_id": "a", "effect": "allow", "domains": ["automation"]}, "domains"),
        ({"rule_id": "a", "effect": "allow", "actions": ["reload"]}, "actions"),
        ({"rule_id": "a", "effect": "ask", "roles": ["king"]}, "roles"),
        ({"rule_id": "a", "effect": "ask", "origins": ["moon"]}, "origins"),
        ({"rule_id": "a", "effect": "ask", "sources": ["moon"]}, "sources"),
        ({"rule_id": "a", "effect": "ask", "areas": "bath"}, "areas"),
        ({"rule_id": "a", "effect": "ask", "weekdays": [7]}, "weekdays"),
        ({"rule_id": "a", "effect": "ask", "weekdays": ["monday"]}, "weekdays"),
        ({"rule_id": "a", "effect": "ask", "start": "25:00", "end": "01:00"}, "start"),
        ({"rule_id": "a", "effect": "ask", "start": "22:00"}, "end"),
        ({"rule_id": "a", "effect": "ask", "end": "22:00"}, "start"),
        ({"rule_id": "a", "effect": "ask", "start": "22:00", "end": "22:00"}, "end"),
        ({"rule_id": "a", "effect": "ask", "priority": "high"}, "priority"),
        ({"rule_id": "a", "effect": "ask", "moon_phase": "full"}, "moon_phase"),
        ({"rule_id": 1, "effect": "ask"}, "rule_id"),
    ],
)
def test_a_rule_that_cannot_be_names_what_is_wrong(data: dict[str, object], field: str) -> None:
    with pytest.raises(RuleError) as raised:
        Rule.from_json(data)
    assert raised.value.field == field


def test_a_rule_is_the_same_after_json() -> None:
    rule = Rule(
        rule_id="a",
        effect=PIN,
        name="Nights",
        priority=3,
        domains=names("lock", "cover"),
        actions=names("unlock"),
        sources=names("web"),
        start=time(22),
        end=time(6, 30),
        weekdays=frozenset({0, 6}),
    )
    assert Rule.from_json(rule.to_json()) == rule
    assert Rule.from_json({"rule_id": "b", "effect": "ask"}) == Rule(rule_id="b", effect=ASK)


def test_two_rules_of_one_id_and_too_many_are_refused_and_the_old_ones_stay() -> None:
    policy = Policy(rules=[Rule(rule_id="old", effect=ASK)])
    with pytest.raises(RuleError, match="rule_id"):
        policy.replace(Confirm.RISKY, [Rule(rule_id="a", effect=ASK), Rule(rule_id="a", effect=REFUSE)])
    with pytest.raises(RuleError, match="rules"):
        in_order(Rule(rule_id=str(i), effect=ASK) for i in range(MOST_RULES + 1))
    assert [rule.rule_id for rule in policy.rules] == ["old"]


def test_the_state_tells_a_device_class_too() -> None:
    rule = Rule(rule_id="a", effect=REFUSE, device_classes=names("tv"))
    entity, act = Entity(entity_id="media_player.a", name="A"), Act(action=Action.TURN_ON, entity_ids=("x",))
    state = State(entity_id="media_player.a", state="off", attributes={"device_class": "tv"})
    assert Policy(rules=[rule]).judge(act, entity, state, case()).decision is REFUSE
