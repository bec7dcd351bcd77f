"""How many tokens a text has at most, without a model's own vocabulary.

Meant to be too high rather than too low: it was held against the vocabularies of SmolLM2 and Qwen2.5 over names,
identifiers and sentences in nine languages (`tests/app/test_prompts.py`).
"""

import re

_LETTERS_PER_TOKEN = 2.6
_LETTERS_PER_TOKEN_MIXED = 1.5  # in a word with a letter outside ASCII, which tears it apart
_OTHER_SCRIPTS = 1.3
_WIDE = 0x800  # from here on a letter takes three bytes, which a small vocabulary knows one by one
_WIDE_TOKENS = 3.0


_NO_LETTER = re.compile("[^A-Za-z]+")


def most_tokens(text: str) -> int:
    """Return an upper estimate of the tokens of a text."""
    lines = text.count("\n")
    words = text.split()
    if text.isascii():
        return round(_plain(words)) + lines
    plain = [word for word in words if word.isascii()]
    return round(_plain(plain) + sum(_mixed(word) for word in words if not word.isascii())) + lines


def _plain(words: list[str]) -> float:
    """Return the tokens of words of ASCII; this runs over each prompt, so it counts all of them at once."""
    joined = "".join(words)
    letters = len(_NO_LETTER.sub("", joined))
    return letters / _LETTERS_PER_TOKEN + len(joined) - letters


def _mixed(word: str) -> float:
    """Return the tokens of a word with letters outside ASCII."""
    letters = len(_NO_LETTER.sub("", word))
    others = [letter for letter in word if not letter.isascii()]
    tokens = letters / _LETTERS_PER_TOKEN_MIXED + len(word) - letters - len(others)
    return tokens + sum(_WIDE_TOKENS if ord(letter) >= _WIDE else _OTHER_SCRIPTS for letter in others)
