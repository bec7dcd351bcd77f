"""What is told of a plan: reasons with their figures, what each asset will do, prices and savings. No numpy.

Instants are seconds since the epoch, prices the home's currency per kWh, money the home's currency.
"""

from dataclasses import dataclass
from enum import StrEnum

from .unmet import Unmet


class Why(StrEnum):
    """Why an asset does what it does. Each has a phrase in `answers.yaml`; it claims no more than the figures say."""

    WAITS = "waits"  # it runs later, which is cheaper
    WAITS_SUN = "waits_sun"  # it runs later, on the home's own sun
    CHEAPEST = "cheapest"  # it runs now: the other times that are left are dearer on average
    DEADLINE = "deadline"  # it runs now: later would miss what is wanted
    RUNS = "runs"  # it runs as planned, and no one figure says why now
    SUN = "sun"  # it takes what would be fed into the grid
    HOLDS = "holds"  # a battery keeps its energy for when it is worth more
    FILLS = "fills"  # a battery charges from the grid for when it is worth more
    STORES = "stores"  # a battery takes the sun's surplus
    ROOM = "room"  # a battery lets the surplus go, to have room later
    COVERS = "covers"  # a battery gives what the home needs: what is in it is worth less later
    SELLS = "sells"  # a battery feeds the grid
    EMPTY = "empty"  # a battery has nothing to give above its reserve
    FULL = "full"
    PREHEATS = "preheats"  # warmer than needed now, because later is dearer
    COASTS = "coasts"  # off for now: what is stored lasts until it is cheaper
    KEEPS = "keeps"  # it heats as much as the band needs
    WARMS = "warms"  # it heats for a warmer band to come
    CURTAILS = "curtails"  # the sun is held back: feeding in would cost
    IDLE = "idle"  # nothing is needed
    CHARGED = "charged"  # a vehicle has what is wanted
    ABSENT = "absent"  # a vehicle is not plugged in
    LIMITED = "limited"  # the connection to the grid allows no more
    WISHED = "wished"  # a wish or a person's override bounds it
    UNMET = "unmet"  # it cannot be met
    NOTHING = "nothing"  # moving anything would gain nothing
    # Why a plan is another than the one before:
    PRICES = "prices"
    MORE_SUN = "more_sun"
    LESS_SUN = "less_sun"
    MORE_LOAD = "more_load"
    LESS_LOAD = "less_load"
    ASSETS = "assets"  # one was plugged in, unplugged, added
    OTHER_WISH = "other_wish"
    LEVELS = "levels"  # a battery or a room is not as was planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """One reason, for an asset (`None`: the home) at an instant.

    `until` is when it changes, `price` what a kWh costs now, `other` what it costs or is worth then, `saves` money over
    the plan as far as the marginal prices tell it, `energy` kWh it is about, `by` the time of the wish it serves,
    `level` in the asset's own unit (share or °C). What does not apply is `None`.
    """

    why: Why
    asset_id: str | None = None
    at: float
    until: float | None = None
    price: float | None = None
    other: float | None = None
    saves: float | None = None
    energy: float | None = None
    by: float | None = None
    level: float | None = None
    unmet: Unmet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A time in which an asset takes (or a battery gives: negative) energy: its kWh, and what they cost at the margin."""

    start: float
    end: float
    energy: float
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetTold:
    """What one asset will do: when it takes (`runs`) and gives (`gives`), and its level at the end (share or °C)."""

    asset_id: str
    runs: tuple[Run, ...] = ()
    gives: tuple[Run, ...] = ()
    level: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTold:
    """A plan in brief: the money from now to its end, without plan (`baseline`) if known, and its weightiest reasons."""

    made_at: float
    end: float
    currency: str
    cost: float
    baseline: float | None = None
    assets: tuple[AssetTold, ...] = ()
    reasons: tuple[Because, ...] = ()
    unmet: tuple[Unmet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the plan comes to after wishes changed; `plan` is `None` where none was found, `unmet` is of those wishes."""

    plan: PlanTold | None
    unmet: tuple[Unmet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A span of time with its mean price."""

    start: float
    end: float
    price: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What electricity costs now, and when it is cheapest and dearest of what is known until `known_until`."""

    now: float
    currency: str
    cheapest: Window
    dearest: Window
    known_until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Money saved between two instants against the home with its flexible devices uncontrolled, replayed on the meter."""

    money: float
    currency: str
    since: float
    until: float
