"""Bring up a real Home Assistant with the demo home, the integration and the app; talk to it.

scripts/demo                                   start, print the address, stay until Ctrl-C
scripts/demo --say "turn on the kitchen light" --say "undo that" --json
scripts/demo --scenario ask_first              play a scenario to watch; `--scenario list` names them, `all` plays all
"""

import argparse
import asyncio
from collections.abc import Sequence
import contextlib
import json
from pathlib import Path
import shutil
import signal
import sys

import aiohttp

from .client import ClientError
from .demo import PASSWORD, USER, Demo
from .layout import Layout
from .processes import StartFailed
from .say import Said, say
from .scenario import Scenario, ScenarioError, Stage, names

SENTENCES = (
    "turn on the kitchen lights and close the living room blinds",
    "which windows are open?",
    "unlock the front door",
)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/demo", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--say", action="append", default=[], metavar="TEXT", help="say this and exit (repeatable)")
    parser.add_argument(
        "--scenario", action="append", default=[], metavar="NAME", help="play this and exit (repeatable)"
    )
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    parser.add_argument("--language", default="en", help="language of the sentences (default: en)")
    parser.add_argument("--keep", action="store_true", help="leave the demo running after --say")
    parser.add_argument("--stop", action="store_true", help="stop a running demo")
    parser.add_argument("--fresh", action="store_true", help="forget the demo's home and begin anew")
    parser.add_argument("--no-app", action="store_true", help="without the app: the local layer alone")
    parser.add_argument("--no-energy", action="store_true", help="without energy assets (they are left out with --say)")
    parser.add_argument("--model", help="the app's model (default: the bundled one)")
    parser.add_argument("--run", type=Path, default=Layout().run, help="folder of the demo's files")
    parser.add_argument("--days", type=int, default=30, help="days of history at the first start (default: 30)")
    return parser.parse_args()


def _progress(text: str) -> None:
    print(f"demo: {text}", file=sys.stderr, flush=True)


def _show(results: list[Said], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([result.as_json() for result in results], ensure_ascii=False, indent=2))
        return
    for result in results:
        print(f"\n> {result.sentence}\n  {result.answer}")
        for change in result.changes:
            mark = "verified" if change["verified"] and change["in_home"] else "not verified"
            print(f"    {change['entity_id']}: {change['before']} -> {change['after']} ({mark})")
        print(f"    [{result.status}; layer: {result.layer}; {result.milliseconds:.0f} ms]")


def _welcome(demo: Demo, *, found: bool) -> None:
    print(f"\nThe home is at {demo.url}   login: {USER} / {PASSWORD}\n\nTry, in the card or in Assist:")
    for sentence in SENTENCES:
        print(f"  {sentence}")
    ending = "It was running already; `scripts/demo --stop` ends it." if found else "Ctrl-C ends it."
    print(f"\n{ending}", flush=True)


async def _stay(demo: Demo) -> None:
    """Wait for Ctrl-C; tell at once when Home Assistant ends by itself."""
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    while not ended.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), 2)
        if not ended.is_set() and not await demo.is_up():
            raise StartFailed(f"Home Assistant ended by itself; its log: {demo.log()}")


async def _play(demo: Demo, scenarios: Sequence[Scenario]) -> int:
    """Play scenarios one after the other; tell in the end which were not as they should be."""
    failed = []
    async with demo.client() as client:
        entries = await client.rest("GET", "/api/config/config_entries/entry?domain=llm_agents")
        for scenario in scenarios:
            wrong = await Stage(client, entries[0]["entry_id"], lambda text: print(text, flush=True)).play(scenario)
            failed += [scenario.name] if wrong else []
    print(f"\n{len(scenarios) - len(failed)} of {len(scenarios)} scenarios as they should be", end="")
    print(f"; not: {', '.join(failed)}" if failed else "")
    return 1 if failed else 0


def _wanted(arguments: argparse.Namespace) -> list[str]:
    return names() if arguments.scenario == ["all"] else arguments.scenario


def _demo(layout: Layout, arguments: argparse.Namespace) -> Demo:
    """Return the demo that is asked for; energy plans only where somebody looks on, not while things are shown one by one."""
    alone = not (arguments.say or arguments.scenario or arguments.no_energy)
    return Demo(
        layout,
        model=arguments.model,
        with_app=not arguments.no_app,
        days=arguments.days,
        energy=alone,
        say=_progress,
    )


async def _main(arguments: argparse.Namespace) -> int:
    layout = Layout(arguments.run.resolve())
    demo = _demo(layout, arguments)
    if arguments.scenario == ["list"]:
        for name in names():
            print(f"{name:<14} {Scenario.load(name).shows}")
        return 0
    if arguments.stop or arguments.fresh:
        await demo.stop()
        if arguments.stop:
            return 0
        shutil.rmtree(layout.run, ignore_errors=True)
        demo = _demo(layout, arguments)
    found = await demo.is_up()
    try:
        scenarios = [Scenario.load(name) for name in _wanted(arguments)]
        demo.past = next((scenario.past for scenario in scenarios if scenario.past), None)
        if found and demo.past is not None:
            await demo.stop()  # a past is written before the start
        await demo.start()
        if scenarios:
            return await _play(demo, scenarios)
        if not arguments.say:
            _welcome(demo, found=found)
            if not found:
                await _stay(demo)
            return 0
        async with demo.client() as client:
            results = await say(client, arguments.say, language=arguments.language)
        _show(results, as_json=arguments.json)
        return 0 if all(result.ok for result in results) else 1
    except (StartFailed, ScenarioError, ClientError, aiohttp.ClientError, TimeoutError) as error:
        _progress(str(error) or type(error).__name__)
        return 2
    finally:
        if not found and not (arguments.keep and (arguments.say or arguments.scenario)):
            _progress("stopping")
            await demo.stop()


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(_main(_arguments())))
    except KeyboardInterrupt:
        sys.exit(130)
