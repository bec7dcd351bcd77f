"""What people do by hand, from the actions that are called in their name: kept for some weeks, to find habits in."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    ATTR_DOMAIN,
    ATTR_SERVICE,
    ATTR_SERVICE_DATA,
    EVENT_CALL_SERVICE,
    SERVICE_TOGGLE,
    SERVICE_TURN_OFF,
    SERVICE_TURN_ON,
    STATE_OFF,
)
from homeassistant.core import CALLBACK_TYPE, DOMAIN as HOMEASSISTANT_DOMAIN, Event, HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..core.memory.habits import WINDOW_DAYS
from ..core.memory.manual import ManualAct, kept_data
from .actions import is_ours

STORAGE_KEY = f"{DOMAIN}.manual_acts"
_VERSION = 1
_SAVE_SECONDS = 60
_MOST = 10_000
_MOST_AT_ONCE = 12
"""Devices of one action, above which it is no routine of single deeds."""


class ManualActs:
    """Keeps the acts of people's own hands; those of agents, automations and scripts are not among them.

    An action counts that is called in the name of a person and by nothing else: it has a user, and no parent.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Keep acts in Home Assistant's storage; nothing is noted before `start`."""
        self._hass = hass
        self._store: Store[dict[str, Any]] = Store(hass, _VERSION, STORAGE_KEY, private=True)
        self._acts: list[ManualAct] = []
        self._unsubscribe: CALLBACK_TYPE | None = None

    async def start(self) -> None:
        """Bring back what is kept, and begin to note."""
        data = await self._store.async_load() or {}
        self._acts = [act for item in data.get("acts", ()) if (act := _act_of(item)) is not None]
        self._drop_old()
        self._unsubscribe = self._hass.bus.async_listen(EVENT_CALL_SERVICE, self._on_call)

    async def stop(self) -> None:
        """Note nothing any more, and keep what was noted."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
            await self._store.async_save(self._data())

    async def remove(self) -> None:
        """Forget all, on disk too."""
        self._acts.clear()
        await self._store.async_remove()

    async def forget(self, user_id: str | None) -> None:
        """Forget what a person did."""
        self._acts = [act for act in self._acts if act.user_id != user_id]
        await self._store.async_save(self._data())

    @property
    def acts(self) -> tuple[ManualAct, ...]:
        """Return what is kept, in its order; moments are on the home's clocks."""
        return tuple(self._acts)

    @callback
    def _on_call(self, event: Event[Mapping[str, Any]]) -> None:
        context = event.context
        if context.user_id is None or context.parent_id is not None or is_ours(context.id):
            return
        data = event.data.get(ATTR_SERVICE_DATA) or {}
        referenced = async_extract_referenced_entity_ids(self._hass, TargetSelection(data))
        entity_ids = sorted(referenced.referenced | referenced.indirectly_referenced)
        if not entity_ids or len(entity_ids) > _MOST_AT_ONCE:
            return
        domain, service = event.data[ATTR_DOMAIN], event.data[ATTR_SERVICE]
        acts = (self._act(entity_id, domain, service, data, context.user_id) for entity_id in entity_ids)
        noted = [act for act in acts if act is not None]
        if noted:
            self._acts += noted
            self._drop_old()
            self._store.async_delay_save(self._data, _SAVE_SECONDS)

    def _act(
        self, entity_id: str, domain: str, service: str, data: Mapping[str, Any], user_id: str
    ) -> ManualAct | None:
        own = entity_id.partition(".")[0]
        if domain not in (own, HOMEASSISTANT_DOMAIN) or (state := self._hass.states.get(entity_id)) is None:
            return None
        if service == SERVICE_TOGGLE:
            service = SERVICE_TURN_ON if state.state == STATE_OFF else SERVICE_TURN_OFF
        kept = kept_data(own, service, data, state.attributes.get(ATTR_DEVICE_CLASS))
        if kept is None:
            return None
        return ManualAct(at=dt_util.now(), user_id=user_id, entity_id=entity_id, domain=own, service=service, data=kept)

    def _drop_old(self) -> None:
        since = dt_util.now() - timedelta(days=WINDOW_DAYS)
        if self._acts and (self._acts[0].at < since or len(self._acts) > _MOST):
            self._acts = [act for act in self._acts if act.at >= since][-_MOST:]

    def _data(self) -> dict[str, Any]:
        return {"acts": list(_stored(self._acts))}


def _stored(acts: Iterable[ManualAct]) -> Iterable[dict[str, Any]]:
    for act in acts:
        yield {
            "at": act.at.isoformat(),
            "user_id": act.user_id,
            "entity_id": act.entity_id,
            "domain": act.domain,
            "service": act.service,
            "data": dict(act.data),
        }


def _act_of(data: Mapping[str, Any]) -> ManualAct | None:
    """Return an act as it was stored, `None` where it cannot be read."""
    try:
        at = dt_util.as_local(datetime.fromisoformat(data["at"]))
        known = {name: data[name] for name in ("user_id", "entity_id", "domain", "service")}
        return ManualAct(at=at, data=dict(data["data"]), **known)
    except KeyError, TypeError, ValueError:
        return None
