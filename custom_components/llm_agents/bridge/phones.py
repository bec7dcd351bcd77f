"""The phones of people: which there are, and questions with two buttons that are brought to them and answered there."""

from collections.abc import Awaitable, Callable, Collection, Mapping
import logging
from typing import Any

import voluptuous as vol

from homeassistant.components import persistent_notification
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

_LOGGER = logging.getLogger(__name__)

NOTIFY = "notify"
MOBILE_APP = "mobile_app"
EVENT_BUTTON = "mobile_app_notification_action"
CLEAR = "clear_notification"
"""The message by which the apps take a notification with a tag away."""

type Answered = Callable[[bool, str, Context, str | None], Awaitable[str]]
"""Takes a yes or a no to a subject, of the user of a context, with what was written; returns what they are told of it.

What it raises as `HomeAssistantError` is told to them as well.
"""


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


class Phones:
    """Asks by notification, takes the answers from the buttons, and takes away what was answered elsewhere.

    `yes` and `no` are what the keys of the buttons begin with, `tag_of` names the notification of a subject, by which
    it is replaced and taken away.
    """

    def __init__(
        self, hass: HomeAssistant, yes: str, no: str, tag_of: Callable[[str], str], answered: Answered
    ) -> None:
        """Ask the people of a home."""
        self._hass = hass
        self._yes = yes
        self._no = no
        self._tag_of = tag_of
        self._answered = answered

    @callback
    def start(self) -> Callable[[], None]:
        """Listen to the buttons; return what ends it."""
        return self._hass.bus.async_listen(EVENT_BUTTON, self._pressed)

    async def ask(
        self,
        subject: str,
        people: Collection[str],
        text: str,
        *,
        title: str,
        labels: tuple[str, str],
        shown: str,
        pin_prompt: str | None = None,
        **more: Any,
    ) -> None:
        """Ask people on their phones; where none is reached, show what everybody in the home may read.

        `labels` are those of the yes and the no; with a prompt the yes asks for the PIN.
        """
        keys = buttons((self._yes + subject, labels[0]), (self._no + subject, labels[1]), pin_prompt)
        tag = self._tag_of(subject)
        data = {"tag": tag, "actions": keys, "visibility": "private", **more}
        reached = [await self._sent(phone, text, title=title, **data) for phone in phones_of(self._hass, people)]
        if not any(reached):
            persistent_notification.async_create(self._hass, shown, title, tag)

    async def withdraw(self, subject: str, people: Collection[str]) -> None:
        """Take a question away from people."""
        tag = self._tag_of(subject)
        persistent_notification.async_dismiss(self._hass, tag)
        for phone in phones_of(self._hass, people):
            await self._sent(phone, CLEAR, tag=tag)

    async def _pressed(self, event: Event) -> None:
        """Take an answer, only of somebody who is known, and tell them what it came to."""
        key = str(event.data.get("action", ""))
        agreed = key.startswith(self._yes)
        if not agreed and not key.startswith(self._no):
            return
        if (user_id := event.context.user_id) is None:
            _LOGGER.warning("An answer from a phone came from nobody, and was not taken")
            return
        subject = key.removeprefix(self._yes if agreed else self._no)
        written = event.data.get("reply_text")
        try:
            told = await self._answered(agreed, subject, event.context, str(written) if written else None)
        except HomeAssistantError as err:
            told = str(err)
        for phone in phones_of(self._hass, [user_id]) if told else ():
            # Not in the place of the question, which is taken away.
            await self._sent(phone, told, tag=f"{self._tag_of(subject)}_answer")

    async def _sent(self, phone: str, message: str, *, title: str | None = None, **data: Any) -> bool:
        """Send a message to a phone; return whether it could be."""
        content: dict[str, Any] = {"message": message, "data": data} | ({"title": title} if title else {})
        try:
            await self._hass.services.async_call(NOTIFY, phone, content, blocking=True)
        except (HomeAssistantError, vol.Invalid) as err:
            _LOGGER.warning("A notification could not be brought to %s: %s", phone, err)
            return False
        return True


def buttons(yes: tuple[str, str], no: tuple[str, str], pin_prompt: str | None) -> list[Mapping[str, Any]]:
    """Return the two buttons, each given by its key and its label; with a prompt the yes asks for the PIN.

    The yes wants the phone unlocked, where the phone can want that.
    """
    agree: dict[str, Any] = {"action": yes[0], "title": yes[1], "authenticationRequired": True}
    if pin_prompt is not None:
        agree |= {"behavior": "textInput", "textInputPlaceholder": pin_prompt}
    return [agree, {"action": no[0], "title": no[1], "destructive": True}]
