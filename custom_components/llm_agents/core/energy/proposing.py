"""Which option of a select is probably which mode, by the words that makers of devices use as identifiers."""

from collections.abc import Mapping, Sequence
from functools import cache
import json
from pathlib import Path
import re

from .modes import Mode

_WORDS = Path(__file__).parent / "data" / "mode_words.json"
_SEPARATORS = re.compile(r"[^a-z0-9]+")


@cache
def _words() -> Mapping[Mode, tuple[str, ...]]:
    told = json.loads(_WORDS.read_text(encoding="utf-8"))
    return {Mode(name): tuple(words) for name, words in told.items()}


def options_by_mode(options: Sequence[str], modes: Sequence[Mode]) -> dict[Mode, str]:
    """Return the option that most probably sets each mode, each option for one mode; modes without one are left out.

    The longest words that an option holds decide: "No discharge" holds energy and does not export. Reads a file when it
    is first called.
    """
    scores = sorted(
        (
            (_score(option, words), mode, option)
            for mode, words in _words().items()
            if mode in modes
            for option in options
        ),
        key=lambda found: -found[0],
    )
    found: dict[Mode, str] = {}
    for score, mode, option in scores:
        if score and mode not in found and option not in found.values():
            found[mode] = option
    return {mode: found[mode] for mode in modes if mode in found}


def _score(option: str, words: Sequence[str]) -> float:
    """Return how long the longest words are that stand in an option, with a little more for earlier ones."""
    text = f" {_SEPARATORS.sub(' ', option.casefold()).strip()} "
    hits = ((len(word), -rank) for rank, word in enumerate(words) if f" {word} " in text)
    best = max(hits, default=None)
    return 0.0 if best is None else best[0] + best[1] / 1000
