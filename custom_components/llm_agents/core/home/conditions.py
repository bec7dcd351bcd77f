"""Whether a condition holds, by the states of this moment."""

from dataclasses import dataclass, replace

from ..language.moments import Sun
from ..language.outcome import Fact, Found
from ..language.request import Ask, Comparison, Condition
from .inquiry import inquire
from .model import Home, StateReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a condition holds, `None` where nobody can tell; `found` is by which states."""

    holds: bool | None
    found: Found | None = None


def weigh(condition: Condition, home: Home, states: StateReader, sun: Sun | None) -> Verdict:
    """Return whether a condition holds. `sun` is what the sun did last: it has risen, or set."""
    if condition.question is None:
        holds = None if sun is None or condition.sun is None else sun is condition.sun
        return Verdict(holds=_turned(holds, condition))
    found = inquire(condition.question, home, states)
    if condition.comparison is not None:
        return Verdict(holds=_turned(_measured(condition, condition.comparison, found), condition), found=found)
    return Verdict(holds=_turned(_matched(found), condition), found=found)


def _turned(holds: bool | None, condition: Condition) -> bool | None:
    return None if holds is None else holds != condition.negated


def _matched(found: Found) -> bool | None:
    """Return whether the facts are as asked: any of them, or all; one that is not known may decide."""
    known = [fact.matches for fact in found.facts if fact.matches is not None]
    any_of = found.question.ask is Ask.ANY
    if any(matches is any_of for matches in known):
        return any_of
    return None if not found.facts or len(known) < len(found.facts) else not any_of


def _measured(condition: Condition, comparison: Comparison, found: Found) -> bool | None:
    values = [value for fact in found.facts if (value := _number(fact)) is not None]
    if not values:
        return None
    return all(_compare(comparison, value, condition.limit) for value in values)


def _compare(comparison: Comparison, value: float, limit: float) -> bool:
    match comparison:
        case Comparison.ABOVE:
            return value > limit
        case Comparison.BELOW:
            return value < limit
        case Comparison.AT_LEAST:
            return value >= limit
        case Comparison.AT_MOST:
            return value <= limit


def _number(fact: Fact) -> float | None:
    if isinstance(fact.value, bool) or not isinstance(fact.value, int | float | str):
        return None
    try:
        return float(fact.value)
    except ValueError:
        return None


def telling(found: Found) -> Found:
    """Return what was found as a plain report: not "no, it is closed", but "it is closed"."""
    question = found.question
    ask = Ask.WHICH if question.ask is Ask.ANY else Ask.STATE if question.ask is Ask.ALL else question.ask
    if ask is Ask.WHICH:
        return replace(found, question=replace(question, ask=ask))
    others = [fact for fact in found.facts if not fact.matches]
    facts = tuple(replace(fact, matches=None) for fact in (others if question.ask is Ask.ALL else found.facts))
    return Found(question=replace(question, ask=ask, expected=None), facts=facts)
