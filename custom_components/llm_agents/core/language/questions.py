"""From frames to questions over states."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..home.index import HomeIndex
from ..home.model import StateReader
from .acts import Outcome
from .frame import Frame, Part, Target
from .request import Ask, Problem, Question, Reason
from .targets import Resolution, Resolver, Scope

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
    "heating": "heat",
    "cooling": "cool",
}
_VALVE_WORDS = {"on": "open", "off": "closed"}
_OPENINGS = frozenset(
    ("door", "window", "opening", "garage_door", "garage", "gate", "blind", "shade", "curtain", "shutter")
)
_SENSED = frozenset(
    ("temperature", "humidity", "battery", "power", "energy", "illuminance", "carbon_dioxide", "pressure")
)
_VALUE_DOMAINS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "temperature": (("sensor",), ("climate",), ("weather", "water_heater")),
    "humidity": (("sensor",), ("climate", "humidifier"), ("weather",)),
    "battery": (("sensor",), ("binary_sensor",), ("vacuum", "lawn_mower")),
    "brightness": (("light",), ("sensor",)),
    "color": (("light",),),
    "color_temperature": (("light",),),
    "volume": (("media_player",),),
    "source": (("media_player",),),
    "media_title": (("media_player",),),
    "position": (("cover", "valve"),),
    "tilt": (("cover",),),
    "fan_speed": (("fan",),),
    "hvac_mode": (("climate",),),
    "preset_mode": (("climate",),),
    "fan_mode": (("climate",),),
    "mode": (("humidifier", "water_heater", "climate"),),
    "option": (("select", "input_select"),),
}
_SENSOR_CLASS = {"brightness": "illuminance"}
_OUTSIDE = "outside"


class QuestionReader:
    """Turns the frames of questions into typed questions on one home."""

    def __init__(self, index: HomeIndex, states: StateReader, area_id: str | None) -> None:
        """Take the home's index, its present states, and the asker's room."""
        self._states = states
        self._index = index
        self._area_id = area_id
        self._resolver = Resolver(index)

    def read(self, frame: Frame) -> Outcome:
        """Return the question a frame asks."""
        if frame.question in ("why", "when", "whether"):
            return Outcome([], understood=False)
        asked = frame.measure or frame.attribute
        if asked == "media_title" and frame.target.empty:
            return self._playing(frame)
        if frame.question == "where":
            return self._where(frame)
        if asked and asked != "state" and not (frame.states and asked not in _SENSED):
            return self._value(frame, asked)
        if frame.question == "who":
            frame.target.parts.clear()
            return self._persons(frame)
        if frame.states:
            return self._state(frame)
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
        return Ask.ALL if count > 1 else Ask.STATE

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
            frame.target.quantifier = "any"
        return Outcome([self._question(frame, tuple(ids), state)])

    def _class_of(self, entity_id: str) -> str | None:
        return self._index.named[entity_id].entity.device_class

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
        found = self._sensors(frame, "battery")
        if found is None or found.problem is not None:
            return Outcome([], understood=False)
        return Outcome(
            [Question(ask=Ask.VALUE, entity_ids=found.entity_ids, attribute="battery", words=frame.words)], found.doubt
        )

    def _value(self, frame: Frame, asked: str) -> Outcome:
        found = self._sensors(frame, asked)
        if found is None:
            return Outcome([], understood=False)
        if found.problem is not None:
            return Outcome([found.problem], found.doubt)
        question = Question(ask=Ask.VALUE, entity_ids=found.entity_ids, attribute=asked, words=frame.words)
        return Outcome([question], found.doubt)

    def _sensors(self, frame: Frame, asked: str) -> Resolution | None:
        """Return what measures something: a sensor of that class first, else a device that knows it."""
        sensor_class = _SENSOR_CLASS.get(asked, asked)
        tiers = _VALUE_DOMAINS.get(asked, (("sensor",),))
        target = frame.target
        if any(_OUTSIDE in part.chunk.senses.get("places", ()) for part in target.parts):
            sensed = self._measuring(target, f"sensor.{sensor_class}")
            if sensed is not None:
                return sensed
            target = Target([p for p in target.parts if _OUTSIDE not in p.chunk.senses.get("places", ())])
            weather = self._index.of_kind("weather")
            if target.empty and weather:
                return Resolution(tuple(weather[:1]))
        for tier in tiers:
            for domain in tier:
                kind = f"{domain}.{sensor_class}" if domain in ("sensor", "binary_sensor") else domain
                found = self._measuring(target, kind)
                if found is not None:
                    return found
        if target.empty:
            return None
        return Resolution(problem=self._unmeasured(frame, target))

    def _unmeasured(self, frame: Frame, target: Target) -> Problem:
        """Say that nothing there measures what was asked."""
        problem = self._resolver.resolve(target, self._scope(())).problem
        if problem is not None and problem.reason in (Reason.NO_SUCH_AREA, Reason.NO_SUCH_DEVICE):
            return problem
        asked = [c.text for c in frame.chunks if {"attributes", "measures"} & c.senses.keys()]
        details = {"device": " ".join(asked) or frame.words, "area": target.words}
        return Problem(reason=Reason.NOT_IN_AREA, details=details, words=frame.words)

    def _measuring(self, target: Target, kind: str) -> Resolution | None:
        index = self._index
        candidates = set(index.of_kind(kind))
        if not candidates:
            return None
        if target.empty:
            here = list(index.of_kind(kind, self._area_id)) if self._area_id else []
            chosen = here or list(index.of_kind(kind))
            return Resolution(tuple(chosen[:1])) if len(chosen) == 1 or here else None
        found = self._resolver.resolve(target, Scope(((kind.partition(".")[0],),), self._area_id))
        ids = found.entity_ids or (found.problem.candidates if found.problem else ())
        fitting = tuple(i for i in ids if i in candidates)
        places = all(part.chunk.areas or part.chunk.floors for part in target.parts)
        if len(fitting) == 1 or (fitting and (places or target.plural)):
            return Resolution(fitting[:1] if places else fitting, found.doubt)
        return None

    def _where(self, frame: Frame) -> Outcome:
        found = self._resolver.resolve(frame.target, Scope((("person", "device_tracker"), _SWITCHED), self._area_id))
        if found.problem is not None:
            found = self._resolver.resolve(frame.target, Scope((), self._area_id))
        if found.problem is not None:
            return Outcome([found.problem], found.doubt)
        return Outcome([Question(ask=Ask.WHERE, entity_ids=found.entity_ids[:1], words=frame.words)], found.doubt)

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
        return Outcome([Question(ask=Ask.STATE, entity_ids=found.entity_ids, words=frame.words)], found.doubt)


def _names_something(part: Part) -> bool:
    return bool(part.chunk.entities) or bool(part.chunk.senses.keys() & {"kinds", "kinds_plural"})
