"""The agent as a conversation entity."""

from collections.abc import AsyncIterator
from typing import Literal, override

from homeassistant.components.conversation import (
    AssistantContentDeltaDict,
    ChatLog,
    ConversationEntity,
    ConversationEntityFeature,
    ConversationInput,
    ConversationResult,
)
from homeassistant.const import MATCH_ALL
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .bridge.asking import Order, take_order
from .bridge.places import area_of
from .bridge.responses import response_to
from .const import DOMAIN
from .core.agents.kernel import TurnDone, Utterance
from .core.agents.profiles import ORCHESTRATOR_ID
from .core.journal.record import Asker
from .entity import AgentEntity, add_for_each_agent
from .runtime import LlmAgentsConfigEntry

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add each agent."""
    add_for_each_agent(entry, async_add_entities, lambda agent: [LlmAgentsConversationEntity(entry, agent)])


class LlmAgentsConversationEntity(AgentEntity, ConversationEntity):
    """Hears sentences for one agent of the kernel and says its answers."""

    _attr_name = None
    _attr_supported_features = ConversationEntityFeature.CONTROL
    _attr_supports_streaming = True
    _attr_translation_key = "agent"

    @property
    @override
    def supported_languages(self) -> list[str] | Literal["*"]:
        """Return the languages that the owner wants, or all: what we do not read ourselves, others do."""
        return sorted(self.profile.languages) or MATCH_ALL

    @override
    async def async_added_to_hass(self) -> None:
        """Be the agent to which delayed commands come back, when it is the orchestrator."""
        await super().async_added_to_hass()
        if self.agent.agent_id == ORCHESTRATOR_ID:
            self._data.world.agent_id = self.entity_id

    @override
    async def async_prepare(self, language: str | None = None) -> None:
        """Load what a language needs before its first sentence."""
        language = language or self.hass.config.language
        await self._data.kernel.prepare(language)
        await self._data.world.prepare(language)

    @override
    async def _async_handle_message(self, user_input: ConversationInput, chat_log: ChatLog) -> ConversationResult:
        """Run a turn and stream its answer into the chat log."""
        order = take_order(user_input)
        utterance = Utterance(
            text=user_input.text,
            language=user_input.language,
            conversation_id=chat_log.conversation_id,
            agent_id=self.entity_id,
            profile=self.agent.agent_id,
            asker=Asker(
                origin=order.origin,
                user_id=user_input.context.user_id,
                device_id=user_input.device_id,
                area_id=area_of(self.hass, user_input.device_id, user_input.satellite_id),
                context_id=user_input.context.id,
            ),
        )
        async for _ in chat_log.async_add_delta_content_stream(self.entity_id, self._deltas(utterance, order)):
            pass
        if order.done is None:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="no_end")
        return ConversationResult(
            response=response_to(order.done.turn),
            conversation_id=chat_log.conversation_id,
            continue_conversation=order.done.continue_conversation,
        )

    async def _deltas(self, utterance: Utterance, order: Order) -> AsyncIterator[AssistantContentDeltaDict]:
        """Yield the answer as it comes; the end of the turn goes to the order."""
        yield {"role": "assistant"}
        said = False
        async for event in self._data.turn(utterance):
            if isinstance(event, TurnDone):
                order.done = event
            else:
                piece = f" {event.text}" if said else event.text
                said = True
                order.on_piece(piece)
                yield {"content": piece}
