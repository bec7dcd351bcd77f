"""Questions asked aloud: by the voice satellite of the room that they are about, and answered there."""

import asyncio
from collections.abc import Awaitable, Callable
import logging

from homeassistant.const import ATTR_SUPPORTED_FEATURES
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import DOMAIN
from ..core.agents.approvals import Approval, Fate
from .notifying import Answerer

_LOGGER = logging.getLogger(__name__)

_SATELLITE = "assist_satellite"
_ANSWER_WITHIN = 60.0
"""Seconds that a satellite may take to ask and to listen."""

type Consents = Callable[[str, str], Awaitable[bool | None]]
"""Return whether words of a language are a yes or a no."""


class Speaker:
    """Asks aloud what nobody was there to hear.

    Only what belongs to nobody: of whom a satellite hears nothing is known, so a person's question is not told
    to the room, and a PIN is not spoken into it.
    """

    def __init__(self, hass: HomeAssistant, answer: Answerer, consents: Consents) -> None:
        """Ask in the rooms of a home."""
        self._hass = hass
        self._answer = answer
        self._consents = consents
        self._asking: dict[str, asyncio.Task[None]] = {}

    @callback
    def close(self) -> None:
        """Stop to ask; the questions wait on."""
        for task in self._asking.values():
            task.cancel()

    @callback
    def on_change(self, approval: Approval, fate: Fate) -> None:
        """Ask a question aloud, or stop to wait for an answer that came from elsewhere."""
        if fate is not Fate.REQUESTED:
            if (task := self._asking.pop(approval.turn_id, None)) is not None:
                task.cancel()
            return
        area_id = approval.asker.area_id
        if not approval.unattended or approval.asker.user_id is not None or approval.pin or area_id is None:
            return
        if (satellite := satellite_in(self._hass, area_id)) is None:
            return
        task = self._hass.async_create_background_task(
            self._ask(approval, satellite), f"{DOMAIN} ask aloud", eager_start=False
        )
        self._asking[approval.turn_id] = task
        task.add_done_callback(lambda _: self._asking.pop(approval.turn_id, None))

    async def _ask(self, approval: Approval, satellite: str) -> None:
        context = Context()
        try:
            async with asyncio.timeout(_ANSWER_WITHIN):
                heard = await self._hass.services.async_call(
                    _SATELLITE,
                    "ask_question",
                    {"entity_id": satellite, "question": approval.question},
                    blocking=True,
                    return_response=True,
                    context=context,
                )
        except (HomeAssistantError, TimeoutError) as err:
            _LOGGER.debug("Nobody answered at %s: %s", satellite, err)
            return
        words = str((heard or {}).get("sentence") or "")
        agreed = await self._consents(words, approval.language)
        if agreed is None:
            return
        self._asking.pop(approval.turn_id, None)  # that the question closes now is its own answer
        try:
            turn = await self._answer(agreed, approval.turn_id, context, None)
        except HomeAssistantError as err:
            await self._say(satellite, str(err), context)
            return
        await self._say(satellite, turn.answer, context)

    async def _say(self, satellite: str, text: str, context: Context) -> None:
        try:
            await self._hass.services.async_call(
                _SATELLITE,
                "announce",
                {"entity_id": satellite, "message": text, "preannounce": False},
                blocking=True,
                context=context,
            )
        except HomeAssistantError as err:
            _LOGGER.debug("%s could not tell what came of an answer: %s", satellite, err)


@callback
def satellite_in(hass: HomeAssistant, area_id: str) -> str | None:
    """Return a voice satellite of a room that is idle and can begin to speak by itself."""
    if _SATELLITE not in hass.config.components:
        return None
    # Only loaded when satellites are: they bring packages of their own.
    from homeassistant.components.assist_satellite.entity import AssistSatelliteEntityFeature, AssistSatelliteState

    entities, devices = er.async_get(hass), dr.async_get(hass)
    for state in hass.states.async_all(_SATELLITE):
        entry = entities.async_get(state.entity_id)
        if entry is None or state.state != AssistSatelliteState.IDLE:
            continue
        device = devices.async_get(entry.device_id) if entry.device_id else None
        able = state.attributes.get(ATTR_SUPPORTED_FEATURES, 0) & AssistSatelliteEntityFeature.START_CONVERSATION
        if able and (entry.area_id or (device.area_id if device else None)) == area_id:
            return state.entity_id
    return None
