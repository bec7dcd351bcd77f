"""The layers that are compared: a sentence encoder, and models that write or are asked how likely a sentence is."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
import tempfile
import time
from typing import Any, Protocol

from aiohttp import ClientSession
import numpy as np

from custom_components.llm_agents.core.agents import deliberation
from custom_components.llm_agents.core.agents.deliberation import Deliberation, Matter, warm_up
from custom_components.llm_agents.core.agents.shortlist import Clues, likely, named
from custom_components.llm_agents.core.agents.suggesting import Proposal, Suggester
from custom_components.llm_agents.core.home.index import HomeIndex
from custom_components.llm_agents.core.home.retrieval import retrieve
from custom_components.llm_agents.core.language.phrases import phrases
from custom_components.llm_agents.core.language.request import Act, Reading
from custom_components.llm_agents.core.models.openai_compatible import OpenAICompatibleModel
from custom_components.llm_agents.core.models.protocol import Ranked
from llm_agents_app.model.engine import Engine, EngineState
from llm_agents_app.settings import EngineSettings
from llm_agents_app.understanding.encoder import Encoder, Vectors
from llm_agents_app.understanding.ranking import rank

from ..report import progress
from .cases import FreeCase

_PATIENCE = 120.0  # seconds for an answer here; the product gives up after eight


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A sentence with all that the kernel knows of it when it goes up."""

    case: FreeCase
    index: HomeIndex
    clues: Clues
    reading: Reading | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a layer makes of a sentence: acts, or none, with how sure it is and how long it took."""

    acts: tuple[Act, ...]
    chance: float
    milliseconds: float

    def is_right(self, case: FreeCase) -> bool:
        """Return whether what is proposed is what is meant, and nothing else."""
        return bool(self.acts) and all(case.is_right(act) for act in self.acts)


class Layer(Protocol):
    """What is compared; `megabytes` is what it adds to the disk."""

    name: str
    megabytes: float

    async def guess(self, question: Question) -> Guess:
        """Return what a sentence means."""


class Encodes(Protocol):
    """Turns sentences into vectors of length one."""

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """Return a row for each sentence."""


class ByMeaning:
    """The candidates of the home compared by a sentence encoder: the app's own step, without its HTTP."""

    def __init__(self, name: str, encoder: Encodes, megabytes: float) -> None:
        """Compare with an encoder."""
        self.name, self.megabytes = name, megabytes
        self._encoder = encoder

    async def guess(self, question: Question) -> Guess:
        """Return the best act, however likely."""
        case = question.case
        began = time.perf_counter()
        suggester = Suggester(question.index, case.states.get, case.language)
        proposals = suggester.proposals(case.text, question.clues)
        asked = suggester.comparison(case.text, proposals)
        ranked = rank(self._encoder, asked.text, asked.bare, asked.candidates, asked.wishes, asked.nothing)
        found = [Ranked(candidate=row.candidate, score=row.score, probability=row.probability) for row in ranked]
        act = suggester.chosen(proposals, found, case.text, least=0.0)
        took = (time.perf_counter() - began) * 1000
        return Guess(acts=(act,) if act else (), chance=found[0].probability if found else 0.0, milliseconds=took)


