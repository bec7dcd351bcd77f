"""Answers to questions over states, in words: short, and with the words of the question where it has a kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
import re

from ..home.model import Entity, Home
from .outcome import Fact, Found
from .phrases import LISTED, Phrases, sentence
from .request import Ask, Question

_NAMED = 6
"""Devices that were asked for and are named all; of more than these the first few are."""

_FIRST = 2
_WORD = re.compile(r"\w+")


class Findings:
    """Words what was found, for one home in one language."""

    def __init__(self, phrases: Phrases, home: Home) -> None:
        """Speak of a home with the phrases of a language."""
        self._phrases = phrases
        self._home = home

    def tell(self, found: Found) -> str:
        """Return the answer to a question."""
        if not found.facts:
            return self._phrases.say("question", "nothing")
        tell = self._TELLERS.get(found.question.ask, Findings._tell_states)
        return tell(self, found.question, found.facts)

    def _tell_states(self, question: Question, facts: Sequence[Fact]) -> str:
        if question.expected is not None and len(facts) > 1:
            return self._tell_all(question, facts)
        return " ".join(sentence(self._tell_state(question, alike, facts)) for alike in self._alike(facts))

    def _tell_state(self, question: Question, alike: Sequence[Fact], facts: Sequence[Fact]) -> str:
        fact = alike[0]
        if fact.value is None:
            return self._say("unknown", alike)
        if fact.unit and fact.matches is None:
            return self._tell_value(question, fact, facts)
        form = "state" if fact.matches is None else "yes" if fact.matches else "no"
        return self._say(form, alike, state=self._worth(fact, self._count(alike)))

    def _alike(self, facts: Sequence[Fact]) -> Iterable[Sequence[Fact]]:
        """Group facts that one sentence tells: equal states; each measurement stands by itself."""
        groups: dict[str, list[Fact]] = {}
        for fact in facts:
            key = "" if fact.value is None else fact.entity_id if fact.unit else self._worth(fact)
            groups.setdefault(key, []).append(fact)
        return groups.values()

    def _tell_value(self, question: Question, fact: Fact, facts: Sequence[Fact]) -> str:
        """Tell a measurement by quantity and room where the name of its sensor says no more than these."""
        entity = self._home.entities.get(fact.entity_id)
        quantity = question.attribute or (entity.device_class if entity else None) or ""
        words, state = self._phrases, self._worth(fact)
        if entity is None or not words.has("quantities", quantity):
            return self._say("value", [fact], state=state)
        own = self._own_words(entity, quantity)
        outdoors = entity.domain == "weather" or (own and own <= {*words.words("quantities", "outdoors")})
        if outdoors and words.has("quantities", quantity, "outside"):
            return words.say("quantities", quantity, "outside", state=state)
        if own and own <= {*words.words("quantities", quantity, "totals")}:
            return words.say("quantities", quantity, "total", state=state)
        alone = [other for other in facts if self._area_id(other) == entity.area_id] == [fact]
        if not own and alone and entity.area_id and words.has("quantities", quantity, "in_area"):
            return words.say(
                "quantities", quantity, "in_area", state=state, area=words.area(entity.area_id, self._home)
            )
        named = not _words(entity.name).isdisjoint(words.words("quantities", quantity, "words"))
        return self._say("value_named" if named else "value", [fact], state=state)

    def _own_words(self, entity: Entity, quantity: str) -> frozenset[str]:
        """Return the words of a name beyond its room, what it measures, and that it is a sensor."""
        area = self._home.areas.get(entity.area_id) if entity.area_id else None
        places = (word for name in (area.name, *area.aliases) for word in _words(name)) if area else ()
        words = self._phrases
        known = {*places, *words.words("quantities", quantity, "words"), *words.words("quantities", "sensors")}
        return _words(entity.name) - known

    def _area_id(self, fact: Fact) -> str | None:
        entity = self._home.entities.get(fact.entity_id)
        return entity.area_id if entity else None

    def _tell_which(self, question: Question, facts: Sequence[Fact]) -> str:
        return self._tell_matching(question, facts, "which")

    def _tell_any(self, question: Question, facts: Sequence[Fact]) -> str:
        return self._tell_matching(question, facts, "any")

    def _tell_matching(self, question: Question, facts: Sequence[Fact], form: str) -> str:
        """Name those that are so, and those that do not tell, lest silence be taken for a no."""
        found = [fact for fact in facts if fact.matches]
        silent = [fact for fact in facts if fact.value is None]
        state = self._expected(question, facts, self._count(found or facts[:1]))
        told = []
        if len(found) > _NAMED:
            told.append(self._many(form, found, state))
        elif found:
            told.append(self._say("yes" if form == "any" else form, found, state=state))
        elif len(silent) < len(facts):
            told.append(self._phrases.say("question", f"{form}_none", kind=self._kind(facts, 1), state=state))
        if silent:
            told.append(self._say("unknown", silent))
        return " ".join(sentence(text) for text in told)

    def _many(self, form: str, facts: Sequence[Fact], state: str) -> str:
        """Return how many they are, with the names of the first few."""
        return self._phrases.say(
            "question",
            f"{form}_many",
            number=self._phrases.number(len(facts)),
            kind=self._kind(facts, len(facts)),
            first=self._names(facts[:_FIRST]),
            more=self._phrases.number(len(facts) - _FIRST),
            state=state,
        )

    def _tell_all(self, question: Question, facts: Sequence[Fact]) -> str:
        others = [fact for fact in facts if not fact.matches]
        count = self._count(others or facts)
        state = self._expected(question, facts, count)
        if others:
            worths = {self._worth(fact, count) for fact in others}
            form, told = ("no", worths.pop()) if len(worths) == 1 else ("all_not", state)
            return self._say(form, others, state=told)
        form = "yes" if len(facts) <= LISTED else "all"
        return self._say(form, facts, number=self._phrases.number(len(facts)), state=state)

    def _tell_count(self, question: Question, facts: Sequence[Fact]) -> str:
        count = sum(1 for fact in facts if fact.matches)
        state = self._expected(question, facts, count or 1)
        kind = self._kind(facts, count or 1)
        if not count:
            return self._phrases.say("question", "count_none", kind=kind, state=state)
        number = self._phrases.counted(count)
        return self._phrases.say("question", "count", count=count, number=number, kind=kind, state=state)

    def _tell_where(self, _question: Question, facts: Sequence[Fact]) -> str:
        return " ".join(sentence(self._tell_place(alike)) for alike in self._alike(facts))

    def _tell_place(self, alike: Sequence[Fact]) -> str:
        place = alike[0].value
        if place is None:
            return self._say("where_unknown", alike)
        form = {"home": "where_home", "not_home": "where_away"}.get(str(place), "where")
        return self._say(form, alike, place=self._phrases.area(str(place), self._home))

    def _say(self, form: str, facts: Sequence[Fact], **values: str) -> str:
        """Return a phrase about the devices of facts, in the number of their names."""
        entity_ids = [fact.entity_id for fact in facts]
        devices = self._phrases.devices(entity_ids, self._home, listed=_NAMED)
        return self._phrases.say("question", form, count=self._count(facts), devices=devices, **values)

    def _count(self, facts: Sequence[Fact]) -> int:
        return self._phrases.grammatical_count([fact.entity_id for fact in facts], self._home)

    def _kind(self, facts: Sequence[Fact], count: int) -> str:
        return self._phrases.kind_of([fact.entity_id for fact in facts], self._home, count)

    def _names(self, facts: Sequence[Fact]) -> str:
        names = [self._phrases.device(fact.entity_id, self._home) for fact in facts]
        return self._phrases.say("list", "separator").join(names)

    def _expected(self, question: Question, facts: Sequence[Fact], count: int) -> str:
        entity = self._home.entities.get(facts[0].entity_id)
        return self._phrases.state(question.expected or "on", entity, count)

    def _worth(self, fact: Fact, count: int = 1) -> str:
        if isinstance(fact.value, str):
            return self._phrases.state(fact.value, self._home.entities.get(fact.entity_id), count)
        return self._phrases.measure(fact.value if fact.value is not None else "unknown", fact.unit)

    _TELLERS: Mapping[Ask, Callable[[Findings, Question, Sequence[Fact]], str]] = {
        Ask.WHICH: _tell_which,
        Ask.ANY: _tell_any,
        Ask.ALL: _tell_all,
        Ask.COUNT: _tell_count,
        Ask.WHERE: _tell_where,
    }


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold()))
