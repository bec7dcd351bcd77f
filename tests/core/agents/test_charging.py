"""What models take is charged to the turn that they worked for: kept with it, told by it, limited with its tree."""

import asyncio
import json
from typing import Any

import pytest

from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.record import Status, Turn
from custom_components.llm_agents.core.language.request import Act, Action
from custom_components.llm_agents.core.models.breaker import Breaker
from custom_components.llm_agents.core.models.budgets import Budgets, Spending
from custom_components.llm_agents.core.models.charging import Charge, charging, current
from custom_components.llm_agents.core.models.prices import Prices
from custom_components.llm_agents.core.models.protocol import Capabilities, Usage
from custom_components.llm_agents.core.models.routed import Backend
from custom_components.llm_agents.core.models.router import Router

from .fakes import LAMP, ScriptedModel
from .houses import House
from .test_delegating import ALL, agents, tasks
from .test_running import act

TOOK = Usage(input_tokens=1000, output_tokens=100)


def route(house: House, *replies: Any, alone: list[Event] | None = None) -> ScriptedModel:
    """Let the kernel ask a model with a price through a router."""
    model = ScriptedModel(*replies, capabilities=Capabilities(tools=True), name="dear")
    router = Router(
        Budgets(Spending(), house.clock.now),
        now=house.clock.now,
        monotonic=house.clock.monotonic,
        on_event=(alone if alone is not None else []).append,
        on_notice=lambda _: None,
    )
    router.replace(
        [Backend(model=model, breaker=Breaker(house.clock.monotonic), prices=Prices(input=10.0, output=30.0))]
    )
    house.kernel.company.router = router
    return model


async def spent(house: House) -> list[Event]:
    return await house.journal.events({Kind.USAGE_SPENT})


async def test_what_a_model_took_is_kept_with_its_turn(house: House) -> None:
    alone: list[Event] = []
    route(house, [act(LAMP), TOOK], ["Enjoy!", TOOK], alone=alone)
    turn = await house.say("it is too dark near the kitchen lamp")
    found = await spent(house)
    assert [(event.subject, event.data["turn"], event.data["model"]) for event in found] == [
        ("dear", turn.turn_id, "dear")
    ] * 2
    assert alone == []


async def test_why_names_what_each_model_cost(house: House) -> None:
    route(house, [act(LAMP, last=True), TOOK])
    turn = await house.say("it is too dark near the kitchen lamp")
    assert "The model dear took 1100 tokens and cost 0.013." in await house.kernel.explain(turn.turn_id, "en")


async def test_a_turn_without_a_model_tells_no_cost(house: House) -> None:
    turn = await house.say("on", Act(action=Action.TURN_ON, entity_ids=(LAMP,)))
    assert "tokens" not in await house.kernel.explain(turn.turn_id, "en")


async def test_what_specialists_took_is_told_by_the_turn_that_delegated(house: House) -> None:
    agents(house)
    model = route(house, [tasks(lighting="too dark near the kitchen lamp"), TOOK], [act(LAMP, last=True), TOOK])
    turn = await house.say("make the kitchen lamp place nice please")
    assert len(model.asked) == 2
    assert len({event.data["turn"] for event in await spent(house)}) == 2
    assert "took 2200 tokens" in await house.kernel.explain(turn.turn_id, "en")


async def test_a_typed_decision_is_charged_to_the_tree(house: House) -> None:
    agents(house)
    option = json.dumps({str(at + 1): 1.0 if at == 0 else 0.0 for at in range(len(ALL))})
    route(house, [tasks("tell a joke"), TOOK], [option, TOOK], ["Why not.", TOOK], ["Ha.", TOOK])
    turn = await house.say("split this in parts")
    assert turn.usage["input_tokens"] >= 3000
    assert turn.usage["rounds"] >= 3
    decided = [event for event in await spent(house) if event.data["turn"] == turn.turn_id]
    assert len(decided) >= 2


async def test_a_decision_beyond_the_limits_is_not_asked_for(house: House) -> None:
    agents(house, rounds=1)
    model = route(house, [tasks("tell a joke"), TOOK], ["{}", TOOK])
    await house.say("split this in parts")
    assert len(model.asked) == 1


async def test_what_could_not_be_kept_with_the_turn_is_kept_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(self: AsyncJournal, turn: Turn, *events: Event) -> None:
        raise OSError("full")

    alone: list[Event] = []
    route(house, [act(LAMP, last=True), TOOK], alone=alone)
    monkeypatch.setattr(AsyncJournal, "append", fail)
    turn = await house.say("it is too dark near the kitchen lamp")
    assert turn.status is Status.DONE
    assert [event.data["turn"] for event in alone] == [turn.turn_id]


async def test_tasks_inherit_their_charge_and_none_outlives_its_turn() -> None:
    charge = Charge(turn_id="t", may_ask=lambda: True, take=lambda _usage, _money: None)
    event = Event(kind=Kind.USAGE_SPENT, subject="b", at="2026-11-21T08:00:00+00:00")
    with charging(charge):
        assert await asyncio.create_task(_current()) is charge
    assert current() is None
    assert charge.keep(event, print)
    assert charge.close() == (event,)
    assert not charge.keep(event, print)


async def _current() -> Charge | None:
    return current()
