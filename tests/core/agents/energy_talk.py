"""A kernel that reads English, with a home whose energy is planned."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from custom_components.llm_agents.core.agents.kernel import Kernel, TurnDone, Utterance
from custom_components.llm_agents.core.agents.origins import Source
from custom_components.llm_agents.core.agents.policy import Policy
from custom_components.llm_agents.core.agents.profiles import Autonomy, Profile, Profiles, Role
from custom_components.llm_agents.core.energy.wishes import Demand
from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.record import Asker, Origin, Turn

from .energy_home import PlannedHome, answers, names
from .fakes import FakeClock, FakeWorld, make_home

ANNA = Asker(origin=Origin.TEXT, user_id="anna")
HOUR = 3600.0


@dataclass
class Talking:
    """A kernel that reads English, with a home whose energy is planned."""

    journal: AsyncJournal
    world: FakeWorld = field(default_factory=FakeWorld)
    clock: FakeClock = field(default_factory=FakeClock)
    autonomy: Autonomy = Autonomy.ACT

    def __post_init__(self) -> None:
        self.world.the_home = replace(make_home(), assets=names())
        self.start()

    def start(self) -> None:
        profile = Profile(agent_id="energy", name="Energy", role=Role.ENERGY, autonomy=self.autonomy)
        self.kernel = Kernel(
            self.world,
            self.journal,
            Policy(),
            clock=self.clock,
            verify_timeout=0.05,
            profiles=Profiles([profile]),
        )
        self.home = PlannedHome(self.kernel.heeder.wishes, self.clock.now)
        self.kernel.heeder.energy = answers(self.home)

    async def say(self, text: str, asker: Asker = ANNA, sources: frozenset[Source] = frozenset(), by: str = "") -> Turn:
        utterance = Utterance(
            text=text,
            language="en",
            conversation_id="c1",
            agent_id="a",
            asker=asker,
            sources=sources,
            profile=by or "orchestrator",
        )
        done = [event async for event in self.kernel.turn(utterance)][-1]
        assert isinstance(done, TurnDone)
        return done.turn

    @property
    def demands(self) -> list[Demand]:
        return [wish.demand for wish in self.kernel.heeder.wishes.list()]


@asynccontextmanager
async def talking(folder: Path) -> AsyncIterator[Talking]:
    """Give a kernel that is open, with a plan."""
    journal = AsyncJournal(folder / "journal.db")
    await journal.open()
    talk = Talking(journal)
    await talk.kernel.open()
    await talk.home.plan_anew()
    yield talk
    await talk.kernel.close()
    await journal.close()
