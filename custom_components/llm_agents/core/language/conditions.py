"""Conditions: `the window is open`, `it is above 23 degrees`, `nobody is home`, `the door opens`, `it is dark`.

A condition is read as the question that it would answer with yes; a measure has a limit beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ..home.index import HomeIndex
from ..home.model import StateReader
from ..home.words import Word
from .chunks import chunk
from .frame import WEAK, Frame
from .lexicon import Lexicon
from .moments import Sun
from .numbers import number_at
from .particles import settle
from .questions import QuestionReader
from .request import Ask, Comparison, Condition, Problem, Question, Reason
from .slots import SlotFiller
from .wording import Wording

_DOUBT = 0.4  # from which on a condition is not understood
_LOW_BATTERY = 20.0  # per cent
_DAYLIGHT: Mapping[str, Sun] = {"up": Sun.RISE, "down": Sun.SET}
_DEGREES = frozenset(("degree", "celsius", "fahrenheit"))
_SMALL = ("fillers", "determiners", "questions", "prepositions", "conjunctions", "pronouns", "places", "verbs")
_ANYBODY = frozenset(("person", "thing"))
_PROGRESS = frozenset(("done", "running"))


class ConditionReader:
    """Reads the conditions of one sentence on one home.

    `area_ids` are the rooms that the conditions read last have named.
    """

    def __init__(self, lexicon: Lexicon, index: HomeIndex, states: StateReader) -> None:
        """Take the language, the home's index and its present states."""
        self._lexicon = lexicon
        self._index = index
        self._states = states
        self._area_id: str | None = None
        self._negated = False
        self.area_ids: frozenset[str] = frozenset()

    def read(self, words: Sequence[Word], area_id: str | None = None) -> tuple[Condition, ...] | None:
        """Return what words put under a condition, all of which must hold; `None` when that is not understood.

        `area_id` is the room that is meant where none is said.
        """
        self._area_id = area_id
        self.area_ids = frozenset()
        if not words:
            return None
        whole = self._one(words)
        if whole is not None:
            return (whole,)
        wording = Wording(words, self._lexicon)
        for at in range(1, len(words)):
            length = wording.says(at, "conjunctions", "and")
            if not length or (first := self._one(words[:at])) is None:
                continue
            named = self.area_ids
            rest = self.read(words[at + length :], area_id)
            self.area_ids |= named
            if rest is not None:
                return (first, *rest)
        return None

    def _one(self, words: Sequence[Word]) -> Condition | None:
        text = " ".join(word.text for word in words)
        words, self._negated, nobody = self._positive(words)
        if not words:
            return None
        readers: tuple[Callable[[Sequence[Word], str | None], Condition | None], ...] = (
            self._daylight,
            self._measure,
            self._weather,
            self._event,
            self._state,
        )
        found = next((found for reader in readers if (found := reader(words, nobody)) is not None), None)
        return replace(found, negated=found.negated != self._negated, words=text) if found else None

    def _positive(self, words: Sequence[Word]) -> tuple[list[Word], bool, str | None]:
        """Return the words without a negation, whether there was one, and who or what was said not to be."""
        wording = Wording(words, self._lexicon)
        kept: list[Word] = []
        negated, nobody, at = False, None, 0
        while at < len(words):
            length, who = next(wording.values(at, "nobody"), (0, None))
            if not length:
                length = wording.says(at, "negations", "not")
            if length:
                negated, nobody = True, (who if who in _ANYBODY else None) or nobody  # "nikogo nie ma" says no once
                at += length
            else:
                kept.append(words[at])
                at += 1
        return kept, negated, nobody

    def _daylight(self, words: Sequence[Word], _nobody: str | None) -> Condition | None:
        for length, value in Wording(words, self._lexicon).values(0, "daylight"):
            if length == len(words):
                return Condition(sun=_DAYLIGHT[value])
        return None

    def _weather(self, words: Sequence[Word], _nobody: str | None) -> Condition | None:
        wording = Wording(words, self._lexicon)
        said: str | None = None
        becomes = False
        at = 0
        while at < len(words):
            length, value = next(wording.values(at, "weather_conditions"), (0, ""))
            if not length and (length := wording.says(at, "events")):
                becomes = True  # "it starts to rain"
            if not length:
                length = next((n for group in _SMALL if (n := wording.says(at, group))), 0)
            if not length:
                return None
            said, at = said or value or None, at + length
        stations = self._index.of_kind("weather")
        if said is None or not stations:
            return None
        question = Question(ask=Ask.STATE, entity_ids=(stations[0],), expected=said)
        return Condition(question=question, becomes=becomes)

    def _measure(self, words: Sequence[Word], _nobody: str | None) -> Condition | None:
        wording = Wording(words, self._lexicon)
        for at in range(len(words)):
            for length, value in wording.values(at, "comparators"):
                number = number_at(words, at + length, self._lexicon) if at + length < len(words) else None
                if number is None:
                    continue
                end = at + length + number.length
                said, unit = next(wording.values(end, "units"), (0, None))
                kind, _, measure = value.partition(" ")
                measured = measure or ("temperature" if unit in _DEGREES else None)
                question = self._value([*words[:at], *words[end + said :]], measured)
                if question is None:
                    return None
                limit = self._in_unit_of_home(number.value, unit)
                return Condition(question=question, comparison=Comparison(kind), limit=limit)
        return None

    def _in_unit_of_home(self, value: float, unit: str | None) -> float:
        home = self._index.home.temperature_unit
        if unit == "fahrenheit" and home == "°C":
            return round((value - 32) * 5 / 9, 1)
        if unit == "celsius" and home == "°F":
            return round(value * 9 / 5 + 32, 1)
        return value

    def _value(self, words: Sequence[Word], measure: str | None) -> Question | None:
        """Return the question for what one thing measures."""
        frame = self._frame(words, "how_much")
        if _is_rest(frame):
            return None
        if frame.measure is None and frame.attribute is None:
            frame.measure = measure or self._sensed(frame) or "temperature"
        found = self._asked(frame)
        if found is None or found.ask is not Ask.VALUE or not found.attribute:
            return None
        here = [i for i in found.entity_ids if self._index.named[i].entity.area_id == self._area_id]
        ids = found.entity_ids if len(found.entity_ids) == 1 else tuple(here)
        return replace(found, entity_ids=ids) if len(ids) == 1 else None

    def _sensed(self, frame: Frame) -> str | None:
        """Return what the sensors measure that are named, where their name alone tells it."""
        named = {entity_id for part in frame.target.parts for entity_id in part.chunk.entities}
        classes = {self._index.named[i].entity.device_class for i in named if i.startswith("sensor.")}
        return classes.pop() if len(classes) == 1 else None

    def _event(self, words: Sequence[Word], nobody: str | None) -> Condition | None:
        """Read what happens: `the door opens`, `Anna comes home`."""
        wording = Wording(words, self._lexicon)
        for at in range(len(words)):
            for length, value in wording.values(at, "events"):
                frame = self._frame([*words[:at], *words[at + length :]], "is")
                if frame.states or _is_rest(frame) or frame.target.empty:
                    continue
                frame.states = [value]
                question = self._is(frame, nobody)
                if question is not None:
                    return Condition(question=question, becomes=True)
        return None

    def _state(self, words: Sequence[Word], nobody: str | None) -> Condition | None:
        frame = self._frame(words, "is")
        if not frame.states or _is_rest(frame):
            return None
        low = frame.states == ["low"]
        question = self._is(frame, nobody)
        if question is not None and low and question.expected is None:
            return Condition(question=question, comparison=Comparison.BELOW, limit=_LOW_BATTERY)
        return Condition(question=question) if question is not None else None

    def _is(self, frame: Frame, nobody: str | None) -> Question | None:
        """Return the question whether something is in a state; of several so called, whether any is."""
        if nobody is not None:
            frame.target.quantifier = "any"
        progress = next((state for state in frame.states if state in _PROGRESS), None)
        question = self._asked(frame)
        if question is None and frame.target.quantifier is None:
            frame.target.quantifier = "any"
            question = self._asked(frame)
        if question is None or question.ask not in (Ask.STATE, Ask.ANY, Ask.ALL, Ask.VALUE):
            return None
        if question.expected is None and progress:
            return replace(question, expected=progress)
        told = question.expected is not None or question.ask is Ask.VALUE
        return question if told else None

    def _frame(self, words: Sequence[Word], question: str) -> Frame:
        chunks = settle(chunk(words, self._lexicon, self._index), self._lexicon)
        frame = SlotFiller(chunks, self._index, question=question).fill()
        frame.question = question
        self.area_ids |= {area for part in frame.target.parts for area in part.chunk.areas}
        return frame

    def _asked(self, frame: Frame) -> Question | None:
        outcome = QuestionReader(self._index, self._states, self._area_id).read(frame)
        if not outcome.understood or outcome.doubt >= _DOUBT or len(outcome.requests) != 1:
            return None
        found = outcome.requests[0]
        if isinstance(found, Problem) and found.reason is Reason.AMBIGUOUS:
            return None
        return found if isinstance(found, Question) else None


def _is_rest(frame: Frame) -> bool:
    """Return whether words are left that a condition has no use for: then it is not understood."""
    return bool(frame.unread) or (frame.operation is not None and frame.operation not in WEAK)
