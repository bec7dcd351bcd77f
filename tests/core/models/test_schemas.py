"""Each provider's rules about schemas."""

from typing import Any

import pytest

from custom_components.llm_agents.core.models.protocol import ToolSpec
from custom_components.llm_agents.core.models.schemas import Dialect, as_reply, as_tool, is_strict, tools_of

TEXT = {"type": "string"}
EVERY = list(Dialect)


def an_object(required: list[str] | None = None, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties) if required is None else required}


@pytest.mark.parametrize("dialect", EVERY)
@pytest.mark.parametrize("keyword", ["anyOf", "oneOf", "allOf"])
def test_a_tool_has_a_plain_object_at_its_root(dialect: Dialect, keyword: str) -> None:
    timer = {**an_object([], hours=TEXT, minutes=TEXT), keyword: [{"required": ["hours"]}, {"required": ["minutes"]}]}
    adapted = as_tool(timer, dialect)
    assert keyword not in adapted
    assert (adapted["type"], set(adapted["properties"])) == ("object", {"hours", "minutes"})


@pytest.mark.parametrize("dialect", EVERY)
def test_a_tool_without_parameters_has_an_object(dialect: Dialect) -> None:
    assert as_tool({}, dialect) == {"type": "object", "properties": {}}


@pytest.mark.parametrize("dialect", EVERY)
def test_choices_further_in_are_kept(dialect: Dialect) -> None:
    value = {"anyOf": [TEXT, {"type": "integer"}]}
    assert as_tool(an_object(value=value), dialect)["properties"]["value"] == value


@pytest.mark.parametrize("dialect", EVERY)
def test_references_are_written_out(dialect: Dialect) -> None:
    schema = {
        **an_object(a={"$ref": "#/$defs/outer"}, b={"$ref": "https://elsewhere", "type": "string"}),
        "$defs": {"outer": an_object(x={"$ref": "#/$defs/in~1ner"}), "in/ner": TEXT},
    }
    adapted = as_tool(schema, dialect)
    assert adapted["properties"]["a"]["properties"]["x"] == TEXT
    assert adapted["properties"]["b"] == TEXT
    assert "$defs" not in adapted


@pytest.mark.parametrize("dialect", EVERY)
def test_a_schema_that_refers_to_itself_ends(dialect: Dialect) -> None:
    tree = {**an_object(child={"$ref": "#"})}
    assert as_tool(tree, dialect)["properties"]["child"]["type"] == "object"


@pytest.mark.parametrize("dialect", [Dialect.LLAMA_CPP, Dialect.OLLAMA, Dialect.ANY])
@pytest.mark.parametrize(("pattern", "kept"), [("^a+$", True), ("a+", False), ("^a", False)])
def test_a_grammar_takes_patterns_anchored_at_both_ends_only(dialect: Dialect, pattern: str, kept: bool) -> None:
    adapted = as_reply(an_object(a={"type": "string", "pattern": pattern}), dialect)
    assert ("pattern" in adapted["properties"]["a"]) == kept


def test_a_grammar_takes_properties_or_choices_in_one_place() -> None:
    mixed = {**an_object(a=TEXT), "anyOf": [{"required": ["a"]}]}
    assert "anyOf" not in as_reply(an_object(inner=mixed), Dialect.LLAMA_CPP)["properties"]["inner"]
    assert "anyOf" in as_reply(an_object(inner={"anyOf": [TEXT]}), Dialect.LLAMA_CPP)["properties"]["inner"]


@pytest.mark.parametrize("keyword", ["uniqueItems", "prefixItems", "not", "if", "patternProperties", "contains"])
def test_what_no_grammar_can_say_is_left_out(keyword: str) -> None:
    node = {"type": "array", "items": TEXT, keyword: {"type": "string"}}
    assert keyword not in as_reply(an_object(a=node), Dialect.LLAMA_CPP)["properties"]["a"]


def test_openai_closes_every_object_of_an_answer() -> None:
    adapted = as_reply(an_object(a={"type": "array", "items": an_object(b=TEXT)}), Dialect.OPENAI)
    assert adapted["additionalProperties"] is False
    assert adapted["properties"]["a"]["items"]["additionalProperties"] is False


def test_openai_gets_no_notes_but_properties_of_their_names() -> None:
    adapted = as_reply(an_object(title={"type": "string", "default": "x", "title": "X"}), Dialect.OPENAI)
    assert adapted["properties"] == {"title": TEXT}


@pytest.mark.parametrize(
    ("schema", "strict"),
    [
        (an_object(a=TEXT), True),
        (an_object([], a=TEXT), False),
        (an_object(a=an_object([], b=TEXT)), False),
        (an_object(a={"type": "array", "items": an_object([], b=TEXT)}), False),
        (an_object(a={"anyOf": [an_object(b=TEXT), TEXT]}), True),
        (an_object(a={"oneOf": [TEXT]}), False),
        (an_object(a={}), False),
        (an_object(a={"type": "object", "additionalProperties": {"type": "string"}}), False),
        (TEXT, False),
        ({**an_object(a=TEXT), "anyOf": [TEXT]}, False),
    ],
)
def test_what_openai_takes_as_strict(schema: dict[str, Any], strict: bool) -> None:
    assert is_strict(as_reply(schema, Dialect.OPENAI)) == strict


def test_ollama_keeps_all_that_it_is_given() -> None:
    value = {"type": "integer", "minimum": 0, "maximum": 100, "description": "Percent", "multipleOf": 5}
    adapted = as_tool(an_object(value=value, kind={"const": "a"}, one={"oneOf": [TEXT]}), Dialect.OLLAMA)
    assert adapted["properties"] == {
        "value": {"type": "integer", "description": "Percent [0..100]"},
        "kind": {"enum": ["a"]},
        "one": {"anyOf": [TEXT]},
    }


def test_ollama_says_one_bound_and_merges_what_holds_together() -> None:
    adapted = as_tool(an_object(a={"allOf": [{"type": "number"}], "minimum": 2.5}), Dialect.OLLAMA)
    assert adapted["properties"]["a"] == {"type": "number", "description": "[2.5..]"}


@pytest.mark.parametrize("dialect", EVERY)
def test_what_is_given_is_not_changed(dialect: Dialect) -> None:
    given = an_object(a={"type": "string", "pattern": "x", "title": "t"}, b={"oneOf": [TEXT]})
    before = repr(given)
    as_tool(given, dialect)
    as_reply(given, dialect)
    assert repr(given) == before


def test_tools_stand_in_one_order() -> None:
    specs = [ToolSpec(name=name, description="", parameters={"type": "object"}) for name in ("b", "a")]
    assert tools_of(specs, Dialect.ANY) == tools_of(specs[::-1], Dialect.ANY)