class MiniLM:
    """all-MiniLM-L6-v2 in int8, by ONNX Runtime: English alone."""

    def __init__(self, folder: Path) -> None:
        """Read `model.onnx` and `tokenizer.json` of a folder."""
        import onnxruntime
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(128)
        self._tokenizer.enable_padding()
        self._session: Any = onnxruntime.InferenceSession(str(folder / "model.onnx"))
        self._kept: dict[str, Vectors] = {}

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """Return the mean of the tokens' vectors, normalised."""
        if fresh := [text for text in dict.fromkeys(sentences) if text not in self._kept]:
            encoded = self._tokenizer.encode_batch(fresh)
            mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
            given = {"input_ids": np.array([item.ids for item in encoded], dtype=np.int64), "attention_mask": mask}
            wanted = {item.name for item in self._session.get_inputs()}
            if "token_type_ids" in wanted:
                given["token_type_ids"] = np.zeros_like(mask)
            tokens = self._session.run(None, given)[0]
            means = (tokens * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
            rows = means / np.linalg.norm(means, axis=1, keepdims=True)
            self._kept.update(zip(fresh, rows.astype(np.float32), strict=True))
        return np.stack([self._kept[text] for text in sentences])


@asynccontextmanager
async def engine(choice: str) -> AsyncIterator[Engine]:
    """Run the app's engine with a model until it is no longer needed."""
    with tempfile.TemporaryDirectory() as folder:
        running = Engine(choice, Path(folder), EngineSettings(parallel=1))
        running.start()
        progress(f"loading {choice}")
        try:
            while running.state is EngineState.LOADING or running.endpoint is None:
                if running.state is EngineState.FAILED:
                    raise RuntimeError(running.error)
                await asyncio.sleep(0.1)  # nobody tells us
            yield running
        finally:
            await running.stop()


class ByWriting:
    """A model that writes one of the legal calls, as the kernel lets it."""

    def __init__(self, name: str, session: ClientSession, running: Engine, *, trusted: bool) -> None:
        """Ask the model of a running engine; `trusted` is whether it may choose what no word names."""
        self.name = name
        model = running.model
        self.megabytes = round((model.bytes or 0) / 1e6, 1) if model else 0.0
        endpoint = running.endpoint
        assert endpoint is not None
        self._model = OpenAICompatibleModel(
            session, f"{endpoint.address}/v1", name, token=endpoint.key, layer="app", trusted=trusted
        )

    async def prepare(self, question: Question) -> None:
        """Let the model read the instruction."""
        deliberation.MODEL_SECONDS = _PATIENCE
        await warm_up(self._model, question.case.home)

    async def guess(self, question: Question) -> Guess:
        """Return the acts that the model writes."""
        case, index, clues = question.case, question.index, question.clues
        matter = Matter(
            text=case.text,
            home=case.home,
            states=case.states.get,
            likely=lambda words: likely(words, index, clues),
            named=lambda words: named(words, index, clues),
            called=lambda words, limit: retrieve(words, index, limit),
            reading=question.reading,
            claims=phrases(case.language).words("claims"),
        )
        began = time.perf_counter()
        found = await Deliberation(matter, lambda _: None).run([self._model])
        took = (time.perf_counter() - began) * 1000
        acts = tuple(request for request in found.requests if isinstance(request, Act))
        return Guess(acts=acts, chance=1.0 if acts else 0.0, milliseconds=took)


class ByLikelihood:
    """A model that tells how likely each candidate's words are after the sentence, against after no sentence."""

    megabytes = 98.4

    def __init__(self, name: str, session: ClientSession, running: Engine) -> None:
        """Score by the model of a running engine."""
        self.name = name
        self._session = session
        endpoint = running.endpoint
        assert endpoint is not None
        self._url, self._headers = f"{endpoint.address}/completion", {"Authorization": f"Bearer {endpoint.key}"}
        self._plain: dict[str, float] = {}

    async def guess(self, question: Question) -> Guess:
        """Return the candidate that the sentence makes likelier than any other."""
        case = question.case
        began = time.perf_counter()
        suggester = Suggester(question.index, case.states.get, case.language)
        proposals: Sequence[Proposal] = suggester.proposals(case.text, question.clues)
        best, most = None, -1e9
        for proposal in proposals:
            words = proposal.candidate.phrases[0]
            if words not in self._plain:
                self._plain[words] = await self._likelihood("", words)
            gain = await self._likelihood(case.text, words) - self._plain[words]
            if gain > most:
                best, most = proposal, gain
        took = (time.perf_counter() - began) * 1000
        return Guess(acts=(best.act,) if best else (), chance=1.0, milliseconds=took)

    async def _likelihood(self, said: str, words: str) -> float:
        """Return the mean log-likelihood of the tokens of some words."""
        asked = {
            "prompt": f"Somebody at home says: {said or '...'}\nThe smart home understands: please",
            "grammar": f"root ::= {_literal(' ' + words)}",
            "n_predict": 48,
            "n_probs": 1,
            "temperature": 0,
            "cache_prompt": True,
        }
        async with self._session.post(self._url, json=asked, headers=self._headers) as response:
            response.raise_for_status()
            rows = (await response.json())["completion_probabilities"]
        return float(np.mean([max(row["logprob"], -20.0) for row in rows])) if rows else -20.0


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def app_encoder() -> ByMeaning:
    """Return the encoder of the app."""
    return ByMeaning("use", Encoder(), 31.7)
