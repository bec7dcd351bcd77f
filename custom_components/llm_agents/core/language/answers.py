"""From outcomes back to words: short answers, in the language of the turn.

Answers are made of outcomes alone, so what is said to be done was read back.
"""

from collections.abc import Iterable, Mapping, Sequence
import re

from ..home.model import Home
from .energy_outcome import EnergyTold
from .energy_telling import EnergyTeller
from .errands import errand_told
from .findings import Findings
from .outcome import Acted, Ended, Found, Listed, Outcome, Planned, Remembered, Said, Served, Undone, Unmet
from .phrases import Phrases, sentence
from .recollection import Recollector
from .request import Act, Action, Attribute, Problem, Reason, Value
from .telling import PlanTeller

_UNITS: Mapping[Attribute, str] = {
    Attribute.BRIGHTNESS: "%",
    Attribute.COLOR_TEMPERATURE: "K",
    Attribute.HUMIDITY: "%",
    Attribute.FAN_SPEED: "%",
    Attribute.POSITION: "%",
    Attribute.TILT: "%",
    Attribute.VOLUME: "%",
}
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_LIST_ITEMS = 8  # items of a to-do list that are told
_TOLD_APART = 2  # devices of one act that are told apart as done and as so already
# Problems whose phrases name the act, and those that name the devices: without them a plainer phrase serves.
_OF_ACTS = frozenset({Reason.CANNOT, Reason.NOT_ALLOWED, Reason.FAILED, Reason.NOT_VERIFIED})
_OF_DEVICES = _OF_ACTS | {Reason.CANNOT_UNDO, Reason.CHANGED_SINCE}

_Asking = Acted | Undone | Planned | Served


