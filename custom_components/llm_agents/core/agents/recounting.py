"""Telling what was done, and why, from the journal: who, which agent and model, what was read and remembered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ..journal.asynchronous import AsyncJournal
from ..journal.events import Kind
from ..journal.record import Turn
from ..journal.undoing import is_undoable, joined, plans_something
from ..language.explanation import Cost, Explainer, Grounds
from ..language.outcome import Outcome, Remark, Said
from ..language.phrases import phrases
from ..language.request import Span
from ..memory.memory import Memory
from .clock import Clock
from .dialogue import Dialogue
from .ports import World
from .profiles import Profiles
from .turning import Utterance

_PAGE, _PAGES = 100, 10  # of turns that are looked through for a time
_CONFLICTS_WITHIN = timedelta(minutes=2)  # of the beginning of the turn that they are of
_MODELS_WITHIN = timedelta(minutes=10)
_DAY = timedelta(days=1)
_HOURS: Mapping[Span, tuple[int, int]] = {
    Span.NIGHT: (-2, 6),
    Span.TODAY: (0, 24),
    Span.MORNING: (0, 12),
    Span.AFTERNOON: (12, 18),
    Span.EVENING: (18, 24),
    Span.YESTERDAY: (-24, 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounter:
    """Tells of recorded turns to who asks."""

    world: World
    journal: AsyncJournal
    clock: Clock
    profiles: Profiles = field(default_factory=Profiles)
    memory: Memory | None = None

    async def why_last(self, utterance: Utterance, dialogue: Dialogue) -> Outcome:
        """Tell why the last turn of a conversation that did something came out as it did."""
        target = next((turn for turn in reversed(dialogue.of(utterance.asker)) if _is_telling(turn)), None)
        if target is None:
            target = await self.journal.last_undoable(utterance.asker.user_id, utterance.conversation_id)
        if target is None:
            return Said(remark=Remark.NOTHING_TO_EXPLAIN)
        return Said(text=await self.why(target, utterance.language))

    async def why(self, turn: Turn, language: str) -> str:
        """Return why a turn came out as it did, with what it delegated, from the journal alone."""
        before = turn.reply_to or turn.planned_by
        asked = await self.journal.get(before) if before else None
        parts = await self.journal.whole(turn.turn_id)
        overruled = [lost for part in parts for lost in await self._overruled(part)]
        grounds = Grounds(
            memories=tuple(self._remembered(turn)),
            delegated_to=tuple(dict.fromkeys(part.profile for part in parts if part.parent == turn.turn_id)),
            overruled=tuple(dict.fromkeys(overruled)),
            costs=await self._costs(turn, {part.turn_id for part in parts} | {turn.turn_id}),
        )
        return self._explainer(language).why(joined(turn, parts), asked, grounds)

    def _explainer(self, language: str) -> Explainer:
        return Explainer(phrases(language), self.world.home(), self._agent)

    def _agent(self, agent_id: str) -> str:
        profile = self.profiles.get(agent_id)
        return profile.name or profile.role.value

    def _remembered(self, turn: Turn) -> list[str]:
        """Return the facts that were used, those that are known yet, as the one whose turn it was may see them."""
        if self.memory is None:
            return []
        found = (self.memory.get(fact_id, turn.asker.user_id) for fact_id in turn.memories)
        return [fact.text for fact in found if fact is not None]

    async def _costs(self, turn: Turn, turn_ids: Collection[str]) -> tuple[Cost, ...]:
        """Return what each model took for a turn and all that it delegated, in the order in which they were asked."""
        if not turn.usage:
            return ()
        until = (datetime.fromisoformat(turn.at) + _MODELS_WITHIN).isoformat()
        found: dict[str, Cost] = {}
        for event in await self.journal.events({Kind.USAGE_SPENT}, since=turn.at, limit=_PAGE):
            if event.at <= until and event.data.get("turn") in turn_ids:
                model = str(event.data.get("model") or event.subject)
                found[model] = found.get(model, Cost(model=model)).plus(event.data)
        return tuple(found.values())

    async def _overruled(self, turn: Turn) -> list[tuple[str, str]]:
        """Return the devices of a turn about which another agent lost to it, and which agent."""
        entity_ids = {check.entity_id for check in turn.checks}
        if not entity_ids:
            return []
        until = (datetime.fromisoformat(turn.at) + _CONFLICTS_WITHIN).isoformat()
        events = await self.journal.events({Kind.CONFLICT_DECIDED}, since=turn.at, limit=_PAGE)
        return [
            (event.subject, str(event.data["loser"]))
            for event in events
            if event.at <= until
            and event.subject in entity_ids
            and event.data.get("loser") not in (None, turn.profile)
            and event.data.get("winner") in (turn.profile, "person")
        ]

    async def taken_up(self, asked: Turn) -> Said:
        """Tell what came of a question that was answered before, as far as that is known."""
        by = await self.journal.claimer(asked.turn_id)
        reply = await self.journal.get(by) if by else None
        if reply is None or not reply.answer:
            return Said(remark=Remark.TAKEN_UP)
        return Said(remark=Remark.ANSWERED_BEFORE, values={"answer": reply.answer})

    async def did(self, utterance: Utterance, span: Span = Span.TODAY) -> Outcome:
        """Tell what was done in a time for who asks; a voice without a user hears what such voices asked for."""
        since, until = _bounds(self.world.local(self.clock.now()), span)
        found = await self._between(since, until, utterance.asker.user_id)
        deeds = [(at, turn) for at, turn in found if _did_something(turn)]
        return Said(text=self._explainer(utterance.language).did(deeds, span))

    async def _between(self, since: datetime, until: datetime, user_id: str | None) -> list[tuple[datetime, Turn]]:
        """Return the turns of a user in a time, newest first, with their moments on the clocks of the home."""
        found: list[tuple[datetime, Turn]] = []
        before: str | None = None
        for _ in range(_PAGES):
            page = await self.journal.latest(_PAGE, user_id=user_id, before=before)
            dated = [(self.world.local(datetime.fromisoformat(turn.at)), turn) for turn in page]
            found += [(at, turn) for at, turn in dated if since <= at < until and turn.asker.user_id == user_id]
            if len(page) < _PAGE or dated[-1][0] < since:
                break
            before = page[-1].turn_id
        return found


def _bounds(now: datetime, span: Span) -> tuple[datetime, datetime]:
    """Return when a time began and ended, on the clocks of the home."""
    if span is Span.HOUR:
        return now - timedelta(hours=1), now + _DAY
    first, last = _HOURS[span]
    return _at_hour(now, first), _at_hour(now, last)


def _at_hour(now: datetime, hour: int) -> datetime:
    """Return an hour of today, of yesterday where it is negative, by the clock: also where a day has 23 or 25 hours."""
    day = now + _DAY * (hour // 24)
    return day.replace(hour=hour % 24, minute=0, second=0, microsecond=0)


def _did_something(turn: Turn) -> bool:
    """Return whether a turn changed something: what it only planned is not done yet."""
    return bool(turn.changes) or (is_undoable(turn) and (bool(turn.calls) or not plans_something(turn)))


def _is_telling(turn: Turn) -> bool:
    """Return whether there is something to explain of a turn: it acted, was checked, was refused, or found it so."""
    return bool(turn.checks or turn.calls or turn.changes) or any(
        request.get("type") in ("act", "problem", "intent") for request in turn.requests
    )
