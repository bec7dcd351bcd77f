"""The readers of the languages, made when a language is first spoken."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..home.index import HomeIndex
from ..home.model import Home, StateReader
from ..language.phrases import phrases
from ..language.reader import ReadContext, Reader
from ..language.reports import reports
from ..language.request import Reading
from ..language.situations import situations


class SentenceReader(Protocol):
    """What reads sentences of one language without a model."""

    def index(self, home: Home) -> HomeIndex:
        """Return the index of a home in the language."""

    def read(self, text: str, home: Home, states: StateReader, context: ReadContext) -> Reading:
        """Return what a sentence asks for."""

    def hints(self, text: str) -> Sequence[str]:
        """Return the domains that a sentence speaks of without naming a device."""


type ReaderFactory = Callable[[str], SentenceReader]
"""Make the reader of a language; raises `LookupError` where there is none. May read files."""


@dataclass(slots=True)
class Languages:
    """The readers of the languages, made when a language is first spoken, off the event loop."""

    factory: ReaderFactory = Reader
    _readers: dict[str, SentenceReader | None] = field(default_factory=dict)

    async def reader(self, language: str) -> SentenceReader | None:
        """Return the reader of a language, `None` where there are no data for it."""
        if language not in self._readers:
            self._readers[language] = await asyncio.to_thread(self._make, language)
        return self._readers[language]

    def _make(self, language: str) -> SentenceReader | None:
        phrases(language)  # its files are read here, not on the event loop
        situations(language)
        reports(language)
        try:
            return self.factory(language)
        except LookupError:
            return None
