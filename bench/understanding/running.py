"""Say the cases of files to both agents, home by home, in this process or in several."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
import sys
from typing import Any

from homeassistant.components.conversation import async_prepare_agent

from ..cases import Case, CaseFile
from ..core import CORE_AGENT, OUR_AGENT, ROOT, BenchCore
from ..homes import Spec
from ..report import progress
from ..saying import run_case
from .rows import OURS, PEER, Row

AGENTS: Mapping[str, str] = {OURS: OUR_AGENT, PEER: CORE_AGENT}


async def run(
    files: Sequence[CaseFile],
    *,
    agents: Sequence[str] = tuple(AGENTS),
    shard: tuple[int, int] = (0, 1),
    app: Mapping[str, Any] | None = None,
) -> AsyncIterator[Row]:
    """Yield what came of each case; of several shards each says what is said in every n-th home."""
    number, shards = shard
    homes = [(file.name, home, cases) for file in files for home, cases in file.by_home()]
    mine = homes[number::shards]
    for at, (name, home, cases) in enumerate(mine, 1):
        progress(f"{name}: home {at} of {len(mine)}, {len(cases)} cases")
        async for row in _run_home(name, home, cases, agents, app):
            yield row


async def _run_home(
    name: str, home: Spec, cases: Sequence[Case], agents: Sequence[str], app: Mapping[str, Any] | None
) -> AsyncIterator[Row]:
    async with BenchCore(home, cases[0].language, app=app) as core:
        if app:
            await core.listener.wait_for_model()
        for agent in agents:
            await async_prepare_agent(core.hass, AGENTS[agent], cases[0].language)
            await core.forget_sentences()
            for at, case in enumerate(cases):
                said = await run_case(core, AGENTS[agent], case)
                yield Row.of(name, agent, case, said, warm=at > 0)


async def run_in_processes(shards: int, arguments: Sequence[str], folder: Path) -> list[Path]:
    """Run the same command in several processes, each with its share of the homes; return the files of their rows.

    Raises `RuntimeError` when one of them fails.
    """
    files = [folder / f"rows{number}.jsonl" for number in range(shards)]
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.understanding", *arguments, "--shard", f"{number}/{shards}", "--rows", str(file),
            cwd=ROOT, stdout=asyncio.subprocess.DEVNULL,
        )
        for number, file in enumerate(files)
    ]  # fmt: skip
    ended = await asyncio.gather(*(process.wait() for process in processes))
    if any(ended):
        raise RuntimeError(f"a part of the benchmark ended with {max(ended)}")
    return files
