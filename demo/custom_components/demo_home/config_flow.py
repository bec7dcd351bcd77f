"""The demo home comes from `demo_home:` in the configuration, or from the interface with an empty form."""

from typing import Any

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult

from .const import DOMAIN


class DemoHomeFlow(ConfigFlow, domain=DOMAIN):
    """Create the one entry."""

    async def async_step_import(self, data: dict[str, Any]) -> ConfigFlowResult:
        """Take up what the configuration says."""
        return self.async_create_entry(title="Demo home", data=data)

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask nothing but a confirmation."""
        if user_input is None:
            return self.async_show_form(step_id="user")
        return self.async_create_entry(title="Demo home", data={})
