"""Telling what came of requests about the memory: facts in the words they were said in, with where they are from."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ..home.model import Home
from ..memory.facts import Fact, FactKind
from .memories import MemoryAsk
from .outcome import Memo, Remembered
from .phrases import Phrases, sentence


class Recollector:
    """Words what is remembered, in one language, for one home."""

    def __init__(self, phrases: Phrases, home: Home) -> None:
        """Speak of a home with the phrases of a language."""
        self._phrases = phrases
        self._home = home

    def tell(self, outcome: Remembered) -> Iterator[str]:
        """Yield what came of a request, in sentences."""
        match outcome.memo:
            case Memo.ASKED:
                yield self._question(outcome)
            case Memo.KNOWN:
                yield from (self._known(fact) for fact in outcome.facts)
                if outcome.more:
                    yield self._say("more", count=outcome.more, number=self._phrases.number(outcome.more))
            case Memo.FORGOTTEN_ALL:
                whose = "forgotten_home" if outcome.request.shared else "forgotten_me"
                yield self._say(whose, count=outcome.more, number=self._phrases.number(outcome.more))
            case Memo.FORGOTTEN if len(outcome.facts) != 1:
                yield self._say("forgotten_several", count=outcome.more, number=self._phrases.number(outcome.more))
            case Memo.NAME_TAKEN:
                things = self._things(outcome.request.about)
                yield self._say(outcome.memo.value, name=outcome.request.text, devices=things)
            case Memo.NO_PREFERENCE:
                topic = outcome.request.topic
                named = topic is not None and self._phrases.has("memory", "topics", topic)
                what = self._say("topics", topic) if named and topic else self._say("topics", "any")
                yield self._say(outcome.memo.value, topic=what)
            case _:
                yield self._say(outcome.memo.value, fact=self._all(outcome.facts), text=outcome.text)

    def _question(self, outcome: Remembered) -> str:
        request = outcome.request
        number = len(outcome.asked)
        match request.ask:
            case MemoryAsk.FORGET_ALL:
                whose = "ask_forget_home" if request.shared else "ask_forget_me"
                return self._say(whose, count=outcome.more, number=self._phrases.number(outcome.more))
            case MemoryAsk.FORGET:
                facts = self._all(outcome.facts)
                return self._say("ask_forget", count=number, number=self._phrases.number(number), fact=facts)
            case MemoryAsk.NAME:
                return self._say("ask_name", name=request.text, devices=self._things(request.about))
            case MemoryAsk.HABIT:
                return outcome.text
        return self._say("ask_learn", fact=_quoted(request.text))

    def _known(self, fact: Fact) -> str:
        """Return a fact with its source: in the very words where it was said."""
        evidence, whose = fact.evidence, "home" if fact.user_id is None else "own"
        date = self._date(evidence.at)
        told = self._plain(fact)
        said = _quoted(evidence.words) if evidence.words else told
        return self._say("known", evidence.how.value, whose, fact=sentence(told), words=said, date=date)

    def _all(self, facts: Sequence[Fact]) -> str:
        return self._phrases.listed([self._plain(fact) for fact in facts])

    def _plain(self, fact: Fact) -> str:
        """Return what a fact says."""
        match fact.kind:
            case FactKind.NAME:
                return self._say("name", name=fact.text, devices=self._things(fact.about))
            case FactKind.CORRECTION if fact.topic == "avoid":
                return self._say("avoid", words=_quoted(fact.text))
            case FactKind.CORRECTION:
                return self._say("name", name=fact.text, devices=self._things(fact.about))
        return _quoted(fact.text)

    def _things(self, ids: Sequence[str]) -> str:
        return self._phrases.listed(
            [
                self._phrases.area(found, self._home)
                if found in self._home.areas
                else self._phrases.device(found, self._home)
                for found in ids
            ]
        )

    def _date(self, at: str) -> str:
        """Return a day as it is spoken, from a moment on the home's clocks."""
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            return ""
        month = self._phrases.words("times", "months")[moment.month - 1]
        return self._say("date", day=str(moment.day), month=month, year=str(moment.year))

    def _say(self, *path: str, count: float = 1, **values: str) -> str:
        return self._phrases.say("memory", *path, count=count, **values)


def _quoted(text: str) -> str:
    return text.rstrip(".!? ")
