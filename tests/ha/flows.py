"""Steps through the flows of the integration."""

from typing import Any

from custom_components.llm_agents.const import DOMAIN
from homeassistant.core import HomeAssistant


async def start(hass: HomeAssistant, source: str, data: Any = None) -> dict[str, Any]:
    return dict(await hass.config_entries.flow.async_init(DOMAIN, context={"source": source}, data=data))


async def go_on(hass: HomeAssistant, flow: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    result = dict(await hass.config_entries.flow.async_configure(flow["flow_id"], answer))
    await hass.async_block_till_done()
    return result
