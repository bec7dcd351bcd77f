"""How large a prompt for a model becomes with the home, and whether what a sentence needs is in it.

Every sentence of a folder of cases is put to our kernel's own prompt over its home, padded with other rooms and devices in
the language of the home to 100, 1,000 and 10,000 entities, in a shuffled order. A needed entity counts as found when the
model may choose it, alone or in a group that the prompt names. Tokens are an upper estimate unless an engine counts them.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
import random
import statistics
import sys
import time
from typing import Any

import yaml

if __name__ == "__main__":
    from .bare import mount

    mount()

from custom_components.llm_agents.core.agents.prompt import Prompted, prompt
from custom_components.llm_agents.core.agents.shortlist import Clues, Shortlist, likely, named
from custom_components.llm_agents.core.home.index import HomeIndex
from custom_components.llm_agents.core.home.model import Area, Entity, Home
from custom_components.llm_agents.core.home.words import Normaliser
from custom_components.llm_agents.core.language.reader import ReadContext, Reader
from custom_components.llm_agents.core.models.tokens import most_tokens

from .cases import CaseFile, case_files, load_lines
from .plain import States, home_of
from .report import Figure, percentile, progress, show

SIZES = (100, 1000, 10_000)
TOKENS = 1800
RECALL = 99.5
_PADDING = Path(__file__).parent / "data" / "padding.yaml"

type Counter = Callable[[str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One sentence, said in a room of a home, with the entities that it needs."""

    name: str
    text: str
    language: str
    wanted: frozenset[str]
    home: Home
    states: States
    area_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The prompt of one case: its tokens, and whether what is needed can be chosen from it."""

    case: Case
    tokens: int
    listed: bool
    covered: bool
    milliseconds: float


def cases_from(files: Iterable[CaseFile]) -> Iterator[Case]:
    """Yield what is said in files of cases, as far as it needs entities."""
    for file in files:
        for spec, cases in file.by_home():
            home, states = home_of(spec)
            devices = {device["id"]: device.get("area") for device in spec.get("devices") or ()}
            for case in cases:
                wanted = frozenset(case.expect) & home.entities.keys()
                if case.kind == "action" and wanted and len(case.say) == 1:
                    yield Case(
                        name=case.case_id,
                        text=case.say[0],
                        language=case.language,
                        wanted=wanted,
                        home=home,
                        states=states,
                        area_id=case.area or devices.get(case.device or "") or spec.get("satellite_area"),
                    )


@cache
def _padding() -> Mapping[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_PADDING.read_text(encoding="utf-8"))
    return found


def padded(home: Home, language: str, size: int, seed: int = 7) -> Home:
    """Return a home of `size` entities: the given one, and other rooms and devices named in its language, shuffled.

    The names of the home are not given again. Of a kind of which it has but one device no second one is added: "set the
    temperature" then still means one thing.
    """
    if len(home.entities) >= size:
        return home
    taken = {name.casefold() for entity in home.entities.values() for name in (entity.name, *entity.aliases)}
    taken |= {name.casefold() for area in home.areas.values() for name in (area.name, *area.aliases)}
    domains = [entity.domain for entity in home.entities.values()]
    single = {domain for domain in domains if domains.count(domain) == 1}
    areas = dict(home.areas)
    added: list[Entity] = []
    for area, entities in _rooms(language, single):
        if len(home.entities) + len(added) == size:
            break
        if area.name.casefold() in taken:
            continue
        areas[area.area_id] = area
        fresh = (entity for entity in entities if entity.name.casefold() not in taken)
        added += list(fresh)[: size - len(home.entities) - len(added)]
    order = [*home.entities.values(), *added]
    random.Random(seed).shuffle(order)
    return Home(
        version=home.version,
        floors=home.floors,
        areas=areas,
        devices=home.devices,
        entities={entity.entity_id: entity for entity in order},
        temperature_unit=home.temperature_unit,
    )


def _rooms(language: str, left_out: set[str]) -> Iterator[tuple[Area, list[Entity]]]:
    """Yield rooms with their devices, without end."""
    words = _padding()
    own = words[language.casefold() if language.casefold() in words else language.partition("-")[0].casefold()]
    number = 0
    for round_ in range(1, 100):
        for mark in words["marks"]:
            for kind in own["rooms"]:
                number += 1
                area_id = f"padding_{number}"
                room = f"{kind} {mark}" if round_ == 1 else f"{kind} {mark} {round_}"
                yield Area(area_id=area_id, name=room), list(_devices(own, area_id, room, left_out))


def _devices(words: Mapping[str, Any], area_id: str, room: str, left_out: set[str]) -> Iterator[Entity]:
    for kind, names in words["devices"].items():
        domain, _, device_class = kind.partition(".")
        for at, name in enumerate(names):
            if domain not in left_out:
                yield Entity(
                    entity_id=f"{domain}.{area_id}_{device_class or 'device'}_{at}",
                    name=words["device"].format(room=room, device=name),
                    area_id=area_id,
                    device_class=device_class or None,
                )


class Prompter:
    """Makes the prompts of cases as the kernel does, over homes of one size."""

    def __init__(self, size: int, count: Counter = most_tokens, *, trusted: bool = True) -> None:
        """Pad to a size; `trusted` is whether the model is one that is believed."""
        self._size = size
        self._count = count
        self._choose = likely if trusted else named
        self._indexes: dict[tuple[int, str], HomeIndex] = {}
        self._readers: dict[str, Reader | None] = {}

    def run(self, case: Case) -> Outcome:
        """Return the prompt of a case, judged."""
        reader = self._reader(case.language)
        index = self._index(case, reader)
        began = time.perf_counter()
        made, shown = self._prompt(case, reader, index)
        took = (time.perf_counter() - began) * 1000
        told = {line.partition(" | ")[0] for line in made.lines}
        listed = case.wanted <= {entity.entity_id for entity in shown.entities} & told
        groups = (group.entity_ids for group in shown.groups if group.group_id in told)
        covered = case.wanted <= ({e.entity_id for e in shown.entities} & told).union(*groups)
        tokens = sum(self._count(message.content) for message in made.messages)
        return Outcome(case=case, tokens=tokens, listed=listed, covered=covered, milliseconds=took)

    def _prompt(self, case: Case, reader: Reader | None, index: HomeIndex) -> tuple[Prompted, Shortlist]:
        reading = None
        if reader is not None:
            reading = reader.read(case.text, index.home, case.states.get, ReadContext(area_id=case.area_id))
        clues = Clues(
            domains=reader.hints(case.text) if reader else (),
            area_id=case.area_id,
            reading=reading,
        )
        shown = self._choose(case.text, index, clues)
        return prompt(case.text, shown, index.home, reading=reading), shown

    def _reader(self, language: str) -> Reader | None:
        if language not in self._readers:
            try:
                self._readers[language] = Reader(language)
            except LookupError:
                self._readers[language] = None
        return self._readers[language]

    def _index(self, case: Case, reader: Reader | None) -> HomeIndex:
        key = (id(case.home), case.language)
        if key not in self._indexes:
            home = padded(case.home, case.language, self._size)
            self._indexes = {key: reader.index(home) if reader else HomeIndex(home, Normaliser())}  # large: one is kept
        return self._indexes[key]


def measure(
    cases: Sequence[Case], sizes: Sequence[int] = SIZES, count: Counter = most_tokens
) -> tuple[list[Figure], list[dict[str, Any]]]:
    """Return `prompt_tokens_N` and `retrieval_recall_N` of each size, and the cases in which something was missing."""
    figures: list[Figure] = []
    missing: list[dict[str, Any]] = []
    ordered = sorted(cases, key=lambda case: (case.language, id(case.home)))
    for size in sizes:
        for trusted in (True, False):
            prompter = Prompter(size, count, trusted=trusted)
            outcomes = [prompter.run(case) for case in ordered]
            suffix = f"{size}" if trusted else f"doubted_{size}"
            figures += _figures(outcomes, suffix, trusted)
            missing += [
                {"size": size, "trusted": trusted, "case": o.case.name, "text": o.case.text}
                for o in outcomes
                if not o.covered
            ]
    return figures, missing


def _figures(outcomes: Sequence[Outcome], suffix: str, trusted: bool) -> Iterator[Figure]:
    tokens = [outcome.tokens for outcome in outcomes]
    share = 100 * sum(outcome.covered for outcome in outcomes) / len(outcomes)
    alone = 100 * sum(outcome.listed for outcome in outcomes) / len(outcomes)
    note = f"of {len(outcomes)} sentences, in a line of its own or as one of a group; each in a line of its own: {alone:.1f} %"
    yield Figure(
        name=f"prompt_tokens_{suffix}",
        value=max(tokens),
        unit="",
        better="lower",
        goal=TOKENS,
        note=f"the largest; median {statistics.median(tokens):.0f}",
    )
    yield Figure(
        name=f"retrieval_recall_{suffix}",
        value=round(share, 2),
        unit="%",
        better="higher",
        goal=RECALL if trusted else None,
        note=note,
    )
    times = [outcome.milliseconds for outcome in outcomes]
    yield Figure(
        name=f"prompt_ms_{suffix}",
        value=round(statistics.median(times), 2),
        unit="ms",
        better="lower",
        note=f"reading, choosing and writing the prompt; 95th percentile {percentile(times, 0.95):.1f}",
    )


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--cases", type=Path, required=True, help="a folder of case files and their homes")
    parser.add_argument("--only", default="", help="one file of cases, by its name without ending")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of entities")
    parser.add_argument("--failures", action="store_true", help="tell what was missing on standard error")
    options = parser.parse_args()
    paths = [path for path in case_files(options.cases) if options.only in ("", path.stem)]
    cases = list(cases_from(map(load_lines, paths)))
    progress(f"{len(cases)} sentences")
    figures, missing = measure(cases, [int(size) for size in options.sizes.split(",")])
    for row in missing if options.failures else ():
        progress(f"missing at {row['size']} ({'trusted' if row['trusted'] else 'doubted'}): {row['text']}")
    show(figures, {"missing": missing}, as_json=options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
