"""Sentences that lean on the ones before: `and in the bedroom`, `turn it off again`, `the second one`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..home.index import HomeIndex, Named
from .actions import DEGREES, STEPS
from .acts import Outcome
from .chunks import Chunk, chunk
from .frame import Frame, Part, Target
from .lexicon import Lexicon
from .matching import Scope
from .request import Act, Action, Conditional, PlatformIntent, Problem, Question, Request, Scheduled, Talk, TalkRequest
from .sharing import SpokenOf
from .targets import Resolution, Resolver


class FollowUps:
    """Reads what a frame leaves out from the turn right before it."""

    def __init__(self, index: HomeIndex, last: Sequence[Request], words: Lexicon) -> None:
        """Take the requests of the turns before, the newest last."""
        self._index = index
        self._lexicon = words
        newest = last[-1] if last else None
        self._last = newest if isinstance(newest, Act | Question) else None
        self._spoken_of = _newest_acted(last)
        self._resolver = Resolver(index)

    @property
    def spoken_of(self) -> SpokenOf:
        """Return the devices that pronouns and ellipses can mean."""
        return SpokenOf(
            self._spoken_of.entity_ids if self._spoken_of else (), self._last.entity_ids if self._last else ()
        )

    def others(self, frame: Frame) -> tuple[str, ...]:
        """Return what `the other one` is: the only other device so called, else the only other one of the room."""
        if self._last is None or len(self._last.entity_ids) != 1 or frame.target.quantifier != "other":
            return ()
        named = self._index.named.get(self._last.entity_ids[0])
        if named is None or frame.target.parts:
            return ()
        alike = counterparts(self._index, named, self._index.of_kind(named.entity.domain))
        room = self._index.of_kind(named.entity.domain, named.entity.area_id) if named.entity.area_id else ()
        for found in (alike, [i for i in room if i != named.entity.entity_id]):
            if len(found) == 1:
                return tuple(found)
        return ()

    def repeat(self, frame: Frame) -> Outcome | None:
        """Repeat the last request for another place or device: `and in the bedroom`, `the bathroom too`."""
        last = self._last
        if last is None:
            return None
        if "more" in frame.repeats or "less" in frame.repeats:
            return self._more(frame, last)
        if frame.target.quantifier == "other" and frame.entity_ids:
            return self._instead(frame, last, Resolution(frame.entity_ids))
        if frame.target.empty and frame.repeats & {"again", "same"} and not frame.target.pronoun:
            return Outcome([replace(last, words=frame.words)])
        if frame.target.empty or not _leans(frame):
            return None
        found = self._elsewhere(frame.target, last)
        if found.problem is not None:
            if not found.problem.candidates:
                return None
            return Outcome([replace(found.problem, act=_of(last, found.problem.candidates))], found.doubt)
        return self._instead(frame, last, found)

    def asks_again(self, frame: Frame) -> bool:
        """Make a frame that names another place a question for the value last asked for."""
        last, target = self._last, frame.target
        if not isinstance(last, Question) or not last.attribute or frame.asks_for_something or not _leans(frame):
            return False
        if target.empty or not all(part.chunk.areas or part.chunk.floors for part in target.parts):
            return False
        frame.question, frame.measure = "what", last.attribute
        asked = [piece for piece in self._chunks(last) if {"attributes", "measures"} & piece.senses.keys()]
        frame.chunks = [*asked[:1], *frame.chunks]
        return True

    @staticmethod
    def _instead(frame: Frame, last: Act | Question, found: Resolution) -> Outcome | None:
        """Ask the same of other devices; a correction takes the first back."""
        entity_ids = tuple(i for i in found.entity_ids if not frame.correcting or i not in last.entity_ids)
        if not entity_ids:
            return None
        requests: list[Request] = [replace(last, entity_ids=entity_ids, words=frame.words)]
        if frame.correcting and isinstance(last, Act):
            requests.insert(0, TalkRequest(talk=Talk.UNDO, words=frame.words))
        return Outcome(requests, found.doubt)

    def _elsewhere(self, target: Target, last: Act | Question) -> Resolution:
        """Return the counterpart, in the places said, of the one device that was named; else all of its kind there."""
        named = [self._index.named[i] for i in last.entity_ids if i in self._index.named]
        classes = frozenset(n.entity.device_class for n in named if n.entity.device_class)
        scope = Scope((tuple({n.entity.domain for n in named}),), classes=classes)
        found = self._resolver.resolve(target, scope)
        if len(named) == 1 and not target.has_kind and not self._plural(last):
            alike = counterparts(self._index, named[0], found.entity_ids)
            found = replace(found, entity_ids=tuple(alike)) if alike else found
        return found

    def _plural(self, last: Act | Question) -> bool:
        """Return whether what was asked for was said to be several, though it was one."""
        return any("kinds_plural" in piece.senses and not piece.entities for piece in self._chunks(last))

    def _chunks(self, last: Act | Question) -> list[Chunk]:
        return chunk(self._lexicon.normaliser.words(last.words), self._lexicon, self._index)

    @staticmethod
    def _more(frame: Frame, last: Act | Question) -> Outcome | None:
        """Read `a bit more`: the last change once more; `less`: back by as much."""
        if not isinstance(last, Act) or isinstance(last.value, bool) or not isinstance(last.value, int | float):
            return None
        step = last.value
        if last.action is Action.SET and last.attribute is not None and last.attribute in STEPS:
            step = STEPS[last.attribute] * DEGREES.get(frame.amount.degree or "", 1.0)
        elif last.action is not Action.ADJUST:
            return None
        value = step if "more" in frame.repeats else -step
        return Outcome([replace(last, action=Action.ADJUST, value=value, words=frame.words)])

    def choose(self, problem: Problem, frame: Frame) -> Outcome | None:
        """Take the answer to "which one?": a name, a place, a number in the order, both, all."""
        act = problem.act
        if act is None:
            return None
        chosen = self._chosen(problem.candidates, frame) or self._placed(problem.candidates, frame.target)
        if not chosen:
            return None
        return Outcome(self._of_chosen(act, chosen))

    def _of_chosen(self, act: Request, chosen: tuple[str, ...]) -> list[Request]:
        """Return a request for the devices chosen; one for later stays for then."""
        match act:
            case Scheduled() | Conditional():
                inner = [chose for request in act.requests for chose in self._of_chosen(request, chosen)]
                return [replace(act, requests=tuple(inner))]
            case PlatformIntent():
                names = [self._index.named[entity_id].entity.name for entity_id in chosen]
                return [replace(act, slots={**act.slots, "name": name}) for name in names]
            case Act() | Question():
                return [replace(act, entity_ids=chosen)]
        return [act]

    def _chosen(self, candidates: Sequence[str], frame: Frame) -> tuple[str, ...]:
        known = tuple(i for i in candidates if i in self._index.named)
        if frame.target.empty and (frame.target.quantifier in ("all", "both") or frame.target.pronoun == "them"):
            return known
        if frame.ordinal is not None and frame.target.empty:
            at = frame.ordinal - 1 if frame.ordinal > 0 else len(known) + frame.ordinal
            return known[at : at + 1] if 0 <= at < len(known) else ()
        if frame.target.empty:
            return ()
        return self._best(known, frame.target.parts)

    def _placed(self, candidates: Sequence[str], target: Target) -> tuple[str, ...]:
        """Return those in the place that answers, else all of the kind there: more than were told may be there."""
        if target.empty or not all(part.chunk.areas or part.chunk.floors for part in target.parts):
            return ()
        domains = {entity_id.partition(".")[0] for entity_id in candidates}
        found = self._resolver.resolve(target, Scope((tuple(domains),))).entity_ids
        return tuple(i for i in found if i in candidates) or found

    def _best(self, candidates: Sequence[str], parts: Sequence[Part]) -> tuple[str, ...]:
        keys = {key for part in parts for key in part.chunk.keys}
        scored: dict[int, list[str]] = {}
        for entity_id in candidates:
            named = self._index.named[entity_id]
            there = any(named.entity.area_id in part.chunk.areas for part in parts)
            scored.setdefault(len(keys & (named.name_keys | named.place_keys)) + there, []).append(entity_id)
        best = max(scored, default=0)
        return tuple(scored[best]) if best and len(scored[best]) == 1 else ()


def _leans(frame: Frame) -> bool:
    """Return whether a clause without a verb goes on from the one before: it says so, or only names."""
    if frame.follows or frame.correcting or frame.repeats & {"too", "about", "same"}:
        return True
    return all(part.chunk.named for part in frame.target.parts)


def _of(last: Act | Question, candidates: Sequence[str]) -> Act | Question:
    return replace(last, entity_ids=tuple(candidates))


def _newest_acted(last: Sequence[Request]) -> Act | Question | None:
    """Return what a pronoun with a verb goes back to, over what failed or was taken back."""
    for request in reversed(last):
        if isinstance(request, Act | Question):
            return request
        if isinstance(request, PlatformIntent):
            return None
    return None


def counterparts(index: HomeIndex, named: Named, candidates: Iterable[str]) -> list[str]:
    """Return the candidates that are called as a device is, each without the words of its own room."""
    called = _own_names(index, named)
    others = (index.named[entity_id] for entity_id in candidates if entity_id != named.entity.entity_id)
    return [other.entity.entity_id for other in others if called & _own_names(index, other)]


def _own_names(index: HomeIndex, named: Named) -> set[frozenset[str]]:
    room = index.room_keys(named.entity.area_id)
    return {own for name in named.names if (own := frozenset(name) - room)}
