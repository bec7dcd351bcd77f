"""The energy of the demo home, planned and carried out by a real Home Assistant, and looked at in a real browser."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from functools import partial
import json
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from demo.runner.client import Client, wait_until
from demo.runner.demo import Demo
from demo.runner.energy import KIND, wait_for_plan
from demo.runner.layout import Layout
from demo.runner.owner import Owner

pytestmark = pytest.mark.asyncio(loop_scope="session")
CARDS = Path(__file__).resolve().parents[2] / "cards"
PLAN_SECONDS = 90
MODE = "select.home_battery_mode"
OPTIONS = {
    "self_consume": "self_use",
    "hold": "hold",
    "hold_charge": "hold_charge",
    "charge": "force_charge",
    "export": "force_export",
}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """Bring a demo with energy assets up in a folder of its own, and take it down."""
    demo = Demo(Layout(tmp_path_factory.mktemp("energy")), with_app=False, days=3, energy=True, say=print)
    try:
        await demo.start()
        yield demo
    finally:
        await demo.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def user(home: Demo) -> AsyncIterator[Client]:
    """Return a client that speaks as the user of that home."""
    async with home.client() as client:
        yield client


@pytest_asyncio.fixture(loop_scope="session")
async def plan(user: Client) -> Mapping[str, Any]:
    """Return the plan, as soon as there is one."""
    found = await wait_for_plan(user, seconds=PLAN_SECONDS)
    assert found is not None, "there is no plan"
    return found


async def plan_now(user: Client) -> Mapping[str, Any]:
    found: Mapping[str, Any] = await user.command("llm_agents/energy/plan", language="en")
    return found


def asset(plan: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return next(one for one in plan["assets"] if one["name"] == name)


async def follows(user: Client) -> bool:
    """Return whether the battery is in the mode that the plan has for it now."""
    mode = asset(await plan_now(user), "Home battery")["mode"]
    return await Owner(user, "").state(MODE) == OPTIONS[mode]


async def is_overridden(user: Client, mode: str | None) -> bool:
    """Return whether the plan knows that a person set the battery so (`None`: that nobody does)."""
    told = asset(await plan_now(user), "Home battery")
    return told["override"] == mode and mode in (None, told["mode"])


async def test_the_forms_take_what_the_energy_dashboard_tells_of(user: Client) -> None:
    """Every asset is added by the flow's own interface, and is there as a subentry."""
    owner = await Owner.of(user)
    assert set((await owner.subentries(KIND)).values()) == {
        "Electricity",
        "Roof",
        "Home battery",
        "Heat pump",
        "Car",
        "Hot water",
        "Washing machine",
        "Dishwasher",
    }


def troubles(plan: Mapping[str, Any]) -> list[str]:
    """Return what is wrong; that a zone of a new home has not been learned yet is not."""
    return [one["key"] for one in plan["notices"] if not one["key"].startswith("unlearned")]


async def test_a_plan_appears(plan: Mapping[str, Any]) -> None:
    """It has prices, the sun, and every asset; its energy balances in each step."""
    steps = len(plan["steps"]) - 1
    assert steps > 40
    assert troubles(plan) == []
    assert plan["unmet"] == []
    assert all(price is not None for price in plan["import_price"])
    assert sum(plan["pv"]) > 1
    assert all(len(one["power"]) == steps for one in plan["assets"] if one["power"])
    for step in range(steps):
        used = plan["load"][step] - plan["pv"][step] + sum(one["power"][step] for one in plan["assets"] if one["power"])
        assert plan["grid"][step] == pytest.approx(used, abs=0.01)
    assert plan["cost"] <= plan["baseline_cost"] + 0.01


async def test_the_battery_follows_the_plan(user: Client, plan: Mapping[str, Any]) -> None:
    """Its select is what the plan says; a person's override goes before it, and back to automatic gives it back."""
    battery = asset(plan, "Home battery")["id"]
    assert await wait_until(lambda: follows(user), seconds=60)
    owner = await Owner.of(user)
    for mode in ("hold", "charge", None):
        await user.command("llm_agents/energy/override", asset_id=battery, mode=mode, minutes=30)
        assert await wait_until(partial(is_overridden, user, mode), seconds=60), mode
        assert await wait_until(lambda: follows(user), seconds=60)
        assert mode is None or await owner.state(MODE) == OPTIONS[mode]


@pytest.mark.parametrize(("width", "more"), [("1280", []), ("390", ["--dark"])], ids=["desktop", "phone, dark"])
async def test_a_person_looks_at_it_and_sets_the_battery_on_the_card(
    home: Demo, plan: Mapping[str, Any], pictures: Path, width: str, more: list[str]
) -> None:
    """The card shows the plan, the table says the same, an override by tap is carried out; axe finds nothing."""
    process = await asyncio.create_subprocess_exec(
        "node", "e2e/energy.mjs", "--url", home.url, "--token", home.memory.token, "--out", str(pictures),
        "--width", width, "--timeout", "60", *more,
        cwd=CARDS, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(), 240)
    assert process.returncode == 0, (out + err).decode()[-3000:]
    result = json.loads(out.decode().strip().splitlines()[-1])
    assert set(result["devices"]) == {one["name"] for one in plan["assets"]}
    assert result["rows"] > 30
    assert result["overridden"]
    assert result["back"]
    assert result["violations"] == []


async def test_a_sensor_that_is_gone_for_a_moment_changes_nothing(user: Client, plan: Mapping[str, Any]) -> None:
    """Without the battery's charge the plan goes on with the last one known, and the battery stays as it is planned.

    That it is told once when it lasts, ten minutes later, is held by `tests/ha/energy/test_degrading.py`.
    """
    owner = await Owner.of(user)
    await owner.act("demo_home.unplug", {"entity_id": "sensor.home_battery_level"})
    try:
        assert await owner.becomes("sensor.home_battery_level", "unavailable")
        made = (await plan_now(user))["made_at"]
        await owner.act("button.press", {"entity_id": "button.energy_plan_plan_anew"})

        async def made_anew() -> bool:
            return bool((await plan_now(user))["made_at"] != made)

        assert await wait_until(made_anew, seconds=60)
        told = await plan_now(user)
        assert asset(told, "Home battery")["level_now"] == pytest.approx(
            asset(plan, "Home battery")["level_now"], abs=15
        )
        assert troubles(told) == []
        assert await wait_until(lambda: follows(user), seconds=60)
    finally:
        await owner.act("demo_home.plug_in", {"entity_id": "sensor.home_battery_level"})


async def test_nothing_is_complained_of(home: Demo, plan: Mapping[str, Any]) -> None:
    """The log has no warning or error of the integration."""
    assert home.complaints() == []
