"""The form of a rule: its fields, what stands in them at first, and what they come to."""

from collections.abc import Iterable, Mapping
from typing import Any

import voluptuous as vol

from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import SelectOptionDict, TimeSelector

from .core.agents.origins import Source
from .core.agents.profiles import SHIPPED, Role
from .core.agents.risks import KNOWN_DOMAINS
from .core.agents.rules import Rule
from .core.journal.record import Decision, Origin
from .core.language.request import Action
from .fields import ENTITIES, choice, number, persons, places, several, several_among, several_of

_WHAT = ("domains", "actions", "device_classes", "areas", "floors", "labels", "entities")
_WHO = ("agents", "roles", "users", "origins")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def form_of(rule: Rule) -> dict[str, Any]:
    """Return what stands in the form of a rule."""
    data = rule.to_json()
    when = {name: f"{data[name]}:00" for name in ("start", "end") if name in data}
    return {
        CONF_NAME: rule.name,
        "effect": data["effect"],
        "priority": data["priority"],
        "what": {name: data.get(name, []) for name in _WHAT},
        "who": {name: data.get(name, []) for name in _WHO},
        "when": {
            **when,
            "weekdays": [_DAYS[day] for day in data.get("weekdays", [])],
            "sources": data.get("sources", []),
        },
    }


def data_of(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a filled form says, as the data of a rule without its id, not checked yet."""
    when = dict(form["when"])
    days = [_DAYS.index(day) for day in when.pop("weekdays", [])]
    data = {"effect": form["effect"], "priority": form["priority"], **form["what"], **form["who"], **when}
    data = {name: value for name, value in data.items() if value not in ([], "", None)}
    return data | {"name": form[CONF_NAME].strip()} | ({"weekdays": days} if days else {})


def says_what(rule: Rule) -> bool:
    """Return whether a rule says what it is about, and is not about everything."""
    return any(getattr(rule, name) for name in _WHAT)


async def rule_schema(hass: HomeAssistant, rule: Rule, agents: Iterable[SelectOptionDict]) -> vol.Schema:
    """Return the fields for a rule; what it names that there is no more stays to be chosen."""
    sections = {"what": _what(rule), "who": await _who(hass, rule, agents), "when": _when()}
    fields: dict[Any, Any] = {
        vol.Required(CONF_NAME): str,
        vol.Required("effect", default=Decision.ASK.value): choice(Decision, "effect"),
        vol.Required("priority", default=100): number(0, 1, most=1000),
    }
    for name, inner in sections.items():
        fields[vol.Required(name)] = section(vol.Schema(inner), {"collapsed": name != "what"})
    return vol.Schema(fields)


def _what(rule: Rule) -> dict[Any, Any]:
    classes = rule.device_classes.union(*(scope.device_classes for scope in SHIPPED.values()))
    return {
        vol.Optional("domains"): several(KNOWN_DOMAINS, custom=False),
        vol.Optional("actions"): several_among(Action, "action"),
        vol.Optional("device_classes"): several(classes),
        **places(),
        vol.Optional("entities"): ENTITIES,
    }


async def _who(hass: HomeAssistant, rule: Rule, agents: Iterable[SelectOptionDict]) -> dict[Any, Any]:
    return {
        vol.Optional("agents"): several_of(agents, rule.agents),
        vol.Optional("roles"): several_among(Role, "role"),
        vol.Optional("users"): several_of(await persons(hass), rule.users),
        vol.Optional("origins"): several_among(Origin, "origin"),
    }


def _when() -> dict[Any, Any]:
    return {
        vol.Optional("start"): TimeSelector(),
        vol.Optional("end"): TimeSelector(),
        vol.Optional("weekdays"): several_among(_DAYS, "weekday"),
        vol.Optional("sources"): several_among(Source, "source"),
    }
