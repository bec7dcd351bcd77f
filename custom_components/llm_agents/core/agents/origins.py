"""Where words came from, and so what they may set in motion.

Text that is not the person's own is data: it may be read and told, never obeyed. A run that has read some is
marked with its sources, and what it then wants beyond the person's own words is asked about by the policy.
Information flow by origin as in CaMeL (Debenedetti et al., "Defeating Prompt Injections by Design", 2025).
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from ..home.model import Entity, State
from ..language.request import Act
from .licence import Licence


class Source(StrEnum):
    """The origin of a text that a model may read."""

    PERSON = "person"
    DEVICE_NAME = "device_name"
    STATE = "state"
    CALENDAR = "calendar"
    TODO = "todo"
    NOTIFICATION = "notification"
    WEB = "web"
    CAMERA = "camera"
    MEMORY = "memory"
    TOOL = "tool"  # a tool of another integration


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text with its source. `user_id` is whose it is where it is not for everybody (a memory, a list).

    `ref` is the id of what it is, where it has one (a fact).
    """

    text: str
    source: Source
    user_id: str | None = None
    ref: str | None = None


# Names of devices are mostly the owner's: a run that has read no more may act in the asker's room.
_OWN = frozenset({Source.PERSON, Source.DEVICE_NAME})
# What holds nothing of the household but names: who has read no more has little to give away.
_PUBLIC = _OWN | {Source.WEB}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a run has read, and what the person's own words license it to do all the same.

    Without sources nothing but the person's words was read: all is licensed.
    """

    sources: frozenset[Source] = frozenset()
    licence: Licence = field(default_factory=Licence)

    @property
    def tainted(self) -> bool:
        """Return whether a text was read that is not the person's own."""
        return bool(self.sources - {Source.PERSON})

    @property
    def own(self) -> bool:
        """Return whether nothing was read but the person's words and names of devices."""
        return self.sources <= _OWN

    def licenses(self, act: Act, entity: Entity, state: State | None) -> bool:
        """Return whether an act on an entity is within the person's own words, as far as those matter."""
        return not self.tainted or self.licence.covers(act, entity, state, here=self.sources <= _OWN)

    def licenses_words(self, words: str) -> bool:
        """Return whether something asked for in words is the person's own wish: of names of devices only, all said so."""
        return not self.tainted or (self.sources <= _OWN and bool(words) and self.licence.says(words))

    def may_tell(self, words: str) -> bool:
        """Return whether words may be sent out of the home: they are the person's, or nothing private was read."""
        return self.sources <= _PUBLIC or self.licence.says(words)

    def reading(self, *sources: Source) -> Self:
        """Return it after more was read."""
        return replace(self, sources=self.sources.union(sources))
