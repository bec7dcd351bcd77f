"""Questions brought to people who were not there: to their phones, else as a notification in Home Assistant."""

from collections.abc import Awaitable, Callable

from homeassistant.core import Context, HomeAssistant, callback

from ..const import DOMAIN
from ..core.agents.approvals import Approval, Fate
from ..core.journal.record import Status, Turn
from ..core.language.phrases import phrases
from .phones import Phones

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
        self._phones = Phones(hass, YES, NO, tag_of, self._answered)

    @callback
    def start(self) -> Callable[[], None]:
        """Listen to the buttons; return what ends it."""
        return self._phones.start()

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

    async def _ask(self, approval: Approval) -> None:
        words = await self._hass.async_add_executor_job(phrases, approval.language)
        # Everybody in the home sees what no phone was reached for: what one person asked is not shown.
        private = approval.asker.user_id is not None
        await self._phones.ask(
            approval.turn_id,
            await self._people(approval),
            approval.question,
            title=words.say(_SECTION, "title"),
            labels=(words.say(_SECTION, "yes"), words.say(_SECTION, "no")),
            shown=words.say(_SECTION, "somebody") if private else approval.question,
            pin_prompt=words.say(_SECTION, "pin") if approval.pin else None,
        )

    async def _withdraw(self, approval: Approval) -> None:
        await self._phones.withdraw(approval.turn_id, await self._people(approval))

    async def _answered(self, agreed: bool, turn_id: str, context: Context, pin: str | None) -> str:
        """Take an answer; return what it came to where that is not what was wanted."""
        turn = await self._answer(agreed, turn_id, context, pin)
        again = Approval.of(turn)  # for instance after a wrong PIN
        if again is None:
            return "" if turn.status in (Status.DONE, Status.ANSWERED) else turn.answer
        if not self.wants(again):
            self._again.add(turn.turn_id)
            await self._ask(again)
        return ""
