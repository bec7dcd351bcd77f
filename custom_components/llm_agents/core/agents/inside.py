"""What is in a scene or a script, judged: the whole is as risky as the riskiest of it."""

from collections.abc import Mapping

from ..home.contents import Contents, Held
from ..home.model import State
from ..home.steps import Call
from ..home.wish import as_number
from ..language.request import Act, Action, Attribute
from .risks import Risk, act_of, risk_of

HOLDERS = frozenset({"scene", "script"})
"""The kinds of device that hold acts on others."""

BARRED = frozenset(
    {
        "automation",
        "backup",
        "command_line",
        "hassio",
        "homeassistant",
        "pyscript",
        "python_script",
        "rest_command",
        "shell_command",
    }
)
"""What no agent calls, and what a script may do for it only after a yes, whatever the owner's rules allow."""

_SETTING_OFF = frozenset({Action.ACTIVATE, Action.TURN_ON, Action.START, Action.PRESS, Action.TOGGLE})
_WISHED: Mapping[str, Mapping[str, Action]] = {
    "alarm_control_panel": {"disarmed": Action.DISARM, "": Action.ARM},
    "cover": {"closed": Action.CLOSE, "closing": Action.CLOSE, "": Action.OPEN},
    "lawn_mower": {"docked": Action.DOCK, "paused": Action.PAUSE, "returning": Action.DOCK, "": Action.START},
    "lock": {"locked": Action.LOCK, "locking": Action.LOCK, "": Action.UNLOCK},
    "valve": {"closed": Action.CLOSE, "closing": Action.CLOSE, "": Action.OPEN},
    "camera": {"off": Action.TURN_OFF, "": Action.TURN_ON},
}
_PLAIN_WISHES = {"off": Action.TURN_OFF, "on": Action.TURN_ON}


def sets_off(act: Act, domain: str) -> bool:
    """Return whether an act on a kind of device does what is in it."""
    return domain in HOLDERS and act.action in _SETTING_OFF


def risk_inside(contents: Contents | None) -> Risk | None:
    """Return the risk of all that is in a scene or script, `None` when some of it is not known."""
    if contents is None or contents.opaque:
        return None
    risks = [_risk(held) for held in contents.held]
    known = [risk for risk in risks if risk is not None]
    return max(known, default=Risk.LOW) if len(known) == len(risks) else None


def reaches_out(contents: Contents | None) -> bool:
    """Return whether a script would do what no agent may."""
    held = contents.held if contents else ()
    return any(item.service.partition(".")[0] in BARRED or _is_barred(item) for item in held)


def _is_barred(held: Held) -> bool:
    return held.entity is not None and held.entity.domain in BARRED


def _risk(held: Held) -> Risk | None:
    if held.entity is None:
        return None
    act = _wish(held.entity.entity_id, held.wished) if held.wished is not None else _called(held)
    return risk_of(act, held.entity, held.state) if act is not None else None


def _called(held: Held) -> Act | None:
    domain, _, service = held.service.partition(".")
    entity_id = held.entity.entity_id if held.entity else ""
    if domain != entity_id.partition(".")[0]:
        return None
    return act_of(Call(domain=domain, service=service, entity_ids=(entity_id,), data=held.data))


def _wish(entity_id: str, wished: State) -> Act:
    """Return what it takes to bring a device to the state that a scene holds for it."""
    domain = entity_id.partition(".")[0]
    table = _WISHED.get(domain, _PLAIN_WISHES)
    action = table.get(wished.state, table.get("", Action.SET))
    position = as_number(wished.attributes.get("current_position"))
    if position is not None and domain in ("cover", "valve"):
        return Act(action=Action.SET, entity_ids=(entity_id,), attribute=Attribute.POSITION, value=position)
    if action is Action.SET and domain in ("vacuum", "media_player"):
        action = Action.START if domain == "vacuum" else Action.PLAY
    return Act(action=action, entity_ids=(entity_id,))
