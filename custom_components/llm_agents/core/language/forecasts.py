"""Questions about the weather to come: for what is asked, of which day and which part of it.

The words are those of `forecast`: `ahead` looks into the future, `rain`, `snow`, `wind` and `temperature` are asked for,
`weather` as such, `day 0 part night` is a time that means another part of the day where the weather is spoken of, `small`
says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..home.index import HomeIndex
from ..home.words import Word
from .lexicon import Lexicon
from .moments import Part, When
from .request import PlatformIntent, Value
from .times import Mention, TimeReader, Use

FORECAST = "llm_agents_forecast"
"""The weather to come is served by the kernel: Home Assistant's intent tells the present."""

_CONDITIONS = {"rainy": "rain", "snowy": "snow", "windy": "wind"}
_ASKED = frozenset(("rain", "snow", "wind", "temperature"))
_ABOUT = frozenset(("rain", "snow", "wind", "weather"))
_NOT_SERVED = frozenset(("when", "where", "who", "why"))
_SMALL = frozenset(
    ("fillers", "determiners", "questions", "prepositions", "conjunctions", "pronouns", "places", "time_links")
)
_HEARD = _SMALL | {"forecast", "weather_conditions"}
_DAY = 86_400  # seconds
_LONGEST = 7  # days, by which a weekday is one day only


@dataclass(slots=True)
class _Heard:
    """What a sentence has said of the weather so far."""

    asked: set[str] = field(default_factory=set)
    about: bool = False
    ahead: bool = False
    question: bool = False
    day: int | None = None
    weekday: int | None = None
    part: Part | None = None
    name: str | None = None

    @property
    def complete(self) -> bool:
        """Return whether it is a question about the weather to come."""
        later = self.day or self.weekday is not None or self.part is not None
        wanted = self.about or (self.asked and (self.question or self.ahead))
        return bool(wanted and (self.ahead or later))

    def dated(self, when: When) -> bool:
        """Take a time; return whether it can be one of a forecast."""
        day, weekday = when.day, when.weekday
        if when.seconds is not None:
            days, rest = divmod(when.seconds, _DAY)
            if rest or day is not None:
                return False
            day = days
        told = day is not None or weekday is not None
        if when.minute is not None or when.sun is not None or (day or 0) not in range(_LONGEST):
            return False
        if (told and (self.day, self.weekday) != (None, None)) or (when.part and self.part):
            return False
        if told:
            self.day, self.weekday = day, weekday
        self.part = Part.NIGHT if when.part is Part.MIDNIGHT else when.part or self.part
        return told or when.part is not None


