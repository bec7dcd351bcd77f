"""The fields that several forms have: choices, numbers, secrets, places and the people of the home."""

from collections.abc import Iterable
from typing import Any, Literal

import voluptuous as vol

from homeassistant.core import HomeAssistant
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
    TextSelectorType,
)

SECRET = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off"))
ENTITIES = EntitySelector(EntitySelectorConfig(multiple=True))


def places() -> dict[Any, Any]:
    """Return the fields for rooms, floors and labels."""
    return {
        vol.Optional("areas"): AreaSelector(AreaSelectorConfig(multiple=True)),
        vol.Optional("floors"): FloorSelector(FloorSelectorConfig(multiple=True)),
        vol.Optional("labels"): LabelSelector(LabelSelectorConfig(multiple=True)),
    }


def number(
    least: float, step: float | Literal["any"], unit: str | None = None, most: float | None = None
) -> NumberSelector:
    """Write a number, in a unit where it has one."""
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


def one_of(options: Iterable[SelectOptionDict]) -> SelectSelector:
    """Choose one of what has a name."""
    return SelectSelector(SelectSelectorConfig(options=list(options), mode=SelectSelectorMode.DROPDOWN))


def several_of(options: Iterable[SelectOptionDict], kept: Iterable[str] = ()) -> SelectSelector:
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
