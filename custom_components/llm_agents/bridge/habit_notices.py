"""A habit that was found, brought to its person: to the phone with two buttons, else as a notification with a link.

Each is brought once, when it is found; it is taken away when it was answered, wherever that was.
"""

from collections.abc import Awaitable, Callable
import logging

import voluptuous as vol

from homeassistant.components import persistent_notification
from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..const import DOMAIN
from ..core.agents.telling_habits import told_habit
from ..core.language.answers import Answerer
from ..core.language.phrases import Phrases, phrases, sentence
from ..core.memory.offers import Known, Standing
from .dashboards import path_of_card
from .home_source import HomeSource
from .phones import CLEAR, EVENT_BUTTON, buttons, phones_of, send

_LOGGER = logging.getLogger(__name__)

YES = "LLM_AGENTS_MAKE_"
NO = "LLM_AGENTS_NEVER_"
CARD = "custom:llm-agents-overview-card"
_SECTION = "habits"
_ANSWERED = frozenset({Standing.ACCEPTED, Standing.DISMISSED})

type Answering = Callable[[bool, str, Context], Awaitable[str]]
"""Says yes or no to a suggestion for the user of a context; returns what came of it, in words."""


def tag_of(habit_id: str) -> str:
    """Return the name by which the notification of a habit is replaced and taken away."""
    return f"{DOMAIN}_habit_{habit_id}"


class HabitNotifier:
    """Brings habits to their people, and takes the answers from the buttons."""

    def __init__(self, hass: HomeAssistant, source: HomeSource, answer: Answering) -> None:
        """Bring the habits of a home to its people."""
        self._hass = hass
        self._source = source
        self._answer = answer

    @callback
    def start(self) -> Callable[[], None]:
        """Listen to the buttons; return what ends it."""
        return self._hass.bus.async_listen(EVENT_BUTTON, self._pressed)

    @callback
    def on_change(self, known: Known) -> None:
        """Bring a habit to its person, or take it away."""
        if known.standing is Standing.FOUND:
            self._hass.async_create_task(self._bring(known), f"{DOMAIN} suggest", eager_start=True)
        elif known.standing in _ANSWERED:
            self._hass.async_create_task(self._withdraw(known), f"{DOMAIN} withdraw", eager_start=True)

    async def _phrases(self) -> Phrases:
        return await self._hass.async_add_executor_job(phrases, self._hass.config.language)

    async def _bring(self, known: Known) -> None:
        words, habit = await self._phrases(), known.habit
        told = sentence(told_habit(habit, words, Answerer(words, self._source.home()), "told"))
        keys = buttons(
            (YES + habit.habit_id, words.say(_SECTION, "make")),
            (NO + habit.habit_id, words.say(_SECTION, "never")),
            None,
        )
        title, path, tag = words.say(_SECTION, "title"), await path_of_card(self._hass, CARD), tag_of(habit.habit_id)
        more = {"tag": tag, "actions": keys, "visibility": "private", "url": path, "clickAction": path}
        text = f"{told} {words.say(_SECTION, 'question')}"
        reached = [await self._sent(phone, text, title=title, **more) for phone in self._phones(known)]
        if not any(reached):
            # Everybody in the home sees these: whose habit it is and what it is, is not shown.
            link = f"[{words.say(_SECTION, 'see')}]({path})"
            persistent_notification.async_create(self._hass, f"{words.say(_SECTION, 'somebody')} {link}", title, tag)

    async def _withdraw(self, known: Known) -> None:
        tag = tag_of(known.habit.habit_id)
        persistent_notification.async_dismiss(self._hass, tag)
        for phone in self._phones(known):
            await self._sent(phone, CLEAR, tag=tag)

    @callback
    def _phones(self, known: Known) -> list[str]:
        return phones_of(self._hass, [known.habit.user_id])

    async def _sent(self, phone: str, message: str, **data: object) -> bool:
        try:
            await send(self._hass, phone, message, **data)
        except (HomeAssistantError, vol.Invalid) as err:
            _LOGGER.warning("A suggestion could not be brought to %s: %s", phone, err)
            return False
        return True

    async def _pressed(self, event: Event) -> None:
        """Take an answer, of somebody who is known; tell what it came to."""
        key = str(event.data.get("action", ""))
        agreed = key.startswith(YES)
        if not agreed and not key.startswith(NO):
            return
        if (user_id := event.context.user_id) is None:
            _LOGGER.warning("An answer to a suggestion came from nobody, and was not taken")
            return
        habit_id = key.removeprefix(YES if agreed else NO)
        try:
            told = await self._answer(agreed, habit_id, event.context)
        except (ServiceValidationError, HomeAssistantError) as err:
            told = str(err)
        for phone in phones_of(self._hass, [user_id]) if told else ():
            await self._sent(phone, told, tag=f"{tag_of(habit_id)}_answer")
