"""What the read-only tools of a run tell: states, devices, calendars, lists, notifications, memories; bounded, as data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..home.model import Entity, Home, State
from ..language.moments import When
from ..language.request import Act, Scheduled
from ..models.tokens import most_tokens
from .claims import place_of
from .origins import Marked, Source
from .ports import World
from .profiles import Profile
from .prompt import clean
from .shortlist import Shortlist
from .tools import CALENDAR, MOST_READ, NOTIFICATIONS, READ, RECALL, SEARCH, TODO
from .turning import Turning

RESULT_TOKENS = 700
"""Tokens of one result, by an estimate that is rather too high."""

_TEXT = 200  # letters of one text from outside
_FOUND = 16
_GROUPS = 4
_MINUTES = 24 * 60
_SOURCES: Mapping[str, Source] = {
    CALENDAR: Source.CALENDAR,
    TODO: Source.TODO,
    NOTIFICATIONS: Source.NOTIFICATION,
    RECALL: Source.MEMORY,
}
# Attributes that a model may read beside a state; the others are of use to nobody but programs.
_TOLD = (
    "brightness",
    "color_temp_kelvin",
    "current_humidity",
    "current_position",
    "current_temperature",
    "fan_mode",
    "humidity",
    "hvac_action",
    "media_title",
    "options",
    "percentage",
    "preset_mode",
    "source",
    "temperature",
    "unit_of_measurement",
    "volume_level",
)

type Recall = Callable[[str, str | None], Sequence[Marked]]
"""Return what somebody may see of the memory that has to do with words."""


class Sight(Protocol):
    """What a run was shown, and is shown more of."""

    turning: Turning

    def show(self, shown: Shortlist) -> None:
        """Note what is found."""

    def members(self, identifier: Any) -> tuple[str, ...]:
        """Return the devices behind an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The result of one look: data for a model, where it is from, and of which devices and texts it is."""

    data: Mapping[str, Any]
    sources: frozenset[Source] = frozenset()
    entity_ids: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    memories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looker:
    """Looks things up for one agent. `find` returns what words may be about, `recall` is `None` without a memory."""

    world: World
    profile: Profile
    find: Callable[[str], Shortlist]
    recall: Recall | None = None

    def shown(self, words: str) -> Shortlist:
        """Return what words may be about, as far as the agent is for it."""
        return in_scope(self.find(words), self.profile, self.world.home())

    async def look(self, name: str, arguments: Mapping[str, Any], sight: Sight) -> Seen:
        """Answer one read-only tool."""
        if name == READ:
            return self._states(arguments["entity_ids"], sight)
        if name == SEARCH:
            return self._search(str(arguments["words"]), sight)
        asker = sight.turning.utterance.asker
        if name == RECALL:
            marked = self.recall(str(arguments["words"]), asker.user_id) if self.recall is not None else ()
        else:
            query = str(arguments.get("days") or arguments.get("list") or "")
            marked = await self.world.look_up(_SOURCES[name], query, asker)
        return _told([item for item in marked if item.user_id in (None, asker.user_id)], _SOURCES[name])

    def _states(self, identifiers: Sequence[str], sight: Sight) -> Seen:
        home = self.world.home()
        wanted = dict.fromkeys(i for identifier in identifiers for i in sight.members(str(identifier)))
        read, told = [], []
        for entity_id in list(wanted)[:MOST_READ]:
            entity, state = home.entities.get(entity_id), self.world.states(entity_id)
            if entity is not None and state is not None and self.world.is_exposed(entity_id):
                read.append(entity_id)
                told.append(_state(entity, state, home))
        unknown = [clean(str(one), 60) for one in identifiers if not sight.members(str(one))]
        data: dict[str, Any] = {"states": told} | ({"not_known": unknown} if unknown else {})
        return Seen(
            data=data,
            sources=frozenset({Source.STATE, Source.DEVICE_NAME}),
            entity_ids=tuple(read),
            texts=tuple(str(item["state"]) for item in told),
        )

    def _search(self, words: str, sight: Sight) -> Seen:
        found = self.shown(words)
        found = Shortlist(entities=found.entities[:_FOUND], groups=found.groups[:_GROUPS])
        sight.show(found)
        home = self.world.home()
        devices = [
            {"id": entity.entity_id, "name": clean(entity.name, 60), "area": clean(place_of(entity.area_id, home), 40)}
            for entity in found.entities
        ]
        groups = [{"id": group.group_id, "devices": len(group.entity_ids)} for group in found.groups]
        return Seen(data={"devices": devices, "groups": groups}, sources=frozenset({Source.DEVICE_NAME}))

    def scheduled(self, act: Act, arguments: Mapping[str, Any]) -> Scheduled | None:
        """Return an act put off as a call of `later` has it, `None` where it does not tell a time."""
        when = _when(arguments)
        return Scheduled(requests=(act,), when=when, command=act.words, words=act.words) if when else None


def in_scope(shown: Shortlist, profile: Profile, home: Home) -> Shortlist:
    """Return what of a shortlist an agent is for."""
    if profile.scope.whole:
        return shown
    found = [home.entities[i] for i in shown.covered if i in home.entities]
    covered = {entity.entity_id for entity in found if profile.scope.covers(entity, home)}
    return Shortlist(
        entities=tuple(entity for entity in shown.entities if entity.entity_id in covered),
        groups=tuple(group for group in shown.groups if covered.issuperset(group.entity_ids)),
    )


def _state(entity: Entity, state: State, home: Home) -> dict[str, Any]:
    area = clean(place_of(entity.area_id, home), 40)
    told: dict[str, Any] = {"id": entity.entity_id, "name": clean(entity.name, 60), "state": clean(state.state, 80)}
    if area:
        told["area"] = area
    for name in _TOLD:
        value = state.attributes.get(name)
        if isinstance(value, str):
            told[name] = clean(value, 80)
        elif isinstance(value, int | float):
            told[name] = value
        elif isinstance(value, list | tuple) and value:
            told[name] = [clean(str(item), 40) for item in value[:12]]
    return told


def _told(marked: Sequence[Marked], source: Source) -> Seen:
    """Return texts as data, as many as there is room for."""
    texts: list[str] = []
    memories: list[str] = []
    left = RESULT_TOKENS
    for item in marked:
        text = clean(item.text, _TEXT)
        left -= most_tokens(text) + 2
        if left < 0:
            break
        texts.append(text)
        memories += [item.ref] if item.ref else []
    data: dict[str, Any] = {"source": source.value, "data": texts}
    if (more := len(marked) - len(texts)) > 0:
        data["more"] = more
    return Seen(data=data, sources=frozenset({source}), texts=tuple(texts), memories=tuple(memories))


def _when(arguments: Mapping[str, Any]) -> When | None:
    if minutes := arguments.get("in_minutes"):
        return When(seconds=int(minutes) * 60)
    hour, colon, minute = str(arguments.get("at") or "").strip().partition(":")
    if not colon or not hour.isdecimal() or not minute[:2].isdecimal():
        return None
    at = int(hour) * 60 + int(minute[:2])
    return When(minute=at, exact=True) if int(minute[:2]) < 60 and at < _MINUTES else None
