"""The times of a sentence about energy: by when, from when on, at what time, on which days; taken out of its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..home.index import HomeIndex
from ..home.words import Word
from .energy_words import EnergyWords
from .lexicon import Lexicon
from .moments import When
from .times import TimeReader, Use


class Role(StrEnum):
    """What a time is to a wish."""

    AT = "at"
    START = "start"
    END = "end"
    EVERY = "every"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A time and the words it takes; `sure` where they can mean nothing else."""

    role: Role
    start: int
    end: int
    when: When | None = None
    weekdays: tuple[int, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The times of a sentence, each of them once."""

    at: When | None = None
    start: When | None = None
    end: When | None = None
    weekdays: tuple[int, ...] = ()

    @property
    def told(self) -> bool:
        """Return whether any time was said."""
        return any(one is not None for one in (self.at, self.start, self.end)) or bool(self.weekdays)


class EnergyTimes:
    """Finds the times of one sentence about energy."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, index: HomeIndex, own: EnergyWords) -> None:
        """Take the words of the sentence."""
        self._words = words
        self._own = own
        self._folded = [word.folded for word in words]
        self._reader = TimeReader(words, lexicon, index)

    def variants(self) -> Iterator[tuple[list[Word], Times]]:
        """Yield the ways to take times out of the sentence, those that take most of them first: the rest, and the times."""
        parts = self._parts()
        unsure = [part for part in parts if not part.sure]
        seen: set[tuple[int, ...]] = set()
        for kept in (parts, *([p for p in parts if p is not one] for one in unsure), [p for p in parts if p.sure], []):
            key = tuple(part.start for part in kept)
            if key not in seen and (times := _times(kept)) is not None:
                seen.add(key)
                gone = {at for part in kept for at in range(part.start, part.end)}
                yield [word for at, word in enumerate(self._words) if at not in gone], times

    def _parts(self) -> list[Part]:
        found: list[Part] = []
        at = 0
        while at < len(self._words):
            part = self._part(at)
            if part is None:
                at += 1
                continue
            found.append(part)
            at = part.end
            if part.role is Role.START and (end := self._to(at)) is not None:
                found.append(end)
                at = end.end
        return found

    def _part(self, at: int) -> Part | None:
        for length, days in self._own.every.at(self._folded, at):
            weekdays = tuple(int(day) for day in days.split())
            return Part(role=Role.EVERY, start=at, end=at + length, weekdays=weekdays)
        for length, role in self._own.leads.at(self._folded, at):
            if (led := self._reader.led(at + length)) is not None:
                return Part(role=Role.END if role == "by" else Role.START, start=at, end=led[1], when=led[0])
        mention = self._reader.mention(at)
        if mention is None or mention.when == When() or mention.use is Use.STANDING:
            return None
        role = Role.END if mention.use is Use.UNTIL else Role.AT
        return Part(role=role, start=at, end=mention.end, when=mention.when, sure=mention.sure)

    def _to(self, at: int) -> Part | None:
        for length, _ in self._own.to.at(self._folded, at):
            if (led := self._reader.led(at + length)) is not None:
                return Part(role=Role.END, start=at, end=led[1], when=led[0])
        return None


def _times(parts: Sequence[Part]) -> Times | None:
    """Return what parts say together; `None` where two of them are the same."""
    roles = [part.role for part in parts]
    if len(set(roles)) < len(roles):
        return None
    whens = {part.role: part.when for part in parts}
    weekdays = next((part.weekdays for part in parts if part.role is Role.EVERY), ())
    return Times(at=whens.get(Role.AT), start=whens.get(Role.START), end=whens.get(Role.END), weekdays=weekdays)
