"""What came of requests about energy: the only thing that their answers are phrased from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..energy.alternatives import Compared
from ..energy.reasons import AssetTold, Because, PlanTold, Prices, Saving
from ..energy.unmet import Unmet
from ..energy.wish_checks import Fault, Reach
from ..energy.wishes import Demand, Wish
from .energies import EnergyRequest


class Plainly(StrEnum):
    """What is told without figures. Each has a phrase in `answers.yaml`."""

    NO_ASSETS = "no_assets"
    NO_PLAN = "no_plan"
    NO_PRICES = "no_prices"
    NO_SAVING = "no_saving"  # it is not known
    NO_WISHES = "no_wishes"
    NO_SUCH_WISH = "no_such_wish"
    NOT_TRIED = "not_tried"  # the twin cannot try it
    UNCHANGED = "unchanged"  # the plan is what it was
    TOO_MANY = "too_many"  # wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Wishes that were kept, those whose place they took, what can be reached at best, and what the plan cannot meet.

    `planned` is false where no plan was found: then nothing is known of what it can meet. `reached` is by asset, `runs` are
    those of assets that are to take energy by a time, `resting` why some of them need none. `carbon_unknown` where carbon is to count and is not known.
    """

    wishes: tuple[Wish, ...]
    replaced: tuple[Wish, ...] = ()
    reached: Mapping[str, Reach] = field(default_factory=dict)
    unmet: tuple[Unmet, ...] = ()
    runs: tuple[AssetTold, ...] = ()
    resting: tuple[Because, ...] = ()
    planned: bool = True
    carbon_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Whether wishes are to be kept is asked first."""

    demands: tuple[Demand, ...]
    weekdays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A wish that cannot be one, of an asset where it is known, with the bounds it has to keep."""

    fault: Fault
    asset_id: str | None = None
    demand: Demand | None = None
    details: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Several assets fit, and one has to be named."""

    asset_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Wishes that were forgotten, or taken back."""

    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The wishes that hold."""

    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The reasons of assets, or of the whole plan."""

    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """When assets do what they will do until the plan's end, and why some of them do nothing."""

    assets: tuple[AssetTold, ...]
    resting: tuple[Because, ...] = ()
    end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How full (0..1) or warm (°C) assets are, by their ids; `None` where that is not known."""

    levels: Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A wish for a room that is not planned, and what could be wished of instead."""

    place: str
    asset_ids: tuple[str, ...]


type Told = (
    Plainly
    | Kept
    | Asking
    | Refused
    | Which
    | Gone
    | Wishes
    | Why
    | Runs
    | Levels
    | Elsewhere
    | PlanTold
    | Prices
    | Saving
    | Compared
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyTold:
    """What came of a request about energy.

    `now` is the moment of telling on the clocks of the home, `names` and `kinds` are of its assets by their ids, `asked` is
    not empty where a yes is waited for.
    """

    request: EnergyRequest
    told: Told
    now: datetime
    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def wish_ids(self) -> tuple[str, ...]:
        """Return the ids of the wishes that it kept."""
        return tuple(wish.wish_id for wish in self.told.wishes) if isinstance(self.told, Kept) else ()
