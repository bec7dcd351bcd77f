"""Tools of other integrations that the owner lets an agent use: what they read is data, what they do is asked about first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from ..journal.record import Decision
from ..language.outcome import Served
from ..language.tool_use import ToolUse
from ..models.protocol import ToolSpec
from .claims import Claims
from .errands import errand_of
from .execution import ASKING
from .origins import Source
from .prompt import clean
from .risks import Risk
from .serving import Servant
from .turning import Turning
from .withholding import Withholder

MOST_TOOLS = 48
"""Tools of others that one agent is offered."""

MOST_LETTERS = 2400
"""Letters of one result that a model reads."""

MOST_ARGUMENTS = 2000
"""Letters of the arguments of one call: what is asked about has to be read by a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignTool:
    """A tool of another integration. `spec` is as a model is offered it, under a name that none of ours can have.

    `fault` returns what is wrong with arguments, `None` where they are as the tool wants them.
    """

    api: str
    tool: str
    spec: ToolSpec
    fault: Callable[[Mapping[str, Any]], str | None]

    @property
    def source(self) -> Source:
        """Return what a run is marked with that has read a result."""
        return Source.WEB if self.spec.open_world else Source.TOOL


class AtDesk(Protocol):
    """What the call of a tool needs of the desk of a run."""

    servant: Servant
    turning: Turning
    claims: Claims
    withholder: Withholder


async def use(foreign: ForeignTool, arguments: Mapping[str, Any], desk: AtDesk) -> Mapping[str, Any]:
    """Call a tool that only reads, or ask whether it is to be called; return what a model is told."""
    turning, world = desk.turning, desk.servant.world
    request = ToolUse(api=foreign.api, tool=foreign.tool, arguments=arguments)
    shown = request.shown()
    if len(shown) > MOST_ARGUMENTS:
        return {"error": "the arguments are too long"}
    if foreign.spec.open_world and not desk.withholder.allows(shown):
        return {"error": "not called: nothing secret leaves the home"}
    decision = _judge(foreign, request, desk)
    if decision is Decision.REFUSE:
        return {"error": "not allowed"}
    if decision in ASKING:
        turning.outcomes.append(
            Served(ok=True, speech="", request=request, asked={"": ""}, pin=decision is Decision.PIN)
        )
        turning.requests = (*turning.requests, request)
        return {"waits_for_yes": True}
    with turning.watch.measure("act"):
        reply = await world.use_tool(request, turning.utterance.asker, turning.utterance.language)
    text = clean(reply.text, MOST_LETTERS)
    turning.provenance = turning.provenance.reading(foreign.source)
    desk.claims.read(text)
    return {"source": foreign.source.value, "data": text} if reply.ok else {"error": "it failed", "data": text}


def _judge(foreign: ForeignTool, request: ToolUse, desk: AtDesk) -> Decision:
    """Return the policy's decision on a call, which goes on record where it is not plainly allowed."""
    world, turning = desk.servant.world, desk.turning
    errand = errand_of(request, world.home(), world.contents)
    if errand is None:
        return Decision.ALLOW
    if foreign.spec.read_only:
        errand = replace(errand, risk=Risk.LOW, reads=True, outward=foreign.spec.open_world, words=request.shown())
    check = desk.servant.executor.judge_errand(errand, turning.warrant())
    if check.decision is not Decision.ALLOW:
        turning.ledger.checks.append(check)
    return check.decision


def offered(tools: Sequence[ForeignTool], ours: Sequence[ToolSpec]) -> dict[str, ForeignTool]:
    """Return the tools by the names that they are offered under, in their order; none has the name of one of ours."""
    found: dict[str, ForeignTool] = {}
    taken = {spec.name for spec in ours}
    for one in tools[:MOST_TOOLS]:
        if one.spec.name not in taken:
            taken.add(one.spec.name)
            found[one.spec.name] = one
    return found
