"""Sentences about the memory: `remember that ...`, `when I say cinema I mean the TV lamp`, `what do you know about me`."""

from collections.abc import Iterator, Mapping, Sequence

from ..home.index import HomeIndex
from ..home.words import Word
from .chunks import chunk
from .lexicon import Lexicon, Sense, says
from .matching import Scope
from .memories import MemoryAsk, MemoryRequest, MemoryValue
from .memory_words import MemoryWords
from .numbers import number_at
from .request import Problem, Reason
from .slots import SlotFiller
from .targets import Resolver
from .templates import Match

TAKEN = "taken"
"""The topic of a name that is another thing's already."""

_LONGEST_NAME = 4  # words
_LONGEST = 60  # words of a sentence about the memory
_MOST_FITS = 40  # ways in which one sentence is tried, which bounds what a hostile one can cost
_NOT_NAMES = frozenset(
    (
        *("states", "places", "pronouns", "participles", "prepositions", "degrees", "times", "levels", "verbs"),
        *("kinds", "kinds_plural", "anything", "quantifiers", "attributes", "fillers", "conjunctions", "questions"),
    )
)
_SMALL = ("determiners",)
_TOPICS = frozenset(("temperature", "brightness", "volume", "color", "color_temperature", "humidity", "fan_speed"))
_SHARED: Mapping[str, bool | None] = {"recall_me": False, "recall_home": True, "forget_me": False, "forget_home": True}
_ASKS: Mapping[str, MemoryAsk] = {
    "remember": MemoryAsk.REMEMBER,
    "remember_own": MemoryAsk.REMEMBER,
    "like": MemoryAsk.LIKE,
    "prefer": MemoryAsk.PREFER,
    "name": MemoryAsk.NAME,
    "recall": MemoryAsk.RECALL,
    "recall_me": MemoryAsk.RECALL,
    "recall_home": MemoryAsk.RECALL,
    "forget": MemoryAsk.FORGET,
    "forget_me": MemoryAsk.FORGET_ALL,
    "forget_home": MemoryAsk.FORGET_ALL,
    "correct": MemoryAsk.CORRECT,
    "avoid": MemoryAsk.AVOID,
    "apply": MemoryAsk.APPLY,
    "suggest": MemoryAsk.SUGGEST,
}


