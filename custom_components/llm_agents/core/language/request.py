"""Typed requests: what a sentence asks for, after reading and before acting.

Every layer that understands (our reader, Home Assistant's recognisers, a model) ends in
these types, and the kernel acts on nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .energies import EnergyRequest
from .memories import MemoryRequest
from .moments import Sun, When
from .tool_use import ToolUse


class Action(StrEnum):
    """What may be asked of a device. Grounding maps each to an action of Home Assistant."""

    TURN_ON = "turn_on"
    TURN_OFF = "turn_off"
    TOGGLE = "toggle"
    SET = "set"  # an attribute to a value
    ADJUST = "adjust"  # an attribute by a value
    OPEN = "open"
    CLOSE = "close"
    STOP = "stop"
    LOCK = "lock"
    UNLOCK = "unlock"
    ARM = "arm"  # value: home, away, night, vacation
    DISARM = "disarm"
    PLAY = "play"  # resume; with value: search and play that
    PAUSE = "pause"
    NEXT = "next"
    PREVIOUS = "previous"
    MUTE = "mute"
    UNMUTE = "unmute"
    START = "start"  # vacuum, lawn mower
    DOCK = "dock"
    PRESS = "press"  # button
    ACTIVATE = "activate"  # scene, script


class Attribute(StrEnum):
    """What `SET` and `ADJUST` change, with the unit of the value."""

    BRIGHTNESS = "brightness"  # per cent
    COLOR = "color"  # CSS colour name
    COLOR_TEMPERATURE = "color_temperature"  # kelvin
    TEMPERATURE = "temperature"  # the home's unit
    HUMIDITY = "humidity"  # per cent, target
    HVAC_MODE = "hvac_mode"
    PRESET_MODE = "preset_mode"
    FAN_MODE = "fan_mode"
    FAN_SPEED = "fan_speed"  # per cent
    OSCILLATION = "oscillation"  # bool
    POSITION = "position"  # per cent open
    TILT = "tilt"  # per cent open
    VOLUME = "volume"  # per cent
    SOURCE = "source"
    MODE = "mode"  # humidifier, water heater
    OPTION = "option"  # select
    NUMBER = "number"  # number


type Value = str | float | int | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A wish to change devices. `words` are those it was read from."""

    action: Action
    entity_ids: tuple[str, ...]
    attribute: Attribute | None = None
    value: Value | None = None
    words: str = ""


class Ask(StrEnum):
    """The kind of a question over states."""

    STATE = "state"  # what is X / is X on
    VALUE = "value"  # how warm, how bright, how full
    WHICH = "which"  # which windows are open
    COUNT = "count"  # how many lights are on
    ANY = "any"  # is anything on
    ALL = "all"  # are all doors locked
    WHERE = "where"  # where is X (persons; and the room of a device)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question over states. `expected` is the state asked about, in Home Assistant's words."""

    ask: Ask
    entity_ids: tuple[str, ...]
    attribute: str | None = None
    expected: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformIntent:
    """A request that Home Assistant's own intent handlers serve (timers, lists, weather, time).

    `intent` is the intent's type, e.g. `HassStartTimer`; `slots` its plain values.
    """

    intent: str
    slots: Mapping[str, Value] = field(default_factory=dict)
    words: str = ""


# How the names of intents begin that only tell something.
_TELLING_INTENTS = (
    "HassGet",
    "HassClimateGet",
    "HassNevermind",
    "HassRespond",
    "HassShoppingListLast",
    "HassTimerStatus",
    "llm_agents_forecast",
    "llm_agents_list_items",
)


def only_tells(intent: str) -> bool:
    """Return whether a platform intent tells something and changes nothing."""
    return intent.startswith(_TELLING_INTENTS)


class Talk(StrEnum):
    """A request about the conversation or the agent's own acts."""

    YES = "yes"
    NO = "no"
    STOP = "stop"  # what is under way; to a question it is a no
    UNDO = "undo"
    CANCEL = "cancel"  # what was asked or planned last
    CANCEL_PLANS = "cancel_plans"  # all that is planned
    PLANS = "plans"  # what is planned
    WHY = "why"
    WHAT_DID_YOU_DO = "what_did_you_do"
    REPEAT = "repeat"
    HELP = "help"
    THANKS = "thanks"
    GREETING = "greeting"


