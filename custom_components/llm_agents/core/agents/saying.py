"""The talk of a model, taken from its JSON while it streams, a sentence at a time.

A model's words must never become a claim about the home: sentences that report something
done, or that name a device or a room, are withheld.
"""

from collections.abc import Iterable
import json
import re

_SAY = re.compile(r'"kind"\s*:\s*"chat"\s*,\s*"say"\s*:\s*"')
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])\s+")
_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
_MARKUP = re.compile(r"\*\*|__|`|^#+\s|^[-*]\s")
_MOST_SENTENCES = 4
_MOST_LETTERS = 600


class SayStream:
    """Takes the sentences of `say` out of a reply that comes in pieces."""

    def __init__(self) -> None:
        """Begin with nothing received."""
        self._raw = ""
        self._start: int | None = None
        self._given = 0
        self._told: set[str] = set()
        self._ended = False

    @property
    def full(self) -> bool:
        """Return whether enough was said: the rest of the reply need not be waited for."""
        return self._ended or self._given >= _MOST_SENTENCES

    def feed(self, piece: str) -> list[str]:
        """Take a piece of the reply; return the sentences that are complete by it.

        A sentence that was said already is left out, and talk ends after a few: small models
        go round in circles.
        """
        self._raw += piece
        if self._start is None:
            found = _SAY.search(self._raw)
            if found is None:
                return []
            self._start = found.end()
        text = self._decoded()
        whole = [part for part in _SENTENCE_END.split(text) if part]
        complete = whole if self._ended else whole[:-1]
        fresh = [part for part in dict.fromkeys(complete[self._given : _MOST_SENTENCES]) if part not in self._told]
        self._given = max(self._given, len(complete))
        self._told.update(fresh)
        return fresh

    def _decoded(self) -> str:
        """Return what has come of the string, an escape that is cut left out."""
        end = self._start or 0
        raw = self._raw
        while end < len(raw) and raw[end] != '"':
            width = 1 if raw[end] != "\\" else 6 if raw[end + 1 : end + 2] == "u" else 2
            if end + width > len(raw):
                break
            end += width
        self._ended = end < len(raw) and raw[end] == '"'
        try:
            text = json.loads(f'"{raw[self._start : end]}"', strict=False)
        except ValueError:
            return ""
        return " ".join(str(text).split())[:_MOST_LETTERS]


class TextStream:
    """Takes the sentences out of plain text that comes in pieces; talk ends after a few."""

    def __init__(self) -> None:
        """Begin with nothing received."""
        self._raw = ""
        self._given = 0

    def feed(self, piece: str) -> list[str]:
        """Take a piece; return the sentences that are complete by it."""
        self._raw += piece
        return self._fresh(self._parts()[:-1])

    def end(self) -> list[str]:
        """Return what is left when no more comes."""
        return self._fresh(self._parts())

    def _parts(self) -> list[str]:
        text = _THOUGHTS.sub(" ", self._raw)[: 2 * _MOST_LETTERS]
        if text.lstrip().startswith(("{", "[", "<", "`")):
            return []  # no talk: a call that was written out, or hidden thoughts
        return [part for part in _SENTENCE_END.split(" ".join(text.split())) if part]

    def _fresh(self, whole: list[str]) -> list[str]:
        fresh = [_MARKUP.sub("", part).strip() for part in whole[self._given : 2 * _MOST_SENTENCES]]
        self._given = max(self._given, len(whole))
        return [part for part in fresh if part]


class ClaimFilter:
    """Withholds sentences that could be taken for a report about the home."""

    def __init__(self, claims: Iterable[str], names: Iterable[str]) -> None:
        """Withhold what has one of the words of a claim, or one of the names of the home."""
        phrases = {" ".join(phrase.casefold().split()) for phrase in (*claims, *names)}
        choice = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True) if phrase)
        self._pattern = re.compile(rf"(?<!\w)(?:{choice})(?!\w)") if choice else None

    def allows(self, sentence: str) -> bool:
        """Return whether a sentence claims nothing about the home."""
        return not self.before(sentence)

    def before(self, sentence: str) -> list[str]:
        """Return the words before each claim of a sentence, none where it claims nothing."""
        plain = " ".join(sentence.casefold().split())
        return [plain[: found.start()] or " " for found in self._pattern.finditer(plain)] if self._pattern else []
