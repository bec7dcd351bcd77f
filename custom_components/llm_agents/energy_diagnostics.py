"""Energy in the diagnostics: kinds, numbers and what is bound, without names, entities or when somebody leaves home."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from .bridge.energy_hub import EnergyHub
from .core.energy.asset_codec import AssetEntry

_PRIVATE = frozenset({"asset_id", "name", "departures", "comfort", "zone_id"})
_SERIES = ("import_price", "export_price", "load", "pv", "grid", "outdoor")


def energy_of(hub: EnergyHub | None) -> dict[str, Any] | None:
    """Return the state of energy in numbers, `None` without assets."""
    if hub is None:
        return None
    shown = hub.shown
    return {
        "desk": hub.desk is not None,
        "assets": [_asset(entry) for entry in hub.entries],
        "plan": {
            "made_at": shown.get("made_at"),
            "status": shown.get("status"),
            "autonomy": shown.get("autonomy"),
            "steps": len(shown.get("steps", ())),
            "cost": shown.get("cost"),
            "baseline_cost": shown.get("baseline_cost"),
            "notices": sorted(notice["key"] for notice in shown.get("notices", ())),
            "unmet": dict(Counter(str(one["wanted"]) for one in shown.get("unmet", ()))),
            "forecast_error": shown.get("forecast_error", {}),
            "series": {name: _bounds(shown.get(name) or ()) for name in _SERIES},
        },
    }


def _asset(entry: AssetEntry) -> dict[str, Any]:
    values = {one.name: getattr(entry.asset, one.name) for one in fields(entry.asset) if one.name not in _PRIVATE}
    rules = {name: rule.get("pricing") for name, rule in entry.tariff.items() if isinstance(rule, Mapping)}
    return {
        "kind": entry.kind.value,
        "parameters": {name: value if isinstance(value, int | float) else str(value) for name, value in values.items()},
        "measured": sorted(role.value for role in entry.entities),
        "inverted": entry.inverted,
        "controlled": sorted(actuator.value for actuator in entry.controls.entities),
        "modes": sorted(mode.value for mode in entry.controls.modes(entry.kind)),
        "forecast": entry.forecast.source.value,
        "tariff": rules,
    }


def _bounds(values: Any) -> dict[str, float | int]:
    """Return how many values there are and between which they lie."""
    known = [value for value in values if isinstance(value, int | float)]
    return {"count": len(known)} | ({"least": min(known), "most": max(known)} if known else {})
