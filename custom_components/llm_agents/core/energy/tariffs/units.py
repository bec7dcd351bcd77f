"""Units of prices: what a text comes to in currency per kWh, and which currencies it may be."""

from collections.abc import Iterable
from dataclasses import dataclass
import re
from statistics import median

from .bad_input import BadInput

_ENERGIES = {"wh": 1e3, "kwh": 1.0, "mwh": 1e-3, "gwh": 1e-6}
_DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS"})
_CROWNS = frozenset({"SEK", "NOK", "DKK", "ISK"})
_SYMBOLS: dict[str, frozenset[str]] = {
    "€": frozenset({"EUR"}),
    "euro": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "$": _DOLLARS,
    "kr": _CROWNS,
    "kr.": _CROWNS,
    "zł": frozenset({"PLN"}),
    "kč": frozenset({"CZK"}),
    "ft": frozenset({"HUF"}),
    "fr": frozenset({"CHF"}),
    "fr.": frozenset({"CHF"}),
    "lei": frozenset({"RON"}),
    "¥": frozenset({"JPY", "CNY"}),
    "₹": frozenset({"INR"}),
    "₺": frozenset({"TRY"}),
    "₴": frozenset({"UAH"}),
    "r$": frozenset({"BRL"}),
}
_ANY: frozenset[str] = frozenset()
_MINORS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("ct", "c", "cent", "cents", "¢"), _ANY),
    **dict.fromkeys(("c€", "€c", "eurocent", "€ct", "ct€"), frozenset({"EUR"})),
    **dict.fromkeys(("öre", "øre", "ore"), _CROWNS),
    **dict.fromkeys(("p", "pence", "penny"), frozenset({"GBP"})),
    **dict.fromkeys(("gr", "grosz"), frozenset({"PLN"})),
    **dict.fromkeys(("rp", "rp.", "rappen", "ctm"), frozenset({"CHF"})),
    "bani": frozenset({"RON"}),
}
_TEXT = re.compile(r"(?P<money>[^/\s]+)\s*(?:/|\bper\b)\s*(?P<energy>[kmg]?wh)", re.IGNORECASE)
_IN_NAME = re.compile(r"(?:^|_)(?:(?P<money>[a-z]+)_)?per_(?P<energy>[km]?wh)$")

TYPICAL = {
    **dict.fromkeys(("EUR", "GBP", "CHF", "AUD", "NZD"), 0.25),
    **dict.fromkeys(("USD", "CAD", "SGD"), 0.15),
    **dict.fromkeys(("SEK", "NOK", "DKK", "ZAR", "TRY"), 2.0),
    **dict.fromkeys(("PLN", "RON", "BRL", "CNY"), 0.9),
    **dict.fromkeys(("CZK", "UAH", "INR", "TWD"), 5.0),
    **dict.fromkeys(("JPY", "HUF", "ISK"), 35.0),
}
"""What a kWh costs by and large: far from it a unit is mixed up."""
_FAR = 20.0
_SCALES = (100.0, 1000.0)
_NEAR = 0.005


@dataclass(frozen=True, slots=True)
class PriceUnit:
    """A unit of prices: `factor` makes it currency per kWh; `currencies` are those it may be, all if empty."""

    factor: float
    currencies: frozenset[str] = _ANY

    def check(self, currency: str) -> None:
        """Raise `BadInput` where the home's currency is another one."""
        if self.currencies and currency not in self.currencies:
            raise BadInput("currency", {"found": "/".join(sorted(self.currencies)), "expected": currency})


def price_unit(text: str | None) -> PriceUnit | None:
    """Return the unit that a text names, such as `EUR/MWh`, `ct/kWh`, `öre/kWh` or `p/kWh`; `None` for no unit of prices."""
    told = _TEXT.fullmatch(text.strip()) if text else None
    return _unit(told["money"], told["energy"]) if told else None


def unit_in_name(name: str) -> PriceUnit | None:
    """Return the unit that a name of a field tells, such as `price_ct_per_kwh`; without money it is the home's."""
    told = _IN_NAME.search(name.lower())
    if told is None:
        return None
    money = told["money"]
    unit = _unit(money, told["energy"]) if money else None
    return unit or PriceUnit(_ENERGIES[told["energy"]])


def _unit(money: str, energy: str) -> PriceUnit | None:
    scale, small = _ENERGIES[energy.lower()], money.lower()
    if small in _SYMBOLS:
        return PriceUnit(scale, _SYMBOLS[small])
    if small in _MINORS:
        return PriceUnit(scale / 100, _MINORS[small])
    if re.fullmatch(r"[a-z]{3}", small):
        return PriceUnit(scale, frozenset({small.upper()}))
    return None


def check_scale(values: Iterable[float], currency: str) -> None:
    """Raise `BadInput` for prices in currency per kWh that are so far off that their unit must be another one."""
    typical = TYPICAL.get(currency)
    amounts = [abs(value) for value in values]
    if typical is None or not amounts:
        return
    middle = median(amounts)
    if middle > typical * _FAR:
        raise BadInput("absurd", {"price": f"{middle:.4g}", "currency": currency})


def check_same(one: float, other: float) -> None:
    """Raise `BadInput` where two values of the same thing differ by the factor between two units."""
    if abs(one) < 1e-9 or abs(other) < 1e-9:
        return
    ratio = abs(one / other)
    for scale in _SCALES:
        if abs(ratio / scale - 1) < _NEAR or abs(ratio * scale - 1) < _NEAR:
            raise BadInput("mixed", {"one": f"{one:.4g}", "other": f"{other:.4g}"})
