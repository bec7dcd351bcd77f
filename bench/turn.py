"""Our agent beside Home Assistant's own: right end states, false claims, and milliseconds by the size of the home.

Both agents live in the same real core, hear the same sentences over the same devices, and are judged by the
states alone. Times are of the whole turn, from the words to the answer, our journal and read-back included.
"""

import asyncio
from collections.abc import Mapping, Sequence
import logging
from pathlib import Path
import statistics
import sys
import time
from typing import Any

import yaml

from .cases import case_of
from .core import CORE_AGENT, OUR_AGENT, BenchCore
from .homes import family_home, large_home
from .report import Figure, arguments, percentile, progress, show
from .saying import converse, run_case
from .verdict import Said

CASES = Path(__file__).parent / "data" / "turn.yaml"
SIZES = (100, 1000, 5000)
#: what is said of each room, by both agents understood
TIMED = (
    "turn on the {} ceiling light",
    "turn off the {} lamp",
    "set the {} lamp brightness to 40%",
    "close the {} blinds",
    "turn on the {} fan",
    "turn on the {} socket",
    "what is the {} temperature",
    "is the {} window open",
    "turn on all the lights in the {}",
)
#: rooms that a home of every size has
TIMED_ROOMS = ("kitchen", "living room", "hallway", "bathroom", "office", "bedroom")
WARM_UP = ("turn on the stehlampe", "lock the back door", "which windows are open")


async def measure_right(quick: bool, tell: bool) -> tuple[list[Figure], list[dict[str, Any]]]:
    """Run every sentence with both agents over the family home."""
    home = {"id": "family", **family_home()}
    cases = [case_of(case, number, home, "en") for number, case in enumerate(yaml.safe_load(CASES.read_text()))]
    cases = cases[:: 3 if quick else 1]
    said: dict[str, list[Said]] = {OUR_AGENT: [], CORE_AGENT: []}
    async with BenchCore(home) as core:
        for number, case in enumerate(cases, 1):
            progress(f"sentence {number} of {len(cases)}: {case.say[0]}")
            for agent, results in said.items():
                result = await run_case(core, agent, case)
                results.append(result)
                if tell and not result.verdict.right:
                    progress(f"  {agent}: {result.answers} {result.verdict.wrong}")
    ours, theirs = said[OUR_AGENT], said[CORE_AGENT]
    right = {agent: sum(r.verdict.right for r in results) for agent, results in said.items()}
    claims = {agent: sum(r.verdict.claimed for r in results) for agent, results in said.items()}
    note = f"right: ours {right[OUR_AGENT]}, Home Assistant's {right[CORE_AGENT]} of {len(cases)} cases"
    ratio = right[OUR_AGENT] / max(1, right[CORE_AGENT])
    figures = [
        Figure(name="right_end_state_ratio", value=round(ratio, 3), unit="x", better="higher", goal=1.0, note=note),
        Figure(
            name="right_end_state_pct",
            value=_percent(right[OUR_AGENT], len(cases)),
            unit="%",
            better="higher",
            peers={"home_assistant": _percent(right[CORE_AGENT], len(cases))},
        ),
        Figure(
            name="false_claims",
            value=claims[OUR_AGENT],
            unit="",
            better="lower",
            goal=0,
            peers={"home_assistant": claims[CORE_AGENT]},
            note="turns that end as done although the home is not as asked",
        ),
    ]
    rows = [
        {
            "say": case.say,
            "ours": mine.verdict.right,
            "home_assistant": other.verdict.right,
            "answer": mine.answers[-1] if mine.answers else "",
        }
        for case, mine, other in zip(cases, ours, theirs, strict=True)
    ]
    return figures, rows


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


async def measure_latency(size: int, quick: bool) -> list[Figure]:
    """Time both agents turn about over a home of `size` entities, each sentence new and then said again."""
    sentences = [form.format(room) for room in TIMED_ROOMS[: 2 if quick else None] for form in TIMED]
    async with BenchCore(large_home(size)) as core:
        progress(f"{size} entities: {len(sentences)} sentences, twice, by both agents")
        await _time(core, WARM_UP)
        new = await _time(core, sentences)
        again = await _time(core, sentences)
    return [*_latency_figures(f"latency_{{}}_{size}", new, 1.5), *_latency_figures(f"latency_again_{{}}_{size}", again)]


async def _time(core: BenchCore, sentences: Sequence[str]) -> dict[str, list[float]]:
    """Return the milliseconds of each sentence by agent."""
    times: dict[str, list[float]] = {OUR_AGENT: [], CORE_AGENT: []}
    for number, sentence in enumerate(sentences):
        for agent in sorted(times, reverse=bool(number % 2)):
            await core.furniture.reset()
            began = time.perf_counter()
            result = await converse(core, agent, sentence, "en", None, None)
            times[agent].append((time.perf_counter() - began) * 1000)
            if result.response.response_type.value == "error":
                raise RuntimeError(f"{agent} did not understand {sentence!r}: its time would say nothing")
    return times


def _latency_figures(name: str, times: Mapping[str, Sequence[float]], goal: float | None = None) -> list[Figure]:
    ours, theirs = times[OUR_AGENT], times[CORE_AGENT]
    ratio = statistics.median(ours) / statistics.median(theirs)
    figures = [Figure(name=name.format("ratio"), value=round(ratio, 3), unit="x", better="lower", goal=goal)]
    for part, share in (("median_ms", 0.5), ("p95_ms", 0.95)):
        mine, other = round(percentile(ours, share), 2), round(percentile(theirs, share), 2)
        peers = {"home_assistant": other}
        figures.append(Figure(name=name.format(part), value=mine, unit="ms", better="lower", peers=peers))
    return figures


async def main() -> int:
    """Run the benchmark."""
    options = arguments(__doc__ or "")
    figures, rows = await measure_right(options.quick, options.failures)
    for size in SIZES:
        figures += await measure_latency(size, options.quick)
    show(figures, {"cases": rows}, as_json=options.json)
    return 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    sys.exit(asyncio.run(main()))
