"""Which layer above the reader knows what is meant by sentences that name no act or no device.

Every sentence of `data/free.yaml` that the reader is not sure of is put to each layer over the demo home, in a state in which
something is to be done about it. A layer proposes acts or none. `--layers` chooses from `use` (the app's sentence encoder),
`minilm` (needs `--minilm FOLDER`), `smollm2` and `qwen` (the app's models, writing a legal call), `qwen_believed` (choosing also
what no word names) and `smollm2_score` (asked how likely each candidate is). Run it with the app's environment.
"""

import argparse
import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
import statistics
import sys
from typing import Any

from aiohttp import ClientSession, TCPConnector

if True:
    from ..bare import mount

    mount()

from custom_components.llm_agents.core.agents.shortlist import Clues
from custom_components.llm_agents.core.agents.suggesting import ASKED_FROM
from custom_components.llm_agents.core.home.index import index_of
from custom_components.llm_agents.core.home.words import Normaliser
from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, ReadContext, Reader

from ..report import Figure, percentile, progress, show
from .cases import FreeCase, free_cases
from .layers import ByLikelihood, ByMeaning, ByWriting, Guess, Layer, MiniLM, Question, app_encoder, engine

LAYERS = ("use", "minilm", "smollm2", "smollm2_score", "qwen", "qwen_believed")
_MODELS = {"smollm2": "smollm2-135m", "qwen": "qwen2.5-coder-1.5b"}
_PLAIN = Normaliser()
_MOST_WRONG = 0.1

type Pair = tuple[FreeCase, Guess]


def questions(cases: Sequence[FreeCase]) -> tuple[list[Question], int]:
    """Return what goes up, and how many sentences the reader was sure of."""
    readers: dict[str, Reader | None] = {}
    found: list[Question] = []
    for case in cases:
        if case.language not in readers:
            try:
                readers[case.language] = Reader(case.language)
            except LookupError:
                readers[case.language] = None
        reader = readers[case.language]
        reading = None
        if reader is not None:
            reading = reader.read(case.text, case.home, case.states.get, ReadContext(area_id=case.area_id))
            if reading.understood and reading.confidence >= READER_THRESHOLD:
                continue
        clues = Clues(domains=reader.hints(case.text) if reader else (), area_id=case.area_id, reading=reading)
        index = reader.index(case.home) if reader else index_of(case.home, _PLAIN)
        found.append(Question(case=case, index=index, clues=clues, reading=reading))
    return found, len(cases) - len(found)


async def layers_of(names: Sequence[str], stack: AsyncExitStack, minilm: Path | None) -> list[Layer]:
    """Return the layers of these names; engines run until the stack is left."""
    session = await stack.enter_async_context(ClientSession(connector=TCPConnector(force_close=True)))
    engines: dict[str, Any] = {}
    found: list[Layer] = []
    for name in names:
        if name == "use":
            found.append(app_encoder())
        elif name == "minilm":
            if minilm is None:
                raise SystemExit("minilm needs --minilm FOLDER")
            found.append(ByMeaning("minilm", MiniLM(minilm), 23.4))
        else:
            choice = _MODELS[name.partition("_")[0]]
            if choice not in engines:
                engines[choice] = await stack.enter_async_context(engine(choice))
            if name.endswith("_score"):
                found.append(ByLikelihood(name, session, engines[choice]))
            else:
                found.append(ByWriting(name, session, engines[choice], trusted=name.endswith("_believed")))
    return found


async def run(layer: Layer, asked: Sequence[Question], *, again: bool) -> list[Pair]:
    """Put every sentence to a layer; with `again` twice, so that it is timed when it knows the home, but not the sentence."""
    if isinstance(layer, ByWriting):
        await layer.prepare(asked[0])
    pairs: list[Pair] = []
    for question in asked:
        guess = await layer.guess(question)
        pairs.append((question.case, guess))
        progress(f"{layer.name}: {question.case.text!r} -> {[_told(act) for act in guess.acts]} {guess.chance:.2f}")
    if again:
        new = [replace(question, case=replace(question.case, text=f"{question.case.text} ")) for question in asked]
        return [(question.case, await layer.guess(question)) for question in new]
    return pairs


