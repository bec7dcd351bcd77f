"""What a home has that makes, stores or shifts energy, as its owner describes it.

Powers are electrical kW on the home's side unless said otherwise, energies kWh, temperatures °C, prices the home's
currency per kWh. No numpy here: forms and entities read these without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class AssetKind(StrEnum):
    """The kinds of assets; each is a way to add one."""

    GRID = "grid"
    PHOTOVOLTAICS = "photovoltaics"
    BATTERY = "battery"
    VEHICLE = "vehicle"
    ZONE = "zone"
    WATER_HEATER = "water_heater"
    APPLIANCE = "appliance"
    LOAD = "load"
    FUEL_HEATER = "fuel_heater"


type Points = tuple[tuple[float, float], ...]
"""A piecewise linear curve by its (x, y) points, x increasing; constant beyond its ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """What all assets have. `asset_id` is stable (the subentry's id)."""

    asset_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Asset):
    """The connection to the grid: limits in kW (`None`: no limit), and what a new peak costs.

    `peak_price` is currency per kW of the highest mean import over `peak_minutes` in the month, `capacity_kw` a
    contracted power over which each kWh costs `excess_price`.
    """

    import_kw: float | None = None
    export_kw: float | None = None
    peak_price: float = 0.0
    peak_minutes: int = 15
    capacity_kw: float | None = None
    excess_price: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Photovoltaics(Asset):
    """Solar panels: `peak_kw` and orientation for a forecast of our own; `curtailable` if they can be held back."""

    peak_kw: float
    tilt: float = 30.0  # degrees from the horizontal
    azimuth: float = 180.0  # degrees clockwise from north
    inverter_kw: float | None = None
    curtailable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Battery(Asset):
    """A home battery. States of charge are shares 0..1; efficiencies are one way, AC to cell and cell to AC.

    `efficiency` is a curve of one-way efficiency over the share of full power, `()` for the two constants. Below
    `reserve` it is discharged only in an outage. `wear` is currency per kWh discharged.
    """

    capacity_kwh: float
    charge_kw: float
    discharge_kw: float
    charge_efficiency: float = 0.95
    discharge_efficiency: float = 0.95
    efficiency: Points = ()
    minimum: float = 0.05
    reserve: float = 0.1
    maximum: float = 1.0
    wear: float = 0.02
    grid_charging: bool = True
    grid_export: bool = False  # may discharge into the grid
    standby_kw: float = 0.0


class Charging(StrEnum):
    """What a vehicle may be charged from."""

    ANY = "any"
    SOLAR = "solar"  # surplus only


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A habitual departure: on some weekdays (0 is Monday), minutes after the home's local midnight, the state of charge wanted (0..1)."""

    weekdays: frozenset[int]
    minute: int
    target: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle(Asset):
    """An electric vehicle at a charger that takes 0 or something between `minimum_kw` and `maximum_kw`."""

    capacity_kwh: float
    minimum_kw: float = 1.38  # 6 A on one phase of 230 V
    maximum_kw: float = 7.4
    phases: int = 1
    efficiency: float = 0.9
    target: float = 0.8
    maximum: float = 1.0
    charging: Charging = Charging.ANY
    departures: tuple[Departure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThermalModel:
    """A zone as heat capacities and conductances (1R1C, or 2R2C where `mass_capacity` is not 0).

    C dT/dt = Q - loss (T - outdoor) - coupling (T - M) + solar_gain G + gain; mass_capacity dM/dt = coupling (T - M), with
    Q the heat in kW, G the irradiance in kW/m².
    """

    capacity: float  # kWh/K of air and furniture
    loss: float  # kW/K to the outside
    mass_capacity: float = 0.0  # kWh/K of the walls
    coupling: float = 0.0  # kW/K between air and walls
    solar_gain: float = 0.0  # m²
    gain: float = 0.0  # kW of people and devices


@dataclass(frozen=True, slots=True, kw_only=True)
class Comfort:
    """A band of temperatures that holds on some weekdays from a minute of the local day until the next one."""

    weekdays: frozenset[int]
    minute: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Asset):
    """Rooms that are heated or cooled together by one electrical device.

    `cop` is heat (or cold) per electricity over the outdoor temperature; `((0, 1),)` is a resistance heater.
    """

    maximum_kw: float
    minimum_kw: float = 0.0
    cop: Points = ((-15.0, 2.0), (-7.0, 2.5), (2.0, 3.2), (7.0, 3.8), (12.0, 4.5))
    model: ThermalModel | None = None  # none until it is learned from history
    comfort: tuple[Comfort, ...] = ()
    away_low: float = 16.0
    away_high: float = 28.0
    cooling: bool = False
    minimum_minutes: int = 30  # on or off at least so long
    start_cost: float = 0.0  # currency for each start of the compressor


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterHeater(Asset):
    """A tank of hot water in two nodes; `upper_share` of it is above the heater's sensor and is drawn first."""

    litres: float
    heater_kw: float
    cop: Points = ((0.0, 1.0),)
    loss_w_per_k: float = 2.0
    minimum: float = 45.0
    target: float = 55.0
    maximum: float = 65.0
    ambient: float = 18.0
    cold: float = 12.0
    upper_share: float = 0.5
    legionella: float | None = 60.0
    legionella_days: int = 7
    minimum_minutes: int = 10
    start_cost: float = 0.0  # currency for each start of the heater


@dataclass(frozen=True, slots=True, kw_only=True)
class Appliance(Asset):
    """A device that runs a programme once started: its mean kW in each `step_minutes`."""

    profile: tuple[float, ...]
    step_minutes: int = 15
    uninterruptible: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Load(Asset):
    """Something that is switched (a pool pump, a dehumidifier): so many hours a day, in pieces of at least so long.

    `earliest` and `latest` are minutes of the local day between which it may run; the same value means all day.
    """

    power_kw: float
    hours_per_day: float
    minimum_minutes: int = 15
    earliest: int = 0
    latest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FuelHeater(Asset):
    """Wood or gas that can heat a zone instead: price per kWh of heat and kg of CO2 per kWh of heat."""

    zone_id: str
    maximum_kw: float
    price: float
    carbon: float = 0.0


KINDS: Mapping[AssetKind, type[Asset]] = {
    AssetKind.GRID: Grid,
    AssetKind.PHOTOVOLTAICS: Photovoltaics,
    AssetKind.BATTERY: Battery,
    AssetKind.VEHICLE: Vehicle,
    AssetKind.ZONE: Zone,
    AssetKind.WATER_HEATER: WaterHeater,
    AssetKind.APPLIANCE: Appliance,
    AssetKind.LOAD: Load,
    AssetKind.FUEL_HEATER: FuelHeater,
}


def kind_of(asset: Asset) -> AssetKind:
    """Return the kind of an asset."""
    return next(kind for kind, of in KINDS.items() if type(asset) is of)
