"""People's names for things: the home as somebody calls it, cheap to have at every sentence."""

from collections import OrderedDict
from dataclasses import replace

from ..home.model import Area, Entity, Home
from .memory import Memory

_KEPT = 8  # homes of so many people


class Naming:
    """Gives the home with the names that a person and the household have for what is in it.

    The home of somebody who calls nothing otherwise is the home itself; others are made once per change of the
    memory or of the home, and their index is the home's with a few names more.
    """

    def __init__(self, memory: Memory) -> None:
        """Read names from a memory."""
        self._memory = memory
        self._kept: OrderedDict[str | None, tuple[Home, int, Home]] = OrderedDict()

    def home(self, base: Home, asker_id: str | None) -> Home:
        """Return the home as the asker calls it; the same object until the home or the memory changes."""
        kept = self._kept.get(asker_id)
        if kept is not None and kept[0] is base and kept[1] == self._memory.version:
            return kept[2]
        named = self._named(base, asker_id)
        if kept is not None and kept[0] is base and kept[2].called == named.called:
            named = kept[2]
        self._kept[asker_id] = (base, self._memory.version, named)
        self._kept.move_to_end(asker_id)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return named

    def _named(self, base: Home, asker_id: str | None) -> Home:
        names = self._memory.names(asker_id)
        called = {
            thing: tuple(sorted(names[thing])) for thing in names if thing in base.entities or thing in base.areas
        }
        if not called:
            return base
        entities: dict[str, Entity] = dict(base.entities)
        areas: dict[str, Area] = dict(base.areas)
        for thing, own in called.items():
            if (entity := entities.get(thing)) is not None:
                entities[thing] = replace(entity, aliases=(*entity.aliases, *own))
            else:
                areas[thing] = replace(areas[thing], aliases=(*areas[thing].aliases, *own))
        return replace(base, entities=entities, areas=areas, base=base, called=called)
