"""Sentences about the energy of the home: `charge the car to 80 % by friday noon`, `why is the battery holding?`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..home.index import HomeIndex
from ..home.model import EnergyAsset
from ..home.words import Word
from .energies import EnergyAsk, EnergyQuestion, EnergyRequest, EnergyWhatIf, EnergyWish, Tried, Wished
from .energy_times import EnergyTimes, Times
from .energy_words import EnergyWords
from .lexicon import Lexicon
from .numbers import number_at
from .templates import Match

_LONGEST = 40  # words of a sentence about energy
_MOST_FITS = 40  # ways in which one sentence is tried, which bounds what a hostile one can cost
_FAHRENHEIT = "°F"

_VEHICLE, _BATTERY, _ZONE = "vehicle", "battery", "zone"
_OF: Mapping[Wished, tuple[str, ...]] = {
    Wished.CHARGE: (_VEHICLE, _BATTERY),
    Wished.CHARGE_NOW: (_VEHICLE, _BATTERY),
    Wished.KEEP: (_ZONE,),
    Wished.WARM_BY: (_ZONE,),
    Wished.RUN: ("appliance", "load"),
    Wished.RUN_CHEAPEST: ("appliance", "load"),
    Wished.RESERVE: (_BATTERY,),
    Wished.NO_GRID: (_VEHICLE, _BATTERY, "load"),
    Wished.NO_DISCHARGE: (_BATTERY,),
    Wished.PAUSE: (_VEHICLE, _ZONE, "load", "appliance", "water_heater"),
}
"""The kinds of assets that something can be wished of; what is not here is of the home."""

_FILLED = frozenset((_VEHICLE, _BATTERY, _ZONE, "water_heater"))  # what is so full or so warm
_HOUSEHOLD = frozenset((Wished.WARM_BY, Wished.NO_GRID, Wished.RESERVE))  # of all of its kind where none is named
_SHARES = frozenset((Wished.CHARGE, Wished.CHARGE_NOW, Wished.RESERVE))
_BY = frozenset((Wished.CHARGE, Wished.WARM_BY, Wished.RUN))  # a bare time is by when
_TIMED = frozenset((Wished.KEEP, Wished.WARM_BY, Wished.RUN, Wished.PAUSE))  # without a time they are acts like others


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: `percent`, `degree`, `kw`, `kwh`, `cents`, `money`, or none."""

    value: float
    unit: str


