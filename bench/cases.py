"""What is said to a home and how the home must be then, read from files of two forms.

`NAME.jsonl` with `NAME.homes.jsonl` holds one case a line, and its homes; a YAML file of ours is short and has one home.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
import json
from pathlib import Path
import random
from typing import Any, Literal

from .homes import Spec

type Kind = Literal["action", "noop", "query"]

_COMPARISONS = {"above": "gt", "below": "lt", "between": "between"}
_LIST_CHANGES = ("added", "removed", "completed")
_ONCE: Mapping[str, str] = {"scene": "activated", "button": "pressed", "script": "runs"}
_KEYS = frozenset({"say", "from", "expect", "timers", "before", "later", "tells", "by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Something said in a home, and what must come of it.

    `expect` is `{entity_id: {state, attributes, truth}}`, `also` other outcomes that are right too, `setup` the states
    from which it begins, `ignore` what is not judged. `timers` are those there must be at the end (`None`: as many as
    before), `before` those there are at the beginning; `later` counts the commands that were put off (`None`: they are timers
    like others, by the words of their command). With `stems` a fact may be a part of a word. `by` tells who is to understand it, where that is not the reader.
    """

    case_id: str
    home: str
    say: tuple[str, ...]
    language: str = "en"
    kind: Kind = "action"
    area: str | None = None
    device: str | None = None
    setup: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    expect: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    also: Sequence[Mapping[str, Mapping[str, Any]]] = ()
    ignore: Mapping[str, Sequence[str]] = field(default_factory=dict)
    timers: Sequence[Mapping[str, Any]] | None = None
    before: Sequence[Mapping[str, Any]] = ()
    later: int | None = None
    any_of: Sequence[Any] = ()
    all_of: Sequence[Any] = ()
    stems: bool = False
    tags: Sequence[str] = ()
    by: str = "reader"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of one file with their homes."""

    name: str
    cases: Sequence[Case]
    homes: Mapping[str, Spec]

    def sample(self, limit: int, seed: int = 7) -> CaseFile:
        """Return at most about `limit` cases, of each kind (the first tag) its share; all of them for 0."""
        if not 0 < limit < len(self.cases):
            return self
        kinds: dict[str, list[int]] = defaultdict(list)
        for at, case in enumerate(self.cases):
            kinds[case.tags[0] if case.tags else case.kind].append(at)
        chance, chosen = random.Random(seed), set[int]()
        for _, places in sorted(kinds.items()):
            share = max(1, round(limit * len(places) / len(self.cases)))
            chosen |= set(chance.sample(places, min(share, len(places))))
        return CaseFile(self.name, [self.cases[at] for at in sorted(chosen)], self.homes)

    def by_home(self) -> list[tuple[Spec, list[Case]]]:
        """Return the homes that something is said in, with what is said."""
        said: dict[str, list[Case]] = defaultdict(list)
        for case in self.cases:
            said[case.home].append(case)
        return [(self.homes[home], cases) for home, cases in sorted(said.items())]


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def case_files(folder: Path) -> list[Path]:
    """Return the files of cases in a folder, without those of their homes."""
    return sorted(path for path in folder.glob("*.jsonl") if not path.name.endswith(".homes.jsonl"))


def load_lines(path: Path) -> CaseFile:
    """Return the cases of a `.jsonl` file and its homes."""
    homes = {home["id"]: home for home in _lines(path.with_name(f"{path.stem}.homes.jsonl"))}
    return CaseFile(path.stem, [_of_line(line) for line in _lines(path)], homes)


def _of_line(line: Mapping[str, Any]) -> Case:
    return Case(
        case_id=line["id"],
        home=line["home"],
        say=(line["text"],),
        language=line.get("language", "en"),
        kind=line.get("kind", "action"),
        area=line.get("context_area"),
        device=line.get("context_device"),
        setup=line.get("setup", {}),
        expect=line.get("expect", {}),
        also=[other["expect"] for other in line.get("also_ok", ())],
        ignore=line.get("ignore", {}),
        timers=line.get("timers"),
        before=line.get("timers_setup", ()),
        any_of=line.get("response_any", ()),
        all_of=line.get("response_all", ()),
        tags=line.get("tags", ()),
    )


def case_of(data: Mapping[str, Any], number: int, home: Spec, language: str) -> Case:
    """Return a case of one of our YAML files; raises `ValueError` where it is not one."""
    if unknown := set(data) - _KEYS:
        raise ValueError(f"{data['say']}: what is {sorted(unknown)}?")
    expect = {entity_id: _expected(entity_id, wish, home) for entity_id, wish in data["expect"].items()}
    changes = bool(expect) or "timers" in data or "later" in data
    kind: Kind = "query" if "tells" in data else "action" if changes else "noop"
    return Case(
        case_id=f"{home['id']}:{number}",
        home=home["id"],
        say=tuple(data["say"]),
        language=language,
        kind=kind,
        area=data.get("from"),
        expect=expect,
        timers=data.get("timers"),
        before=data.get("before", ()),
        later=data.get("later", 0),
        any_of=[str(fact) for fact in data.get("tells", ())],
        stems=True,
        tags=(kind,),
        by=data.get("by", "reader"),
    )


def _expected(entity_id: str, wish: Mapping[str, Any], home: Spec) -> dict[str, Any]:
    """Return a wish of a YAML file in the form of all cases."""
    spec = next((spec for spec in home["entities"] if spec["entity_id"] == entity_id), None)
    if spec is None:
        raise ValueError(f"{entity_id} is not in the home {home['id']}")
    domain = entity_id.partition(".")[0]
    if domain in _ONCE:
        return {"truth": {_ONCE[domain]: 1}}
    if domain == "todo" and not wish.keys().isdisjoint(_LIST_CHANGES):
        return {"truth": _list_after(spec, wish)}
    attributes = {name: _compared(value) for name, value in wish.items() if name != "state"}
    return {"state": wish.get("state"), "attributes": attributes}


def _compared(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    ((comparison, wanted),) = value.items()
    return {"op": _COMPARISONS[comparison], "value": wanted}


def _list_after(spec: Spec, wish: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a list must hold after its changes, in the order in which it holds it."""
    items = {str(item).casefold(): False for item in spec["attributes"].get("todo_items", ())}
    items |= {str(item).casefold(): True for item in wish.get("completed", ())}
    items |= {str(item).casefold(): False for item in wish.get("added", ())}
    for item in wish.get("removed", ()):
        del items[str(item).casefold()]
    return {"items": list(items.items()), "count": list(items.values()).count(False)}
