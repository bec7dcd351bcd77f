"""What one loaded entry holds."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.signal_type import SignalType

from .agents import Agents
from .bridge.app_backend import AppBackend
from .bridge.approving import ApprovalKeeper
from .bridge.backends import Backends
from .bridge.energy_hub import EnergyHub
from .bridge.home_source import HomeSource
from .bridge.manual_acts import ManualActs
from .bridge.world import HassWorld
from .const import DOMAIN
from .core.agents.approvals import Approval, Fate
from .core.agents.figures import AllFigures
from .core.agents.kernel import Kernel, Spoken, TurnDone, Utterance
from .core.agents.origins import Source
from .core.agents.policy import Policy
from .core.energy.wish_book import WishBook
from .core.journal.asynchronous import AsyncJournal
from .core.journal.events import Event
from .core.journal.record import Asker, Turn
from .core.language.request import Request
from .core.memory.memory import Memory
from .core.memory.offers import HabitBook, Known
from .errors import invalid

SIGNAL_TURN: SignalType[Turn] = SignalType(f"{DOMAIN}_turn")
"""Sent with each turn that was journaled or changed; outlives a reload of the entry."""
SIGNAL_APPROVAL: SignalType[Approval, Fate] = SignalType(f"{DOMAIN}_approval")
"""Sent with each question that waits for a yes, and when it no longer does."""
SIGNAL_KEPT: SignalType[Event | None] = SignalType(f"{DOMAIN}_kept")
"""Sent with each event that the journal has kept, and with nothing when some were erased."""

SIGNAL_ENERGY: SignalType[()] = SignalType(f"{DOMAIN}_energy")
"""Something else is to be shown of the energy."""
SIGNAL_HABIT: SignalType[Known | None] = SignalType(f"{DOMAIN}_habit")
"""Sent with each habit of which something became, and with nothing when some were erased; outlives a reload."""


@dataclass(slots=True, kw_only=True)
class LlmAgentsData:
    """The parts of a running system. `app` and `energy` are `None` without one, or without energy assets."""

    kernel: Kernel
    agents: Agents
    figures: AllFigures
    world: HassWorld
    source: HomeSource
    journal: AsyncJournal
    app: AppBackend | None
    backends: Backends
    approvals: ApprovalKeeper
    policy: Policy
    manual_acts: ManualActs | None = None
    energy: EnergyHub | None = None

    @property
    def wishes(self) -> WishBook:
        """Return the wishes about energy."""
        return self.kernel.heeder.wishes

    @property
    def memory(self) -> Memory:
        """Return what is remembered."""
        return self.kernel.memory

    @property
    def habits(self) -> HabitBook:
        """Return the habits that were found, and what became of them."""
        return self.kernel.offers.desk.book

    async def turn(self, utterance: Utterance) -> AsyncIterator[Spoken | TurnDone]:
        """Run a turn for somebody whose rights are known then."""
        await self.world.know(utterance.asker.user_id)
        async for event in self.kernel.turn(utterance):
            yield event

    async def delegate(self, utterance: Utterance, agent_id: str | None = None) -> Turn:
        """Let specialists serve words, for somebody whose rights are known then."""
        await self.world.know(utterance.asker.user_id)
        return await self.kernel.delegate(utterance, agent_id)

    async def serve(self, utterance: Utterance, *requests: Request) -> Turn:
        """Serve requests that are typed already, for somebody whose rights are known then."""
        await self.world.know(utterance.asker.user_id)
        return await self.kernel.serve(utterance, *requests)

    async def undo(
        self, turn_id: str, asker: Asker, language: str | None, *, sources: frozenset[Source] = frozenset()
    ) -> Turn:
        """Take a turn back; raises as the kernel does."""
        await self.world.know(asker.user_id)
        return await self.kernel.undo(turn_id, asker, language=language, sources=sources)

    async def approve(self, turn_id: str, asker: Asker, language: str | None, *, pin: str | None = None) -> Turn:
        """Say yes to a turn's question; raises as the kernel does."""
        await self.world.know(asker.user_id)
        return await self.kernel.approve(turn_id, asker, language=language, pin=pin)

    async def reject(self, turn_id: str, asker: Asker, language: str | None) -> Turn:
        """Say no to a turn's question; raises as the kernel does."""
        await self.world.know(asker.user_id)
        return await self.kernel.reject(turn_id, asker, language=language)


type LlmAgentsConfigEntry = ConfigEntry[LlmAgentsData]


@callback
def loaded_data(hass: HomeAssistant) -> LlmAgentsData:
    """Return what the entry holds; raise `ServiceValidationError` when it is not loaded."""
    entries: list[LlmAgentsConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    for entry in entries:
        if entry.state is ConfigEntryState.LOADED:
            return entry.runtime_data
    raise invalid("not_loaded")
