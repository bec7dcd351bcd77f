"""Look for habits each night, and make automations of those that were agreed to."""

import asyncio
from datetime import datetime, timedelta
import logging

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_call_later, async_track_time_change
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..core.agents.habit_desk import Made
from ..core.agents.telling_habits import told_habit
from ..core.journal.record import Asker
from ..core.language.answers import Answerer
from ..core.language.phrases import phrases, sentence
from ..core.memory.automation import automation_id, automation_of
from ..core.memory.habits import Habit, find_habits
from ..core.memory.offers import HabitBook
from .automations import AutomationsNotInUse, AutomationWriter, as_yaml
from .home_source import HomeSource
from .manual_acts import ManualActs
from .rights import is_administrator

_LOGGER = logging.getLogger(__name__)

ISSUE_AUTOMATION = "automation_to_paste"
_FIRST_SECONDS = 600
_HOUR, _MINUTE = 3, 47
_FRESH = timedelta(hours=1)


class HabitKeeper:
    """Finds habits in what people do by hand, and makes automations of them in the owner's own form."""

    def __init__(self, hass: HomeAssistant, source: HomeSource, acts: ManualActs, book: HabitBook) -> None:
        """Look at the acts, and tell the book what was found."""
        self._hass = hass
        self._source = source
        self._acts = acts
        self._book = book
        self._writer = AutomationWriter(hass)
        self._looking = asyncio.Lock()
        self._looked: datetime | None = None
        self._unsubscribe: list[CALLBACK_TYPE] = []

    @callback
    def start(self) -> None:
        """Begin to look: soon, and every night."""
        self._unsubscribe = [
            async_call_later(self._hass, timedelta(seconds=_FIRST_SECONDS), self.look),
            async_track_time_change(self._hass, self.look, hour=_HOUR, minute=_MINUTE, second=0),
        ]

    @callback
    def stop(self) -> None:
        """Look no more."""
        while self._unsubscribe:
            self._unsubscribe.pop()()

    async def look(self, _now: datetime | None = None) -> None:
        """Look for habits once, off the event loop; what nobody knew of is noted."""
        async with self._looking:
            now = dt_util.now()
            found = await self._hass.async_add_executor_job(find_habits, self._acts.acts, now)
            _LOGGER.debug("Found %d habits", len(found))
            self._looked = now
            entities = self._source.home().entities
            for habit in self._book.found(found):
                if all(deed.entity_id in entities for deed in habit.deeds):
                    await self._book.told(habit)

    async def look_again(self) -> None:
        """Look for habits, where the last look was long ago."""
        if self._looked is None or dt_util.now() - self._looked >= _FRESH:
            await self.look()

    async def make(self, habit: Habit, asker: Asker, language: str) -> Made:
        """Make an automation of a habit; where it cannot be written, its text waits among the repairs.

        Only who may edit automations in Home Assistant has them written: administrators.
        """
        words, home = phrases(language), self._source.home()
        alias, description = (
            sentence(told_habit(habit, words, Answerer(words, home), form)) for form in ("alias", "description")
        )
        config = automation_of(habit, alias, description)
        try:
            if not await is_administrator(self._hass, asker.user_id):
                raise AutomationsNotInUse
            await self._writer.add(config)
        except (HomeAssistantError, OSError) as err:
            _LOGGER.warning("An automation could not be written: %s", str(err) or type(err).__name__)
            self._report(habit, alias, as_yaml(config))
            return Made(automation_id=automation_id(habit), alias=alias, pasted=True, config=config)
        return Made(automation_id=automation_id(habit), alias=alias, config=config)

    async def remove(self, habit: Habit, made: Made, asker: Asker) -> bool:
        """Take an automation away again, for who may edit automations; return whether it is gone.

        What somebody edited since stays, and so does what cannot be written. A text that waits to be pasted goes.
        """
        if made.pasted:
            if self._writer.has(made.automation_id):
                return False  # it was pasted
            ir.async_delete_issue(self._hass, DOMAIN, f"{ISSUE_AUTOMATION}_{habit.habit_id}")
            return True
        if not made.config or not await is_administrator(self._hass, asker.user_id):
            return False
        try:
            await self._writer.remove(dict(made.config))
        except (HomeAssistantError, OSError) as err:
            _LOGGER.warning("An automation could not be taken away: %s", str(err) or type(err).__name__)
            return False
        return True

    def _report(self, habit: Habit, alias: str, text: str) -> None:
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            f"{ISSUE_AUTOMATION}_{habit.habit_id}",
            is_fixable=True,
            is_persistent=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_AUTOMATION,
            translation_placeholders={"name": alias, "yaml": text},
        )
