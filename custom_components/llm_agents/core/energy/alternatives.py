"""What may be tried on the twin of a home, and what it came to. No numpy."""

from dataclasses import dataclass

from .wishes import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreBattery:
    """A battery more; what is not given is like the one there is, or 10 kWh at half its capacity an hour."""

    capacity_kwh: float | None = None
    power_kw: float | None = None
    price: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreSun:
    """So many kW of panels more (`None`: as many again as there are), oriented as those there are."""

    peak_kw: float | None = None
    price: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTemperature:
    """Zones are heated to (or cooled to) another temperature in °C; no id means all of them."""

    celsius: float
    asset_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTariff:
    """Energy at one price (import, export), or at the present ones times a factor plus an addition per kWh."""

    flat: float | None = None
    export: float | None = None
    factor: float = 1.0
    addition: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WithWish:
    """One wish more."""

    wish: Wish


type Alternative = MoreBattery | MoreSun | OtherTemperature | OtherTariff | WithWish


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What an alternative came to over a period, both planned by the same optimizer with the same forecasts.

    Costs are money over the period, each with what is left in store counted as worth what the plan says. `a_year` is the
    saving scaled to a year (negative: dearer), `low` and `high` its bounds, wider the shorter the period. `comfort_now`
    and `comfort_then` are K h outside the bands. `payback` is in years where a price was given and there is a saving.
    """

    alternative: Alternative
    start: float
    end: float
    currency: str
    now: float
    then: float
    a_year: float
    low: float
    high: float
    comfort_now: float = 0.0
    comfort_then: float = 0.0
    price: float | None = None
    payback: float | None = None
    measured: bool = True  # over days that were, not over the present forecast
