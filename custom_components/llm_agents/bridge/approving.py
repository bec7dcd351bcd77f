"""The questions that wait, kept while Home Assistant runs and brought back after a restart."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.util import dt as dt_util

from ..core.agents.approvals import Approval, Approvals, Fate
from ..core.agents.pending import APPROVE_WITHIN
from ..core.journal.asynchronous import AsyncJournal
from ..core.journal.events import Event, Kind
from ..core.journal.record import Turn

_MOST_TURNS = 500

type Listener = Callable[[Approval, Fate], None]


class ApprovalKeeper:
    """Follows turns and the clock; tells what became of each question, once."""

    def __init__(self, hass: HomeAssistant, journal: AsyncJournal, within: timedelta = APPROVE_WITHIN) -> None:
        """Keep the questions of a journal, each open for so long."""
        self._within = within
        self._hass = hass
        self._journal = journal
        self._approvals = Approvals(self._within)
        self._listeners: list[Listener] = []
        self._disarm: Callable[[], None] | None = None

    async def open(self) -> None:
        """Bring back what waited before, again after something was erased; nobody is told of it again."""
        self._approvals = Approvals(self._within)
        since = (dt_util.utcnow() - self._within).isoformat()
        for turn in reversed(await self._journal.latest(_MOST_TURNS)):
            if turn.at >= since:
                self._approvals.apply(turn)
        for event in await self._journal.events({Kind.TURN_CLAIMED}, since=since):
            self._approvals.claimed(event.subject, event.at)
        self._arm()

    @callback
    def close(self) -> None:
        """Stop to follow the clock."""
        if self._disarm is not None:
            self._disarm()
            self._disarm = None

    @callback
    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call with each question that is asked or closed; return what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def hear(self, turn: Turn) -> None:
        """Take in a turn that is new or changed."""
        self._tell(self._approvals.apply(turn))

    @callback
    def note(self, event: Event) -> None:
        """Take in that a question was taken up."""
        if event.kind is Kind.TURN_CLAIMED:
            self._approvals.claimed(event.subject, event.at)

    def pending(self) -> tuple[Approval, ...]:
        """Return the questions that wait, the newest first."""
        return self._approvals.pending(dt_util.utcnow())

    def get(self, turn_id: str) -> Approval | None:
        """Return the open question of a turn."""
        return self._approvals.get(turn_id)

    @callback
    def _tell(self, changes: Iterable[tuple[Approval, Fate]]) -> None:
        changes = list(changes)
        if changes:
            self._arm()
        for approval, fate in changes:
            for listener in tuple(self._listeners):
                listener(approval, fate)

    @callback
    def _arm(self) -> None:
        self.close()
        if (end := self._approvals.next_expiry()) is not None:
            self._disarm = async_track_point_in_utc_time(self._hass, self._expire, end)

    @callback
    def _expire(self, now: datetime) -> None:
        self._disarm = None
        changes = self._approvals.expire(now)
        self._arm()
        self._tell(changes)
