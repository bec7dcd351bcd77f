"""From a sentence that asks for nothing to what it may mean: candidates, compared by meaning, and one question.

"It is too dark on the porch" names no act. What the home could do about it is finite: each legal act on each device that
the sentence may be about is put in words, a sentence encoder tells which is nearest, and where one is clearly ahead the
person is asked whether it is meant. Nothing of this acts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import logging

from ..home.grounding import ground
from ..home.index import HomeIndex
from ..home.model import Entity, StateReader
from ..home.retrieval import ranked, rooms_named, without_places
from ..language.answers import Answerer
from ..language.phrases import phrases
from ..language.request import Act
from ..language.situations import Situation, situations
from ..models.protocol import Candidate, Comparison, ModelUnavailable, Ranked, Ranker
from .risks import risk_of
from .shortlist import Clues

ASKED_FROM = 0.45
"""The probability from which what may be meant is asked; chosen from data (docs/understanding.md)."""

_LOGGER = logging.getLogger(__name__)
_CONSIDERED = 64  # devices
_NAMED = 24  # of them those that words name
_RARE = 12  # so many devices of a domain are few enough to be meant without a name
_EVIDENCE = 0.15  # how much a name said counts beside the likeness
_AS_GOOD = 0.02
_NO_WISH = ""
_MOST_AT_ONCE = 6  # devices of one question


PRIME_SECONDS = 30.0
"""Seconds that a ranker has to read its weights and all situations for the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One act that a sentence may mean."""

    act: Act
    situation: Situation
    candidate: Candidate


class Suggester:
    """Finds what one sentence may mean in one home."""

    def __init__(self, index: HomeIndex, states: StateReader, language: str) -> None:
        """Look at a home in a language whose files were read before."""
        self._index = index
        self._states = states
        self._situations = situations(language)
        self._answerer = Answerer(phrases(language), index.home)

    def proposals(self, text: str, clues: Clues) -> list[Proposal]:
        """Return the acts that a sentence may mean."""
        found = ranked(text, self._index, domains=clues.domains, area_id=clues.area_id)[:_NAMED]
        best = max((score for _, score in found), default=0.0)
        evidence = {entity.entity_id: score / best for entity, score in found if best}
        areas = rooms_named(text, self._index)
        return [
            proposal
            for entity in self._considered(found, areas, clues)
            for proposal in self._of(entity, text, evidence.get(entity.entity_id, 0.0))
        ]

    def comparison(self, text: str, proposals: Sequence[Proposal]) -> Comparison:
        """Return what a ranker has to compare."""
        return Comparison(
            text=text,
            bare=without_places(text, self._index) or text,
            candidates=tuple(proposal.candidate for proposal in proposals),
            wishes=self._situations.bare(proposal.situation for proposal in proposals),
            nothing=self._situations.nothing,
        )

    def _considered(
        self, found: Sequence[tuple[Entity, float]], areas: Sequence[str], clues: Clues
    ) -> Sequence[Entity]:
        """Return the devices that may be meant: named, in the room, or so few of their kind that no name is needed."""
        index = self._index
        places = areas or ([clues.area_id] if clues.area_id else [])
        entity_ids = [entity.entity_id for entity, _ in found]
        entity_ids += [entity_id for area_id in places for entity_id in index.in_area(area_id)]
        for domain in self._situations.domains:
            few = index.of_kind(domain)
            entity_ids += few if len(few) <= _RARE else ()
        entities = (index.named[entity_id].entity for entity_id in dict.fromkeys(entity_ids))
        inside = (e for e in entities if not areas or e.area_id is None or e.area_id in areas)
        return list(inside)[:_CONSIDERED]

    def _of(self, entity: Entity, text: str, evidence: float) -> Iterator[Proposal]:
        """Yield what could be done with a device and would change something."""
        home, state = self._index.home, self._states(entity.entity_id)
        for situation in self._situations.of(entity):
            act = situation.act((entity.entity_id,), home, text)
            if risk_of(act, entity, state) is None or not ground(act, home, self._states).steps:
                continue
            candidate = Candidate(
                phrases=(self._answerer.wish(act), *self._filled(situation, entity)),
                wish=situation.key,
                group=f"{situation.key}@{entity.area_id or entity.entity_id}",
                prior=_EVIDENCE * evidence,
            )
            yield Proposal(act=act, situation=situation, candidate=candidate)

    def _filled(self, situation: Situation, entity: Entity) -> Iterator[str]:
        """Yield the sentences of a situation that have names in them."""
        area = self._index.home.areas.get(entity.area_id or "")
        for sentence in situation.sentences:
            if "{device}" in sentence:
                yield sentence.replace("{device}", entity.name)
            elif "{room}" in sentence and area:
                yield sentence.replace("{room}", area.name)

    def chosen(
        self, proposals: Sequence[Proposal], ranking: Sequence[Ranked], text: str, least: float = ASKED_FROM
    ) -> Act | None:
        """Return the act to ask about, `None` where none is clearly ahead; devices that fit as well stand in it together."""
        if not ranking or ranking[0].probability < least:
            return None
        best = ranking[0]
        first = proposals[best.candidate]
        alike = [
            proposals[found.candidate].act.entity_ids[0]
            for found in ranking
            if proposals[found.candidate].candidate.group == first.candidate.group
            and found.score >= best.score - _AS_GOOD
        ]
        entity_ids = tuple(dict.fromkeys(alike))
        return first.situation.act(entity_ids, self._index.home, text) if len(entity_ids) <= _MOST_AT_ONCE else None


async def prime(ranker: Ranker, language: str) -> None:
    """Let a ranker encode the situations of a language, so that the first sentence finds them ready."""
    known = situations(language)
    candidate = Candidate(phrases=(), wish=_NO_WISH, group=_NO_WISH)
    comparison = Comparison(
        text="", bare="", candidates=(candidate,), wishes=known.bare(known.all()), nothing=known.nothing
    )
    try:
        await ranker.rank(comparison, timeout=PRIME_SECONDS)
    except ModelUnavailable as err:
        _LOGGER.debug("The ranker %s was not primed: %s", ranker.name, err)
