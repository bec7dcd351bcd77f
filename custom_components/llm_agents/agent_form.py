"""The form of an agent: its fields, what stands in them at first, and what they come to."""

from collections.abc import Iterable, Mapping
from typing import Any

import voluptuous as vol

from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)

from .backend_form import budget_data, budget_fields, budget_form
from .bridge.foreign_tools import foreign_apis
from .core.agents.profile_codec import profile_to_data
from .core.agents.profiles import SHIPPED, Autonomy, Profile, Role
from .core.agents.tools import TOOL_NAMES
from .fields import ENTITIES, choice, number, persons, places, several, several_among, several_of

CONF_ROLE = "role"
_MIND = ("instructions", "models", "tools", "apis")
_ACCESS = ("users", "languages")


def form_of(profile: Profile) -> dict[str, Any]:
    """Return what stands in the form of an agent."""
    data = profile_to_data(profile)
    budget = {name: value for name, value in data["budget"].items() if value is not None}
    return {
        CONF_NAME: profile.name,
        CONF_ROLE: data[CONF_ROLE],
        "autonomy": data["autonomy"],
        "scope": data["scope"],
        "mind": {name: data[name] for name in _MIND},
        "access": {name: data[name] for name in _ACCESS},
        "budget": budget_form(budget),
        "limits": data["limits"],
    }


def data_of(form: Mapping[str, Any], role: str) -> dict[str, Any]:
    """Return what a filled form says, as the data of an agent, not checked yet."""
    return {
        CONF_ROLE: form.get(CONF_ROLE, role),
        "autonomy": form["autonomy"],
        **form["mind"],
        **form["access"],
        "scope": dict(form["scope"]),
        "budget": budget_data(form["budget"]),
        "limits": dict(form["limits"]),
    }


async def agent_schema(
    hass: HomeAssistant, profile: Profile, backends: Iterable[SelectOptionDict], *, role: bool
) -> vol.Schema:
    """Return the fields for an agent; with `role` that can be chosen, too.

    What an agent names that there is no more stays to be chosen: what is not shown would be lost unasked, and
    an agent for somebody who was removed would be everybody's.
    """
    roles = [kept.value for kept in Role if kept is not Role.ORCHESTRATOR]
    fields: dict[Any, Any] = {vol.Required(CONF_NAME): TextSelector()}
    if role:
        fields[vol.Required(CONF_ROLE, default=Role.CUSTOM.value)] = choice(roles, CONF_ROLE)
    fields[vol.Required("autonomy", default=Autonomy.ACT.value)] = choice(Autonomy, "autonomy")
    sections = {
        "scope": _scope(hass, profile),
        "mind": _mind(hass, profile, backends),
        "access": _access(profile, await persons(hass)),
        "budget": budget_fields(hass.config.currency),
        "limits": _limits(hass.config.currency),
    }
    for name, inner in sections.items():
        fields[vol.Required(name)] = section(vol.Schema(inner), {"collapsed": name not in {"scope", "mind"}})
    return vol.Schema(fields)


def _scope(hass: HomeAssistant, profile: Profile) -> dict[Any, Any]:
    domains = {state.domain for state in hass.states.async_all()}
    shipped = [*SHIPPED.values(), profile.scope]
    classes = set().union(*(scope.device_classes for scope in shipped))
    return {
        **places(),
        vol.Optional("domains"): several(domains.union(*(scope.domains for scope in shipped))),
        vol.Optional("device_classes"): several(classes),
        vol.Optional("entities"): ENTITIES,
    }


def _mind(hass: HomeAssistant, profile: Profile, backends: Iterable[SelectOptionDict]) -> dict[Any, Any]:
    return {
        vol.Optional("instructions"): TextSelector(TextSelectorConfig(multiline=True)),
        vol.Optional("models"): several_of(backends, profile.models),
        vol.Optional("tools"): several_among([*TOOL_NAMES, *sorted(profile.tools.difference(TOOL_NAMES))], "tool"),
        vol.Optional("apis"): several_of(
            (SelectOptionDict(value=api.id, label=api.name) for api in foreign_apis(hass)), profile.apis
        ),
    }


def _access(profile: Profile, users: Iterable[SelectOptionDict]) -> dict[Any, Any]:
    languages = sorted({"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", *profile.languages})
    return {
        vol.Optional("users"): several_of(users, profile.users),
        vol.Optional("languages"): SelectSelector(
            SelectSelectorConfig(
                options=languages,
                multiple=True,
                custom_value=True,
                translation_key="language",
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
    }


def _limits(currency: str) -> dict[Any, Any]:
    return {
        vol.Required("depth"): number(0, 1, most=5),
        vol.Required("rounds"): number(1, 1, most=50),
        vol.Required("calls"): number(0, 1, most=200),
        vol.Required("tokens"): number(0, 1),
        vol.Required("money"): number(0, 0.01, currency),
        vol.Required("seconds"): number(1, 0.5, "s", 600),
    }
