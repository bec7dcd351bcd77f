"""Our agent beside Home Assistant's own: right end states, false claims, and milliseconds by the size of the home.

Both agents live in the same real core, hear the same sentences over the same devices, and are judged by the
states alone. Times are of the whole turn, from the words to the answer, our journal and read-back included.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
import itertools
import logging
from pathlib import Path
import statistics
import sys
import time
from typing import Any

import yaml

from homeassistant.components import conversation
from homeassistant.core import Context

from .core import CORE_AGENT, OUR_AGENT, BenchCore
from .homes import ROOMS, family_home, large_home
from .report import Figure, arguments, percentile, progress, show

CASES = Path(__file__).parent / "data" / "turn.yaml"
SIZES = (100, 1000, 5000)
#: sentences that both agents understand, over rooms that every size has
TIMED = (
    "turn on the kitchen ceiling light",
    "turn off the kitchen lamp",
    "set the kitchen lamp brightness to 40%",
    "close the kitchen blinds",
    "turn on the kitchen fan",
    "turn on the living room socket",
    "lock the back door",
    "is the front door locked",
    "which windows are open",
    "turn on all the lights in the kitchen",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What one agent made of one case."""

    right: bool
    false_claim: bool
    answers: tuple[str, ...]
    deviations: tuple[str, ...]


async def converse(core: BenchCore, agent: str, text: str, conversation_id: str | None, device_id: str | None) -> Any:
    """Say one sentence to an agent."""
    return await conversation.async_converse(
        core.hass, text, conversation_id, Context(), language="en", agent_id=agent, device_id=device_id
    )


async def run_case(core: BenchCore, agent: str, case: Mapping[str, Any]) -> Said:
    """Say a case's sentences and judge the home afterwards."""
    await core.reset()
    before = core.snapshot()
    device_id = core.satellite(case["from"]) if "from" in case else None
    conversation_id, answers, result = None, [], None
    for sentence in case["say"]:
        result = await converse(core, agent, sentence, conversation_id, device_id)
        conversation_id = result.conversation_id
        answers.append(_speech(result))
        if result.continue_conversation and sentence == case["say"][-1]:
            result = await converse(core, agent, "yes", conversation_id, device_id)
            answers.append(_speech(result))
    await core.hass.async_block_till_done()
    deviations = compare(before, core.snapshot(), case["expect"])
    told = not case.get("tells") or any(str(fact) in answers[-1].lower() for fact in case["tells"])
    claimed = result is not None and result.response.response_type.value == "action_done"
    right = not deviations and told
    return Said(right, not right and claimed and not case.get("tells"), tuple(answers), tuple(deviations))


def _speech(result: Any) -> str:
    return str((result.response.speech.get("plain") or {}).get("speech", ""))


def compare(before: Mapping[str, Any], after: Mapping[str, Any], expect: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return what is not as it should be: wishes not met, and devices that changed unasked."""
    wrong = []
    for entity_id, now in after.items():
        if (wanted := expect.get(entity_id)) is not None:
            wrong += [
                f"{entity_id}.{key} is {now.get(key)}"
                for key, value in wanted.items()
                if not _meets(now.get(key), value)
            ]
        elif now != before[entity_id]:
            wrong.append(f"{entity_id} changed unasked to {now['state']}")
    return wrong


def _meets(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(value, (int, float)) and value > wanted["above"]
    if isinstance(wanted, (int, float)) and not isinstance(wanted, bool):
        return isinstance(value, (int, float)) and abs(value - wanted) <= max(0.02 * abs(wanted), 0.01)
    return (
        bool(list(value) == list(wanted)) if isinstance(wanted, list) and value is not None else bool(value == wanted)
    )


async def measure_right(quick: bool, tell: bool) -> tuple[list[Figure], list[dict[str, Any]]]:
    """Run every sentence with both agents over the family home."""
    cases = yaml.safe_load(CASES.read_text())[:: 3 if quick else 1]
    said: dict[str, list[Said]] = {OUR_AGENT: [], CORE_AGENT: []}
    async with BenchCore(family_home(), ROOMS) as core:
        for number, case in enumerate(cases, 1):
            progress(f"sentence {number} of {len(cases)}: {case['say'][0]}")
            for agent, results in said.items():
                result = await run_case(core, agent, case)
                results.append(result)
                if tell and not result.right:
                    progress(f"  {agent}: {result.answers} {result.deviations}")
    ours, theirs = said[OUR_AGENT], said[CORE_AGENT]
    right = {agent: sum(r.right for r in results) for agent, results in said.items()}
    claims = {agent: sum(r.false_claim for r in results) for agent, results in said.items()}
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
        {"say": case["say"], "ours": mine.right, "home_assistant": other.right, "answer": mine.answers[-1]}
        for case, mine, other in zip(cases, ours, theirs, strict=True)
    ]
    return figures, rows


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


async def measure_latency(size: int, rounds: int) -> list[Figure]:
    """Time both agents turn about over a home of `size` entities."""
    entities, rooms = large_home(size)
    times: dict[str, list[float]] = {OUR_AGENT: [], CORE_AGENT: []}
    answers: set[tuple[str, str]] = set()
    async with BenchCore(entities, rooms) as core:
        for number, (sentence, agent) in itertools.product(range(rounds + 1), itertools.product(TIMED, times)):
            if sentence == TIMED[0] and agent == OUR_AGENT:
                progress(f"{size} entities, round {number} of {rounds}")
            await core.reset()
            began = time.perf_counter()
            result = await converse(core, agent, sentence, None, None)
            took = (time.perf_counter() - began) * 1000
            if result.response.response_type.value == "error":
                answers.add((agent, sentence))
            if number:  # the first round loads the language
                times[agent].append(took)
    return _latency_figures(size, times, answers)


def _latency_figures(size: int, times: Mapping[str, Sequence[float]], failed: set[tuple[str, str]]) -> list[Figure]:
    ours, theirs = times[OUR_AGENT], times[CORE_AGENT]
    medians = {agent: statistics.median(values) for agent, values in times.items()}
    note = f"median ms: ours {medians[OUR_AGENT]:.2f}, Home Assistant's {medians[CORE_AGENT]:.2f}"
    if failed:
        note += f"; answered with an error: {sorted(failed)}"
    ratio = medians[OUR_AGENT] / medians[CORE_AGENT]
    figures = [
        Figure(name=f"latency_ratio_{size}", value=round(ratio, 3), unit="x", better="lower", goal=1.5, note=note)
    ]
    for name, share in (("median", 0.5), ("p95", 0.95)):
        mine, other = percentile(ours, share), percentile(theirs, share)
        figures.append(
            Figure(
                name=f"latency_{name}_ms_{size}",
                value=round(mine, 2) if mine is not None else None,
                unit="ms",
                better="lower",
                peers={"home_assistant": round(other, 2) if other is not None else None},
            )
        )
    return figures


async def main() -> int:
    """Run the benchmark."""
    options = arguments(__doc__ or "")
    figures, rows = await measure_right(options.quick, options.failures)
    for size in SIZES:
        figures += await measure_latency(size, 2 if options.quick else 8)
    show(figures, {"cases": rows}, as_json=options.json)
    return 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    sys.exit(asyncio.run(main()))
