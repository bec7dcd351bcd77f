"""Fill the frame of a clause from the roles of its chunks."""

from collections.abc import Callable, Mapping, Sequence

from ..home.index import HomeIndex
from .actions import LEVELS
from .chunks import Chunk
from .clauses import operation_of, operations_of
from .frame import STATE_OPERATIONS, WEAK, Amount, Frame, Operation, Part
from .roles import Role, RoleChooser, Situation

_NOUNS = frozenset(("kinds", "kinds_plural", "anything"))
_PASSING = frozenset((Role.SILENT, Role.PREPOSITIONS, Role.REPEATS))
_KEEPS_LINK = frozenset((Role.SILENT, Role.PREPOSITIONS, Role.DEGREES))
_KEEPS_PLACE = frozenset((Role.SILENT, Role.PREPOSITIONS, Role.TARGET, Role.QUANTIFIERS))


class SlotFiller:
    """Reads one clause from left to right."""

    def __init__(
        self,
        chunks: Sequence[Chunk],
        index: HomeIndex,
        *,
        asked: bool = False,
        wished: bool = False,
        question: str | None = None,
    ) -> None:
        """Take the clause's chunks, whether a question mark ends the sentence, and what is asked if that is known.

        It is `wished` where the clause before said that what is told shall be so.
        """
        self._chunks = chunks
        asks = _is_inverted(chunks) or (asked and _only_tells(chunks))
        self._frame = Frame(list(chunks), question=question or ("is" if asks else None))
        self._frame.operation = Operation.ENSURE if wished and not self._frame.question else None
        self._now = Situation(self._frame, asked=asked)
        self._roles = RoleChooser(chunks, index)
        self._index = index

    def fill(self) -> Frame:
        """Return the frame."""
        for at, chunk in enumerate(self._chunks):
            role = self._roles.role(at, self._now)
            if (taker := self._TAKERS.get(role)) is not None:
                taker(self, chunk)
            self._go_on(role)
        self._frame.settle(self._frame.effective)
        amount = self._frame.amount
        if amount.either and self._frame.operation in (Operation.RAISE, Operation.LOWER):
            amount.by = not self._is_warmth(amount)  # the verb may have come after the number: "by two degrees warmer"
            amount.to = not amount.by
        if self._frame.amount.white and self._frame.attribute == "temperature":
            self._frame.attribute = None  # of a colour
        if any("dismissals" in chunk.senses for chunk in self._chunks):
            told = [chunk.senses.get(group, ()) for chunk in self._chunks for group in ("states", "participles")]
            said = any("on" in states for states in told)
            self._frame.conflict = not said or self._frame.states not in ([], ["on"])  # only "on" can be unwanted
        return self._frame

    def _is_warmth(self, amount: Amount) -> bool:
        """Return whether a number is a temperature rather than by how much one changes."""
        degrees = self._frame.attribute == "temperature" or amount.unit in ("degree", "celsius")
        return degrees and amount.number is not None and amount.number >= _MOST_DEGREES

    def _go_on(self, role: Role) -> None:
        """Keep what decides the roles of the chunks to come."""
        now = self._now
        now.content = now.content or role not in _PASSING
        named_option = role is Role.TARGET and self._frame.amount.text is not None
        if role not in _KEEPS_LINK and not named_option:
            now.to = now.by = now.at = False
        if role not in _KEEPS_PLACE:
            now.place = False
        if role is not Role.SILENT:
            now.before = role

    def _take_target(self, chunk: Chunk) -> None:
        part = Part(chunk, self._now.place)
        target = self._frame.target
        if self._now.excluding:
            target.excluded.append(part)
        elif self._now.to and not self._may_be_there(chunk) and not _NOUNS & chunk.senses.keys():
            amount = self._frame.amount
            amount.text = f"{amount.text} {chunk.text}" if amount.text else chunk.text
            amount.to = True
            if part.place:
                self._frame.aside.append(part)
        else:
            target.parts.append(part)

    def _may_be_there(self, chunk: Chunk) -> bool:
        """Return whether a word after a preposition is of the home; one of place needs less for that.

        After a verb that takes no value it can only be a place: `turn on the lamp in the attic`.
        """
        valueless = self._frame.operation not in (None, Operation.TOGGLE, *WEAK)
        return chunk.named or (self._now.place and (valueless or any(map(self._index.knows_key, chunk.keys))))

    def _take_verbs(self, chunk: Chunk) -> None:
        frame = self._frame
        if not frame.verb and any(self._foreign(part.chunk) for part in frame.target.parts):
            frame.conflict = True  # an unknown word before the verb: it is not the speaker's request
        operation = operation_of(chunk)
        attribute = (chunk.value("verbs") or "").partition(" ")[2] or None
        frame.verb = True
        if frame.operation is None or frame.operation in WEAK:
            frame.operation = operation
            frame.otherwise = tuple(found for found in operations_of(chunk) if found not in WEAK)
        elif operation in _SKIPS and frame.operation in _RUNS:
            frame.operation = operation  # "play the next song"
        elif operation is not None and operation not in WEAK and operation is not frame.operation:
            frame.conflict = frame.conflict or {operation, frame.operation} in _OPPOSITES
        if attribute and frame.attribute is None:
            frame.attribute, frame.attribute_of_verb = attribute, True

    def _take_states(self, chunk: Chunk) -> None:
        frame = self._frame
        frame.states.extend(chunk.senses["states"])
        wished = {STATE_OPERATIONS.get(state) for state in chunk.senses["states"]}
        if not frame.question and any({state, frame.operation} in _OPPOSITES for state in wished):
            frame.conflict = True
        if "modes" in chunk.senses:
            frame.amount.modes = chunk.senses["modes"]

    def _take_participles(self, chunk: Chunk) -> None:
        self._frame.states.extend(chunk.senses["participles"])

    def _foreign(self, chunk: Chunk) -> bool:
        return not chunk.senses and not chunk.named and not all(map(self._index.knows_key, chunk.keys))

    def _take_attributes(self, chunk: Chunk) -> None:
        self._frame.amount.to = self._frame.amount.to or self._now.to  # "to a brightness of 20 %"
        values = chunk.senses["attributes"]
        if self._frame.attribute in (None, "state"):
            self._frame.attribute = values[0]

    def _take_numbers(self, chunk: Chunk) -> None:
        amount = self._frame.amount
        if amount.number is not None:
            self._frame.unread.append(chunk.text)
            return
        if amount.text and self._now.before is Role.TARGET:
            amount.text = f"{amount.text} {chunk.text}"  # "hdmi 1"
            return
        relative = self._frame.operation in (Operation.RAISE, Operation.LOWER)
        by = (
            self._now.by and not amount.to and (relative or not self._now.to)
        )  # a word may mean both: "lower it by", "set it to"
        amount.number, amount.to, amount.by = chunk.number, amount.to or (self._now.to and not by), by
        amount.either = self._now.by and self._now.to

    def _take_units(self, chunk: Chunk) -> None:
        self._frame.amount.unit = chunk.senses["units"][0]

    def _take_levels(self, chunk: Chunk) -> None:
        amount, level = self._frame.amount, chunk.senses["levels"][0]
        if self._now.by and level in LEVELS:  # "by a quarter"
            amount.number, amount.unit, amount.by = LEVELS[level], "percent", True
            return
        amount.level, amount.to = level, True

    def _take_colors(self, chunk: Chunk) -> None:
        self._frame.amount.color = chunk.senses["colors"][0]

    def _take_whites(self, chunk: Chunk) -> None:
        self._frame.amount.white = int(chunk.senses["whites"][0])

    def _take_modes(self, chunk: Chunk) -> None:
        self._frame.amount.modes = chunk.senses["modes"]

    def _take_degrees(self, chunk: Chunk) -> None:
        self._frame.amount.degree = chunk.senses["degrees"][0]

    def _take_unread(self, chunk: Chunk) -> None:
        self._frame.unread.append(chunk.text)

    def _take_quantifiers(self, chunk: Chunk) -> None:
        if not self._now.excluding:
            self._frame.target.quantifier = chunk.senses["quantifiers"][0]

    def _take_exceptions(self, _: Chunk) -> None:
        self._now.excluding = True

    def _take_negations(self, _: Chunk) -> None:
        self._frame.negated = True

    def _take_deferring(self, _: Chunk) -> None:
        self._frame.deferred = True

    def _take_places(self, chunk: Chunk) -> None:
        place = chunk.senses["places"][0]
        target = self._frame.target
        if place == "here":
            target.here = True
        elif place == "there":
            target.there = True
        elif place == "home":
            target.home = True
        elif place == "outside":
            target.parts.append(Part(chunk, True))

    def _take_pronouns(self, chunk: Chunk) -> None:
        self._frame.target.pronoun = chunk.senses["pronouns"][0]

    def _take_ordinals(self, chunk: Chunk) -> None:
        self._frame.ordinal = int(chunk.senses["ordinals"][0])

    def _take_repeats(self, chunk: Chunk) -> None:
        self._frame.repeats.update(chunk.senses["repeats"])

    def _take_questions(self, chunk: Chunk) -> None:
        question = chunk.senses["questions"][0]
        if question == "any":  # "is there a window open"
            self._frame.target.quantifier = question
        if question == "inverted":  # "what is it set to": the question was asked before
            question = self._frame.question or "is"
        self._frame.question = "is" if question == "any" else question
        self._frame.states.extend(chunk.senses.get("states", ()))  # "läuft der Fernseher"

    def _take_copulas(self, chunk: Chunk) -> None:
        self._frame.copula = self._frame.copula or "verbs" not in chunk.senses
        self._frame.states.extend(chunk.senses.get("states", ()))  # "der Fernseher läuft"

    def _take_measures(self, chunk: Chunk) -> None:
        self._frame.question = self._frame.question or "how_much"
        self._frame.measure = chunk.senses["measures"][0]

    def _take_adjectives(self, chunk: Chunk) -> None:
        self._frame.measure = chunk.senses["adjectives"][0]

    def _take_prepositions(self, chunk: Chunk) -> None:
        kinds = chunk.senses["prepositions"]
        self._now.to = "to" in kinds
        self._now.by = "by" in kinds
        self._now.at = "at" in kinds
        self._now.place = bool({"in", "of"} & set(kinds))

    _TAKERS: Mapping[Role, Callable[[SlotFiller, Chunk], None]] = {
        Role.TARGET: _take_target,
        Role.VERBS: _take_verbs,
        Role.STATES: _take_states,
        Role.PARTICIPLES: _take_participles,
        Role.ATTRIBUTES: _take_attributes,
        Role.NUMBERS: _take_numbers,
        Role.UNITS: _take_units,
        Role.LEVELS: _take_levels,
        Role.COLORS: _take_colors,
        Role.WHITES: _take_whites,
        Role.MODES: _take_modes,
        Role.DEGREES: _take_degrees,
        Role.UNREAD: _take_unread,
        Role.QUANTIFIERS: _take_quantifiers,
        Role.EXCEPTIONS: _take_exceptions,
        Role.NEGATIONS: _take_negations,
        Role.CONDITIONS: _take_deferring,
        Role.TIMES: _take_deferring,
        Role.PLACES: _take_places,
        Role.PRONOUNS: _take_pronouns,
        Role.ORDINALS: _take_ordinals,
        Role.REPEATS: _take_repeats,
        Role.QUESTIONS: _take_questions,
        Role.COPULAS: _take_copulas,
        Role.MEASURES: _take_measures,
        Role.ADJECTIVES: _take_adjectives,
        Role.PREPOSITIONS: _take_prepositions,
    }


