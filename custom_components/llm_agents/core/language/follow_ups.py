"""Sentences that lean on the ones before: `and in the bedroom`, `turn it off again`, `the second one`."""

from collections.abc import Sequence
from dataclasses import replace

from ..home.index import HomeIndex
from .acts import Outcome
from .frame import Frame, Part, Target
from .request import Act, Action, Problem, Question, Request, Talk, TalkRequest
from .targets import Resolver, Scope

_OPPOSITE = {
    Action.TURN_ON: Action.TURN_OFF,
    Action.TURN_OFF: Action.TURN_ON,
    Action.OPEN: Action.CLOSE,
    Action.CLOSE: Action.OPEN,
}


def last_acted(last: Sequence[Request]) -> tuple[Act | Question, ...]:
    """Return what was last asked of devices: the newest requests that are acts or questions."""
    return tuple(request for request in last if isinstance(request, Act | Question))


class FollowUps:
    """Reads what a frame leaves out from the requests before it."""

    def __init__(self, index: HomeIndex, last: Sequence[Request]) -> None:
        """Take the requests of the turns before, the newest last."""
        self._index = index
        self._last = last_acted(last)
        self._resolver = Resolver(index)

    @property
    def spoken_of(self) -> tuple[str, ...]:
        """Return the devices the last request was about."""
        return self._last[-1].entity_ids if self._last else ()

    def repeat(self, frame: Frame) -> Outcome | None:
        """Repeat the last request for another place or device: `and in the bedroom`, `the bathroom too`."""
        if not self._last:
            return None
        last = self._last[-1]
        if "more" in frame.repeats or "less" in frame.repeats:
            return self._more(frame, last)
        if frame.target.empty and frame.repeats & {"again", "same"} and not frame.target.pronoun:
            return Outcome([replace(last, words=frame.words)])
        if frame.target.empty or not _leans(frame):
            return None
        entities = [self._index.named[i].entity for i in last.entity_ids if i in self._index.named]
        classes = frozenset(entity.device_class for entity in entities if entity.device_class)
        scope = Scope((tuple({entity.domain for entity in entities}),), classes=classes)
        found = self._resolver.resolve(frame.target, scope)
        if found.problem is not None:
            if not found.problem.candidates:
                return None
            return Outcome([replace(found.problem, act=_of(last, found.problem.candidates))], found.doubt)
        entity_ids = tuple(i for i in found.entity_ids if not frame.correcting or i not in last.entity_ids)
        if not entity_ids:
            return None
        requests: list[Request] = [replace(last, entity_ids=entity_ids, words=frame.words)]
        if frame.correcting and isinstance(last, Act):
            requests.insert(0, TalkRequest(talk=Talk.UNDO, words=frame.words))
        return Outcome(requests, found.doubt)

    @staticmethod
    def _more(frame: Frame, last: Act | Question) -> Outcome | None:
        """Read `a bit more`: the last change once more; `less`: back by as much."""
        if not isinstance(last, Act) or last.action is not Action.ADJUST or not isinstance(last.value, int | float):
            return None
        value = last.value if "more" in frame.repeats else -last.value
        return Outcome([replace(last, value=value, words=frame.words)])

    def choose(self, problem: Problem, frame: Frame) -> Outcome | None:
        """Take the answer to "which one?": a name, a place, a number in the order, both, all."""
        act = problem.act
        if act is None:
            return None
        chosen = self._chosen(problem.candidates, frame)
        if not chosen:
            return None
        return Outcome([replace(act, entity_ids=chosen)])

    def _chosen(self, candidates: Sequence[str], frame: Frame) -> tuple[str, ...]:
        known = tuple(i for i in candidates if i in self._index.named)
        if frame.target.quantifier in ("all", "both") and frame.target.empty:
            return known
        if frame.ordinal is not None and frame.target.empty:
            at = frame.ordinal - 1 if frame.ordinal > 0 else len(known) + frame.ordinal
            return known[at : at + 1] if 0 <= at < len(known) else ()
        if frame.target.empty:
            return ()
        return self._best(known, frame.target.parts)

    def _best(self, candidates: Sequence[str], parts: Sequence[Part]) -> tuple[str, ...]:
        keys = {key for part in parts for key in part.chunk.keys}
        scored: dict[int, list[str]] = {}
        for entity_id in candidates:
            named = self._index.named[entity_id]
            scored.setdefault(len(keys & (named.name_keys | named.place_keys)), []).append(entity_id)
        best = max(scored, default=0)
        return tuple(scored[best]) if best and len(scored[best]) == 1 else ()


def _leans(frame: Frame) -> bool:
    """Return whether a clause without a verb goes on from the one before: it says so, or only names."""
    if frame.follows or frame.correcting or frame.repeats & {"too", "about", "same"}:
        return True
    return all(part.chunk.named for part in frame.target.parts)


def _of(last: Act | Question, candidates: Sequence[str]) -> Act | Question:
    return replace(last, entity_ids=tuple(candidates))


__all__ = ["FollowUps", "Target", "last_acted"]
