"""What is done in a moment and leaves nothing to bring back: buttons, scenes, scripts."""

from ...language.request import Action
from ..wish import Move, Wish, cannot, differs, is_state, never
from .base import Domain


def _ground_button(wish: Wish) -> Move:
    if wish.attribute is None and wish.action in (Action.PRESS, Action.ACTIVATE, Action.TURN_ON):
        return Move(service="press", holds=differs(wish.state), exact=never)
    raise cannot(wish.what)


def _ground_scene(wish: Wish) -> Move:
    if wish.attribute is None and wish.action in (Action.ACTIVATE, Action.TURN_ON, Action.START):
        return Move(service="turn_on", holds=differs(wish.state), exact=never)
    raise cannot(wish.what)


def _ground_script(wish: Wish) -> Move:
    if wish.attribute is not None:
        raise cannot(wish.what)
    match wish.action:
        case Action.ACTIVATE | Action.TURN_ON | Action.START | Action.PRESS:
            ran = differs(wish.state, ("last_triggered",))
            return Move(service="turn_on", holds=lambda state: ran(state) or state.state == "on", exact=never)
        case Action.TURN_OFF | Action.STOP:
            return Move(service="turn_off", holds=is_state("off"))
    raise cannot(wish.what)


BUTTON = Domain(ground=_ground_button)
SCENE = Domain(ground=_ground_scene)
SCRIPT = Domain(ground=_ground_script)
