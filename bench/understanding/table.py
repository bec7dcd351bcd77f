"""The table of docs/understanding.md from the JSON of a run.

`python -m bench.understanding.table RESULT.json` prints it; with the page as a second argument it is put into its place there.
"""

from collections.abc import Iterable, Mapping
import json
from pathlib import Path
import sys
from typing import Any

from .rows import PEER

_FIRST = "_first_turn"
_BEGIN, _END = "<!-- figures -->\n", "<!-- end of figures -->"

type Figures = Mapping[str, Mapping[str, Any]]


def table(figures: Figures) -> str:
    """Return the files' table, and below it that of the other figures."""
    names = [name.removesuffix(_FIRST) for name in figures if name.endswith(_FIRST)]
    first = [
        "| cases | Home Assistant's agent | ours, with the yes | ours, first turn | goal |",
        "|---|---|---|---|---|",
    ]
    for name in names:
        mine, strict = figures[name], figures[f"{name}{_FIRST}"]
        cells = (name, _shown(_peer(mine)), _shown(mine["value"]), _shown(strict["value"]), _shown(mine["goal"]))
        first.append(f"| {' | '.join(cells)} |")
    rest = [name for name in figures if name not in names and not name.endswith(_FIRST)]
    return "\n".join([*first, "", *_others(figures, rest)])


def _others(figures: Figures, names: Iterable[str]) -> list[str]:
    lines = ["| figure | ours | Home Assistant's agent | goal |", "|---|---|---|---|"]
    for name in names:
        figure = figures[name]
        unit = f" {figure['unit']}" if figure["unit"] else ""
        cells = (name, f"{_shown(figure['value'])}{unit}", _shown(_peer(figure)), _shown(figure["goal"]))
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _peer(figure: Mapping[str, Any]) -> float | None:
    value: float | None = figure["peers"].get(PEER)
    return value


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:,.4g}" if abs(value) < 10_000 else f"{value:,.0f}"


def put_into(page: str, text: str) -> str:
    """Return a page with a text between its marks; raises `ValueError` where it has none."""
    begin, end = page.index(_BEGIN) + len(_BEGIN), page.index(_END)
    return f"{page[:begin]}\n{text}\n\n{page[end:]}"


def main() -> int:
    """Print the table, or put it into a page."""
    found = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["figures"]
    text = table({figure["name"]: figure for figure in found})
    if len(sys.argv) == 2:
        print(text)
    else:
        page = Path(sys.argv[2])
        page.write_text(put_into(page.read_text(encoding="utf-8"), text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
