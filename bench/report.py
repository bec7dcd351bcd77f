"""The form of a benchmark's result: figures, the machine, progress, and a table for people."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
import json
import os
from pathlib import Path
import platform
import sys
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number, with its goal and what the peers reached in the same run."""

    name: str
    value: float | None
    unit: str
    better: Literal["higher", "lower"]
    goal: float | None = None
    peers: Mapping[str, float | None] = field(default_factory=dict)
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Return whether the goal is met; `None` without a goal or a value."""
        if self.goal is None or self.value is None:
            return None
        return self.value >= self.goal if self.better == "higher" else self.value <= self.goal


def arguments(description: str) -> argparse.Namespace:
    """Parse what every benchmark takes: `--json` and `--quick`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="a smaller run")
    parser.add_argument("--failures", action="store_true", help="tell each case that failed on standard error")
    return parser.parse_args()


def progress(text: str) -> None:
    """Tell on standard error what is being measured."""
    print(f"bench: {text}", file=sys.stderr, flush=True)


def machine() -> dict[str, Any]:
    """Return what the figures depend on."""
    model = platform.processor() or platform.machine()
    for line in _lines(Path("/proc/cpuinfo")):
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    return {"cpu": model, "cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        return []


def show(figures: Sequence[Figure], extra: Mapping[str, Any], *, as_json: bool) -> None:
    """Print the result as JSON, or as a table."""
    if as_json:
        print(json.dumps({"figures": [asdict(f) for f in figures], "machine": machine(), **extra}, indent=1))
        return
    width = max(len(f.name) for f in figures)
    for figure in figures:
        peers = "  ".join(f"{name} {_number(value)}" for name, value in figure.peers.items())
        goal = "" if figure.goal is None else f"(goal {_number(figure.goal)}: {'yes' if figure.reached else 'NO'})"
        print(f"{figure.name:<{width}}  {_number(figure.value):>10} {figure.unit:<6} {goal:<22} {peers}")
        if figure.note:
            print(f"{'':<{width}}    {figure.note}")


def _number(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.4g}"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie (nearest rank); there must be some."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
