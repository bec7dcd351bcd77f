"""The names of the graph, from published ontologies where they have them.

- BOT, the Building Topology Ontology (W3C LBD group), for floors, rooms and what stands in them: https://w3id.org/bot
- SAREF (ETSI TS 103 264) for devices and their functions: https://saref.etsi.org/core/
- RDFS and SKOS for names and other names; own terms, under `urn:ha:`, for what is Home Assistant's alone.

Ids are percent-encoded into IRIs, so that no id, however odd, can leave its place.
"""

from enum import StrEnum
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

BOT = "https://w3id.org/bot#"
SAREF = "https://saref.etsi.org/core/"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
SKOS_ALT_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
BASE = "urn:ha:"

BUILDING = NamedNode(f"{BASE}home")
HOME_GRAPH = NamedNode(f"{BASE}graph:home")
META_GRAPH = NamedNode(f"{BASE}graph:meta")
VERSION = NamedNode(f"{BASE}term:version")
LEVEL = NamedNode(f"{BASE}term:level")
DEVICE_CLASS = NamedNode(f"{BASE}term:deviceClass")

BUILDING_CLASS = NamedNode(f"{BOT}Building")
HAS_STOREY = NamedNode(f"{BOT}hasStorey")
HAS_SPACE = NamedNode(f"{BOT}hasSpace")
CONTAINS_ELEMENT = NamedNode(f"{BOT}containsElement")
HAS_FUNCTION = NamedNode(f"{SAREF}hasFunction")
HAS_LABEL = NamedNode(f"{BASE}term:hasLabel")


class Kind(StrEnum):
    """What a node of the graph is, in Home Assistant's words."""

    FLOOR = "floor"
    AREA = "area"
    DEVICE = "device"
    ENTITY = "entity"
    LABEL = "label"


CLASSES = {
    Kind.FLOOR: NamedNode(f"{BOT}Storey"),
    Kind.AREA: NamedNode(f"{BOT}Space"),
    Kind.DEVICE: NamedNode(f"{SAREF}Device"),
    Kind.ENTITY: NamedNode(f"{SAREF}Function"),
    Kind.LABEL: NamedNode(f"{BASE}term:Label"),
}

# The edges a neighbourhood follows, under the short names it tells them by.
RELATIONS = {
    HAS_STOREY: "has_storey",
    HAS_SPACE: "has_space",
    CONTAINS_ELEMENT: "contains_element",
    HAS_FUNCTION: "has_function",
    HAS_LABEL: "has_label",
}


def node(kind: Kind, identifier: str) -> NamedNode:
    """Return the node of an id of Home Assistant."""
    return NamedNode(f"{BASE}{kind}:{quote(identifier, safe='')}")


def key(name: NamedNode) -> str:
    """Return what the API calls a node: `entity:light.kitchen`, `area:kitchen`, or `home`."""
    return unquote(name.value.removeprefix(BASE))


def from_key(text: str) -> NamedNode | None:
    """Return the node of a key, or of a bare entity id; None when it has no such form."""
    if text == "home":
        return BUILDING
    kind, colon, identifier = text.partition(":")
    if not colon:
        return node(Kind.ENTITY, text)
    return node(Kind(kind), identifier) if kind in Kind and identifier else None
