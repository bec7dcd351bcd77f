"""The scenarios of the demo, each in a real Home Assistant with the app and its model beside a scripted model server."""

import pytest

from demo.runner.client import Client
from demo.runner.scenario import Scenario, Stage, names


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("name", names())
async def test_a_scenario_goes_as_it_should(client: Client, name: str) -> None:
    """What is said, done and shown in it is what it expects."""
    entries = await client.rest("GET", "/api/config/config_entries/entry?domain=llm_agents")
    assert await Stage(client, entries[0]["entry_id"], print).play(Scenario.load(name)) == []


def test_there_are_at_least_ten_scenarios() -> None:
    """As many as the demo promises."""
    assert len(names()) >= 10
