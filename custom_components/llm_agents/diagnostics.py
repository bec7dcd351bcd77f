"""Diagnostics: what helps to find a fault, and nothing that was said, named or secret."""

from collections import Counter
from typing import Any

from homeassistant.core import HomeAssistant

from .const import CONF_APP, CONF_SUPERVISED
from .core.journal.record import Turn
from .core.journal.store import JournalError
from .runtime import LlmAgentsConfigEntry

_LATEST = 50


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> dict[str, Any]:
    """Return the state of the entry, its home, its app and its latest turns, in numbers."""
    data = entry.runtime_data
    home = data.source.home()
    app = entry.data.get(CONF_APP)
    try:
        turns = [_turn(turn) for turn in await data.journal.latest(_LATEST)]
    except JournalError as err:
        turns = [{"error": str(err)}]
    return {
        "options": dict(entry.options),
        "home": {
            "version": home.version,
            "floors": len(home.floors),
            "areas": len(home.areas),
            "devices": len(home.devices),
            "entities": dict(sorted(Counter(entity.domain for entity in home.entities.values()).items())),
            "without_area": sum(entity.area_id is None for entity in home.entities.values()),
            "shared_names": len(home.shared_names),
        },
        "app": {"supervised": app.get(CONF_SUPERVISED, False), **(data.backend.describe() if data.backend else {})}
        if app
        else None,
        "journal": {"moved_aside": data.journal.moved_aside is not None, "latest": turns},
    }


def _turn(turn: Turn) -> dict[str, Any]:
    """Return how a turn went, without its words and names."""
    return {
        "origin": turn.asker.origin.value,
        "language": turn.language,
        "layer": turn.layer.value,
        "status": turn.status.value,
        "requests": [str(request.get("type")) for request in turn.requests],
        "decisions": dict(sorted(Counter(f"{check.decision.value}: {check.rule}" for check in turn.checks).items())),
        "calls": [f"{call.domain}.{call.service}" for call in turn.calls],
        "failed_calls": sum(call.error is not None for call in turn.calls),
        "verified": sum(change.verified for change in turn.changes),
        "not_verified": sum(not change.verified for change in turn.changes),
        "model": turn.model,
        "times": dict(turn.times),
    }
