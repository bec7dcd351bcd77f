"""What the policy allows, asks about and refuses."""

import pytest

from custom_components.llm_agents.core.agents.cases import Case
from custom_components.llm_agents.core.agents.policy import Confirm, Policy
from custom_components.llm_agents.core.agents.risks import Risk, risk_of
from custom_components.llm_agents.core.home.contents import Contents
from custom_components.llm_agents.core.home.domains import DOMAINS
from custom_components.llm_agents.core.home.grounding import Call, ground
from custom_components.llm_agents.core.home.model import Entity, Home, State
from custom_components.llm_agents.core.journal.record import Asker, Check, Decision, Origin
from custom_components.llm_agents.core.language.request import Act, Action, Attribute, Value

ASKER = Asker(origin=Origin.VOICE)
ALLOW, ASK, REFUSE = Decision.ALLOW, Decision.ASK, Decision.REFUSE


def entity(entity_id: str, device_class: str | None = None) -> Entity:
    return Entity(entity_id=entity_id, name="A", device_class=device_class)


def act(action: Action, entity_id: str, attribute: Attribute | None = None, value: Value | None = None) -> Act:
    return Act(action=action, entity_ids=(entity_id,), attribute=attribute, value=value)


def judge(
    action: Action,
    entity_id: str,
    device_class: str | None = None,
    *,
    attribute: Attribute | None = None,
    value: Value | None = None,
    state: State | None = None,
    confirm: Confirm = Confirm.RISKY,
    exposed: bool = True,
    may_control: bool = True,
    confirmed: bool = False,
) -> Check:
    return Policy(confirm).judge(
        act(action, entity_id, attribute, value),
        entity(entity_id, device_class),
        state,
        Case(asker=ASKER, exposed=exposed, may_control=may_control, confirmed=confirmed, contents=Contents()),
    )


@pytest.mark.parametrize(
    ("action", "entity_id", "device_class", "rule"),
    [
        (Action.UNLOCK, "lock.a", None, "risk.unlock"),
        (Action.TURN_OFF, "lock.a", None, "risk.unlock"),
        (Action.OPEN, "lock.a", None, "risk.open"),
        (Action.TOGGLE, "lock.a", None, "risk.toggle"),
        (Action.OPEN, "cover.a", "garage", "risk.open"),
        (Action.TURN_ON, "cover.a", "garage", "risk.open"),
        (Action.TOGGLE, "cover.a", "gate", "risk.toggle"),
        (Action.SET, "cover.a", "door", "risk.set"),
        (Action.DISARM, "alarm_control_panel.a", None, "risk.disarm"),
        (Action.TURN_OFF, "alarm_control_panel.a", None, "risk.disarm"),
        (Action.OPEN, "valve.a", "water", "risk.open"),
        (Action.TURN_ON, "valve.a", "gas", "risk.open"),
        (Action.TOGGLE, "valve.a", None, "risk.toggle"),
        (Action.TURN_ON, "siren.a", None, "risk.turn_on"),
        (Action.TURN_OFF, "camera.a", None, "risk.turn_off"),
    ],
)
def test_what_lowers_safety_is_asked_about(action: Action, entity_id: str, device_class: str | None, rule: str) -> None:
    check = judge(action, entity_id, device_class)
    assert (check.decision, check.rule) == (ASK, rule)
    assert (check.entity_id, check.action) == (entity_id, action.value)


def test_a_yes_allows_what_was_asked_about_and_is_on_record() -> None:
    check = judge(Action.UNLOCK, "lock.a", confirmed=True)
    assert (check.decision, check.rule) == (ALLOW, "risk.unlock.confirmed")


@pytest.mark.parametrize(
    ("action", "entity_id", "device_class"),
    [
        (Action.LOCK, "lock.a", None),
        (Action.TURN_ON, "lock.a", None),
        (Action.CLOSE, "cover.a", "garage"),
        (Action.ARM, "alarm_control_panel.a", None),
        (Action.CLOSE, "valve.a", "water"),
        (Action.TURN_OFF, "siren.a", None),
        (Action.TURN_ON, "camera.a", None),
        (Action.START, "lawn_mower.a", None),
        (Action.TURN_ON, "lawn_mower.a", None),
    ],
)
def test_what_raises_safety_is_asked_about_only_on_wish(
    action: Action, entity_id: str, device_class: str | None
) -> None:
    assert judge(action, entity_id, device_class).decision is ALLOW
    assert judge(action, entity_id, device_class, confirm=Confirm.SENSITIVE).decision is ASK


@pytest.mark.parametrize(
    ("action", "entity_id", "device_class"),
    [
        (Action.TURN_ON, "light.a", None),
        (Action.OPEN, "cover.a", "blind"),
        (Action.OPEN, "cover.a", None),
        (Action.ACTIVATE, "scene.a", None),
        (Action.ACTIVATE, "script.a", None),
        (Action.STOP, "cover.a", "garage"),
        (Action.SET, "climate.a", None),
    ],
)
def test_what_is_ordinary_is_done(action: Action, entity_id: str, device_class: str | None) -> None:
    assert judge(action, entity_id, device_class, confirm=Confirm.SENSITIVE).decision is ALLOW
    assert judge(action, entity_id, device_class, confirm=Confirm.ALWAYS).decision is ASK


