"""Reading a sentence with a model: bounded in context, rounds, tokens and seconds.

A model ends where the reader ends, in typed requests; it does nothing itself. Its reply is
constrained to the legal calls on the retrieved entities, and read defensively all the same.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import json
import logging
from typing import Any

from ..home.model import Entity, Home, StateReader
from ..language.outcome import Remark, Said
from ..language.reports import Reports
from ..language.request import Reading, Request
from ..models.protocol import ChatModel, ChatRequest, Delta, Finished, ModelUnavailable, TextDelta
from .options import Options
from .prompt import INSTRUCTION, Earlier, prompt, reply_schema
from .saying import ClaimFilter, SayStream
from .shortlist import Shortlist
from .spending import LimitReached, Spending, cost_of
from .withholding import Withholder

_LOGGER = logging.getLogger(__name__)

MODEL_SECONDS = 8.0
"""Seconds that models have for one sentence, all rounds and all backends together."""

MODEL_ROUNDS = 3
"""Rounds of one model for one sentence: a search for more devices, once, or a mended reply takes one."""

MODEL_TOKENS = 220
"""Tokens of one reply."""

_NAMED_IN_TALK = 8  # devices that a sentence of talk may be about, at most

WARM_UP_SECONDS = 60.0
"""Seconds that a backend has to read the instruction for the first time."""

type Choose = Callable[[str], Shortlist]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One sentence to be read, with all that a model may see of the home.

    `likely` returns what words may be about, `named` only what has one of them in its name, place or kind, `called`
    the entities that some words name; `reading` is what was read of the sentence although not surely.
    """

    text: str
    home: Home
    states: StateReader
    likely: Choose
    named: Choose
    called: Callable[[str, int], Sequence[Entity]]
    reading: Reading | None = None
    earlier: Sequence[Earlier] = ()
    claims: Sequence[str] = ()
    reports: Reports | None = None
    secrets: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class Deliberated:
    """What a model made of a sentence: requests, or something to say; `spoken` was said already."""

    requests: tuple[Request, ...] = ()
    said: Said | None = None
    spoken: list[str] = field(default_factory=list)
    model: ChatModel | None = None


