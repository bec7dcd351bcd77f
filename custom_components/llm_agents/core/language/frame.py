"""A frame: what one clause says, slot by slot, before it is matched with the home."""

from dataclasses import dataclass, field
from enum import StrEnum

from ..home.words import written
from .chunks import Chunk


class Operation(StrEnum):
    """What a verb, a state or a particle asks for. The values are those of the data's `verbs`."""

    ON = "on"
    OFF = "off"
    TOGGLE = "toggle"
    OPEN = "open"
    CLOSE = "close"
    STOP = "stop"
    LOCK = "lock"
    UNLOCK = "unlock"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    PLAY = "play"
    NEXT = "next"
    PREVIOUS = "previous"
    MUTE = "mute"
    UNMUTE = "unmute"
    DOCK = "dock"
    CLEAN = "clean"
    MOW = "mow"
    WATER = "water"
    LIGHT = "light"
    DARK = "dark"
    PRESS = "press"
    ARM = "arm"
    DISARM = "disarm"
    RAISE = "raise"
    LOWER = "lower"
    SET = "set"
    SELECT = "select"
    CHANGE = "change"  # says nothing by itself: turn, make, put
    ENSURE = "ensure"  # the state that follows is wished for


WEAK = frozenset((Operation.SET, Operation.SELECT, Operation.CHANGE, Operation.ENSURE))
"""Verbs whose object says what is to be done."""

STATE_OPERATIONS = {
    "on": Operation.ON,
    "running": Operation.ON,
    "off": Operation.OFF,
    "toggle": Operation.TOGGLE,
    "open": Operation.OPEN,
    "closed": Operation.CLOSE,
    "locked": Operation.LOCK,
    "unlocked": Operation.UNLOCK,
    "playing": Operation.PLAY,
    "paused": Operation.PAUSE,
    "stopped": Operation.STOP,
    "muted": Operation.MUTE,
    "unmuted": Operation.UNMUTE,
    "armed": Operation.ARM,
    "disarmed": Operation.DISARM,
    "docked": Operation.DOCK,
    "cleaning": Operation.CLEAN,
    "mowing": Operation.MOW,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One chunk of a target. `place` when a preposition of place stands before it."""

    chunk: Chunk
    place: bool = False


@dataclass(slots=True)
class Target:
    """Who or what a clause is about."""

    parts: list[Part] = field(default_factory=list)
    excluded: list[Part] = field(default_factory=list)
    quantifier: str | None = None
    pronoun: str | None = None
    here: bool = False
    there: bool = False
    home: bool = False

    @property
    def empty(self) -> bool:
        """Return whether nothing is named."""
        return not self.parts

    @property
    def said(self) -> bool:
        """Return whether anything at all points at a device or a place."""
        return bool(self.parts or self.pronoun or self.here or self.home)

    @property
    def words(self) -> str:
        """Return the words of the target."""
        return written(word for part in self.parts for word in part.chunk.words)

    @property
    def plural(self) -> bool:
        """Return whether more than one device may be meant."""
        return self.quantifier in ("all", "both", "whole") or any(
            "kinds_plural" in part.chunk.senses or "all" in part.chunk.senses.get("anything", ()) for part in self.parts
        )

    @property
    def everything(self) -> bool:
        """Return whether all devices are meant, of whatever kind."""
        return any("all" in part.chunk.senses.get("anything", ()) for part in self.parts)

    @property
    def sounds(self) -> bool:
        """Return whether music or the like is named."""
        return any("media_player" in part.chunk.kinds for part in self.parts)

    @property
    def has_kind(self) -> bool:
        """Return whether a kind of device or a device is named, not a place alone."""
        return any(
            part.chunk.entities or {"kinds", "kinds_plural", "anything"} & part.chunk.senses.keys()
            for part in self.parts
        )


@dataclass(slots=True)
class Amount:
    """The value of a clause: a number with its unit, or a word that stands for one."""

    number: float | None = None
    unit: str | None = None
    level: str | None = None
    color: str | None = None
    white: int | None = None
    modes: tuple[str, ...] = ()
    degree: str | None = None
    to: bool = False
    by: bool = False
    either: bool = False  # the word before the number means both
    text: str | None = None  # words after "to" that are no value by themselves: an option, a source

    @property
    def measured(self) -> bool:
        """Return whether there is a value that can only be one."""
        return bool(self.number is not None or self.level or self.color or self.white)

    @property
    def given(self) -> bool:
        """Return whether there is a value."""
        return bool(self.measured or self.modes or self.text)


@dataclass(slots=True)
class Frame:
    """The slots of one clause."""

    chunks: list[Chunk]
    operation: Operation | None = None
    otherwise: tuple[Operation, ...] = ()  # what a weak verb means when nothing says what is to be done: "put the lamp"
    attribute: str | None = None
    attribute_of_verb: bool = False  # the verb brought it: "louder"
    states: list[str] = field(default_factory=list)
    target: Target = field(default_factory=Target)
    amount: Amount = field(default_factory=Amount)
    question: str | None = None
    measure: str | None = None
    entity_ids: tuple[str, ...] = ()  # what a pronoun points at
    repeats: set[str] = field(default_factory=set)
    ordinal: int | None = None
    negated: bool = False
    deferred: bool = False
    conflict: bool = False  # it says what cannot be meant together
    copula: bool = False  # it tells that something is so
    verb: bool = False  # it has a verb, its own or that of the clause before
    shared: bool = False  # the verb is that of the clause before
    follows: bool = False  # it is said to go on from before: "and ...", "what about ..."
    correcting: bool = False  # it takes another in the place of what was said
    aside: list[Part] = field(default_factory=list)  # what was taken for the text of a value and may be a place
    unread: list[str] = field(default_factory=list)

    def settle(self, operation: Operation | None) -> None:
        """Take for a place what a word of place and of value led to, where the operation takes no value."""
        if not self.aside or operation in (None, Operation.TOGGLE, *WEAK):
            return
        self.target.parts.extend(self.aside)
        self.aside = []
        self.amount.text = None
        self.amount.to = self.amount.to and self.amount.measured

    @property
    def words(self) -> str:
        """Return the words of the clause."""
        return written(word for chunk in self.chunks for word in chunk.words)

    @property
    def only_places(self) -> bool:
        """Return whether a place is all that was said: `upstairs, which lights are on`."""
        said = self.verb or self.states or self.amount.given or self.attribute or self.question
        chunks = [part.chunk for part in self.target.parts]
        return bool(chunks) and not said and all(c.areas or c.floors or "places" in c.senses for c in chunks)

    @property
    def effective(self) -> Operation | None:
        """Return the operation asked for: the verb's, or that of the state wished for."""
        if self.operation is not None and self.operation not in WEAK:
            closed = self.operation is Operation.CLOSE and "locked" in self.states  # "close it with the key"
            return Operation.LOCK if closed else self.operation
        for state in self.states:
            if state in STATE_OPERATIONS:
                return STATE_OPERATIONS[state]
        if self.otherwise and not (self.amount.given or self.attribute):
            plays = Operation.PLAY in self.otherwise and self.target.sounds
            return Operation.PLAY if plays else self.otherwise[0]
        return self.operation

    @property
    def tells(self) -> bool:
        """Return whether it only says how things are: `the light is on` is no wish."""
        return self.copula and not self.question and (self.operation is None or self.operation is Operation.CHANGE)

    @property
    def asks_for_something(self) -> bool:
        """Return whether the clause by itself says what to do."""
        operation = self.effective
        return (operation is not None and operation not in WEAK) or self.amount.given or self.attribute is not None
