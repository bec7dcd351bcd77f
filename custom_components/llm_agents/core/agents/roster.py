"""What the journal knows of agents and rules, and what of them is news to it: each change is one event."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..journal.events import Event, Kind
from ..plain import plain
from .profile_codec import profile_to_data
from .profiles import ORCHESTRATOR_ID, Profile
from .rules import Rule


class Roster:
    """The agents and rules of the owner as the journal has them: a read model."""

    kinds = frozenset({Kind.AGENT_CHANGED, Kind.RULES_CHANGED})

    def __init__(self) -> None:
        """Know of none."""
        self._known: dict[tuple[Kind, str], Mapping[str, Any]] = {}

    def apply(self, event: Event) -> None:
        """Take in that an agent or a rule was added, changed or, with no data, removed."""
        if event.kind not in self.kinds:
            return
        if event.data:
            self._known[event.kind, event.subject] = dict(event.data)
        else:
            self._known.pop((event.kind, event.subject), None)

    def news(self, profiles: Iterable[Profile], rules: Iterable[Rule], at: str) -> list[Event]:
        """Return what became of agents and rules that the journal does not know yet, in a stable order.

        An orchestrator that the owner never changed is as it is shipped, and no news.
        """
        now = {(Kind.AGENT_CHANGED, p.agent_id): _data(p) for p in profiles if p.agent_id != ORCHESTRATOR_ID or p.name}
        now |= {(Kind.RULES_CHANGED, rule.rule_id): plain(rule.to_json()) for rule in rules}
        changed = {key: data for key, data in now.items() if self._known.get(key) != data}
        changed |= {key: {} for key in self._known if key not in now}
        return [
            Event(kind=kind, subject=subject, at=at, agent=subject if kind is Kind.AGENT_CHANGED else None, data=data)
            for (kind, subject), data in sorted(changed.items())
        ]


def _data(profile: Profile) -> dict[str, Any]:
    return {"name": profile.name, **profile_to_data(profile)}
