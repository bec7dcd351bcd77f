"""Kill a process that writes to a journal, again and again, and look what is left: `python -m bench.kills --json`.

A kill is survived when every event that was acknowledged is there, several that were kept at once are there all or
not at all, what was folded still adds up, and the tables are those that the events give.
"""

import argparse
from collections import Counter
from dataclasses import dataclass, field
import json
import os
from pathlib import Path
from random import Random
import signal
import subprocess
import sys
from tempfile import TemporaryDirectory
import time
from typing import Any, Self

from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.store import Journal, JournalError

from .bare import ROOT
from .killed import Mark, mark_of

_KILLS_A_FILE = 10  # over one growing file; then a new one, so that looking through it stays quick
_MOST_LINES = 60
_EARLY = 0.1  # the share of kills while the file is still being opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of it: kills tried and survived, events acknowledged, what was wrong, and how long it took."""

    tried: int
    survived: int
    acknowledged: int
    faults: tuple[str, ...]
    seconds: float

    @property
    def survived_pct(self) -> float:
        """Return the share that was survived, in percent."""
        return 100 * self.survived / self.tried if self.tried else 0.0


@dataclass(slots=True)
class Acknowledged:
    """What the writers of one file were told is kept."""

    marks: Counter[Mark] = field(default_factory=Counter)

    def take(self, line: dict[str, Any]) -> None:
        """Take in a line of a writer."""
        self.marks.update((kind, subject, mark) for kind, subject, mark in line.get("kept", ()))


class Victim:
    """The process whose children are killed."""

    def __enter__(self) -> Self:
        """Start it; it imports the journal once, so that a kill costs milliseconds."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.killed"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        """Let it end."""
        self._process.communicate()

    def write_and_die(self, path: Path, random: Random, acknowledged: Acknowledged) -> None:
        """Let a child write to a journal, and kill it at a moment that is chance."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps([str(path), random.randrange(2**32)]) + "\n")
        self._process.stdin.flush()
        pid = int(self._line()["pid"])
        lines = 0 if random.random() < _EARLY else random.randrange(1, _MOST_LINES)
        for _ in range(lines):
            acknowledged.take(self._line())
        time.sleep(random.uniform(0, 0.004))
        os.kill(pid, signal.SIGKILL)
        while "dead" not in (line := self._line()):
            acknowledged.take(line)

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout
        line: dict[str, Any] = json.loads(self._process.stdout.readline())
        return line


def faults_of(path: Path, acknowledged: Acknowledged) -> list[str]:
    """Return what is wrong with a journal after its writer died; nothing when all is as it should be."""
    journal = Journal(path)
    try:
        journal.open()
        return _faults(journal, acknowledged)
    except JournalError as error:
        return [f"the journal cannot be read: {error}"]
    finally:
        journal.close()


def _faults(journal: Journal, acknowledged: Acknowledged) -> list[str]:
    if journal.moved_aside is not None:
        return ["the file was broken"]
    events = journal.events()
    kept = Counter[Mark]()
    for event in events:
        kept[mark_of(event)] += int(event.data.get("answers", 1))
    faults = [f"acknowledged and lost: {mark}" for mark in acknowledged.marks if kept[mark] < acknowledged.marks[mark]]
    faults += _halves(events)
    tables = journal.tables()
    journal.rebuild()
    if journal.tables() != tables:
        faults.append("the tables are not those that the events give")
    return faults


def _halves(events: list[Event]) -> list[str]:
    """Return what tells of a transaction that is there in part."""
    several = Counter(event.subject for event in events if "of" in event.data)
    wanted = {event.subject: event.data["of"] for event in events if "of" in event.data}
    faults = [
        f"{several[name]} of {count} events kept at once" for name, count in wanted.items() if several[name] != count
    ]
    undone = {event.data["by"] for event in events if event.kind is Kind.TURN_UNDONE}
    undoing = {
        event.subject for event in events if event.kind is Kind.TURN_RECORDED and event.data["undoes"] is not None
    }
    return faults + [f"an undo without its mark, or a mark without its undo: {name}" for name in undone ^ undoing]


def run(kills: int, seed: int = 0) -> Result:
    """Kill writers and look at their journals. Time: a twentieth of a second a kill."""
    began, random = time.monotonic(), Random(seed)
    survived, total, faults = 0, 0, list[str]()
    with TemporaryDirectory() as folder, Victim() as victim:
        for number in range(kills):
            if number % _KILLS_A_FILE == 0:
                path, acknowledged = Path(folder) / f"{number}.db", Acknowledged()
            before = acknowledged.marks.total()
            victim.write_and_die(path, random, acknowledged)
            total += acknowledged.marks.total() - before
            found = faults_of(path, acknowledged)
            survived += not found
            faults += found
    return Result(
        tried=kills, survived=survived, acknowledged=total, faults=tuple(faults), seconds=time.monotonic() - began
    )


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = run(options.kills, options.seed)
    if options.json:
        figures = {"kills_tried": result.tried, "kills_survived_pct": result.survived_pct}
        print(json.dumps(figures | {"acknowledged": result.acknowledged, "seconds": round(result.seconds, 1)}))
    else:
        print(
            f"{result.survived} of {result.tried} kills survived, {result.acknowledged} events acknowledged,"
            f" {result.seconds:.1f} s"
        )
    for fault in result.faults[:20]:
        print(fault, file=sys.stderr)
    sys.exit(result.survived != result.tried)


if __name__ == "__main__":
    main()
