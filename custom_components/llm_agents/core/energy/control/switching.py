"""How often devices are switched: at least so long in a mode, at most so many changes in a local day."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from ..assets import Asset, WaterHeater, Zone
from ..modes import Command, Mode
from ..steps import MINUTE

_SHORTEST = 5 * MINUTE  # for devices that name no time of their own: contactors and inverters that are slow to switch
_ACTIVE = frozenset({Mode.CHARGE, Mode.EXPORT})
_KEPT_DAYS = 7  # a device that was commanded before is there no more


@dataclass(slots=True)
class _Device:
    command: Command | None = None
    since: float = 0.0
    day: int = 0
    changes: int = 0
    urgent: bool = False  # by hand: what a person ends is over at once


@dataclass(slots=True)
class Changes:
    """The modes that devices are in, and how often each was changed today."""

    timezone: tzinfo
    per_day: int
    _devices: dict[str, _Device] = field(default_factory=dict)

    def mode(self, asset_id: str) -> Mode | None:
        """Return the mode that a device is in, `None` before the first command."""
        device = self._devices.get(asset_id)
        return device.command.mode if device and device.command else None

    def count(self, asset_id: str, now: float) -> int:
        """Return how often a device was switched on this local day."""
        device = self._devices.get(asset_id)
        return device.changes if device and device.day == self._day(now) else 0

    def allow(self, asset: Asset, command: Command, now: float, *, urgent: bool = False) -> Command:
        """Return the command, or the one before it where the device may not be switched now; `urgent` is always done."""
        device = self._devices.setdefault(asset.asset_id, _Device())
        if device.day != self._day(now):
            device.day, device.changes = self._day(now), 0
        if device.command is None or device.command.mode is command.mode:
            device.since = now if device.command is None else device.since
            device.command, device.urgent = command, urgent
            return command
        early = now - device.since < least_seconds(asset) - 1
        urgent, device.urgent = urgent or device.urgent, urgent
        # A power into or out of the grid ends all the same: it is for a price that is over.
        ends = device.command.mode in _ACTIVE and command.mode not in _ACTIVE
        if not urgent and (early or (device.changes >= self.per_day and not ends)):
            return device.command
        device.command, device.since = command, now
        device.changes += 1
        return command

    def state(self) -> dict[str, Any]:
        """Return what is known of the devices of the last days, as JSON."""
        last = max((device.day for device in self._devices.values()), default=0)
        return {
            asset_id: {
                "command": asdict(device.command),
                "since": device.since,
                "day": device.day,
                "changes": device.changes,
            }
            for asset_id, device in self._devices.items()
            if device.command is not None and device.day > last - _KEPT_DAYS
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was known. Raises `KeyError`, `TypeError` and `ValueError` for what was not kept by `state`."""
        self._devices = {
            str(asset_id): _Device(
                command=Command(**kept["command"] | {"mode": Mode(kept["command"]["mode"])}),
                since=float(kept["since"]),
                day=int(kept["day"]),
                changes=int(kept["changes"]),
            )
            for asset_id, kept in state.items()
        }

    def _day(self, now: float) -> int:
        return datetime.fromtimestamp(now, self.timezone).toordinal()


def least_seconds(asset: Asset) -> float:
    """Return how long a device stays on or off at least."""
    minutes = asset.minimum_minutes if isinstance(asset, Zone | WaterHeater) else 0
    return max(minutes * MINUTE, _SHORTEST)
