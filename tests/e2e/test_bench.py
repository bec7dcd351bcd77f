"""The benchmark as a command: its form, and what must hold whatever the machine's speed."""

import asyncio
import json
import sys
from typing import Any

import pytest
import pytest_asyncio

from demo.runner.layout import ROOT

pytestmark = pytest.mark.asyncio(loop_scope="session")
NAMES = {"right_end_state_ratio", "false_claims", "latency_ratio_100", "latency_ratio_1000", "latency_ratio_5000"}


@pytest_asyncio.fixture(scope="module", loop_scope="session", name="result")
async def result_fixture() -> dict[str, Any]:
    """Run the smaller benchmark once."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.turn", "--json", "--quick",
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(), 240)
    assert process.returncode == 0, err.decode()[-3000:]
    return dict(json.loads(out))


async def test_the_figures_have_the_form_of_all_benchmarks(result: dict[str, Any]) -> None:
    """Each figure has a name, a value, its unit and direction, its goal and its peers."""
    assert {figure["name"] for figure in result["figures"]} >= NAMES
    for figure in result["figures"]:
        assert figure.keys() == {"name", "value", "unit", "better", "goal", "peers", "note"}
        assert figure["better"] in ("higher", "lower")
    assert result["machine"]["cores"] >= 1


async def test_more_sentences_end_right_and_none_is_falsely_claimed(result: dict[str, Any]) -> None:
    """Ours are right more often than Home Assistant's own agent's."""
    values = {figure["name"]: figure["value"] for figure in result["figures"]}
    assert values["right_end_state_ratio"] > 1
    assert values["false_claims"] == 0
