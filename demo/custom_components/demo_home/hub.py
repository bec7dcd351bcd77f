"""The running house: its clock, what is unplugged or jammed, and who wants to know of changes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from .sim import House
from .sim.sunshine import STEP, Sunshine, sunshine

STORE_KEY, STORE_VERSION = "demo_home.state", 1
BUSY_SECONDS, CALM_SECONDS = 0.5, 10.0
SAVE_SECONDS = 60
FORECAST_DAYS = 3
#: after a longer sleep the house wakes up as it went to bed, instead of living through all of it at once
LONGEST_SLEEP = timedelta(days=3)

type DemoHomeEntry = ConfigEntry[Hub]


class Hub:
    """One house that lives as long as Home Assistant does."""

    def __init__(self, hass: HomeAssistant, speed: float = 1.0) -> None:
        """Prepare; nothing runs until `start`. `speed` is how many seconds of the house pass in a real one."""
        self.hass = hass
        self.speed = speed
        self.house = House(dt_util.utcnow(), dt_util.get_default_time_zone())
        self.lists: dict[str, list[dict[str, Any]]] = {}
        self.arranged: set[str] = set()
        self._store: Store[dict[str, Any]] = Store(hass, STORE_VERSION, STORE_KEY)
        self._unplugged: set[str] = set()
        self._jammed: set[str] = set()
        self._listeners: list[CALLBACK_TYPE] = []
        self._anchor = (dt_util.utcnow(), self.house.time)
        self._cancel: CALLBACK_TYPE | None = None
        self._sunshine: tuple[float, list[Sunshine]] = (0.0, [])

    async def load(self) -> None:
        """Wake up where the house went to sleep, and catch up."""
        now = dt_util.utcnow()
        # The first look at the weather reads its file.
        await self.hass.async_add_executor_job(self.house.weather.temperature, now)
        if data := await self._store.async_load():
            self.lists, self.arranged = data.get("lists", {}), set(data.get("arranged", ()))
            self.house.load(data["house"])
            if self.speed == 1.0:
                self.house.time = max(self.house.time, now - LONGEST_SLEEP)
                await self.hass.async_add_executor_job(self.house.advance, now)
        self._anchor = (now, self.house.time)

    @callback
    def start(self) -> None:
        """Let the clock run."""
        self._tick()

    @callback
    def stop(self) -> None:
        """Stop the clock."""
        if self._cancel:
            self._cancel()
            self._cancel = None

    async def save(self) -> None:
        """Keep everything now."""
        await self._store.async_save(self._data())

    @callback
    def save_soon(self) -> None:
        """Keep everything within a minute, or at the stop."""
        self._store.async_delay_save(self._data, SAVE_SECONDS)

    def _data(self) -> dict[str, Any]:
        return {"house": self.house.dump(), "lists": self.lists, "arranged": sorted(self.arranged)}

    @callback
    def listen(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call a listener whenever the house has moved on; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def sunshine(self) -> list[Sunshine]:
        """Return the roof's forecast, made anew each half hour."""
        made = self.house.time.timestamp() // STEP.total_seconds()
        if made != self._sunshine[0]:
            self._sunshine = (made, sunshine(self.house, FORECAST_DAYS))
        return self._sunshine[1]

    def is_plugged_in(self, key: str) -> bool:
        """Return whether a device can be reached."""
        return key not in self._unplugged

    @callback
    def set_plugged_in(self, key: str, plugged_in: bool) -> None:
        """Pull or put back a device's plug."""
        (self._unplugged.discard if plugged_in else self._unplugged.add)(key)
        self._tell()

    @callback
    def set_jammed(self, key: str, jammed: bool) -> None:
        """Make a device deaf to commands, or mend it."""
        (self._jammed.add if jammed else self._jammed.discard)(key)

    @callback
    def command(self, key: str, change: Callable[[], None]) -> None:
        """Carry out a person's command, unless the device is jammed, and tell everybody."""
        if key in self._jammed:
            return
        self._catch_up()
        change()
        self.save_soon()
        self._tick()

    def _catch_up(self) -> None:
        real, simulated = self._anchor
        self.house.advance(simulated + (dt_util.utcnow() - real) * self.speed)

    @callback
    def _tick(self, _now: datetime | None = None) -> None:
        """Live up to the present, tell, and come again: soon while something moves."""
        self.stop()
        self._catch_up()
        self._tell()
        seconds = BUSY_SECONDS if self.house.busy else CALM_SECONDS
        self._cancel = async_call_later(self.hass, seconds, self._tick)

    @callback
    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
