"""How many tokens a text has at most, without a model's own vocabulary.

Meant to be too high rather than too low: it was held against the vocabularies of SmolLM2 and Qwen2.5 over names,
identifiers and sentences in nine languages (`tests/app/test_tokens.py`).
"""

_LETTERS_PER_TOKEN = 2.6
_OTHER_SCRIPTS = 1.3
_WIDE = 0x800  # from here on a letter takes three bytes, which a small vocabulary knows one by one
_WIDE_TOKENS = 3.0


def most_tokens(text: str) -> int:
    """Return an upper estimate of the tokens of a text."""
    letters = others = 0.0
    single = 0
    for letter in text:
        if not letter.isascii():
            others += _WIDE_TOKENS if ord(letter) >= _WIDE else _OTHER_SCRIPTS
        elif letter.isalpha():
            letters += 1
        elif letter != " ":
            single += 1
    return round(letters / _LETTERS_PER_TOKEN + others) + single
