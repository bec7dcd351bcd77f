"""Devices of a test home: registry entries, states, and actions that the states follow."""

import asyncio
from collections.abc import Mapping
from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import area_registry as ar, entity_registry as er

FOLLOWS: Mapping[str, Mapping[str, str]] = {
    "light": {"turn_on": "on", "turn_off": "off"},
    "lock": {"lock": "locked", "unlock": "unlocked"},
}


class FollowingDevices:
    """Adds devices to a home and carries out their actions.

    `broken` ones raise, `stuck` ones stay as they are, and all wait while `open` is not set.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Register the actions of the domains that are known here."""
        self._hass = hass
        self.calls: list[ServiceCall] = []
        self.broken: set[str] = set()
        self.stuck: set[str] = set()
        self.called = asyncio.Event()
        self.open = asyncio.Event()
        self.open.set()
        for domain, services in FOLLOWS.items():
            for service in services:
                hass.services.async_register(domain, service, self._carry_out)

    def add(
        self, entity_id: str, name: str, area: str | None, state: str, *, exposed: bool = True, **options: Any
    ) -> er.RegistryEntry:
        """Add a device that is registered, in an area and exposed to Assist, or not."""
        domain, object_id = entity_id.split(".")
        registry = er.async_get(self._hass)
        entry = registry.async_get_or_create(
            domain, "test", object_id, suggested_object_id=object_id, original_name=name, **options
        )
        if area is not None:
            areas = ar.async_get(self._hass)
            entry = registry.async_update_entity(entity_id, area_id=areas.async_get_or_create(area).id)
        async_expose_entity(self._hass, "conversation", entity_id, exposed)
        self._hass.states.async_set(entity_id, state, {"friendly_name": name})
        return entry

    def state(self, entity_id: str) -> str:
        """Return the state of a device."""
        state = self._hass.states.get(entity_id)
        assert state is not None, entity_id
        return state.state

    async def _carry_out(self, call: ServiceCall) -> None:
        self.calls.append(call)
        self.called.set()
        await self.open.wait()
        for entity_id in call.data["entity_id"]:
            if entity_id in self.broken:
                raise HomeAssistantError(f"{entity_id} is broken")
            state = self._hass.states.get(entity_id)
            if state is not None and entity_id not in self.stuck:
                wished = FOLLOWS[call.domain][call.service]
                self._hass.states.async_set(entity_id, wished, state.attributes, context=call.context)
