"""Scenarios: short plays in the demo home, with what is said, what is done to it, and what must come of it.

title: Ask first
shows: What lowers safety waits for a yes, which counts once.
model: {rules: [...]}                     # a script for the scripted model server (bench/model_server/script.py)
backend: {prices: {...}, budget: {...}}   # more of the backend that stands for that server
past: {weeks: 4, habits: [...], noise: {...}}   # what was done by hand before the start (demo/history/acts.py)
energy: true                              # with the energy assets of the demo home, taken away at the end, and a first plan
steps:
- note: A word to who watches.
- subentry: {type: rule, title: ..., forms: [{...}, ...]}   # added as in the user interface, taken away at the end
- options: {pin: "2468"}                # of the integration, put back at the end
- act: {action: light.turn_on, data: {entity_id: light.x}}  # by the person's own hand
- model: {...}                          # another script from now on
- say: unlock the front door            # to the agent; goes on with the conversation unless `alone`
expect: {status: asked, answer: "(?i)shall i", never: "(?i)done", states: {lock.front_door: locked, light.gone: null}}
- automation: automation.x              # as the automation editor reads it
- call: {action: llm_agents.explain, data: {}}
expect: {response: "front door"}
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
import json
from pathlib import Path
import re
import time
from typing import Any, Self

import yaml

from bench.model_server.process import ModelProcess

from .client import Client
from .energy import KIND, set_up_energy, wait_for_plan
from .layout import ROOT
from .owner import Owner
from .say import say

FOLDER = ROOT / "demo" / "scenarios"
_STEPS = frozenset({"note", "subentry", "options", "act", "model", "say", "call", "automation", "wait"})
_FIRST_PLAN = 120.0  # seconds
_EXPECTED = frozenset({"status", "answer", "never", "states", "response"})


class ScenarioError(ValueError):
    """There is no such scenario, or it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One play."""

    name: str
    title: str
    shows: str
    steps: Sequence[Mapping[str, Any]]
    model: Mapping[str, Any] | None = None
    backends: Sequence[Mapping[str, Any]] = ({},)
    past: Mapping[str, Any] | None = None
    energy: bool = False

    @classmethod
    def load(cls, name: str, folder: Path = FOLDER) -> Self:
        """Read a scenario; raise `ScenarioError`."""
        path = folder / f"{name}.yaml"
        if not path.is_file():
            raise ScenarioError(f"there is no scenario {name}; there are: {', '.join(names(folder))}")
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for number, step in enumerate(data["steps"], 1):
            if len(_STEPS & step.keys()) != 1 or step.keys() - _STEPS - {"expect", "alone", "pin"}:
                raise ScenarioError(f"{name}: step {number} is not one of {', '.join(sorted(_STEPS))}")
            if unknown := step.get("expect", {}).keys() - _EXPECTED:
                raise ScenarioError(f"{name}: step {number} expects {', '.join(unknown)}, which is not known")
        return cls(name=name, **data)


def names(folder: Path = FOLDER) -> list[str]:
    """Return the names of all scenarios."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


