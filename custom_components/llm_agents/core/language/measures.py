"""What measures something: the sensor of a room, of a device or of the whole home, else a device that knows it."""

from collections.abc import Mapping, Sequence

from ..home.index import HomeIndex
from .frame import Frame, Target
from .matching import Scope
from .request import Problem, Reason
from .targets import Resolution, Resolver

SENSED = frozenset(
    ("temperature", "humidity", "battery", "power", "energy", "illuminance", "carbon_dioxide", "pressure")
)
_VALUE_DOMAINS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "temperature": (("sensor",), ("climate",), ("weather", "water_heater")),
    "humidity": (("sensor",), ("climate", "humidifier"), ("weather",)),
    "battery": (("sensor",), ("binary_sensor",), ("vacuum", "lawn_mower")),
    "brightness": (("light",), ("sensor",)),
    "color": (("light",),),
    "color_temperature": (("light",),),
    "volume": (("media_player",),),
    "source": (("media_player",),),
    "media_title": (("media_player",),),
    "position": (("cover", "valve"),),
    "tilt": (("cover",),),
    "fan_speed": (("fan",),),
    "hvac_mode": (("climate",),),
    "preset_mode": (("climate",),),
    "fan_mode": (("climate",),),
    "mode": (("humidifier", "water_heater", "climate"),),
    "option": (("select", "input_select"),),
}
_SENSOR_CLASS = {"brightness": "illuminance"}
_SUMMED = frozenset(("sensor.power", "sensor.energy"))
_OUTSIDE = "outside"
_MOST_TOLD = 12  # values told at once where none is named
_TARGETS = {"climate": "target_temperature", "water_heater": "target_temperature", "humidifier": "target_humidity"}
"""What a device is set to, by its domain."""


class Measures:
    """Finds what measures something in one home."""

    def __init__(self, index: HomeIndex, resolver: Resolver, area_id: str | None) -> None:
        """Take the home's index, what resolves its names, and the asker's room."""
        self._index = index
        self._area_id = area_id
        self._resolver = resolver

    def setting(self, target: Target) -> tuple[str, Resolution] | None:
        """Return the target value of a device that is set to one, and the device."""
        found = self._resolver.resolve(target, Scope((tuple(_TARGETS),), self._area_id))
        domains = {entity_id.partition(".")[0] for entity_id in found.entity_ids}
        return (_TARGETS[domains.pop()], found) if len(domains) == 1 else None

    def status(self, target: Target, classes: Sequence[str]) -> Resolution | None:
        """Return the one sensor of a class that tells how far a device is; the first class that has one."""
        found = self._resolver.resolve(target, Scope((("sensor",),), self._area_id))
        ids = found.entity_ids or (found.problem.candidates if found.problem else ())
        for device_class in classes:
            kept = tuple(i for i in ids if self._index.named[i].entity.device_class == device_class)
            if len(kept) == 1:
                return Resolution(kept, found.doubt)
        return None

    def sensors(self, frame: Frame, asked: str) -> Resolution | None:
        """Return what measures something: a sensor of that class first, else a device that knows it."""
        sensor_class = _SENSOR_CLASS.get(asked, asked)
        tiers = _VALUE_DOMAINS.get(asked, (("sensor",),))
        target = frame.target
        if any(_OUTSIDE in part.chunk.senses.get("places", ()) for part in target.parts):
            sensed = self._measuring(target, f"sensor.{sensor_class}")
            if sensed is not None:
                return sensed
            target = Target([p for p in target.parts if _OUTSIDE not in p.chunk.senses.get("places", ())])
            weather = self._index.of_kind("weather")
            if target.empty and weather:
                return Resolution(tuple(weather[:1]))
        for tier in tiers:
            for domain in tier:
                kind = f"{domain}.{sensor_class}" if domain in ("sensor", "binary_sensor") else domain
                found = self._measuring(target, kind)
                if found is not None:
                    return found
        if target.empty:
            return None
        return Resolution(problem=self._unmeasured(frame, target))

    def _unmeasured(self, frame: Frame, target: Target) -> Problem:
        """Say that nothing there measures what was asked."""
        problem = self._resolver.resolve(target, Scope((), self._area_id)).problem
        if problem is not None and problem.reason in (Reason.NO_SUCH_AREA, Reason.NO_SUCH_DEVICE):
            return problem
        asked = [c.text for c in frame.chunks if {"attributes", "measures"} & c.senses.keys()]
        details = {"device": " ".join(asked) or frame.words, "area": target.words}
        return Problem(reason=Reason.NOT_IN_AREA, details=details, words=frame.words)

    def _measuring(self, target: Target, kind: str) -> Resolution | None:
        index = self._index
        candidates = set(index.of_kind(kind))
        if not candidates:
            return None
        if target.empty:
            return self._unnamed(kind)
        found = self._resolver.resolve(target, Scope(((kind.partition(".")[0],),), self._area_id))
        ids = found.entity_ids or (found.problem.candidates if found.problem else ())
        fitting = tuple(i for i in ids if i in candidates)
        room = all(part.chunk.areas for part in target.parts)
        floor = any(part.chunk.floors for part in target.parts)
        if len(fitting) == 1 or (fitting and (room or floor or target.plural)):
            return Resolution(fitting if floor or target.plural else fitting[:1], found.doubt)
        return None

    def _unnamed(self, kind: str) -> Resolution | None:
        """Return what measures it in the asker's room, for the whole home, or everywhere."""
        here = self._index.of_kind(kind, self._area_id) if self._area_id else ()
        if here:
            return Resolution(tuple(here[:1]))
        every = self._index.of_kind(kind)
        if len(every) == 1:
            return Resolution(tuple(every))
        if not kind.startswith("sensor.") or not every:
            return None
        total = self._total(every) if kind in _SUMMED else None
        if total is None and len(every) > _MOST_TOLD:
            return None
        return Resolution((total,) if total else tuple(every))

    def _total(self, entity_ids: Sequence[str]) -> str | None:
        """Return the sensor whose name says that it measures all of the home; the surest word counts."""
        words = self._index.normaliser.totals
        ranked = sorted(
            (min(words[key] for key in keys), entity_id)
            for entity_id in entity_ids
            if (keys := self._index.named[entity_id].name_keys & words.keys())
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]
