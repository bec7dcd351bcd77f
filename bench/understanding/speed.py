"""What a sentence costs in CPU by the size of the home, and a language at the start.

CPU milliseconds are of the whole process, its threads included, so that a loaded machine does not count.
"""

import asyncio
from collections.abc import Callable, Sequence
import json
import statistics
import sys
import time
from typing import Any

from custom_components.llm_agents.core.language.data import languages
from custom_components.llm_agents.core.language.reader import ReadContext, Reader

from ..core import CORE_AGENT, OUR_AGENT, ROOT, BenchCore
from ..homes import large_home
from ..report import Figure, progress
from ..saying import converse
from ..turn import TIMED, TIMED_ROOMS, WARM_UP
from .rows import PEER

GOALS = {100: 10.0, 5000: 25.0}


async def cpu_figures(sizes: Sequence[int] = tuple(GOALS), rooms: int = len(TIMED_ROOMS)) -> list[Figure]:
    """Return the median CPU of a turn of the local layer, and of its reader alone, in homes of some sizes."""
    figures = []
    sentences = [form.format(room) for room in TIMED_ROOMS[:rooms] for form in TIMED]
    for size in sizes:
        async with BenchCore(large_home(size)) as core:
            progress(f"{size} entities: CPU of {len(sentences)} sentences")
            for agent in (OUR_AGENT, CORE_AGENT):
                await _turns(core, agent, WARM_UP)
            ours = await _turns(core, OUR_AGENT, sentences)
            theirs = await _turns(core, CORE_AGENT, sentences)
            read = _readings(core, sentences)
        median = round(statistics.median(ours), 2)
        peers: dict[str, float | None] = {PEER: round(statistics.median(theirs), 2)}
        goal = GOALS.get(size)
        figures += [
            Figure(name=f"cpu_ms_{size}", value=median, unit="ms", better="lower", goal=goal, peers=peers),
            Figure(
                name=f"reader_cpu_ms_{size}",
                value=round(statistics.median(read), 2),
                unit="ms",
                better="lower",
                note="the reader alone, words to requests",
            ),
        ]
    return figures


async def _turns(core: BenchCore, agent: str, sentences: Sequence[str]) -> list[float]:
    """Return the CPU milliseconds of each sentence, new to the agent."""
    times = []
    for sentence in sentences:
        await core.furniture.reset()
        await core.forget_sentences()
        began = time.process_time()
        result = await converse(core, agent, sentence, "en", None, None)
        times.append((time.process_time() - began) * 1000)
        if result.response.response_type.value == "error":
            raise RuntimeError(f"{agent} did not understand {sentence!r}: its time would say nothing")
    return times


def _readings(core: BenchCore, sentences: Sequence[str]) -> list[float]:
    reader, world = Reader("en"), core.listener.data.world
    home, states = world.home(), world.states

    def read(sentence: str) -> None:
        reader.read(sentence, home, states, ReadContext())

    for sentence in WARM_UP:
        read(sentence)
    return [_cpu(read, sentence) for sentence in sentences]


def _cpu(work: Callable[[str], None], sentence: str) -> float:
    began = time.process_time()
    work(sentence)
    return (time.process_time() - began) * 1000


async def loading_figures() -> list[Figure]:
    """Return what each language costs at the start, each measured in processes of its own."""
    figures = []
    for language in languages():
        progress(f"loading {language}")
        found = {**await _loaded(language), **await _loaded(language, "--memory")}
        name = language.replace("-", "_").lower()
        note = "of CPU, until the reader has read a first sentence"
        figures += [
            Figure(name=f"startup_ms_{name}", value=found["ms"], unit="ms", better="lower", note=note),
            Figure(name=f"memory_mb_{name}", value=found["mb"], unit="MB", better="lower", note="kept by then"),
        ]
    return figures


async def _loaded(*arguments: str) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.understanding.loading", *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"loading {arguments} ended with {process.returncode}")
    return dict(json.loads(out))
