"""What the product is measured against: nothing controlled, and the rules that people set up by hand."""

from collections.abc import Sequence

from custom_components.llm_agents.core.energy.assets import Appliance, Asset, Battery, Vehicle, WaterHeater, Zone
from custom_components.llm_agents.core.energy.modes import Command, Mode

from .loop import Observation

NIGHT = (30, 330)
"""Minutes of the local day in which timers run: 00:30 to 05:30."""


class Nothing:
    """`none`: battery idle, vehicle charged when it comes, thermostats, programmes started when they are loaded."""

    def commands(self, seen: Observation) -> Sequence[Command]:
        """Return what devices do on their own."""
        return [_alone(asset) for asset in seen.assets]


def _alone(asset: Asset) -> Command:
    if isinstance(asset, Battery):
        return Command(asset_id=asset.asset_id, mode=Mode.OFF)
    return Command(asset_id=asset.asset_id, mode=Mode.ON)


class Rules:
    """`rules`: the battery takes every surplus and covers every deficit; timers at night for vehicle, tank and appliances.

    With a night tariff the battery is charged at night. A tank that gets cold is heated at once.
    """

    def __init__(self, *, night_charging: bool) -> None:
        """Charge the battery at night or not."""
        self._night_charging = night_charging

    def commands(self, seen: Observation) -> Sequence[Command]:
        """Return what the rules say."""
        minute = float(seen.house.minutes[seen.index])
        night = NIGHT[0] <= minute < NIGHT[1]
        return [self._command(asset, seen, night) for asset in seen.assets]

    def _command(self, asset: Asset, seen: Observation, night: bool) -> Command:
        match asset:
            case Battery():
                mode = Mode.CHARGE if night and self._night_charging else Mode.SELF_CONSUME
            case Vehicle():
                mode = Mode.ON if night else Mode.OFF
            case Zone():
                mode = Mode.ON
            case WaterHeater():
                cold = seen.upper < asset.minimum + 4
                target = asset.maximum if night else asset.minimum + 6
                return Command(asset_id=asset.asset_id, mode=Mode.ON if night or cold else Mode.OFF, target=target)
            case Appliance():
                wish = seen.pending.get(asset.asset_id)
                late = wish is not None and seen.index >= wish.latest_end - len(asset.profile) - 1
                mode = Mode.ON if night or late else Mode.OFF
            case _:
                mode = Mode.OFF
        return Command(asset_id=asset.asset_id, mode=mode)
