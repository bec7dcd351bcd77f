"""A kernel over a home in memory."""

import asyncio
from dataclasses import dataclass, field

from custom_components.llm_agents.core.agents.kernel import Kernel, Spoken, TurnDone, Utterance
from custom_components.llm_agents.core.agents.pins import Pins
from custom_components.llm_agents.core.agents.policy import Policy
from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.record import Asker, Origin, Turn
from custom_components.llm_agents.core.language.request import Request
from custom_components.llm_agents.core.models.protocol import ChatModel, Ranker

from .fakes import FakeClock, FakeWorld, ScriptedReader

ASKER = Asker(origin=Origin.TEXT, user_id="anna")


@dataclass
class House:
    """A kernel with all that tests look at."""

    journal: AsyncJournal
    world: FakeWorld = field(default_factory=FakeWorld)
    reader: ScriptedReader = field(default_factory=ScriptedReader)
    clock: FakeClock = field(default_factory=FakeClock)
    models: list[ChatModel] = field(default_factory=list)
    rankers: list[Ranker] = field(default_factory=list)
    policy: Policy = field(default_factory=Policy)
    pins: Pins = field(default_factory=Pins)
    profile: str = "orchestrator"

    def __post_init__(self) -> None:
        """Start the kernel."""
        self._start()

    async def restart(self) -> None:
        """Start a new kernel over the same world and journal, as after a restart."""
        await self.kernel.close()
        self._start()
        await self.kernel.open()

    async def pass_time(self, **spans: float) -> None:
        """Let time pass, and what is planned for it happen."""
        self.clock.advance(**spans)
        self.world.ring(self.clock.now())
        await self.settle()

    async def settle(self) -> None:
        """Let what was begun end."""
        for _ in range(100):
            await asyncio.sleep(0.005)
            if not self.kernel.busy:
                return

    async def turns(self, limit: int = 10) -> list[Turn]:
        """Return the turns of the journal, oldest first."""
        return (await self.journal.latest(limit))[::-1]

    def _start(self) -> None:
        self.kernel = Kernel(
            self.world,
            self.journal,
            self.policy,
            self.models,
            rankers=self.rankers,
            clock=self.clock,
            verify_timeout=0.05,
            readers=self._reader,
            pins=self.pins,
        )

    def _reader(self, language: str) -> ScriptedReader:
        if language != "en":
            raise LookupError(language)
        return self.reader

    def utterance(self, text: str, conversation: str = "c1", language: str = "en", asker: Asker = ASKER) -> Utterance:
        """Return a sentence said by Anna."""
        return Utterance(
            text=text,
            language=language,
            conversation_id=conversation,
            agent_id="conversation.llm_agents",
            asker=asker,
            profile=self.profile,
        )

    async def hear(self, text: str, *, conversation: str = "c1", language: str = "en") -> tuple[list[str], TurnDone]:
        """Say a sentence; return the pieces of the answer and the end of the turn."""
        events = [event async for event in self.kernel.turn(self.utterance(text, conversation, language))]
        done = events[-1]
        assert isinstance(done, TurnDone)
        return [event.text for event in events[:-1] if isinstance(event, Spoken)], done

    async def say(self, text: str, *requests: Request, conversation: str = "c1", language: str = "en") -> Turn:
        """Say a sentence that is read as the requests; return the turn."""
        if requests:
            self.reader.script[text] = requests
        _, done = await self.hear(text, conversation=conversation, language=language)
        return done.turn

    async def journaled(self, turn: Turn) -> Turn:
        """Return what the journal has of a turn."""
        kept = await self.journal.get(turn.turn_id)
        assert kept is not None
        return kept
