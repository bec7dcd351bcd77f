"""What is only on or off: switches, toggles, sirens, remotes; and the on and off of others."""

from ...language.request import Action, Reason
from ..features import SirenFeature
from ..model import State
from ..wish import Move, Unable, Wish, attribute_is, cannot, every, is_state
from .base import Domain


def on_off(wish: Wish) -> Move:
    """Return the move of a plain on, off or toggle; raise `Unable` for any other wish."""
    match wish.action:
        case Action.TURN_ON:
            return Move(service="turn_on", holds=is_state("on"))
        case Action.TURN_OFF:
            return Move(service="turn_off", holds=is_state("off"))
        case Action.TOGGLE if wish.state.state == "on":
            return Move(service="turn_off", holds=is_state("off"))
        case Action.TOGGLE if wish.state.state == "off":
            return Move(service="turn_on", holds=is_state("on"))
        case Action.TOGGLE:
            raise Unable(Reason.UNAVAILABLE)
    raise cannot(wish.what)


def restore_on_off(before: State, now: State) -> list[Move]:
    """Return the move back to on or off, none when it is so already."""
    if before.state not in ("on", "off") or before.state == now.state:
        return []
    return [Move(service=f"turn_{before.state}", holds=is_state(before.state))]


def _ground(wish: Wish) -> Move:
    if wish.attribute is not None:
        raise cannot(wish.what)
    return on_off(wish)


def _ground_siren(wish: Wish) -> Move:
    move = _ground(wish)
    wish.need(SirenFeature.TURN_ON if move.service == "turn_on" else SirenFeature.TURN_OFF)
    return move


def _restore_remote(before: State, now: State) -> list[Move]:
    activity = before.attributes.get("current_activity")
    if before.state == "on" and activity and activity != now.attributes.get("current_activity"):
        holds = every(is_state("on"), attribute_is("current_activity", activity))
        return [Move(service="turn_on", data={"activity": activity}, holds=holds)]
    return restore_on_off(before, now)


ON_OFF = Domain(ground=_ground, restore=restore_on_off)
SIREN = Domain(ground=_ground_siren, restore=restore_on_off)
REMOTE = Domain(ground=_ground, keep=("current_activity",), restore=_restore_remote)