class Stage:
    """Plays one scenario to the demo home through its public interfaces, and leaves the home's settings as they were."""

    def __init__(self, client: Client, entry_id: str, tell: Callable[[str], None]) -> None:
        """Play by a client of the demo user; `tell` is what a watcher reads."""
        self._client = client
        self._owner = Owner(client, entry_id)
        self._tell = tell
        self._conversation: str | None = None
        self._server: ModelProcess | None = None

    async def play(self, scenario: Scenario) -> list[str]:
        """Play all steps; return what was not as expected."""
        self._tell(f"\n=== {scenario.title} ===\n{scenario.shows}\n")
        wrong: list[str] = []
        try:
            if scenario.model is not None:
                self._server = await ModelProcess.start()
                await self._server.play(scenario.model)
                for backend in scenario.backends:
                    await self._owner.add_backend(self._server.url, backend)
            if scenario.energy:
                wrong += await self._plan()
            for step in scenario.steps:
                wrong += await self._step(step)
        finally:
            await self._clear()
        return wrong

    async def _plan(self) -> list[str]:
        """Add the energy assets where there are none, and wait for their first plan."""
        before = await self._owner.subentries(KIND)
        await set_up_energy(self._client, self._owner.entry_id)
        self._owner.took(set(await self._owner.subentries(KIND)) - before.keys())
        planned = await wait_for_plan(self._client, seconds=_FIRST_PLAN)
        return [] if planned else ["there is no energy plan"]

    async def _step(self, step: Mapping[str, Any]) -> list[str]:
        expected = step.get("expect", {})
        match step:
            case {"note": str(text)}:
                self._tell(f"  * {text.strip()}")
            case {"wait": int(seconds) | float(seconds)}:
                await asyncio.sleep(seconds)
            case {"act": act}:
                self._tell(f"  [by hand: {act['action']} {act.get('data', '')}]")
                await self._owner.act(act["action"], act.get("data"))
            case {"model": script} if self._server is not None:
                await self._server.play(script)
            case {"options": options}:
                await self._owner.set_options(options)
            case {"subentry": subentry}:
                await self._owner.add(subentry["type"], *subentry["forms"])
            case {"say": str(words)}:
                return await self._say(words, expected, alone=step.get("alone", False))
            case {"automation": str(entity_id)}:
                told = yaml.safe_dump(await self._owner.automation(entity_id), sort_keys=False, allow_unicode=True)
                self._tell(f"  {entity_id}:\n" + "".join(f"    {line}\n" for line in told.splitlines()))
                return await self._wrong(entity_id, expected, response=told)
            case {"call": call}:
                told = await self._owner.act(call["action"], call.get("data"), answers=True)
                self._tell(f"> {call['action']} {call.get('data', '')}\n  {_short(told)}")
                return await self._wrong(f"{call['action']}", expected, response=json.dumps(told))
        return []

    async def _say(self, words: str, expected: Mapping[str, Any], *, alone: bool) -> list[str]:
        if alone:
            self._conversation = None
        began = time.perf_counter()
        said = (await say(self._client, [words], conversation_id=self._conversation))[0]
        self._conversation = said.conversation_id
        self._tell(f"> {words}\n  {said.answer}")
        for change in said.changes:
            self._tell(f"    {change['entity_id']}: {change['before']} -> {change['after']}")
        self._tell(f"    [{said.status}; {said.layer}; {(time.perf_counter() - began) * 1000:.0f} ms]")
        return await self._wrong(repr(words), expected, status=said.status, answer=said.answer)

    async def _wrong(self, what: str, expected: Mapping[str, Any], **found: str) -> list[str]:
        """Return what is not as expected, for a watcher to read."""
        wrong = []
        if "status" in expected and found.get("status") != expected["status"]:
            wrong.append(f"{what} ended as {found.get('status')}, not as {expected['status']}")
        wrong += [
            f"{what}: {expected[key]!r} is not in {found.get(key, '')!r}"
            for key in ("answer", "response")
            if key in expected and not re.search(expected[key], found.get(key, ""))
        ]
        if "never" in expected and re.search(expected["never"], found.get("answer", "")):
            wrong.append(f"{what}: {expected['never']!r} is in {found['answer']!r}")
        for entity_id, state in expected.get("states", {}).items():
            if not await self._owner.becomes(entity_id, None if state is None else str(state)):
                wrong.append(f"{what}: {entity_id} is not {state}")
        for line in wrong:
            self._tell(f"  !! {line}")
        return wrong

    async def _clear(self) -> None:
        await self._owner.restore()
        if self._server is not None:
            await self._server.stop()


def _short(told: Any) -> str:
    text = json.dumps(told, ensure_ascii=False)
    return text if len(text) <= 400 else f"{text[:400]} ..."
