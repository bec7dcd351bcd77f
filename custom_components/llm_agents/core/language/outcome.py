"""What came of each request of a sentence: the only thing that answers are phrased from.

An outcome names an entity as done only when its state was read back, so a phrase made
from it cannot claim more than holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..memory.facts import Fact as KeptFact
from .energy_outcome import EnergyTold
from .memories import MemoryRequest
from .moments import Sun, When
from .request import Act, Condition, Conditional, PlatformIntent, Problem, Question, Reason, Scheduled, Value
from .tool_use import ToolUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What came of one act, entity by entity.

    `asked` maps the entities that wait for a yes to their states when they were asked about;
    `unsure` is true when it is the understanding that is doubted, not the risk; `pin` when the yes needs the PIN.
    """

    act: Act
    done: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    under_way: tuple[str, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unsure: bool = False
    usual: bool = False
    pin: bool = False

    @property
    def concerns(self) -> tuple[Problem, ...]:
        """Return the problems that matter to who asked.

        "Dim the lights" is about those that can be dimmed and are on: where some were, the others are no failure.
        """
        if len(self.act.entity_ids) == 1 or not (self.done or self.under_way):
            return self.problems
        return tuple(problem for problem in self.problems if problem.reason is not Reason.CANNOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What came of taking a turn back, which is all or nothing. `target` is the turn.

    `asked` is what waits for a yes, `wishes` those acts of it that are asked about for their own sake; `stayed` are
    devices that were put forward again because another could not be brought back.
    """

    target: str | None
    wishes: tuple[Act, ...] = ()
    done: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    under_way: tuple[str, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    stayed: tuple[str, ...] = ()
    pin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is known of one entity: a state or the value of an attribute, with its unit.

    `value` is `None` when the device cannot be reached or does not tell it. `matches` says
    whether the state is the one that was asked about; `None` when none was named.
    """

    entity_id: str
    value: Value | None
    unit: str | None = None
    matches: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to a question, entity by entity."""

    question: Question
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What one of Home Assistant's own intent handlers, or another's tool, answered; `told` where it changed nothing.

    `asked` is not empty where it waits for a yes, as in `Acted`; its key is empty where it is about no device.
    """

    ok: bool
    speech: str
    told: bool = False
    request: PlatformIntent | ToolUse | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    pin: bool = False


class Remark(StrEnum):
    """A fixed thing to say. Each has a phrase in `answers.yaml`."""

    HELP = "help"
    THANKS = "thanks"
    GREETING = "greeting"
    DROPPED = "dropped"  # the question was answered with no
    NOTHING_TO_STOP = "nothing_to_stop"
    NOTHING_PENDING = "nothing_pending"  # yes, but nothing had been asked
    NOTHING_TO_REPEAT = "nothing_to_repeat"
    NOTHING_TO_EXPLAIN = "nothing_to_explain"
    TAKEN_UP = "taken_up"  # the question was answered before, and what came of it is not known
    ANSWERED_BEFORE = "answered_before"  # the question was answered before; values: answer
    CUT_OFF = "cut_off"  # the process died after a yes: what it came to was read back afterwards
    EXPIRED = "expired"  # the question is no longer open
    NOTHING_PLANNED = "nothing_planned"
    NOT_UNDERSTOOD = "not_understood"
    CANNOT = "cannot"  # understood by a model as something it cannot do
    TOO_LONG = "too_long"
    NO_MODEL = "no_model"  # models were asked, and none answered
    BROKE_OFF = "broke_off"  # the model was lost in mid-answer
    INTERNAL = "internal"  # our own fault
    NOT_FOR_YOU = "not_for_you"  # the agent serves others
    OTHER_LANGUAGE = "other_language"  # the agent does not speak it
    BUDGET_CHEAPER = "budget_cheaper"  # a limit is reached: a cheaper model answers
    BUDGET_LOCAL = "budget_local"  # only what runs at home answers
    BUDGET_SPENT = "budget_spent"  # nothing is left that may answer
    PIN_WRONG = "pin_wrong"  # values: left
    PIN_LOCKED = "pin_locked"  # values: minutes
    PIN_NOT_SET = "pin_not_set"
    NOTHING_DONE = "nothing_done"  # a model said it did something, and nothing was changed
    LIMIT_DEPTH = "limit_depth"  # all that a turn may take was taken: what it may delegate within what is delegated
    LIMIT_ROUNDS = "limit_rounds"  # how often models may be asked
    LIMIT_CALLS = "limit_calls"  # how often tools may be called
    LIMIT_TOKENS = "limit_tokens"
    LIMIT_MONEY = "limit_money"
    LIMIT_SECONDS = "limit_seconds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something said that changes and claims nothing: a remark, its `values` filled in, or text already worded."""

    remark: Remark | None = None
    text: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What is planned, as it is told: acts, and devices put back, at a moment or when conditions hold.

    `now` is the moment of telling on the clocks of the home. `at` is the moment meant, `None` where it is at once
    or waited for; `when` is it as it was said, `until` when what is done is put back.
    """

    acts: tuple[Act | PlatformIntent, ...] = ()
    restores: tuple[str, ...] = ()
    now: datetime
    at: datetime | None = None
    when: When | None = None
    until: datetime | None = None
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What came of a request for later: it is planned (`plan_id`), or waits for a yes (`asked`, as in `Acted`).

    `due` is the moment in UTC, and `restores` the devices to be put back, that a yes is about.
    """

    request: Scheduled | Conditional
    intent: Intent
    due: datetime
    plan_id: str | None = None
    restores: tuple[str, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    pin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """A condition that did not hold, by what was found or by the sun, and the devices that were left alone for it."""

    entity_ids: tuple[str, ...]
    found: Found | None = None
    sun: Sun | None = None


class Fate(StrEnum):
    """What became of a plan other than that it was carried out."""

    CANCELLED = "cancelled"
    MISSED = "missed"  # its time was over when the home was back
    EXPIRED = "expired"  # what it waited for did not come
    CUT_OFF = "cut_off"  # it was begun, and what came of it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Plans that ended without being carried out, and the turns that had made them."""

    fate: Fate
    intents: tuple[Intent, ...]
    turn_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """All that is planned, the next first."""

    intents: tuple[Intent, ...]


class Memo(StrEnum):
    """What came of a request about the memory. Each has phrases in `answers.yaml`."""

    LEARNED = "learned"
    CONFIRMED = "confirmed"  # it was known already
    CHANGED = "changed"
    FORGOTTEN = "forgotten"
    FORGOTTEN_ALL = "forgotten_all"
    KNOWN = "known"  # what was asked for is told
    NOTHING_KNOWN = "nothing_known"
    UNCLEAR = "unclear"  # which of several facts is meant
    NO_PREFERENCE = "no_preference"
    AVOIDED = "avoided"
    NOTHING_TO_AVOID = "nothing_to_avoid"
    NAME_TAKEN = "name_taken"  # by another thing
    SECRET = "secret"  # noqa: S105 - no password
    EMPTY = "empty"
    TOO_LONG = "too_long"
    FULL = "full"
    NOT_THERE = "not_there"
    AUTOMATED = "automated"  # a habit was made an automation
    NOT_AUTOMATED = "not_automated"  # it has to be pasted: `text`
    NO_SUGGESTIONS = "no_suggestions"
    RETRACTED = "retracted"  # the automation `text` was taken away again
    NOT_RETRACTED = "not_retracted"  # it was changed since, or cannot be taken away
    ASKED = "asked"  # whether it is to be done


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What came of a request about the memory: the facts that it is about, and how many more there are.

    `asked` is not empty where a yes is waited for; it names the facts.
    """

    request: MemoryRequest
    memo: Memo
    facts: tuple[KeptFact, ...] = ()
    more: int = 0
    text: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)


type Outcome = (
    Acted | Undone | Found | Served | Said | Problem | Planned | Unmet | Ended | Listed | Remembered | EnergyTold
)
