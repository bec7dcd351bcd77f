"""The hands of people on their assets: overrides that they set, and what they moved themselves."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ...const import DOMAIN
from ...core.agents.profiles import Autonomy
from ...core.energy.asset_codec import AssetEntry
from ...core.energy.control import Override
from ...core.energy.overriding import Overrides, lasting, override_of
from ...core.energy.showing import Notice
from ...errors import invalid
from ..energy_hub import EnergyHub, Ordered
from .dispatch import Dispatcher
from .troubles import Troubles
from .watching import Hand, Moved, Watcher


class Hands:
    """Respects what people do to the assets of a hub; `on_change` hears when the plan has to follow."""

    def __init__(
        self,
        hass: HomeAssistant,
        hub: EnergyHub,
        dispatcher: Dispatcher,
        troubles: Troubles,
        on_change: Callable[[], None],
    ) -> None:
        """Watch nothing before `start`."""
        self._hass = hass
        self._hub = hub
        self._dispatcher = dispatcher
        self._troubles = troubles
        self._on_change = on_change
        self.overrides = Overrides()
        controlled = [entity_id for entry in hub.entries for entity_id in entry.controls.entity_ids]
        dispatcher.on_undone = self._on_undone
        self._watcher = Watcher(hass, controlled, dispatcher.agrees, dispatcher.sent_at, self._on_moved)

    @callback
    def start(self) -> Callable[[], None]:
        """Begin to watch; return what ends it."""
        self._watcher.start()
        return self._watcher.stop

    @callback
    def _on_moved(self, moved: Moved) -> None:
        """Respect what another hand did, for a while; name one that does it again and again."""
        entry = next((one for one in self._hub.entries if moved.entity_id in one.controls.entity_ids), None)
        if entry is None or self._dispatcher.autonomy is Autonomy.OBSERVE:
            return
        now, asset_id = dt_util.utcnow().timestamp(), entry.asset.asset_id
        if moved.rivals:
            named = {"asset": entry.asset.name, "entity": moved.entity_id, "name": moved.name or ""}
            key = "rivals" if moved.name else "rivals_unknown"
            self._troubles.tell(f"rivals_{asset_id}", Notice(key=key, placeholders=named))
        override = override_of(entry, moved.entity_id, moved.state, now)
        if override is None:
            self.overrides.leave_alone(asset_id, now + lasting(entry.kind), now)
        else:
            self.overrides.add(override, now, by_hand=moved.hand is not Hand.PROGRAM)
            self._offer(entry)
        self._on_change()

    @callback
    def _on_undone(self, asset_id: str) -> None:
        """Leave an asset as it is after a person took back what was done with it."""
        entry, now = self._hub.entry(asset_id), dt_util.utcnow().timestamp()
        if entry is None:
            return
        states = ((entity_id, self._dispatcher.state(entity_id)) for entity_id in entry.controls.entity_ids)
        found = (override_of(entry, entity_id, state, now) for entity_id, state in states if state is not None)
        if (override := next((one for one in found if one is not None), None)) is not None:
            self.overrides.add(override, now)
        else:
            self.overrides.leave_alone(asset_id, now + lasting(entry.kind), now)
        self._on_change()

    def set(self, ordered: Ordered) -> None:
        """Take in what a person set. Raises `ServiceValidationError` for what the asset cannot."""
        entry, now = self._hub.entry(ordered.asset_id), dt_util.utcnow().timestamp()
        if entry is None:
            raise invalid("energy_no_asset", asset=ordered.asset_id)
        if ordered.mode is None:
            self.overrides.clear(ordered.asset_id)
        elif ordered.mode not in entry.controls.modes(entry.kind):
            raise invalid("energy_no_mode", asset=entry.asset.name, mode=ordered.mode.value)
        else:
            seconds = lasting(entry.kind) if ordered.minutes is None else ordered.minutes * 60
            override = Override(
                asset_id=ordered.asset_id,
                mode=ordered.mode,
                until=now + seconds,
                power_kw=ordered.power_kw,
                target=ordered.target,
            )
            self.overrides.add(override, now)
            self._offer(entry)
        self._on_change()

    @callback
    def _offer(self, entry: AssetEntry) -> None:
        """Ask once whether what people do again and again with an asset is to be planned so."""
        if (habit := self.overrides.new_habit(entry.asset, dt_util.get_default_time_zone())) is not None:
            offering = self._dispatcher.offer(entry.asset, habit)
            self._hass.async_create_background_task(offering, name=f"{DOMAIN} energy habit")
