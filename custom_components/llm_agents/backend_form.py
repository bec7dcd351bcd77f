"""The forms of backends and of the budget of all: their fields, and what they come to."""

from collections.abc import Mapping, Sequence
from typing import Any

import voluptuous as vol

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_API_KEY, CONF_ENTITY_ID, CONF_MODEL, CONF_NAME, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .bridge.backend_models import CONF_IMAGES, BackendKind
from .bridge.backends import APP_ID
from .const import CONF_APP, CONF_BACKEND_ORDER, CONF_BUDGET, NAME, SUBENTRY_BACKEND
from .fields import SECRET, number, several_of

CONF_PRICES = "prices"
CONF_TRUSTED = "trusted"
CONF_LOCAL = "local"
_SOFT = "soft"
_DEFAULT_SOFT = 80

_URL = TextSelector(TextSelectorConfig(type=TextSelectorType.URL))


def server_schema(kind: BackendKind) -> vol.Schema:
    """Return the fields that say where a backend is."""
    if kind is BackendKind.AI_TASK:
        return vol.Schema({vol.Required(CONF_ENTITY_ID): EntitySelector(EntitySelectorConfig(domain="ai_task"))})
    return vol.Schema({vol.Required(CONF_URL): _URL, vol.Optional(CONF_API_KEY): SECRET})


def model_schema(models: Sequence[str], currency: str, kind: BackendKind) -> vol.Schema:
    """Return the fields that say what a backend is: its model, whether it is believed, its prices and its budget."""
    fields: dict[Any, Any] = {}
    if kind is not BackendKind.AI_TASK:
        fields[vol.Required(CONF_MODEL)] = model_selector(models)
    fields |= {
        vol.Optional(CONF_NAME): TextSelector(),
        vol.Required(CONF_TRUSTED): BooleanSelector(),
        vol.Required(CONF_LOCAL): BooleanSelector(),
    }
    if kind is BackendKind.OPENAI:
        fields[vol.Required(CONF_IMAGES, default=False)] = BooleanSelector()
    fields |= {
        vol.Required(CONF_PRICES): section(_prices(currency), {"collapsed": True}),
        vol.Required(CONF_BUDGET): section(vol.Schema(budget_fields(currency)), {"collapsed": True}),
    }
    return vol.Schema(fields)


def model_selector(models: Sequence[str]) -> SelectSelector:
    """Choose among the models of a server, or write another name."""
    return SelectSelector(
        SelectSelectorConfig(options=list(models), custom_value=True, mode=SelectSelectorMode.DROPDOWN)
    )


def budget_fields(currency: str) -> dict[Any, Any]:
    """Return the fields of a budget."""
    return {
        vol.Optional("tokens_day"): number(0, 1),
        vol.Optional("tokens_month"): number(0, 1),
        vol.Optional("money_day"): number(0, 0.01, currency),
        vol.Optional("money_month"): number(0, 0.01, currency),
        vol.Required(_SOFT, default=_DEFAULT_SOFT): number(1, 1, "%", 100),
    }


def options_fields(hass: HomeAssistant, entry: ConfigEntry) -> dict[Any, Any]:
    """Return the fields of the options that are about all backends: their order and the budget of all agents.

    What stands in them comes from `options_form`, what they come to from `options_data`.
    """
    budget = section(vol.Schema(budget_fields(hass.config.currency)), {"collapsed": True})
    return {vol.Optional(CONF_BACKEND_ORDER): several_of(backend_options(entry)), vol.Required(CONF_BUDGET): budget}


def options_form(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the fields about all backends."""
    return {
        CONF_BACKEND_ORDER: options.get(CONF_BACKEND_ORDER, []),
        CONF_BUDGET: budget_form(options.get(CONF_BUDGET, {})),
    }


def options_data(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the filled fields about all backends come to."""
    return {CONF_BACKEND_ORDER: form.get(CONF_BACKEND_ORDER, []), CONF_BUDGET: budget_data(form.get(CONF_BUDGET, {}))}


def backend_options(entry: ConfigEntry) -> list[SelectOptionDict]:
    """Return the backends of an entry, to be chosen from; the app goes by the name of the product."""
    found = [
        SelectOptionDict(value=kept.subentry_id, label=kept.title)
        for kept in entry.get_subentries_of_type(SUBENTRY_BACKEND)
    ]
    return [*found, SelectOptionDict(value=APP_ID, label=NAME)] if CONF_APP in entry.data else found


def budget_form(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the form of a budget: the warning in percent."""
    return {**data, _SOFT: round(data.get(_SOFT, _DEFAULT_SOFT / 100) * 100)}


def budget_data(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form of a budget comes to: whole tokens, the warning as a share."""
    kept = {name: int(value) if name.startswith("tokens") else value for name, value in form.items()}
    return {**kept, _SOFT: form.get(_SOFT, _DEFAULT_SOFT) / 100}


def _prices(currency: str) -> vol.Schema:
    price = number(0, 0.001, f"{currency}/1M")
    return vol.Schema({vol.Optional(name): price for name in ("input", "output", "cached")})
