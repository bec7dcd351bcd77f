"""Fill the frame of a clause: each chunk is given the one meaning that its place allows."""

from collections.abc import Sequence

from ..home.index import HomeIndex
from .chunks import Chunk
from .clauses import is_target, operation_of
from .frame import STATE_OPERATIONS, WEAK, Frame, Operation, Part

_TIME_UNITS = frozenset(("hour", "minute", "second"))
_NOUNS = ("kinds", "kinds_plural", "anything")
_VALUES = ("levels", "colors", "whites", "modes")
_IGNORED = frozenset(("fillers", "determiners", "conjunctions", "questions"))


class SlotFiller:
    """Reads one clause from left to right."""

    def __init__(self, chunks: Sequence[Chunk], index: HomeIndex) -> None:
        """Take the clause's chunks."""
        self._chunks = chunks
        self._index = index
        self._frame = Frame(list(chunks))
        self._place = False  # a preposition of place stands before
        self._to = self._by = self._at = False
        self._excluding = False
        self._before: str | None = None  # the role of the chunk before
        self._content = False  # something that matters was read

    def fill(self) -> Frame:
        """Return the frame."""
        for at, chunk in enumerate(self._chunks):
            role = self._role(at, chunk)
            self._take(role, chunk, at)
            if role not in ("determiners", "fillers"):
                self._before = role
        if self._to and self._frame.amount.text is None:
            self._frame.amount.to = True
        return self._frame

    def _next(self, at: int) -> Chunk | None:
        for chunk in self._chunks[at + 1 :]:
            if not set(chunk.senses) & {"determiners"} or chunk.named:
                return chunk
        return None

    def _role(self, at: int, chunk: Chunk) -> str:
        senses = chunk.senses
        following = self._next(at)
        if chunk.number is not None:
            return self._number_role(at, chunk)
        if chunk.named and (len(chunk.words) > 1 or not senses):
            return "target"
        if not senses:
            return "times" if ":" in chunk.text else "target"
        for group in ("conditions", "times", "negations"):
            if group in senses and self._applies(group, chunk, following):
                return group
        if "questions" in senses and not self._content:
            return "questions"
        if "measures" in senses and (not self._content or self._frame.question):
            return "measures"
        if "exceptions" in senses and self._content and following is not None and is_target(following):
            return "exceptions"
        if self._before == "numbers" and "units" in senses:
            return "units"
        if self._to:
            for group in (*_VALUES, "states"):
                if group in senses:
                    return group
        return self._verb_or_noun(at, chunk, following)

    def _applies(self, group: str, chunk: Chunk, following: Chunk | None) -> bool:
        if group != "times" or "later" in chunk.senses["times"]:
            return True
        return following is not None and following.number is not None and self._time_follows(following)

    def _time_follows(self, number: Chunk) -> bool:
        at = self._chunks.index(number)
        unit = self._chunks[at + 1] if at + 1 < len(self._chunks) else None
        return unit is not None and bool(_TIME_UNITS & set(unit.senses.get("units", ())))

    def _number_role(self, at: int, chunk: Chunk) -> str:
        beyond = self._chunks[at + 1] if at + 1 < len(self._chunks) else None
        unit = beyond is not None and "units" in beyond.senses
        if (
            unit
            and _TIME_UNITS & set(beyond.senses["units"])
            and not {"percent", "degree"} & set(beyond.senses["units"])
        ):
            return "times"
        if self._at and not unit and not self._frame.question:
            return "times"  # "at 7"
        if unit or self._to or self._by:
            return "numbers"
        if chunk.named or (self._before == "target" and self._index.knows_key(chunk.keys[0])):
            return "target"
        return "pronouns" if "pronouns" in chunk.senses and self._before in ("target", "ordinals") else "numbers"

    def _verb_or_noun(self, at: int, chunk: Chunk, following: Chunk | None) -> str:
        senses = chunk.senses
        frame = self._frame
        noun = next((group for group in _NOUNS if group in senses), None)
        if "verbs" in senses and not frame.question:
            settled = frame.operation is not None and frame.operation not in WEAK
            if noun or chunk.named:
                free = not settled and not (frame.operation or self._content)
                verbal = following is None or "verbs" in following.senses or "states" in following.senses
                if free and not verbal:
                    return "verbs"
                return "target"
            if "states" in senses and frame.operation in WEAK:
                return "states"
            if not settled or not any(group in senses for group in ("states", "attributes", *_VALUES)):
                return "verbs"
        if noun or chunk.named:
            return "target"
        if "states" in senses and "prepositions" in senses:
            return self._state_or_preposition(at, following)
        if "places" in senses and not ("states" in senses and self._wants_state()):
            return "places"
        order = (
            "attributes",
            "states",
            *_VALUES,
            "degrees",
            "prepositions",
            "quantifiers",
            "repeats",
            "corrections",
            "places",
        )
        if frame.question:
            order = ("states", *order)
        for group in order:
            if group in senses:
                return group
        if "ordinals" in senses:
            return "ordinals"
        if "pronouns" in senses and not ("determiners" in senses and following is not None and is_target(following)):
            return "pronouns"
        if "is" in senses.get("questions", ()):
            return "copulas"
        if _IGNORED & senses.keys():
            return "fillers"
        return next((group for group in ("ordinals", "verbs") if group in senses), "unread")

    def _wants_state(self) -> bool:
        return bool(self._frame.question) or self._frame.operation is Operation.ENSURE

    def _state_or_preposition(self, at: int, following: Chunk | None) -> str:
        """Tell `on` the state from `on` the preposition."""
        frame = self._frame
        if self._before == "verbs" and frame.operation in WEAK:
            return "states"
        rest = self._chunks[at + 1 :]
        if frame.question and following is not None and (frame.measure or not _is_where(following)):
            later = any("states" in c.senses for c in self._chunks[at + 1 :] if not c.named)
            if frame.measure or frame.states or later or is_target(following):
                return "prepositions"
        if following is None or not (is_target(following) or "attributes" in following.senses):
            return "states" if frame.operation is None or frame.operation in WEAK or frame.question else "prepositions"
        if frame.states or (frame.operation is not None and frame.operation not in WEAK):
            return "prepositions"
        later = any("states" in c.senses or "verbs" in c.senses for c in rest if not c.named)
        return "prepositions" if later else "states"

    def _take(self, role: str, chunk: Chunk, at: int) -> None:
        taker = getattr(self, f"_take_{role}", None)
        if taker is not None:
            taker(chunk)
        elif role == "unread":
            self._frame.unread.append(chunk.text)
        if role not in ("fillers", "determiners", "prepositions", "repeats", "corrections"):
            self._content = True
        optional = role == "target" and self._frame.amount.text is not None
        if role not in ("determiners", "fillers", "prepositions", "degrees") and not optional:
            self._to = self._by = self._at = False
        if role not in ("determiners", "fillers", "prepositions", "target", "quantifiers"):
            self._place = False

    def _take_target(self, chunk: Chunk) -> None:
        part = Part(chunk, self._place)
        target = self._frame.target
        if self._excluding:
            target.excluded.append(part)
        elif self._to and not chunk.named and not any(g in chunk.senses for g in _NOUNS):
            amount = self._frame.amount
            amount.text = f"{amount.text} {chunk.text}" if amount.text else chunk.text
            amount.to = True
        else:
            target.parts.append(part)

    def _take_verbs(self, chunk: Chunk) -> None:
        frame = self._frame
        operation = operation_of(chunk)
        attribute = (chunk.value("verbs") or "").partition(" ")[2] or None
        frame.verb = True
        if frame.operation is None or frame.operation in WEAK:
            frame.operation = operation
        elif operation is not None and operation not in WEAK and operation is not frame.operation:
            frame.conflict = frame.conflict or {operation, frame.operation} in _OPPOSITES
        if attribute and frame.attribute is None:
            frame.attribute = attribute

    def _take_states(self, chunk: Chunk) -> None:
        frame = self._frame
        frame.states.extend(chunk.senses["states"])
        wished = {STATE_OPERATIONS.get(state) for state in chunk.senses["states"]}
        if not frame.question and any({state, frame.operation} in _OPPOSITES for state in wished):
            frame.conflict = frame.conflict or not self._dismissed()
        if "modes" in chunk.senses:
            frame.amount.modes = chunk.senses["modes"]

    def _dismissed(self) -> bool:
        """Return whether the verb says that the state is not wanted any more."""
        return any("dismissals" in chunk.senses for chunk in self._chunks)

    def _take_attributes(self, chunk: Chunk) -> None:
        values = chunk.senses["attributes"]
        if self._frame.attribute in (None, "state"):
            self._frame.attribute = values[0]

    def _take_numbers(self, chunk: Chunk) -> None:
        amount = self._frame.amount
        if amount.number is not None:
            self._frame.unread.append(chunk.text)
            return
        amount.number, amount.to, amount.by = chunk.number, amount.to or self._to, self._by

    def _take_units(self, chunk: Chunk) -> None:
        self._frame.amount.unit = chunk.senses["units"][0]

    def _take_levels(self, chunk: Chunk) -> None:
        self._frame.amount.level = chunk.senses["levels"][0]
        self._frame.amount.to = True

    def _take_colors(self, chunk: Chunk) -> None:
        self._frame.amount.color = chunk.senses["colors"][0]

    def _take_whites(self, chunk: Chunk) -> None:
        self._frame.amount.white = int(chunk.senses["whites"][0])

    def _take_modes(self, chunk: Chunk) -> None:
        self._frame.amount.modes = chunk.senses["modes"]

    def _take_degrees(self, chunk: Chunk) -> None:
        self._frame.amount.degree = chunk.senses["degrees"][0]

    def _take_quantifiers(self, chunk: Chunk) -> None:
        if not self._excluding:
            self._frame.target.quantifier = chunk.senses["quantifiers"][0]

    def _take_exceptions(self, _: Chunk) -> None:
        self._excluding = True

    def _take_negations(self, _: Chunk) -> None:
        self._frame.negated = True

    def _take_conditions(self, _: Chunk) -> None:
        self._frame.deferred = True

    def _take_times(self, _: Chunk) -> None:
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
        self._frame.question = chunk.senses["questions"][0]

    def _take_copulas(self, chunk: Chunk) -> None:
        self._frame.copula = self._frame.copula or "verbs" not in chunk.senses

    def _take_measures(self, chunk: Chunk) -> None:
        self._frame.question = self._frame.question or "how_much"
        self._frame.measure = chunk.senses["measures"][0]

    def _take_prepositions(self, chunk: Chunk) -> None:
        kinds = chunk.senses["prepositions"]
        self._to = "to" in kinds
        self._by = "by" in kinds
        self._at = "at" in kinds
        self._place = bool({"in", "of"} & set(kinds))


def _is_where(chunk: Chunk) -> bool:
    return bool(chunk.areas or chunk.floors or "places" in chunk.senses)


_OPPOSITES = tuple(
    {first, second}
    for first, second in (
        (Operation.ON, Operation.OFF),
        (Operation.OPEN, Operation.CLOSE),
        (Operation.LOCK, Operation.UNLOCK),
        (Operation.MUTE, Operation.UNMUTE),
    )
)
