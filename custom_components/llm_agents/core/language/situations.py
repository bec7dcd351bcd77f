"""What people say instead of asking for it ("it is too dark in here"), by what they mean.

The sentences are data (`data/situations/<language>.json`), compared by meaning and not by words, so those of one language serve
all that the comparison knows: a language without sentences of its own takes the source language's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
import json
from pathlib import Path
from typing import Any, Self

from ..home.model import Entity, Home
from .actions import ACTIONS, STEPS
from .frame import Operation
from .request import Act, Action, Attribute

_FOLDER = Path(__file__).parent / "data" / "situations"
_SOURCE_LANGUAGE = "en"
_NOTHING = "nothing"
_KNOWN: dict[str, Situations] = {}  # no `cache`: that tells a text of YAML apart from a plain one
_SIGNS = {Operation.RAISE: 1, Operation.LOWER: -1}


@dataclass(frozen=True, slots=True)
class Situation:
    """What is meant, for a kind of device, by some sentences. `key` names it."""

    key: str
    operation: Operation
    attribute: Attribute | None
    kind: str
    sentences: tuple[str, ...]

    @classmethod
    def from_data(cls, key: str, sentences: Sequence[str]) -> Self:
        """Read `raise temperature climate`; raises `ValueError` for what cannot be asked of such a device."""
        operation, *attribute, kind = key.split()
        read = cls(key, Operation(operation), Attribute(attribute[0]) if attribute else None, kind, tuple(sentences))
        if read.attribute is None and read.domain not in ACTIONS.get(read.operation, {}):
            raise ValueError(f"{operation} cannot be asked of {kind}")
        return read

    @property
    def domain(self) -> str:
        """Return the domain of the devices."""
        return self.kind.partition(".")[0]

    def act(self, entity_ids: tuple[str, ...], home: Home, words: str) -> Act:
        """Return the act that is meant, on some devices."""
        if self.attribute is None:
            return Act(action=ACTIONS[self.operation][self.domain], entity_ids=entity_ids, words=words)
        fahrenheit = self.attribute is Attribute.TEMPERATURE and home.temperature_unit == "°F"
        step = _SIGNS[self.operation] * STEPS[self.attribute] * (2 if fahrenheit else 1)
        return Act(action=Action.ADJUST, entity_ids=entity_ids, attribute=self.attribute, value=step, words=words)


@dataclass(frozen=True, slots=True)
class Situations:
    """All situations of a language, and sentences that mean none."""

    nothing: tuple[str, ...] = ()
    _of_kind: Mapping[str, Sequence[Situation]] = field(default_factory=dict)

    @classmethod
    def from_data(cls, data: Mapping[str, Sequence[str]]) -> Self:
        """Read a language's file."""
        of_kind: dict[str, list[Situation]] = {}
        for key, sentences in data.items():
            if key != _NOTHING:
                situation = Situation.from_data(key, sentences)
                of_kind.setdefault(situation.kind, []).append(situation)
        nothing = tuple(sentence for sentence in data.get(_NOTHING, ()) if not _has_names(sentence))
        return cls(nothing, of_kind)

    @property
    def domains(self) -> Sequence[str]:
        """Return the domains of which something is said."""
        return tuple(dict.fromkeys(kind.partition(".")[0] for kind in self._of_kind))

    def all(self) -> Sequence[Situation]:
        """Return all situations."""
        return tuple(situation for found in self._of_kind.values() for situation in found)

    @staticmethod
    def bare(meant: Iterable[Situation]) -> Mapping[str, Sequence[str]]:
        """Return the sentences of situations that have no names in them, by their keys."""
        return {item.key: [text for text in item.sentences if not _has_names(text)] for item in meant}

    def of(self, entity: Entity) -> Sequence[Situation]:
        """Return what can be meant of an entity: what is said of its very kind, else what is said of its domain."""
        own = self._of_kind.get(f"{entity.domain}.{entity.device_class}")
        return own or self._of_kind.get(entity.domain, ())


def _has_names(sentence: str) -> bool:
    return "{" in sentence


def situations(language: str) -> Situations:
    """Return the situations of a language, else those of the source language. Reads a file when first asked."""
    if language not in _KNOWN:
        _KNOWN[language] = _read(language)
    return _KNOWN[language]


def _read(language: str) -> Situations:
    for name in (language, language.partition("-")[0], _SOURCE_LANGUAGE):
        path = _FOLDER / f"{name}.json"
        if name.replace("-", "").isalnum() and path.is_file():
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return Situations.from_data(data)
    return Situations()
