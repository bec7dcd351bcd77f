"""What a model may not say: secrets, and what it was told to be, plain or disguised.

A filter of code: it compares letters, so no wording gets past it, while a translation would. There is nothing secret in
what models are told; this keeps the owner's instructions to the owner all the same.
"""

from base64 import b64decode
import codecs
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
import re
import unicodedata

from ..memory.secrets import has_secret_form

_WINDOW = 32
"""Letters in a row that are the same as in an instruction: what is shorter may be chance."""

_LEAST_SECRET = 6  # letters of a secret that is looked for
_CODED = re.compile(r"[A-Za-z0-9+/=_-]{16,}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[\s:,]?){8,}")
_DIGITS = str.maketrans("0134578@$", "oieastbas")
_SPACED = re.compile(r"(?<=\b\w)[\s.\-_*]+(?=\w\b)")


class Withholder:
    """Withholds sentences of one run; what is cut into several sentences is seen as well."""

    def __init__(self, instructions: Iterable[str] = (), secrets: Iterable[str] = ()) -> None:
        """Withhold some instructions, and secrets by their value; what has the form of a secret is always withheld."""
        self._windows = frozenset(window for text in instructions for window in _windows(text))
        self._secrets = tuple(_bare(secret) for secret in secrets if len(_bare(secret)) >= _LEAST_SECRET)
        self._before = ""

    def allows(self, sentence: str) -> bool:
        """Return whether a sentence may be said; it is remembered for the next one."""
        told = f"{self._before} {sentence}"
        self._before = told[-4 * _WINDOW :]
        return not (has_secret_form(_visible(sentence)) or any(map(self._gives_away, _disguises(told))))

    def _gives_away(self, text: str) -> bool:
        bare = _bare(text)
        if any(secret in bare for secret in self._secrets):
            return True
        letters = _letters(text)
        return any(letters[at : at + _WINDOW] in self._windows for at in range(len(letters) - _WINDOW + 1))


def _disguises(text: str) -> Iterator[str]:
    """Yield a text and what it may be in plain: turned, shifted by 13, spelled, in base64 or hexadecimal."""
    plain = _visible(text)
    yield plain
    yield plain[::-1]
    yield codecs.encode(plain, "rot13")
    if (together := _SPACED.sub("", plain)) != plain:
        yield together
    for run in _CODED.findall(plain):
        yield from _read(run, _from_base64)
    for run in _HEX.findall(plain):
        yield from _read(run, _from_hex)


def _read(run: str, decode: Callable[[str], bytes]) -> Iterator[str]:
    try:
        yield decode(run).decode("utf-8", errors="ignore")
    except ValueError:
        return


def _from_base64(run: str) -> bytes:
    whole = len(run.rstrip("=")) // 4 * 4
    return b64decode(run[:whole].replace("-", "+").replace("_", "/"))


def _from_hex(run: str) -> bytes:
    return bytes.fromhex(re.sub(r"[^0-9a-fA-F]", "", run))


def _visible(text: str) -> str:
    """Return a text without what cannot be seen; tag characters as the letters that they stand for."""
    plain = "".join(chr(ord(c) - 0xE0000) if 0xE0020 <= ord(c) <= 0xE007E else c for c in text)
    return "".join(c for c in unicodedata.normalize("NFKC", plain) if unicodedata.category(c) not in ("Cf", "Cc", "Mn"))


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _letters(text: str) -> str:
    """Return the letters of a text alone, digits that stand for letters read as these."""
    return "".join(c for c in _visible(text).casefold().translate(_DIGITS) if c.isalpha())


@lru_cache(maxsize=64)
def _windows(text: str) -> frozenset[str]:
    letters = _letters(text)
    return frozenset(letters[at : at + _WINDOW] for at in range(len(letters) - _WINDOW + 1))
