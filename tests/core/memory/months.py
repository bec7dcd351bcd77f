"""Synthetic months of acts by hand: habits that are kept more or less, among acts at random."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
import random
from zoneinfo import ZoneInfo

from custom_components.llm_agents.core.memory.manual import Deed, ManualAct

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=ZONE)
DAYS = 42

LAMP_OFF = Deed("light.living", "light", "turn_off")
LAMP_ON = Deed("light.living", "light", "turn_on")
HEAT_DOWN = Deed("climate.living", "climate", "set_temperature", (("temperature", 17),))
BLIND_UP = Deed("cover.bed", "cover", "open_cover")
COFFEE = Deed("switch.coffee", "switch", "turn_on")


@dataclass(frozen=True)
class Kept:
    """A habit that somebody has: deeds at a minute on days of the week, with jitter in minutes, kept so often."""

    deeds: tuple[Deed, ...]
    minute: int
    weekdays: frozenset[int]
    share: float = 0.95
    jitter: float = 5.0


def month(kept: Sequence[Kept], chance: random.Random, noise: float = 8.0, user_id: str = "anna") -> list[ManualAct]:
    """Return the acts of six weeks: habits, and about `noise` acts at random each day, most in the evening."""
    acts = [*_habitual(kept, chance, user_id), *_random(chance, noise, user_id)]
    return sorted(acts, key=lambda act: act.at)


def _habitual(kept: Sequence[Kept], chance: random.Random, user_id: str) -> Iterator[ManualAct]:
    for day in _days():
        for habit in kept:
            if day.weekday() in habit.weekdays and chance.random() < habit.share:
                minute = habit.minute + chance.gauss(0, habit.jitter)
                for number, deed in enumerate(habit.deeds):
                    yield _act(deed, day + timedelta(minutes=minute + number * 0.5), user_id)


def _random(chance: random.Random, noise: float, user_id: str) -> Iterator[ManualAct]:
    deeds = [LAMP_ON, LAMP_OFF, BLIND_UP, COFFEE, Deed("media_player.tv", "media_player", "turn_on"), HEAT_DOWN]
    for day in _days():
        for _ in range(round(chance.gauss(noise, noise / 3))):
            hour = chance.gauss(19.5, 2.5) if chance.random() < 0.6 else chance.uniform(6, 24)
            yield _act(chance.choice(deeds), day + timedelta(hours=hour % 24), user_id)


def _days() -> list[datetime]:
    start = NOW.replace(hour=0) - timedelta(days=DAYS)
    return [start + timedelta(days=number) for number in range(DAYS)]


def _act(deed: Deed, at: datetime, user_id: str) -> ManualAct:
    return ManualAct(
        at=at,
        user_id=user_id,
        entity_id=deed.entity_id,
        domain=deed.domain,
        service=deed.service,
        data=dict(deed.data),
    )
