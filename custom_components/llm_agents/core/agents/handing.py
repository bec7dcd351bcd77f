"""Hand over what others do for us: judged first, asked about where it must be, done once, and on record."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..journal.record import Decision
from ..language.outcome import Outcome, Served
from ..language.request import PlatformIntent, Problem, Reason, only_tells
from ..language.tool_use import ToolUse
from .effects import shown
from .errands import errand_of
from .execution import ASKING, Executor
from .origins import Source
from .ports import World
from .prompt import clean
from .timing import rings
from .turning import Turning

_TOLD = 400  # letters of what a tool answered that are told


@dataclass(frozen=True, slots=True, kw_only=True)
class Hander:
    """Hands intents to Home Assistant's handlers, and calls to tools of other integrations."""

    world: World
    executor: Executor

    async def hand(
        self,
        request: PlatformIntent | ToolUse,
        turning: Turning,
        *,
        confirmed: Mapping[str, str] | None = None,
        doubted: bool = False,
    ) -> Outcome:
        """Have something done, or ask first; `confirmed` is what a yes was given to, `doubted` as in `Warrant`."""
        rung = isinstance(request, PlatformIntent) and rings(request)
        if rung and not self.world.has_timers(turning.utterance.asker.device_id):
            return Problem(reason=Reason.NO_TIMERS, words=request.words)
        decision, asked = self.judge(request, turning, confirmed=confirmed, doubted=doubted)
        if decision is Decision.REFUSE:
            return Problem(reason=Reason.NOT_ALLOWED, words=request.words)
        if decision in ASKING:
            return Served(ok=True, speech="", request=request, asked=asked, pin=decision is Decision.PIN)
        turning.acting = True
        with turning.watch.measure("act"):
            return await self._do(request, turning)

    def judge(
        self,
        request: PlatformIntent | ToolUse,
        turning: Turning,
        *,
        confirmed: Mapping[str, str] | None = None,
        doubted: bool = False,
    ) -> tuple[Decision, Mapping[str, str]]:
        """Return the policy's decision, which goes on record, and what a yes is asked for: the device, or nothing named."""
        errand = errand_of(request, self.world.home(), self.world.contents)
        if errand is None:
            return Decision.ALLOW, {}
        check = self.executor.judge_errand(errand, turning.warrant(confirmed, doubted=doubted))
        turning.ledger.checks.append(check)
        return check.decision, {check.entity_id: shown(check.entity_id, self.world.states)}

    async def _do(self, request: PlatformIntent | ToolUse, turning: Turning) -> Served:
        asker = turning.utterance.asker
        if isinstance(request, ToolUse):
            told = await self.world.use_tool(request, asker, turning.utterance.language)
            turning.provenance = turning.provenance.reading(Source.WEB if told.open_world else Source.TOOL)
            return Served(ok=told.ok, speech=clean(told.text, _TOLD) if told.ok else "", request=request)
        reply = await self.world.intent(request, asker, turning.utterance.language)
        return Served(ok=reply.ok, speech=reply.speech, told=only_tells(request.intent), request=request)
