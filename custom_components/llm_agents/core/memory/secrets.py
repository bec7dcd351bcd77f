"""What must never be remembered: passwords, PINs, tokens, card and account numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
import math
import re

from ..home.words import fold
from ..language.data import languages, load
from ..language.lexicon import expand

_TOKEN = re.compile(r"[A-Za-z0-9_\-+/=.]{20,}")
_PREFIXED = re.compile(r"\b(?:sk|pk|ghp|gho|xox[abp]|eyJ|AKIA|AIza)[-_]?[A-Za-z0-9_\-.]{12,}")
_NUMBER = re.compile(r"\d(?:[ \-]?\d){11,18}")
_ACCOUNT = re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?\b")
_LEAST_BITS = 3.2  # per character, from which a long run looks made by chance
_WORDS = re.compile(r"[^\W_]+")


def is_secret(text: str) -> bool:
    """Return whether a text seems to hold a secret: by its form, or by words of any language that announce one."""
    return has_secret_form(text) or _announces(text)


def has_secret_form(text: str) -> bool:
    """Return whether something in a text looks like a token, or has the check digits of a card or an account."""
    if _PREFIXED.search(text) or any(_by_chance(run) for run in _TOKEN.findall(text)):
        return True
    if any(_luhn(re.sub(r"\D", "", found)) for found in _NUMBER.findall(text)):
        return True
    return any(_is_account(found) for found in _ACCOUNT.findall(text))


def _by_chance(run: str) -> bool:
    """Return whether a run of characters is of mixed kinds and near to chance (Shannon's entropy)."""
    kinds = sum(any(test(c) for c in run) for test in (str.islower, str.isupper, str.isdigit))
    bits = -sum(n / len(run) * math.log2(n / len(run)) for n in Counter(run).values())
    return kinds >= 2 and any(c.isdigit() for c in run) and bits >= _LEAST_BITS


def _luhn(digits: str) -> bool:
    """Return whether digits have the check digit of card numbers (ISO/IEC 7812-1)."""
    doubled = (int(d) * 2 if at % 2 else int(d) for at, d in enumerate(reversed(digits)))
    return len(digits) >= 12 and sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _is_account(text: str) -> bool:
    """Return whether a text has the check digits of an account number (ISO 13616)."""
    plain = text.replace(" ", "").upper()
    moved = "".join(str(int(c, 36)) for c in plain[4:] + plain[:4])
    return len(plain) >= 15 and int(moved) % 97 == 1


@cache
def _announcing() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words of all languages that announce a secret, those that do so with digits, and spelled digits."""
    always: set[str] = set()
    numbered: set[str] = set()
    digits: set[str] = set()
    for language in languages():
        data = load(language).get("language") or {}
        words: Mapping[str, Sequence[str]] = data.get("memory", {}).get("secrets", {})
        always.update(fold(word) for template in words.get("always", ()) for word in expand(template))
        numbered.update(fold(word) for template in words.get("numbered", ()) for word in expand(template))
        digits.update(fold(word) for word, value in data.get("numbers", {}).items() if 0 <= int(value) <= 9)
    return frozenset(always), frozenset(numbered), frozenset(digits)


def prepare() -> None:
    """Read the words of all languages from disk, so that no turn waits for them; called off the event loop."""
    _announcing()


def _announces(text: str) -> bool:
    always, numbered, digits = _announcing()
    words = [fold(word) for word in _WORDS.findall(text)]
    said = f" {' '.join(words)} "
    if any(f" {word} " in said for word in always):
        return True
    counted = sum(len(w) if w.isdigit() else w in digits for w in words)
    return counted >= 3 and any(f" {word} " in said for word in numbered)
