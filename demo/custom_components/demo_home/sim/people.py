"""Two people and their days: when they are in which room, when they leave and when they sleep."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise

from .chance import chance, spread

PEOPLE = ("alex", "sam")
AWAY = frozenset({"work", "out"})


#: when a machine is loaded: on which weekdays (Monday is 0), at which minute of the day
LOADED: dict[str, tuple[frozenset[int], int]] = {
    "switch.washing_machine": (frozenset({0, 2, 5}), 540),
    "switch.dishwasher": (frozenset(range(7)), 1200),
}


def loads(entity_id: str, local: datetime, seconds: float) -> bool:
    """Return whether somebody loaded a machine within the last seconds before a local time."""
    weekdays, minute = LOADED[entity_id]
    passed = (local.hour * 60 + local.minute - minute) * 60 + local.second
    return local.weekday() in weekdays and 0 <= passed < seconds


@dataclass(frozen=True, slots=True)
class Stay:
    """From `minute` of the day on somebody is at a place: a room's id, `garden`, `work` or `out`."""

    minute: float
    place: str
    awake: bool = True
    task: str = ""  # shower, cook, coffee


@dataclass(frozen=True, slots=True)
class Passage:
    """Somebody goes through the front door."""

    moment: datetime
    person: str
    leaving: bool


class Household:
    """The days of the two people, the same for the same seed."""

    def __init__(self, zone: tzinfo, seed: int = 1) -> None:
        """Take the home's time zone and the seed of chance."""
        self._zone = zone
        self._seed = seed
        self._day = lru_cache(maxsize=32)(self._plan)

    def stay(self, person: str, moment: datetime) -> Stay:
        """Return where somebody is and what they do."""
        local = moment.astimezone(self._zone)
        minute = local.hour * 60 + local.minute + local.second / 60
        plan = self._day(person, local.date())
        return next(stay for stay in reversed(plan) if stay.minute <= minute)

    def stays(self, moment: datetime) -> dict[str, Stay]:
        """Return the stay of each person."""
        return {person: self.stay(person, moment) for person in PEOPLE}

    def passages(self, start: datetime, end: datetime) -> Iterator[Passage]:
        """Yield who goes through the front door after `start`, up to and with `end`."""
        day = start.astimezone(self._zone).date()
        while day <= end.astimezone(self._zone).date():
            for person in PEOPLE:
                plan = self._day(person, day)
                for before, after in pairwise(plan):
                    if (before.place in AWAY) != (after.place in AWAY):
                        moment = self._at(day, after.minute)
                        if start < moment <= end:
                            yield Passage(moment, person, after.place in AWAY)
            day += timedelta(days=1)

    def _at(self, day: date, minute: float) -> datetime:
        hour, rest = divmod(int(minute), 60)
        return datetime(day.year, day.month, day.day, hour, rest, tzinfo=self._zone).astimezone(UTC)

    def _plan(self, person: str, day: date) -> tuple[Stay, ...]:
        if day.weekday() >= 5:
            plan = self._weekend(person, day)
        else:
            plan = self._alex(day) if person == "alex" else self._sam(day)
        return tuple(sorted(plan, key=lambda stay: stay.minute))

    def _vary(self, width: float, *what: object) -> float:
        return spread(self._seed, width, *what)

    def _alex(self, day: date) -> tuple[Stay, ...]:
        """Return a working day outside, by car."""
        wake = 400 + self._vary(12, day, "wake")
        home = 1035 + self._vary(35, day, "home")
        return (
            Stay(0, "bedroom", awake=False),
            Stay(wake, "bathroom", task="shower"),
            Stay(wake + 22, "kitchen", task="coffee"),
            Stay(wake + 62, "work"),
            Stay(home, "living_room"),
            *self._evening("alex", day),
        )

    def _sam(self, day: date) -> tuple[Stay, ...]:
        """Return a working day in the home office; twice a week out."""
        wake = 430 + self._vary(15, day, "wake")
        out = day.weekday() in (1, 3)
        work = (Stay(555, "out"), Stay(900 + self._vary(20, day, "back"), "office")) if out else ()
        at_home = () if out else (Stay(735, "kitchen"), Stay(780, "office"))
        return (
            Stay(0, "bedroom", awake=False),
            Stay(wake, "bathroom", task="shower"),
            Stay(wake + 20, "kitchen", task="coffee"),
            Stay(525, "office"),
            *work,
            *at_home,
            Stay(990 + self._vary(15, day, "end"), "kids_room"),
            *self._evening("sam", day),
        )

    def _weekend(self, person: str, day: date) -> tuple[Stay, ...]:
        """Return a slow morning, mostly an outing together, and an evening at home."""
        wake = 505 + self._vary(25, person, day, "wake")
        leave = 660 + self._vary(30, day, "leave")
        outing = (
            Stay(leave, "out") if chance(self._seed, day, "outing") < 0.65 else Stay(leave, "garden"),
            Stay(845 + self._vary(45, day, "return"), "living_room"),
        )
        return (
            Stay(0, "bedroom", awake=False),
            Stay(wake, "bathroom", task="shower"),
            Stay(wake + 25, "kitchen", task="coffee"),
            Stay(wake + 70, "living_room" if person == "sam" else "office"),
            *outing,
            Stay(930, "garden" if person == "alex" else "guest_room"),
            Stay(985, "living_room"),
            *self._evening(person, day),
        )

    def _evening(self, person: str, day: date) -> tuple[Stay, ...]:
        """Return cooking, eating, the living room and bed."""
        dinner = 1085 + self._vary(15, day, "dinner")
        cooks = (person == "sam") == (day.toordinal() % 2 == 0)
        bed = 1380 + self._vary(25, person, day, "bed")
        return (
            Stay(dinner, "kitchen", task="cook") if cooks else Stay(dinner, "living_room"),
            Stay(dinner + 40, "dining_room"),
            Stay(dinner + 80, "living_room"),
            Stay(bed - 25, "bathroom"),
            Stay(bed - 8, "bedroom"),
            Stay(bed, "bedroom", awake=False),
        )
