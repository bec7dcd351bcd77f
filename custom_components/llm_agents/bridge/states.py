"""Home Assistant's states as the core's."""

from homeassistant.core import State as HassState

from ..core.home.model import State


def state_of(state: HassState) -> State:
    """Return a state as the core knows it; the attributes are shared, neither side changes them."""
    return State(entity_id=state.entity_id, state=state.state, attributes=state.attributes)
