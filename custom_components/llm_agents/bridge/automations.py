"""Write an automation as the automation editor does: into automations.yaml, checked first, and loaded at once.

It is put at the end of the file as it stands, so that comments and `!secret` of other automations stay; only where the
file is written otherwise than the editor does is it written anew, and never where that would put secrets into it.
"""

import asyncio
from pathlib import Path
from typing import Any

import voluptuous as vol

from homeassistant.components.automation import DOMAIN as AUTOMATION_DOMAIN
from homeassistant.components.automation.config import async_validate_config_item
from homeassistant.config import AUTOMATION_CONFIG_PATH
from homeassistant.const import CONF_ID, SERVICE_RELOAD
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util.file import write_utf8_file_atomic
from homeassistant.util.yaml import dump, parse_yaml

_TAG = "!"


class AutomationsNotInUse(HomeAssistantError):
    """automations.yaml is not read by this Home Assistant, or cannot be written safely."""


class AutomationChanged(HomeAssistantError):
    """Somebody edited an automation that was to be taken away."""


class AutomationWriter:
    """Adds automations to automations.yaml and takes them out again, one at a time."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Write for a Home Assistant."""
        self._hass = hass
        self._path = Path(hass.config.path(AUTOMATION_CONFIG_PATH))
        self._lock = asyncio.Lock()

    async def add(self, config: dict[str, Any]) -> None:
        """Add an automation, or put it in the place of the one of its id, and load it.

        Raises `AutomationsNotInUse`, and `HomeAssistantError` where Home Assistant's own check refuses the automation.
        """
        if not self._hass.services.has_service(AUTOMATION_DOMAIN, SERVICE_RELOAD):
            raise AutomationsNotInUse
        try:
            await async_validate_config_item(self._hass, config[CONF_ID], config)
        except vol.Invalid as err:
            raise HomeAssistantError(str(err)) from err
        async with self._lock:
            before = await self._hass.async_add_executor_job(_write, self._path, config)
            try:
                await self._load(config[CONF_ID])
            except AutomationsNotInUse:
                await self._hass.async_add_executor_job(_put_back, self._path, before)
                raise

    @callback
    def has(self, automation_id: str) -> bool:
        """Return whether there is an automation of an id."""
        return (
            er.async_get(self._hass).async_get_entity_id(AUTOMATION_DOMAIN, AUTOMATION_DOMAIN, automation_id)
            is not None
        )

    async def remove(self, config: dict[str, Any]) -> None:
        """Take away an automation that stands as it was added, with its entity; one that is gone already is no fault.

        Raises `AutomationChanged` for one that was edited since, `AutomationsNotInUse` where the file cannot be written.
        """
        async with self._lock:
            await self._hass.async_add_executor_job(_take_out, self._path, config)
            registry = er.async_get(self._hass)
            entity_id = registry.async_get_entity_id(AUTOMATION_DOMAIN, AUTOMATION_DOMAIN, config[CONF_ID])
            if entity_id is not None:
                registry.async_remove(entity_id)

    async def _load(self, automation_id: str) -> None:
        await self._hass.services.async_call(AUTOMATION_DOMAIN, SERVICE_RELOAD, {CONF_ID: automation_id}, blocking=True)
        registry = er.async_get(self._hass)
        entity_id = registry.async_get_entity_id(AUTOMATION_DOMAIN, AUTOMATION_DOMAIN, automation_id)
        if entity_id is None or self._hass.states.get(entity_id) is None:
            raise AutomationsNotInUse


def as_yaml(config: dict[str, Any]) -> str:
    """Return an automation as one writes it by hand, to be pasted."""
    return dump([config])


def _write(path: Path, config: dict[str, Any]) -> str | None:
    """Put an automation into the file; return what the file was, `None` where there was none."""
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    known = _parsed(before or "")
    kept = [item for item in known if item.get(CONF_ID) != config[CONF_ID]]
    wanted = [*kept, config]
    text = f"{before.rstrip()}\n{dump([config])}" if before and known else dump([config])
    if len(kept) < len(known) or _reads_as(text) != wanted:
        if _TAG in (before or ""):
            raise AutomationsNotInUse
        text = dump(wanted)
    write_utf8_file_atomic(str(path), text)
    return before


def _take_out(path: Path, config: dict[str, Any]) -> None:
    """Take an automation out of the file; all else in it stays as it is written, where that can be."""
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    known = _parsed(before)
    found = next((item for item in known if item.get(CONF_ID) == config[CONF_ID]), None)
    if found is None:
        return
    if found != config:
        raise AutomationChanged
    wanted = [item for item in known if item.get(CONF_ID) != config[CONF_ID]]
    text = before.replace(dump([config]), "", 1)
    if (_reads_as(text) if text.strip() else []) != wanted:
        if _TAG in before:
            raise AutomationsNotInUse
        text = dump(wanted)
    write_utf8_file_atomic(str(path), text if wanted or text.strip() else dump([]))


def _parsed(text: str) -> list[dict[str, Any]]:
    found = _reads_as(text) if text.strip() else []
    if found is None:
        found = []
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise AutomationsNotInUse
    return found


def _reads_as(text: str) -> Any:
    """Return what a text is as YAML; a file that cannot be read is not touched."""
    try:
        return parse_yaml(text)
    except HomeAssistantError:
        if _TAG in text:
            raise AutomationsNotInUse from None
        return "unreadable"


def _put_back(path: Path, before: str | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write_utf8_file_atomic(str(path), before)
