"""numpy and highspy: asked for when a home has its first energy asset, and told of under Repairs where that fails."""

from homeassistant.core import HomeAssistant


async def async_require_solver(hass: HomeAssistant) -> bool:
    """Install what plans need; return whether it is there. Raises a repair issue where it is not."""
    raise NotImplementedError
