"""Versions and experiments of an entry: noticed, followed and told, from the journal and back into the settings."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_API_KEY, CONF_URL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, SUBENTRY_AGENT, SUBENTRY_BACKEND, SUBENTRY_EXPERIMENT
from ..core.journal.asynchronous import AsyncJournal
from ..core.journal.events import Event
from ..core.journal.record import Turn
from ..core.journal.store import JournalError
from ..core.models.experiments import Conclusion, Experiment, Experiments, Setting
from ..core.models.registry import MODEL, PROMPT, Registry, UnknownVersion, Version, model_subject, prompt_subject

_LOGGER = logging.getLogger(__name__)

_CONCLUDE_EVERY = timedelta(minutes=15)
_NOT_KEPT = frozenset({CONF_API_KEY, "listed"})
"""What of a backend is no part of its versions: its key above all."""


class Laboratory:
    """The registry and the experiments of a loaded entry. `open` before use."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        journal: AsyncJournal,
        on_conclusion: Callable[[Conclusion], None],
    ) -> None:
        """Keep the versions and experiments of an entry; `on_conclusion` hears of each experiment that ends."""
        self._hass = hass
        self._entry = entry
        self._journal = journal
        self._on_conclusion = on_conclusion
        self.registry = Registry()
        self.experiments = Experiments(dt_util.utcnow)

    async def open(self) -> None:
        """Learn what was, notice what is, and go on until the entry is unloaded."""
        for event in await self._journal.events(self.registry.kinds | self.experiments.kinds):
            self._apply(event)
        unload = self._entry.async_on_unload
        unload(self._journal.listen(self._apply))
        await self._take_in()
        unload(self._entry.add_update_listener(self._changed))
        unload(async_track_time_interval(self._hass, self._conclude, _CONCLUDE_EVERY, cancel_on_shutdown=True))
        await self._conclude(dt_util.utcnow())

    @callback
    def observe(self, turn: Turn) -> None:
        """Keep what came of a turn, where an experiment wants to know."""
        if (event := self.experiments.outcome(turn)) is not None:
            self._entry.async_create_background_task(self._hass, self._keep(event), name=f"{DOMAIN} outcome")

    def roll_back(self, subject: str, number: int | None = None) -> Version:
        """Bring an older version into use, the one before by default; return it.

        Raises `UnknownVersion` where there is none, or nothing to give it to.
        """
        version = self.registry.previous(subject) if number is None else self.registry.version(subject, number)
        kept = self._holder(subject)
        if version is None or kept is None:
            raise UnknownVersion(subject)
        if subject.startswith(PROMPT):
            data = {**kept.data, **version.content}
        else:
            data = {**version.content["settings"]}
            if CONF_API_KEY in kept.data and data.get(CONF_URL) == kept.data.get(CONF_URL):
                data[CONF_API_KEY] = kept.data[CONF_API_KEY]  # a key never goes to another address
        self._hass.config_entries.async_update_subentry(self._entry, kept, data=data)
        return version

    def use(self, experiment_id: str, better: int) -> None:
        """Give an agent the settings of the better variant."""
        kept = self._entry.subentries.get(experiment_id)
        experiment = None if kept is None else experiment_of(kept)
        agent = None if experiment is None else self._holder(prompt_subject(experiment.agent_id))
        if experiment is None or agent is None:
            return
        setting = experiment.settings[better]
        data = dict(agent.data)
        if setting.backend_id is not None:
            others = [name for name in data.get("models", []) if name != setting.backend_id]
            data["models"] = [setting.backend_id, *others]
        if setting.instructions is not None:
            data["instructions"] = setting.instructions
        self._hass.config_entries.async_update_subentry(self._entry, agent, data=data)

    def describe(self) -> dict[str, Any]:
        """Return experiments and versions for diagnostics, without the words of the owner."""
        current = {subject: self.registry.current(subject) for subject in self.registry.subjects()}
        return {
            "experiments": [{**told, "name": ""} for told in self.experiments.describe()],
            "versions": {subject: version.number if version else None for subject, version in current.items()},
        }

    def _holder(self, subject: str) -> ConfigSubentry | None:
        """Return where the content of a subject stands."""
        kind, _, name = subject.partition(":")
        for kept in self._entry.subentries.values():
            is_agent = kind == PROMPT and kept.subentry_type == SUBENTRY_AGENT
            is_backend = kind == MODEL and kept.subentry_type == SUBENTRY_BACKEND
            if (is_agent and (kept.unique_id or kept.subentry_id) == name) or (is_backend and kept.subentry_id == name):
                return kept
        return None

    @callback
    def _apply(self, event: Event) -> None:
        if event.kind in self.registry.kinds:
            self.registry.apply(event)
        elif event.kind in self.experiments.kinds:
            self.experiments.apply(event)

    async def _changed(self, _hass: HomeAssistant, _entry: ConfigEntry) -> None:
        await self._take_in()

    async def _take_in(self) -> None:
        """Notice which versions are in use, and which experiments run."""
        found: list[Event | None] = []
        experiments: dict[str, Experiment] = {}
        now = dt_util.utcnow()
        for kept in self._entry.subentries.values():
            if kept.subentry_type == SUBENTRY_AGENT:
                subject = prompt_subject(kept.unique_id or kept.subentry_id)
                content = {"instructions": kept.data.get("instructions", "")}
                found.append(self.registry.noticed(subject, content, now))
            elif kept.subentry_type == SUBENTRY_BACKEND:
                settings = {key: value for key, value in kept.data.items() if key not in _NOT_KEPT}
                found.append(self.registry.noticed(model_subject(kept.subentry_id), {"settings": settings}, now))
            elif kept.subentry_type == SUBENTRY_EXPERIMENT:
                try:
                    experiments[kept.subentry_id] = experiment_of(kept)
                except (AttributeError, KeyError) as err:
                    _LOGGER.warning("The experiment %s cannot be read: %s", kept.title, type(err).__name__)
        found += self.experiments.run(experiments)
        await self._keep(*(event for event in found if event is not None))
        written = [
            self.registry.noticed(
                prompt_subject(one.agent_id), {"instructions": setting.instructions}, now, in_use=False
            )
            for one in experiments.values()
            for setting in one.settings
            if setting.instructions is not None
        ]
        for event in written:
            if event is not None:
                await self._keep(event)

    async def _conclude(self, _now: datetime) -> None:
        for conclusion in self.experiments.concluded():
            await self._keep(self.experiments.end(conclusion.experiment, conclusion.better))
            self._on_conclusion(conclusion)

    async def _keep(self, *events: Event) -> None:
        if not events:
            return
        try:
            await self._journal.record(*events)
        except JournalError as err:
            _LOGGER.warning("Versions or outcomes of an experiment were not kept: %s", err)


def experiment_of(kept: ConfigSubentry) -> Experiment:
    """Return the experiment that a subentry keeps."""
    return Experiment(
        experiment_id=kept.subentry_id,
        agent_id=kept.data["agent"],
        name=kept.title,
        settings=(_setting(kept.data["a"]), _setting(kept.data["b"])),
    )


def _setting(data: Mapping[str, Any]) -> Setting:
    return Setting(backend_id=data.get("backend"), instructions=data.get("instructions"))
