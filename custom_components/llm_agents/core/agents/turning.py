"""One turn in the making: what is said, done and recorded of it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ..home.model import Home
from ..journal.ids import new_turn_id
from ..journal.plans import Plan
from ..journal.record import Asker, Layer, Status, Turn
from ..language.answers import Answerer
from ..language.outcome import Outcome, Said
from ..language.phrases import phrases
from ..language.request import Request
from .clock import Clock, Stopwatch
from .hearing import Heard
from .ledger import Ledger
from .origins import Provenance, Source
from .outcomes import status_of
from .pending import record_requests
from .ports import World
from .profiles import ORCHESTRATOR, ORCHESTRATOR_ID, Profile
from .spending import Spending
from .warrants import Warrant


class TurnNotFound(LookupError):
    """There is no turn of that id in the journal."""


class QuestionClosed(Exception):
    """The turn asked nothing, was answered already, or was asked too long ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One sentence said to an agent; `profile` is the id of the agent that serves it.

    `sources` are where the words came from when they are not the asker's own.
    """

    text: str
    language: str
    conversation_id: str
    agent_id: str
    asker: Asker
    profile: str = ORCHESTRATOR_ID
    sources: frozenset[Source] = frozenset()


def wordless(of: Turn | Plan, asker: Asker, language: str | None = None) -> Utterance:
    """Return what stands for an asker's words where none are said: to the agent and in the conversation of another."""
    return Utterance(
        text="",
        language=language or of.language,
        conversation_id=of.conversation_id,
        agent_id=of.agent_id,
        asker=asker,
        profile=of.profile,
    )


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece of the answer, as it comes; the pieces joined by a space are the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class TurnDone:
    """The end of a turn, after it was journaled."""

    turn: Turn
    continue_conversation: bool


@dataclass(kw_only=True)
class Turning:
    """Gathers one turn. `emit` takes the answer in pieces, `above` is the turn that delegated it, if any.

    `confirmed` are devices that a yes was given to before the turn, `provenance` and `pin` as in `Warrant`,
    `memories` the ids of facts that were read.
    """

    utterance: Utterance
    clock: Clock
    emit: Callable[[Spoken | TurnDone], None] = lambda _: None
    profile: Profile = ORCHESTRATOR
    above: Turning | None = None
    turn_id: str = field(default_factory=new_turn_id)
    layer: Layer = Layer.NONE
    model: str | None = None
    requests: Sequence[Request] = ()
    outcomes: list[Outcome] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    reply_to: str | None = None
    undoes: str | None = None
    planned_by: str | None = None
    confirmed: Mapping[str, str] | None = None
    instructions: str = ""
    account: Spending | None = None
    provenance: Provenance = field(default_factory=Provenance)
    memories: list[str] = field(default_factory=list)
    pin: bool = False

    def __post_init__(self) -> None:
        """Begin to measure."""
        self.at = self.clock.now().isoformat()
        self.watch = Stopwatch(self.clock)
        self._spoken: list[str] = []
        self._held: str | None = None
        self._acting = False

    @property
    def parent(self) -> str | None:
        """Return the id of the turn that delegated it, if any."""
        return self.above.turn_id if self.above is not None else None

    @property
    def acting(self) -> bool:
        """Return whether something may have been called, by it or by what it delegated."""
        return self._acting

    @acting.setter
    def acting(self, begun: bool) -> None:
        self._acting = begun
        if self.above is not None and begun:
            self.above.acting = True

    @property
    def heard(self) -> Heard:
        """Return what was said as it is understood."""
        utterance = self.utterance
        return Heard(text=utterance.text, language=utterance.language, asker=utterance.asker)

    def reads(self, provenance: Provenance) -> None:
        """Note what was read to understand the turn; words that were not the asker's own license nothing by it."""
        licence = self.provenance.licence if self.provenance.tainted else provenance.licence
        self.provenance = Provenance(sources=self.provenance.sources | provenance.sources, licence=licence)

    @property
    def spending(self) -> Spending:
        """Return the account of what models take for the turn; it is opened when it is first asked for."""
        if self.account is None:
            self.account = Spending(self.profile.limits, asyncio.get_running_loop().time())
        return self.account

    def warrant(self, confirmed: Mapping[str, str] | None = None, *, doubted: bool = False) -> Warrant:
        """Return for whom, and by which agent, acts of the turn are done; `confirmed` and `doubted` as in `Warrant`."""
        return Warrant(
            asker=self.utterance.asker,
            confirmed=confirmed,
            doubted=doubted,
            profile=self.profile,
            provenance=self.provenance,
            pin=self.pin,
            root=self._root if self.above is not None else None,
            later=self.planned_by is not None,
        )

    @property
    def _root(self) -> str:
        return self.turn_id if self.above is None else self.above._root  # noqa: SLF001 - its own

    def speak(self, sentence: str) -> None:
        """Say a sentence; the last one is held back until the turn is in the journal."""
        if self._held is not None:
            self._spoken.append(self._held)
            self.emit(Spoken(self._held))
        self._held = sentence

    @property
    def spoken(self) -> str:
        """Return what was said while it came."""
        return " ".join([*self._spoken, *([self._held] if self._held is not None else [])])

    def answer(self, home: Home) -> str:
        """Return the whole answer: what was said while it came, and what came of the requests."""
        spoken = self.spoken
        untold = [item for item in self.outcomes if not (isinstance(item, Said) and item.text and item.text == spoken)]
        told = Answerer(phrases(self.utterance.language), home).answer(untold)
        return " ".join(part for part in (spoken, told) if part)

    def turn(self, world: World) -> Turn:
        """Return the record of the turn as it stands."""
        home, utterance = world.home(), self.utterance
        return Turn(
            turn_id=self.turn_id,
            at=self.at,
            conversation_id=utterance.conversation_id,
            agent_id=utterance.agent_id,
            asker=utterance.asker,
            words=utterance.text,
            language=utterance.language,
            layer=self.layer,
            status=status_of(self.outcomes),
            answer=self.answer(home),
            requests=record_requests(self.requests, self.outcomes),
            checks=tuple(self.ledger.checks),
            calls=tuple(self.ledger.calls),
            changes=self.ledger.changes(home, world.states),
            times=self.watch.times(),
            model=self.model,
            reply_to=self.reply_to,
            undoes=self.undoes,
            planned_by=self.planned_by,
            profile=self.profile.agent_id,
            parent=self.parent,
            sources=tuple(source.value for source in Source if source in self.provenance.sources),
            memories=tuple(dict.fromkeys(self.memories)),
            usage=self.account.usage() if self.account is not None else {},
        )

    def finish(self, turn: Turn) -> None:
        """Give the last word, what of the answer was not spoken yet, and end the turn."""
        rest = turn.answer.removeprefix(" ".join(self._spoken)).strip()
        if rest:
            self.emit(Spoken(rest))
        self.emit(TurnDone(turn, continue_conversation=turn.status is Status.ASKED or turn.answer.endswith("?")))
