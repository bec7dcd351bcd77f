"""Following the meter for devices that cannot do so themselves: a battery set by its power, a charger without a mode for the sun.

What the sun leaves over is counted as if none of them and no battery took or gave anything: a vehicle takes it first, and
is never charged from a battery. A charger begins and ends only when the sun has been enough, or too little, for a while.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..asset_codec import AssetEntry
from ..assets import Asset, Battery, Load, Vehicle
from ..modes import Command, Mode
from .snapshot import Measured

FOLLOWING = frozenset({Mode.SELF_CONSUME, Mode.HOLD, Mode.HOLD_CHARGE, Mode.SOLAR})
"""The modes in which a device follows the meter, so that only its power changes."""

_BEGINS_AFTER, _ENDS_AFTER = 60.0, 180.0  # seconds
_STILL = 0.05  # kW by which a power is not moved


@dataclass(slots=True)
class _Given:
    """What a device was given last, and since when the sun says that it is to begin or to end."""

    power: float = 0.0
    since: float | None = None


class Steering:
    """Gives powers to the devices of some assets that do not follow the meter themselves; remembers what it gave."""

    def __init__(self, entries: Sequence[AssetEntry]) -> None:
        """Have given nothing yet."""
        self._entries = {entry.asset.asset_id: entry for entry in entries}
        self._given: dict[str, _Given] = {}

    def leads(self, command: Command) -> bool:
        """Return whether the power of a device is to be set time and again, as the meter says."""
        entry = self._entries.get(command.asset_id)
        return command.mode in FOLLOWING and entry is not None and not entry.controls.follows(entry.kind, command.mode)

    def powered(self, commands: Sequence[Command], assets: Sequence[Asset], measured: Measured) -> tuple[Command, ...]:
        """Return the commands, those that follow the meter with their powers in kW; called every few seconds.

        `assets` are those of the problem, with what is wished of them. Where the meter says nothing a battery rests.
        """
        led = [one for one in commands if self.leads(one)]
        self._given = {one.asset_id: self._given.get(one.asset_id, _Given()) for one in led}
        known = {asset_id: entry.asset for asset_id, entry in self._entries.items()}
        known |= {one.asset_id: one for one in assets}
        free, found = self._free(known, measured), {}
        for command in sorted(led, key=lambda one: isinstance(known[one.asset_id], Battery)):
            power = self._power(command, known[command.asset_id], free, measured)
            free = None if free is None else free - power
            found[command.asset_id] = replace(command, power_kw=power)
        return tuple(found.get(one.asset_id, one) for one in commands)

    def _free(self, assets: Mapping[str, Asset], measured: Measured) -> float | None:
        """Return the surplus in kW (negative: what is lacking) if none of the devices and no battery took or gave anything."""
        if measured.grid_kw is None:
            return None
        batteries = {asset_id for asset_id, asset in assets.items() if isinstance(asset, Battery)}
        taken = 0.0
        for asset_id in batteries | self._given.keys():
            own = measured.powers.get(asset_id)
            if own is None:
                own = self._given[asset_id].power if asset_id in self._given else 0.0
            taken += own
        return taken - measured.grid_kw

    def _power(self, command: Command, asset: Asset, free: float | None, measured: Measured) -> float:
        given = self._given[command.asset_id]
        match asset:
            case Battery():
                power = _of_battery(asset, command.mode, free, measured.levels.get(command.asset_id))
            case Vehicle():
                power = _of_sun(given, free, asset.minimum_kw, asset.maximum_kw, measured.at)
            case Load():
                power = _of_sun(given, free, asset.power_kw, asset.power_kw, measured.at)
            case _:
                power = 0.0
        if power == 0.0 or abs(power - given.power) >= _STILL:
            given.power = power
        return given.power


def _of_battery(battery: Battery, mode: Mode, free: float | None, level: float | None) -> float:
    """Return what a battery takes (negative: gives) of a surplus, within its mode, its powers and its levels."""
    if free is None:
        return 0.0
    gives = mode is not Mode.HOLD and (level is None or level > battery.reserve)
    takes = mode is not Mode.HOLD_CHARGE and (level is None or level < battery.maximum)
    low, high = (-battery.discharge_kw if gives else 0.0), (battery.charge_kw if takes else 0.0)
    return round(min(max(free, low), high), 3)


def _of_sun(given: _Given, free: float | None, least: float, most: float, now: float) -> float:
    """Return what a device takes of the sun that can only take between two powers, or nothing."""
    enough, runs = free is not None and free >= least - _STILL, given.power > 0
    power = round(min(max(free or 0.0, least), most), 3)
    if enough is runs:
        given.since = None
        return power if runs else 0.0
    given.since = now if given.since is None else given.since
    if now - given.since < (_ENDS_AFTER if runs else _BEGINS_AFTER):
        return least if runs else 0.0
    given.since = None
    return 0.0 if runs else power
