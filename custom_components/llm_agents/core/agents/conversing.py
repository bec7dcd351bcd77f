"""One turn in its conversation: understood, served and recorded, whoever asked for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ..journal.record import Layer, Turn
from ..language.outcome import Outcome, Said
from ..language.request import Request
from ..models.deciding import ChatDecider, Decisions, RankerDecider
from ..models.protocol import ChatModel, Ranker
from ..models.router import Choice
from .agency import Agency
from .dialogue import Dialogue, Dialogues
from .languages import Languages
from .pinning import PinDesk
from .profiles import ORCHESTRATOR_ID, Profile, Profiles
from .receiving import ModelRouter, refusal
from .recording import Recorder, Work
from .serving import Servant
from .turning import Turning
from .understanding import Understanding
from .understood import Minds


@dataclass(slots=True, kw_only=True)
class Company:
    """Who can be asked beside the reader; read anew at each turn. With a router it is that which gives the models."""

    models: Sequence[ChatModel] = ()
    rankers: Sequence[Ranker] = ()
    router: ModelRouter | None = None

    def choice(self, profile: Profile, conversation_id: str) -> Choice:
        """Return what a turn of an agent is served with."""
        if self.router is None:
            return Choice(models=self.models, instructions=profile.instructions)
        return self.router.choose(profile, conversation_id)

    def decisions(self, profiles: Profiles) -> Decisions:
        """Return who decides between options: what compares by meaning, and the orchestrator's models."""
        orchestrator = partial(profiles.get, ORCHESTRATOR_ID)
        return Decisions(
            lambda: [RankerDecider(ranker) for ranker in self.rankers if ranker.available],
            lambda: [
                ChatDecider(one) for one in self.choice(orchestrator(), "").models if one.available and one.trusted
            ],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Converser:
    """Runs turns, each in its conversation."""

    company: Company
    languages: Languages
    understanding: Understanding
    servant: Servant
    agency: Agency
    pins: PinDesk
    dialogues: Dialogues
    recorder: Recorder

    async def converse(self, turning: Turning) -> Turn:
        """Understand what was said, and serve it."""

        async def work(dialogue: Dialogue) -> Sequence[Outcome]:
            return await self.understand(turning, dialogue)

        return await self.run(turning, work)

    async def serve(self, turning: Turning, requests: Sequence[Request]) -> Turn:
        """Serve what is understood already."""

        async def work(dialogue: Dialogue) -> Sequence[Outcome]:
            if (no := refusal(turning.profile, turning.utterance)) is not None:
                return [Said(remark=no)]
            turning.layer, turning.requests = Layer.LOCAL, requests
            await self.servant.serve(turning, dialogue)
            return ()

        return await self.run(turning, work)

    async def run(self, turning: Turning, work: Work) -> Turn:
        """Do the work of a turn when it is its conversation's turn, and record it."""
        utterance = turning.utterance
        async with self.dialogues.enter(utterance.conversation_id) as dialogue:
            await self.languages.reader(utterance.language)
            turn = await self.recorder.guard(turning, dialogue, work)
        turning.finish(turn)
        return turn

    async def understand(self, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        """Understand the words of a turn and do what they ask for, where its agent listens to who said them."""
        if (no := refusal(turning.profile, turning.utterance)) is not None:
            return [Said(remark=no)]
        if turning.parent is None and (pin := self.pins.hear(turning, dialogue)) is not None:
            return await self.pins.answer(pin, turning, dialogue)
        return await self._understand(turning, dialogue)

    async def _understand(self, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        utterance, notes = turning.utterance, list[Outcome]()

        def minds() -> Minds:
            choice = self.company.choice(turning.profile, utterance.conversation_id)
            turning.instructions = choice.instructions
            notes.extend([Said(remark=choice.remark)] if choice.remark else [])
            run = partial(self.agency.run, turning, dialogue)
            return Minds(models=choice.models, rankers=self.company.rankers, run=run, spending=turning.spending)

        with turning.watch.measure("understand"):
            understood = await self.understanding.understand(turning.heard, dialogue, minds, turning.speak)
        turning.layer, turning.model = understood.layer, understood.model
        if understood.served:
            return [*understood.outcomes, *notes]
        turning.requests = understood.requests
        if understood.provenance is not None:
            turning.reads(understood.provenance)
        if understood.said is not None:
            return [understood.said, *notes]
        await self.servant.serve(turning, dialogue, trusted=understood.trusted)
        return notes
