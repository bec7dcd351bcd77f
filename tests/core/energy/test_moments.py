"""Cheap times of a plan."""

from typing import Any

import pytest

from custom_components.llm_agents.core.energy.moments import cheap_until, price_now

HOUR = 3600.0


def shown(*prices: float | None) -> dict[str, Any]:
    """Return a plan of hours with prices, from instant 0 on."""
    return {"steps": [i * HOUR for i in range(len(prices) + 1)], "import_price": list(prices)}


def test_cheap_is_what_is_among_the_cheapest_share_until_it_is_dearer() -> None:
    plan = shown(0.1, 0.1, 0.3, 0.4, 0.1, 0.5, 0.4, 0.4)
    assert cheap_until(plan, 0, 0.25) == 2 * HOUR
    assert cheap_until(plan, 5 * HOUR, 0.25) is None
    assert cheap_until(plan, 4.5 * HOUR, 0.25) == 5 * HOUR


def test_where_all_prices_are_alike_nothing_is_cheap() -> None:
    assert cheap_until(shown(0.3, 0.3, 0.3), 0, 0.5) is None


def test_only_the_next_day_counts() -> None:
    assert cheap_until(shown(*[0.3] * 12, *[0.4] * 12, *[0.1] * 12), 0, 0.25) == 12 * HOUR


@pytest.mark.parametrize("plan", [{}, shown(), shown(None, 0.1)])
def test_what_is_not_known_is_not_cheap(plan: dict[str, Any]) -> None:
    assert cheap_until(plan, 0, 0.5) is None
    assert price_now(plan, 0) is None


def test_the_price_is_that_of_the_present_step() -> None:
    assert price_now(shown(0.1, 0.2), 1.5 * HOUR) == 0.2
