"""An agent's run within a turn: what it is shown, told and given to work with, by its profile."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from ..home.index import HomeIndex
from ..journal.record import Layer
from ..language.phrases import phrases
from ..language.reports import reports
from ..memory.memory import Memory
from ..models.protocol import ChatModel, ChatRequest, Message, ModelUnavailable, ToolSpec
from .briefing import instruction_of, request_of
from .claims import Claims
from .clock import Clock
from .deliberation import WARM_UP_SECONDS, closing
from .dialogue import Dialogue
from .energy_tool import summary
from .foreign import ForeignTool, offered
from .licence import licence_of
from .looking import Looker, in_scope
from .origins import Marked, Provenance
from .ports import World
from .profiles import Profile, Profiles, Role
from .prompt import Earlier, sources_of
from .running import Run
from .serving import Servant
from .shortlist import Clues, likely
from .toolbox import Delegate, Desk
from .tools import for_model, tools_of
from .turning import Turning
from .understood import Understood
from .withholding import Withholder


class Delegator(Protocol):
    """Who gives tasks to specialists for a turn."""

    def delegate_for(self, turning: Turning) -> Delegate:
        """Return what gives tasks of a turn's run to specialists."""


@dataclass(slots=True, kw_only=True)
class Agency:
    """Lets agents serve requests with models that can use tools."""

    world: World
    servant: Servant
    clock: Clock
    profiles: Profiles
    delegator: Delegator | None = None
    memory: Memory | None = None
    secrets: Callable[[], Iterable[str]] = tuple

    async def run(
        self,
        turning: Turning,
        dialogue: Dialogue,
        models: Sequence[ChatModel],
        index: HomeIndex,
        clues: Clues,
    ) -> Understood | None:
        """Serve a turn's words; return what came of it, `None` where no model answered."""
        profile, utterance = turning.profile, turning.utterance
        looker = Looker(
            world=self.world,
            profile=profile,
            find=lambda words: likely(words, index, clues),
            recall=partial(_recalled, self.memory, index) if self.memory else None,
        )
        shown = in_scope(likely(utterance.text, index, clues), profile, index.home)
        read = licence_of(utterance.text, index, clues)
        earlier = Earlier.of(dialogue.of(utterance.asker))
        turning.reads(Provenance(sources=sources_of(earlier), licence=read))
        system = self._system(profile, turning.instructions, utterance.asker.user_id)
        tools = self._tools(profile, utterance.asker.user_id)
        foreign = offered(await self._foreign(turning), tools)
        desk = Desk(
            servant=self.servant,
            turning=turning,
            dialogue=dialogue,
            index=index,
            looker=looker,
            spending=turning.spending,
            claims=Claims(phrases(utterance.language).words("claims"), index, reports(utterance.language)),
            tools=(*tools, *(one.spec for one in foreign.values())),
            foreign=foreign,
            delegate=self.delegator.delegate_for(turning) if self.delegator else None,
            withholder=Withholder([system.content], self.secrets()),
        )
        desk.show(shown)
        request = request_of(
            utterance.text,
            shown,
            index.home,
            now=self.world.local(self.clock.now()),
            area_id=utterance.asker.area_id,
            earlier=earlier,
            reading=clues.reading,
            energy=summary(self.servant.heeder) if profile.role is Role.ENERGY else "",
        )
        opening = (system, request)
        ran = await Run(desk, opening, turning.speak).run(models)
        if ran.model is None:
            return None if not ran.said else Understood(layer=Layer.NONE, outcomes=tuple(ran.said), served=True)
        return Understood(
            layer=Layer(ran.model.layer),
            outcomes=tuple(ran.said),
            spoken=ran.spoken,
            model=ran.model.name,
            served=True,
        )

    async def warm_up(self, model: ChatModel, profile: Profile) -> None:
        """Let a backend read the system prompt and the tools once, so that the first sentence finds them in its cache."""
        system = self._system(profile, profile.instructions, None)
        tools = for_model(self._tools(profile, None), model.capabilities)
        request = ChatRequest(
            messages=(system, Message(role="user")), max_tokens=1, seconds=WARM_UP_SECONDS, tools=tools
        )
        try:
            async with closing(model.stream(request)) as deltas:
                async for _ in deltas:
                    pass
        except ModelUnavailable:
            return  # who owns it tells the log

    def _specialists(self, profile: Profile, user_id: str | None) -> tuple[Profile, ...]:
        if profile.role is not Role.ORCHESTRATOR or self.delegator is None or not profile.limits.depth:
            return ()
        return self.profiles.specialists(user_id)

    def _tools(self, profile: Profile, user_id: str | None) -> tuple[ToolSpec, ...]:
        return tools_of(
            profile,
            delegates=bool(self._specialists(profile, user_id)),
            remembers=self.memory is not None,
            plans=self.servant.heeder.energy is not None,
        )

    async def _foreign(self, turning: Turning) -> Sequence[ForeignTool]:
        """Return the tools of other integrations that an agent may use; they stand after ours, always in one order."""
        apis, utterance = turning.profile.apis, turning.utterance
        return await self.world.tools(apis, utterance.asker, utterance.language) if apis else ()

    def _system(self, profile: Profile, instructions: str, user_id: str | None) -> Message:
        specialists = self._specialists(profile, user_id)
        return Message(role="system", content=instruction_of(profile, instructions, specialists))


def _recalled(memory: Memory, index: HomeIndex, words: str, user_id: str | None) -> list[Marked]:
    """Return what somebody may see of a memory that has to do with words."""
    found = memory.recall(words, user_id, normaliser=index.normaliser)
    return [one.fact.marked for one in found]
