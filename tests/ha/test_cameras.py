"""Pictures of cameras: small, anew, only for who may see them; a model that sees is shown them."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

from PIL import Image as Pictures
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from bench.model_server import ModelServer
from bench.model_server.script import parse
from custom_components.llm_agents.bridge.cameras import LONGEST_SIDE
from custom_components.llm_agents.const import SUBENTRY_BACKEND
from custom_components.llm_agents.core.journal.record import Asker, Origin
from homeassistant.components.camera import Camera
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_component import DATA_INSTANCES
from homeassistant.setup import async_setup_component

from .conftest import Say, speech

YARD = "camera.yard"
VOICE = Asker(origin=Origin.VOICE)
SCRIPT = """
rules:
  - {user: "pictures that look took", reply: {text: "There is a parcel."}}
  - {user: "yard", reply: {calls: [{tool: look, arguments: {entity_id: camera.yard}}]}}
default: {text: "What?"}
capabilities: [completion, tools, vision]
"""


class YardCamera(Camera):
    """A camera that gives a large picture with a place in it."""

    _attr_name = "Yard camera"
    entity_id = YARD
    content: bytes | None = None
    fails = False

    async def async_camera_image(self, width: int | None = None, height: int | None = None) -> bytes | None:
        """Return the picture."""
        if self.fails:
            raise RuntimeError("away")
        return self.content


def picture(width: int = 3000, height: int = 1500) -> bytes:
    out = BytesIO()
    made = Pictures.new("RGB", (width, height), "red")
    exif = Pictures.Exif()
    exif[0x010E] = "secret place"
    made.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture(name="camera")
async def camera_fixture(hass: HomeAssistant, loaded: MockConfigEntry) -> YardCamera:
    """Add a camera that is exposed."""
    assert await async_setup_component(hass, "camera", {})
    camera = YardCamera()
    camera.content = picture()
    await hass.data[DATA_INSTANCES]["camera"].async_add_entities([camera])
    async_expose_entity(hass, "conversation", YARD, True)
    await hass.async_block_till_done()
    return camera


async def test_a_picture_is_small_and_tells_no_more_than_it_shows(
    hass: HomeAssistant, loaded: MockConfigEntry, camera: YardCamera
) -> None:
    found = await loaded.runtime_data.world.still(YARD, VOICE)
    assert found is not None
    assert found.media_type == "image/jpeg"
    with Pictures.open(BytesIO(found.data)) as shown:
        assert shown.size == (LONGEST_SIDE, LONGEST_SIDE // 2)
        assert not shown.getexif()
    assert b"secret place" not in found.data


@pytest.mark.parametrize("content", [None, b"no picture", b""])
async def test_what_is_no_picture_is_none(loaded: MockConfigEntry, camera: YardCamera, content: bytes | None) -> None:
    camera.content = content
    assert await loaded.runtime_data.world.still(YARD, VOICE) is None


async def test_only_an_exposed_camera_that_is_there_is_looked_through(
    hass: HomeAssistant, loaded: MockConfigEntry, camera: YardCamera
) -> None:
    world = loaded.runtime_data.world
    assert await world.still("camera.other", VOICE) is None
    async_expose_entity(hass, "conversation", YARD, False)
    assert await world.still(YARD, VOICE) is None


async def test_who_may_not_see_it_does_not(loaded: MockConfigEntry, camera: YardCamera) -> None:
    world = loaded.runtime_data.world
    assert await world.still(YARD, Asker(origin=Origin.TEXT, user_id="nobody")) is None


@pytest.fixture(name="server")
async def server_fixture(socket_enabled: None) -> AsyncIterator[ModelServer]:
    """Run a server with a script."""
    async with ModelServer(parse(SCRIPT)) as server:
        yield server


@pytest.mark.parametrize(("kind", "path"), [("ollama", ""), ("openai", "/v1")])
async def test_a_model_that_sees_is_shown_the_picture(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    camera: YardCamera,
    server: ModelServer,
    say: Say,
    kind: str,
    path: str,
) -> None:
    data: dict[str, Any] = {"kind": kind, "url": server.url + path, "model": "bench", "trusted": True, "local": True}
    data |= {"prices": {}, "budget": {}, "images": True}
    subentry = ConfigSubentry(data=data, subentry_type=SUBENTRY_BACKEND, title=kind, unique_id=None)  # type: ignore[arg-type]
    hass.config_entries.async_add_subentry(loaded, subentry)
    await hass.async_block_till_done(wait_background_tasks=True)
    said = speech(await say("is anything lying around in the yard"))
    assert said == "There is a parcel."
    assert [row["images"] for row in server.log.as_data() if row["tools"]][-2:] == [0, 1]