def test_the_state_may_tell_that_a_cover_is_a_garage_door() -> None:
    state = State(entity_id="cover.a", state="closed", attributes={"device_class": "garage"})
    assert judge(Action.OPEN, "cover.a", state=state).decision is ASK


@pytest.mark.parametrize(
    ("position", "value", "decision"),
    [(60, 20, ALLOW), (60, 80, ASK), (None, 20, ASK), (None, 0, ALLOW), (60, None, ASK)],
)
def test_a_position_is_asked_about_unless_it_closes(
    position: int | None, value: int | None, decision: Decision
) -> None:
    state = State(entity_id="cover.a", state="open", attributes={"current_position": position})
    check = judge(Action.SET, "cover.a", "garage", attribute=Attribute.POSITION, value=value, state=state)
    assert check.decision is decision


@pytest.mark.parametrize(("value", "decision"), [(-10, ALLOW), (10, ASK)])
def test_a_move_is_asked_about_unless_it_closes(value: int, decision: Decision) -> None:
    assert judge(Action.ADJUST, "valve.a", attribute=Attribute.POSITION, value=value).decision is decision


def test_what_is_not_exposed_is_refused_before_all_else() -> None:
    check = judge(Action.TURN_ON, "light.a", exposed=False, may_control=False, confirmed=True)
    assert (check.decision, check.rule) == (REFUSE, "exposure")


def test_what_the_user_may_not_control_is_refused() -> None:
    check = judge(Action.TURN_ON, "light.a", may_control=False, confirmed=True)
    assert (check.decision, check.rule) == (REFUSE, "rights")


@pytest.mark.parametrize(
    "domain", ["automation", "shell_command", "rest_command", "python_script", "hassio", "homeassistant", "update", "x"]
)
@pytest.mark.parametrize("action", [Action.TURN_ON, Action.ACTIVATE, Action.PRESS])
def test_what_is_not_known_is_refused_whatever_was_said(domain: str, action: Action) -> None:
    check = judge(action, f"{domain}.a", confirmed=True)
    assert (check.decision, check.rule) == (REFUSE, "unknown_action")


def test_an_act_that_a_device_cannot_have_is_refused() -> None:
    assert judge(Action.UNLOCK, "light.a", confirmed=True).decision is REFUSE


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_domain_that_can_be_acted_on_has_a_risk(domain: str) -> None:
    assert any(risk_of(act(action, f"{domain}.a"), entity(f"{domain}.a"), None) is not None for action in Action)


STATES = ("on", "off", "open", "closed", "locked", "unlocked", "docked", "cleaning", "disarmed", "armed_away", "idle")


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_act_that_can_be_grounded_escapes_the_table(domain: str) -> None:
    entity_id = f"{domain}.a"
    home = Home(version=1, entities={entity_id: entity(entity_id)})
    for action in Action:
        for name in STATES:
            attributes = {"supported_features": 2**23 - 1, "hvac_modes": ["off", "heat"], "assumed_state": True}
            state = State(entity_id=entity_id, state=name, attributes=attributes)
            if ground(act(action, entity_id), home, {entity_id: state}.get).steps:
                assert risk_of(act(action, entity_id), entity(entity_id), state) is not None, action


@pytest.mark.parametrize(
    ("call", "device_class", "decision", "rule"),
    [
        (Call(domain="lock", service="unlock", entity_ids=("lock.a",)), None, ASK, "risk.unlock"),
        (Call(domain="lock", service="lock", entity_ids=("lock.a",)), None, ALLOW, "risk.lock"),
        (
            Call(domain="cover", service="set_cover_position", entity_ids=("cover.a",), data={"position": 50}),
            "garage",
            ASK,
            "risk.set",
        ),
        (
            Call(domain="cover", service="set_cover_position", entity_ids=("cover.a",), data={"position": 0}),
            "garage",
            ALLOW,
            "risk.close",
        ),
        (
            Call(domain="cover", service="set_cover_position", entity_ids=("cover.a",), data={"position": 100}),
            "garage",
            ASK,
            "risk.open",
        ),
        (
            Call(domain="climate", service="set_hvac_mode", entity_ids=("climate.a",), data={"hvac_mode": "off"}),
            None,
            ALLOW,
            "risk.turn_off",
        ),
        (
            Call(domain="climate", service="set_hvac_mode", entity_ids=("climate.a",), data={"hvac_mode": "heat"}),
            None,
            ALLOW,
            "risk.turn_on",
        ),
        (Call(domain="light", service="turn_on", entity_ids=("light.a",)), None, ALLOW, "risk.turn_on"),
        (Call(domain="light", service="reload", entity_ids=("light.a",)), None, REFUSE, "unknown_action"),
        (Call(domain="homeassistant", service="turn_on", entity_ids=("light.a",)), None, REFUSE, "unknown_action"),
    ],
)
def test_a_call_that_brings_a_state_back_is_judged_as_the_act_it_is(
    call: Call, device_class: str | None, decision: Decision, rule: str
) -> None:
    target = entity(call.entity_ids[0], device_class)
    check = Policy().judge_call(call, target, None, Case(asker=ASKER, exposed=True, may_control=True))
    assert (check.decision, check.rule) == (decision, rule)


def test_risks_are_in_order() -> None:
    assert Risk.LOW < Risk.SENSITIVE < Risk.HIGH
