"""What is said of plans themselves: `what is planned`, `cancel the scheduled lights`."""

from collections.abc import Sequence

from ..home.index import HomeIndex
from ..home.words import Word
from .chunks import chunk
from .lexicon import Lexicon
from .matching import Scope
from .request import Talk, TalkRequest
from .slots import SlotFiller
from .targets import Resolver
from .wording import Wording

_SMALL = (
    "fillers",
    "determiners",
    "questions",
    "prepositions",
    "conjunctions",
    "pronouns",
    "places",
    "quantifiers",
    "verbs",
)

_NOUNS = ("kinds", "kinds_plural")


class PlanReader:
    """Reads sentences about plans."""

    def __init__(self, words: Sequence[Word], text: str, lexicon: Lexicon, index: HomeIndex) -> None:
        """Take the words of the sentence and the sentence itself."""
        self._words = words
        self._text = text
        self._lexicon = lexicon
        self._index = index
        self._wording = Wording(words, lexicon)

    def read(self) -> TalkRequest | None:
        """Return what is asked about plans, `None` when the sentence is not about any."""
        spoken = [at for at in range(len(self._words)) if self._wording.says(at, "plans")]
        if not spoken:
            return None
        verb = next((at for at in range(spoken[0]) if self._wording.says(at, "timer_verbs", "cancel")), None)
        if verb is not None:
            return self._cancel(verb)
        asks = any(self._wording.says(at, "questions") for at in range(len(self._words)))
        return TalkRequest(talk=Talk.PLANS, words=self._text) if asks and self._rest() is not None else None

    def _cancel(self, verb: int) -> TalkRequest | None:
        """Read what is to be called off: all, or what is about the devices named."""
        verbs = range(verb, verb + self._wording.says(verb, "timer_verbs", "cancel"))
        about = self._about(self._rest(frozenset(verbs), named=True) or [])
        return None if about is None else TalkRequest(talk=Talk.CANCEL_PLANS, words=self._text, about=about)

    def _about(self, rest: Sequence[Word]) -> tuple[str, ...] | None:
        """Return the devices that words name, none for all; `None` when they name none that there is."""
        target = SlotFiller(chunk(rest, self._lexicon, self._index), self._index).fill().target
        if not rest or target.everything:
            return ()
        target.quantifier = target.quantifier or "all"
        found = Resolver(self._index).resolve(target, Scope(()))
        return found.entity_ids or (found.problem.candidates if found.problem else ()) or None

    def _rest(self, passed: frozenset[int] = frozenset(), *, named: bool = False) -> list[Word] | None:
        """Return the words that are neither of plans nor small ones; `None` when there are such and may be none."""
        rest: list[Word] = []
        at = 0
        while at < len(self._words):
            small = self._wording.says(at, "plans")
            if not small and not any(self._wording.says(at, group) for group in _NOUNS):
                small = next((length for group in _SMALL if (length := self._wording.says(at, group))), 0)
            if at not in passed and not small:
                rest.append(self._words[at])
            at += max(small, 1)
        return rest if named or not rest else None
