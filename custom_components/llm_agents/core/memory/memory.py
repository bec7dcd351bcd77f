"""The memory: a read model over the events of facts, and the only way to change them.

What is here was told by somebody or seen again and again; what a model or a device says is never learned without a
person's yes. Who is not known (a satellite) sees the household's facts only, and nobody sees another person's.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from ..home.words import Normaliser
from ..journal.events import Event, Kind
from ..journal.ids import new_turn_id
from ..plain import plain
from . import secrets
from .facts import Draft, Evidence, Fact, FactKind, FactValue, corrected, fact_from_json, fact_to_json
from .ranking import Ranking, Recalled, within

MOST_FACTS = 300
"""Facts of one owner."""

LONGEST = 400
"""Letters of one fact."""

RECALLED = 8
RECALLED_TOKENS = 400

_PLAIN = Normaliser()


class EventLog(Protocol):
    """Where events are kept: the journal."""

    async def record(self, *events: Event) -> Sequence[Event]:
        """Keep events, all or none; when this returns they are kept."""

    async def events(self, kinds: Collection[Kind] | None = None) -> list[Event]:
        """Return the events of some kinds, oldest first."""


class Refusal(StrEnum):
    """Why something is not remembered. Each has a phrase in `answers.yaml`."""

    SECRET = "secret"  # noqa: S105 - no password
    EMPTY = "empty"
    TOO_LONG = "too_long"
    FULL = "full"
    NOT_THERE = "not_there"  # or not the asker's


class MemoryRefused(Exception):
    """Something cannot be remembered, changed or forgotten; `refusal` tells why."""

    def __init__(self, refusal: Refusal) -> None:
        """Say why."""
        super().__init__(refusal.value)
        self.refusal = refusal


class Memory:
    """Facts of all owners. Made anew from the same events it is the same."""

    kinds = frozenset({Kind.FACT_LEARNED, Kind.FACT_CORRECTED, Kind.FACT_CONFIRMED, Kind.FACT_FORGOTTEN})

    def __init__(self, log: EventLog, now: Callable[[], datetime]) -> None:
        """Remember in a journal; `now` gives the present moment in UTC."""
        self._log = log
        self._now = now
        self._facts: dict[str, Fact] = {}
        self._ranking = Ranking()
        self._listeners: list[Callable[[], None]] = []
        self.version = 0

    async def open(self) -> None:
        """Bring all facts back; awaited once, at the start, or when events were erased."""
        await asyncio.to_thread(secrets.prepare)
        self._facts.clear()
        for event in await self._log.events(self.kinds):
            self.apply(event)
        self._told()

    def apply(self, event: Event) -> None:
        """Take an event in; one that cannot be read, or that is about no fact there is, changes nothing."""
        fact = self._facts.get(event.subject)
        match event.kind:
            case Kind.FACT_LEARNED:
                try:
                    self._facts[event.subject] = fact_from_json(event.data)
                except ValueError:
                    return
            case Kind.FACT_CORRECTED | Kind.FACT_CONFIRMED if fact is not None:
                try:
                    self._facts[event.subject] = corrected(fact, event.data)
                except KeyError, TypeError, ValueError:
                    return
            case Kind.FACT_FORGOTTEN:
                self._facts.pop(event.subject, None)
                self._ranking.forget(event.subject)
            case _:
                return
        self.version += 1

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back when facts have changed; return what ends it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback) if callback in self._listeners else None

    async def learn(self, draft: Draft) -> Fact:
        """Remember a fact; the same one of the same owner is confirmed, another value of a preference corrects it.

        Raises `MemoryRefused`.
        """
        text = " ".join(draft.text.split())
        self._check(text, draft.evidence.words)
        if (known := self._same(draft, text)) is not None:
            return await self._again(known, draft, text)
        if sum(fact.user_id == draft.user_id for fact in self._facts.values()) >= MOST_FACTS:
            raise MemoryRefused(Refusal.FULL)
        now = self._now().isoformat()
        fact = Fact(
            fact_id=new_turn_id(),
            kind=draft.kind,
            text=text,
            evidence=_dated(draft.evidence, now),
            about=draft.about,
            user_id=draft.user_id,
            confidence=draft.confidence,
            since=now,
            until=draft.until,
            topic=draft.topic,
            value=draft.value,
        )
        await self._keep(Kind.FACT_LEARNED, fact, fact_to_json(fact))
        return fact

    async def correct(
        self,
        fact_id: str,
        asker_id: str | None,
        evidence: Evidence,
        *,
        text: str | None = None,
        value: FactValue | None = None,
        about: tuple[str, ...] | None = None,
    ) -> Fact:
        """Change what a fact says, by somebody who may see it. Raises `MemoryRefused`."""
        fact = self._own(fact_id, asker_id)
        said = fact.text if text is None else " ".join(text.split())
        self._check(said, evidence.words)
        now = self._now().isoformat()
        changes = {
            "text": said,
            "value": fact.value if value is None and text is None else value,
            "about": fact.about if about is None else about,
            "confidence": 0.95,
            "since": now,
            "evidence": asdict(_dated(evidence, now)),
        }
        await self._keep(Kind.FACT_CORRECTED, fact, changes)
        return self._facts[fact_id]

    async def confirm(self, fact_id: str, asker_id: str | None, evidence: Evidence | None = None) -> Fact:
        """Note that a fact was said or found again: half of the doubt in it goes. Raises `MemoryRefused`."""
        fact = self._own(fact_id, asker_id)
        changes: dict[str, Any] = {"confidence": round(1 - (1 - fact.confidence) / 2, 4)}
        if evidence is not None:
            changes["evidence"] = asdict(_dated(evidence, self._now().isoformat()))
        await self._keep(Kind.FACT_CONFIRMED, fact, changes)
        return self._facts[fact_id]

    async def forget(self, fact_id: str, asker_id: str | None) -> Fact:
        """Forget one fact of the asker or the household; return what it was. Raises `MemoryRefused`."""
        fact = self._own(fact_id, asker_id)
        await self._keep(Kind.FACT_FORGOTTEN, fact, {})
        return fact

    async def forget_all(self, owner_id: str | None) -> int:
        """Forget all that is a person's, or with `None` all that is the household's; return how many they were."""
        own = [fact for fact in self._facts.values() if fact.user_id == owner_id]
        if own:
            await self._keep_all([self._event(Kind.FACT_FORGOTTEN, fact, {}) for fact in own])
        return len(own)

    def get(self, fact_id: str, asker_id: str | None) -> Fact | None:
        """Return a fact that the asker may see."""
        fact = self._facts.get(fact_id)
        return fact if fact is not None and fact.seen_by(asker_id) else None

    def list(self, asker_id: str | None) -> list[Fact]:
        """Return the facts that hold and that the asker may see, the newest first."""
        now = self._now()
        seen = [fact for fact in self._facts.values() if fact.seen_by(asker_id) and fact.holds(now)]
        return sorted(seen, key=lambda fact: (fact.since, fact.fact_id), reverse=True)

    def recall(
        self,
        words: str,
        asker_id: str | None,
        *,
        limit: int = RECALLED,
        tokens: int = RECALLED_TOKENS,
        about: Collection[str] = (),
        normaliser: Normaliser | None = None,
        called: Mapping[str, str] | None = None,
    ) -> Sequence[Recalled]:
        """Return what the asker may see that has to do with words or things, the best first.

        At most `limit` facts, whose texts are at most `tokens` by an estimate that is rather too high. `normaliser` is
        that of the language of the words, `called` the names of the things that facts may be about.
        """
        ranked = self._ranking.rank(
            self.list(asker_id), words, normaliser or _PLAIN, about=about, now=self._now(), called=called or {}
        )
        return within(ranked, limit, tokens)

    def preference(self, topic: str, asker_id: str | None, about: Collection[str] = ()) -> Fact | None:
        """Return the preference that holds for the asker: the own before the household's, for a place before for all."""
        found = [f for f in self.list(asker_id) if f.kind is FactKind.PREFERENCE and f.topic == topic]
        fitting = [f for f in found if not f.about or set(f.about).intersection(about)]
        return min(fitting, key=lambda f: (f.user_id is None, not f.about), default=None)

    def names(self, asker_id: str | None) -> Mapping[str, tuple[str, ...]]:
        """Return what the asker's household, and the asker, call things: names by the ids of the things."""
        found: dict[str, tuple[str, ...]] = {}
        for fact in self.list(asker_id):
            if fact.kind is FactKind.NAME:
                for thing in fact.about:
                    found[thing] = (*found.get(thing, ()), fact.text)
        return found

    def _check(self, *texts: str) -> None:
        if not texts[0]:
            raise MemoryRefused(Refusal.EMPTY)
        if len(texts[0]) > LONGEST:
            raise MemoryRefused(Refusal.TOO_LONG)
        if any(secrets.is_secret(text) for text in texts):
            raise MemoryRefused(Refusal.SECRET)

    def _own(self, fact_id: str, asker_id: str | None) -> Fact:
        """Return a fact that the asker may change; another person's is not told to be there."""
        if (fact := self.get(fact_id, asker_id)) is None:
            raise MemoryRefused(Refusal.NOT_THERE)
        return fact

    def _same(self, draft: Draft, text: str) -> Fact | None:
        """Return the fact of the same owner that a draft says again, or that it changes."""
        for fact in self._facts.values():
            if fact.user_id != draft.user_id or fact.kind is not draft.kind:
                continue
            if draft.kind is FactKind.PREFERENCE and draft.topic is not None:
                if (fact.topic, fact.about) == (draft.topic, draft.about):
                    return fact
            elif fact.text.casefold() == text.casefold():
                return fact
        return None

    async def _again(self, known: Fact, draft: Draft, text: str) -> Fact:
        same = (known.text.casefold(), known.value, known.about) == (text.casefold(), draft.value, draft.about)
        if same and known.holds(self._now()):
            return await self.confirm(known.fact_id, draft.user_id, draft.evidence)
        changed = {"text": text, "value": draft.value, "about": draft.about, "until": draft.until}
        now = self._now().isoformat()
        fresh = {"confidence": draft.confidence, "since": now, "evidence": asdict(_dated(draft.evidence, now))}
        await self._keep(Kind.FACT_CORRECTED, known, changed | fresh)
        return self._facts[known.fact_id]

    async def _keep(self, kind: Kind, fact: Fact, data: Mapping[str, Any]) -> None:
        await self._keep_all([self._event(kind, fact, data)])

    async def _keep_all(self, events: Iterable[Event]) -> None:
        kept = list(events)
        await self._log.record(*kept)
        for event in kept:
            self.apply(event)
        self._told()

    def _told(self) -> None:
        for callback in tuple(self._listeners):
            callback()

    def _event(self, kind: Kind, fact: Fact, data: Mapping[str, Any]) -> Event:
        return Event(
            kind=kind, subject=fact.fact_id, at=self._now().isoformat(), user_id=fact.user_id, data=plain(data)
        )


def _dated(evidence: Evidence, at: str) -> Evidence:
    return evidence if evidence.at else replace(evidence, at=at)
