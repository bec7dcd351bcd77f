"""Figures of energy as they are spoken: money, prices, energies, shares, temperatures, moments, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
import math

from ..energy.assets import AssetKind
from .phrases import Phrases
from .spoken_times import SpokenTimes

_OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyFigures:
    """Words figures at a moment (`now`, on the clocks of the home); `names` are those of assets by their ids."""

    phrases: Phrases
    now: datetime
    currency: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def say(self, *path: str, count: float = 1, **values: str) -> str:
        """Return a phrase about energy."""
        return self.phrases.say("energy", *path, count=count, **values)

    def asset(self, asset_id: str | None) -> str:
        """Return an asset as it is spoken; the home for none."""
        if asset_id is None or asset_id not in self.names:
            return self.say("home")
        name = self.names[asset_id]
        common = name.casefold() in self.phrases.words("energy", "common")
        if self.kinds.get(asset_id) == AssetKind.VEHICLE and not common:  # a make or a nickname: as it is written
            return self.phrases.say("names", "device", name=name)
        return self.phrases.called(name)

    def money(self, value: float) -> str:
        """Return an amount of money."""
        return self._of_currency("money", value=self.decimal(value, 2))

    def rough(self, value: float) -> str:
        """Return an amount of money that is known roughly: two digits of it, and no hundredths."""
        digits = 1 - math.floor(math.log10(abs(value))) if abs(value) >= 1 else 0
        return self._of_currency("money", value=self.decimal(round(value, min(digits, 0)), 0))

    def price(self, value: float) -> str:
        """Return a price of a kilowatt hour, in hundredths where people say them."""
        minor = value * 100
        digits = 0 if abs(minor) >= 10 and abs(minor - round(minor)) < 0.05 else 1
        return self._of_currency("prices", value=self.decimal(value, 3), minor=self.decimal(minor, digits))

    def _of_currency(self, kind: str, **values: str) -> str:
        known = self.currency if self.phrases.has("energy", kind, self.currency) else _OTHER
        return self.say(kind, known, count=1, currency=self.currency, **values)

    def energy(self, value: float) -> str:
        """Return an energy in kWh."""
        return self.say("energy", value=self.decimal(value, 0 if abs(value) >= 10 else 1))

    def power(self, value: float) -> str:
        """Return a power in kW."""
        return self.say("power", value=self.decimal(value, 1))

    def share(self, value: float) -> str:
        """Return a share (0..1) as a percentage."""
        return self.say("percent", value=self.decimal(value * 100, 0))

    def degrees(self, value: float) -> str:
        """Return a temperature in °C."""
        return self.say("degrees", value=self.decimal(value, 1).removesuffix(f"{self.phrases.say('decimal')}0"))

    def moment(self, at: float) -> str:
        """Return an instant as it is told after a word that leads to it."""
        return SpokenTimes(self.phrases).moment(self.local(at), self.now)

    def span(self, start: float, end: float) -> tuple[str, str]:
        """Return two instants as they are told after "from" and "to": the day once where it is the same.

        It stands where the language has it: "from 4:00 AM to 5:00 AM tomorrow", "von morgen um 4:00 Uhr bis 5:00 Uhr".
        """
        begin, last = self.local(start), self.local(end)
        first, then = self.moment(start), self.moment(end)
        if begin.date() != last.date():
            return first, then
        spoken = SpokenTimes(self.phrases)
        bare = spoken.moment(last, last)
        return (spoken.moment(begin, begin), then) if then.startswith(bare) else (first, bare)

    def local(self, at: float) -> datetime:
        """Return an instant on the clocks of the home."""
        return datetime.fromtimestamp(at, self.now.tzinfo)

    def decimal(self, value: float, digits: int) -> str:
        """Return a number with so many digits, as the language writes it."""
        text = f"{value:,.{digits}f}"
        if abs(value) < 10_000:
            text = text.replace(",", "")
        marks = {",": self.phrases.say("thousands"), ".": self.phrases.say("decimal")}
        told = "".join(marks.get(letter, letter) for letter in text)
        return told.removeprefix("-") if float(text.replace(",", "")) == 0 else told
