"""What a user of Home Assistant is."""

from homeassistant.core import HomeAssistant


async def is_administrator(hass: HomeAssistant, user_id: str | None) -> bool:
    """Return whether a user is an administrator, and active; nobody is none."""
    user = await hass.auth.async_get_user(user_id) if user_id else None
    return user is not None and user.is_active and user.is_admin
