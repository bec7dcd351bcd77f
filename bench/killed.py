"""A process that writes to a journal until it is killed: the victim of `bench.kills`.

Run as a module, it reads lines of a path and a seed, and for each forks a writer, which tells its process id and
then each write that was acknowledged to it, as JSON lines. It imports nothing but the journal, once.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime
import json
import os
from pathlib import Path
from random import Random
import sys
from typing import Any

from .bare import mount

if __name__ == "__main__":
    mount()

from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.plans import Plan
from custom_components.llm_agents.core.journal.record import Asker, CallRecord, Change, Layer, Origin, Status, Turn

_SIDE_BY_SIDE = 4
_ASKER = Asker(origin=Origin.TEXT, user_id="someone")
_OLD = "2020-01-02T00:00:00+00:00"
_FOLDED_BEFORE = "2021-01-01T00:00:00+00:00"

type Mark = tuple[str, str, str]  # kind, subject, and what tells this event from others of both


class Writer:
    """Writes everything that can be written, in an order that is chance."""

    def __init__(self, journal: AsyncJournal, name: str, seed: int) -> None:
        """Write under names that begin with `name`."""
        self._journal = journal
        self._name = name
        self._random = Random(seed)
        self._number = 0
        self._turns: list[str] = []
        self._plans: list[str] = []

    async def write(self) -> None:
        """Write until the end of the process, several things side by side."""
        tell({"about": self._name})
        ways: list[Callable[[], Coroutine[Any, Any, list[Mark]]]] = [
            self._turn, self._turn, self._undo, self._settle, self._claim,
            self._plan, self._end_plan, self._several, self._spend, self._fold,
        ]  # fmt: skip
        while True:
            chosen = [self._random.choice(ways) for _ in range(_SIDE_BY_SIDE)]
            await asyncio.gather(*(self._acknowledged(way) for way in chosen))

    async def _acknowledged(self, way: Callable[[], Coroutine[Any, Any, list[Mark]]]) -> None:
        marks = await way()
        if marks:
            tell({"kept": marks})

    def _new(self, letter: str) -> str:
        self._number += 1
        return f"{self._name}-{letter}{self._number}"

    async def _turn(self, undoes: str | None = None) -> list[Mark]:
        name = self._new("T")
        await self._journal.append(_turn(name, undoes))
        self._turns.append(name)
        return [(Kind.TURN_RECORDED, name, name)]

    async def _undo(self) -> list[Mark]:
        if not self._turns:
            return []
        target = self._random.choice(self._turns)
        ((kind, name, mark),) = await self._turn(target)
        return [(kind, name, mark), (Kind.TURN_UNDONE, target, name)]

    async def _settle(self) -> list[Mark]:
        if not self._turns:
            return []
        target, mark = self._random.choice(self._turns), self._new("S")
        change = Change(entity_id="light.a", name=mark, before={"state": "off"}, after={"state": "on"}, verified=True)
        await self._journal.settle(target, [change], Status.DONE)
        return [(Kind.TURN_SETTLED, target, mark)]

    async def _claim(self) -> list[Mark]:
        if not self._turns:
            return []
        target, by = self._random.choice(self._turns), self._new("C")
        return [(Kind.TURN_CLAIMED, target, by)] if await self._journal.claim(target, by) else []

    async def _plan(self) -> list[Mark]:
        name = self._new("P")
        plan = Plan(
            plan_id=name, turn_id="", due=_now(), asker=_ASKER, conversation_id="c", agent_id="a", language="en",
            words=name,
        )  # fmt: skip
        await self._journal.add_plan(plan)
        self._plans.append(name)
        return [(Kind.PLAN_MADE, name, name)]

    async def _end_plan(self) -> list[Mark]:
        if not self._plans:
            return []
        name, by = self._plans.pop(0), self._new("C")
        if not await self._journal.claim_plan(name, by):
            return []
        tell({"kept": [(Kind.PLAN_CLAIMED, name, by)]})
        return [(Kind.PLAN_ENDED, name, "")] if await self._journal.drop_plan(name) else []

    async def _several(self) -> list[Mark]:
        """Keep several events at once: all of them are there afterwards, or none."""
        name, count = self._new("F"), self._random.randrange(2, 6)
        data = {"of": count}
        kinds = [self._random.choice((Kind.FACT_LEARNED, Kind.AGENT_CHANGED, Kind.HABIT_OFFERED)) for _ in range(count)]
        await self._journal.record(*(Event(kind=kind, subject=name, at=_now(), data=data) for kind in kinds))
        return [(kind, name, str(count)) for kind in kinds]

    async def _spend(self) -> list[Mark]:
        await self._journal.record(Event(kind=Kind.USAGE_SPENT, subject=self._name, at=_OLD, data={"tokens": 1}))
        return [(Kind.USAGE_SPENT, self._name, "")]

    async def _fold(self) -> list[Mark]:
        await self._journal.forget(_FOLDED_BEFORE)
        return []


def mark_of(event: Event) -> Mark:
    """Return what tells an event from others of its kind and subject."""
    data = event.data
    changes = data.get("changes")
    settled = changes[0]["name"] if event.kind is Kind.TURN_SETTLED and changes else None
    return event.kind.value, event.subject, str(data.get("by") or settled or data.get("words") or data.get("of") or "")


def _turn(name: str, undoes: str | None) -> Turn:
    change = Change(entity_id="light.a", name="Lamp", before={"state": "off"}, after={"state": "on"}, verified=False)
    turn = Turn(
        turn_id=name, at=_now(), conversation_id="c", agent_id="a", asker=_ASKER, words=name, language="en",
        layer=Layer.LOCAL, status=Status.UNDER_WAY, answer="Done.", changes=(change,), undoes=undoes,
    )  # fmt: skip
    return replace(turn, calls=(CallRecord(domain="light", service="turn_on", entity_ids=("light.a",)),))


def _now() -> str:
    return datetime.now(UTC).isoformat()


def tell(what: dict[str, Any]) -> None:
    """Tell the parent a line, at once and whole."""
    os.write(1, json.dumps(what).encode() + b"\n")


async def _write(path: Path, seed: int) -> None:
    journal = AsyncJournal(path)
    await journal.open()
    await Writer(journal, f"{os.getpid()}-{seed}", seed).write()


def main() -> None:
    """Fork a writer for each line that is read, and tell when it is dead."""
    for line in sys.stdin:
        path, seed = json.loads(line)
        writer = os.fork()
        if writer == 0:
            tell({"pid": os.getpid()})
            asyncio.run(_write(Path(path), seed))
            os._exit(1)
        os.waitpid(writer, 0)
        tell({"dead": writer})


if __name__ == "__main__":
    main()
