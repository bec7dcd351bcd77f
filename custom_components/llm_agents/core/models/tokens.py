"""How many tokens a text has at most, without a model's own vocabulary.

Meant to be too high rather than too low: it was held against the vocabularies of SmolLM2 and Qwen2.5 over names,
identifiers and sentences in nine languages (`tests/app/test_prompts.py`).
"""

_LETTERS_PER_TOKEN = 2.6
_LETTERS_PER_TOKEN_MIXED = 1.5  # in a word with a letter outside ASCII, which tears it apart
_OTHER_SCRIPTS = 1.3
_WIDE = 0x800  # from here on a letter takes three bytes, which a small vocabulary knows one by one
_WIDE_TOKENS = 3.0


def most_tokens(text: str) -> int:
    """Return an upper estimate of the tokens of a text."""
    tokens = 0.0
    for word in text.split():
        letters = sum(letter.isascii() and letter.isalpha() for letter in word)
        others = [letter for letter in word if not letter.isascii()]
        tokens += letters / (_LETTERS_PER_TOKEN_MIXED if others else _LETTERS_PER_TOKEN)
        tokens += sum(_WIDE_TOKENS if ord(letter) >= _WIDE else _OTHER_SCRIPTS for letter in others)
        tokens += len(word) - letters - len(others)
    return round(tokens) + text.count("\n")
