"""From frames to questions over states."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..home.index import HomeIndex
from ..home.model import StateReader
from .acts import Outcome
from .frame import Frame, Part, Target
from .matching import Scope
from .measures import SENSED, Measures
from .request import Ask, Question, Reason
from .targets import Resolution, Resolver

_SWITCHED = (
    "light",
    "switch",
    "fan",
    "media_player",
    "climate",
    "humidifier",
    "input_boolean",
    "siren",
    "water_heater",
)
_STATE_DOMAINS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "on": (_SWITCHED, ("valve", "vacuum", "lawn_mower", "binary_sensor", "script", "automation")),
    "off": (_SWITCHED, ("valve", "vacuum", "lawn_mower", "binary_sensor", "script")),
    "running": (_SWITCHED, ("valve", "vacuum", "lawn_mower", "binary_sensor", "script", "automation")),
    "done": (_SWITCHED, ("vacuum", "lawn_mower", "script")),
    "open": (("cover", "valve", "binary_sensor"), ("lock",)),
    "closed": (("cover", "valve", "binary_sensor"), ("lock",)),
    "locked": (("lock",), ("binary_sensor",)),
    "unlocked": (("lock",), ("binary_sensor",)),
    "playing": (("media_player",),),
    "paused": (("media_player",),),
    "stopped": (("media_player", "vacuum", "lawn_mower"),),
    "muted": (("media_player",),),
    "armed": (("alarm_control_panel",),),
    "disarmed": (("alarm_control_panel",),),
    "docked": (("vacuum", "lawn_mower"), ("binary_sensor", "sensor")),
    "cleaning": (("vacuum",),),
    "mowing": (("lawn_mower",),),
    "home": (("person", "device_tracker"),),
    "away": (("person", "device_tracker"),),
    "heating": (("climate",),),
    "cooling": (("climate",),),
    "detected": (("binary_sensor",),),
}
"""Which devices can be in a state, those that are mostly meant first."""
_EXPECTED = {
    "away": "not_home",
    "stopped": "idle",
    "detected": "on",
    "running": "on",
    "done": "off",
    "heating": "heat",
    "cooling": "cool",
}
_VALVE_WORDS = {"on": "open", "off": "closed"}
_DETECTING = frozenset(
    ("motion", "occupancy", "presence", "moisture", "smoke", "gas", "carbon_monoxide", "sound", "vibration", "tamper")
)
_OPENINGS = frozenset(
    ("door", "window", "opening", "garage_door", "garage", "gate", "blind", "shade", "curtain", "shutter")
)


class QuestionReader:
    """Turns the frames of questions into typed questions on one home."""

    def __init__(self, index: HomeIndex, states: StateReader, area_id: str | None) -> None:
        """Take the home's index, its present states, and the asker's room."""
        self._states = states
        self._index = index
        self._area_id = area_id
        self._resolver = Resolver(index)
        self._measures = Measures(index, self._resolver, area_id)

    def read(self, frame: Frame) -> Outcome:
        """Return the question a frame asks."""
        if frame.question == "when" or {"done", "running"} & set(frame.states):
            return self._progress(frame)
        if frame.question in ("why", "whether"):
            return Outcome([], understood=False)
        _take_measure(frame)
        asked = frame.measure or frame.attribute
        if asked == "media_title" and frame.target.empty:
            return self._playing(frame)
        if frame.question == "where":
            return self._where(frame)
        if asked and asked not in ("state", "setting") and not (frame.states and asked not in SENSED):
            return self._value(frame, asked)
        if frame.question == "who":
            frame.target.parts.clear()
            return self._persons(frame)
        if frame.states:
            return self._state(frame)
        setting = asked == "setting" or (frame.question == "what" and _set_to(frame))
        if setting and (found := self._measures.setting(frame.target)):
            return self._values(frame, *found)
        if frame.question in ("what", "how_much", "how_many", "is") and not frame.target.empty:
            return self._plain(frame)
        return Outcome([], understood=False)

    def _scope(self, tiers: Sequence[Sequence[str]], classes: frozenset[str] = frozenset()) -> Scope:
        return Scope(tiers, self._area_id, classes)

    def _resolve(self, target: Target, scope: Scope) -> Resolution:
        """Resolve as for an act; what would be ambiguous there is here all that is meant."""
        found = self._resolver.resolve(target, scope)
        if found.problem is not None and found.problem.reason is Reason.AMBIGUOUS and target.plural:
            return Resolution(found.problem.candidates)
        return found

    def _state(self, frame: Frame) -> Outcome:
        either = "toggle" in frame.states  # "on or off"
        state = "on" if either else frame.states[0]
        tiers = _STATE_DOMAINS.get(state)
        if tiers is None:
            return self._battery_low(frame) if state == "low" else Outcome([], understood=False)
        target = frame.target
        classes = _OPENINGS if state in ("open", "closed") else frozenset()
        several = frame.question in ("which", "how_many", "what") or target.quantifier in ("any", "all", "no")
        if several and target.quantifier is None:
            target.quantifier = "all"
        if target.empty or all("anything" in part.chunk.senses for part in target.parts):
            return self._anything(frame, state, tiers, classes)
        if all(part.chunk.areas or part.chunk.floors for part in target.parts) and several:
            return self._anything(frame, state, tiers, classes)
        meant = replace(target, quantifier="all") if several else target
        found = self._resolve(meant, self._scope(tiers, classes))
        if found.problem is not None:
            return Outcome([found.problem], found.doubt)
        ids, doubt = found.entity_ids, found.doubt
        if target.excluded:
            ids, understood = self._resolver.excluded(target, ids)
            doubt += 0.0 if understood else 1.0
        alternatives = either or (len(set(frame.states)) > 1 and frame.question == "is")
        return Outcome([self._question(frame, ids, None if alternatives else state)], doubt)

    def _question(self, frame: Frame, entity_ids: tuple[str, ...], state: str | None) -> Question:
        expected = _EXPECTED.get(state, state) if state else None
        domains = {entity_id.partition(".")[0] for entity_id in entity_ids}
        if domains == {"valve"} and expected:
            expected = _VALVE_WORDS.get(expected, expected)
        return Question(
            ask=self._ask(frame, len(entity_ids)), entity_ids=entity_ids, expected=expected, words=frame.words
        )

    @staticmethod
    def _ask(frame: Frame, count: int) -> Ask:
        if frame.question == "how_many":
            return Ask.COUNT
        if frame.question in ("which", "what", "who"):
            return Ask.WHICH
        if frame.target.quantifier in ("any", "no") or any(
            "any" in part.chunk.senses.get("anything", ()) for part in frame.target.parts
        ):
            return Ask.ANY
        return Ask.ALL if count > 1 or frame.target.everything else Ask.STATE

    def _anything(self, frame: Frame, state: str, tiers: Sequence[Sequence[str]], classes: frozenset[str]) -> Outcome:
        """Ask about everything that can be in a state, in the places named."""
        areas = {area for part in frame.target.parts for area in part.chunk.areas}
        floors = {floor for part in frame.target.parts for floor in part.chunk.floors}
        areas |= {area.area_id for floor in floors for area in self._index.areas_on(floor)}
        if frame.target.here and self._area_id:
            areas.add(self._area_id)
        placed = bool(areas or floors)
        ids = [
            entity_id
            for domain in tiers[0]
            for area_id in (sorted(areas) if placed else (None,))
            for entity_id in self._index.of_kind(domain, area_id)
            if domain != "binary_sensor" or not classes or self._class_of(entity_id) in classes
        ]
        if not ids or (frame.target.empty and state not in ("home", "away", "playing", "cleaning", "open", "on")):
            return Outcome([], understood=False)
        if frame.target.quantifier is None:
            frame.target.quantifier = "all" if frame.target.everything else "any"
        return Outcome([self._question(frame, tuple(ids), state)])

    def _class_of(self, entity_id: str) -> str | None:
        return self._index.named[entity_id].entity.device_class

    def _progress(self, frame: Frame) -> Outcome:
        """Ask how far a device is: of the sensor that tells it, else whether it is off again."""
        if frame.question == "when" and "done" not in frame.states:
            return Outcome([], understood=False)
        classes = ("timestamp", "duration", "enum") if frame.question == "when" else ("enum", "timestamp")
        one = not (frame.target.empty or frame.target.plural)
        if one and (found := self._measures.status(frame.target, classes)) is not None:
            return Outcome([Question(ask=Ask.STATE, entity_ids=found.entity_ids, words=frame.words)], found.doubt)
        return self._state(frame) if frame.question == "is" else Outcome([], understood=False)

    def _playing(self, frame: Frame) -> Outcome:
        """Ask what plays: of the players that do, else whether any does."""
        players = tuple(self._index.of_kind("media_player"))
        playing = tuple(i for i in players if (state := self._states(i)) is not None and state.state == "playing")
        if playing:
            return Outcome([Question(ask=Ask.VALUE, entity_ids=playing, attribute="media_title", words=frame.words)])
        if not players:
            return Outcome([], understood=False)
        return Outcome([Question(ask=Ask.ANY, entity_ids=players, expected="playing", words=frame.words)])

    def _persons(self, frame: Frame) -> Outcome:
        ids = tuple(self._index.of_kind("person"))
        if not ids or not {"home", "away"} & set(frame.states):
            return Outcome([], understood=False)
        return Outcome([self._question(frame, ids, frame.states[0])])

    def _battery_low(self, frame: Frame) -> Outcome:
        found = self._measures.sensors(frame, "battery")
        if found is None or found.problem is not None:
            return Outcome([], understood=False)
        return Outcome(
            [Question(ask=Ask.VALUE, entity_ids=found.entity_ids, attribute="battery", words=frame.words)], found.doubt
        )

    def _value(self, frame: Frame, asked: str) -> Outcome:
        found = self._measures.sensors(frame, asked)
        if found is None:
            return Outcome([], understood=False)
        if found.problem is not None:
            return Outcome([found.problem], found.doubt)
        return self._values(frame, asked, found)

    @staticmethod
    def _values(frame: Frame, asked: str, found: Resolution) -> Outcome:
        question = Question(ask=Ask.VALUE, entity_ids=found.entity_ids, attribute=asked, words=frame.words)
        return Outcome([question], found.doubt)

    def _where(self, frame: Frame) -> Outcome:
        found = self._resolver.resolve(frame.target, Scope((("person", "device_tracker"), _SWITCHED), self._area_id))
        if found.problem is not None:
            found = self._resolver.resolve(frame.target, Scope((), self._area_id))
        if found.problem is not None:
            return Outcome([found.problem], found.doubt)
        ids = found.entity_ids if frame.target.plural else found.entity_ids[:1]
        return Outcome([Question(ask=Ask.WHERE, entity_ids=ids, words=frame.words)], found.doubt)

    def _plain(self, frame: Frame) -> Outcome:
        """Ask for the state or the value of something named."""
        if not any(_names_something(part) for part in frame.target.parts):
            return Outcome([], understood=False)
        scope = Scope((("todo",),), self._area_id) if frame.question == "how_many" else Scope((), self._area_id)
        found = self._resolver.resolve(frame.target, scope)
        if found.problem is not None and found.problem.candidates:
            measuring = tuple(i for i in found.problem.candidates if i.startswith("sensor."))
            found = Resolution(measuring, found.doubt) if len(measuring) == 1 else found
        if found.problem is not None or len(found.entity_ids) > 4:
            return Outcome([], understood=False)
        if frame.question != "how_many" and any(i.startswith("todo.") for i in found.entity_ids):
            return Outcome([], understood=False)  # what is on a list is not told by its state
        return Outcome([self._of_its_kind(frame, found.entity_ids)], found.doubt)

    def _of_its_kind(self, frame: Frame, entity_ids: tuple[str, ...]) -> Question:
        """Ask what its kind can tell: what a sensor measures, whether a detector detects, else its state."""
        kinds = {(self._index.named[i].entity.domain, self._class_of(i)) for i in entity_ids}
        domain, device_class = kinds.pop() if len(kinds) == 1 else ("", None)
        if frame.question == "how_much" and domain == "sensor" and device_class:
            return Question(ask=Ask.VALUE, entity_ids=entity_ids, attribute=device_class, words=frame.words)
        if frame.question == "is" and domain == "binary_sensor" and device_class in _DETECTING:
            return Question(ask=Ask.ANY, entity_ids=entity_ids, expected="on", words=frame.words)
        return Question(ask=Ask.STATE, entity_ids=entity_ids, words=frame.words)


def _take_measure(frame: Frame) -> None:
    """Let `the power consumption of the heat pump` be measured there, though a sensor may be called so."""
    if frame.measure or frame.attribute or frame.question not in ("what", "how_much"):
        return
    measures = [part for part in frame.target.parts if "attributes" in part.chunk.senses]
    rest = [part for part in frame.target.parts if part not in measures]
    if len(measures) == 1 and any(_names_something(part) or part.place for part in rest):
        frame.measure = measures[0].chunk.senses["attributes"][0]
        frame.target.parts = rest


def _set_to(frame: Frame) -> bool:
    """Return whether the sentence ends as `what is it set to` does."""
    last = frame.chunks[-2:]
    return (
        len(last) == 2 and "set" in last[0].senses.get("verbs", ()) and "to" in last[1].senses.get("prepositions", ())
    )


def _names_something(part: Part) -> bool:
    return bool(part.chunk.entities) or bool(part.chunk.senses.keys() & {"kinds", "kinds_plural"})
