"""Questions brought to people who were not there: to their phones, else as a notification in Home Assistant."""

from collections.abc import Awaitable, Callable
import logging

import voluptuous as vol

from homeassistant.components import persistent_notification
from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..const import DOMAIN
from ..core.agents.approvals import Approval, Fate
from ..core.journal.record import Status, Turn
from ..core.language.phrases import Phrases, phrases
from .phones import CLEAR, EVENT_BUTTON, buttons, phones_of, send

_LOGGER = logging.getLogger(__name__)

YES = "LLM_AGENTS_AGREE_"
NO = "LLM_AGENTS_DECLINE_"

_SECTION = "approval"

type Answerer = Callable[[bool, str, Context, str | None], Awaitable[Turn]]
"""Says yes or no to a turn's question for the user of a context, with a PIN or without."""


def tag_of(turn_id: str) -> str:
    """Return the name by which a question's notification is replaced and taken away."""
    return f"{DOMAIN}_{turn_id}"


class Notifier:
    """Asks by notification, takes the answer from its buttons, and withdraws what was answered elsewhere.

    `all_of_them` is whether also those questions are brought that somebody was there to hear.
    """

    def __init__(self, hass: HomeAssistant, answer: Answerer, *, all_of_them: bool) -> None:
        """Bring the questions of a home to its people."""
        self._hass = hass
        self._answer = answer
        self._all = all_of_them
        self._again: set[str] = set()  # turns that asked anew when they were answered from a phone

    @callback
    def start(self) -> Callable[[], None]:
        """Listen to the buttons; return what ends it."""
        return self._hass.bus.async_listen(EVENT_BUTTON, self._pressed)

    def wants(self, approval: Approval) -> bool:
        """Return whether a question is brought to somebody."""
        return self._all or approval.unattended or approval.turn_id in self._again

    @callback
    def on_change(self, approval: Approval, fate: Fate) -> None:
        """Bring a question to its people, or take it away from them."""
        if not self.wants(approval):
            return
        work = self._ask(approval) if fate is Fate.REQUESTED else self._withdraw(approval)
        self._hass.async_create_task(work, f"{DOMAIN} notify", eager_start=True)

    async def _people(self, approval: Approval) -> list[str]:
        """Return who may say yes: who asked; for nobody's question, those who run the home."""
        if approval.asker.user_id is not None:
            return [approval.asker.user_id]
        users = await self._hass.auth.async_get_users()
        return [user.id for user in users if user.is_admin and user.is_active and not user.system_generated]

    async def _phrases(self, approval: Approval) -> Phrases:
        return await self._hass.async_add_executor_job(phrases, approval.language)

    async def _ask(self, approval: Approval) -> None:
        words = await self._phrases(approval)
        keys = buttons(
            (YES + approval.turn_id, words.say(_SECTION, "yes")),
            (NO + approval.turn_id, words.say(_SECTION, "no")),
            words.say(_SECTION, "pin") if approval.pin else None,
        )
        title = words.say(_SECTION, "title")
        reached = False
        for phone in phones_of(self._hass, await self._people(approval)):
            reached |= await self._sent(
                phone, approval.question, title=title, tag=tag_of(approval.turn_id), actions=keys, visibility="private"
            )
        if not reached:
            # Everybody in the home sees these: what one person asked is not shown.
            private = approval.asker.user_id is not None
            text = words.say(_SECTION, "somebody") if private else approval.question
            persistent_notification.async_create(self._hass, text, title, tag_of(approval.turn_id))

    async def _withdraw(self, approval: Approval) -> None:
        persistent_notification.async_dismiss(self._hass, tag_of(approval.turn_id))
        for phone in phones_of(self._hass, await self._people(approval)):
            await self._sent(phone, CLEAR, tag=tag_of(approval.turn_id))

    async def _sent(self, phone: str, message: str, **data: object) -> bool:
        try:
            await send(self._hass, phone, message, **data)
        except (HomeAssistantError, vol.Invalid) as err:
            _LOGGER.warning("A question could not be brought to %s: %s", phone, err)
            return False
        return True

    async def _pressed(self, event: Event) -> None:
        """Take an answer; only of somebody who is known, and told where it came to nothing."""
        key = str(event.data.get("action", ""))
        agreed = key.startswith(YES)
        if not agreed and not key.startswith(NO):
            return
        if (user_id := event.context.user_id) is None:
            _LOGGER.warning("An answer to a question came from nobody, and was not taken")
            return
        turn_id = key.removeprefix(YES if agreed else NO)
        pin = event.data.get("reply_text")
        try:
            turn = await self._answer(agreed, turn_id, event.context, str(pin) if pin else None)
        except (ServiceValidationError, HomeAssistantError) as err:
            await self._tell(user_id, turn_id, str(err))
            return
        again = Approval.of(turn)  # for instance after a wrong PIN
        if again is not None and not self.wants(again):
            self._again.add(turn.turn_id)
            await self._ask(again)
        elif again is None and turn.status not in (Status.DONE, Status.ANSWERED):
            await self._tell(user_id, turn_id, turn.answer)

    async def _tell(self, user_id: str, turn_id: str, text: str) -> None:
        """Tell somebody what their answer came to; not in the place of the question, which is taken away."""
        for phone in phones_of(self._hass, [user_id]):
            await self._sent(phone, text, tag=f"{tag_of(turn_id)}_answer")
