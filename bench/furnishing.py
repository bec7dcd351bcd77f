"""The home of a benchmark inside Home Assistant: rooms, devices, satellites, timers, and their state before a case."""

from collections.abc import Mapping, Sequence
from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.intent import async_register_timer_handler
from homeassistant.components.intent.const import TIMER_DATA
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    intent,
)
from homeassistant.setup import async_setup_component

from .homes import Spec
from .judging import Snapshot

_ASSISTANT = "conversation"
_SCRIPT_RAN = "bench_script_ran"
NOWHERE = "nowhere"
"""The room of a satellite that is in none."""


class Furniture:
    """The things of one home, put in their places once and back into their states before each case."""

    def __init__(self, hass: HomeAssistant, home: Spec, entry: ConfigEntry[Any]) -> None:
        """Furnish a home whose devices an entry has made."""
        self._hass = hass
        self._home = home
        self._entry = entry
        self.devices: dict[str, Any] = entry.runtime_data
        self.area_ids: dict[str, str] = {}
        self._device_ids: dict[str, str] = {}
        self._satellites: dict[str, str] = {}
        self._still: dict[str, Spec] = {}
        self._runs: dict[str, int] = {}

    async def arrange(self) -> None:
        """Make floors, rooms, devices and scripts, name everything, and expose what the home exposes."""
        self._make_rooms()
        self._make_devices()
        scripts = {}
        for spec in self._home["entities"]:
            domain, _, name = spec["entity_id"].partition(".")
            if spec["entity_id"] in self.devices:
                self._place(spec)
            elif domain == "script":
                event = {"event": _SCRIPT_RAN, "event_data": {"entity_id": spec["entity_id"]}}
                scripts[name] = {"alias": spec["name"], "sequence": [event]}
            else:
                self._still[spec["entity_id"]] = spec
                self._show_still(spec["entity_id"], {})
        await self._make_scripts(scripts)
        for spec in self._home["entities"]:
            async_expose_entity(self._hass, _ASSISTANT, spec["entity_id"], spec.get("expose", True))
        await self._hass.async_block_till_done()

    def _make_rooms(self) -> None:
        floors, areas = fr.async_get(self._hass), ar.async_get(self._hass)
        floor_ids = {}
        for floor in self._home.get("floors") or ():
            made = floors.async_create(floor["name"], aliases=set(floor.get("aliases") or ()))
            floor_ids[floor["id"]] = made.floor_id
        for area in self._home.get("areas") or ():
            aliases = set(area.get("aliases") or ())
            room = areas.async_create(area["name"], aliases=aliases, floor_id=floor_ids.get(area.get("floor")))
            self.area_ids[area["id"]] = room.id

    def _make_devices(self) -> None:
        registry = dr.async_get(self._hass)
        for spec in self._home.get("devices") or ():
            device = registry.async_get_or_create(
                config_entry_id=self._entry.entry_id,
                identifiers={("bench_home", spec["id"])},
                name=spec["name"],
                manufacturer=spec.get("manufacturer"),
                model=spec.get("model"),
            )
            if spec.get("area"):
                registry.async_update_device(device.id, area_id=self.area_ids[spec["area"]])
            self._device_ids[spec["id"]] = device.id

    def _place(self, spec: Spec) -> None:
        registry = er.async_get(self._hass)
        changes: dict[str, Any] = {}
        area = None
        if device := next((d for d in self._home.get("devices") or () if d["id"] == spec.get("device")), None):
            changes["device_id"] = self._device_ids[device["id"]]
            area = device.get("area")
        if aliases := spec.get("aliases"):
            changes["aliases"] = [er.COMPUTED_NAME, *aliases]
        if changes:
            registry.async_update_entity(spec["entity_id"], **changes)
        if spec.get("area") and spec["area"] != area:  # what is named like its device has its device's room
            registry.async_update_entity(spec["entity_id"], area_id=self.area_ids[spec["area"]])

    async def _make_scripts(self, scripts: Mapping[str, Any]) -> None:
        if not scripts:
            return
        self._runs = dict.fromkeys((f"script.{name}" for name in scripts), 0)

        @callback
        def count(event: Event) -> None:
            self._runs[event.data["entity_id"]] += 1

        self._hass.bus.async_listen(_SCRIPT_RAN, count)
        await async_setup_component(self._hass, "script", {"script": dict(scripts)})
        await self._hass.async_block_till_done()
        registry = er.async_get(self._hass)
        for spec in self._home["entities"]:
            if spec["entity_id"] in self._runs and spec.get("area"):
                registry.async_update_entity(spec["entity_id"], area_id=self.area_ids[spec["area"]])

    def _show_still(self, entity_id: str, now: Mapping[str, Any]) -> None:
        """Show a thing that no device stands behind, as a person."""
        spec = self._still[entity_id]
        attributes = {"friendly_name": spec["name"], **(spec.get("attributes") or {}), **(now.get("attributes") or {})}
        self._hass.states.async_set(entity_id, str(now.get("state", spec.get("state") or "unknown")), attributes)

    def satellite(self, room: str) -> str:
        """Return the device of a voice satellite in a room; it can ring timers."""
        if room not in self._satellites:
            registry = dr.async_get(self._hass)
            device = registry.async_get_or_create(
                config_entry_id=self._entry.entry_id,
                identifiers={("bench_home", f"satellite_{room}")},
                name=f"Satellite {room}",
            )
            if room in self.area_ids:
                registry.async_update_device(device.id, area_id=self.area_ids[room])
            async_register_timer_handler(self._hass, device.id, lambda *_: None)
            self._satellites[room] = device.id
        return self._satellites[room]

    def device_id(self, device: str) -> str:
        """Return the id of one of the home's devices."""
        return self._device_ids[device]

    async def reset(self, setup: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """Put every device back into the state of its spec, and some into that of a case; no timer is left."""
        for device in self.devices.values():
            device.reset()
        for entity_id, now in (setup or {}).items():
            if entity_id in self.devices:
                put = self.devices[entity_id].put
                put(now.get("state"), now.get("attributes") or {}, now.get("truth") or {})
            elif entity_id in self._still:
                self._show_still(entity_id, now)
        for device in self.devices.values():
            device.show()
        self._runs = dict.fromkeys(self._runs, 0)
        self.stop_timers()
        for handler in intent.async_get(self._hass):
            # what a voice paused last is remembered by the handler of "resume"
            last: Any = getattr(handler, "last_paused", None)
            if hasattr(last, "clear"):
                last.clear()
        await self._hass.async_block_till_done()

    async def start_timers(self, timers: Sequence[Mapping[str, Any]], device_id: str) -> None:
        """Start the timers of a case; those with an `area` on the satellite there."""
        for timer in timers:
            slots = {name: {"value": value} for name, value in timer.items() if name != "area"}
            on = self.satellite(timer["area"]) if timer.get("area") else device_id
            await intent.async_handle(self._hass, "bench", "HassStartTimer", slots, device_id=on, assistant=_ASSISTANT)
        await self._hass.async_block_till_done()

    def stop_timers(self) -> None:
        """Stop all timers."""
        manager = self._hass.data[TIMER_DATA]
        for timer_id in list(manager.timers):
            manager.cancel_timer(timer_id)

    def timers(self) -> list[dict[str, Any]]:
        """Return the timers there are."""
        return [
            {
                "seconds": round(timer.seconds_left),
                "name": timer.name,
                "command": timer.conversation_command,
                "active": timer.is_active,
            }
            for timer in self._hass.data[TIMER_DATA].timers.values()
        ]

    def snapshot(self) -> Snapshot:
        """Return what every device is, how often each script ran, and the states of the rest."""
        found: dict[str, dict[str, Any]] = {name: dict(device.truth) for name, device in self.devices.items()}
        found |= {entity_id: {"runs": runs} for entity_id, runs in self._runs.items()}
        for entity_id in self._still:
            state = self._hass.states.get(entity_id)
            found[entity_id] = {"state": state.state if state else None}
        return found
