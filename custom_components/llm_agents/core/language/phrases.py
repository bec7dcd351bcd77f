"""The phrases of one language: looked up, chosen by number, filled in. No words are in the code."""

from collections.abc import Mapping, Sequence
import re
from typing import Any

from ..home.model import Entity, Home
from .data import load
from .request import Value

FALLBACK_LANGUAGE = "en"
_PLURALS = ({"form": "one", "is": [1]},)
LISTED = 3
"""More devices than these are counted instead of named."""


class Phrases:
    """The answer phrases of one language, and its names, lists, numbers and units."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Keep the `answers` part of a language's data."""
        self._data = data
        pattern = data["names"]["bare_pattern"]
        self._bare = re.compile(pattern, re.IGNORECASE) if pattern else None
        plural = data["names"].get("plural_pattern")
        self._plural = re.compile(plural, re.IGNORECASE) if plural else None
        self._bare_domains = frozenset(data["names"]["bare_domains"])

    def has(self, *path: str) -> bool:
        """Return whether there is a phrase at a path of keys."""
        return self._at(path) is not None

    def words(self, *path: str) -> Sequence[str]:
        """Return a list of words; empty when there is none."""
        found = self._at(path)
        return found if isinstance(found, list) else ()

    def groups(self, *path: str) -> Mapping[str, Sequence[str]]:
        """Return lists of words by their meaning; empty when there are none."""
        found = self._at(path)
        return found if isinstance(found, Mapping) else {}

    def say(self, *path: str, count: float = 1, **values: str) -> str:
        """Return the phrase at a path, in the form for `count`, with its placeholders filled.

        Raises `KeyError` when the catalogue has no such phrase.
        """
        phrase = self._at(path)
        if isinstance(phrase, Mapping):
            phrase = phrase.get(self._form(count), phrase["other"])
        if not isinstance(phrase, str):
            raise KeyError(".".join(path))
        return phrase.format_map(values)

    def _form(self, count: float) -> str:
        """Return the grammatical form for a number, by the language's plural rules (as in CLDR)."""
        rules = self._data.get("plurals", _PLURALS)
        return next((str(rule["form"]) for rule in rules if _takes(rule, count)), "other")

    def _at(self, path: Sequence[str]) -> Any:
        found: Any = self._data
        for key in path:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def listed(self, items: Sequence[str], last: str = "and") -> str:
        """Return items as a spoken list; `last` is the key of the word before the last one."""
        if len(items) <= 1:
            return "".join(items)
        return self.say("list", "separator").join(items[:-1]) + self.say("list", last) + items[-1]

    def number(self, value: float) -> str:
        """Return a number as the language writes it."""
        value = int(value) if float(value).is_integer() else value
        text = f"{value:,}" if abs(value) >= 10_000 else f"{value}"
        marks = {",": self.say("thousands"), ".": self.say("decimal")}
        return "".join(marks.get(letter, letter) for letter in text)

    def counted(self, count: int) -> str:
        """Return how many in words where the language has them, else in digits."""
        words = self.words("counts")
        return words[count] if count < len(words) else self.number(count)

    def measure(self, value: Value, unit: str | None) -> str:
        """Return a value with its unit as it is spoken."""
        if isinstance(value, str | bool):
            return self.state(str(value).lower() if isinstance(value, bool) else value)
        if unit and abs(value) >= 1000 and self.has("units", unit, "thousand"):
            value, unit = round(value / 1000, 1), self.say("units", unit, "thousand")
        number = self.number(value)
        if not unit:
            return number
        return self.say("units", unit, count=value, value=number) if self.has("units", unit) else f"{number} {unit}"

    def state(self, state: str, entity: Entity | None = None, count: float = 1) -> str:
        """Return the word for a state, by what a sensor senses or a device is, and by how many they are."""
        if entity is not None:
            kind = f"{entity.domain}.{entity.device_class}"
            sensed = entity.device_class if entity.domain == "binary_sensor" else None
            groups = (("domain_states", kind), ("binary_states", sensed or ""), ("domain_states", entity.domain))
            for group in groups:
                if self.has(*group, state):
                    return self.say(*group, state, count=count)
        return self.say("states", state) if self.has("states", state) else state.replace("_", " ")

    def kind(self, kind: str, count: float = 1) -> str:
        """Return the word for a kind of device; an unknown kind as it came."""
        key = kind.rpartition(".")[2] if self.has("kinds", kind.rpartition(".")[2]) else kind.partition(".")[0]
        return self.say("kinds", key, count=count) if self.has("kinds", key) else kind.replace("_", " ")

    def kind_of(self, entity_ids: Sequence[str], home: Home, count: float) -> str:
        """Return the word for what entities are, in the form for a count: by what they sense or move, else by domain."""
        classes = {entity.device_class if (entity := home.entities.get(found)) else None for found in entity_ids}
        common = classes.pop() if len(classes) == 1 else None
        if common and self.has("kinds", common):
            return self.kind(common, count)
        domains = {entity_id.partition(".")[0] for entity_id in entity_ids}
        domain = domains.pop() if len(domains) == 1 else ""
        return self.kind(domain if self.has("kinds", domain) else "device", count)

    def grammatical_count(self, entity_ids: Sequence[str], home: Home) -> int:
        """Return the count by which a phrase about entities is chosen: one whose name is a plural is many."""
        if len(entity_ids) == 1 and self._plural and (entity := home.entities.get(entity_ids[0])):
            return 2 if self._plural.search(entity.name) else 1
        return len(entity_ids)

    def area(self, area: str, home: Home) -> str:
        """Return an area, given by id or by name, as it is spoken."""
        known = home.areas.get(area)
        return self._called(known.name if known else area, "area")

    def device(self, entity_id: str, home: Home) -> str:
        """Return an entity as it is spoken; with its room only when another has the same name."""
        entity = home.entities.get(entity_id)
        if entity is None:
            return entity_id.partition(".")[2].replace("_", " ")
        form = "bare" if entity.domain in self._bare_domains else "device"
        device = self._called(entity.name, form)
        area = home.areas.get(entity.area_id) if entity.area_id else None
        if area is None or entity.name.casefold() not in home.shared_names:
            return device
        return self.say("names", "in_area", device=device, area=self._called(area.name, "area"))

    def called(self, name: str) -> str:
        """Return a device, given by its name alone, as it is spoken."""
        return self._called(name, "device")

    def _called(self, name: str, form: str) -> str:
        if self._bare is not None and self._bare.match(name):
            return self.say("names", "bare", name=name)
        if form == "area" and self._data["names"]["lower_first"]:
            # Rooms are common words, however they are written; "TV" and the like stay.
            name = " ".join(word.lower() if word[1:].islower() else word for word in name.split(" "))
        first, _, rest = name.partition(" ")
        sentence_case = first[1:].islower() and rest == rest.lower()
        if self._data["names"]["lower_first"] and form != "bare" and sentence_case:
            name = first.lower() + name[len(first) :]
        return self.say("names", form, name=name)

    def devices(self, entity_ids: Sequence[str], home: Home, listed: int = LISTED) -> str:
        """Return entities as a spoken list, or counted by kind when they are more than `listed`.

        The only one of its kind is named, and what there is most of comes first.
        """
        kinds: dict[str, list[str]] = {}
        for entity_id in entity_ids:
            kind = entity_id if len(entity_ids) <= listed else self.kind_of([entity_id], home, 2)
            kinds.setdefault(kind, []).append(entity_id)
        alike = sorted(kinds.values(), key=len, reverse=True)
        return self.listed([self._counted_kind(found, home) for found in alike])

    def _counted_kind(self, entity_ids: Sequence[str], home: Home) -> str:
        """Return how many they are of their kind, or the name of the one that it is."""
        if (count := len(entity_ids)) == 1:
            return self.device(entity_ids[0], home)
        return f"{self.number(count)} {self.kind_of(entity_ids, home, count)}"


def _takes(rule: Mapping[str, Any], count: float) -> bool:
    """Return whether a plural rule is for a number: `is` these, `last` digit but `unless` the last two, a `fraction`."""
    if not float(count).is_integer():
        return bool(rule.get("fraction"))
    whole = abs(int(count))
    ends_so = whole % 10 in rule.get("last", ()) and whole % 100 not in rule.get("unless", ())
    return whole in rule.get("is", ()) or ends_so


def sentence(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


_PHRASES: dict[str, Phrases] = {}  # by what is equal: a configured language may be of a class derived from `str`


def phrases(language: str) -> Phrases:
    """Return the phrases of a language, of English where it has none. Reads a file the first time."""
    known = _PHRASES.get(language)
    if known is None:
        try:
            data = load(language)
        except LookupError:
            data = load(FALLBACK_LANGUAGE)
        known = _PHRASES[language] = Phrases(data["answers"])
    return known
