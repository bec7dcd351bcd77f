"""A real Home Assistant core in this process, furnished with a benchmark's home."""

import atexit
from collections.abc import Mapping, Sequence
import contextlib
import functools
from pathlib import Path
import shutil
import socket
import sys
import tempfile
from types import MappingProxyType
from typing import Any, Self

from homeassistant import auth, bootstrap, config_entries, loader
from homeassistant.components.conversation import async_get_agent
from homeassistant.components.conversation.default_agent import DefaultAgent
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.unit_system import METRIC_SYSTEM, US_CUSTOMARY_SYSTEM

from .furnishing import Furniture
from .homes import Spec
from .listening import Listener

ROOT = Path(__file__).resolve().parents[1]
CORE_AGENT, OUR_AGENT = "conversation.home_assistant", "conversation.llm_agents"
# As in any installation; the others need packages, or work in the background that no sentence is about.
_LEFT_OUT = frozenset(
    [
        "ai_task",
        "assist_satellite",
        "calendar",
        "camera",
        "conversation",
        "device_tracker",
        "geo_location",
        "image",
        "image_processing",
        "infrared",
        "notify",
        "radio_frequency",
        "stt",
        "todo",
        "tts",
        "wake_word",
    ]
)

# `custom_components` is a namespace of the repository's integrations and the benchmarks' devices.
if str(ROOT / "bench") not in sys.path:
    sys.path.append(str(ROOT / "bench"))


@functools.cache
def _folder() -> Path:
    """Return the configuration folder of this process."""
    folder = Path(tempfile.mkdtemp(prefix="llm-agents-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _empty_folder() -> Path:
    """Return the configuration folder without what an earlier home left there."""
    folder = _folder()
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return folder


class BenchCore:
    """Starts core with an empty storage, a home and both agents; use it as a context.

    `app` is what our entry is told of an app: its `host`, `port` and `token`; `backends` are its other models.
    """

    def __init__(
        self,
        home: Spec,
        language: str = "en",
        *,
        app: Mapping[str, Any] | None = None,
        backends: Sequence[config_entries.ConfigSubentryDataWithId] = (),
    ) -> None:
        """Describe the home."""
        self.home = home
        self.language = language
        self.hass: HomeAssistant
        self.furniture: Furniture
        self.listener: Listener
        self._app = app
        self._backends = backends

    async def __aenter__(self) -> Self:
        """Boot and furnish."""
        hass = self.hass = HomeAssistant(str(_empty_folder()))
        loader.async_setup(hass)
        hass.config.skip_pip = True
        hass.config.language = self.language
        hass.config.country = self.home.get("country") or "NL"
        hass.config.units = US_CUSTOMARY_SYSTEM if self.home.get("temperature_unit") == "F" else METRIC_SYSTEM
        hass.config.latitude, hass.config.longitude = 52.37, 4.89  # the sun rises and sets there
        await hass.config.async_set_time_zone("Europe/Amsterdam")
        hass.config_entries = config_entries.ConfigEntries(hass, {"_": "bench"})
        await bootstrap.async_load_base_functionality(hass)
        hass.auth = await auth.auth_manager_from_config(hass, [{"type": "homeassistant"}], [])
        await self._set_up_components()
        hass.set_state(CoreState.running)
        self.furniture = Furniture(hass, self.home, await self.add_entry("bench_home", {"entities": self._entities()}))
        await self.furniture.arrange()
        ours = await self.add_entry("llm_agents", {"app": dict(self._app)} if self._app else {}, self._backends)
        self.listener = Listener(ours.runtime_data)
        await hass.async_block_till_done()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        self.furniture.stop_timers()
        await self.hass.async_stop(force=True)

    def _entities(self) -> list[Spec]:
        return list(self.home["entities"])

    async def _set_up_components(self) -> None:
        # http binds its socket while setting up: loopback and a free port
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        http = {"http": {"server_host": ["127.0.0.1"], "server_port": port}}
        for component in ("homeassistant", "http", "conversation", "intent"):
            if not await async_setup_component(self.hass, component, http if component == "http" else {}):
                raise RuntimeError(f"{component} failed to set up")
        # settings of `http` from YAML are on trial and would be reverted after five minutes
        with contextlib.suppress(ImportError):
            from homeassistant.components.http.config import async_get_and_load_store

            (await async_get_and_load_store(self.hass)).async_cancel_revert()
        # so that their intents exist even where the home has no such device
        for component in sorted(bootstrap.BASE_PLATFORMS - _LEFT_OUT):
            await async_setup_component(self.hass, component, {})

    async def add_entry(
        self, domain: str, data: Mapping[str, Any], subentries: Sequence[config_entries.ConfigSubentryDataWithId] = ()
    ) -> config_entries.ConfigEntry[Any]:
        """Set an integration up; raise `RuntimeError` where it does not load."""
        integration = await loader.async_get_integration(self.hass, domain)
        await integration.async_get_platform("config_flow")
        flow = config_entries.HANDLERS[domain]
        entry: config_entries.ConfigEntry[Any] = config_entries.ConfigEntry(
            data=dict(data),
            options={},
            domain=domain,
            title=domain,
            version=flow.VERSION,
            minor_version=flow.MINOR_VERSION,
            source=config_entries.SOURCE_USER,
            unique_id=domain,
            discovery_keys=MappingProxyType({}),
            subentries_data=subentries,
        )
        await self.hass.config_entries.async_add(entry)
        await self.hass.async_block_till_done()
        if entry.state is not config_entries.ConfigEntryState.LOADED:
            raise RuntimeError(f"{domain} did not load: {entry.reason}")
        return entry

    async def forget_sentences(self) -> None:
        """Let Home Assistant's recognisers forget what they read, so that no agent profits by the other."""
        agent = async_get_agent(self.hass)
        if isinstance(agent, DefaultAgent):
            agent._intent_cache.clear()  # noqa: SLF001 - there is no other way to keep the language's data
