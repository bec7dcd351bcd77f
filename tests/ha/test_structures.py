"""JSON Schemas as structures, written back by the core as the providers see them."""

from typing import Any

import probatio
import pytest

from custom_components.llm_agents.bridge.structures import as_structure


def there_and_back(schema: dict[str, Any]) -> Any:
    wrapped = {"type": "object", "properties": {"v": schema}, "required": ["v"]}
    return probatio.to_openapi(as_structure(wrapped), openapi_version="3.1.0")["properties"]["v"]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "description": "words"},
        {"type": "string", "minLength": 1, "maxLength": 9},
        {"type": "integer"},
        {"type": "integer", "minimum": 0, "maximum": 100},
        {"type": "number"},
        {"type": "boolean"},
        {"type": "string", "enum": ["a", "b"]},
        {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 8},
        {"anyOf": [{"type": "string"}, {"type": "null"}]},
        {
            "type": "object",
            "properties": {"a": {"type": "string"}, "b": {"type": "integer"}},
            "required": ["a"],
            "additionalProperties": False,
        },
    ],
)
def test_a_schema_comes_back_as_it_was(schema: dict[str, Any]) -> None:
    assert there_and_back(schema) == schema


def test_other_ways_to_say_the_same() -> None:
    assert there_and_back({"const": "a"}) == {"type": "string", "enum": ["a"]}
    assert there_and_back({"type": ["string", "null"]}) == {"anyOf": [{"type": "string"}, {"type": "null"}]}
    assert there_and_back({"oneOf": [{"type": "string"}, {"type": "boolean"}]})["anyOf"][1] == {"type": "boolean"}


@pytest.mark.parametrize(
    "schema", [{}, {"type": "object"}, {"type": "object", "properties": {"a": {}}, "additionalProperties": True}]
)
def test_what_a_structure_cannot_say_is_refused(schema: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a structure"):
        there_and_back(schema)


def test_the_root_is_an_object() -> None:
    with pytest.raises(ValueError, match="an object"):
        as_structure({"type": "string"})
