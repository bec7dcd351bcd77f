"""The fields of the options that are about PINs; only hashes are kept."""

from collections.abc import Mapping
from typing import Any

import voluptuous as vol

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import BooleanSelector, TextSelector, TextSelectorConfig, TextSelectorType

from .const import CONF_PINS
from .core.agents.pins import Pins, hash_pin
from .fields import persons, several_of

_PERSON, _PIN, _REMOVE = "person", "pin", "remove"
_HOUSEHOLD, _PEOPLE = "household", "people"
_SECRET = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="new-password"))


def pins_of(options: Mapping[str, Any]) -> Pins:
    """Return the PINs that options keep."""
    kept = options.get(CONF_PINS, {})
    return Pins(household=kept.get(_HOUSEHOLD), people=dict(kept.get(_PEOPLE, {})))


async def pin_fields(hass: HomeAssistant) -> dict[Any, Any]:
    """Return the fields with which one PIN is set or removed; what is left empty changes nothing."""
    fields = {
        vol.Optional(_PERSON): several_of(await persons(hass)),
        vol.Optional(_PIN): _SECRET,
        vol.Required(_REMOVE, default=False): BooleanSelector(),
    }
    return {vol.Required(CONF_PINS): section(vol.Schema(fields), {"collapsed": True})}


async def pin_data(hass: HomeAssistant, options: Mapping[str, Any], form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the PINs of the options after a filled form. Raises `PinError`."""
    given = form.get(CONF_PINS, {})
    pins = pins_of(options)
    if given.get(_REMOVE):
        hashed = None
    elif pin := given.get(_PIN):
        hashed = await hass.async_add_executor_job(hash_pin, pin.strip())
    else:
        return {CONF_PINS: dict(options[CONF_PINS])} if CONF_PINS in options else {}
    household, people = pins.household, dict(pins.people)
    for person in given.get(_PERSON) or [None]:
        if person is None:
            household = hashed
        elif hashed is None:
            people.pop(person, None)
        else:
            people[person] = hashed
    return {CONF_PINS: {_HOUSEHOLD: household, _PEOPLE: people}}
