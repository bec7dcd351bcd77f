"""Delegation: tasks given to specialists, each in a turn and a conversation of its own, side by side, under one account.

A specialist is a run of the same kernel under another profile: its reader goes first, its acts pass the same policy, its
turn is journaled with the one that delegated it as parent. What it read marks that one too.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..journal.ids import new_turn_id
from ..journal.record import Layer, Status, Turn
from ..language.outcome import Outcome, Said
from ..language.request import Reading, Request
from .choosing import By, Chosen, Decide, about_of, choose, devices_of
from .conversing import Converser
from .dialogue import Dialogue
from .merging import merge, told
from .profiles import Profile, Profiles
from .settling import settle
from .spending import LimitReached
from .toolbox import Delegate
from .turning import Turning, Utterance

MOST_RUNS = 5
"""Runs that one turn delegates at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubTask:
    """One task: a goal in words, the agent that somebody named for it, and what was understood of it already."""

    goal: str
    agent_id: str | None = None
    requests: tuple[Request, ...] = ()


class Delegator:
    """Gives tasks of turns to specialists."""

    def __init__(self, converser: Converser, profiles: Profiles, decide: Decide | None = None) -> None:
        """Delegate among the agents of a home; `decide` chooses where scope and words do not."""
        self._converser = converser
        self._profiles = profiles
        self._decide = decide

    def delegate_for(self, turning: Turning) -> Delegate:
        """Return what gives tasks that a model made to specialists, and adds what came of them to the turn."""

        async def delegate(tasks: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
            made = [SubTask(goal=str(task["goal"]), agent_id=task.get("agent") or None) for task in tasks]
            chosen = [await self._choose(task, turning) for task in made]
            found = [(task, one.profile) for task, one in zip(made, chosen, strict=True) if one.profile is not None]
            results = iter(await self._run(found, turning, returns=True))
            return [
                next(results) if one.profile is not None else {"error": "no specialist for this; do it yourself"}
                for one in chosen
            ]

        return delegate

    async def delegate(self, turning: Turning, agent_id: str | None) -> Turn:
        """Serve a turn's words by specialists, without a model where the words are understood.

        Where nobody is found for them they are served by the turn's own agent.
        """

        async def work(dialogue: Dialogue) -> Sequence[Outcome]:
            tasks = await self._split(turning, dialogue, agent_id)
            if not tasks:
                return await self._converser.understand(turning, dialogue)
            turning.layer = Layer.LOCAL
            try:
                await self._run(tasks, turning)
            except LimitReached as err:
                return [Said(remark=err.limit.remark)]
            return ()

        return await self._converser.run(turning, work)

    async def _split(self, turning: Turning, dialogue: Dialogue, agent_id: str | None) -> list[tuple[SubTask, Profile]]:
        """Return the tasks of a goal with their agents: parts that were understood go to who they are for."""
        goal = turning.utterance.text
        if agent_id is not None:
            task = SubTask(goal=goal, agent_id=agent_id)
            profile = (await self._choose(task, turning)).profile
            return [(task, profile)] if profile is not None else []
        reading = await self._converser.understanding.read(turning.heard, dialogue)
        if reading is None:
            profile = (await self._choose(SubTask(goal=goal), turning)).profile
            return [(SubTask(goal=goal), profile)] if profile is not None else []
        found: list[tuple[Request, Profile]] = []
        for request in reading.requests:
            one = Reading(requests=(request,), confidence=1.0, language=reading.language)
            chosen = await self._choose(SubTask(goal=getattr(request, "words", "") or goal), turning, one)
            found.append((request, chosen.profile or turning.profile))
        if all(profile is turning.profile for _, profile in found):
            return []
        return [_task(goal, list(group)) for _, group in groupby(_together(found), key=lambda one: one[1].agent_id)]

    async def _choose(self, task: SubTask, turning: Turning, reading: Reading | None = None) -> Chosen:
        utterance = turning.utterance
        among = self._profiles.specialists(utterance.asker.user_id)
        if task.agent_id is not None:
            named = next((profile for profile in among if profile.agent_id == task.agent_id), None)
            if named is not None:
                return Chosen(profile=named, by=By.NAME)
        index = await self._converser.understanding.index(turning.heard)
        about = about_of(task.goal, index, reading)
        if reading is not None and not any(devices_of(request) for request in reading.requests):
            about = ()
        return await choose(task.goal, among, index.home, about=about, language=utterance.language, decide=self._decide)

    async def _run(
        self, tasks: Sequence[tuple[SubTask, Profile]], parent: Turning, *, returns: bool = False
    ) -> list[Mapping[str, Any]]:
        """Run tasks side by side, and add what came of them to the turn; return each as data.

        With `returns` what a specialist did not understand goes back to who delegated it, and is not told.
        """
        now = asyncio.get_running_loop().time()
        runs = [self._turning(task, profile, parent, now) for task, profile in tasks[:MOST_RUNS]]
        async with asyncio.TaskGroup() as group:
            begun = [
                group.create_task(self._serve(run, task.requests)) for run, (task, _) in zip(runs, tasks, strict=False)
            ]
        turns = [task.result() for task in begun]
        lost = settle(runs)
        back = [returns and turn.status is Status.NOT_UNDERSTOOD for turn in turns]
        parent.outcomes += merge(parent, [run for run, unread in zip(runs, back, strict=True) if not unread])
        return [told(run, turn, lost.get(run.turn_id, ())) for run, turn in zip(runs, turns, strict=True)]

    async def _serve(self, run: Turning, requests: Sequence[Request]) -> Turn:
        if requests:
            return await self._converser.serve(run, requests)
        return await self._converser.converse(run)

    def _turning(self, task: SubTask, profile: Profile, parent: Turning, now: float) -> Turning:
        """Begin the turn of a task, in a conversation of its own. Raises `LimitReached` where it would be too deep."""
        utterance = parent.utterance
        return Turning(
            utterance=Utterance(
                text=task.goal,
                language=utterance.language,
                conversation_id=f"{parent.turn_id}.{new_turn_id()}",
                agent_id=utterance.agent_id,
                asker=utterance.asker,
                profile=profile.agent_id,
            ),
            clock=parent.clock,
            profile=profile.held_by(parent.profile),
            above=parent,
            provenance=parent.provenance,
            account=parent.spending.deeper(profile.limits, now),
        )


def _together(found: Sequence[tuple[Request, Profile]]) -> list[tuple[Request, Profile]]:
    """Return requests in the order of the agents' first ones: those of one agent stay together."""
    order = list(dict.fromkeys(profile.agent_id for _, profile in found))
    return sorted(found, key=lambda one: order.index(one[1].agent_id))


def _task(goal: str, group: Sequence[tuple[Request, Profile]]) -> tuple[SubTask, Profile]:
    requests = tuple(request for request, _ in group)
    words = " ".join(dict.fromkeys(str(getattr(request, "words", "")) for request in requests)).strip()
    return SubTask(goal=words or goal, requests=requests), group[0][1]
