"""How sure the reader is against how often it is right, and the threshold from which it acts.

Sentences that are read rightly are said again with what speech and typing do to them: letters lost, words run together,
strange words put in, names that the home does not have, another language. Acting on such a reading is right when it asks
for the same as before, or for a part of it and tells of the rest; else wrong. Half of the sentences fit the curve (isotonic
regression by pool adjacent violators: Ayer et al. 1955; Zadrozny and Elkan 2002), the other half measures it: expected
calibration error over ten bins (Naeini et al. 2015), coverage and wrong acts at each threshold. The threshold is the one of
least cost where a wrong act costs as much as `--cost` requests that are handed to the layer above.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
import json
from pathlib import Path
import random
import sys

from custom_components.llm_agents.core.home.model import Home, State, StateReader
from custom_components.llm_agents.core.language.confidence import THRESHOLD, calibrated
from custom_components.llm_agents.core.language.media import SEARCH_AND_PLAY
from custom_components.llm_agents.core.language.reader import ReadContext, Reader
from custom_components.llm_agents.core.language.request import Act, PlatformIntent, Problem, Question, Reading

from .cases import Case, CaseFile, case_files, load_lines
from .own import own_files
from .plain import home_of
from .report import Figure, progress, show

_STRANGE = ("blorf", "quandle", "zimbrik", "vostrel", "murgen")
_OWN_WORDS = frozenset(("item", "message", "search_query", "about", "conversation_command"))
"""Slots that hold what was said as it was said: a letter lost there is no mistake of the reader."""
_BINS = 10
_COST = 5.0
_LEAST = 10.0  # weight of samples that a point of the plot needs
_PLAIN_WEIGHT = 4.0  # a sentence as it was meant is heard more often than each way of spoiling it


@dataclass(frozen=True, slots=True)
class Sample:
    """One reading: how sure it was, whether to act on it was right, and how much it counts."""

    score: float
    right: bool
    weight: float
    fits: bool  # of the half that the curve is fitted to


def spoiled(words: Sequence[str], chance: random.Random) -> Iterator[list[str]]:
    """Yield a sentence as it may be heard or typed."""
    said = list(words)
    long = max(range(len(said)), key=lambda at: len(said[at]))
    word, at = said[long], chance.randrange(max(len(said[long]) - 1, 1))
    yield [*said[:long], word[:at] + word[at + 1 :], *said[long + 1 :]]
    yield [*said[:long], word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :], *said[long + 1 :]]
    yield [*said[:long], chance.choice(_STRANGE), *said[long + 1 :]]
    place = chance.randrange(len(said) + 1)
    yield [*said[:place], chance.choice(_STRANGE), *said[place:]]
    if len(said) > 2:
        join = chance.randrange(len(said) - 1)
        yield [*said[:join], said[join] + said[join + 1], *said[join + 2 :]]


def asked(reading: Reading) -> frozenset[object]:
    """Return what a reading asks for, in a form that can be compared; empty when it asks for nothing."""
    return frozenset(
        (type(r), r.action, frozenset(r.entity_ids), r.attribute, r.value)
        if isinstance(r, Act)
        else (type(r), r.ask, frozenset(r.entity_ids), r.attribute, r.expected)
        if isinstance(r, Question)
        else (type(r), r.intent, frozenset(item for item in r.slots.items() if item[0] not in _OWN_WORDS))
        for r in reading.requests
        if isinstance(r, Act | Question | PlatformIntent)
    )


def _is_right(case: Case, reading: Reading, home: Home) -> bool:
    """Return whether a reading is about what the case is about; what comes of it is judged in a real home elsewhere."""
    acted = {i for request in reading.requests if isinstance(request, Act) for i in request.entity_ids}
    served = any(isinstance(request, PlatformIntent) for request in reading.requests)
    if case.kind == "query":
        return not acted and bool(asked(reading))
    return case.kind == "action" and (acted == case.expect.keys() & home.entities.keys() if acted else served)


def _is_read(file: CaseFile) -> bool:
    try:
        Reader(file.cases[0].language)
    except LookupError:
        return False
    return True


def _searches(reading: Reading) -> bool:
    """Return whether a title is searched for: it may be anything, so nothing tells whether it was misheard."""
    return any(
        isinstance(request, PlatformIntent) and request.intent == SEARCH_AND_PLAY for request in reading.requests
    )


class Sampler:
    """Reads the sentences of case files, plain and spoiled."""

    def __init__(self, seed: int = 7) -> None:
        """Draw how sentences are spoiled from a seed."""
        self._chance = random.Random(seed)
        self._readers: dict[str, Reader] = {}

    def samples(self, files: Sequence[CaseFile]) -> Iterator[Sample]:
        """Yield the readings of all sentences that are read rightly when plain."""
        others = {file.cases[0].language: [case.say[0] for case in file.cases] for file in files if file.cases}
        for file in files:
            if not _is_read(file):
                continue  # a language that is not read has no score
            progress(file.name)
            for data, cases in file.by_home():
                home, states = home_of(data)
                foreign = [text for language, said in others.items() if language != cases[0].language for text in said]
                for case in cases:
                    if len(case.say) == 1:
                        yield from self._of(case, home, states, foreign)

    def _of(self, case: Case, home: Home, states: Mapping[str, State], foreign: Sequence[str]) -> Iterator[Sample]:
        reader = self._readers.setdefault(case.language, Reader(case.language))
        now: StateReader = states.get
        context = ReadContext(area_id=case.area)
        plain = reader.score(case.say[0], home, now, context)
        fits = self._chance.random() < 0.5
        right = _is_right(case, plain, home)
        yield Sample(plain.confidence, right, _PLAIN_WEIGHT, fits)
        if not right:
            return
        wanted = asked(plain)
        heard = [" ".join(words) for words in spoiled(case.say[0].split(), self._chance)]
        for text in [*heard, self._chance.choice(foreign)] if foreign else heard:
            reading = reader.score(text, home, now, context)
            if (claimed := asked(reading)) and not _searches(reading):
                told = any(isinstance(request, Problem) for request in reading.requests)
                yield Sample(reading.confidence, claimed == wanted or (told and claimed < wanted), 1.0, fits)


def isotonic(samples: Sequence[Sample]) -> list[tuple[float, float]]:
    """Return the monotone curve nearest to the samples: `(score, share right)` at each score that occurs."""
    blocks: list[list[float]] = []  # highest score, weight, weight of what is right
    for sample in sorted(samples, key=lambda one: one.score):
        if blocks and blocks[-1][0] == sample.score:
            blocks[-1][1] += sample.weight
            blocks[-1][2] += sample.weight * sample.right
        else:
            blocks.append([sample.score, sample.weight, sample.weight * sample.right])
    pooled: list[list[float]] = []
    for block in blocks:
        pooled.append([block[0], *block])
        while len(pooled) > 1 and pooled[-2][3] / pooled[-2][2] >= pooled[-1][3] / pooled[-1][2]:
            _, last, weight, right = pooled.pop()
            pooled[-1][1] = last
            pooled[-1][2] += weight
            pooled[-1][3] += right
    edges = [(edge, right / weight) for first, last, weight, right in pooled for edge in dict.fromkeys((first, last))]
    return [(round(score, 3), round(share, 3)) for score, share in edges]


def bins(samples: Sequence[Sample], score: Callable[[Sample], float]) -> list[tuple[float, float, float]]:
    """Return for each tenth of confidence the mean confidence, the share right, and the weight."""
    found = []
    for number in range(_BINS):
        inside = [one for one in samples if number == min(int(score(one) * _BINS), _BINS - 1)]
        if weight := sum(one.weight for one in inside):
            mean = sum(score(one) * one.weight for one in inside) / weight
            found.append((mean, sum(one.weight for one in inside if one.right) / weight, weight))
    return found


def calibration_error(samples: Sequence[Sample], score: Callable[[Sample], float]) -> float:
    """Return the expected calibration error: how far confidence and share right lie apart, by weight."""
    found = bins(samples, score)
    return sum(abs(mean - right) * weight for mean, right, weight in found) / sum(weight for *_, weight in found)


def at_threshold(samples: Sequence[Sample], threshold: float, score: Callable[[Sample], float]) -> tuple[float, float]:
    """Return the share of right readings that are acted on, and the share of wrong ones among all acted on."""
    acted = [one for one in samples if score(one) >= threshold]
    right = sum(one.weight for one in acted if one.right)
    all_right = sum(one.weight for one in samples if one.right)
    weight = sum(one.weight for one in acted)
    return right / all_right if all_right else 0.0, (weight - right) / weight if weight else 0.0


def best_threshold(samples: Sequence[Sample], score: Callable[[Sample], float], cost: float) -> float:
    """Return the threshold of least cost; the lowest of those."""

    def price(threshold: float) -> float:
        acted = [one for one in samples if score(one) >= threshold]
        missed = sum(one.weight for one in samples if one.right and score(one) < threshold)
        return cost * sum(one.weight for one in acted if not one.right) + missed

    return min(sorted({score(one) for one in samples}), key=price)


def levels(samples: Sequence[Sample]) -> list[tuple[float, float, float, float]]:
    """Return for each twentieth of the score: the mean score, the confidence told, the share right, and the weight."""
    found = []
    for step in range(21):
        inside = [one for one in samples if round(one.score * 20) == step]
        if (weight := sum(one.weight for one in inside)) >= _LEAST:
            mean = sum(one.score * one.weight for one in inside) / weight
            right = sum(one.weight for one in inside if one.right) / weight
            found.append((mean, calibrated(mean), right, weight))
    return found


def chart(title: str, label: str, axis: Sequence[float], *lines: Sequence[float]) -> str:
    """Return lines over an axis as a Mermaid chart for the documentation, in per cent."""
    marks = ", ".join(f'"{mark:.2f}"' for mark in axis)
    drawn = "\n".join(f"  line [{', '.join(f'{100 * value:.1f}' for value in values)}]" for values in lines)
    return f'xychart-beta\n  title "{title}"\n  x-axis "{label}" [{marks}]\n  y-axis "per cent" 0 --> 100\n{drawn}'


def main() -> int:
    """Print the figures, the curve to be put into `core/language/confidence`, and the chart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, help="a folder of case files besides our own")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--cost", type=float, default=_COST, help="requests passed on that a wrong act costs as much as"
    )
    options = parser.parse_args()
    files = [*own_files(), *(load_lines(path) for path in (case_files(options.cases) if options.cases else ()))]
    samples = list(Sampler().samples(files))
    fitting, held_out = [one for one in samples if one.fits], [one for one in samples if not one.fits]
    curve = isotonic(fitting)
    progress(json.dumps({"curve": curve}))

    def sure(one: Sample) -> float:
        return calibrated(one.score)

    covered, wrong = at_threshold(held_out, THRESHOLD, sure)
    threshold = best_threshold(fitting, lambda one: calibrated(one.score, curve), options.cost)
    curves = [(t / 20, *at_threshold(held_out, t / 20, lambda one: one.score)) for t in range(4, 21)]
    points = levels(held_out)
    told, right = [point[1] for point in points], [point[2] for point in points]
    charts = [
        chart("Confidence told, and right when acted on", "score", [point[0] for point in points], told, right),
        chart("Acted on rightly, and wrongly", "threshold", *zip(*curves, strict=True)),
    ]
    show(
        [
            Figure(
                name="calibration_error", value=calibration_error(held_out, sure), unit="1", goal=0.05, better="lower"
            ),
            Figure(
                name="calibration_error_of_score",
                value=calibration_error(held_out, lambda one: one.score),
                unit="1",
                better="lower",
            ),
            Figure(name="acted_pct", value=100 * covered, unit="%", better="higher"),
            Figure(name="wrong_when_acted_pct", value=100 * wrong, unit="%", better="lower"),
            Figure(name="threshold_of_least_cost", value=threshold, unit="1", better="lower"),
        ],
        {"samples": len(samples), "curve": curve, "thresholds": curves, "charts": charts},
        as_json=options.json,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
