"""Which specialist a task is for: by what it is about, by words, else by a typed decision; never by a name alone."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ..home.index import HomeIndex
from ..home.model import Home
from ..home.retrieval import kinds_named
from ..language.phrases import phrases
from ..language.request import Act, Problem, Question, Reading, Request
from ..models.deciding import MOST_OPTIONS
from .claims import named_in
from .plans import acts_of, plain_requests
from .profiles import PRECEDENCE, Profile

LEAST_PROBABILITY = 0.5
"""How likely a specialist has to be, by a typed decision, to be given a task."""

_ENOUGH = 0.75  # share of what a task is about that a specialist's scope has to cover
_OF_A_KIND = 8  # devices of a kind that stand for it

type Decide = Callable[[str, Sequence[str], str], Awaitable[Mapping[str, float]]]
"""Return how likely each of some options is the answer to a question, given a context; empty where nobody can tell."""


class By(StrEnum):
    """What decided."""

    NAME = "name"  # somebody said which
    SCOPE = "scope"
    WORDS = "words"
    DECISION = "decision"
    ORDER = "order"  # of precedence, among those whose scope covers it all
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The specialist for a task, `None` where it is the orchestrator's own; `likely` as the decision told."""

    profile: Profile | None
    by: By
    likely: Mapping[str, float] = field(default_factory=dict)


async def choose(
    goal: str,
    among: Sequence[Profile],
    home: Home,
    *,
    about: Sequence[str],
    language: str,
    decide: Decide | None = None,
) -> Chosen:
    """Return the specialist for a goal that is `about` some devices."""
    covering = _covering(about, among, home)
    if len(covering) == 1:
        return Chosen(profile=covering[0], by=By.SCOPE)
    left = covering or list(among)
    spoken_of = _spoken_of(goal, left, language)
    if len(spoken_of) == 1:
        return Chosen(profile=spoken_of[0], by=By.WORDS)
    left = spoken_of or left
    options = list(dict.fromkeys(_option(profile) for profile in left))[: MOST_OPTIONS - 1]
    likely = await decide(_QUESTION, [*options, _NOBODY], goal) if decide and options else {}
    best = max(left, key=lambda profile: likely.get(_option(profile), 0.0), default=None)
    if best is not None and likely.get(_option(best), 0.0) >= LEAST_PROBABILITY:
        return Chosen(profile=best, by=By.DECISION, likely=likely)
    if covering:
        return Chosen(profile=min(covering, key=_rank), by=By.ORDER, likely=likely)
    return Chosen(profile=None, by=By.NOTHING, likely=likely)


_QUESTION = "Which specialist of the home is this task for?"
_NOBODY = "none of them"


def about_of(goal: str, index: HomeIndex, reading: Reading | None) -> tuple[str, ...]:
    """Return the devices that a goal is about: those that were read, else those it names, else of the kinds it names."""
    read = [i for request in (reading.requests if reading else ()) for i in devices_of(request)]
    if read:
        return tuple(dict.fromkeys(read))
    if named := named_in(goal, index):
        return named
    kinds = kinds_named(goal, index)
    return tuple(dict.fromkeys(i for kind in kinds for i in index.of_kind(kind)[:_OF_A_KIND]))


def devices_of(request: Request) -> Iterable[str]:
    """Yield the devices that a request is about, those of what is put off too."""
    for plain in plain_requests(request):
        match plain:
            case Act() | Question():
                yield from plain.entity_ids
            case Problem():
                yield from (*plain.entity_ids, *plain.candidates)
    for act in acts_of([request]):
        yield from act.entity_ids


def _covering(about: Sequence[str], among: Sequence[Profile], home: Home) -> list[Profile]:
    """Return the specialists whose scope covers most of what a task is about; those for the whole home are none."""
    entities = [home.entities[entity_id] for entity_id in about if entity_id in home.entities]
    if not entities:
        return []
    covered = Counter(
        {p.agent_id: sum(p.scope.covers(entity, home) for entity in entities) for p in among if not p.scope.whole}
    )
    most = max(covered.values(), default=0)
    if most < _ENOUGH * len(entities):
        return []
    return [profile for profile in among if covered.get(profile.agent_id) == most]


def _spoken_of(goal: str, among: Sequence[Profile], language: str) -> list[Profile]:
    """Return the specialists that a goal calls by name, else those of whose work its words are."""
    words = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in goal.casefold()).split())} "
    named = [profile for profile in among if profile.name and f" {profile.name.casefold()} " in words]
    if named:
        return named
    of_roles = phrases(language).groups("specialists")
    return [
        profile
        for profile in among
        if any(f" {word.casefold()} " in words for word in of_roles.get(profile.role.value, ()))
    ]


def _option(profile: Profile) -> str:
    return f"{profile.name} ({profile.role.value})" if profile.name else profile.role.value


def _rank(profile: Profile) -> tuple[int, str]:
    return PRECEDENCE.index(profile.role), profile.agent_id
