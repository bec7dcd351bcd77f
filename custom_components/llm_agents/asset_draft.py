"""What the forms of an asset were told so far, as the data of its subentry."""

from collections.abc import Mapping
from typing import Any

from .asset_form import Draft
from .asset_presets import programme_into
from .core.energy.assets import AssetKind
from .tariff_form import gathered

_PARTS = ("parameters", "entities", "inverted", "control", "forecast")


def data_of(draft: Draft, kind: AssetKind) -> dict[str, Any]:
    """Return an asset's data as far as it was given, as `asset_codec` reads it."""
    told = copied(draft)
    programme_into(told)
    control = told.setdefault("control", {})
    if "options" in told:
        control["options"] = {mode: option for mode, option in told["options"].items() if option}
    control["scripts"] = told.pop("scripts", {})
    data = {name: told[name] for name in _PARTS if name in told} | {"kind": kind.value}
    if kind is AssetKind.GRID:
        data["tariff"] = gathered(draft)
    return data


def copied(value: Any) -> Any:
    """Return data that can be changed; what a subentry keeps cannot."""
    if isinstance(value, Mapping):
        return {key: copied(item) for key, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, list | tuple) else value
