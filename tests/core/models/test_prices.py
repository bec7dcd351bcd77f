"""What an answer costs."""

import pytest

from custom_components.llm_agents.core.models.prices import Prices
from custom_components.llm_agents.core.models.protocol import Usage

USAGE = Usage(input_tokens=1_000_000, output_tokens=100_000, cached_tokens=400_000)


@pytest.mark.parametrize(
    ("prices", "cost"),
    [
        (Prices(), 0.0),
        (Prices(input=2.0, output=8.0), 2.8),
        (Prices(input=2.0, output=8.0, cached=0.5), 2.2),
        (Prices(input=2.0, output=8.0, cached=0.0), 2.0),
    ],
)
def test_cost(prices: Prices, cost: float) -> None:
    """Tokens that the provider had read before have a price of their own where one is given."""
    assert prices.cost(USAGE) == pytest.approx(cost)


def test_more_cached_than_read_is_not_paid_back() -> None:
    """A provider's odd numbers never make a negative price."""
    assert Prices(input=1.0, cached=0.0).cost(Usage(input_tokens=10, cached_tokens=20)) == 0.0


@pytest.mark.parametrize("prices", [Prices(), Prices(input=1.5, output=2.0), Prices(input=1.0, cached=0.1)])
def test_kept_and_read_again(prices: Prices) -> None:
    """Prices are the same after being kept."""
    assert Prices.from_data(prices.as_data()) == prices


def test_level_orders_backends() -> None:
    """A dearer backend has a higher level."""
    assert Prices(input=1.0, output=4.0).level < Prices(input=3.0, output=4.0).level