class MemoryReader:
    """Reads sentences about the memory."""

    def __init__(self, words: Sequence[Word], text: str, lexicon: Lexicon, index: HomeIndex, own: MemoryWords) -> None:
        """Take the words of the sentence and the sentence itself."""
        self._words, self._text = words, text
        self._lexicon, self._index, self._own = lexicon, index, own
        self._folded = [word.folded for word in words]

    def read(self) -> MemoryRequest | Problem | None:
        """Return what is asked of the memory, `None` when the sentence is not about it."""
        if len(self._words) > _LONGEST:
            return None
        problem: Problem | None = None
        for start, match in self._matches():
            found = self._request(match, start)
            if isinstance(found, MemoryRequest):
                return found
            problem = problem or found
        return problem

    def _matches(self) -> Iterator[tuple[int, Match]]:
        """Yield the templates that fit, first all the words, then those after politeness, within a bound."""
        tried = 0
        end = len(self._folded)
        while end > 1 and self._folded[end - 1] in self._own.polite:
            end -= 1
        start = 0
        while start < end:
            for match in self._own.templates.matches(self._folded[start:end]):
                yield start, match
                tried += 1
                if tried >= _MOST_FITS:
                    return
            polite = self._lexicon.match(self._folded, start, "fillers")
            if polite is None:
                return
            start += polite[0]

    def _request(self, match: Match, start: int) -> MemoryRequest | Problem | None:
        spans = {name: (begin + start, end + start) for name, (begin, end) in match.slots.items()}
        ask = _ASKS.get(match.meaning)
        match ask:
            case MemoryAsk.REMEMBER | MemoryAsk.CORRECT:
                return self._told(ask, match.meaning, spans.get("fact"))
            case MemoryAsk.LIKE:
                return self._liked(start, spans["rest"])
            case MemoryAsk.PREFER:
                return self._preference(spans)
            case MemoryAsk.NAME:
                return self._name(spans)
            case MemoryAsk.RECALL | MemoryAsk.FORGET:
                return self._concerning(ask, match.meaning, spans)
            case MemoryAsk.FORGET_ALL:
                return MemoryRequest(ask=ask, shared=_SHARED[match.meaning], words=self._text)
            case MemoryAsk.AVOID | MemoryAsk.SUGGEST:
                return MemoryRequest(ask=ask, words=self._text)
            case MemoryAsk.APPLY:
                return self._apply(spans)
        return None

    def _told(self, ask: MemoryAsk, meaning: str, span: tuple[int, int] | None) -> MemoryRequest | Problem | None:
        """Read a fact; one that is itself a preference or a name is that."""
        if span is None:
            return MemoryRequest(ask=ask, words=self._text)
        if ask is MemoryAsk.REMEMBER:
            inner = self._words[span[0] : span[1]]
            told = MemoryReader(inner, self._text, self._lexicon, self._index, self._own).read()
            if isinstance(told, MemoryRequest) and told.ask in (MemoryAsk.PREFER, MemoryAsk.NAME):
                return told
        begins = self._folded[span[0]]
        if begins in self._own.not_facts:
            return None
        if meaning == "remember_own" and begins not in self._own.own | self._own.shared:
            return None
        text = self._said(*span)
        return self._fact(ask, *span) if text else None

    def _liked(self, start: int, rest: tuple[int, int]) -> MemoryRequest | None:
        """Read what somebody likes; a bare "I like that" says nothing to remember."""
        said = tuple(self._folded[rest[0] : rest[1]])
        empty = said in self._own.last or all(says(self._lexicon.senses(word), ("pronouns",)) for word in said)
        return None if empty else self._fact(MemoryAsk.LIKE, start, rest[1])

    def _fact(self, ask: MemoryAsk, start: int, end: int) -> MemoryRequest:
        return MemoryRequest(
            ask=ask,
            text=self._said(start, end),
            about=self._things(start, end),
            shared=self._shared(start, end),
            words=self._text,
        )

    def _preference(self, spans: Mapping[str, tuple[int, int]]) -> MemoryRequest | None:
        topic = self._topic(*spans["topic"]) if "topic" in spans else None
        if topic is None or "value" not in spans:
            return None
        value = self._value(*spans["value"])
        if value is None:
            return None
        about = self._resolve(*spans["thing"]) if "thing" in spans else ()
        if "thing" in spans and not about:
            return None
        start, end = 0, len(self._words)
        return MemoryRequest(
            ask=MemoryAsk.PREFER,
            text=self._said(start, end),
            about=about,
            topic=topic,
            value=value,
            shared=self._shared(start, end),
            words=self._text,
        )

    def _name(self, spans: Mapping[str, tuple[int, int]]) -> MemoryRequest | Problem | None:
        begin, end = spans["name"]
        about = self._resolve(*spans["thing"]) if end - begin <= _LONGEST_NAME else ()
        keys = [word.key for word in self._words[begin:end]]
        taken = self._index.entity_phrases.get(keys) or self._index.area_phrases.get(keys)
        if len(about) == 1 and taken and about != taken:
            return MemoryRequest(
                ask=MemoryAsk.NAME, text=self._said(begin, end), about=taken, topic=TAKEN, words=self._text
            )
        if not self._is_name(begin, end):
            return None
        if len(about) == 1:
            return MemoryRequest(
                ask=MemoryAsk.NAME,
                text=self._said(begin, end),
                about=about,
                shared=self._shared(0, len(self._words)),
                words=self._text,
            )
        if about:
            details: dict[str, MemoryValue] = {"device": self._said(*spans["thing"])}
            return Problem(reason=Reason.AMBIGUOUS, details=details, entity_ids=about, words=self._text)
        return None

    def _concerning(
        self, ask: MemoryAsk, meaning: str, spans: Mapping[str, tuple[int, int]]
    ) -> MemoryRequest | Problem | None:
        span = spans.get("thing") or spans.get("fact")
        if span is None:
            return MemoryRequest(ask=ask, shared=_SHARED.get(meaning), words=self._text)
        said = tuple(self._folded[span[0] : span[1]])
        if said in self._own.last:
            return MemoryRequest(ask=ask, words=self._text)
        about = self._things(*span)
        return MemoryRequest(ask=ask, text=self._said(*span), about=about, words=self._text)

    def _apply(self, spans: Mapping[str, tuple[int, int]]) -> MemoryRequest | None:
        topic = self._topic(*spans["topic"]) if "topic" in spans else None
        about = self._resolve(*spans["thing"]) if "thing" in spans else ()
        if ("topic" in spans and topic is None) or ("thing" in spans and not about):
            return None
        return MemoryRequest(ask=MemoryAsk.APPLY, topic=topic, about=about, words=self._text)

    def _topic(self, start: int, end: int) -> str | None:
        """Return what is preferred: an attribute that can be set, by its words."""
        said = tuple(self._folded[start:end])
        if said in self._own.topics:
            return str(self._own.topics[said])
        senses = self._lexicon.senses(" ".join(said)) or self._lexicon.inflected(self._words[start].key)
        return next((str(s.value) for s in senses if s.group == "attributes" and s.value in _TOPICS), None)

    def _value(self, start: int, end: int) -> MemoryValue | None:
        """Return a number with at most a unit after it, or the word for a colour."""
        words = self._words[start:end]
        number = number_at(words, 0, self._lexicon)
        if number is not None:
            rest = range(start + number.length, end)
            known = all(says(self._lexicon.senses(self._folded[at]), ("units", "fillers")) for at in rest)
            value = number.value
            return (int(value) if value == int(value) else value) if known else None
        senses = self._lexicon.senses(" ".join(self._folded[start:end]))
        return next((s.value for s in senses if s.group in ("colors", "whites")), None)

    def _is_name(self, start: int, end: int) -> bool:
        """Return whether words can be a name: not a number, not only words that say where or how."""
        words = range(start, end)
        if any(self._words[at].is_number or self._lexicon.is_number(self._folded[at]) for at in words):
            return False
        if tuple(self._folded[start:end]) in self._lexicon.utterances:
            return False
        return not all(any(map(_is_taken, self._lexicon.senses(self._folded[at]))) for at in words)

    def _shared(self, start: int, end: int) -> bool | None:
        """Return whose something is by the persons spoken of: ours, mine, or not said."""
        said = set(self._folded[start:end])
        if said & self._own.shared:
            return True
        return False if said & self._own.own else None

    def _resolve(self, start: int, end: int) -> tuple[str, ...]:
        """Return the entities, or the area, that words mean; none when they mean nothing there is."""
        while start < end - 1 and (hit := self._lexicon.match(self._folded, start, *_SMALL)):
            start += hit[0]
        words = list(self._words[start:end])
        if not words:
            return ()
        keys = [word.key for word in words]
        exact = self._index.entity_phrases.get(keys) or self._index.area_phrases.get(keys)
        if exact:
            return exact
        target = SlotFiller(chunk(words, self._lexicon, self._index), self._index).fill().target
        if target.empty or target.everything or target.words.split() != " ".join(w.text for w in words).split():
            return ()
        found = Resolver(self._index).resolve(target, Scope(()))
        return found.entity_ids or (found.problem.candidates if found.problem else ())

    def _things(self, start: int, end: int) -> tuple[str, ...]:
        """Return the entities and areas that are named in full within some words, the longest names first."""
        keys = [word.key for word in self._words[start:end]]
        found: dict[str, None] = {}
        at = 0
        while at < len(keys):
            hits = [p.longest(keys, at) for p in (self._index.entity_phrases, self._index.area_phrases)]
            best = max((hit for hit in hits if hit is not None), key=lambda hit: hit[0], default=None)
            found.update(dict.fromkeys(best[1] if best else ()))
            at += best[0] if best else 1
        return tuple(found)

    def _said(self, start: int, end: int) -> str:
        """Return words as they were written, without the marks around them."""
        if start >= end:
            return ""
        return self._text[self._words[start].start : self._words[end - 1].end].strip(" \"',;:.!?")


def _is_taken(sense: Sense) -> bool:
    """Return whether a word means something that no thing can be called; one for what plays (`cinema`) can be a name."""
    return sense.group in _NOT_NAMES and not sense.value.startswith("media_player")
