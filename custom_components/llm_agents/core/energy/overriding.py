"""What people set by hand: respected for a while, kept over restarts, and counted, so that it can be learned from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import tzinfo
from typing import Any

from ..home.model import State
from ..home.wish import as_number, fold, number_of
from .asset_codec import AssetEntry
from .assets import Asset, AssetKind
from .control import Override
from .controls import Actuator
from .hand_habits import ByHand, HandHabit, habit_of
from .modes import Mode
from .steps import DAY, HOUR

USUALLY: Mapping[AssetKind, float] = {AssetKind.VEHICLE: 12 * HOUR, AssetKind.APPLIANCE: 12 * HOUR}
"""For how many seconds an override holds that says no time; 4 hours for what is not here."""

_OTHERS = 4 * HOUR
_COUNTED_DAYS = 28
_SETTLED = HOUR / 4  # what is moved again within so many seconds was not meant before
_MOST = 100  # of each asset


def lasting(kind: AssetKind) -> float:
    """Return for how many seconds an override of an asset holds that says no time."""
    return USUALLY.get(kind, _OTHERS)


def override_of(entry: AssetEntry, entity_id: str, state: State, now: float) -> Override | None:
    """Return what the state of an actuator that somebody moved means for its asset; `None` where that cannot be told."""
    controls, asset_id = entry.controls, entry.asset.asset_id
    actuator = next((one for one, bound in controls.entities.items() if bound == entity_id), None)
    until = now + lasting(entry.kind)
    match actuator:
        case Actuator.MODE:
            named = (mode for mode, option in controls.options.items() if fold(option) == fold(state.state))
            mode = next(named, None)
            return None if mode is None else Override(asset_id=asset_id, mode=mode, until=until)
        case Actuator.SWITCH:
            return Override(asset_id=asset_id, mode=Mode.ON if state.state == "on" else Mode.OFF, until=until)
        case Actuator.CLIMATE | Actuator.WATER_HEATER:
            if state.state == "off":
                return Override(asset_id=asset_id, mode=Mode.OFF, until=until)
            target = number_of(state, "temperature")
            return None if target is None else Override(asset_id=asset_id, mode=Mode.ON, until=until, target=target)
        case Actuator.TEMPERATURE:
            target = as_number(state.state)
            return None if target is None else Override(asset_id=asset_id, mode=Mode.ON, until=until, target=target)
    return None


@dataclass(slots=True)
class Overrides:
    """The overrides that hold, one for each asset, and those whose meaning is not known: there nothing is sent.

    `version` grows with each change. What people did in the last four weeks is remembered, and which habits they were
    asked about.
    """

    version: int = 0
    _held: dict[str, Override] = field(default_factory=dict)
    _alone: dict[str, float] = field(default_factory=dict)
    _done: dict[str, list[ByHand]] = field(default_factory=dict)
    _asked: dict[str, list[tuple[Mode, int]]] = field(default_factory=dict)

    def add(self, override: Override, now: float, *, by_hand: bool = True) -> None:
        """Let an override hold; `by_hand` if a person set it against the plan."""
        self._held[override.asset_id] = override
        self._alone.pop(override.asset_id, None)
        self._remember(override.asset_id, now, override if by_hand else None, by_hand=by_hand)

    def leave_alone(self, asset_id: str, until: float, now: float) -> None:
        """Send nothing to an asset until an instant: somebody set it to what no mode says."""
        self._alone[asset_id] = until
        self._remember(asset_id, now, None, by_hand=True)

    def _remember(self, asset_id: str, now: float, override: Override | None, *, by_hand: bool) -> None:
        self.version += 1
        if by_hand:
            done = [one for one in self._done.get(asset_id, []) if now - _COUNTED_DAYS * DAY < one.at <= now - _SETTLED]
            self._done[asset_id] = [*done, ByHand(at=now, override=override)][-_MOST:]

    def new_habit(self, asset: Asset, zone: tzinfo) -> HandHabit | None:
        """Return the habit that what was done last has become; each is returned once, `None` from then on."""
        habit = habit_of(asset, self._done.get(asset.asset_id, ()), zone)
        asked = self._asked.setdefault(asset.asset_id, [])
        if habit is None or any(habit.is_like(mode, minute) for mode, minute in asked):
            return None
        asked.append((habit.mode, habit.minute))
        return habit

    def clear(self, asset_id: str) -> None:
        """Give an asset back to the plan."""
        if self._held.pop(asset_id, None) or self._alone.pop(asset_id, None):
            self.version += 1

    def expire(self, now: float) -> bool:
        """Forget what is over; return whether something was."""
        over = {key for key, one in self._held.items() if one.until <= now}
        over |= {key for key, until in self._alone.items() if until <= now}
        for asset_id in over:
            self.clear(asset_id)
        return bool(over)

    def holding(self) -> tuple[Override, ...]:
        """Return the overrides that hold."""
        return tuple(self._held.values())

    def of(self, asset_id: str) -> Override | None:
        """Return the override of an asset."""
        return self._held.get(asset_id)

    def is_alone(self, asset_id: str) -> bool:
        """Return whether nothing is to be sent to an asset."""
        return asset_id in self._alone

    def times(self, asset_id: str) -> int:
        """Return how often people overrode an asset in the last four weeks."""
        return len(self._done.get(asset_id, ()))

    def state(self) -> dict[str, Any]:
        """Return what is kept, as JSON."""
        return {
            "held": [asdict(one) for one in self._held.values()],
            "alone": self._alone,
            "done": {asset_id: [asdict(one) for one in done] for asset_id, done in self._done.items()},
            "asked": {
                asset_id: [[mode.value, minute] for mode, minute in asked] for asset_id, asked in self._asked.items()
            },
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was kept. Raises `KeyError`, `TypeError` and `ValueError` for what was not kept by `state`."""
        held = [_override(one) for one in state["held"]]
        alone = {str(key): float(until) for key, until in state["alone"].items()}
        done = {
            str(key): [ByHand(at=float(one["at"]), override=_override(one["override"])) for one in found]
            for key, found in state["done"].items()
        }
        asked = {
            str(key): [(Mode(mode), int(minute)) for mode, minute in found] for key, found in state["asked"].items()
        }
        self._held = {one.asset_id: one for one in held if one is not None}
        self._alone, self._done, self._asked = alone, done, asked
        self.version += 1


def _override(kept: Mapping[str, Any] | None) -> Override | None:
    return None if kept is None else Override(**kept | {"mode": Mode(kept["mode"]), "until": float(kept["until"])})  # type: ignore[operator]
