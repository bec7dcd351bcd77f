"""What the tools for other assistants have in common: for whom they answer, and what is told of a turn."""

from typing import Any, override

import voluptuous as vol

from homeassistant.const import MATCH_ALL
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.llm import LLMContext, Tool, ToolInput, ToolResult
from homeassistant.util.ulid import ulid_now

from .bridge.places import area_of
from .const import DOMAIN
from .core.agents.origins import Source
from .core.agents.turning import Utterance
from .core.journal.record import Asker, Origin, Status, Turn
from .runtime import LlmAgentsData, loaded_data

TOOL = frozenset({Source.TOOL})


class AgentTool(Tool):
    """A tool of ours; what fails is told to the model instead of raised."""

    integration = DOMAIN
    schema: vol.Schema

    def __init__(self, data: LlmAgentsData) -> None:
        """Offer it while an entry is loaded."""
        self.data = data
        self.parameters = self.schema

    @override
    async def async_call(self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext) -> ToolResult:
        """Answer a call."""
        arguments = self.schema(tool_input.tool_args)
        self.data = loaded_data(hass)  # it may have been loaded anew since the tools were listed
        try:
            return await self.answer(hass, arguments, asker_of(hass, llm_context), language_of(hass, llm_context))
        except (ServiceValidationError, HomeAssistantError) as err:
            return ToolResult(data={"error": str(err)}, error=True)

    async def answer(self, hass: HomeAssistant, arguments: dict[str, Any], asker: Asker, language: str) -> ToolResult:
        """Answer a call with valid arguments for somebody."""
        raise NotImplementedError

    def utterance(self, hass: HomeAssistant, text: str, asker: Asker, language: str) -> Utterance:
        """Return words of the calling program, in a conversation of their own."""
        return Utterance(
            text=text,
            language=language,
            conversation_id=ulid_now(),
            agent_id=self.data.world.agent_id or "",
            asker=asker,
            sources=TOOL,
        )


def asker_of(hass: HomeAssistant, llm_context: LLMContext) -> Asker:
    """Return for whom a model calls: the user of its conversation, in the room of its device."""
    context = llm_context.context
    return Asker(
        origin=Origin.TEXT if context and context.user_id else Origin.VOICE,
        user_id=context.user_id if context else None,
        device_id=llm_context.device_id,
        area_id=area_of(hass, llm_context.device_id, None),
        context_id=context.id if context else None,
    )


def language_of(hass: HomeAssistant, llm_context: LLMContext) -> str:
    """Return the language of a call: the home's for a caller that names none, or any, as the MCP server does."""
    return hass.config.language if llm_context.language in (None, MATCH_ALL) else llm_context.language


def told(turn: Turn) -> ToolResult:
    """Return what a model is told of a turn: what came of it, and only verified changes as changes."""
    told: Any = {
        "status": turn.status.value,
        "answer": turn.answer,
        "turn_id": turn.turn_id,
        "agent": turn.profile,
        "changes": [
            {"entity_id": change.entity_id, "name": change.name, "state": change.after.get("state")}
            for change in turn.changes
            if change.verified
        ],
        "waits_for_a_person": turn.status is Status.ASKED,
    }
    return ToolResult(data=told, error=turn.status in (Status.REFUSED, Status.FAILED, Status.NOT_UNDERSTOOD))


def result(**data: Any) -> ToolResult:
    """Return data as the result of a tool."""
    return ToolResult(data=data)
