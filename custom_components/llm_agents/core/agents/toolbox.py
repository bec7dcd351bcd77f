"""Answering the tool calls of a run: read-only ones side by side, acts in their order and only through the executor.

Whatever a model calls is answered as data, with where it is from; what cannot be answered is told to it as an error.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
import json
import logging
from typing import Any

from ..home.index import HomeIndex
from ..language.memories import MemoryAsk, MemoryRequest
from ..language.outcome import Acted, Memo, Outcome, Remembered
from ..language.request import Act, Problem
from ..models.protocol import Image, ToolCall, ToolSpec
from .claims import Claims
from .dialogue import Dialogue
from .energy_tool import PLAN_ENERGY, plan_energy
from .foreign import ForeignTool, use
from .looking import Looker
from .prompt import clean
from .seeing import MOST_PICTURES, see
from .serving import Servant
from .shortlist import Shortlist
from .spending import Limit, LimitReached, Spending
from .tools import ACT, DELEGATE, LATER, LOOK, REMEMBER, wrong
from .turning import Turning
from .wishes import Wish, wish_of
from .withholding import Withholder

_LOGGER = logging.getLogger(__name__)

MOST_CALLS = 8
"""Calls of one answer of a model that are made; the others are told to be too many."""

MOST_REMEMBERED = 300
"""Letters of what a model wants remembered."""

MOST_REPEATS = 3
"""Times that a model may make a call again that was answered, before its run is ended."""

_RESULT_LETTERS = 6000
_IDS = 12  # devices of one result
_ENDING = frozenset({ACT, LATER, REMEMBER, DELEGATE, PLAN_ENERGY})

type Delegate = Callable[[Sequence[Mapping[str, Any]]], Awaitable[Sequence[Mapping[str, Any]]]]
"""Give tasks to specialists; return what came of each, as data."""


@dataclass(slots=True, kw_only=True)
class Desk:
    """What the tools of one run work with. `devices` and `groups` are those that were shown or found."""

    servant: Servant
    turning: Turning
    dialogue: Dialogue
    index: HomeIndex
    looker: Looker
    spending: Spending
    claims: Claims
    tools: Sequence[ToolSpec]
    delegate: Delegate | None = None
    withholder: Withholder = field(default_factory=Withholder)
    devices: set[str] = field(default_factory=set)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    foreign: Mapping[str, ForeignTool] = field(default_factory=dict)

    def show(self, shown: Shortlist) -> None:
        """Note what a model was shown, and so may choose from."""
        self.devices.update(entity.entity_id for entity in shown.entities)
        self.groups |= {group.group_id: group.entity_ids for group in shown.groups}

    def members(self, identifier: Any) -> tuple[str, ...]:
        """Return the devices behind an id that was shown or found, none for any other."""
        if isinstance(identifier, str) and identifier in self.devices:
            return (identifier,)
        return self.groups.get(identifier, ()) if isinstance(identifier, str) else ()


class Toolbox:
    """Makes the calls of one model's run. `finished` when the run need not ask the model again."""

    def __init__(self, desk: Desk, tools: Sequence[ToolSpec]) -> None:
        """Answer at a desk; `tools` are those that the model is offered."""
        self._desk = desk
        self._specs = {spec.name: spec for spec in tools}
        self._pictures: list[Image] = []
        self._shown = 0
        self._answered: set[str] = set()
        self._repeats = 0
        self._problems: dict[str, Problem] = {}
        self.finished = False

    async def answer(self, calls: Sequence[ToolCall]) -> list[str]:
        """Return the results of calls as JSON, in their order. Raises `LimitReached`."""
        results: list[Mapping[str, Any]] = []
        made = calls[:MOST_CALLS]
        for (only_reads, acts), group in groupby(made, key=self._manner):
            batch = list(group)
            if acts:
                results += await self._act(batch)
            elif only_reads:
                results += await asyncio.gather(*map(self._guarded, batch))
            else:
                results += [await self._guarded(call) for call in batch]
        results += [{"error": f"not made: at most {MOST_CALLS} calls at once"}] * (len(calls) - len(made))
        self.finished = self._is_finished(made, results)
        return [_as_json(result) for result in results]

    def pictures(self) -> Sequence[Image]:
        """Return what was looked at since this was last asked for."""
        taken, self._pictures = self._pictures, []
        return taken

    def problems(self) -> list[Problem]:
        """Return what was wished and could not be, and was not done in another way since."""
        done = {i for item in self._desk.turning.outcomes if isinstance(item, Acted) for i in item.act.entity_ids}
        return [problem for key, problem in self._problems.items() if key not in done]

    def _manner(self, call: ToolCall) -> tuple[bool, bool]:
        spec = self._specs.get(call.name)
        return (spec is None or spec.read_only), call.name == ACT and spec is not None

    def _checked(self, call: ToolCall) -> Mapping[str, Any] | None:
        """Count a call; return the error that answers it where it is not to be made. Raises `LimitReached`."""
        self._desk.spending.call()
        spec = self._specs.get(call.name)
        if spec is None:
            return {"error": f"there is no tool {call.name[:40]!r}; there are {', '.join(self._specs)}"}
        if call.arguments is None:
            return {"error": "the arguments were not a JSON object; call again with one"}
        foreign = self._desk.foreign.get(call.name)
        fault = foreign.fault(call.arguments) if foreign else wrong(call.arguments, spec.parameters)
        if fault is not None:
            return {"error": fault}
        key = f"{call.name} {json.dumps(call.arguments, sort_keys=True, default=str)}"
        if key in self._answered:
            self._repeats += 1
            if self._repeats >= MOST_REPEATS:
                raise LimitReached(Limit.CALLS)
            return {"error": "this was called before with the same arguments; use that result, or tell the person"}
        self._answered.add(key)
        return None

    async def _guarded(self, call: ToolCall) -> Mapping[str, Any]:
        if (error := self._checked(call)) is not None:
            return error
        try:
            return await self._made(call.name, dict(call.arguments or {}))
        except LimitReached:
            raise
        except Exception:
            _LOGGER.exception("The tool %s failed unexpectedly", call.name)
            return {"error": "it failed; tell the person"}

    async def _made(self, name: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        desk = self._desk
        if name == LATER:
            return await self._later(arguments)
        if name == DELEGATE and desk.delegate is not None:
            return {"results": await desk.delegate(arguments["tasks"])}
        if name == REMEMBER:
            return self._remember(str(arguments["text"]))
        if name == LOOK:
            return await self._look(arguments)
        if name == PLAN_ENERGY:
            return await plan_energy(desk.servant.heeder, arguments, desk.turning)
        if name in desk.foreign:
            return await use(desk.foreign[name], arguments, desk)
        seen = await desk.looker.look(name, arguments, desk)
        desk.turning.provenance = desk.turning.provenance.reading(*seen.sources)
        desk.turning.memories += seen.memories
        desk.claims.saw(seen.entity_ids)
        desk.claims.read(*seen.texts)
        return seen.data

    async def _look(self, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        if self._shown >= MOST_PICTURES:
            return {"error": f"not made: at most {MOST_PICTURES} pictures"}
        self._shown += 1
        told, picture = await see(LOOK, arguments["entity_id"], self._desk)
        self._pictures += [picture] if picture is not None else []
        return told

    async def _act(self, calls: Sequence[ToolCall]) -> list[Mapping[str, Any]]:
        """Carry out the acts of one answer together, as those of one sentence."""
        results: list[Mapping[str, Any] | None] = [self._checked(call) for call in calls]
        wishes: dict[int, Act] = {}
        for at, call in enumerate(calls):
            if results[at] is None:
                wish = self._wish(call.arguments or {})
                results[at], act = wish.error, wish.act
                if act is not None:
                    wishes[at] = act
        outcomes = await self._carry_out(list(wishes.values()))
        for at, outcome in zip(wishes, outcomes, strict=True):
            results[at] = _told(outcome)
        return [result or {} for result in results]

    async def _carry_out(self, acts: Sequence[Act]) -> Sequence[Acted]:
        if not acts:
            return ()
        turning = self._desk.turning
        turning.acting = True
        warrant = turning.warrant(turning.confirmed)
        outcomes = await self._desk.servant.executor.act(acts, warrant, turning.ledger, turning.watch)
        turning.requests = (*turning.requests, *acts)
        turning.outcomes += outcomes
        return outcomes

    def _wish(self, arguments: Mapping[str, Any]) -> Wish:
        desk, identifier = self._desk, arguments.get("entity_id")
        world = desk.servant.world
        home = world.home()
        entity_ids = tuple(i for i in desk.members(identifier) if i in home.entities)
        if not entity_ids:
            return Wish(error={"error": "no such id in the list of devices; search_home finds others"})
        wish = wish_of(arguments, entity_ids, home, world.states, desk.turning.utterance.text)
        if wish.problem is not None:
            self._problems[entity_ids[0]] = wish.problem
        return wish

    async def _later(self, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        desk = self._desk
        wish = self._wish(arguments)
        if wish.act is None:
            return wish.error or {}
        desk.turning.acting = True
        request = desk.looker.scheduled(wish.act, arguments)
        if request is None:
            return {"error": "needs in_minutes, or at as HH:MM"}
        outcomes = await desk.servant.put_off(request, desk.turning, desk.dialogue)
        desk.turning.requests = (*desk.turning.requests, request)
        desk.turning.outcomes += outcomes
        return {"results": [_told(outcome) for outcome in outcomes]}

    def _remember(self, text: str) -> Mapping[str, Any]:
        """Ask the person whether a text is to be remembered: what a model says is never learned without a yes."""
        turning = self._desk.turning
        words = clean(text, MOST_REMEMBERED)
        request = MemoryRequest(ask=MemoryAsk.REMEMBER, text=words, words=turning.utterance.text)
        turning.outcomes.append(Remembered(request=request, memo=Memo.ASKED, asked={"": words}))
        turning.requests = (*turning.requests, request)
        return {"waits_for_yes": True}

    def _is_finished(self, calls: Sequence[ToolCall], results: Sequence[Mapping[str, Any]]) -> bool:
        """Return whether nothing is left to ask a model: all was done and it said so, or a person has to answer."""
        ending = _ENDING.union(name for name, one in self._desk.foreign.items() if not one.spec.read_only)
        if not calls or any(call.name not in ending for call in calls) or any("error" in one for one in results):
            return False
        if any(one.get("waits_for_yes") for one in results):
            return True
        if all(call.name == DELEGATE for call in calls):
            return not any("error" in each for one in results for each in one.get("results", ()))
        last = any(call.arguments and call.arguments.get("last") is True for call in calls)
        return last and not any(one.get("problems") for one in results)


def _told(outcome: Outcome) -> dict[str, Any]:
    """Return what came of an act as a model is told it."""
    if isinstance(outcome, Problem):
        return {"error": outcome.reason.value}
    found: dict[str, Any] = {}
    names = {"done": "done", "already": "already", "under_way": "under_way", "asked": "waits_for_yes"}
    for name, told in names.items():
        if entity_ids := tuple(getattr(outcome, name, ())):
            found[told] = [*entity_ids[:_IDS], *([f"{len(entity_ids) - _IDS} more"] if len(entity_ids) > _IDS else [])]
    if getattr(outcome, "plan_id", None):
        found["planned"] = True
    if problems := getattr(outcome, "problems", ()):
        found["problems"] = [{"reason": one.reason.value, "devices": [*one.entity_ids[:_IDS]]} for one in problems]
    return found


def _as_json(result: Mapping[str, Any]) -> str:
    """Return a result as JSON that is whole and bounded, whatever it holds."""
    text = json.dumps(result, ensure_ascii=False, default=str, separators=(",", ":"))
    if len(text) > _RESULT_LETTERS:
        return json.dumps({"error": "the result is too long; ask for less"})
    return text
