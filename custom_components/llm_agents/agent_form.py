"""The form of an agent: its fields, what stands in them at first, and what they come to."""

from collections.abc import Iterable, Mapping
from typing import Any

import voluptuous as vol

from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    AreaSelector,
    AreaSelectorConfig,
    EntitySelector,
    EntitySelectorConfig,
    FloorSelector,
    FloorSelectorConfig,
    LabelSelector,
    LabelSelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
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
        vol.Optional("areas"): AreaSelector(AreaSelectorConfig(multiple=True)),
        vol.Optional("floors"): FloorSelector(FloorSelectorConfig(multiple=True)),
        vol.Optional("labels"): LabelSelector(LabelSelectorConfig(multiple=True)),
        vol.Optional("domains"): several(domains.union(*(scope.domains for scope in shipped))),
        vol.Optional("device_classes"): several(classes),
        vol.Optional("entities"): EntitySelector(EntitySelectorConfig(multiple=True)),
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
        vol.Required("depth"): _number(0, 1, None, 5),
        vol.Required("rounds"): _number(1, 1, None, 50),
        vol.Required("calls"): _number(0, 1, None, 200),
        vol.Required("tokens"): _number(0, 1),
        vol.Required("money"): _number(0, 0.01, currency),
        vol.Required("seconds"): _number(1, 0.5, "s", 600),
    }


def _number(least: float, step: float, unit: str | None = None, most: float | None = None) -> NumberSelector:
    config = NumberSelectorConfig(min=least, step=step, mode=NumberSelectorMode.BOX)
    if unit is not None:
        config["unit_of_measurement"] = unit
    if most is not None:
        config["max"] = most
    return NumberSelector(config)


def choice(options: Iterable[str], key: str) -> SelectSelector:
    """Choose one of some words that a key translates."""
    return SelectSelector(
        SelectSelectorConfig(options=_values(options), translation_key=key, mode=SelectSelectorMode.DROPDOWN)
    )


def several_among(options: Iterable[str], key: str) -> SelectSelector:
    """Choose several of some words that a key translates."""
    return SelectSelector(
        SelectSelectorConfig(
            options=_values(options), multiple=True, translation_key=key, mode=SelectSelectorMode.DROPDOWN
        )
    )


def several(options: Iterable[str], *, custom: bool = True) -> SelectSelector:
    """Choose among names of Home Assistant's own, or write others."""
    return SelectSelector(
        SelectSelectorConfig(
            options=sorted(options), multiple=True, custom_value=custom, mode=SelectSelectorMode.DROPDOWN
        )
    )


def several_of(options: Iterable[SelectOptionDict], kept: Iterable[str]) -> SelectSelector:
    """Choose among what has a name; what was chosen and is gone is told by its id."""
    known = {option["value"]: option for option in options}
    gone = [SelectOptionDict(value=value, label=value) for value in sorted(set(kept) - known.keys())]
    return SelectSelector(
        SelectSelectorConfig(options=[*known.values(), *gone], multiple=True, mode=SelectSelectorMode.DROPDOWN)
    )


async def persons(hass: HomeAssistant) -> list[SelectOptionDict]:
    """Return the users that are persons, to be chosen from."""
    return [
        SelectOptionDict(value=user.id, label=user.name or user.id)
        for user in await hass.auth.async_get_users()
        if user.is_active and not user.system_generated
    ]


def _values(options: Iterable[str]) -> list[str]:
    return [str(option) for option in options]