class Deliberation:
    """One sentence put to models, the first that is available first."""

    def __init__(self, matter: Matter, speak: Callable[[str], None], spending: Spending | None = None) -> None:
        """Read a matter; `speak` takes each sentence of talk as it comes, `spending` counts what models take."""
        self._matter = matter
        self._speak = speak
        self._spending = spending
        self._result = Deliberated()
        self._withholder = Withholder([INSTRUCTION], matter.secrets)

    async def run(self, models: Sequence[ChatModel]) -> Deliberated:
        """Ask models until one answers; over to the next only while nothing was spoken."""
        result = self._result
        try:
            async with asyncio.timeout(MODEL_SECONDS) as limit:
                self._deadline = limit.when() or 0.0
                for model in models:
                    if model.available and await self._try(model):
                        return result
        except TimeoutError:
            result.said = Said(remark=Remark.TOO_LONG)
            return result
        except LimitReached as err:
            result.said = Said(remark=err.limit.remark)
            return result
        if result.model is not None:
            result.said = Said(remark=Remark.BROKE_OFF)
        return result

    async def _try(self, model: ChatModel) -> bool:
        """Let one model read; return whether it is settled by it."""
        self._result.model = model
        try:
            await self._rounds(model)
        except ModelUnavailable as err:
            _LOGGER.debug("The model %s failed: %s", model.name, err)  # who owns it tells the log
            if self._remaining() <= 0.1:  # its limit is ours: it was too slow rather than gone
                raise TimeoutError from err
            if not self._result.spoken:
                return False
            self._result.said = Said(remark=Remark.BROKE_OFF)
        return True

    async def _rounds(self, model: ChatModel) -> None:
        words, searched = self._matter.text, False
        for _ in range(MODEL_ROUNDS):
            shown = self._shown(words, trusted=model.trusted)
            options = Options(shown, self._matter.home, self._matter.states, may_read=model.trusted)
            may_search = model.trusted and not searched
            reply = await self._ask(model, shown, options, may_search=may_search)
            if reply is not None and reply.get("kind") == "search" and may_search:
                words, searched = f"{reply.get('words', '')} {self._matter.text}", True
                continue
            if reply is not None and self._settle(reply, options):
                return
            if self._result.spoken:
                return
        self._result.said = Said(remark=Remark.CANNOT)

    def _shown(self, words: str, *, trusted: bool) -> Shortlist:
        """Return the entities that a model may choose from.

        One that is not trusted guesses: it is left only those that a word of the sentence names, and
        may act on them, which is asked about; what it would read aloud is not.
        """
        return self._matter.likely(words) if trusted else self._matter.named(self._matter.text)

    async def _ask(
        self, model: ChatModel, shown: Shortlist, options: Options, *, may_search: bool
    ) -> dict[str, Any] | None:
        """Return the model's reply, `None` when it is not one; its talk is spoken while it comes."""
        stream = SayStream()
        text = ""
        matter = self._matter
        chat = prompt(matter.text, shown, matter.home, matter.earlier, matter.reading).messages
        schema = reply_schema(options, may_search=may_search)
        if self._spending is not None:
            self._spending.round(asyncio.get_running_loop().time())
        deltas = model.stream(
            ChatRequest(messages=chat, max_tokens=MODEL_TOKENS, seconds=self._remaining(), schema=schema)
        )
        async with closing(deltas) as opened:
            async for delta in opened:
                if isinstance(delta, Finished) and self._spending is not None:
                    self._spending.take(delta.usage, cost_of(model, delta.usage))
                if not isinstance(delta, TextDelta):
                    continue
                text += delta.text
                for sentence in stream.feed(delta.text):
                    if self._claims_nothing(sentence):
                        self._result.spoken.append(sentence)
                        self._speak(sentence)
                if stream.full:
                    return {"kind": "chat"}
        return _parse(text)

    def _settle(self, reply: dict[str, Any], options: Options) -> bool:
        match reply:
            case {"kind": "act", "calls": [*calls]}:
                read = [options.read(call, self._matter.text) for call in calls]
                self._result.requests = tuple(dict.fromkeys(request for request in read if request is not None))
                return bool(self._result.requests)
            case {"kind": "chat"}:
                text = " ".join(self._result.spoken)
                self._result.said = Said(text=text) if text else Said(remark=Remark.CANNOT)
                return True
            case {"kind": "cannot"}:
                self._result.said = Said(remark=Remark.CANNOT)
                return True
        return False

    def _claims_nothing(self, sentence: str) -> bool:
        """Return whether a sentence of talk reports nothing, and names nothing, of the home."""
        reports = self._matter.reports
        if reports is not None and reports.kinds(sentence):
            return False
        named = self._matter.called(sentence, _NAMED_IN_TALK)
        names = [name for entity in named for name in (entity.name, *entity.aliases)]
        names += [area.name for area in self._matter.home.areas.values()]
        return self._withholder.allows(sentence) and ClaimFilter(self._matter.claims, names).allows(sentence)

    def _remaining(self) -> float:
        return max(0.0, self._deadline - asyncio.get_running_loop().time())


async def warm_up(model: ChatModel, home: Home) -> None:
    """Let a backend read the instruction once, so that the first sentence finds it in the prompt cache."""
    messages = prompt("", Shortlist(), home).messages
    deltas = model.stream(ChatRequest(messages=messages, max_tokens=1, seconds=WARM_UP_SECONDS))
    try:
        async with closing(deltas) as opened:
            async for _ in opened:
                pass
    except ModelUnavailable as err:
        _LOGGER.debug("The model %s was not warmed up: %s", model.name, err)


def _parse(text: str) -> dict[str, Any] | None:
    try:
        reply = json.loads(text)["reply"]
    except ValueError, KeyError, TypeError:
        return None
    return reply if isinstance(reply, dict) else None


@asynccontextmanager
async def closing(deltas: AsyncIterator[Delta]) -> AsyncIterator[AsyncIterator[Delta]]:
    """Close the stream of a model at once when it is left early, so that the backend stops."""
    try:
        yield deltas
    finally:
        if isinstance(deltas, AsyncGenerator):
            await deltas.aclose()
