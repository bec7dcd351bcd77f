"""A small home for tests: entities with a state, and the grounding of one act on them."""

from typing import Any

from custom_components.llm_agents.core.home.grounding import Call, Grounded, Step, ground
from custom_components.llm_agents.core.home.model import Entity, Home, State
from custom_components.llm_agents.core.language.request import Act, Action, Attribute, Problem, Value


def thing(name: str, state: str, /, **attributes: Any) -> State:
    return State(entity_id=name, state=state, attributes=attributes)


def home_of(*states: State, unit: str = "°C", **entity: Any) -> Home:
    entities = {
        state.entity_id: Entity(entity_id=state.entity_id, name=f"the {state.entity_id}", **entity) for state in states
    }
    return Home(version=1, entities=entities, temperature_unit=unit)


def grounded(
    *states: State,
    action: Action,
    attribute: Attribute | None = None,
    value: Value | None = None,
    unit: str = "°C",
    **entity: Any,
) -> Grounded:
    """Ground an act on all of the given entities."""
    act = Act(action=action, entity_ids=tuple(state.entity_id for state in states), attribute=attribute, value=value)
    by_id = {state.entity_id: state for state in states}
    return ground(act, home_of(*states, unit=unit, **entity), by_id.get)


def the_step(found: Grounded) -> Step:
    assert not found.problems
    assert len(found.steps) == 1
    return found.steps[0]


def the_call(found: Grounded) -> Call:
    return the_step(found).call


def the_problem(found: Grounded) -> Problem:
    assert not found.steps
    assert not found.already
    assert len(found.problems) == 1
    return found.problems[0]


def holds(found: Grounded, state: str, **attributes: Any) -> bool:
    """Return whether the only expectation holds in another state of the entity."""
    (expectation,) = the_step(found).expectations
    return expectation.holds(thing(expectation.entity_id, state, **attributes))


def under_way(found: Grounded, state: str, **attributes: Any) -> bool:
    (expectation,) = the_step(found).expectations
    return expectation.under_way(thing(expectation.entity_id, state, **attributes))
