"""JSON Schemas as each provider takes them; what a provider cannot hold to, the caller checks in the answer anyway."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any

from .protocol import ToolSpec

_ROOT_CHOICES = ("anyOf", "oneOf", "allOf", "enum", "not")
_CHOICES = ("anyOf", "oneOf")
_MAPS = ("properties",)
_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")
_VALUES = ("items", "additionalProperties", "not", "contains")
_NO_GRAMMAR = frozenset(
    {"prefixItems", "uniqueItems", "contains", "minContains", "maxContains", "not", "if", "then", "else"}
    | {"dependentSchemas", "patternProperties", "propertyNames", "$anchor"}
)
_NOT_STRICT = frozenset({"not", "if", "then", "else", "dependentRequired", "dependentSchemas", "allOf", "oneOf"})
_NOTES = frozenset(
    {"default", "examples", "$comment", "deprecated", "readOnly", "writeOnly", "$schema", "$id", "title"}
)
_OLLAMA_KEEPS = frozenset({"type", "items", "description", "enum", "properties", "required", "anyOf"})
_DEEPEST = 24  # schemas within schemas; a reference to itself ends there


class Dialect(StrEnum):
    """Whose rules a schema has to keep."""

    OPENAI = "openai"
    LLAMA_CPP = "llama_cpp"
    OLLAMA = "ollama"
    ANY = "any"  # a server of which nothing is known: the rules of all of OpenAI's form together


def tools_of(specs: Sequence[ToolSpec], dialect: Dialect) -> list[dict[str, Any]]:
    """Return tools in the form that OpenAI and Ollama share, by their names: a prompt that begins the same is cached."""
    return [_tool_of(spec, dialect) for spec in sorted(specs, key=lambda spec: spec.name)]


@lru_cache(maxsize=256)
def _tool_of(spec: ToolSpec, dialect: Dialect) -> dict[str, Any]:
    """Return a tool in that form; made once, and not to be changed."""
    parameters = as_tool(spec.parameters, dialect)
    return {
        "type": "function",
        "function": {"name": spec.name, "description": spec.description, "parameters": parameters},
    }


def as_tool(schema: Mapping[str, Any], dialect: Dialect) -> dict[str, Any]:
    """Return the parameters of a tool as a provider takes them.

    OpenAI: an object at the root, without anyOf, oneOf, allOf, enum and not there (API reference, "Function calling";
    home-generative-agent issue 545 shows the refusal). Llama.cpp: see `_for_grammar`. Ollama: `api/types.go`,
    `ToolProperty`: it drops all but a type, items, a description, an enum, properties, required and anyOf.
    """
    adapted = _rooted(_inlined(schema))
    if dialect in (Dialect.LLAMA_CPP, Dialect.ANY):
        adapted = _for_grammar(adapted)
    return _ollama_object(adapted) if dialect is Dialect.OLLAMA else _without(adapted, _NOTES - {"default", "title"})


def as_reply(schema: Mapping[str, Any], dialect: Dialect) -> dict[str, Any]:
    """Return the schema of an answer as a provider takes it.

    OpenAI, guide "Structured outputs", "Supported schemas": every object says that it has no other properties.
    Llama.cpp and Ollama, which uses its converter: see `_for_grammar`.
    """
    adapted = _inlined(schema)
    if dialect is not Dialect.OPENAI:
        adapted = _for_grammar(adapted)
    if dialect in (Dialect.OPENAI, Dialect.ANY):
        adapted = _closed(_without(adapted, _NOTES))
    return adapted


def is_strict(schema: Mapping[str, Any]) -> bool:
    """Return whether OpenAI takes a schema as strict: all properties required, none besides, no allOf, oneOf, not, if.

    A property that may be left out is not made one that may be null, which would change the answer: such a schema is
    asked for without strictness. OpenAI, guide "Structured outputs", "Supported schemas".
    """
    if schema.get("type") != "object" or "anyOf" in schema:
        return False
    return all(_strict_node(node) for node in _nodes(schema))


def _strict_node(node: Mapping[str, Any]) -> bool:
    if not node or _NOT_STRICT & node.keys():
        return False
    if node.get("type") != "object":
        return True
    return node.get("additionalProperties") is False and set(node.get("properties", {})) <= set(
        node.get("required", ())
    )


def _nodes(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return a schema and all schemas in it."""
    inner = [child for key in _MAPS for child in schema.get(key, {}).values()]
    inner += [child for key in _LISTS for child in schema.get(key, ())]
    inner += [schema[key] for key in _VALUES if key in schema]
    return [schema, *(node for child in inner if isinstance(child, Mapping) for node in _nodes(child))]


