"""What was saved: the meter replayed with the home's assets as they would be without control, day by day.

The baseline is the same home with its flexible devices uncontrolled (`twins`): battery idle, vehicles charged once they are
plugged in, thermostats at their band, programmes started when ready. While the agent only observes, the twins follow the
plan instead, and what is told is what acting would have saved. Energy that is stored at the end is valued at the mean
price, so that a full battery is no cost and an empty one no saving. No numpy.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
import math
from typing import Any

from .assets import Asset
from .modes import Command
from .twin import Reading, Span, Twin
from .twins import twin_of

BASELINE = "uncontrolled"
"""The name of the baseline, as entities and documents tell it."""

_MEMORY_HOURS = 72.0  # of the mean price at which stored energy is valued
_KEPT_DAYS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Metered:
    """A span of a home: prices in currency/kWh, the grid's mean power in kW (negative: export), its assets.

    `day` is the local date (ISO) in which it began.
    """

    span: Span
    day: str
    import_price: float
    export_price: float
    grid: float
    readings: Mapping[str, Reading] = field(default_factory=dict)

    def cost(self, more: float = 0.0) -> float:
        """Return what the span costs, with so many kW more from the grid."""
        grid = self.grid + more
        return grid * self.span.hours * (self.import_price if grid > 0 else self.export_price)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Money saved today and in all, for the home or one asset; an asset's is what it alone saved."""

    today: float = 0.0
    total: float = 0.0


class Account:
    """Money against twins under one hand: the difference to what was metered, and the worth of what is stored.

    `dry` twins follow commands while the home does not: then what they cost less was to be saved.
    """

    def __init__(self, assets: Iterable[Asset], *, dry: bool = False) -> None:
        """Begin with nothing saved."""
        self.twins: dict[str, Twin] = {asset.asset_id: twin for asset in assets if (twin := twin_of(asset)) is not None}
        self.since: float | None = None
        self._sign = -1.0 if dry else 1.0
        self._unread: Mapping[str, Any] = {}
        self._money: dict[str, float] = {}
        self._midnight: dict[str, float] = {}
        self._days: dict[str, float] = {}
        self._day = ""
        self._price: float | None = None

    def renew(self, assets: Iterable[Asset]) -> None:
        """Take in twins of assets that had none: what they need is known now."""
        for asset in assets:
            if asset.asset_id not in self.twins and (twin := twin_of(asset)) is not None:
                twin.restore(self._unread.get(asset.asset_id, {}))
                self.twins[asset.asset_id] = twin
                self._midnight[asset.asset_id] = self._total(asset.asset_id)

    def add(self, metered: Metered, orders: Mapping[str, Command] | None = None) -> None:
        """Take a span in; `orders` are the commands of dry twins: those without one are as their asset is."""
        self._begin(metered)
        moved = 0.0
        known = [asset_id for asset_id in self.twins if asset_id in metered.readings]
        for asset_id in sorted(known, key=lambda one: self.twins[one].follows):
            twin, reading = self.twins[asset_id], metered.readings[asset_id]
            order = (orders or {}).get(asset_id)
            if orders is not None and order is None:
                continue
            power = twin.step(reading, metered.span, order, reading.power - metered.grid - moved)
            moved += power - reading.power
            settled = twin.settle() * (self._price or 0.0)
            self._book(asset_id, metered.cost(power - reading.power) - metered.cost() + settled)
            self._book("", settled)
        self._book("", metered.cost(moved) - metered.cost())

    def saved(self, asset_id: str = "") -> Saved:
        """Return what an asset saved, the whole home without one."""
        total = self._total(asset_id)
        return Saved(today=total - self._midnight.get(asset_id, 0.0), total=total)

    def between(self, first: str, last: str) -> float:
        """Return what the home saved on the local days (ISO dates) from the first to the last, both included."""
        past = sum(money for day, money in self._days.items() if first <= day <= last)
        return past + (self.saved().today if first <= self._day <= last else 0.0)

    def _begin(self, metered: Metered) -> None:
        """Close the day before, and follow the mean price."""
        if self.since is None:
            self.since = metered.span.at
        if metered.day != self._day:
            if self._day:
                self._days[self._day] = self.saved().today
                self._days = dict(sorted(self._days.items())[-_KEPT_DAYS:])
            self._day = metered.day
            self._midnight = {key: self._total(key) for key in ("", *self.twins)}
        share = 1 - math.exp(-metered.span.hours / _MEMORY_HOURS)
        self._price = (
            metered.import_price if self._price is None else self._price + share * (metered.import_price - self._price)
        )

    def _book(self, asset_id: str, money: float) -> None:
        self._money[asset_id] = self._money.get(asset_id, 0.0) + self._sign * money

    def _total(self, asset_id: str) -> float:
        twins = self.twins.values() if not asset_id else filter(None, [self.twins.get(asset_id)])
        stored = sum(twin.stored for twin in twins) * (self._price or 0.0)
        return self._money.get(asset_id, 0.0) + self._sign * stored

    def state(self) -> dict[str, Any]:
        """Return all that is kept, as JSON."""
        return {
            "since": self.since,
            "money": self._money,
            "midnight": self._midnight,
            "days": self._days,
            "day": self._day,
            "price": self._price,
            "twins": {asset_id: twin.state() for asset_id, twin in self.twins.items()},
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was kept; twins of assets that are gone are left out, what they saved is not.

        Raises `KeyError`, `TypeError` and `ValueError` for what was not kept by `state`.
        """
        self.since, self._day, self._price = state["since"], str(state["day"]), state["price"]
        self._money, self._midnight, self._days = (
            {str(key): float(value) for key, value in state[name].items()} for name in ("money", "midnight", "days")
        )
        self._unread = state["twins"]
        for asset_id, twin in self.twins.items():
            twin.restore(self._unread.get(asset_id, {}))
