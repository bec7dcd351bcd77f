"""How each agent does, by its turns: a read model. Turns may be told again in a new form."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..journal.record import Status, Turn

ACTS_COUNTED = 100
"""The success of an agent is that of its last so many turns that acted."""

_SUCCEEDED = {Status.DONE: True, Status.PARTIAL: False, Status.FAILED: False, Status.MISSED: False}


def about(turn: Turn, most: int) -> dict[str, list[str]]:
    """Return the rules that judged a turn and the entities that it is about, at most so many of each."""
    return {
        "rules": list(dict.fromkeys(check.rule for check in turn.checks))[:most],
        "entities": list(dict.fromkeys(check.entity_id for check in turn.checks if check.entity_id))[:most],
    }


@dataclass(slots=True)
class Figures:
    """The figures of one agent."""

    last: Turn | None = None
    _acts: dict[str, bool] = field(default_factory=dict)

    def apply(self, turn: Turn) -> None:
        """Take in a turn, new or changed."""
        if self.last is None or turn.turn_id >= self.last.turn_id:
            self.last = turn
        if (succeeded := _SUCCEEDED.get(turn.status)) is not None:
            self._acts[turn.turn_id] = succeeded
            if len(self._acts) > ACTS_COUNTED:
                del self._acts[min(self._acts)]

    @property
    def latency(self) -> float | None:
        """Return the milliseconds that the last turn took."""
        return self.last.times.get("total_ms") if self.last else None

    @property
    def success(self) -> float | None:
        """Return the share of its acts that were verified, `None` before the first one."""
        return sum(self._acts.values()) / len(self._acts) if self._acts else None


class AllFigures:
    """The figures of all agents."""

    def __init__(self, turns: Iterable[Turn] = ()) -> None:
        """Begin with turns, in any order."""
        self._figures: dict[str, Figures] = {}
        self.renew(turns)

    def renew(self, turns: Iterable[Turn]) -> None:
        """Forget what was known, and begin with other turns."""
        self._figures = {}
        for turn in turns:
            self.apply(turn)

    def apply(self, turn: Turn) -> None:
        """Take in a turn, new or changed."""
        self.of(turn.profile).apply(turn)

    def of(self, agent_id: str) -> Figures:
        """Return the figures of an agent."""
        return self._figures.setdefault(agent_id, Figures())