class Answerer:
    """Words outcomes for one home in one language."""

    def __init__(self, phrases: Phrases, home: Home) -> None:
        """Speak of a home with the phrases of a language."""
        self._phrases = phrases
        self._home = home
        self._plans = PlanTeller(phrases, home, self.wish)

    def answer(self, outcomes: Sequence[Outcome]) -> str:
        """Return the whole answer: what came of each request, and the question that is left, last."""
        waiting = [outcome for outcome in outcomes if isinstance(outcome, _Asking) and outcome.asked]
        choice = None if waiting else choice_of(outcomes)
        told = [text for outcome in outcomes if outcome is not choice for text in self._tell(outcome)]
        if waiting:
            told.append(self._ask(waiting))
        elif choice is not None:
            told.append(self._phrases.say("asked", "choose", candidates=self._listed(choice.candidates, "or")))
        return _one_line(" ".join(sentence(text) for text in dict.fromkeys(told) if text))

    def wish(self, act: Act) -> str:
        """Return an act in words, as one asks for it."""
        return self._wish(act, act.entity_ids)

    def _ask(self, waiting: Sequence[_Asking]) -> str:
        """Return the one question for all that waits for a yes."""
        wishes = self._phrases.listed([self._asked_wish(outcome) for outcome in waiting])
        unsure = any(isinstance(outcome, Acted) and outcome.unsure for outcome in waiting)
        usual = all(isinstance(outcome, Acted) and outcome.usual for outcome in waiting)
        plain = "unsure" if unsure else "usual" if usual else "confirm"
        form = "pin" if any(outcome.pin for outcome in waiting) else plain
        return self._phrases.say("asked", form, acts=wishes)

    def _tell(self, outcome: Outcome) -> Iterable[str]:
        match outcome:
            case Acted():
                yield from self._acted(outcome)
            case Undone():
                yield from self._undone(outcome)
            case Found():
                yield Findings(self._phrases, self._home).tell(outcome)
            case Served() if not outcome.asked:
                yield outcome.speech or self._phrases.say("remark", "served" if outcome.ok else "not_served")
            case Said():
                yield outcome.text or self._remark(outcome)
            case Problem():
                yield self._problem(outcome, None)
            case Planned() if not outcome.asked:
                yield self._plans.planned(outcome)
            case Unmet():
                yield self._plans.unmet(outcome)
            case Ended():
                yield self._plans.ended(outcome)
            case Listed():
                yield self._plans.listed(outcome)
            case Remembered():
                yield from Recollector(self._phrases, self._home).tell(outcome)
            case EnergyTold():
                yield from EnergyTeller(self._phrases, outcome).tell()

    def _remark(self, said: Said) -> str:
        return self._phrases.say("remark", said.remark.value, count=1, **said.values) if said.remark else ""

    def _acted(self, outcome: Acted) -> Iterable[str]:
        act = outcome.act
        if outcome.done:
            yield self._phrased("done", act, outcome.done)
        # Of a group it is enough to tell what was done.
        if outcome.already and not (outcome.done and len(act.entity_ids) > _TOLD_APART):
            yield self._phrased("already", act, outcome.already)
        if outcome.under_way:
            yield self._phrased("under_way", act, outcome.under_way)
        yield from self._problems(outcome.concerns, act)

    def _undone(self, outcome: Undone) -> Iterable[str]:
        for group, entity_ids in (
            ("done", outcome.done),
            ("already", outcome.already),
            ("under_way", outcome.under_way),
        ):
            if entity_ids:
                count = self._phrases.grammatical_count(entity_ids, self._home)
                yield self._phrases.say(group, "restore", count=count, devices=self._devices(entity_ids))
        yield from self._problems(outcome.problems, None)
        if outcome.stayed:
            count = self._phrases.grammatical_count(outcome.stayed, self._home)
            yield self._phrases.say("done", "stayed", count=count, devices=self._devices(outcome.stayed))

    def _problems(self, problems: Sequence[Problem], act: Act | None) -> Iterable[str]:
        """Word problems, those of several devices for one reason in one sentence."""
        merged: dict[str, Problem] = {}
        for problem in problems:
            why = {name: value for name, value in problem.details.items() if name != "device" or not problem.entity_ids}
            key = f"{problem.reason}{sorted(why.items(), key=str)}"
            first = merged.get(key)
            merged[key] = problem if first is None else _joined(first, problem)
        for problem in merged.values():
            yield self._problem(problem, act)

    def _problem(self, problem: Problem, act: Act | None) -> str:
        words = self._phrases
        act = act or (problem.act if isinstance(problem.act, Act) else None)
        values = self._details(problem, act)
        key = self._problem_key(problem, act)
        entity_ids = problem.entity_ids or (act.entity_ids if act else ())
        return words.say("problem", key, count=max(1, words.grammatical_count(entity_ids, self._home)), **values)

    def _problem_key(self, problem: Problem, act: Act | None) -> str:
        """Return the key of a problem's phrase: the most telling one for which there are details."""
        reason = problem.reason.value
        special = f"{reason}_{problem.details.get('why', '')}"
        if problem.entity_ids and self._phrases.has("problem", special):
            return special
        if problem.reason is Reason.NOT_IN_AREA and _names_its_area_only(problem):
            return f"{reason}_nothing"
        entity_ids = problem.entity_ids or (act.entity_ids if act else ())
        if problem.reason is Reason.CANNOT_UNDO and problem.words and not entity_ids:
            return f"{reason}_words"
        lacks_limits = problem.reason is Reason.OUT_OF_RANGE and "minimum" not in problem.details
        lacks_area = problem.reason is Reason.NOT_IN_AREA and "area" not in problem.details
        lacks_act = problem.reason in _OF_ACTS and act is None
        plain = lacks_act or lacks_limits or lacks_area or (problem.reason in _OF_DEVICES and not entity_ids)
        return f"{reason}_plain" if plain and self._phrases.has("problem", f"{reason}_plain") else reason

    def _details(self, problem: Problem, act: Act | None) -> dict[str, str]:
        words, details = self._phrases, problem.details
        that = words.say("problem", "that")
        entity_ids = problem.entity_ids or (act.entity_ids if act else ())
        unit = details.get("unit")
        shown = {
            key: words.measure(value, str(unit) if unit else None)
            for key, value in details.items()
            if key in ("value", "minimum", "maximum")
        }
        what = details.get("device") or details.get("kind") or problem.words or that
        return {
            "devices": self._devices(entity_ids) if entity_ids else str(details.get("device", that)),
            "act": self._wish(act, entity_ids) if act and entity_ids else that,
            "what": words.kind(str(what)) if what == details.get("kind") else str(what),
            "place": str(details.get("area") or problem.words or that),
            "area": words.area(str(details.get("area", that)), self._home),
            "candidates": self._listed(problem.candidates),
            "agent": str(details.get("agent", that)),
            "value": that,
            "minimum": that,
            "maximum": that,
            **shown,
        }

    def _asked_wish(self, outcome: _Asking) -> str:
        if isinstance(outcome, Served):
            return errand_told(outcome.request, self._phrases)
        if isinstance(outcome, Planned):
            return self._plans.what(outcome.intent)
        if isinstance(outcome, Acted):
            return self._wish(outcome.act, tuple(outcome.asked))
        named = {entity_id for act in outcome.wishes for entity_id in act.entity_ids}
        back = [entity_id for entity_id in outcome.asked if entity_id not in named]
        restored = [self._phrases.say("infinitive", "restore", devices=self._devices(back))] if back else []
        return self._phrases.listed([*restored, *(self._wish(act, act.entity_ids) for act in outcome.wishes)])

    def _wish(self, act: Act, entity_ids: Sequence[str]) -> str:
        return self._phrases.say("infinitive", _form(act), devices=self._devices(entity_ids), value=self._value(act))

    def _phrased(self, group: str, act: Act, entity_ids: Sequence[str]) -> str:
        form = _form(act)
        if not self._phrases.has(group, form):
            form = "other"
        values = {"devices": self._devices(entity_ids), "value": self._value(act)}
        count = self._phrases.grammatical_count(entity_ids, self._home)
        return self._phrases.say(group, form, count=count, **values)

    def _value(self, act: Act) -> str:
        if act.value is None:
            return ""
        unit = self._home.temperature_unit if act.attribute is Attribute.TEMPERATURE else None
        if act.attribute is not None:
            unit = unit or _UNITS.get(act.attribute)
        return self._phrases.measure(act.value, unit)

    def _devices(self, entity_ids: Sequence[str]) -> str:
        return self._phrases.devices(entity_ids, self._home)

    def _listed(self, entity_ids: Sequence[str], last: str = "and") -> str:
        """Return entities by name however many: they are what was asked for."""
        return self._phrases.listed([self._phrases.device(entity_id, self._home) for entity_id in entity_ids], last)


