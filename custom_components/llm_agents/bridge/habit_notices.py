"""A habit that was found, brought to its person: to the phone with two buttons, else as a notification with a link.

Each is brought once, when it is found; it is taken away when it was answered, wherever that was.
"""

from collections.abc import Awaitable, Callable

from homeassistant.core import Context, HomeAssistant, callback

from ..const import DOMAIN
from ..core.agents.telling_habits import told_habit
from ..core.language.answers import Answerer
from ..core.language.phrases import phrases, sentence
from ..core.memory.offers import Known, Standing
from .dashboards import path_of_card
from .home_source import HomeSource
from .phones import Phones

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
        self._phones = Phones(hass, YES, NO, tag_of, self._answered)

    @callback
    def start(self) -> Callable[[], None]:
        """Listen to the buttons; return what ends it."""
        return self._phones.start()

    @callback
    def on_change(self, known: Known) -> None:
        """Bring a habit to its person, or take it away."""
        if known.standing is Standing.FOUND:
            self._hass.async_create_task(self._bring(known), f"{DOMAIN} suggest", eager_start=True)
        elif known.standing in _ANSWERED:
            withdrawing = self._phones.withdraw(known.habit.habit_id, [known.habit.user_id])
            self._hass.async_create_task(withdrawing, f"{DOMAIN} withdraw", eager_start=True)

    async def _bring(self, known: Known) -> None:
        words = await self._hass.async_add_executor_job(phrases, self._hass.config.language)
        habit, path = known.habit, await path_of_card(self._hass, CARD)
        told = sentence(told_habit(habit, words, Answerer(words, self._source.home()), "told"))
        # Everybody in the home sees what no phone was reached for: whose habit it is and what it is, is not shown.
        link = f"[{words.say(_SECTION, 'see')}]({path})"
        await self._phones.ask(
            habit.habit_id,
            [habit.user_id],
            f"{told} {words.say(_SECTION, 'question')}",
            title=words.say(_SECTION, "title"),
            labels=(words.say(_SECTION, "make"), words.say(_SECTION, "never")),
            shown=f"{words.say(_SECTION, 'somebody')} {link}",
            url=path,
            clickAction=path,
        )

    async def _answered(self, agreed: bool, habit_id: str, context: Context, _written: str | None) -> str:
        return await self._answer(agreed, habit_id, context)
