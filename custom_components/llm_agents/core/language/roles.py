"""The one meaning of a chunk that its place in the clause allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..home.index import HomeIndex
from .chunks import Chunk
from .clauses import is_linking, is_target
from .frame import WEAK, Frame, Operation
from .links import is_article, is_state, is_where


class Role(StrEnum):
    """What a chunk does in its clause. Most are the group of the sense that counts."""

    TARGET = "target"
    NUMBERS = "numbers"
    UNITS = "units"
    VERBS = "verbs"
    STATES = "states"
    PARTICIPLES = "participles"
    ATTRIBUTES = "attributes"
    LEVELS = "levels"
    COLORS = "colors"
    WHITES = "whites"
    MODES = "modes"
    DEGREES = "degrees"
    QUANTIFIERS = "quantifiers"
    EXCEPTIONS = "exceptions"
    PREPOSITIONS = "prepositions"
    PRONOUNS = "pronouns"
    PLACES = "places"
    ORDINALS = "ordinals"
    REPEATS = "repeats"
    QUESTIONS = "questions"
    MEASURES = "measures"
    ADJECTIVES = "adjectives"
    COPULAS = "copulas"
    NEGATIONS = "negations"
    CONDITIONS = "conditions"
    TIMES = "times"
    SILENT = "silent"  # nothing depends on it
    UNREAD = "unread"


@dataclass(slots=True)
class Situation:
    """What was read of a clause so far, as far as it decides what comes next."""

    frame: Frame
    place: bool = False  # a preposition of place stands before
    to: bool = False
    by: bool = False
    at: bool = False
    excluding: bool = False
    before: Role | None = None
    content: bool = False  # something that matters was read
    asked: bool = False  # a question mark ends the sentence


_NOUNS = ("kinds", "kinds_plural", "anything")
_VALUES = (Role.LEVELS, Role.COLORS, Role.WHITES, Role.MODES)
_FIRST = (Role.CONDITIONS, Role.TIMES, Role.NEGATIONS)
_SILENT = frozenset(("fillers", "determiners", "conjunctions", "questions", "corrections"))
_TIME_UNITS = frozenset(("hour", "minute", "second"))
_OTHER_UNITS = frozenset(("percent", "degree"))
_MOMENTS = frozenset(("later", "until", "standing", "day", "weekday", "part", "sun", "hour", "oclock", "am", "pm"))
_TODAY = "day 0"  # said of what is so now as well
_ORDER = (
    Role.ATTRIBUTES,
    Role.STATES,
    *_VALUES,
    Role.DEGREES,
    Role.PREPOSITIONS,
    Role.QUANTIFIERS,
    Role.REPEATS,
    Role.PLACES,
    Role.ORDINALS,
)


class RoleChooser:
    """Chooses the roles of the chunks of one clause, from left to right."""

    def __init__(self, chunks: Sequence[Chunk], index: HomeIndex) -> None:
        """Take the clause's chunks."""
        self._chunks = chunks
        self._index = index

    def role(self, at: int, situation: Situation) -> Role:
        """Return the role of the chunk at a place."""
        chunk = self._chunks[at]
        if chunk.number is not None:
            return self._number(at, situation)
        if not chunk.senses:
            return Role.TIMES if ":" in chunk.text else Role.TARGET
        if chunk.named and len(chunk.words) > 1:
            return Role.TARGET
        following = self._following(at)
        opening = self._opening(at, following, situation)
        return opening or self._verb_or_noun(at, following, situation)

    def _following(self, at: int) -> Chunk | None:
        rest = self._chunks[at + 1 :]
        return next((chunk for chunk in rest if "determiners" not in chunk.senses or chunk.named), None)

    def _opening(self, at: int, following: Chunk | None, situation: Situation) -> Role | None:
        """Choose what is plain from the words before: questions, exceptions, units, values after "to"."""
        senses = self._chunks[at].senses
        if "inverted" in senses.get("questions", ()):
            return Role.QUESTIONS  # "la porte est-elle ouverte"
        if "questions" in senses and not situation.content and self._asks(at, situation):
            return Role.QUESTIONS
        if {"questions", "fillers"} <= senses.keys() and self._wishes(at):
            return Role.SILENT  # "que el robot empiece"
        if situation.frame.question == "when" and ("conditions" in senses or "until" in senses.get("times", ())):
            return Role.SILENT  # "how long until it is done"
        for role in _FIRST:
            if role in senses and (role is not Role.TIMES or self._is_time(at)):
                return role
        asking = bool(situation.frame.question)
        opens = not situation.content or situation.frame.only_places
        asks = not situation.content or (opens and "is" not in senses.get("questions", ()))
        if "questions" in senses and asks and not self._commands(at, situation):
            return Role.QUESTIONS
        if "measures" in senses and (asking or (opens and "verbs" not in senses)):
            return Role.MEASURES
        if "adjectives" in senses and situation.frame.question == "is" and self._measured(situation):
            return Role.ADJECTIVES
        if "exceptions" in senses and situation.content and self._excepts(at, following):
            return Role.EXCEPTIONS
        if "units" in senses and situation.before is Role.NUMBERS:
            return Role.UNITS
        there = situation.place and self._chunks[at].named  # a room that is called like a mode: "en el exterior"
        if situation.to and not there:
            return next((role for role in (*_VALUES, Role.STATES) if role in senses), None)
        return None

    def _excepts(self, at: int, following: Chunk | None) -> bool:
        """Return whether something is named after a word, in a place too, or `the one` is that is then named."""
        pointed = (chunk for chunk in (*self._chunks[at + 1 : at + 2], following) if chunk is not None)
        one = any("one" in chunk.senses.get("pronouns", ()) for chunk in pointed)
        if following is not None and "prepositions" in following.senses:
            following = self._following(self._chunks.index(following))
        return one or (following is not None and is_target(following))

    def _commands(self, at: int, situation: Situation) -> bool:
        """Return whether a word that asks and is a verb too is the verb here: `continua a música`."""
        told = any({"states", "participles"} & chunk.senses.keys() for chunk in self._chunks[at + 1 :])
        return "verbs" in self._chunks[at].senses and not (told or situation.asked)

    def _wishes(self, at: int) -> bool:
        """Return whether a verb that can only be one follows: then it is no question."""
        meanings = [set(chunk.senses) for chunk in self._chunks[at + 1 :] if not chunk.named]
        return any("verbs" in senses and senses <= {"verbs", "modes"} for senses in meanings)

    def _asks(self, at: int, situation: Situation) -> bool:
        """Return whether a word that may set a condition asks: `when does it end`, not `when it ends`."""
        rest = self._chunks[at + 1 :]
        ends = bool(rest) and "done" in rest[0].senses.get("states", ())  # "quando termina a máquina"
        wished = any("verbs" in chunk.senses and not chunk.named for chunk in rest)
        inverted = bool(rest) and "is" in rest[0].senses.get("questions", ())
        return inverted or ((situation.asked or ends) and not wished)

    @staticmethod
    def _measured(situation: Situation) -> bool:
        """Return whether only a place was named, of which an adjective asks what is measured: `is it warm in here`."""
        target = situation.frame.target
        return not situation.frame.states and all(is_where(part.chunk) for part in target.parts)

    def _is_time(self, at: int) -> bool:
        """Return whether a word of time is one here: `in` is so only before a span of time."""
        values = self._chunks[at].senses["times"]
        # what leads to an end may lead to a value or a place as well
        moments = _MOMENTS - {"until"} if "prepositions" in self._chunks[at].senses else _MOMENTS
        if any(value != _TODAY and value.partition(" ")[0] in moments for value in values):
            return True
        if not {"delay", "duration"} & set(values):
            return False
        rest = self._chunks[at + 1 : at + 3]
        return len(rest) == 2 and rest[0].number is not None and bool(_TIME_UNITS & _units(rest[1]))

    def _number(self, at: int, situation: Situation) -> Role:
        chunk = self._chunks[at]
        units = _units(self._chunks[at + 1]) if at + 1 < len(self._chunks) else frozenset()
        if units & _TIME_UNITS and not units & _OTHER_UNITS:
            return Role.TIMES
        moved = situation.by and situation.frame.operation in (Operation.RAISE, Operation.LOWER)  # "lower it by 10"
        setting = moved or situation.frame.operation is Operation.SET  # "set it at 21"
        if situation.at and not units and not situation.frame.question and not setting:
            return Role.TIMES  # "at 7"
        if "determiners" in chunk.senses and self._chunks[at + 1 : at + 2] and self._chunks[at + 1].number is not None:
            return Role.SILENT  # "un 10 %"
        if "determiners" in chunk.senses and self._chunks[at + 1 : at + 2] and self._chunks[at + 1].value("attributes"):
            return Role.SILENT  # "to a brightness of 10 %"
        if units or situation.to or situation.by:
            return Role.NUMBERS
        if self._is_article(at):
            return Role.SILENT
        if chunk.named or (situation.before is Role.TARGET and self._index.knows_key(chunk.keys[0])):
            return Role.TARGET
        spoken = "pronouns" in chunk.senses and not chunk.words[0].is_number  # "the one in the office"
        return Role.PRONOUNS if spoken else Role.NUMBERS

    def _is_article(self, at: int) -> bool:
        """Return whether a word for one is only the article of what follows: `ein Licht`."""
        chunk, following = self._chunks[at], self._following(at)
        return "determiners" in chunk.senses and following is not None and is_target(following)

    def _verb_or_noun(self, at: int, following: Chunk | None, situation: Situation) -> Role:
        chunk, frame = self._chunks[at], situation.frame
        noun = chunk.named or any(group in chunk.senses for group in _NOUNS)
        linking = situation.content and is_linking(chunk)
        told = "participles" in chunk.senses and self._is_told(situation)
        if "verbs" in chunk.senses and not frame.question and not linking and not told:
            if noun:
                return self._verb_of_noun(following, situation)
            if "states" in chunk.senses and frame.operation in WEAK:
                return Role.STATES
            settled = frame.operation is not None and frame.operation not in WEAK
            if not settled or not any(role in chunk.senses for role in (Role.STATES, Role.ATTRIBUTES, *_VALUES)):
                return Role.VERBS
        if "anything" in chunk.senses and "quantifiers" in chunk.senses and following is not None:
            of_kind = is_target(following) and not is_where(following)  # "все лампы", "все"
            return Role.QUANTIFIERS if of_kind else Role.TARGET
        if noun:
            return Role.TARGET
        if "states" in chunk.senses and "prepositions" in chunk.senses:
            after_verb = situation.before is Role.VERBS
            state = is_state(self._chunks, at, following, frame, after_verb=after_verb)
            return Role.STATES if state else Role.PREPOSITIONS
        return self._other(at, following, situation)

    @staticmethod
    def _is_told(situation: Situation) -> bool:
        """Return whether a state is told of what stands before: `il est fermé`, which may be written as a verb is."""
        frame = situation.frame
        return frame.copula or (frame.operation is None and not frame.target.empty)

    @staticmethod
    def _verb_of_noun(following: Chunk | None, situation: Situation) -> Role:
        """Tell `lock` the verb from `lock` the noun: the verb comes first and has an object."""
        causing = situation.frame.operation is Operation.CHANGE and situation.before is Role.TARGET  # "have X clean Y"
        if following is None or (not causing and (situation.frame.operation is not None or situation.content)):
            return Role.TARGET
        if causing:
            return Role.VERBS if is_target(following) else Role.TARGET
        said = not is_target(following) and bool({"verbs", "states"} & following.senses.keys())
        return Role.TARGET if said else Role.VERBS

    def _other(self, at: int, following: Chunk | None, situation: Situation) -> Role:
        senses, frame = self._chunks[at].senses, situation.frame
        if "participles" in senses:
            said_of = frame.question or frame.copula or frame.operation is not None
            return Role.PARTICIPLES if said_of else Role.UNREAD
        wants_state = bool(frame.question) or frame.operation is Operation.ENSURE
        if "places" in senses and not ("states" in senses and wants_state):
            named = self._goes_on_unknown(at) or self._is_further_named(at)
            return Role.TARGET if named else Role.PLACES
        if {"states", "questions"} <= senses.keys() and not frame.question and frame.operation is None:
            return Role.COPULAS
        order: Sequence[Role] = (Role.STATES, *_ORDER) if frame.question else _ORDER
        if is_article(self._chunks, at, following):
            order = [role for role in order if role is not Role.PREPOSITIONS]
        if role := next((role for role in order if role in senses), None):
            return role
        pointing = not ("determiners" in senses and following is not None and is_target(following))
        if "pronouns" in senses and pointing:
            return Role.PRONOUNS
        if "is" in senses.get("questions", ()) and pointing:
            return Role.COPULAS
        if _SILENT & senses.keys():
            return Role.SILENT
        return Role.VERBS if "verbs" in senses else Role.UNREAD

    def _goes_on_unknown(self, at: int) -> bool:
        """Return whether a word is the end of a name that the home does not have: `in the pool house`."""
        before = self._chunks[at - 1] if at else None
        chunk = self._chunks[at]
        return before is not None and len(chunk.words) == 1 and not chunk.soft and self._unknown(before)

    def _is_further_named(self, at: int) -> bool:
        """Return whether a word for the room here is told apart by what follows: `the room of the guests`."""
        link, beyond = [*self._chunks[at + 1 : at + 3], None, None][:2]
        if link is None or beyond is None or "here" not in self._chunks[at].senses["places"]:
            return False
        return "of" in link.senses.get("prepositions", ()) and is_target(self._following(at + 1) or beyond)

    def _unknown(self, chunk: Chunk) -> bool:
        known = chunk.senses or chunk.named or chunk.number is not None
        return not known and not any(map(self._index.knows_key, chunk.keys))


def _units(chunk: Chunk) -> frozenset[str]:
    return frozenset(chunk.senses.get("units", ()))