def _one_line(text: str) -> str:
    """Return a text without the line ends and control characters that names and list items can hold."""
    return _CONTROLS.sub(" ", text).strip()


def choice_of(outcomes: Sequence[Outcome]) -> Problem | None:
    """Return the first ambiguity among the outcomes: what a turn asks when nothing waits for a yes."""
    for outcome in outcomes:
        if isinstance(outcome, Problem) and outcome.reason is Reason.AMBIGUOUS and outcome.candidates:
            return outcome
    return None


def tell_list(phrases: Phrases, name: str, items: Sequence[str]) -> str:
    """Return what is on a to-do list, by name and items; those beyond a few are counted."""
    if not items:
        return phrases.say("lists", "empty", list=name)
    if (more := len(items) - _LIST_ITEMS) > 0:
        first = phrases.say("list", "separator").join(items[:_LIST_ITEMS])
        return phrases.say("lists", "many", list=name, items=first, more=phrases.number(more))
    return phrases.say("lists", "items", list=name, items=phrases.listed(items))


def _names_its_area_only(problem: Problem) -> bool:
    """Return whether no kind of device was named, just a room ("I am cold in the bedroom")."""
    area = problem.details.get("area")
    return area is not None and problem.details.get("device", area) == area


def _joined(first: Problem, second: Problem) -> Problem:
    entity_ids = tuple(dict.fromkeys((*first.entity_ids, *second.entity_ids)))
    return Problem(reason=first.reason, entity_ids=entity_ids, details=first.details, act=first.act, words=first.words)


def _form(act: Act) -> str:
    """Return the key of an act's phrases."""
    match act.action:
        case Action.SET if act.value is None or isinstance(act.value, bool):
            return "set_plain"
        case Action.ADJUST:
            return "adjust_down" if _number(act.value) < 0 else "adjust_up"
        case Action.PLAY if act.value is not None:
            return "play_media"
    return act.action.value


def _number(value: Value | None) -> float:
    return value if isinstance(value, int | float) else 0.0