def _mapped(schema: Mapping[str, Any], change: Any) -> dict[str, Any]:
    """Return a schema with each schema directly in it changed."""
    mapped = dict(schema)
    for key in _MAPS:
        if isinstance(mapped.get(key), Mapping):
            mapped[key] = {name: change(child) for name, child in mapped[key].items()}
    for key in _LISTS:
        if isinstance(mapped.get(key), list | tuple):
            mapped[key] = [change(child) for child in mapped[key]]
    for key in _VALUES:
        if isinstance(mapped.get(key), Mapping):
            mapped[key] = change(mapped[key])
    return mapped


def _inlined(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema without references: nested ones are broken in llama.cpp (issue 8073), and Ollama drops them."""

    def resolve(node: Any, depth: int) -> Any:
        if not isinstance(node, Mapping):
            return node
        if "$ref" in node:
            if depth > _DEEPEST:
                return {}
            others = {key: value for key, value in node.items() if key != "$ref"}
            return resolve({**_target(schema, str(node["$ref"])), **others}, depth + 1)
        return _mapped(node, lambda child: resolve(child, depth + 1))

    resolved: dict[str, Any] = resolve(schema, 0)
    return {key: value for key, value in resolved.items() if key not in ("$defs", "definitions")}


def _target(root: Mapping[str, Any], reference: str) -> Mapping[str, Any]:
    """Return what a reference within the schema points at, and nothing for one that leads elsewhere (RFC 6901)."""
    node: Any = root
    for part in reference.removeprefix("#").split("/")[1:]:
        node = node.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(node, Mapping) else None
    return node if isinstance(node, Mapping) and reference.startswith("#") else {}


def _rooted(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema with a plain object at its root."""
    root = _without_keys(schema, _ROOT_CHOICES)
    return {**root, "type": "object", "properties": dict(root.get("properties", {}))}


def _for_grammar(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema that llama.cpp turns into a grammar.

    llama.cpp, grammars/README.md, "JSON Schemas → GBNF": patterns must be anchored at both ends (another one is an
    error), properties cannot stand beside anyOf or oneOf, tuples are broken, and what it does not know it skips.
    """
    node = _mapped(schema, lambda child: _for_grammar(child) if isinstance(child, Mapping) else child)
    node = _without_keys(node, _NO_GRAMMAR)
    pattern = node.get("pattern")
    if pattern is not None and not (str(pattern).startswith("^") and str(pattern).endswith("$")):
        del node["pattern"]
    return _without_keys(node, _CHOICES) if node.get("properties") else node


def _closed(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema whose objects have no other properties than they say."""
    node = _mapped(schema, lambda child: _closed(child) if isinstance(child, Mapping) else child)
    if node.get("type") == "object" and "additionalProperties" not in node:
        node["additionalProperties"] = False
    return node


def _ollama_object(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return parameters of which Ollama keeps all: one value of several is an anyOf, bounds stand in the description."""
    node = _mapped(schema, lambda child: _ollama_object(child) if isinstance(child, Mapping) else child)
    if "oneOf" in node:
        node["anyOf"] = [*node.get("anyOf", ()), *node["oneOf"]]
    if "const" in node:
        node["enum"] = [node["const"]]
    for inner in node.get("allOf", ()):
        node = {**inner, **node}
    bounds = [node.get("minimum"), node.get("maximum")]
    if any(bound is not None for bound in bounds):
        shown = "..".join("" if bound is None else f"{bound:g}" for bound in bounds)
        node["description"] = f"{node.get('description', '')} [{shown}]".strip()
    return {key: value for key, value in node.items() if key in _OLLAMA_KEEPS}


def _without(schema: Mapping[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    """Return a schema without some keywords, at any depth."""
    node = _mapped(schema, lambda child: _without(child, keys) if isinstance(child, Mapping) else child)
    return _without_keys(node, keys)


def _without_keys(schema: Mapping[str, Any], keys: Any) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in keys}
