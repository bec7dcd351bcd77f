"""What one turn checked, called and changed, kept while it happens so that nothing of it is lost."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..home.grounding import Call, Expectation, snapshot
from ..home.model import Home, StateReader
from ..journal.record import CallRecord, Change, Check


class Ledger:
    """The growing record of one turn's acts."""

    def __init__(self) -> None:
        """Start empty."""
        self.checks: list[Check] = []
        self.calls: list[CallRecord] = []
        self.under_way: dict[str, Sequence[Expectation]] = {}
        self._before: dict[str, Mapping[str, Any]] = {}
        self._verified: dict[str, bool] = {}

    def keep(self, entity_id: str, states: StateReader) -> None:
        """Keep the state an entity has before the turn touches it first."""
        state = states(entity_id)
        if state is not None and entity_id not in self._before:
            self._before[entity_id] = snapshot(state)

    def before(self, entity_id: str) -> Mapping[str, Any] | None:
        """Return how an entity was before the turn touched it, `None` where it did not."""
        return self._before.get(entity_id)

    def found(self, entity_id: str, state: str) -> None:
        """Keep the state that an entity is known to have had, and that it has moved to the wished one since."""
        self._before.setdefault(entity_id, {"state": state, "attributes": {}})
        self._verified[entity_id] = True

    def called(self, call: Call) -> int:
        """Record a call before it is made; return its number, by which an error is added."""
        self.calls.append(
            CallRecord(domain=call.domain, service=call.service, entity_ids=call.entity_ids, data=call.data)
        )
        return len(self.calls) - 1

    def errored(self, number: int, error: str) -> None:
        """Record that a call raised."""
        call = self.calls[number]
        self.calls[number] = CallRecord(
            domain=call.domain, service=call.service, entity_ids=call.entity_ids, data=call.data, error=error
        )

    def verify(self, entity_id: str, verified: bool, under_way: Sequence[Expectation] = ()) -> None:
        """Record whether the latest wish for an entity was read back; `under_way` is what is still to come."""
        self._verified[entity_id] = verified
        self.under_way.pop(entity_id, None)
        if under_way:
            self.under_way[entity_id] = under_way

    def changes(self, home: Home, states: StateReader) -> tuple[Change, ...]:
        """Return each entity that was called upon, before and after; those left as they were only when unverified."""
        found = []
        for entity_id, before in self._before.items():
            state, entity = states(entity_id), home.entities.get(entity_id)
            after = snapshot(state) if state is not None else {"state": "unavailable", "attributes": {}}
            verified = self._verified.get(entity_id, False)
            if verified and after == before:
                continue
            name = entity.name if entity else entity_id
            found.append(Change(entity_id=entity_id, name=name, before=before, after=after, verified=verified))
        return tuple(found)
