"""Faults of the core as errors that Home Assistant shows in the user's language."""

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
    return invalid("turn_not_found", turn_id=turn_id)


def invalid(key: str, **placeholders: str) -> ServiceValidationError:
    """Return the error for what cannot be asked now, named by the key of its message and what stands in that."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders or None
    )
