"""The tools of an agent's run: their names, schemas and true annotations, always in the same order.

Nothing in them depends on the home, the sentence or the time, so a provider's prompt cache holds them from turn to turn.
What is legal is checked when they are called, not written into their schemas.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..language.request import Action, Attribute
from ..models.protocol import Capabilities, ToolSpec
from .energy_tool import PLAN_ENERGY, PLAN_ENERGY_SPEC
from .profiles import Autonomy, Profile, Role

ACT, LATER, READ, SEARCH = "act", "later", "read_states", "search_home"
RECALL, REMEMBER, DELEGATE = "recall", "remember", "delegate"
CALENDAR, TODO, NOTIFICATIONS = "calendar_events", "todo_items", "notifications"
LOOK = "look"

MOST_READ = 12
"""Entities whose states one call reads."""

MOST_TASKS = 5
"""Tasks that one call delegates."""

_ID = {"type": "string", "description": "Id from the list of devices or from search_home; an id with @ is a group."}
_WISH: Mapping[str, Any] = {
    "entity_id": _ID,
    "action": {"type": "string", "enum": [action.value for action in Action]},
    "attribute": {
        "type": "string",
        "enum": [attribute.value for attribute in Attribute],
        "description": "What set and adjust change.",
    },
    "value": {
        "type": "string",
        "description": "A number, an option, a colour, or true or false. Per cent for brightness, position, volume; "
        "a signed step for adjust; home, away, night or vacation for arm.",
    },
}
_WORDS = {"type": "string", "maxLength": 120}


def _schema(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [*required],
        "additionalProperties": False,
    }


def _reading(name: str, description: str, properties: Mapping[str, Any], *required: str) -> ToolSpec:
    schema = _schema(properties, *required)
    return ToolSpec(
        name=name,
        description=description,
        parameters=schema,
        read_only=True,
        destructive=False,
        idempotent=True,
        open_world=False,
    )


_SPECS: tuple[ToolSpec, ...] = (
    ToolSpec(
        name=ACT,
        description="Change one device or group now. It is checked, done and read back; the result tells what holds.",
        parameters=_schema(
            {
                **_WISH,
                "last": {"type": "boolean", "description": "true when nothing else is left to do or look up."},
            },
            "entity_id",
            "action",
        ),
        destructive=True,
        idempotent=False,
        open_world=False,
    ),
    _reading(CALENDAR, "Events of the calendars.", {"days": {"type": "integer", "minimum": 1, "maximum": 31}}),
    ToolSpec(
        name=DELEGATE,
        description="Give parts of a request that need different specialists to them; they work side by side.",
        parameters=_schema(
            {
                "tasks": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": MOST_TASKS,
                    "items": _schema(
                        {
                            "goal": {
                                "type": "string",
                                "maxLength": 400,
                                "description": "One task, complete in itself.",
                            },
                            "agent": {"type": "string", "description": "Id of a specialist, if you know which."},
                        },
                        "goal",
                    ),
                }
            },
            "tasks",
        ),
        destructive=True,
        idempotent=False,
        open_world=False,
    ),
    ToolSpec(
        name=LATER,
        description="Change one device or group at a later time, once.",
        parameters=_schema(
            {
                **_WISH,
                "in_minutes": {"type": "integer", "minimum": 1, "maximum": 525600},
                "at": {"type": "string", "description": "HH:MM, the next time that the home's clock shows it."},
            },
            "entity_id",
            "action",
        ),
        destructive=True,
        idempotent=False,
        open_world=False,
    ),
    _reading(
        LOOK, "Look through one camera of the home now; you are shown its picture.", {"entity_id": _ID}, "entity_id"
    ),
    _reading(NOTIFICATIONS, "The notifications that the home shows.", {}),
    PLAN_ENERGY_SPEC,
    _reading(
        READ,
        "The present states of some devices.",
        {"entity_ids": {"type": "array", "minItems": 1, "maxItems": MOST_READ, "items": {"type": "string"}}},
        "entity_ids",
    ),
    _reading(RECALL, "What was remembered for this person or household.", {"words": _WORDS}, "words"),
    ToolSpec(
        name=REMEMBER,
        description="Remember something, only when the person asks for it; in the person's own words.",
        parameters=_schema({"text": {"type": "string", "maxLength": 300}}, "text"),
        destructive=False,
        idempotent=True,
        open_world=False,
    ),
    _reading(SEARCH, "Devices and groups of the home by name, kind or place.", {"words": _WORDS}, "words"),
    _reading(TODO, "Items of the to-do lists.", {"list": {**_WORDS, "description": "Name of one list."}}),
)

TOOL_NAMES: tuple[str, ...] = tuple(spec.name for spec in _SPECS)
"""The names of all tools, in their order."""

_CHANGING = frozenset({ACT, LATER, REMEMBER, DELEGATE, PLAN_ENERGY})
_OF_THE_HOUSEHOLD = frozenset({CALENDAR, TODO, NOTIFICATIONS})
_SEEING_ROLES = frozenset({Role.ORCHESTRATOR, Role.SECURITY})
_PLANNING_ROLES = frozenset({Role.ORCHESTRATOR, Role.ENERGY})
_HOUSEHOLD_ROLES = frozenset({Role.ORCHESTRATOR, Role.HOUSEHOLD, Role.CUSTOM})


def tools_of(
    profile: Profile, *, delegates: bool = False, remembers: bool = False, plans: bool = False
) -> tuple[ToolSpec, ...]:
    """Return the tools that an agent's run is offered, in their order.

    `delegates` is whether there is somebody to delegate to, `remembers` whether there is a memory, `plans` whether energy
    is planned.
    """
    return tuple(
        spec
        for spec in _SPECS
        if (not profile.tools or spec.name in profile.tools)
        and not (profile.autonomy is Autonomy.OBSERVE and spec.name in _CHANGING)
        and (spec.name not in _OF_THE_HOUSEHOLD or profile.role in _HOUSEHOLD_ROLES or spec.name in profile.tools)
        and (spec.name != LOOK or profile.role in _SEEING_ROLES or spec.name in profile.tools)
        and (spec.name != DELEGATE or delegates)
        and (spec.name not in (RECALL, REMEMBER) or remembers)
        and (spec.name != PLAN_ENERGY or (plans and (profile.role in _PLANNING_ROLES or spec.name in profile.tools)))
    )


def for_model(tools: Sequence[ToolSpec], capabilities: Capabilities) -> tuple[ToolSpec, ...]:
    """Return the tools that a model is offered: one that sees no pictures cannot look."""
    return tuple(spec for spec in tools if spec.name != LOOK or capabilities.images)


def wrong(arguments: Mapping[str, Any], schema: Mapping[str, Any]) -> str | None:
    """Return what is wrong with the arguments of a call, `None` where they keep the schema."""
    return next(_faults(arguments, schema, "arguments"), None)


_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str, int, float, bool),  # models write a number where a text is asked for
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list, tuple),
    "object": (Mapping,),
}


def _faults(value: Any, schema: Mapping[str, Any], at: str) -> Iterator[str]:
    kind = schema.get("type", "string")
    if not isinstance(value, _TYPES[kind]) or (kind in ("integer", "number") and isinstance(value, bool)):
        yield f"{at} must be of type {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at} must be one of {', '.join(map(str, schema['enum']))}"
    if len(str(value)) > schema.get("maxLength", 4000):
        yield f"{at} is too long"
    if kind in ("integer", "number") and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at} must be from {schema.get('minimum')} to {schema.get('maximum')}"
    if isinstance(value, Mapping):
        yield from _object_faults(value, schema, at)
    elif isinstance(value, list | tuple):
        yield from _array_faults(value, schema, at)


def _object_faults(value: Mapping[str, Any], schema: Mapping[str, Any], at: str) -> Iterator[str]:
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}.{name} is missing"
    for name, item in value.items():
        if name not in properties:
            yield f"{at}.{str(name)[:40]} is not known; known are {', '.join(properties) or 'none'}"
        elif item is not None or name in schema.get("required", ()):  # a null is an argument left out
            yield from _faults(item, properties[name], f"{at}.{name}")


def _array_faults(value: Sequence[Any], schema: Mapping[str, Any], at: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{at} must have {schema.get('minItems', 0)} to {schema.get('maxItems')} items"
    for item in value:
        yield from _faults(item, schema.get("items", {}), f"{at} items")
