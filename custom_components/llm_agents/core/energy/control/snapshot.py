"""What the controller is given: the home as measured and expected at one instant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..modes import Mode
from ..problem import AssetState, Problem
from ..steps import FloatArray, Series, Steps


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Expected:
    """A forecast over the steps of its snapshot: the mean, and values that are undercut with the probability `levels`.

    `mean` has n values, `quantiles` is (len(levels), n), rising along its first axis; without any it is held for certain.
    `paths` (paths, n) are ways it may go, hours in the order they came in on one past day each; those of two forecasts
    belong together by their index from the first. `current`: what is measured now is in it already.
    """

    mean: FloatArray
    levels: tuple[float, ...] = ()
    quantiles: FloatArray | None = None
    paths: FloatArray | None = None
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the meters say now; `None` or missing where nothing is known. All in kW; `grid_kw` is negative for export.

    `base_load_kw` leaves out all assets. `powers` is what each asset takes (negative: gives), `levels` is a battery's
    state of charge (0..1), a zone's or a tank's (upper) temperature in °C, `plugged` which vehicles are at their charger.
    """

    at: float
    base_load_kw: float | None = None
    pv_kw: float | None = None
    grid_kw: float | None = None
    powers: Mapping[str, float] = field(default_factory=dict)
    levels: Mapping[str, float] = field(default_factory=dict)
    plugged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What a person set for one asset until an instant: its mode, and a power in kW or a temperature in °C where it has one."""

    asset_id: str
    mode: Mode
    until: float
    power_kw: float | None = None
    target: float | None = None


type Shaping = Callable[[Problem], Problem]
"""What a wish does to a problem before it is solved."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapshot:
    """All that a plan is made from. Arrays have one value for each of `steps` (of `Controller.steps`).

    Prices are NaN where they are not known yet: they are filled from `past_import_price` and `past_export_price` (a
    week or more of what they were) by the hour of the day. `states` are as in `Problem`; an asset without one is left
    alone. `shapings` (wishes) are applied in order to the problem that is built. `carbon` is kg/kWh of import.
    """

    now: float
    steps: Steps
    import_price: FloatArray
    export_price: FloatArray
    base_load: Expected
    pv: Expected
    outdoor: FloatArray
    states: Mapping[str, AssetState]
    measured: Measured
    past_import_price: Series | None = None
    past_export_price: Series | None = None
    overrides: tuple[Override, ...] = ()
    shapings: tuple[Shaping, ...] = ()
    carbon: FloatArray | None = None
    carbon_price: float = 0.0
    peak_kw: float = 0.0
