"""Runs of a model with tools: bounded in rounds, calls, tokens, money and seconds, and believed in nothing.

A model thinks; whatever it wants is done by the one executor, and told from what was read back. Its own words are told
only where they report nothing that the home itself knows better.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
import logging

from ..home.inquiry import inquire
from ..language.outcome import Acted, Outcome, Planned, Remark, Said, Served, Undone
from ..language.request import Ask, Question
from ..models.protocol import ChatModel, ChatRequest, Finished, Message, ModelUnavailable, TextDelta, ToolCall, Usage
from ..models.tokens import most_tokens
from .briefing import pictures_of
from .claims import Kind, is_written_call
from .deliberation import closing
from .saying import TextStream
from .spending import Limit, LimitReached, cost_of
from .toolbox import Desk, Toolbox
from .tools import for_model

_LOGGER = logging.getLogger(__name__)

RUN_TOKENS = 500
"""Tokens of one answer of a model."""

_PICTURE_TOKENS = 1000  # of one picture, by an estimate
_FACTS = 4  # devices whose states are told in the place of a model's report
_ALMOST_OVER = 0.1  # seconds: what failed with no more left had too little time


@dataclass(slots=True, kw_only=True)
class Ran:
    """What a run came to: `said` is to be told with the outcomes; `model` is `None` where none answered."""

    model: ChatModel | None = None
    said: list[Outcome] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Answer:
    """One whole answer of a model."""

    text: str = ""
    calls: list[ToolCall] = field(default_factory=list)
    end: Finished = field(default_factory=Finished)


class Run:
    """One request put to models with tools, the first that is available first."""

    def __init__(self, desk: Desk, opening: Sequence[Message], speak: Callable[[str], None]) -> None:
        """Serve the request that a chat opens with; `speak` takes each sentence that may be said."""
        self._desk = desk
        self._opening = tuple(opening)
        self._speak = speak
        self._ran = Ran()
        self._reported: dict[str, None] = {}
        self._claimed = False

    async def run(self, models: Sequence[ChatModel]) -> Ran:
        """Ask models until one has served; over to the next only while nothing was spoken or done."""
        ran = self._ran
        try:
            for model in models:
                if model.available and await self._try(model):
                    break
            else:
                ran.model = None
        except LimitReached as err:
            ran.said.append(Said(remark=err.limit.remark))
        ran.said += self._told_instead()
        return ran

    async def _try(self, model: ChatModel) -> bool:
        """Let one model serve; return whether it is settled by it."""
        self._ran.model = model
        toolbox = Toolbox(self._desk, for_model(self._desk.tools, model.capabilities))
        try:
            await self._rounds(model, toolbox)
        except ModelUnavailable as err:
            _LOGGER.debug("The model %s failed: %s", model.name, err)  # who owns it tells the log
            if self._desk.spending.seconds(_now()) <= _ALMOST_OVER:  # its limit is ours: it was too slow
                raise LimitReached(Limit.SECONDS) from err
            if not self._ran.spoken and not self._desk.turning.acting:
                return False
            self._ran.said.append(Said(remark=Remark.BROKE_OFF))
        self._ran.said += toolbox.problems()
        return True

    async def _rounds(self, model: ChatModel, toolbox: Toolbox) -> None:
        desk, chat = self._desk, list(self._opening)
        while True:
            desk.spending.round(_now())
            answer = await self._ask(model, chat)
            if not answer.calls:
                if answer.text and is_written_call(answer.text):
                    chat += [
                        Message(role="assistant", content=answer.text, native=answer.end.native),
                        Message(role="user", content="Call the tools themselves, or answer in plain words."),
                    ]
                    continue
                return
            calls = tuple(answer.calls)
            chat.append(Message(role="assistant", content=answer.text, calls=calls, native=answer.end.native))
            results = await toolbox.answer(calls)
            chat += [
                Message(role="tool", content=result, call_id=call.call_id)
                for call, result in zip(calls, results, strict=True)
            ]
            if toolbox.finished:
                return
            if pictures := toolbox.pictures():
                chat.append(pictures_of(pictures))

    async def _ask(self, model: ChatModel, chat: Sequence[Message]) -> _Answer:
        """Return the whole answer of a model; its talk is spoken while it comes."""
        desk, answer, stream = self._desk, _Answer(), TextStream()
        seconds, tools = desk.spending.seconds(_now()), for_model(desk.tools, model.capabilities)
        request = ChatRequest(messages=tuple(chat), max_tokens=RUN_TOKENS, seconds=seconds, tools=tools)
        try:
            with desk.turning.watch.measure("model"):
                async with asyncio.timeout_at(desk.spending.ends), closing(model.stream(request)) as deltas:
                    async for delta in deltas:
                        match delta:
                            case TextDelta(text):
                                answer.text += text
                                self._say(stream.feed(text))
                            case ToolCall():
                                answer.calls.append(delta)
                            case Finished():
                                answer.end = delta
        except TimeoutError as err:
            raise LimitReached(Limit.SECONDS) from err
        finally:
            self._count(model, chat, answer)
        self._say(stream.end())
        return answer

    def _count(self, model: ChatModel, chat: Sequence[Message], answer: _Answer) -> None:
        """Count what an answer took, by an estimate where its backend does not tell."""
        usage = answer.end.usage
        if usage == Usage() and (answer.text or answer.calls):
            written = answer.text + "".join(f"{call.name}{call.arguments}" for call in answer.calls)
            read = sum(most_tokens(message.content) + _PICTURE_TOKENS * len(message.images) for message in chat)
            usage = Usage(input_tokens=read, output_tokens=most_tokens(written))
        self._desk.spending.take(usage, cost_of(model, usage))

    def _say(self, sentences: Sequence[str]) -> None:
        for sentence in filter(self._desk.withholder.allows, sentences):
            kind, named = self._desk.claims.kind_of(sentence, of_home=self._is_of_home)
            match kind:
                case Kind.TALK:
                    self._ran.spoken.append(sentence)
                    self._speak(sentence)
                case Kind.REPORT | Kind.UNSEEN:
                    self._reported |= dict.fromkeys(named)
                case Kind.CLAIM:
                    self._claimed = True

    @property
    def _is_of_home(self) -> bool:
        """Return whether an act was wished or tried: the words name a device, or the policy was asked."""
        turning = self._desk.turning
        return bool(turning.provenance.licence.entity_ids or turning.ledger.checks or turning.outcomes)

    def _told_instead(self) -> list[Outcome]:
        """Return what holds, in the place of what a model reported: outcomes tell of the devices that were acted on."""
        turning, world = self._desk.turning, self._desk.servant.world
        acted = [item for item in turning.outcomes if isinstance(item, Acted)]
        moved = {entity_id for item in acted for entity_id in item.act.entity_ids}
        reported = [i for i in self._reported if i not in moved and world.is_exposed(i)][:_FACTS]
        if reported:
            question = Question(ask=Ask.STATE, entity_ids=tuple(reported), words=turning.utterance.text)
            turning.requests = (*turning.requests, question)
            return [inquire(question, world.home(), world.states)]
        did = any(isinstance(item, Acted | Planned | Served | Undone) for item in turning.outcomes)
        if self._claimed and not did and not self._ran.said:
            return [Said(remark=Remark.NOTHING_DONE)]
        if not (did or turning.outcomes or self._ran.said or self._ran.spoken) and self._ran.model is not None:
            return [Said(remark=Remark.CANNOT)]
        return []


def _now() -> float:
    return asyncio.get_running_loop().time()
