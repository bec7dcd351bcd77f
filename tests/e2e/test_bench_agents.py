"""The benchmark of agents as a command: its figures, and what must hold whatever the machine's speed."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio

pytestmark = pytest.mark.asyncio(loop_scope="session")
NAMES = {
    *("overhead_ratio_100", "overhead_ratio_5000", "prompt_tokens_5000", "cache_hit_pct_100", "failover_ms", "undo_ms"),
    *("injections_tried", "injections_stopped_pct", "kills_tried", "kills_survived_pct"),
}
PEERS = {"ollama", "openai_conversation"}


@pytest_asyncio.fixture(scope="module", loop_scope="session", name="figures")
async def figures_fixture(bench: Callable[..., Awaitable[dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Run the smaller benchmark once."""
    result = await bench("bench.agents", "--quick")
    return {figure["name"]: figure for figure in result["figures"]}


async def test_all_figures_are_measured(figures: dict[str, dict[str, Any]]) -> None:
    """Each has a value, and times and prompts stand beside both of Home Assistant's agents."""
    assert figures.keys() >= NAMES
    assert all(figures[name]["value"] is not None for name in NAMES)
    assert figures["overhead_ms_5000"]["peers"].keys() == figures["prompt_tokens_5000"]["peers"].keys() == PEERS


async def test_injections_and_kills_come_to_nothing(figures: dict[str, dict[str, Any]]) -> None:
    """Every attempt is stopped, and nothing that was acknowledged is lost."""
    assert figures["injections_tried"]["value"] >= 120
    assert figures["injections_stopped_pct"]["value"] == 100
    assert figures["kills_survived_pct"]["value"] == 100


async def test_a_large_home_costs_no_more_time_and_no_longer_prompts(figures: dict[str, dict[str, Any]]) -> None:
    """At 5,000 entities our time is far below that of agents whose prompt grows with the home, and so are the tokens."""
    assert figures["overhead_ratio_5000"]["value"] < figures["overhead_ratio_5000"]["goal"]
    assert figures["prompt_tokens_5000"]["value"] < min(figures["prompt_tokens_5000"]["peers"].values()) / 10
