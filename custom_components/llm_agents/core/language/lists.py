"""Shopping and to-do lists: what is to be put where is kept in the speaker's own words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..home.index import HomeIndex
from ..home.words import Word, written
from .commands import Command, command_of
from .lexicon import Lexicon, Sense, lexicon, says
from .request import PlatformIntent, Problem, Reason, Request, Value

LIST_ITEMS = "llm_agents_list_items"
"""What is on a list is served by the kernel: Home Assistant has no sentence for it."""
_ASKS_ITEMS = frozenset(("what", "who", "which", "is", "any", "items"))
_ASKS_DUTIES = frozenset(("what", "which", "who", "how_many", "when", "where"))
_LONGEST_NAME = 5
_INTENTS = {"add": "HassListAddItem", "complete": "HassListCompleteItem", "remove": "HassListRemoveItem"}


_SMALL = frozenset(("determiners", "prepositions", "fillers", "conjunctions", "pronouns"))


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where a list is spoken of."""

    start: int
    end: int
    entity_ids: tuple[str, ...]


def concerning(items: Sequence[str], about: str, language: str) -> list[str]:
    """Return the items that share a word with what was asked about, or all when none does."""
    try:
        words = lexicon(language)
    except LookupError:
        return list(items)
    asked = {word.key for word in words.normaliser.words(about) if not _is_small(words, word.folded)}
    return [item for item in items if asked.intersection(words.normaliser.keys(item))] or list(items)


def _is_small(words: Lexicon, folded: str) -> bool:
    return says(words.senses(folded), _SMALL)


