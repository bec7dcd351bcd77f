"""The card is served and loaded; nothing else of the package is served."""

from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import set_up
from .devices import FollowingDevices


@pytest.fixture(name="frontend")
async def frontend_fixture(hass: HomeAssistant, devices: FollowingDevices) -> None:
    """Set up Home Assistant's pages."""
    assert await async_setup_component(hass, "frontend", {})


@pytest.mark.usefixtures("frontend")
async def test_the_card_is_loaded_by_every_page(
    hass: HomeAssistant, entry: MockConfigEntry, card: Path, hass_client_no_auth: ClientSessionGenerator
) -> None:
    await set_up(hass, entry)
    digest = sha256((card / "llm-agents.js").read_bytes()).hexdigest()[:12]
    url = f"/llm_agents_static/llm-agents.js?v={digest}"
    assert url in hass.data[DATA_EXTRA_MODULE_URL].urls
    response = await (await hass_client_no_auth()).get(url)
    assert response.status == HTTPStatus.OK
    assert await response.text() == "export {};\n"


@pytest.mark.usefixtures("frontend")
@pytest.mark.parametrize(
    "path", ["../const.py", "%2e%2e/const.py", "..%2fconst.py", "manifest.json", "__init__.py", ""]
)
async def test_nothing_else_is_served(
    hass: HomeAssistant, entry: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator, card: Path, path: str
) -> None:
    (card.parent / "const.py").write_text("secret", encoding="utf-8")
    await set_up(hass, entry)
    response = await (await hass_client_no_auth()).get(f"/llm_agents_static/{path}")
    assert response.status >= HTTPStatus.BAD_REQUEST


@pytest.mark.usefixtures("frontend")
async def test_without_a_built_card_the_rest_works(
    hass: HomeAssistant, entry: MockConfigEntry, card: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (card / "llm-agents.js").unlink()
    await set_up(hass, entry)
    assert "llm-agents.js is missing" in caplog.text
    assert not any("llm_agents" in url for url in hass.data[DATA_EXTRA_MODULE_URL].urls)


async def test_without_a_frontend_the_rest_works(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert DATA_EXTRA_MODULE_URL not in hass.data
