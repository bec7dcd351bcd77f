"""Names of several words, found at a place of a sentence."""

from collections.abc import Sequence, Set
from copy import copy


class Phrases:
    """Names of several words, found at a place of a sentence by their first word."""

    def __init__(self) -> None:
        """Start with none."""
        self._ids: dict[tuple[str, ...], list[str]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._shares = False  # lists with another one

    def add(self, keys: tuple[str, ...], identifier: str) -> None:
        """File a name."""
        if not keys:
            return
        if self._shares:
            self._ids[keys] = list(self._ids.get(keys, ()))
            self._lengths[keys[0]] = list(self._lengths.get(keys[0], ()))
        ids = self._ids.setdefault(keys, [])
        if identifier not in ids:
            ids.append(identifier)
        lengths = self._lengths.setdefault(keys[0], [])
        if len(keys) not in lengths:
            lengths.append(len(keys))
            lengths.sort(reverse=True)

    def copy(self) -> Phrases:
        """Return one to which names can be added without changing this one."""
        other = copy(self)
        other._ids, other._lengths, other._shares = dict(self._ids), dict(self._lengths), True  # noqa: SLF001 - its own kind
        return other

    def longest(
        self, keys: Sequence[str], start: int, without: Set[str] = frozenset()
    ) -> tuple[int, tuple[str, ...]] | None:
        """Return the length and the identifiers of the longest name that begins at `start`, but of those left out."""
        left = len(keys) - start
        for length in self._lengths.get(keys[start], ()):
            if length <= left and (found := self._ids.get(tuple(keys[start : start + length]))) is not None:
                kept = tuple(identifier for identifier in found if identifier not in without)
                if kept:
                    return length, kept
        return None

    def get(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return the identifiers that have exactly this name."""
        return tuple(self._ids.get(tuple(keys), ()))
