"""The home as the integration pushes it, and as triples."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, Field
from pyoxigraph import Literal, NamedNode, Triple

from . import vocabulary as v
from .vocabulary import Kind

type Id = Annotated[str, Field(min_length=1, max_length=255)]
type Name = Annotated[str, Field(max_length=1000)]
type Names = Annotated[list[Name], Field(max_length=100)]
type Ids = Annotated[list[Id], Field(max_length=100)]

MAX_ITEMS = 50_000


class Floor(BaseModel):
    """A floor; `level` counts from the ground floor, 0."""

    floor_id: Id
    name: Name
    aliases: Names = []
    level: int | None = None


class Area(BaseModel):
    """An area of the home, as a rule a room."""

    area_id: Id
    name: Name
    aliases: Names = []
    floor_id: Id | None = None
    labels: Ids = []


class Device(BaseModel):
    """A device; its entities are its functions."""

    device_id: Id
    name: Name
    area_id: Id | None = None


class Entity(BaseModel):
    """An entity; without an area of its own it is where its device is."""

    entity_id: Annotated[Id, Field(pattern=r"^[^.:]+\.[^:]+$")]
    name: Name
    aliases: Names = []
    area_id: Id | None = None
    device_id: Id | None = None
    device_class: Name | None = None
    labels: Ids = []


class Home(BaseModel):
    """The whole home; `version` is the sender's own and is told back as it came."""

    version: Annotated[str | int, Field(union_mode="left_to_right")]
    floors: Annotated[list[Floor], Field(max_length=MAX_ITEMS)] = []
    areas: Annotated[list[Area], Field(max_length=MAX_ITEMS)] = []
    devices: Annotated[list[Device], Field(max_length=MAX_ITEMS)] = []
    entities: Annotated[list[Entity], Field(max_length=MAX_ITEMS)] = []


def triples(home: Home) -> Iterator[Triple]:
    """Yield the home as triples; a reference to what the home does not have is left out."""
    floors = {floor.floor_id for floor in home.floors}
    areas = {area.area_id for area in home.areas}
    devices = {device.device_id for device in home.devices}
    yield Triple(v.BUILDING, v.RDF_TYPE, v.BUILDING_CLASS)
    for floor in home.floors:
        subject = v.node(Kind.FLOOR, floor.floor_id)
        yield from _named(subject, Kind.FLOOR, floor.name, floor.aliases)
        yield Triple(v.BUILDING, v.HAS_STOREY, subject)
        if floor.level is not None:
            yield Triple(subject, v.LEVEL, Literal(floor.level))
    for area in home.areas:
        subject = v.node(Kind.AREA, area.area_id)
        yield from _named(subject, Kind.AREA, area.name, area.aliases)
        yield from _labelled(subject, area.labels)
        above = v.node(Kind.FLOOR, area.floor_id) if area.floor_id and area.floor_id in floors else v.BUILDING
        yield Triple(above, v.HAS_SPACE, subject)
    for device in home.devices:
        subject = v.node(Kind.DEVICE, device.device_id)
        yield from _named(subject, Kind.DEVICE, device.name, ())
        if device.area_id and device.area_id in areas:
            yield Triple(v.node(Kind.AREA, device.area_id), v.CONTAINS_ELEMENT, subject)
    for entity in home.entities:
        yield from _entity(entity, areas, devices)


def _entity(entity: Entity, areas: set[str], devices: set[str]) -> Iterator[Triple]:
    subject = v.node(Kind.ENTITY, entity.entity_id)
    yield from _named(subject, Kind.ENTITY, entity.name, entity.aliases)
    yield from _labelled(subject, entity.labels)
    if entity.device_class:
        yield Triple(subject, v.DEVICE_CLASS, Literal(entity.device_class))
    if entity.area_id and entity.area_id in areas:
        yield Triple(v.node(Kind.AREA, entity.area_id), v.CONTAINS_ELEMENT, subject)
    if entity.device_id and entity.device_id in devices:
        yield Triple(v.node(Kind.DEVICE, entity.device_id), v.HAS_FUNCTION, subject)


def _named(subject: NamedNode, kind: Kind, name: str, aliases: list[str] | tuple[()]) -> Iterator[Triple]:
    yield Triple(subject, v.RDF_TYPE, v.CLASSES[kind])
    yield Triple(subject, v.RDFS_LABEL, Literal(name))
    for alias in aliases:
        yield Triple(subject, v.SKOS_ALT_LABEL, Literal(alias))


def _labelled(subject: NamedNode, labels: list[str]) -> Iterator[Triple]:
    for label in labels:
        target = v.node(Kind.LABEL, label)
        yield from _named(target, Kind.LABEL, label, ())
        yield Triple(subject, v.HAS_LABEL, target)
