"""Requests that Home Assistant's own intents serve besides timers and lists: weather, time, date, broadcast."""

from collections.abc import Sequence

from ..home.index import HomeIndex
from ..home.words import Word
from .forecasts import ForecastReader
from .lexicon import Lexicon
from .request import PlatformIntent

_PLAIN = {"time": "HassGetCurrentTime", "date": "HassGetCurrentDate"}
_SMALL = ("fillers", "determiners", "questions", "prepositions", "conjunctions", "pronouns", "places")


class PlatformReader:
    """Reads sentences for Home Assistant's own intents."""

    def __init__(self, words: Sequence[Word], text: str, lexicon: Lexicon, index: HomeIndex) -> None:
        """Take the words of the sentence and the sentence itself."""
        self._words = words
        self._text = text
        self._lexicon = lexicon
        self._index = index
        self._folded = [word.folded for word in words]

    def read(self) -> PlatformIntent | None:
        """Return the request, or `None` when the sentence asks for none of these."""
        forecast = ForecastReader(self._words, self._text, self._lexicon, self._index)
        return self._broadcast() or forecast.read() or self._topic()

    def _match(self, at: int, *groups: str) -> tuple[int, str, str] | None:
        return self._lexicon.match(self._folded, at, *groups)

    def _broadcast(self) -> PlatformIntent | None:
        at = 0
        while at < len(self._words):
            hit = self._match(at, "topics", "fillers")
            if hit is None:
                return None
            if hit[1] == "topics":
                return self._message(at + hit[0]) if hit[2] == "broadcast" else None
            at += hit[0]
        return None

    def _message(self, at: int) -> PlatformIntent | None:
        if at >= len(self._words):
            return None
        message = self._text[self._words[at].start :].strip()
        return PlatformIntent(intent="HassBroadcast", slots={"message": message}, words=self._text)

    def _topic(self) -> PlatformIntent | None:
        """Return time, date or weather when nothing else of weight is said."""
        topic: str | None = None
        asked = False
        at = 0
        while at < len(self._words):
            name = self._weather_name(at)
            hit = self._match(at, "topics") or self._match(at, "weather_conditions") or self._match(at, *_SMALL)
            if name and (hit is None or name > hit[0]):
                at += name
                continue
            if hit is None:
                return None
            length, group, value = hit
            if group == "topics":
                topic = topic or value
            elif group == "weather_conditions":
                topic = topic or "weather"
            asked = asked or group == "questions" or value in _PLAIN or (group == "topics" and length > 1)
            at += length
        if topic in _PLAIN:
            return PlatformIntent(intent=_PLAIN[topic], words=self._text)
        if topic == "weather" and (asked or len(self._words) <= 3) and self._index.of_kind("weather"):
            return PlatformIntent(intent="HassGetWeather", words=self._text)
        return None

    def _weather_name(self, at: int) -> int:
        hit = self._index.entity_phrases.longest([word.key for word in self._words], at)
        if hit and any(entity_id.startswith("weather.") for entity_id in hit[1]):
            return hit[0]
        return 0
