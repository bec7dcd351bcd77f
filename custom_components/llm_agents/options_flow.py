"""What the owner may set: when to ask, how long to wait for states, how long to remember."""

from typing import Any

import voluptuous as vol

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
)

from .approvals import Bring
from .backend_form import options_data, options_fields, options_form
from .const import (
    CONF_ASK_ALOUD,
    CONF_CONFIRM,
    CONF_NOTIFY_APPROVALS,
    CONF_RETENTION_DAYS,
    CONF_VERIFY_TIMEOUT,
    DEFAULT_RETENTION_DAYS,
    DEFAULT_VERIFY_TIMEOUT,
)
from .core.agents.policy import Confirm

_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_CONFIRM, default=Confirm.RISKY.value): SelectSelector(
            SelectSelectorConfig(options=[level.value for level in Confirm], translation_key=CONF_CONFIRM)
        ),
        vol.Required(CONF_VERIFY_TIMEOUT, default=DEFAULT_VERIFY_TIMEOUT): NumberSelector(
            NumberSelectorConfig(min=0.5, max=10, step=0.5, unit_of_measurement="s", mode=NumberSelectorMode.BOX)
        ),
        vol.Required(CONF_RETENTION_DAYS, default=DEFAULT_RETENTION_DAYS): vol.All(
            NumberSelector(NumberSelectorConfig(min=1, max=3650, unit_of_measurement="d", mode=NumberSelectorMode.BOX)),
            vol.Coerce(int),
        ),
        vol.Required(CONF_NOTIFY_APPROVALS, default=Bring.NEVER.value): SelectSelector(
            SelectSelectorConfig(options=[bring.value for bring in Bring], translation_key=CONF_NOTIFY_APPROVALS)
        ),
        vol.Required(CONF_ASK_ALOUD, default=False): BooleanSelector(),
    }
)


class LlmAgentsOptionsFlow(OptionsFlow):
    """Changes the options; the entry is reloaded with them."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the options and keep them."""
        if user_input is not None:
            return self.async_create_entry(data={**user_input, **options_data(user_input)})
        options = self.config_entry.options
        schema = _SCHEMA.extend(options_fields(self.hass, self.config_entry))
        shown = {**options, **options_form(options)}
        return self.async_show_form(step_id="init", data_schema=self.add_suggested_values_to_schema(schema, shown))
