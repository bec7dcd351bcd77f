"""What becomes of a running entry whose configuration was changed."""

from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .api_repairs import forget_apis
from .const import SUBENTRY_AGENT, SUBENTRY_RULE
from .rules import Chronicle, rules_of
from .runtime import LlmAgentsConfigEntry

_LIVE = frozenset({SUBENTRY_AGENT, SUBENTRY_RULE})
"""The kinds of subentries that are taken in beside what runs."""


def take_changes_in(
    hass: HomeAssistant, entry: LlmAgentsConfigEntry, before: tuple[Any, ...], chronicle: Chronicle
) -> None:
    """Take in changes of an entry: agents and rules at once, beside what runs; all else by loading anew.

    `before` is what `loaded_with` returned when loading began: what was changed meanwhile is loaded too.
    """

    async def take_in(hass: HomeAssistant, changed: ConfigEntry) -> None:
        if loaded_with(changed) != before:
            hass.config_entries.async_schedule_reload(changed.entry_id)
            return
        data = entry.runtime_data
        data.agents.renew()
        forget_apis(hass, data.agents.profiles)
        data.policy.replace(data.policy.confirm, rules_of(changed))
        await chronicle.note()

    entry.async_on_unload(entry.add_update_listener(take_in))
    if loaded_with(entry) != before:
        hass.config_entries.async_schedule_reload(entry.entry_id)


def loaded_with(entry: ConfigEntry) -> tuple[Any, ...]:
    """Return what of an entry is read only when it is loaded."""
    others = {
        subentry.subentry_id: subentry.as_dict()
        for subentry in entry.subentries.values()
        if subentry.subentry_type not in _LIVE
    }
    return dict(entry.data), dict(entry.options), others
