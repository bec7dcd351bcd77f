"""The benchmarks as commands: their form, and what must hold whatever the machine's speed."""

import asyncio
from collections.abc import Awaitable, Callable
import json
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

type Bench = Callable[..., Awaitable[dict[str, Any]]]

pytestmark = pytest.mark.asyncio(loop_scope="session")
NAMES = {"right_end_state_ratio", "false_claims", "latency_ratio_100", "latency_ratio_1000", "latency_ratio_5000"}
UNDERSTANDING = {
    *("own_en", "own_en_first_turn", "own_de", "wrong_actions_pct", "wrong_actions_first_turn_pct", "false_claims"),
    *("asked_pct", "layer_reader_share_pct", "layer_reader_accuracy_pct", "layer_reader_median_ms"),
    *("layer_reader_p95_ms", "cpu_ms_100", "cpu_ms_5000", "reader_cpu_ms_100", "startup_ms_en", "memory_mb_en"),
    *("prompt_tokens_100", "prompt_tokens_10000", "retrieval_recall_100", "retrieval_recall_10000"),
}
BESIDE_A_PEER = ("own_en", "wrong_actions_pct", "false_claims", "cpu_ms_100", "cpu_ms_5000", "prompt_tokens_10000")


@pytest_asyncio.fixture(scope="module", loop_scope="session", name="result")
async def result_fixture(bench: Bench) -> dict[str, Any]:
    """Run the smaller benchmark of turns once."""
    return await bench("bench.turn", "--quick")


@pytest.fixture(scope="module", name="failures")
def failures_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the cases that failed are written."""
    return tmp_path_factory.mktemp("bench") / "failures.jsonl"


@pytest_asyncio.fixture(scope="module", loop_scope="session", name="understood")
async def understood_fixture(bench: Bench, failures: Path) -> dict[str, Any]:
    """Say some of our own cases, in two processes, and measure everything else once."""
    only = ("--only", "own_en", "own_de", "--limit", "20")
    return await bench("bench.understanding", *only, "--shards", "2", "--failures", str(failures))


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


async def test_understanding_has_all_its_figures(understood: dict[str, Any]) -> None:
    """Each is measured, and stands beside Home Assistant's own agent where that has one."""
    figures = {figure["name"]: figure for figure in understood["figures"]}
    assert figures.keys() >= UNDERSTANDING
    assert all(figures[name]["value"] is not None for name in UNDERSTANDING)
    assert all(figures[name]["peers"]["home_assistant"] is not None for name in BESIDE_A_PEER)


async def test_more_is_understood_than_by_home_assistant(understood: dict[str, Any]) -> None:
    """In English and German; a yes never makes less right than there was without."""
    figures = {figure["name"]: figure for figure in understood["figures"]}
    for name in ("own_en", "own_de"):
        assert figures[name]["value"] > figures[name]["peers"]["home_assistant"]
        assert figures[name]["value"] >= figures[f"{name}_first_turn"]["value"]


async def test_a_sentence_costs_little_and_a_prompt_stays_small(understood: dict[str, Any]) -> None:
    """The goals that hold on any machine."""
    reached = {figure["name"]: figure["value"] <= figure["goal"] for figure in understood["figures"] if figure["goal"]}
    assert reached["cpu_ms_100"]
    assert reached["cpu_ms_5000"]
    assert reached["prompt_tokens_10000"]


async def test_what_failed_is_written_down(understood: dict[str, Any], failures: Path) -> None:
    """Each case that did not end right, with or without a yes, stands in the file."""
    rows = [json.loads(line) for line in (await asyncio.to_thread(failures.read_text)).splitlines()]
    wrong = [row for row in rows if not row["right"]]
    counted = sum(line["cases"] - line["ours"]["right"] for line in understood["files"])
    assert len(wrong) == counted
    assert all(row["wrong"] for row in wrong)
