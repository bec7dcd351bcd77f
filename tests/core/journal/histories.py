"""Histories of a journal, made by chance: what can be written to it, and by whom."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.record import Asker, Change, Origin, Status
from custom_components.llm_agents.core.journal.store import Journal

from .test_plans import plan
from .turns import LIGHT_OFF, LIGHT_ON, acting, turn

START = datetime(2026, 11, 2, 8, tzinfo=UTC)
USERS = ("anna", "ben", None)
_MODELS = (
    Kind.FACT_LEARNED,
    Kind.FACT_CORRECTED,
    Kind.FACT_CONFIRMED,
    Kind.FACT_FORGOTTEN,
    Kind.USAGE_SPENT,
    Kind.AGENT_CHANGED,
)


class History:
    """Writes one thing after another to a journal; `seed` decides which."""

    def __init__(self, journal: Journal, seed: int) -> None:
        """Write to a journal that is empty."""
        self.journal = journal
        self.random = Random(seed)
        self.turns: list[str] = []
        self.now = START

    def go_on(self, steps: int) -> None:
        """Do some steps."""
        for _ in range(steps):
            self.now += timedelta(hours=self.random.choice((0, 1, 7)))
            self.random.choice(self._ways())()

    def _ways(self) -> list[Callable[[], object]]:
        often = [self._append, self._append, self._fact, self._plan]
        return [*often, self._settle, self._undo, self._claim, self._claim_plan, self._drop_plan, self._several]

    def _some_turn(self) -> str:
        return self.random.choice(self.turns or ["nobody"])

    def _append(self) -> None:
        name, user = f"T{len(self.turns):03}", self.random.choice(USERS)
        parent = self.random.choice((None, None, self._some_turn(), f"T{len(self.turns) + 1:03}"))
        made = self.random.choice((turn, acting))(
            name, user_id=user, at=self.now.isoformat(), parent=parent, undoes=self.random.choice((None, None, "T000"))
        )
        self.turns.append(name)
        self.journal.append(made)

    def _settle(self) -> None:
        if self.turns and self.journal.get(name := self._some_turn()):
            change = Change(entity_id="light.a", name="L", before=LIGHT_OFF, after=LIGHT_ON, verified=True)
            self.journal.settle(name, [change], self.random.choice((None, Status.DONE, Status.PARTIAL)))

    def _undo(self) -> None:
        if self.journal.get(name := self._some_turn()):
            self.journal.mark_undone(name, self._some_turn())

    def _claim(self) -> None:
        self.journal.claim(self._some_turn(), self._some_turn())

    def _plan(self) -> None:
        number = self.random.randrange(6)
        asker = Asker(origin=Origin.VOICE, user_id=USERS[number % 3])  # a plan is one person's for ever
        self.journal.add_plan(plan(f"P{number}", turn_id=self._some_turn(), asker=asker, due=self.now.isoformat()))

    def _claim_plan(self) -> None:
        self.journal.claim_plan(f"P{self.random.randrange(6)}", self._some_turn())

    def _drop_plan(self) -> None:
        self.journal.drop_plan(f"P{self.random.randrange(6)}", unclaimed=self.random.random() < 0.5)

    def _fact(self) -> None:
        self.journal.record(self.event())

    def _several(self) -> None:
        self.journal.record(*(self.event() for _ in range(self.random.randrange(4))))

    def event(self) -> Event:
        """Return an event of a kind that only read models want."""
        kind = self.random.choice(_MODELS)
        data: dict[str, Any] = {"text": f"fact {self.random.randrange(9)}"}
        if kind is Kind.USAGE_SPENT:
            data = {"input_tokens": self.random.randrange(900), "money": self.random.random() / 100}
        return Event(
            kind=kind,
            subject=f"{kind.value.split('.')[0]}-{self.random.randrange(3)}",
            at=self.now.isoformat(),
            agent=self.random.choice(("comfort", "energy")),
            user_id=self.random.choice(USERS),
            data=data,
        )
