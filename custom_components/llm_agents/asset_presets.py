"""What owners choose by name instead of numbers: how heat is made, and what a programme's power looks like."""

from collections.abc import Mapping, Sequence
from typing import Any

from homeassistant.helpers.selector import BooleanSelector

from .asset_form import KEEP, Draft, Field, chosen
from .core.energy.assets import Points
from .fields import number

CUSTOM = "custom"
HEAT: Mapping[str, Points] = {
    "air": ((-15.0, 2.0), (-7.0, 2.5), (2.0, 3.2), (7.0, 3.8), (12.0, 4.5)),
    "ground": ((-15.0, 3.6), (0.0, 4.1), (12.0, 4.6)),
    "air_to_air": ((-15.0, 2.2), (-7.0, 2.8), (2.0, 3.4), (7.0, 4.3), (12.0, 5.0), (35.0, 4.0)),
    "resistance": ((0.0, 1.0),),
    "hot_water_pump": ((-7.0, 2.0), (7.0, 2.7), (20.0, 3.4)),
}
"""Heat per electricity over the outdoor temperature: typical of what EN 14511 and EN 16147 tests of such devices give."""
_STEP = 15
PROGRAMMES: Mapping[str, tuple[float, ...]] = {
    "dishwasher": (0.1, 1.0, 0.5, 0.05, 0.05, 0.9, 0.1, 0.02),
    "washing_machine": (0.3, 1.0, 0.3, 0.08, 0.08, 0.08, 0.15, 0.12),
    "dryer": (1.0, 1.0, 1.0, 0.95, 0.9, 0.8, 0.6, 0.1),
    "even": (1.0,),
}
"""How the power of a programme is spread over its time: heating first, then turning."""


def heat(default: str, options: Sequence[str]) -> Field:
    """Return the field of how heat is made; a curve that none of these has stays as it is."""
    field = chosen("heat", [*options, CUSTOM], default)
    return Field(
        name=field.name,
        part="parameters",
        key="cop",
        selector=field.selector,
        required=True,
        default=[list(point) for point in HEAT[default]],
        show=_name_of,
        read=lambda name: [list(point) for point in HEAT[name]] if name in HEAT else KEEP,
    )


def _name_of(points: Any) -> str:
    told = tuple((float(x), float(y)) for x, y in points) if isinstance(points, list | tuple) else ()
    return next((name for name, curve in HEAT.items() if curve == told), CUSTOM)


def programme_fields() -> tuple[Field, ...]:
    """Return the fields of a programme: what it is, how long it runs and what it uses."""
    kind = chosen("programme", [*PROGRAMMES, CUSTOM], "dishwasher", part="programme")
    minutes = Field(
        name="minutes", part="programme", key="minutes", selector=lambda _d: number(15, 5, "min", 720), default=120
    )
    energy = Field(
        name="energy_kwh",
        part="programme",
        key="energy_kwh",
        selector=lambda _d: number(0.05, 0.05, "kWh"),
        default=1.0,
    )
    whole = Field(
        name="uninterruptible",
        part="parameters",
        key="uninterruptible",
        selector=lambda _draft: BooleanSelector(),
        default=True,
    )
    return kind, minutes, energy, whole


def programme_into(draft: Draft) -> None:
    """Make the profile of a programme from its kind, its time and its energy; a profile of one's own stays."""
    told = draft.pop("programme", None) or {}
    if told.get("programme") in PROGRAMMES:
        parameters = draft.setdefault("parameters", {})
        parameters["profile"] = profile_of(
            PROGRAMMES[told["programme"]], float(told.get("minutes", 120)), float(told.get("energy_kwh", 1.0))
        )
        parameters["step_minutes"] = _STEP


def programme_from(draft: Draft) -> None:
    """Tell the kind, the time and the energy of a profile, for the form."""
    profile = (draft.get("parameters") or {}).get("profile")
    if not profile:
        return
    step = draft["parameters"].get("step_minutes", _STEP)
    minutes, energy = len(profile) * step, round(sum(profile) * step / 60, 3)
    known = (name for name, shape in PROGRAMMES.items() if profile_of(shape, minutes, energy) == list(profile))
    draft["programme"] = {"programme": next(known, CUSTOM), "minutes": minutes, "energy_kwh": energy}


def profile_of(shape: Sequence[float], minutes: float, energy_kwh: float) -> list[float]:
    """Return the mean kW in each quarter of an hour of a programme of a shape, so long and with so much energy."""
    count = max(1, round(minutes / _STEP))
    spread = [_mean(shape, index / count, (index + 1) / count) for index in range(count)]
    scale = energy_kwh / (sum(spread) * _STEP / 60)
    return [round(value * scale, 4) for value in spread]


def _mean(shape: Sequence[float], start: float, end: float) -> float:
    """Return the mean of a shape between two shares of its length."""
    pieces = len(shape)
    covered = [
        max(0.0, min(end, (index + 1) / pieces) - max(start, index / pieces)) * value
        for index, value in enumerate(shape)
    ]
    return sum(covered) / (end - start)
