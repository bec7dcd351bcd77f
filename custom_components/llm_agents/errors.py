"""Faults of the core as errors that Home Assistant shows in the user's language."""

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .core.journal.store import JournalError


def journal_failed(err: JournalError) -> HomeAssistantError:
    """Return the error for a journal that cannot be read or written."""
    return HomeAssistantError(
        translation_domain=DOMAIN, translation_key="journal_failed", translation_placeholders={"error": str(err)}
    )


def turn_not_found(turn_id: str) -> ServiceValidationError:
    """Return the error for a turn that there is not."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key="turn_not_found", translation_placeholders={"turn_id": turn_id}
    )


def invalid(key: str) -> ServiceValidationError:
    """Return the error for what cannot be asked now, named by the key of its message."""
    return ServiceValidationError(translation_domain=DOMAIN, translation_key=key)


async def administrator_asks(hass: HomeAssistant, context: Context | None) -> bool:
    """Return whether an administrator asked for something, or the home itself (an automation without a user)."""
    if context is None or context.user_id is None:
        return True
    user = await hass.auth.async_get_user(context.user_id)
    return user is not None and user.is_active and user.is_admin
