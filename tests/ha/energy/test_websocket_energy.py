"""What the energy card asks over the websocket."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.llm_agents.bridge.energy_hub import nothing_shown
from custom_components.llm_agents.const import DOMAIN
from homeassistant.core import HomeAssistant

from .conftest import House, add_asset, set_up, settle


async def test_the_plan_is_sent(
    hass: HomeAssistant, energy: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    await set_up(hass, energy)
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": f"{DOMAIN}/energy/plan", "language": "en"})
    told = (await client.receive_json())["result"]
    assert told["made_at"] is not None
    assert len(told["import_price"]) == len(told["steps"]) - 1 > 0
    assert [(one["id"], one["name"], one["kind"]) for one in told["assets"]] == [("battery1", "Battery", "battery")]


async def test_an_empty_plan_has_all_that_a_plan_has(
    hass: HomeAssistant, energy: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    hub = await set_up(hass, energy)
    empty = nothing_shown(hub.entries, 0.0, "EUR")
    assert empty.keys() == hub.shown.keys()
    assert empty["assets"][0].keys() == hub.shown["assets"][0].keys()
    assert empty["saving"].keys() == hub.shown["saving"].keys()


async def test_without_assets_the_plan_is_empty(
    hass: HomeAssistant, house: House, hass_ws_client: WebSocketGenerator
) -> None:
    entry = MockConfigEntry(domain=DOMAIN, title="LLM Agents", unique_id=DOMAIN)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": f"{DOMAIN}/energy/plan"})
    told = (await client.receive_json())["result"]
    assert (told["assets"], told["steps"], told["status"]) == ([], [], "no_plan")


async def test_a_card_sees_what_changes_also_when_the_entry_is_loaded_anew(
    hass: HomeAssistant, energy: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    hub = await set_up(hass, energy)
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": f"{DOMAIN}/energy/subscribe"})
    assert (await client.receive_json())["success"]
    hub.show({**hub.shown, "status": "degraded"})
    assert (await client.receive_json())["event"]["status"] == "degraded"
    pump = {"kind": "load", "parameters": {"power_kw": 1.0, "hours_per_day": 2.0}}
    add_asset(hass, energy, "pump1", "Pump", pump)
    await settle(hass)
    told: dict[str, Any] = {"assets": []}
    while len(told["assets"]) < 2:
        told = (await client.receive_json())["event"]
    assert {one["name"] for one in told["assets"]} == {"Battery", "Pump"}


async def test_an_asset_is_set_by_hand_and_given_back(
    hass: HomeAssistant, energy: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    hub = await set_up(hass, energy)
    client = await hass_ws_client(hass)
    ask = {"type": f"{DOMAIN}/energy/override", "asset_id": "battery1"}
    await client.send_json_auto_id({**ask, "mode": "hold", "minutes": 30})
    assert (await client.receive_json())["success"]
    await settle(hass)
    assert hub.asset("battery1")["override"] == "hold"
    await client.send_json_auto_id({**ask, "mode": None, "minutes": 0})
    assert (await client.receive_json())["success"]
    await settle(hass)
    assert hub.asset("battery1")["override"] is None


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"asset_id": "nobody", "mode": "hold"}, "service_validation_error"),
        ({"asset_id": "battery1", "mode": "solar"}, "service_validation_error"),
        ({"asset_id": "battery1", "mode": "dance"}, "invalid_format"),
        ({"asset_id": "battery1", "mode": "hold", "minutes": -1}, "invalid_format"),
        ({"asset_id": "battery1", "mode": "charge", "power_kw": 1e9}, "invalid_format"),
    ],
)
async def test_what_cannot_be_set_is_refused(
    hass: HomeAssistant,
    energy: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    wrong: dict[str, Any],
    code: str,
) -> None:
    await set_up(hass, energy)
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": f"{DOMAIN}/energy/override", **wrong})
    assert (await client.receive_json())["error"]["code"] == code


async def test_an_entry_that_is_not_loaded_is_told(
    hass: HomeAssistant, energy: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    await set_up(hass, energy)
    client = await hass_ws_client(hass)
    assert await hass.config_entries.async_unload(energy.entry_id)
    for name in ("plan", "subscribe"):
        await client.send_json_auto_id({"type": f"{DOMAIN}/energy/{name}"})
        assert (await client.receive_json())["error"]["code"] == "not_loaded"


async def seen(hass: HomeAssistant, client_of: WebSocketGenerator, user: MockUser, *entity_ids: str) -> dict[str, Any]:
    """Return the plan as somebody sees it who may read some entities."""
    user.mock_policy({"entities": {"entity_ids": dict.fromkeys(entity_ids, True)}})
    token = await hass.auth.async_create_refresh_token(user, CLIENT_ID)
    client = await client_of(hass, hass.auth.async_create_access_token(token))
    await client.send_json_auto_id({"type": f"{DOMAIN}/energy/plan"})
    result: dict[str, Any] = (await client.receive_json())["result"]
    return result


async def test_nobody_sees_more_than_the_entities_they_may_read(
    hass: HomeAssistant, energy: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    hub = await set_up(hass, energy)
    hub.show(
        {
            **hub.shown,
            "unmet": [{"asset_id": "battery1", "wanted": "reserve", "amount": 1, "at": 0}],
            "notices": [{"key": "input_missing", "placeholders": {"name": "Battery"}}],
            "past": {"at": [0, 900], "grid": [1.0], "assets": {"battery1": {"power": [1.0], "level": [50]}}},
        }
    )
    guest = MockUser(name="Guest").add_to_hass(hass)
    told = await seen(hass, hass_ws_client, guest, "sensor.grid")
    assert (told["assets"], told["unmet"], told["notices"], told["past"]["assets"]) == ([], [], [], {})
    assert told["past"]["grid"] == [1.0]
    battery = ("sensor.battery", "sensor.soc", "select.inverter", "number.charge")
    told = await seen(hass, hass_ws_client, guest, *battery)
    assert [one["name"] for one in told["assets"]] == ["Battery"]
    assert (told["grid"], told["past"], told["assets"][0]["power"], told["cost"]) == ([], {}, [], None)
    told = await seen(hass, hass_ws_client, guest, "sensor.grid", *battery)
    assert told["assets"][0]["power"]
    assert told["past"]["assets"]
