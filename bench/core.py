"""A real Home Assistant core in this process, furnished with a benchmark's home."""

import atexit
import contextlib
import functools
from pathlib import Path
import shutil
import socket
import tempfile
from types import MappingProxyType
from typing import Any, Self

from homeassistant import auth, bootstrap, config_entries, loader
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)
from homeassistant.setup import async_setup_component

from .homes import FLOORS, Spec

ROOT = Path(__file__).resolve().parents[1]
INTEGRATIONS = (ROOT / "custom_components" / "llm_agents", ROOT / "bench" / "custom_components" / "bench_home")
CORE_AGENT, OUR_AGENT = "conversation.home_assistant", "conversation.llm_agents"
DOMAINS = (
    "light switch cover climate fan media_player lock sensor binary_sensor vacuum valve humidifier todo weather intent"
)


@functools.cache
def _folder() -> Path:
    """Return the configuration folder of this process: Python keeps where it imported the integrations from."""
    folder = Path(tempfile.mkdtemp(prefix="llm-agents-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    components = folder / "custom_components"
    components.mkdir()
    (components / "__init__.py").touch()
    for integration in INTEGRATIONS:
        (components / integration.name).symlink_to(integration)
    return folder


def _empty_folder() -> Path:
    """Return the configuration folder without what an earlier home left there."""
    folder = _folder()
    for path in folder.iterdir():
        if path.name != "custom_components":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return folder


class BenchCore:
    """Starts core with an empty storage, the home of the specs, and both agents; use it as a context."""

    def __init__(self, entities: list[Spec], rooms: dict[str, tuple[str, str]]) -> None:
        """Describe the home: entity specs and `room: (title, floor)`."""
        self.entities = entities
        self.rooms = rooms
        self.hass: HomeAssistant

    async def __aenter__(self) -> Self:
        """Boot and furnish."""
        hass = self.hass = HomeAssistant(str(_empty_folder()))
        loader.async_setup(hass)
        hass.config.skip_pip = True
        hass.config.language = "en"
        hass.config_entries = config_entries.ConfigEntries(hass, {"_": "bench"})
        await bootstrap.async_load_base_functionality(hass)
        hass.auth = await auth.auth_manager_from_config(hass, [{"type": "homeassistant"}], [])
        await self._set_up_components()
        hass.set_state(CoreState.running)
        self._make_rooms()
        await self._add_entry("bench_home", {"entities": self.entities})
        self._furnish()
        await self._add_entry("llm_agents", {})
        await hass.async_block_till_done()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.hass.async_stop(force=True)

    async def _set_up_components(self) -> None:
        # http binds its socket while setting up: loopback and a free port
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        http = {"http": {"server_host": ["127.0.0.1"], "server_port": port}}
        for component in ("homeassistant", "http", "conversation", *DOMAINS.split()):
            if not await async_setup_component(self.hass, component, http if component == "http" else {}):
                raise RuntimeError(f"{component} failed to set up")
        # settings of `http` from YAML are on trial and would be reverted after five minutes
        with contextlib.suppress(ImportError):
            from homeassistant.components.http.config import async_get_and_load_store

            (await async_get_and_load_store(self.hass)).async_cancel_revert()

    def _make_rooms(self) -> None:
        floors, areas = fr.async_get(self.hass), ar.async_get(self.hass)
        floor_ids = {floor: floors.async_create(title).floor_id for floor, title in FLOORS.items()}
        self.area_ids = {
            room: areas.async_create(title, floor_id=floor_ids[floor]).id for room, (title, floor) in self.rooms.items()
        }

    def _furnish(self) -> None:
        registry = er.async_get(self.hass)
        for spec in self.entities:
            if room := spec.get("area"):
                registry.async_update_entity(spec["entity_id"], area_id=self.area_ids[room])
            async_expose_entity(self.hass, "conversation", spec["entity_id"], True)

    async def _add_entry(self, domain: str, data: dict[str, Any]) -> None:
        integration = await loader.async_get_integration(self.hass, domain)
        version, minor = 1, 1
        if integration.config_flow:
            await integration.async_get_platform("config_flow")
            flow = config_entries.HANDLERS[domain]
            version, minor = flow.VERSION, flow.MINOR_VERSION
        entry = config_entries.ConfigEntry(
            data=data,
            options={},
            domain=domain,
            title=domain,
            version=version,
            minor_version=minor,
            source=config_entries.SOURCE_USER,
            unique_id=domain,
            discovery_keys=MappingProxyType({}),
            subentries_data=None,
        )
        await self.hass.config_entries.async_add(entry)
        await self.hass.async_block_till_done()
        if entry.state is not config_entries.ConfigEntryState.LOADED:
            raise RuntimeError(f"{domain} did not load: {entry.reason}")

    def satellite(self, room: str) -> str:
        """Return the device of a voice satellite in a room."""
        devices = dr.async_get(self.hass)
        entry = self.hass.config_entries.async_entries("bench_home")[0]
        device = devices.async_get_or_create(
            config_entry_id=entry.entry_id, identifiers={("bench_home", f"satellite_{room}")}, name=f"Satellite {room}"
        )
        devices.async_update_device(device.id, area_id=self.area_ids[room])
        return device.id

    async def reset(self) -> None:
        """Put every device back into the state of its spec."""
        for entity in self.hass.config_entries.async_entries("bench_home")[0].runtime_data:
            entity.reset()
        await self.hass.async_block_till_done()

    def snapshot(self) -> dict[str, dict[str, Any]]:
        """Return state and attributes of every device of the home."""
        found = {}
        for spec in self.entities:
            state = self.hass.states.get(spec["entity_id"])
            assert state
            found[spec["entity_id"]] = {"state": state.state, **state.attributes}
        return found
