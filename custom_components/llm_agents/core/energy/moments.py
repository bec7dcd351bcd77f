"""Moments of a plan that people want to hear of: cheap times, and runs that are about to begin. No numpy."""

from collections.abc import Mapping, Sequence
from typing import Any

_DAY = 86400.0
_EVEN = 1e-6


def cheap_until(shown: Mapping[str, Any], now: float, share: float) -> float | None:
    """Return until when electricity is cheap that is cheap now: among the cheapest `share` (0..1) of the next 24 hours.

    `None` where it is not, where no price is known, and where all prices are alike: then nothing is cheap.
    """
    spans = [
        (max(start, now), min(end, now + _DAY), price)
        for start, end, price in _priced(shown)
        if end > now and start < now + _DAY
    ]
    if not spans or spans[0][0] > now:
        return None
    dearest = max(price for _, _, price in spans)
    limit, left = dearest, share * sum(end - start for start, end, _ in spans)
    for start, end, price in sorted(spans, key=lambda span: span[2]):
        limit = price
        left -= end - start
        if left <= _EVEN:
            break
    if limit >= dearest - _EVEN or spans[0][2] > limit + _EVEN:
        return None
    return next((start for start, _, price in spans if price > limit + _EVEN), spans[-1][1])


def price_now(shown: Mapping[str, Any], now: float) -> float | None:
    """Return the import price that holds now."""
    return next((price for start, end, price in _priced(shown) if start <= now < end), None)


def _priced(shown: Mapping[str, Any]) -> list[tuple[float, float, float]]:
    steps: Sequence[float] = shown.get("steps", ())
    prices: Sequence[float | None] = shown.get("import_price", ())
    spans = zip(steps, steps[1:], prices, strict=False)
    return [(start, end, price) for start, end, price in spans if price is not None]
