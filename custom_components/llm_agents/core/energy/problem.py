"""What is to be planned: a home's assets, how they are, what is wanted of them, and what is expected, over steps of time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .assets import Asset, Grid
from .steps import FloatArray, Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class BatteryState:
    """A battery now: state of charge 0..1."""

    soc: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A time at which a vehicle is plugged in: from, until (instants), and kWh into its battery that are wanted by then.

    `spare_kwh` is what more would fit; `value` what a kWh beyond the wish is worth (0: take it only where it is free).
    """

    start: float
    end: float
    wanted_kwh: float
    spare_kwh: float = 0.0
    value: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleState:
    """A vehicle's sessions, present and expected, in order; `charging` if it charges now."""

    sessions: tuple[Session, ...]
    charging: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ZoneState:
    """A zone now, and its band and gains over the steps; `mass` is the temperature of its walls (2R2C)."""

    temperature: float
    low: FloatArray
    high: FloatArray
    gains: FloatArray  # kW of sun, people and devices, beside the model's constant one
    mass: float | None = None
    running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WaterHeaterState:
    """A tank now, and what will be drawn, in kW of heat over the steps."""

    upper: float  # °C
    lower: float  # °C
    draw: FloatArray
    legionella_due: float | None = None  # instant by which it must have been hot
    running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplianceState:
    """A programme that is to run between two instants; `started` if it runs already; `price_cap`: only if it costs at most so much."""

    earliest: float
    latest_end: float
    started: float | None = None
    price_cap: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadWindow:
    """Hours that a load is to run between two instants."""

    start: float
    end: float
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadState:
    """A load's windows in order, and whether it runs."""

    windows: tuple[LoadWindow, ...]
    running: bool = False


type AssetState = BatteryState | VehicleState | ZoneState | WaterHeaterState | ApplianceState | LoadState


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """One plan's question. All arrays have one value for each step; prices may be negative, and export above import.

    `base_load` leaves out all assets; `pv` is what the panels could make. Assets without a state are left out of the
    plan. `carbon` is kg/kWh of imported energy, `carbon_price` currency/kg. `peak_kw` is the month's peak so far.
    `end_value` is what a kWh in the battery is worth at the end (`None`: derived from the prices).
    """

    steps: Steps
    import_price: FloatArray
    export_price: FloatArray
    base_load: FloatArray
    pv: FloatArray
    outdoor: FloatArray
    grid: Grid
    assets: tuple[Asset, ...]
    states: Mapping[str, AssetState]
    carbon: FloatArray | None = None
    carbon_price: float = 0.0
    peak_kw: float = 0.0
    end_value: float | None = None
    limits: Mapping[str, tuple[FloatArray, FloatArray]] = field(default_factory=dict)
    """By asset, the least and the greatest power in each step: what a wish or a person's override bounds."""
