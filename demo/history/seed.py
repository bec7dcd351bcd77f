"""Write thirty days of the demo home's past into a recorder's database, before Home Assistant's first start.

python -m demo.history.seed CONFIG_FOLDER [--days 30]
"""

import argparse
from datetime import UTC, datetime, timedelta, tzinfo
import json
from pathlib import Path
from random import Random
import sys
import time
from zoneinfo import ZoneInfo

from demo.custom_components.demo_home.readings import SENSORS
from demo.custom_components.demo_home.sim import House
from demo.custom_components.demo_home.sim.habits import Habits, tidy
from demo.custom_components.demo_home.sim.people import PEOPLE, Passage

from . import ZONE
from .database import Statistic, Tape, write
from .states import DESCRIBED, NAMES, tell, whereabouts

DATABASE, STATE = "home-assistant_v2.db", "demo_home.state"
STEP = timedelta(minutes=5)
SHORT_DAYS = 10  # as long as Home Assistant keeps five-minute statistics by default
CUMULATIVE = ("total", "total_increasing")
MEASURED = {entity_id: reading for entity_id, reading in SENSORS.items() if reading.state_class}
DOOR = ("lock.front_door", "binary_sensor.front_door")
OTHERS = tuple(entity_id for entity_id in NAMES if entity_id not in MEASURED and entity_id not in DOOR)


class Past:
    """Live through the days and write down what a recorder would have."""

    def __init__(self, start: datetime, end: datetime, zone: tzinfo, seed: int) -> None:
        """Begin at `start`; both moments lie on full five minutes."""
        self.house = House(start - timedelta(days=1), zone, seed)
        self.habits = Habits(self.house)
        self.start, self.end = start, end
        self.tape = Tape(Random(seed))
        self.statistics = {
            entity_id: Statistic(reading.unit or "", reading.state_class in CUMULATIVE)
            for entity_id, reading in MEASURED.items()
        }
        self._hour: dict[str, list[float]] = {entity_id: [] for entity_id in MEASURED}
        self._first: dict[str, float] = {}
        self._values: dict[str, float] = {}
        self._jitter = Random(seed + 1)

    def live(self) -> None:
        """Live through the days; the day before the first settles the temperatures."""
        while self.house.time < self.start:
            self._step()
        self._measure()
        self._first = {name: value for name, value in self._values.items() if self.statistics[name].cumulative}
        self._record(0.0)
        while self.house.time < self.end:
            before = self.house.time
            self._step()
            self._measure()
            for passage in self.house.people.passages(before, self.house.time):
                self._pass(passage)
            self._record(STEP.total_seconds())
            self._compile(before)

    def _step(self) -> None:
        self.habits.act()
        self.house.advance(self.house.time + STEP)

    def _measure(self) -> None:
        """Read all meters and thermometers once for this step."""
        for entity_id, reading in MEASURED.items():
            value = reading.value(self.house)
            if isinstance(value, int | float):
                self._values[entity_id] = value

    def _record(self, seconds: float) -> None:
        """Record all states: sensors on the clock, what people do somewhere within the step."""
        now = self.house.time.timestamp()
        for entity_id, value in self._values.items():
            self.tape.record(entity_id, now, str(value), DESCRIBED[entity_id])
        for entity_id in OTHERS:
            if told := tell(self.house, entity_id):
                self.tape.record(entity_id, now - self._jitter.random() * seconds * 0.9, *told)
        for person in PEOPLE:
            attributes = {"id": person, "friendly_name": person.capitalize()}
            self.tape.record(f"person.{person}", now, whereabouts(self.house, person), attributes)
        if not seconds:
            self._door(now, unlocked=False)

    def _pass(self, passage: Passage) -> None:
        """Unlock, open, close and lock the front door."""
        moment = passage.moment.timestamp()
        self._door(moment - 6, unlocked=True)
        self._contact(moment, is_open=True)
        self._contact(moment + 14, is_open=False)
        self._door(moment + 20, unlocked=False)

    def _door(self, moment: float, *, unlocked: bool) -> None:
        attributes = {"friendly_name": "Front Door"}
        self.tape.record("lock.front_door", moment, "unlocked" if unlocked else "locked", attributes)

    def _contact(self, moment: float, *, is_open: bool) -> None:
        attributes = {"device_class": "door", "friendly_name": "Front Door Contact"}
        self.tape.record("binary_sensor.front_door", moment, "on" if is_open else "off", attributes)

    def _compile(self, began: datetime) -> None:
        """Add the five minutes that began then; at a full hour, the hour."""
        recent = self.house.time > self.end - timedelta(days=SHORT_DAYS)
        full = self.house.time.minute == 0
        hour = self.house.time - timedelta(hours=1)
        for name, values in self._hour.items():
            value, statistic = self._values[name], self.statistics[name]
            if statistic.cumulative:
                row: tuple[float | None, ...] = (None, None, None, value, round(value - self._first[name], 4))
                hourly = row
            else:
                values.append(value)
                row = (value, value, value, None, None)
                hourly = (sum(values) / len(values), min(values), max(values), None, None)
            self._add(statistic, row if recent else None, hourly if full else None, began, hour)
            if full:
                values.clear()

    @staticmethod
    def _add(
        statistic: Statistic,
        short: tuple[float | None, ...] | None,
        long: tuple[float | None, ...] | None,
        began: datetime,
        hour: datetime,
    ) -> None:
        if short:
            statistic.short.append((began.timestamp(), *short))
        if long:
            statistic.long.append((hour.timestamp(), *long))


def seed(config: Path, *, days: int = 30, number: int = 1) -> None:
    """Write the past and the state of the house at its end into a configuration folder.

    `number` seeds chance. Raises `FileExistsError` when the folder has a database.
    """
    database = config / DATABASE
    if database.exists():
        raise FileExistsError(database)
    now = datetime.now(UTC)
    end = now.replace(minute=now.minute // 5 * 5, second=0, microsecond=0)
    past = Past(end - timedelta(days=days), end, ZoneInfo(ZONE), number)
    past.live()
    tidy(past.house)
    write(database, past.tape, past.statistics, past.start, now)
    storage = config / ".storage"
    storage.mkdir(exist_ok=True)
    data = {"house": past.house.dump(), "lists": {}, "arranged": []}
    document = {"version": 1, "minor_version": 1, "key": STATE, "data": data}
    (storage / STATE).write_text(json.dumps(document), encoding="utf-8")


def main() -> int:
    """Write the past into the folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path, help="Home Assistant's configuration folder")
    parser.add_argument("--days", type=int, default=30)
    arguments = parser.parse_args()
    began = time.monotonic()
    seed(arguments.config, days=arguments.days)
    print(f"history: {arguments.days} days in {time.monotonic() - began:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