def _is_inverted(chunks: Sequence[Chunk]) -> bool:
    """Return whether a word of a clause makes it a question, wherever it stands."""
    return any("inverted" in chunk.senses.get("questions", ()) for chunk in chunks)


def _only_tells(chunks: Sequence[Chunk]) -> bool:
    """Return whether a clause says how something is, without a verb that asks for more and without politeness."""
    is_said = any("is" in c.senses.get("questions", ()) and "verbs" not in c.senses for c in chunks)
    wishing = _WISHING - {"fillers"} if is_said else _WISHING  # "a cafeteira ainda está ligada?"
    plain = [
        c for c in chunks if not (_TELLING | _NOUNS) & c.senses.keys() and "is" not in c.senses.get("questions", ())
    ]
    wishes = any(wishing & c.senses.keys() for c in plain)
    return not wishes and any(_TELLING & chunk.senses.keys() for chunk in chunks)


_WISHING = frozenset(("verbs", "fillers"))
_TELLING = frozenset(("states", "participles", "measures"))  # "¿hace frío?" asks what is measured, "hace frío" wishes
_MOST_DEGREES = 10  # by which anybody makes it warmer at once
_RUNS = frozenset((Operation.PLAY, Operation.START, Operation.RESUME))
_SKIPS = frozenset((Operation.NEXT, Operation.PREVIOUS))
_OPPOSITES = tuple(
    {first, second}
    for first, second in (
        (Operation.ON, Operation.OFF),
        (Operation.OPEN, Operation.CLOSE),
        (Operation.LOCK, Operation.UNLOCK),
        (Operation.MUTE, Operation.UNMUTE),
    )
)