def _told(act: Any) -> str:
    return " ".join(
        str(part) for part in (act.action.value, act.attribute or "", act.value or "", *act.entity_ids) if part
    )


def counted(pairs: Sequence[Pair], threshold: float) -> tuple[int, int, int]:
    """Return how many proposals of at least a chance are right, wrong, and about nothing that was meant."""
    told = [(case, guess) for case, guess in pairs if guess.acts and guess.chance >= threshold]
    right = sum(guess.is_right(case) for case, guess in told)
    needless = sum(not case.wanted for case, _ in told)
    return right, len(told) - right - needless, needless


def best_threshold(pairs: Sequence[Pair]) -> float:
    """Return the chance from which most are right while at most one proposal in ten is not."""
    best, most = 1.01, -1
    for threshold in sorted({guess.chance for _, guess in pairs}):
        right, wrong, needless = counted(pairs, threshold)
        if right > most and wrong + needless <= _MOST_WRONG * (right + wrong + needless):
            best, most = threshold, right
    return best


def figures_of(layer: Layer, pairs: Sequence[Pair]) -> list[Figure]:
    """Return the figures of one layer."""
    meant = [(case, guess) for case, guess in pairs if case.wanted and not case.may_be_nothing]
    first = sum(guess.is_right(case) for case, guess in meant)
    graded = len({round(guess.chance, 2) for _, guess in pairs}) > 2
    threshold = best_threshold(pairs) if graded else 0.5
    right, wrong, needless = counted(pairs, threshold)
    asked = counted(pairs, ASKED_FROM) if graded else (right, wrong, needless)
    times = [guess.milliseconds for _, guess in pairs]
    note = f"{right} right, {wrong} wrong, {needless} where nothing was meant, of {len(meant)} and {len(pairs) - len(meant)}"
    return [
        Figure(
            name=f"free_first_pct_{layer.name}",
            value=round(100 * first / max(len(meant), 1), 1),
            unit="%",
            better="higher",
            note="the first guess is right, of the sentences that mean something",
        ),
        Figure(
            name=f"free_right_pct_{layer.name}",
            value=round(100 * right / max(len(meant), 1), 1),
            unit="%",
            better="higher",
            note=f"{note}; from a chance of {threshold:.2f}" if graded else note,
        ),
        Figure(
            name=f"free_wrong_pct_{layer.name}",
            value=round(100 * (wrong + needless) / max(right + wrong + needless, 1), 1),
            unit="%",
            better="lower",
            note=f"of its proposals; as the product asks: {asked[0]} right, {asked[1]} wrong, {asked[2]} needless",
        ),
        Figure(
            name=f"free_ms_{layer.name}",
            value=round(statistics.median(times), 1),
            unit="ms",
            better="lower",
            note=f"95th percentile {percentile(times, 0.95):.0f} ms; {layer.megabytes:.0f} MB",
        ),
    ]


async def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--layers", default="use", help=f"of {', '.join(LAYERS)}")
    parser.add_argument("--languages", default="", help="only these")
    parser.add_argument("--every", type=int, default=1, help="take one sentence of so many")
    parser.add_argument("--fresh", action="store_true", help="the sentences written last, for which nothing was tuned")
    parser.add_argument("--minilm", type=Path, help="a folder with model.onnx and tokenizer.json")
    options = parser.parse_args()
    languages = frozenset(options.languages.split(",")) if options.languages else None
    asked, read = questions(free_cases(languages, "fresh" if options.fresh else "cases")[:: options.every])
    progress(f"{len(asked)} sentences go up, {read} were read")
    figures: list[Figure] = []
    rows: dict[str, Any] = {}
    async with AsyncExitStack() as stack:
        for layer in await layers_of(options.layers.split(","), stack, options.minilm):
            pairs = await run(layer, asked, again=isinstance(layer, ByMeaning))
            figures += figures_of(layer, pairs)
            rows[layer.name] = [
                {
                    "said": case.text,
                    "language": case.language,
                    "guess": [_told(act) for act in guess.acts],
                    "chance": guess.chance,
                    "right": guess.is_right(case),
                    "meant": bool(case.wanted),
                }
                for case, guess in pairs
            ]
    show(figures, {"went_up": len(asked), "read": read, "rows": rows}, as_json=options.json)
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
