"""The energy assets of an entry as entities, cards and actions see them; it stands also where numpy does not.

The desk behind it comes once what it needs is installed; until then, and where it cannot, there is no plan to show.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN
from ..core.energy.asset_codec import AssetEntry
from ..core.energy.assets import AssetKind
from ..core.energy.modes import Mode
from ..core.energy.ports import Energy
from ..core.energy.reasons import Run
from .world import HassWorld

_HOME = (AssetKind.GRID, AssetKind.PHOTOVOLTAICS)
UNLEARNED = "unlearned_"
"""What keys of notices begin with that say why a zone, the `asset_id` in their placeholders, is not planned yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What a person sets for an asset: a mode, `None` to give it back to the plan, for so many minutes (`None`: as usual).

    `power_kw` and `target` (°C) are for modes that have one.
    """

    asset_id: str
    mode: Mode | None
    minutes: float | None = None
    power_kw: float | None = None
    target: float | None = None
    user_id: str | None = None


class Desk(Protocol):
    """What keeps the plan."""

    async def override(self, ordered: Ordered) -> None:
        """Take in what a person set. Raises `ServiceValidationError` for a mode that the asset does not have."""

    async def plan_now(self) -> None:
        """Plan anew, and wait for it."""

    def runs(self, asset_id: str) -> Sequence[Run]:
        """Return the times in which an asset is planned to run."""

    async def close(self) -> None:
        """Plan no more, and keep what is known."""

    async def export(self) -> Mapping[str, Any]:
        """Return all that was learned and kept, as JSON."""

    async def erase(self) -> None:
        """Forget all that was learned and kept."""


@dataclass(slots=True)
class EnergyHub:
    """The assets of a loaded entry, what is shown of them, and what answers about them."""

    entries: tuple[AssetEntry, ...]
    shown: Mapping[str, Any] = field(default_factory=dict)
    desk: Desk | None = None
    energy: Energy | None = None
    _listeners: list[Callable[[], None]] = field(default_factory=list)

    @callback
    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call when something else is shown; return what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def show(self, shown: Mapping[str, Any]) -> None:
        """Show something else from now on."""
        self.shown = shown
        for listener in tuple(self._listeners):
            listener()

    def entry(self, asset_id: str) -> AssetEntry | None:
        """Return an asset."""
        return next((entry for entry in self.entries if entry.asset.asset_id == asset_id), None)

    def asset(self, asset_id: str) -> Mapping[str, Any]:
        """Return what is shown of an asset, nothing while nothing is."""
        assets: Sequence[Mapping[str, Any]] = self.shown.get("assets", ())
        return next((asset for asset in assets if asset["id"] == asset_id), {})

    def unlearned(self, asset_id: str) -> str | None:
        """Return why a zone is not planned yet as no model of it was learned."""
        notices: Sequence[Mapping[str, Any]] = self.shown.get("notices", ())
        keys = (one["key"] for one in notices if one["placeholders"].get("asset_id") == asset_id)
        return next((key.removeprefix(UNLEARNED) for key in keys if key.startswith(UNLEARNED)), None)

    def seen_by(self, may_read: Callable[[str], bool]) -> Mapping[str, Any]:
        """Return what is shown of the home to somebody who may not read all entities: of what they may not read, nothing.

        Who may not read the meters of the grid or the panels sees no figures, for all others tell of them.
        """
        hidden = {
            entry.asset.asset_id: entry
            for entry in self.entries
            if not all(map(may_read, (*entry.entities.values(), *entry.controls.entity_ids)))
        }
        shown = self.shown
        if not hidden or not shown:
            return shown
        if any(entry.kind in _HOME for entry in hidden.values()):
            seen = [entry for entry in self.entries if entry.asset.asset_id not in hidden]
            return nothing_shown(seen, shown["now"], shown["currency"])
        names = {entry.asset.name for entry in hidden.values()}
        past = shown["past"]
        return {
            **shown,
            "assets": [asset for asset in shown["assets"] if asset["id"] not in hidden],
            "unmet": [one for one in shown["unmet"] if one["asset_id"] not in hidden],
            "notices": [one for one in shown["notices"] if names.isdisjoint(one["placeholders"].values())],
            "past": {**past, "assets": {key: one for key, one in past.get("assets", {}).items() if key not in hidden}},
        }

    @property
    def working(self) -> Desk:
        """Return the desk; raise `HomeAssistantError` while there is none."""
        if self.desk is None:
            raise self.not_ready()
        return self.desk

    @staticmethod
    def not_ready() -> HomeAssistantError:
        """Return the error for what cannot be done while there is no desk."""
        return HomeAssistantError(translation_domain=DOMAIN, translation_key="energy_not_ready")

    @staticmethod
    def may_control(world: HassWorld, entry: AssetEntry, user_id: str | None) -> bool:
        """Return whether somebody, who is known to the world, may control all that controls an asset."""
        return all(world.may_control(user_id, entity_id) for entity_id in entry.controls.entity_ids)


def nothing_shown(entries: Sequence[AssetEntry], now: float, currency: str) -> dict[str, Any]:
    """Return what is shown while there is no plan: the assets that are planned, without figures, as `showing.shown` has them."""
    lists = ("steps", "import_price", "export_price", "marginal_price", "load", "pv", "grid", "outdoor")
    saving = {"today": None, "total": None}
    planned = [one for one in entries if one.kind not in _HOME]
    unknown = ("level", "level_now", "level_unit", "low", "high", "mode", "power_now", "until", "override")
    return {
        "made_at": None,
        "now": now,
        "currency": currency,
        "autonomy": None,
        "status": "no_plan",
        "notices": [],
        **{name: [] for name in lists},
        "cost": None,
        "baseline_cost": None,
        "unmet": [],
        "assets": [
            {
                "id": one.asset.asset_id,
                "name": one.asset.name,
                "kind": one.kind.value,
                "power": [],
                **dict.fromkeys(unknown),
                "modes": [],
                "reason": "",
                "saving": saving,
                "saved": saving,
            }
            for one in planned
        ],
        "past": {},
        "saving": {**saving, "currency": currency, "since": None, "dry_run": False},
        "accounts": {"saved": saving, "dry_run": saving},
        "forecast_error": {},
    }