class Span(StrEnum):
    """A time that has passed, about which is asked what was done."""

    HOUR = "hour"  # the last one
    TODAY = "today"
    MORNING = "morning"  # of today, as the next two
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"  # the last one
    YESTERDAY = "yesterday"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRequest:
    """A request about the conversation itself; `about` are the devices that it names, `span` the time, if any."""

    talk: Talk
    words: str = ""
    about: tuple[str, ...] = ()
    span: Span = Span.TODAY


class Reason(StrEnum):
    """Why a part of a sentence cannot be done. Each has a phrase in `answers.yaml`."""

    NO_SUCH_DEVICE = "no_such_device"
    NO_SUCH_AREA = "no_such_area"
    NOT_IN_AREA = "not_in_area"  # the area has no device of that kind
    AMBIGUOUS = "ambiguous"
    CANNOT = "cannot"  # the device has no such capability
    OUT_OF_RANGE = "out_of_range"
    UNAVAILABLE = "unavailable"
    MISSING_VALUE = "missing_value"
    NOT_NOW = "not_now"  # later, but not when
    STANDING = "standing"  # again and again, which is what automations are for
    CANNOT_TELL = "cannot_tell"  # whether a condition holds
    PASSED = "passed"  # the time is over
    TOO_FAR = "too_far"  # the time is too far away
    TOO_MANY = "too_many"  # too much is planned already
    NOT_ALLOWED = "not_allowed"
    NOT_EXPOSED = "not_exposed"
    FAILED = "failed"  # Home Assistant's action raised
    NOT_VERIFIED = "not_verified"  # the state did not follow in time
    NO_TIMERS = "no_timers"  # the asking device has no timers
    NOTHING_TO_UNDO = "nothing_to_undo"
    CANNOT_UNDO = "cannot_undo"
    CHANGED_SINCE = "changed_since"
    OVERRULED = "overruled"  # another agent, or a person, wants the opposite and goes first


class Comparison(StrEnum):
    """How a measure stands to a limit."""

    ABOVE = "above"
    BELOW = "below"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that is so or not: a question answered with yes, a measure beyond a limit, or the sun up or down.

    `becomes` when it has to come about: a door that is open already has to be opened again.
    """

    question: Question | None = None
    comparison: Comparison | None = None
    limit: float = 0.0
    sun: Sun | None = None  # risen, or set
    negated: bool = False
    becomes: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """Requests under conditions that must all hold; `otherwise` are those for when one does not.

    They are looked at now; with `waits` they are waited for, once, where they do not hold.
    """

    conditions: tuple[Condition, ...]
    requests: tuple[Request, ...]
    otherwise: tuple[Request, ...] = ()
    waits: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """Requests for a time, at once when there is none; what they change is put back at `until`.

    `command` are the words without the times.
    """

    requests: tuple[Request, ...]
    when: When | None = None
    until: When | None = None
    command: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A part of the sentence that was understood and cannot be done, precisely why.

    `details` fills the phrase: `device`, `area`, `kind`, `value`, `minimum`, `maximum`,
    `unit`. `candidates` are the entities of an ambiguous name; `act` is the act that
    waits for one of them.
    """

    reason: Reason
    entity_ids: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    details: Mapping[str, Value] = field(default_factory=dict)
    act: Act | Question | PlatformIntent | Scheduled | Conditional | None = None
    words: str = ""


type Later = Scheduled | Conditional

type Request = Act | Question | PlatformIntent | ToolUse | TalkRequest | Problem | Later | MemoryRequest | EnergyRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one sentence asks for, in its order.

    `confidence` is in [0, 1]; below the reader's threshold the sentence goes up a layer,
    with `requests` as what was understood so far. `unread` are the words left over, `sure` the requests
    of clauses that were sure by themselves where others were not.
    """

    requests: tuple[Request, ...]
    confidence: float
    language: str
    unread: tuple[str, ...] = ()
    sure: tuple[Request, ...] = ()

    @property
    def understood(self) -> bool:
        """Return whether something was read at all."""
        return bool(self.requests)
