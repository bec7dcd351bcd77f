"""A journal of events in memory."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from custom_components.llm_agents.core.journal.events import Event, Kind

START = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)


@dataclass
class FakeLog:
    """Keeps events; fails to when told."""

    kept: list[Event] = field(default_factory=list)
    broken: bool = False

    async def record(self, *events: Event) -> list[Event]:
        """Keep events in their order."""
        if self.broken:
            raise OSError("disk full")
        self.kept += [replace(event, seq=len(self.kept) + at + 1) for at, event in enumerate(events)]
        return self.kept[-len(events) :]

    async def events(self, kinds: Collection[Kind] | None = None) -> list[Event]:
        """Return the events of some kinds."""
        return [event for event in self.kept if kinds is None or event.kind in kinds]


@dataclass
class Now:
    """A clock that stands still."""

    moment: datetime = START

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.moment

    def advance(self, **spans: float) -> None:
        """Go on."""
        self.moment += timedelta(**spans)
