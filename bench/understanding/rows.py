"""What is kept of each case that was said: one row for each agent, as plain data."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
import json
from pathlib import Path
from typing import Any, Self, TextIO

from ..cases import Case
from ..verdict import Said

OURS, PEER = "ours", "home_assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one agent made of one case; what begins with `first` is as it was before any yes."""

    file: str
    case_id: str
    agent: str
    say: tuple[str, ...]
    language: str
    kind: str
    tags: tuple[str, ...]
    by: str
    right: bool
    wrong_action: bool
    claimed: bool
    first_right: bool
    first_wrong_action: bool
    first_claimed: bool
    asked: bool
    warm: bool
    layer: str | None
    ms: float
    cpu_ms: float
    answers: tuple[str, ...]
    wrong: tuple[str, ...]
    first_wrong: tuple[str, ...]
    error: str | None

    @classmethod
    def of(cls, file: str, agent: str, case: Case, said: Said, *, warm: bool) -> Self:
        """Return the row of a case; `warm` is false for the first sentence of a home, which is not timed."""
        return cls(
            file=file,
            case_id=case.case_id,
            agent=agent,
            say=tuple(case.say),
            language=case.language,
            kind=case.kind,
            tags=tuple(case.tags),
            by=case.by,
            right=said.verdict.right,
            wrong_action=said.verdict.wrong_action,
            claimed=said.verdict.claimed,
            first_right=said.first.right,
            first_wrong_action=said.first.wrong_action,
            first_claimed=said.first.claimed,
            asked=said.asked,
            warm=warm,
            layer=said.layer,
            ms=said.ms,
            cpu_ms=said.cpu_ms,
            answers=tuple(said.answers),
            wrong=said.verdict.wrong[:6],
            first_wrong=said.first.wrong[:6],
            error=said.error,
        )

    def write(self, file: TextIO) -> None:
        """Write the row as a line."""
        file.write(json.dumps(asdict(self), ensure_ascii=False, default=str) + "\n")
        file.flush()


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file."""
    return [_row(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _row(data: Mapping[str, Any]) -> Row:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return Row(**values)


def of_agent(rows: Iterable[Row], agent: str) -> list[Row]:
    """Return the rows of an agent."""
    return [row for row in rows if row.agent == agent]
