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
    CONF_APPROVAL_MINUTES,
    CONF_ASK_ALOUD,
    CONF_CONFIRM,
    CONF_HABITS,
    CONF_NOTIFY_APPROVALS,
    CONF_PINS,
    CONF_PREDICTIONS,
    CONF_RETENTION_DAYS,
    CONF_VERIFY_TIMEOUT,
    DEFAULT_APPROVAL_MINUTES,
    DEFAULT_RETENTION_DAYS,
    DEFAULT_VERIFY_TIMEOUT,
)
from .core.agents.pins import PinError
from .core.agents.policy import Confirm
from .pin_form import pin_data, pin_fields, pins_of

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
        vol.Required(CONF_APPROVAL_MINUTES, default=DEFAULT_APPROVAL_MINUTES): vol.All(
            NumberSelector(
                NumberSelectorConfig(min=1, max=1440, unit_of_measurement="min", mode=NumberSelectorMode.BOX)
            ),
            vol.Coerce(int),
        ),
        vol.Required(CONF_NOTIFY_APPROVALS, default=Bring.NEVER.value): SelectSelector(
            SelectSelectorConfig(options=[bring.value for bring in Bring], translation_key=CONF_NOTIFY_APPROVALS)
        ),
        vol.Required(CONF_ASK_ALOUD, default=False): BooleanSelector(),
        vol.Required(CONF_HABITS, default=True): BooleanSelector(),
        vol.Required(CONF_PREDICTIONS, default=True): BooleanSelector(),
    }
)


class LlmAgentsOptionsFlow(OptionsFlow):
    """Changes the options; the entry is reloaded with them."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the options and keep them."""
        options = self.config_entry.options
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                pins = await pin_data(self.hass, options, user_input)
            except PinError:
                errors = {"base": "bad_pin"}
            else:
                settings = {name: value for name, value in user_input.items() if name != CONF_PINS}
                return self.async_create_entry(data={**settings, **options_data(user_input), **pins})
        schema = _SCHEMA.extend(options_fields(self.hass, self.config_entry)).extend(await pin_fields(self.hass))
        shown = user_input or {**options, **options_form(options)}
        kept = {name: value for name, value in shown.items() if name != CONF_PINS}  # nothing of a PIN is shown
        pins_set = pins_of(options)
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(schema, kept),
            description_placeholders={"pins": str(len(pins_set.people) + bool(pins_set.household))},
            errors=errors,
        )
