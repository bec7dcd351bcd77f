"""What is suggested to people, for the actions, the websocket and notifications alike; rights are checked here."""

from dataclasses import dataclass
from typing import Any, Self

from homeassistant.components.automation import DOMAIN as AUTOMATION_DOMAIN
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er

from .bridge.automations import as_yaml
from .core.agents.habit_desk import Made
from .core.agents.telling_habits import told_habit
from .core.journal.record import Asker, Origin
from .core.journal.store import JournalError
from .core.language.answers import Answerer
from .core.language.phrases import Phrases, phrases, sentence
from .core.memory.automation import WEEKDAYS, automation_of
from .core.memory.offers import Known, Standing
from .errors import invalid, journal_failed
from .persons import administrator_asks
from .runtime import LlmAgentsData, loaded_data

EDITOR = "/config/automation/edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """The suggestions as one person, or the system, may see and answer them.

    Everybody has their own, an administrator and the system (automations without a user) all. Methods raise
    `ServiceValidationError` for what is not there or not to be seen, `HomeAssistantError` when the journal fails.
    """

    hass: HomeAssistant
    data: LlmAgentsData
    asker: Asker
    sees_all: bool

    @classmethod
    async def of(cls, hass: HomeAssistant, context: Context, origin: Origin) -> Self:
        """Return the suggestions as the user of a context may see them."""
        asker = Asker(origin=origin, user_id=context.user_id, context_id=context.id)
        return cls(hass=hass, data=loaded_data(hass), asker=asker, sees_all=await administrator_asks(hass, context))

    def concerns(self, known: Known) -> bool:
        """Return whether a suggestion is the asker's to see."""
        return self.sees_all or known.habit.user_id == self.asker.user_id

    async def list(self, language: str | None = None) -> list[dict[str, Any]]:
        """Return what is suggested, and what became an automation, the surest first."""
        try:
            seen = await self.data.kernel.offers.desk.seen()
        except JournalError as err:
            raise journal_failed(err) from err
        words = await self._phrases(language)
        return [self._told(known, words) for known in seen if self.concerns(known)]

    async def accept(self, suggestion_id: str, language: str | None = None) -> dict[str, Any]:
        """Make an automation of a suggestion; return it. One that was made before is told again."""
        known = self._get(suggestion_id)
        spoken = language or self.hass.config.language
        await self._phrases(spoken)  # read off the event loop
        try:
            made = await self.data.kernel.offers.desk.accept(known.habit, self.asker, spoken)
        except JournalError as err:
            raise journal_failed(err) from err
        if made is None:
            raise invalid("suggestions_off")
        return self._made(made)

    async def dismiss(self, suggestion_id: str) -> None:
        """Suggest that, and what is like it, never again."""
        known = self._get(suggestion_id)
        if known.standing is Standing.ACCEPTED:
            raise invalid("suggestion_accepted")
        try:
            await self.data.habits.dismissed(known.habit)
        except JournalError as err:
            raise journal_failed(err) from err

    async def answer(self, agreed: bool, suggestion_id: str) -> str:
        """Say yes or no to a suggestion; return what came of a yes, in words."""
        if not agreed:
            await self.dismiss(suggestion_id)
            return ""
        made, words = await self.accept(suggestion_id), await self._phrases(None)
        return words.say("memory", "not_automated" if made["pasted"] else "automated", text=made["name"], count=1)

    def _get(self, suggestion_id: str) -> Known:
        """Return a suggestion; one that is somebody else's is told as one that there is not."""
        known = self.data.habits.known(suggestion_id)
        if known is None or not self.concerns(known):
            raise invalid("suggestion_not_found")
        return known

    async def _phrases(self, language: str | None) -> Phrases:
        return await self.hass.async_add_executor_job(phrases, language or self.hass.config.language)

    def _told(self, known: Known, words: Phrases) -> dict[str, Any]:
        """Return a suggestion with its evidence, and the automation that it is, or would be."""
        habit, answerer = known.habit, Answerer(words, self.data.world.home())
        form = {name: sentence(told_habit(habit, words, answerer, name)) for name in ("alias", "description", "told")}
        made = Made.of(known) if known.standing is Standing.ACCEPTED else None
        config = made.config if made is not None else automation_of(habit, form["alias"], form["description"])
        hour, minute = divmod(habit.minute, 60)
        return {
            "suggestion_id": habit.habit_id,
            "user_id": habit.user_id,
            "standing": known.standing.value,
            "title": form["alias"],
            "evidence": form["told"],
            "acts": [answerer.wish(deed.act()) for deed in habit.deeds],
            "entities": list(dict.fromkeys(deed.entity_id for deed in habit.deeds)),
            "time": f"{hour:02}:{minute:02}",
            "weekdays": [name for day, name in enumerate(WEEKDAYS) if day in habit.weekdays],
            "times": habit.times,
            "of": habit.days,
            "confidence": habit.confidence,
            "moments": list(habit.evidence),
            "automation": as_yaml(dict(config)),
            "made": self._made(made) if made is not None else None,
        }

    def _made(self, made: Made) -> dict[str, Any]:
        """Return what became of a suggestion: where to find and edit its automation."""
        registry = er.async_get(self.hass)
        entity_id = registry.async_get_entity_id(AUTOMATION_DOMAIN, AUTOMATION_DOMAIN, made.automation_id)
        return {
            "automation_id": made.automation_id,
            "entity_id": entity_id,
            "name": made.alias,
            "edit": f"{EDITOR}/{made.automation_id}" if entity_id is not None else None,
            "pasted": made.pasted,
        }
