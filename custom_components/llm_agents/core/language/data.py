"""The words of each language, generated from the catalogue into `data/<language>.json`."""

from collections.abc import Mapping
from functools import cache
import json
from pathlib import Path
from typing import Any, cast

_FOLDER = Path(__file__).parent / "data"
_LOADED: dict[str, Mapping[str, Any]] = {}  # no `cache`: that tells a text of YAML apart from a plain one


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have data, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.json")))


def load(language: str) -> Mapping[str, Any]:
    """Return `{"language": {...} | None, "answers": {...}}` of a language; `de-AT` falls back to `de`, `pt` to `pt-BR`.

    Raises `LookupError` when there are no data. Reads a file: call it outside the event loop first.
    """
    if language not in _LOADED:
        _LOADED[language] = _read(language)
    return _LOADED[language]


def _read(language: str) -> Mapping[str, Any]:
    wanted = language.replace("_", "-")
    known = {name.casefold(): name for name in languages()}
    known = {name.partition("-")[0]: known[name] for name in known} | known
    for candidate in (wanted, wanted.partition("-")[0]):
        if name := known.get(candidate.casefold()):
            text = (_FOLDER / f"{name}.json").read_text(encoding="utf-8")
            return cast(Mapping[str, Any], json.loads(text))
    raise LookupError(f"No data for language {language!r}")