class ListReader:
    """Reads sentences that put something on a list or take it off."""

    def __init__(self, words: Sequence[Word], text: str, lexicon: Lexicon, index: HomeIndex) -> None:
        """Take the words of the sentence and the sentence itself."""
        self._words = words
        self._text = text
        self._lexicon = lexicon
        self._index = index
        self._folded = [word.folded for word in words]
        self._keys = [word.key for word in words]

    def read(self) -> Request | None:
        """Return the request, or `None` when the sentence is not about a list."""
        if not self._index.of_kind("todo"):
            return None
        command = command_of(self._folded, self._lexicon)
        found = self._placed_last(command) or self._placed_first(command) if command else None
        ordered = any(self._match(at, "list_verbs") for at in range(len(self._words)))
        if not (command and found and ordered) and (asked := self._asked()) is not None:
            return asked  # but "is it possible to put X on the list" is no question
        if command is None or found is None:
            return None
        operation, (mention, begin, end) = command.operation, found
        begin = self._without_articles(begin, end, named=operation != "add")
        until = self._words[end].start if end < len(self._words) else self._words[end - 1].end
        item = self._text[self._words[begin].start : until].strip(" \"',;:")
        if not item:
            return None
        if len(mention.entity_ids) != 1:
            return Problem(
                reason=Reason.AMBIGUOUS,
                candidates=mention.entity_ids,
                details={"device": self._said(mention)},
                act=PlatformIntent(intent=_INTENTS[operation], slots={"item": item}, words=self._text),
                words=self._text,
            )
        name = self._index.home.entities[mention.entity_ids[0]].name
        return PlatformIntent(intent=_INTENTS[operation], slots={"item": item, "name": name}, words=self._text)

    def _without_articles(self, begin: int, end: int, *, named: bool) -> int:
        """Return where an item begins after `some`, or after `the` where one that stands there already is named."""
        partitive = Sense("list_words", "partitive")
        for length, senses in self._lexicon.at(self._folded, begin):
            if begin + length < end and (partitive in senses or (named and says(senses, ("determiners",)))):
                return begin + length
        return begin

    def _asked(self) -> PlatformIntent | None:
        """Read a question for what is on a list, or for what there is to be done on any."""
        at = 0
        while True:
            hit, polite = self._match(at, "list_questions", "questions"), self._match(at, "fillers", "conjunctions")
            if hit is not None and (polite is None or polite[0] <= hit[0]):
                break
            if polite is None:  # but "es posible" is politeness, though "es" asks
                return None
            at += polite[0]
            if at >= len(self._words):
                return None
        length, group, value = hit
        at += length
        if value == "overview":
            rest = range(at, len(self._words))
            return self._items(()) if all(self._match(i, "fillers") for i in rest) else None
        if group == "list_questions" and (listed := self._list_at(at)):
            return self._items(listed)
        if value in _ASKS_ITEMS and (listed := self._linked(at)):
            return self._items(listed)
        return self._obliged(at) if value in _ASKS_DUTIES else None

    def _obliged(self, start: int) -> PlatformIntent | None:
        """Read a question for what somebody has to do: `who do I need to call`."""
        rest = range(start, len(self._words))
        duty = next((at + hit[0] for at in rest if (hit := self._match(at, "duties"))), None)
        if duty is None or any(self._of_devices(at) for at in rest):
            return None
        about = self._text[self._words[duty].start :].strip(" ?.!") if duty < len(self._words) else ""
        listed = next((found for at in rest if (found := self._list_at(at))), ())
        return self._items(listed if len(listed) == 1 else (), about)

    def _of_devices(self, at: int) -> bool:
        """Return whether a word names a device, a room, or what can be measured or set."""
        hit = self._match(at, "kinds", "kinds_plural", "attributes")
        named = self._index.entity_phrases.longest(self._keys, at) or self._index.area_phrases.longest(self._keys, at)
        lists = self._index.of_kind("todo")
        return any(i not in lists for i in (named[1] if named else ())) or (hit is not None and hit[2] != "todo")

    def _linked(self, start: int) -> tuple[str, ...]:
        """Return the lists that something is said to be on: `is milk on the shopping list`."""
        for at in range(start, len(self._words) - 1):
            link = self._match(at, "list_links")
            if link and at + link[0] < len(self._words) and (found := self._list_at(at + link[0])):
                return found
        return ()

    def _list_at(self, start: int) -> tuple[str, ...]:
        """Return the lists named at a place, by the longest name."""
        while start < len(self._words) and (hit := self._match(start, "determiners")):
            start += hit[0]
        for end in range(min(start + _LONGEST_NAME, len(self._words)), start, -1):
            if found := self._lists_named(start, end):
                return found
        return ()

    def _items(self, entity_ids: Sequence[str], about: str = "") -> PlatformIntent:
        names = [self._index.home.entities[entity_id].name for entity_id in entity_ids]
        slots: dict[str, Value] = {"name": names[0]} if len(names) == 1 else {}
        if about:
            slots["about"] = about
        return PlatformIntent(intent=LIST_ITEMS, slots=slots, words=self._text)

    def _said(self, mention: _Mention) -> str:
        return written(self._words[mention.start : mention.end])

    def _match(self, at: int, *groups: str) -> tuple[int, str, str] | None:
        return self._lexicon.match(self._folded, at, *groups)

    def _placed_last(self, command: Command) -> tuple[_Mention, int, int] | None:
        """Return the list named after what is to be put there, and where that begins and ends."""
        # a name may end as politeness does: "the planning assistant"
        whole = len(self._words) if self._only_polite(command.end) else command.end
        for end in dict.fromkeys((whole, command.end)):
            for mention in self._mentions_until(command.start, end):
                link = self._link_before(mention.start)
                if link is not None and link > command.start:
                    return mention, command.start, link
        return None

    def _only_polite(self, at: int) -> bool:
        """Return whether nothing but politeness is said from a place on."""
        while at < len(self._words) and (hit := self._match(at, "list_polite", "fillers", "determiners")):
            at += hit[0]
        return at >= len(self._words)

    def _placed_first(self, command: Command) -> tuple[_Mention, int, int] | None:
        """Return the list named before what is to be put there: `setz auf die Liste Milch`."""
        link = self._match(command.start, "list_links") if command.start < command.end else None
        begins = command.start + link[0] if link else command.end
        while begins < command.end and (hit := self._match(begins, "determiners")):
            begins += hit[0]
        for end in range(min(begins + _LONGEST_NAME, command.end - 1), begins, -1):
            if ids := self._lists_named(begins, end):
                return _Mention(command.start, end, ids), end, command.end
        return None

    def _mentions_until(self, after: int, end: int) -> Iterator[_Mention]:
        """Yield what may name a list up to a place, the longest first: `de la lista` has the words of a name too."""
        for start in range(after + 1, end):
            begins = start
            while begins < end and (hit := self._match(begins, "determiners")) and begins + hit[0] < end:
                begins += hit[0]
            if ids := self._lists_named(begins, end):
                yield _Mention(start, end, ids)

    def _lists_named(self, start: int, end: int) -> tuple[str, ...]:
        """Return the lists that are meant by exactly these words."""
        lists = self._index.of_kind("todo")
        keys = list(self._keys[start:end])
        kind, own = self._kind_suffix(start, end), self._after_kind(start, end)
        for words in (keys, keys[: len(keys) - kind], own):
            if words and (ids := tuple(i for i in self._index.entity_phrases.get(words) if i in lists)):
                return ids
        if not kind:
            return tuple(i for i in lists if own and self._index.named[i].name_keys.issuperset(own))
        rest = keys[: len(keys) - kind]
        if self._match(start, "list_words") == (end - start, "list_words", "generic"):
            whole = tuple(i for i in lists if any(set(keys).issuperset(name) for name in self._index.named[i].names))
            return whole if len(whole) == 1 else tuple(lists)
        said = [i for i in lists if self._index.named[i].name_keys.issuperset(keys)]
        if said and len(keys) > 1:
            return tuple(said)
        if rest:
            return tuple(i for i in lists if self._index.named[i].name_keys.issuperset(rest))
        sharing = [i for i in lists if self._index.named[i].name_keys.intersection(keys)] if len(keys) > 1 else []
        return tuple(said or sharing or lists)

    def _after_kind(self, start: int, end: int) -> list[str]:
        """Return the words after the one for lists, where that comes first: `la lista de ...`."""
        kind = next((n for n, senses in self._lexicon.at(self._folded, start) if _is_list(senses)), 0)
        at = start + kind
        while kind and at < end and (hit := self._match(at, "determiners") or self._of(at)):
            at += hit[0]
        return list(self._keys[at:end]) if kind else []

    def _of(self, at: int) -> tuple[int] | None:
        """Return how many words at a place say `of`."""
        lengths = (n for n, senses in self._lexicon.at(self._folded, at) if Sense("prepositions", "of") in senses)
        return next(((length,) for length in lengths), None)

    def _kind_suffix(self, start: int, end: int) -> int:
        """Return how many words at the end say `list`."""
        for at in range(start, end):
            for length, senses in self._lexicon.at(self._folded, at):
                if _is_list(senses) and at + length == end:
                    return length
        return 0

    def _link_before(self, start: int) -> int | None:
        """Return where the words that lead to the list begin."""
        for at in range(max(start - 4, 0), start):
            hit = self._match(at, "list_links")
            if hit and at + hit[0] == start:
                return at
        article = self._match(start, "determiners")
        return start if article and self._match(start, "list_links") else None  # "Milch meiner Liste hinzufügen"


def _is_list(senses: Iterable[Sense]) -> bool:
    """Return whether a word names lists."""
    return any(s.group in ("kinds", "kinds_plural") and s.value == "todo" for s in senses)
