"""Preferences where they matter: what somebody likes is set, and what was not to be done again is asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..journal.record import Asker
from ..language.memories import MemoryRequest
from ..language.outcome import Memo, Remembered
from ..language.request import Act, Action, Attribute, Problem, Reason
from ..memory.facts import Fact, FactKind
from ..memory.memory import Memory
from .ports import World

AVOID = "avoid"
"""The topic of a correction that tells what is not to be done again unasked; its value is the action."""

_BY_TOPIC: Mapping[str, tuple[str, Attribute]] = {
    "temperature": ("climate", Attribute.TEMPERATURE),
    "brightness": ("light", Attribute.BRIGHTNESS),
    "color": ("light", Attribute.COLOR),
    "color_temperature": ("light", Attribute.COLOR_TEMPERATURE),
    "volume": ("media_player", Attribute.VOLUME),
    "humidity": ("humidifier", Attribute.HUMIDITY),
    "fan_speed": ("fan", Attribute.FAN_SPEED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferrer:
    """Reads preferences for who asks, where they are."""

    memory: Memory
    world: World

    def preferred(
        self, request: MemoryRequest, asker: Asker
    ) -> tuple[Sequence[Act | Problem | Remembered], Sequence[str]]:
        """Return the acts that set what the asker prefers where they are, or why there are none, and the facts' ids."""
        places = request.about or ((asker.area_id,) if asker.area_id else ())
        topics = [request.topic] if request.topic else list(_BY_TOPIC)
        found: list[Act | Problem | Remembered] = []
        used: list[str] = []
        for topic in topics:
            fact = self.memory.preference(topic, asker.user_id, places)
            act = self._set(topic, fact, places, request.words) if fact is not None else None
            if fact is not None and act is not None:
                found.append(act)
                used.append(fact.fact_id)
        return found or [Remembered(request=request, memo=Memo.NO_PREFERENCE)], used

    def avoids(self, acts: Sequence[Act], asker: Asker) -> bool:
        """Return whether the asker, or the household, said of one of some acts that it is not to be done again."""
        avoided = [f for f in self.memory.list(asker.user_id) if f.topic == AVOID and f.kind is FactKind.CORRECTION]
        return any(f.value == act.action.value and {*act.entity_ids} & {*f.about} for f in avoided for act in acts)

    def _set(self, topic: str, fact: Fact, places: Sequence[str], words: str) -> Act | Problem | None:
        domain, attribute = _BY_TOPIC.get(topic, ("", Attribute.NUMBER))
        if fact.value is None or not domain:
            return None
        entity_ids = self._devices(domain, places or fact.about)
        if not entity_ids:
            return None
        act = Act(action=Action.SET, entity_ids=entity_ids, attribute=attribute, value=fact.value, words=words)
        if places or fact.about or len(entity_ids) == 1:
            return act
        return Problem(reason=Reason.AMBIGUOUS, candidates=entity_ids, act=act, words=words)

    def _devices(self, domain: str, places: Sequence[str]) -> tuple[str, ...]:
        """Return the devices of a domain in some places, but for thermostats only those that are on where any is."""
        home, wanted = self.world.home(), set(places)
        all_there = tuple(
            entity.entity_id
            for entity in home.entities.values()
            if entity.domain == domain and (not wanted or {entity.entity_id, entity.area_id} & wanted)
        )
        if domain == "climate":
            return all_there
        states = ((found, self.world.states(found)) for found in all_there)
        running = tuple(found for found, state in states if state and state.available and state.state != "off")
        return running or all_there
