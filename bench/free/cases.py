"""What is said freely to the demo home, from `data/free.yaml`, each in a home in which something is to be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from custom_components.llm_agents.core.home.model import Home, State
from custom_components.llm_agents.core.language.request import Act

from ..plain import home_of
from ..understanding.demo import demo_home

FILE = Path(__file__).parents[1] / "data" / "free.yaml"
NONE = "none"

# The state from which an action changes something, for domains that differ from the others after a colon.
_BEFORE: Mapping[str, str] = {
    "turn_on": "off",
    "turn_off": "on",
    "turn_off:climate": "heat",
    "turn_off:media_player": "playing",
    "turn_off:water_heater": "eco",
    "open": "closed",
    "close": "open",
    "lock": "unlocked",
    "unlock": "locked",
    "start": "docked",
    "dock": "cleaning",
    "pause:vacuum": "cleaning",
    "stop:vacuum": "cleaning",
    "arm": "disarmed",
    "play": "paused",
    "pause": "playing",
    "stop": "playing",
    "next": "playing",
    "mute": "playing",
    "unmute": "playing",
    "adjust:light": "on",
    "adjust:climate": "heat",
    "adjust:media_player": "playing",
    "adjust:humidifier": "on",
    "adjust:water_heater": "eco",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One right answer: an action, an attribute and its direction, on an entity or on those of a kind in a place."""

    action: str
    attribute: str
    target: str

    @classmethod
    def of(cls, text: str) -> Wanted:
        """Read `adjust brightness+ light.kitchen`."""
        action, *attribute, target = text.split()
        return cls(action, attribute[0] if attribute else "", target)

    def entity_ids(self, home: Home) -> frozenset[str]:
        """Return the entities of the target."""
        domain, at, place = self.target.partition("@")
        if not at:
            return frozenset({self.target} & home.entities.keys())
        return frozenset(
            e.entity_id for e in home.entities.values() if e.domain == domain and place in (e.area_id, home.floor_of(e))
        )

    def is_met(self, act: Act, home: Home) -> bool:
        """Return whether an act is this one; of a group at least some, and no others."""
        if act.action.value != self.action or (self.attribute and self.attribute[:-1] != act.attribute):
            return False
        rises = isinstance(act.value, int | float) and act.value > 0
        if self.attribute and rises != self.attribute.endswith("+"):
            return False
        return bool(act.entity_ids) and frozenset(act.entity_ids) <= self.entity_ids(home)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeCase:
    """One sentence with its home and what it may mean; nothing at all where `wanted` is empty."""

    text: str
    language: str
    area_id: str | None
    home: Home
    states: Mapping[str, State]
    wanted: tuple[Wanted, ...]
    may_be_nothing: bool

    def is_right(self, act: Act) -> bool:
        """Return whether an act is what is meant."""
        return any(wanted.is_met(act, self.home) for wanted in self.wanted)


def free_cases(languages: frozenset[str] | None = None, part: str = "cases") -> list[FreeCase]:
    """Return the sentences of some languages, or of all; `part` is `cases` or `fresh`."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    cases: list[FreeCase] = []
    for language, rows in data[part].items():
        if languages is not None and language not in languages:
            continue
        home, states = home_of(demo_home(data["names"].get(language)))
        cases += [_case(row, language, home, states) for row in rows]
    return cases


def _case(row: Mapping[str, Any], language: str, home: Home, states: Mapping[str, State]) -> FreeCase:
    wanted = tuple(Wanted.of(text) for text in row["want"] if text != NONE)
    if unknown := [item.target for item in wanted[:1] if not item.entity_ids(home)]:
        raise ValueError(f"{row['say']}: not in the home: {unknown}")
    return FreeCase(
        text=row["say"],
        language=language,
        area_id=row.get("from"),
        home=home,
        states=_before(wanted, home, states),
        wanted=wanted,
        may_be_nothing=NONE in row["want"],
    )


def _before(wanted: tuple[Wanted, ...], home: Home, states: Mapping[str, State]) -> Mapping[str, State]:
    """Return the states in which what is wanted is still to be done; what is wanted first counts."""
    changed: dict[str, State] = {}
    for item in reversed(wanted):
        for entity_id in item.entity_ids(home):
            domain = entity_id.partition(".")[0]
            before = _BEFORE.get(f"{item.action}:{domain}") or _BEFORE.get(item.action)
            if before:
                changed[entity_id] = _with(states[entity_id], before)
    return {**states, **changed}


def _with(state: State, value: str) -> State:
    """Return a state with another value, and the attributes that it has only then."""
    attributes = dict(state.attributes)
    domain = state.entity_id.partition(".")[0]
    if domain == "light" and value == "on" and attributes.get("supported_color_modes") != ["onoff"]:
        attributes["brightness"] = 200
    elif domain == "light":
        attributes.pop("brightness", None)
    elif domain == "cover" and "current_position" in attributes:
        attributes["current_position"] = 100 if value == "open" else 0
    elif domain == "media_player":
        attributes.setdefault("volume_level", 0.4)
        attributes["is_volume_muted"] = False
    return replace(state, state=value, attributes=attributes)
