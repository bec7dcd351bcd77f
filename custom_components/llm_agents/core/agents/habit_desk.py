"""Habits as suggestions: told with their evidence, made automations after a yes, not again after a no, and taken back."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from ..journal.record import Asker, Turn
from ..journal.undoing import made_of
from ..language.answers import Answerer
from ..language.memories import MADE, MemoryAsk, MemoryRequest
from ..language.outcome import Memo, Outcome, Remembered
from ..language.phrases import phrases, sentence
from ..language.request import Problem, Reason
from ..memory.habits import Habit
from ..memory.offers import OPEN, HabitBook, Known, Standing
from .ports import World
from .telling_habits import told_habit
from .turning import Turning

_TOLD = 3  # at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An automation that was made of a habit; with `pasted` its text waits among the repairs to be pasted."""

    automation_id: str
    alias: str
    pasted: bool = False
    config: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Known) -> Made:
        """Return the automation of a habit that has one."""
        data = known.data
        return cls(
            automation_id=str(data["automation_id"]),
            alias=str(data.get("alias", "")),
            pasted=bool(data.get("pasted")),
            config=data.get("config", {}),
        )


class AutomationMaker(Protocol):
    """Who looks for habits, and can make automations of them."""

    async def look_again(self) -> None:
        """Look for habits, where the last look was long ago."""

    async def make(self, habit: Habit, asker: Asker, language: str) -> Made:
        """Make an automation of a habit, as the automation editor would."""

    async def remove(self, habit: Habit, made: Made, asker: Asker) -> bool:
        """Take an automation away again; return whether it is gone: what somebody changed since stays."""


@dataclass(kw_only=True)
class HabitDesk:
    """Answers for what is suggested. `maker` is `None` where no automations can be made, then nothing is suggested."""

    book: HabitBook
    world: World
    maker: AutomationMaker | None = None
    wanted: bool = True
    _answering: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def works(self) -> bool:
        """Return whether habits are suggested at all."""
        return self.wanted and self.maker is not None

    async def seen(self) -> list[Known]:
        """Return what is suggested to all people and what became an automation, the surest first.

        What is about a device that is gone is left out.
        """
        if not self.wanted or self.maker is None:
            return []
        await self.maker.look_again()
        return [known for known in self.book.seen() if self.is_here(known.habit)]

    def is_here(self, habit: Habit) -> bool:
        """Return whether all that a habit is about is in the home."""
        entities = self.world.home().entities
        return all(deed.entity_id in entities for deed in habit.deeds)

    async def tell(self, request: MemoryRequest, turning: Turning) -> Outcome:
        """Tell what is suggested to the asker, and ask about the surest of it."""
        utterance = turning.utterance
        user_id = utterance.asker.user_id
        seen = await self.seen() if user_id is not None else []
        own = [known.habit for known in seen if known.habit.user_id == user_id and known.standing in OPEN]
        if not own:
            return Remembered(request=request, memo=Memo.NO_SUGGESTIONS)
        words = phrases(utterance.language)
        answerer = Answerer(words, self.world.home())
        told = [sentence(told_habit(habit, words, answerer, "told")) for habit in own[:_TOLD]]
        if more := len(own) - len(told):
            told.append(words.say("memory", "more", count=more, number=words.number(more)))
        told.append(words.say("habits", "question" if len(own) == 1 else "question_first"))
        return await self.ask(own[0], " ".join(told), turning)

    async def ask(self, habit: Habit, question: str, turning: Turning) -> Remembered:
        """Ask a person whether an automation is to be made of a habit."""
        await self.book.offered(habit, turning.turn_id)
        request = MemoryRequest(ask=MemoryAsk.HABIT, text=habit.habit_id)
        return Remembered(request=request, memo=Memo.ASKED, text=question, asked={habit.habit_id: question})

    async def agreed(self, request: MemoryRequest, turning: Turning) -> Outcome:
        """Make an automation of the asker's habit that a yes was given to."""
        utterance = turning.utterance
        habit = self.book.get(request.text, utterance.asker.user_id)
        made = await self.accept(habit, utterance.asker, utterance.language) if habit is not None else None
        if made is None:
            return Remembered(request=request, memo=Memo.NOT_THERE)
        memo = Memo.NOT_AUTOMATED if made.pasted else Memo.AUTOMATED
        return Remembered(request=replace(request, topic=MADE), memo=memo, text=made.alias)

    async def accept(self, habit: Habit, asker: Asker, language: str) -> Made | None:
        """Make an automation of a habit, once: the one that there is where it was agreed to before.

        `None` where nobody can make one. Raises what the journal raises.
        """
        async with self._answering:
            known = self.book.known(habit.habit_id)
            if known is not None and known.standing is Standing.ACCEPTED:
                return Made.of(known)
            if self.maker is None:
                return None
            made = await self.maker.make(habit, asker, language)
            more = {"alias": made.alias, "pasted": made.pasted or None, "config": dict(made.config)}
            await self.book.accepted(habit, made.automation_id, **more)
            return made

    async def dismiss(self, habit_id: str, asker: Asker) -> bool:
        """Offer a habit of the asker's, and those like it, never again; return whether there was one."""
        habit = self.book.get(habit_id, asker.user_id)
        if habit is not None:
            await self.book.dismissed(habit)
        return habit is not None

    async def take_back(self, target: Turn, turning: Turning) -> Sequence[Outcome] | None:
        """Take away the automation that a turn made; `None` where it made none."""
        habit_id, asker = made_of(target), turning.utterance.asker
        if habit_id is None:
            return None
        known = self.book.known(habit_id)
        if turning.provenance.tainted or (known is not None and known.habit.user_id != asker.user_id):
            return [Problem(reason=Reason.NOT_ALLOWED)]
        if known is None or known.standing is not Standing.ACCEPTED or self.maker is None:
            return [Problem(reason=Reason.NOTHING_TO_UNDO)]
        made = Made.of(known)
        request = MemoryRequest(ask=MemoryAsk.HABIT, text=habit_id)
        if not await self.maker.remove(known.habit, made, asker):
            return [Remembered(request=request, memo=Memo.NOT_RETRACTED, text=made.alias)]
        await self.book.retracted(known.habit)
        turning.undoes = target.turn_id
        return [Remembered(request=request, memo=Memo.RETRACTED, text=made.alias)]
