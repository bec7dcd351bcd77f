"""The phones of people: which there are, what they are sent, and what their buttons say."""

from collections.abc import Collection, Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

NOTIFY = "notify"
MOBILE_APP = "mobile_app"
EVENT_BUTTON = "mobile_app_notification_action"
CLEAR = "clear_notification"
"""The message by which the apps take a notification with a tag away."""


@callback
def phones_of(hass: HomeAssistant, user_ids: Collection[str]) -> list[str]:
    """Return the notify actions of the phones of some people, those that can be reached."""
    if MOBILE_APP not in hass.config.components or not hass.services.has_service(NOTIFY, NOTIFY):
        return []
    # Only loaded when the app's integration is: it brings much with it.
    from homeassistant.components.mobile_app.util import get_notify_service

    found = []
    for entry in hass.config_entries.async_entries(MOBILE_APP):
        if entry.state is ConfigEntryState.LOADED and entry.data.get("user_id") in user_ids:
            action = get_notify_service(hass, entry.data["webhook_id"])
            if action is not None and hass.services.has_service(NOTIFY, action):
                found.append(action)
    return sorted(found)


async def send(hass: HomeAssistant, action: str, message: str, **data: Any) -> None:
    """Send a message to a phone; raises what Home Assistant raises."""
    title = data.pop("title", None)
    content: dict[str, Any] = {"message": message, "data": data}
    await hass.services.async_call(NOTIFY, action, content | ({"title": title} if title else {}), blocking=True)


def buttons(yes: tuple[str, str], no: tuple[str, str], pin_prompt: str | None) -> list[Mapping[str, Any]]:
    """Return the two buttons, each given by its key and its label; with a prompt the yes asks for the PIN.

    The yes wants the phone unlocked, where the phone can want that.
    """
    agree: dict[str, Any] = {"action": yes[0], "title": yes[1], "authenticationRequired": True}
    if pin_prompt is not None:
        agree |= {"behavior": "textInput", "textInputPlaceholder": pin_prompt}
    return [agree, {"action": no[0], "title": no[1], "destructive": True}]