class EnergyReader:
    """Reads sentences about energy, in a home that has energy assets."""

    def __init__(self, words: Sequence[Word], text: str, lexicon: Lexicon, index: HomeIndex, own: EnergyWords) -> None:
        """Take the words of the sentence and the sentence itself."""
        self._words, self._text = words, text
        self._lexicon, self._index, self._own = lexicon, index, own
        self._assets = index.home.assets

    def read(self) -> EnergyRequest | None:
        """Return what is asked or wished, `None` when the sentence is not about energy."""
        if not self._assets or not 1 < len(self._words) <= _LONGEST:
            return None
        tried = 0
        for rest, times in EnergyTimes(self._words, self._lexicon, self._index, self._own).variants():
            for words, match in self._matches(rest):
                if (found := self._request(match, words, times)) is not None:
                    return found
                tried += 1
                if tried >= _MOST_FITS:
                    return None
        return None

    def sure(self) -> EnergyQuestion | None:
        """Return that the energy plan is asked about, where the words can mean nothing else whatever the home has."""
        folded = [word.folded for word in self._words]
        if not 1 < len(folded) <= _LONGEST or next(self._own.sure.matches(folded), None) is None:
            return None
        return EnergyQuestion(ask=EnergyAsk.PLAN, words=self._text)

    def _matches(self, rest: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Match]]:
        """Yield the templates that fit all the words, then those that fit them without politeness around them."""
        folded = [word.folded for word in rest]
        end = len(folded)
        while end > 1 and folded[end - 1] in self._own.polite:
            end -= 1
        start = 0
        spans = [(0, len(folded))]
        while start < end:
            spans.append((start, end))
            polite = self._lexicon.match(folded, start, "fillers")
            if polite is None:
                break
            start += polite[0]
        for begin, stop in dict.fromkeys(spans):
            words = rest[begin:stop]
            for match in self._own.templates.matches(folded[begin:stop]):
                yield words, match

    def _request(self, match: Match, words: Sequence[Word], times: Times) -> EnergyRequest | None:
        kind, _, meaning = match.meaning.partition(" ")
        slots = {name: words[begin:end] for name, (begin, end) in match.slots.items()}
        if "doing" in slots and not any(self._own.doing.matches([word.folded for word in slots["doing"]])):
            return None
        named: tuple[EnergyAsset, ...] | None = None
        if "asset" in slots and not (named := self._resolve(slots["asset"])):
            return self._elsewhere(meaning, slots["asset"], times)
        amount = self._amount(slots["amount"]) if "amount" in slots else None
        price = self._amount(slots["price"]) if "price" in slots else None
        if ("amount" in slots and amount is None) or ("price" in slots and price is None):
            return None
        match kind:
            case "ask":
                ask = EnergyAsk(meaning)
                if ask is EnergyAsk.LEVEL:
                    named = tuple(asset for asset in named or () if asset.kind in _FILLED)
                    if not named:
                        return None
                asset_ids = tuple(asset.asset_id for asset in named or ())
                return EnergyQuestion(ask=ask, asset_ids=asset_ids, words=self._text)
            case "try":
                return self._tried(Tried(meaning), named or (), amount, price)
        return self._wish(meaning, named, amount, times)

    def _elsewhere(self, meaning: str, words: Sequence[Word], times: Times) -> EnergyWish | None:
        """Return that a temperature is wished for a while in a room that is not planned, in a home in which others are."""
        if meaning != Wished.KEEP or times.end is None or not any(one.kind == _ZONE for one in self._assets):
            return None
        areas = self._index.area_phrases.get([word.key for word in self._bare(words)]) or ()
        names = [area.name for area in self._index.home.areas.values() if area.area_id in areas]
        return EnergyWish(wished=Wished.KEEP, words=self._text, place=names[0]) if names else None

    def _tried(
        self, tried: Tried, named: tuple[EnergyAsset, ...], amount: Amount | None, price: Amount | None
    ) -> EnergyWhatIf | None:
        units = {Tried.BATTERY: ("kwh", ""), Tried.SUN: ("kw", ""), Tried.TEMPERATURE: ("degree", "")}
        if amount is not None and amount.unit not in units.get(tried, ()):
            return None
        if price is not None and price.unit not in ("cents", "money", ""):
            return None
        money = price.value / 100 if price is not None and price.unit == "cents" else price.value if price else None
        value = amount.value if amount is not None else None
        if tried is Tried.TARIFF:
            value, money = money, None
        elif tried is Tried.TEMPERATURE:
            value = self._celsius(value)
            if any(asset.kind != _ZONE for asset in named):
                return None
        asset_ids = tuple(asset.asset_id for asset in named)
        return EnergyWhatIf(tried=tried, asset_ids=asset_ids, amount=value, price=money, words=self._text)

    def _wish(
        self, meaning: str, named: tuple[EnergyAsset, ...] | None, amount: Amount | None, times: Times
    ) -> EnergyWish | None:
        if meaning == "ready":  # "we need the car" alone says nothing
            if not times.told:
                return None
            meaning = Wished.CHARGE
        wished = Wished(meaning)
        if wished is Wished.KEEP and amount is not None and amount.unit == "percent":
            wished = Wished.RESERVE
        if wished is Wished.CHARGE and not times.told and all(asset.kind == _BATTERY for asset in named or ()):
            wished = Wished.CHARGE_NOW  # of a battery there is nothing else to mean
        if not times.told and wished in _TIMED:
            return None
        if wished is Wished.RUN and times.end is None and not times.weekdays:
            return None  # "run the dishwasher at nine" is an act for later
        asset_ids = self._fitting(wished, named)
        value = self._value(wished, amount)
        if asset_ids is None or (amount is not None and value is None):
            return None
        start, end = times.start, times.end
        if times.at is not None and wished in _BY and end is None:
            end = times.at
        elif times.at is not None and start is None:
            start = times.at
        return EnergyWish(
            wished=wished,
            asset_ids=asset_ids,
            amount=value,
            start=start,
            end=end,
            weekdays=times.weekdays,
            words=self._text,
        )

    def _fitting(self, wished: Wished, named: tuple[EnergyAsset, ...] | None) -> tuple[str, ...] | None:
        """Return the assets that something is wished of; `None` where it cannot be wished of those that are named."""
        if wished not in _OF:
            return tuple(asset.asset_id for asset in named or ())
        if named is None:
            if wished not in _HOUSEHOLD:
                return None
            kinds = (_VEHICLE, _BATTERY) if wished is Wished.NO_GRID else _OF[wished]
            return tuple(asset.asset_id for asset in self._assets if asset.kind in kinds) or None
        return tuple(asset.asset_id for asset in named if asset.kind in _OF[wished]) or None

    def _value(self, wished: Wished, amount: Amount | None) -> float | None:
        """Return an amount in the unit of what is wished; `None` where it is none."""
        if amount is None:
            return None
        if wished in _SHARES:
            return amount.value / 100 if amount.unit in ("percent", "") else None
        if wished in (Wished.KEEP, Wished.WARM_BY):
            return self._celsius(amount.value) if amount.unit in ("degree", "") else None
        return None

    def _celsius(self, value: float | None) -> float | None:
        fahrenheit = self._index.home.temperature_unit == _FAHRENHEIT
        return round((value - 32) * 5 / 9, 2) if value is not None and fahrenheit else value

    def _amount(self, words: Sequence[Word]) -> Amount | None:
        number = number_at(words, 0, self._lexicon) if words else None
        if number is None:
            return None
        rest = tuple(word.folded for word in words[number.length :])
        if not rest:
            return Amount(number.value, "")
        if (unit := self._own.units.get(rest)) is not None:
            return Amount(number.value, unit)
        senses = [sense.value for sense in self._lexicon.senses(" ".join(rest)) if sense.group == "units"]
        units = {"percent": "percent", "degree": "degree", "celsius": "degree", "fahrenheit": "degree"}
        return next((Amount(number.value, units[one]) for one in senses if one in units), None)

    def _bare(self, words: Sequence[Word]) -> list[Word]:
        kept = list(words)
        while len(kept) > 1 and kept[0].folded in self._own.determiners:
            kept.pop(0)
        return kept

    def _resolve(self, words: Sequence[Word]) -> tuple[EnergyAsset, ...]:
        """Return the assets that words mean: by their own names, by their rooms, by what they are."""
        kept = self._bare(words)
        keys = tuple(word.key for word in kept)
        names = {asset.asset_id: tuple(self._index.normaliser.keys(asset.name)) for asset in self._assets}
        if exact := tuple(asset for asset in self._assets if names[asset.asset_id] == keys):
            return exact
        areas = self._index.area_phrases.get(list(keys)) or ()
        if rooms := tuple(asset for asset in self._assets if asset.area_id is not None and asset.area_id in areas):
            return rooms
        kind = self._own.kinds.get(tuple(word.folded for word in kept))
        if kind is not None and (alike := tuple(asset for asset in self._assets if asset.kind == kind)):
            return alike
        return tuple(asset for asset in self._assets if set(keys) <= set(names[asset.asset_id]))
