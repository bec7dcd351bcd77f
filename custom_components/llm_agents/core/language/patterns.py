"""Templates matched as they are written, without writing out all that they may say: `(a|b) {thing} [c]` stays one pattern.

Where choices and options multiply (four of each are thousands of phrases) this costs what the template is long. A template
says the same as one of `templates`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .lexicon import expand
from .templates import Match

type Fold = Callable[[str], Sequence[str]]

_MOST_STEPS = 4000  # of one template over one sentence, which bounds what a hostile one can cost


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that must stand there."""

    word: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place for one word or more."""

    name: str


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of several sequences; an optional part is one of which a sequence is empty."""

    among: tuple[tuple[_Node, ...], ...]


type _Node = _Word | _Slot | _Choice


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A template with its meaning; of each of `needs` one word has to be said."""

    meaning: str
    nodes: tuple[_Node, ...]
    needs: tuple[frozenset[str], ...]


@dataclass(slots=True)
class _Walk:
    """What is left of the steps over one sentence."""

    folded: Sequence[str]
    steps: int = field(default=_MOST_STEPS)


class Patterns:
    """The templates of one language by what they mean."""

    def __init__(self, meanings: Mapping[str, Iterable[str]], fold: Fold) -> None:
        """Take templates by meaning; `fold` gives the folded words of a phrase as sentences have them."""
        self._patterns: list[_Pattern] = []
        for meaning, templates in meanings.items():
            for template in dict.fromkeys(templates):
                nodes = _parse(template, fold)
                if needs := _needs(nodes):
                    self._patterns.append(_Pattern(meaning, nodes, needs))

    def matches(self, folded: Sequence[str]) -> Iterator[Match]:
        """Yield the templates that all the words fit, in all ways, those with the most words of their own first."""
        said = frozenset(folded)
        found: list[tuple[int, int, Match]] = []
        for pattern in self._patterns:
            if any(said.isdisjoint(need) for need in pattern.needs):
                continue
            walk = _Walk(folded)
            for slots in _fit(pattern.nodes, 0, walk):
                taken = sum(end - start for start, end in slots.values())
                match = Match(pattern.meaning, slots)
                if match not in (one for _, _, one in found):
                    found.append((taken - len(folded), len(slots), match))
        yield from (match for _, _, match in sorted(found, key=lambda one: one[:2]))


def _fit(nodes: tuple[_Node, ...], at: int, walk: _Walk) -> Iterator[dict[str, tuple[int, int]]]:
    """Yield how nodes fit the words from a place to the end; a slot takes as many words as it can first."""
    walk.steps -= 1
    if walk.steps < 0:
        return
    if not nodes:
        if at == len(walk.folded):
            yield {}
        return
    first, rest = nodes[0], nodes[1:]
    match first:
        case _Word(word):
            if at < len(walk.folded) and walk.folded[at] == word:
                yield from _fit(rest, at + 1, walk)
        case _Slot(name):
            for end in range(len(walk.folded), at, -1):
                for slots in _fit(rest, end, walk):
                    yield {name: (at, end), **slots}
        case _Choice(among):
            for sequence in among:
                yield from _fit((*sequence, *rest), at, walk)


def _needs(nodes: Sequence[_Node]) -> tuple[frozenset[str], ...]:
    """Return sets of words of each of which one has to be said for nodes to fit."""
    found: list[frozenset[str]] = []
    for node in nodes:
        if isinstance(node, _Word):
            found.append(frozenset((node.word,)))
        elif isinstance(node, _Choice):
            each = [_needs(sequence) for sequence in node.among]
            if all(each):
                found.append(frozenset().union(*(needs[0] for needs in each)))
    return tuple(found)


def _parse(template: str, fold: Fold) -> tuple[_Node, ...]:
    nodes: list[_Node] = []
    for token in _split(template, " "):
        if token.startswith("{") and token.endswith("}"):
            nodes.append(_Slot(token[1:-1]))
        elif token[:1] in "([" and _closing(token) == len(token) - 1:
            among = [_parse(part, fold) for part in _split(token[1:-1], "|")]
            nodes.append(_Choice((*among, ()) if token[0] == "[" else tuple(among)))
        elif any(letter in token for letter in "([{"):
            nodes.append(_Choice(tuple(tuple(_words(phrase, fold)) for phrase in expand(token))))
        else:
            nodes.extend(_words(token, fold))
    return tuple(nodes)


def _words(phrase: str, fold: Fold) -> Iterator[_Word]:
    return (_Word(word) for word in fold(phrase))


def _split(text: str, mark: str) -> list[str]:
    """Return the parts of a text between marks that are outside all brackets."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if letter == mark and not depth:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip() or mark == "|"]


def _closing(token: str) -> int:
    """Return where the bracket closes that a token begins with."""
    depth = 0
    for at, letter in enumerate(token):
        depth += (letter in "([") - (letter in ")]")
        if not depth:
            return at
    return -1