class ForecastReader:
    """Reads a question about the weather to come, in which every word has to be one."""

    def __init__(self, words: Sequence[Word], text: str, lexicon: Lexicon, index: HomeIndex) -> None:
        """Take the words of the sentence and the sentence itself."""
        self._words = words
        self._text = text
        self._lexicon = lexicon
        self._index = index
        self._folded = [word.folded for word in words]
        self._keys = [word.key for word in words]

    def read(self) -> PlatformIntent | None:
        """Return the request, or `None` when the sentence asks for something else."""
        if not self._index.of_kind("weather") or not any(map(self._of_weather, range(len(self._words)))):
            return None
        heard = self._heard()
        if heard is None or not heard.complete:
            return None
        asked = min(heard.asked) if len(heard.asked) == 1 else None
        told: dict[str, Value | None] = {
            "day": heard.day,
            "weekday": heard.weekday,
            "part": heard.part.value if heard.part is not None else None,
            "asked": asked if asked in _ASKED else None,
            "name": heard.name,
        }
        slots = {name: value for name, value in told.items() if value is not None}
        return PlatformIntent(intent=FORECAST, slots=slots, words=self._text)

    def _of_weather(self, at: int) -> bool:
        """Return whether a word speaks of the weather, before the times of the sentence are looked for."""
        return any(_names_weather(group, value) for _, group, value in self._senses(at))

    def _heard(self) -> _Heard | None:
        """Return what all words say; `None` when one of them is of something else."""
        heard = _Heard()
        times = {mention.start: mention for mention in TimeReader(self._words, self._lexicon, self._index).mentions()}
        at = 0
        while at < len(self._words):
            until = min((start for start in times if start > at), default=len(self._words))
            step = self._step(heard, at, until, times.pop(at, None))
            if not step:
                return None
            at += step
        return None if times else heard

    def _step(self, heard: _Heard, at: int, until: int, mention: Mention | None) -> int:
        """Take the words at a place, up to the next time; return how many, 0 when they are none of a forecast."""
        senses = self._senses(at, until)
        length = senses[0][0] if senses else 0
        spoken = any(group == "forecast" for _, group, _ in senses)
        if mention is not None and not (spoken and length >= mention.end - at):
            end, when = self._without_article(mention)
            return end - at if mention.use in (Use.AT, Use.VAGUE) and heard.dated(when) else 0
        named = self._index.entity_phrases.longest(self._keys, at)
        if named and named[0] >= length and (stations := [i for i in named[1] if i.startswith("weather.")]):
            heard.name = self._index.home.entities[stations[0]].name if len(stations) == 1 else None
            heard.about = True
            length = named[0]
        return length if self._take(heard, senses) or named else 0

    def _without_article(self, mention: Mention) -> tuple[int, When]:
        """Return where a time ends and what it says: an article behind a day is no hour ("morgen een paraplu")."""
        last, when = mention.end - 1, mention.when
        article = any(group == "determiners" for _, group, _ in self._senses(last, mention.end))
        if when.minute is not None and not when.exact and article:
            return last, replace(when, minute=None)
        return mention.end, when

    def _take(self, heard: _Heard, senses: Sequence[tuple[int, str, str]]) -> bool:
        """Take the meanings of some words; return whether they are any of a forecast."""
        questions = {value for _, group, value in senses if group == "questions"}
        if questions and questions <= _NOT_SERVED and len(senses) == len(questions):
            return False
        heard.question = heard.question or bool(questions)
        for _, group, value in senses:
            if group == "weather_conditions":
                heard.about = True
                heard.asked.add(_CONDITIONS.get(value, value))
            elif group == "topics":
                heard.about = True
            elif group == "attributes":
                heard.asked.add(value)
            elif group == "times":
                heard.day = heard.day if heard.weekday is not None else heard.day or 0
            elif group == "forecast" and not self._says(heard, value.split(" ")):
                return False
        return bool(senses)

    @staticmethod
    def _says(heard: _Heard, told: Sequence[str]) -> bool:
        """Take the parts of a meaning of our own: `rain ahead`, `part night`."""
        heard.asked.update(_ASKED.intersection(told))
        heard.about = heard.about or bool(_ABOUT.intersection(told))
        heard.ahead = heard.ahead or "ahead" in told
        if "part" not in told:
            return True
        parts = dict(zip(told[::2], told[1::2], strict=True))
        return heard.dated(When(day=int(parts["day"]) if "day" in parts else None, part=Part(parts["part"])))

    def _senses(self, at: int, until: int | None = None) -> list[tuple[int, str, str]]:
        """Return what the longest phrase at a place means that can be one of a forecast: length, group, value."""
        for length, senses in self._lexicon.at(self._folded, at):
            if until is not None and at + length > until:
                continue
            if found := [(length, sense.group, sense.value) for sense in senses if _fits(sense.group, sense.value)]:
                return found
        return []


def _fits(group: str, value: str) -> bool:
    known = {"topics": "weather", "attributes": "temperature", "times": "day 0"}
    return group in _HEARD or known.get(group) == value


def _names_weather(group: str, value: str) -> bool:
    told = value.split(" ")
    return group in ("topics", "attributes", "weather_conditions") or (
        group == "forecast" and bool({*_ASKED, *_ABOUT}.intersection(told))
    )
