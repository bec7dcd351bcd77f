"""How well sentences are understood, beside Home Assistant's own agent in the same run.

Our own cases over the demo home in each language, and the files of `--cases`: right end states with and without a yes, wrong
actions, false claims, what each layer understands and how fast, the CPU of a sentence by the size of the home, what a
language costs at the start, and how large a model's prompt becomes. See docs/understanding.md.
"""

import argparse
import asyncio
from collections.abc import Sequence
import logging
from pathlib import Path
import sys
import tempfile

from ..cases import CaseFile, case_files, load_lines
from ..core import ROOT  # noqa: F401 - finds the benchmarks' devices before anything is imported
from ..own import own_files
from ..report import Figure, progress, show
from .figures import figures_of, table_of
from .model import running_app
from .prompts import prompt_figures
from .rows import OURS, Row, of_agent, read_rows
from .running import AGENTS, run, run_in_processes
from .speed import cpu_figures, loading_figures

MEASURES = ("right", "cpu", "loading", "prompts")


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the parsed command line."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.understanding", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--json", action="store_true", help="print one JSON object")
    add("--cases", type=Path, metavar="DIR", help="a folder of case files and their homes, beside our own cases")
    add("--only", nargs="+", default=[], metavar="NAME", help="these files alone, by name: own_de, had_assist ...")
    add(
        "--limit",
        type=int,
        default=0,
        metavar="N",
        help="at most about so many cases of each file, of each kind its share",
    )
    add("--measure", nargs="+", choices=MEASURES, default=MEASURES, help="these measures alone")
    add("--agents", nargs="+", choices=tuple(AGENTS), default=tuple(AGENTS), help="these agents alone")
    add("--model", choices=("none", "app"), default="none", help="app: with the app's bundled model behind our agent")
    add(
        "--shards",
        type=int,
        default=1,
        metavar="N",
        help="say the cases in so many processes; times are then of less use",
    )
    add(
        "--failures",
        type=Path,
        metavar="FILE",
        help="write each case of ours that failed, with or without a yes, as JSON",
    )
    add("--shard", default="0/1", help=argparse.SUPPRESS)
    add("--rows", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def chosen_files(options: argparse.Namespace) -> list[CaseFile]:
    """Return the files of cases that are asked for; raises `SystemExit` where a name is not known."""
    files = own_files()
    if options.cases:
        files += [load_lines(path) for path in case_files(options.cases)]
    if unknown := set(options.only) - {file.name for file in files}:
        raise SystemExit(f"no cases are called {', '.join(sorted(unknown))}")
    return [file.sample(options.limit) for file in files if not options.only or file.name in options.only]


async def _rows(options: argparse.Namespace, files: Sequence[CaseFile]) -> list[Row]:
    """Say all cases, and return what came of them."""
    number, shards = (int(part) for part in options.shard.split("/"))
    shard = (number, shards)
    if options.model == "none":
        return [row async for row in run(files, agents=options.agents, shard=shard)]
    async with running_app() as app:
        return [row async for row in run(files, agents=options.agents, shard=shard, app=app)]


async def _rows_of_processes(options: argparse.Namespace) -> list[Row]:
    arguments = ["--limit", str(options.limit), "--model", options.model, "--agents", *options.agents]
    if options.cases:
        arguments += ["--cases", str(options.cases.resolve())]
    if options.only:
        arguments += ["--only", *options.only]
    with tempfile.TemporaryDirectory(prefix="llm-agents-bench-rows-") as folder:
        paths = await run_in_processes(options.shards, arguments, Path(folder))
        return [row for path in paths for row in read_rows(path)]


def write_failures(rows: Sequence[Row], path: Path) -> None:
    """Write the rows of ours that failed, with or without a yes."""
    with path.open("w", encoding="utf-8") as file:
        for row in of_agent(rows, OURS):
            if not (row.right and row.first_right):
                row.write(file)


async def measure(options: argparse.Namespace) -> tuple[list[Figure], dict[str, object]]:
    """Return the figures asked for, and what else there is to tell."""
    files = chosen_files(options)
    figures: list[Figure] = []
    extra: dict[str, object] = {}
    if "right" in options.measure:
        rows = await (_rows(options, files) if options.shards == 1 else _rows_of_processes(options))
        figures += figures_of(rows)
        extra["files"] = table_of(rows)
        if options.failures:
            write_failures(rows, options.failures)
    if "cpu" in options.measure:
        figures += await cpu_figures()
    if "loading" in options.measure:
        figures += await loading_figures()
    if "prompts" in options.measure:
        found, missing = await prompt_figures(files)
        figures += found
        extra["missing_in_prompts"] = missing
    return figures, extra


async def _write_rows(options: argparse.Namespace) -> int:
    """Be one of several processes: write the rows and nothing else."""
    with options.rows.open("w", encoding="utf-8") as file:
        for row in await _rows(options, chosen_files(options)):
            row.write(file)
    return 0


async def main() -> int:
    """Run the benchmark."""
    options = parse()
    if options.rows:
        return await _write_rows(options)
    figures, extra = await measure(options)
    if not figures:
        progress("nothing to measure")
        return 1
    show(figures, extra, as_json=options.json)
    return 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.CRITICAL)
    sys.exit(asyncio.run(main()))
