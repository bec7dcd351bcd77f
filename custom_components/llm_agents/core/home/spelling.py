"""Find the known word a misspelt one was meant to be, at a bounded cost.

Symmetric deletion (W. Garbe, SymSpell): every known word is filed under itself with up to one or two
letters left out, a misspelt word is looked up the same way, and the few hits are compared exactly.
"""

from collections.abc import Iterable

_SWAPPED_FROM = 4  # letters from which two may be swapped
_ONE_FROM = 5  # from which one mistake is forgiven
_TWO_FROM = 8
_PREFIX = 12  # deletions are made in the first letters only, which bounds the index


def allowed_mistakes(word: str) -> int:
    """Return how many letters of a word may be wrong."""
    if len(word) < _SWAPPED_FROM or not word.isalpha():
        return 0
    return 1 if len(word) < _TWO_FROM else 2


def _deletions(word: str, count: int) -> set[str]:
    level = {word[:_PREFIX]}
    found = set(level)
    for _ in range(count):
        level = {item[:i] + item[i + 1 :] for item in level for i in range(len(item))}
        found |= level
    return found


def distance(first: str, second: str, limit: int) -> int:
    """Return the optimal string alignment distance, or `limit + 1` when it is greater."""
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        new = [i]
        for j, b in enumerate(second, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > limit:
            return limit + 1
        before, row = row, new
    return min(row[-1], limit + 1)


class Spelling:
    """The words that are known, and the way back to them from misspelt ones."""

    def __init__(self, words: Iterable[str]) -> None:
        """File the words; those too short to be misspelt safely are left out."""
        self._filed: dict[str, str | tuple[str, ...]] = {}  # most forms are of one word: a set each would be tenfold
        for word in sorted(set(words)):
            mistakes = allowed_mistakes(word)
            if mistakes:
                for form in _deletions(word, mistakes):
                    known = self._of(form)
                    self._filed[form] = (*known, word) if known else word

    def _of(self, form: str) -> tuple[str, ...]:
        found = self._filed.get(form, ())
        return (found,) if isinstance(found, str) else found

    def closest(self, word: str) -> tuple[str, int] | None:
        """Return the one nearest known word with its distance; `None` when there is none or two tie."""
        limit = allowed_mistakes(word)
        if not limit:
            return None
        candidates: set[str] = set()
        for form in _deletions(word, limit):
            candidates.update(self._of(form))
        ranked = sorted(
            (found, known)
            for known in candidates
            if (found := distance(word, known, min(limit, allowed_mistakes(known)))) <= limit
            and found <= allowed_mistakes(known)
            and (len(word) >= _ONE_FROM or sorted(word) == sorted(known))
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1], ranked[0][0]
