"""Where people look: the dashboard that shows a card of ours, else the dialog in which they ask."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

LOVELACE = "lovelace"
ASSIST = "/?conversation=1"
"""The path at which the user interface opens its dialog with Assist."""


async def path_of_card(hass: HomeAssistant, card: str) -> str:
    """Return the path of the view that shows a card, `ASSIST` where none does."""
    if LOVELACE not in hass.config.components:
        return ASSIST
    # Only loaded when dashboards are: it brings much with it.
    from homeassistant.components.lovelace.const import LOVELACE_DATA

    for url, dashboard in hass.data[LOVELACE_DATA].dashboards.items():
        try:
            config = await dashboard.async_load(False)
        except HomeAssistantError:
            continue  # one that nobody has changed yet is made up by the user interface
        for number, view in enumerate(config.get("views", ())):
            if _shows(view, card):
                return f"/{url or 'lovelace'}/{view.get('path', number)}"
    return ASSIST


def _shows(part: Any, card: str) -> bool:
    """Return whether a part of a dashboard is a card, or holds one."""
    if isinstance(part, dict):
        return part.get("type") == card or any(_shows(inner, card) for inner in part.values())
    return isinstance(part, list) and any(_shows(inner, card) for inner in part)
