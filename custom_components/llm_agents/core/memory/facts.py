"""Facts: what somebody told, chose or kept doing, with where it is from and whose it is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from ..agents.origins import Marked, Source
from ..plain import plain

type FactValue = str | float | int | bool


class FactKind(StrEnum):
    """What a fact is about."""

    FACT = "fact"
    PREFERENCE = "preference"  # `topic` and `value` tell which
    NAME = "name"  # `text` is what somebody calls what the fact is about
    CORRECTION = "correction"  # `text` was taken for something else, and what the fact is about was meant
    HABIT = "habit"


class How(StrEnum):
    """How a fact was learned."""

    WORDS = "words"  # somebody said that it is to be remembered
    ANSWER = "answer"  # somebody said yes to a question about it
    REPEATED = "repeated"  # somebody did it again and again
    ENTERED = "entered"  # somebody wrote it in the card or through an action


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a fact is from: how, by which turn, in which words (as said, or a short account), and when (ISO 8601)."""

    how: How
    turn_id: str | None = None
    words: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing remembered. `about` are ids of entities and areas; no `user_id` is the household's.

    `confidence` is in [0, 1]; `since` and `until` are ISO 8601 UTC, `until` the moment from which it holds no more.
    `topic` names what a preference is of (`temperature`), `value` its value in the home's units.
    """

    fact_id: str
    kind: FactKind
    text: str
    evidence: Evidence
    about: tuple[str, ...] = ()
    user_id: str | None = None
    confidence: float = 0.9
    since: str = ""
    until: str | None = None
    topic: str | None = None
    value: FactValue | None = None

    def holds(self, now: datetime) -> bool:
        """Return whether the fact is still valid at a moment."""
        return self.until is None or datetime.fromisoformat(self.until) > now

    def seen_by(self, user_id: str | None) -> bool:
        """Return whether somebody may see it: everybody what is the household's, a person also the own."""
        return self.user_id is None or self.user_id == user_id

    @property
    def marked(self) -> Marked:
        """Return its text as what it is for a model: data from memory."""
        return Marked(text=self.text, source=Source.MEMORY, user_id=self.user_id, ref=self.fact_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A fact that is to be learned; `user_id` is whose it will be, `None` the household's."""

    kind: FactKind
    text: str
    evidence: Evidence
    about: tuple[str, ...] = ()
    user_id: str | None = None
    confidence: float = 0.9
    until: str | None = None
    topic: str | None = None
    value: FactValue | None = None


_FIELDS = tuple(field.name for field in fields(Fact))
_EVIDENCE = tuple(field.name for field in fields(Evidence))


def fact_to_json(fact: Fact) -> dict[str, Any]:
    """Return a fact as JSON data: its fields by name."""
    told: dict[str, Any] = plain(asdict(fact))
    return told


def fact_from_json(data: Mapping[str, Any]) -> Fact:
    """Return the fact that `fact_to_json` wrote; fields that are not known are left out.

    Raises `ValueError` for data of another form.
    """
    try:
        known = {name: data[name] for name in _FIELDS if name in data}
        known["evidence"] = evidence_from_json(data["evidence"])
        return Fact(**known | {"kind": FactKind(data["kind"]), "about": tuple(data.get("about", ()))})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"not a fact: {error!r}") from error


def evidence_from_json(data: Mapping[str, Any]) -> Evidence:
    """Return the evidence of a fact as it was written; raises `KeyError` or `ValueError` for data of another form."""
    known = {name: data[name] for name in _EVIDENCE if name in data}
    return Evidence(**known | {"how": How(data["how"])})


def corrected(fact: Fact, changes: Mapping[str, Any]) -> Fact:
    """Return a fact with some fields changed, as an event tells them; unknown ones are left out."""
    known = {name: value for name, value in changes.items() if name in _FIELDS and name != "fact_id"}
    if "about" in known:
        known["about"] = tuple(known["about"])
    if "evidence" in known:
        known["evidence"] = evidence_from_json(known["evidence"])
    return replace(fact, **known)
