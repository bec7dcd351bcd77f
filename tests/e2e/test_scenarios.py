"""The scenarios of the demo, each in a real Home Assistant with the app and its model beside a scripted model server."""

from pathlib import Path

import pytest

from demo.runner.client import Client
from demo.runner.demo import Demo
from demo.runner.layout import Layout
from demo.runner.scenario import Scenario, Stage, names

WITH_A_PAST = [name for name in names() if Scenario.load(name).past]


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("name", [name for name in names() if name not in WITH_A_PAST])
async def test_a_scenario_goes_as_it_should(client: Client, name: str) -> None:
    """What is said, done and shown in it is what it expects."""
    entries = await client.rest("GET", "/api/config/config_entries/entry?domain=llm_agents")
    assert await Stage(client, entries[0]["entry_id"], print).play(Scenario.load(name)) == []


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("name", WITH_A_PAST)
async def test_a_scenario_with_a_past_goes_as_it_should(tmp_path: Path, name: str) -> None:
    """So does one in a home of its own, as a past is written before the start."""
    scenario = Scenario.load(name)
    home = Demo(Layout(tmp_path / "demo"), with_app=False, days=0, past=scenario.past, say=print)
    try:
        await home.start()
        async with home.client() as client:
            entries = await client.rest("GET", "/api/config/config_entries/entry?domain=llm_agents")
            assert await Stage(client, entries[0]["entry_id"], print).play(scenario) == []
    finally:
        await home.stop()


def test_there_are_at_least_ten_scenarios() -> None:
    """As many as the demo promises."""
    assert len(names()) >= 10
