"""The wishes that are kept: a read model over the events of wishes, and the only way to change them.

Whose wish it is, is kept for its erasure and to undo it; assets are everybody's, so everybody at home sees all wishes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from ..journal.events import Event, Kind
from ..journal.ids import new_turn_id
from .assets import Asset
from .wish_checks import checked
from .wish_codec import wish_from_json, wish_to_json
from .wishes import Demand, Wish, WishSource, replaces

MOST_WISHES = 100
_LONGEST_WORDS = 300


class EventLog(Protocol):
    """Where events are kept: the journal."""

    async def record(self, *events: Event) -> Sequence[Event]:
        """Keep events, all or none; when this returns they are kept."""

    async def events(self, kinds: Collection[Kind] | None = None) -> list[Event]:
        """Return the events of some kinds, oldest first."""


class TooManyWishes(Exception):
    """No more wishes are kept; some have to be forgotten first."""


class WishBook:
    """Wishes of all at home. Made anew from the same events it is the same."""

    kinds = frozenset({Kind.WISH_MADE, Kind.WISH_ENDED})

    def __init__(self, log: EventLog, now: Callable[[], datetime], local: Callable[[datetime], datetime]) -> None:
        """Keep wishes in a journal; `now` gives the present moment in UTC, `local` it on the clocks of the home."""
        self._log = log
        self._now = now
        self._local = local
        self._wishes: dict[str, Wish] = {}
        self._replaced: dict[str, tuple[str, ...]] = {}
        self._gone: dict[str, Wish] = {}
        self._listeners: list[Callable[[], None]] = []
        self.version = 0

    async def open(self) -> None:
        """Bring all wishes back; awaited once, at the start, or when events were erased."""
        self._wishes.clear()
        self._gone.clear()
        self._replaced.clear()
        for event in await self._log.events(self.kinds):
            self.apply(event)
        self._told()

    def apply(self, event: Event) -> None:
        """Take an event in; one that cannot be read, or that is about no wish there is, changes nothing."""
        match event.kind:
            case Kind.WISH_MADE:
                try:
                    wish = wish_from_json(event.data)
                except ValueError:
                    return
                self._wishes[event.subject] = wish
                self._replaced[event.subject] = tuple(map(str, event.data.get("replaces", ())))
                for old in self._replaced[event.subject]:
                    self._leave(old)
            case Kind.WISH_ENDED if event.subject in self._wishes:
                self._leave(event.subject)
                if event.data.get("undone"):
                    for old in self._replaced.get(event.subject, ()):
                        if old in self._gone:
                            self._wishes[old] = self._gone[old]
            case _:
                return
        self.version += 1

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back when wishes have changed; return what ends it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback) if callback in self._listeners else None

    def list(self) -> list[Wish]:
        """Return the wishes that hold, the newest first."""
        now = self._now().timestamp()
        return sorted(
            (wish for wish in self._wishes.values() if wish.holds(now)), key=lambda w: (-w.made_at, w.wish_id)
        )

    def get(self, wish_id: str) -> Wish | None:
        """Return a wish that holds."""
        wish = self._wishes.get(wish_id)
        return wish if wish is not None and wish.holds(self._now().timestamp()) else None

    async def make(
        self,
        demand: Demand,
        assets: Iterable[Asset],
        *,
        user_id: str | None = None,
        source: WishSource = WishSource.WORDS,
        words: str = "",
        weekdays: frozenset[int] = frozenset(),
    ) -> tuple[Wish, tuple[Wish, ...]]:
        """Keep a wish after checking it; return it with those whose place it takes.

        Raises `WishRefused` and `TooManyWishes`.
        """
        now = self._now()
        checked(demand, assets, now.timestamp())
        zone = self._local(now).tzinfo
        wish = Wish(
            wish_id=new_turn_id(),
            demand=demand,
            made_at=now.timestamp(),
            user_id=user_id,
            source=source,
            words=" ".join(words.split())[:_LONGEST_WORDS],
            weekdays=weekdays,
        )
        held = self.list()
        gone = tuple(old for old in held if zone is not None and replaces(wish, old, zone))
        if len(held) - len(gone) >= MOST_WISHES:
            raise TooManyWishes
        data = wish_to_json(wish) | {"replaces": [old.wish_id for old in gone]}
        await self._keep([self._event(Kind.WISH_MADE, wish, data)])
        return wish, gone

    async def end(self, wish_ids: Iterable[str], *, undone: bool = False) -> tuple[Wish, ...]:
        """Forget wishes; return those there were. One that is `undone` brings back those whose place it took."""
        gone = [wish for wish_id in wish_ids if (wish := self.get(wish_id)) is not None]
        if gone:
            await self._keep([self._event(Kind.WISH_ENDED, wish, {"undone": True} if undone else {}) for wish in gone])
        return tuple(gone)

    def _leave(self, wish_id: str) -> None:
        if (wish := self._wishes.pop(wish_id, None)) is not None:
            self._gone[wish_id] = wish

    async def _keep(self, events: Sequence[Event]) -> None:
        await self._log.record(*events)
        for event in events:
            self.apply(event)
        self._told()

    def _told(self) -> None:
        for callback in tuple(self._listeners):
            callback()

    def _event(self, kind: Kind, wish: Wish, data: Mapping[str, Any]) -> Event:
        at = self._now().isoformat()
        return Event(kind=kind, subject=wish.wish_id, at=at, user_id=wish.user_id, data=data)
