"""Music by name: played where a player can search for it, told precisely where not."""

from types import SimpleNamespace

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.llm_agents.core.agents.ports import IntentReply
from custom_components.llm_agents.core.home.features import MediaPlayerFeature
from custom_components.llm_agents.core.journal.record import Asker, Origin
from custom_components.llm_agents.core.language.media import SEARCH_AND_PLAY
from custom_components.llm_agents.core.language.request import PlatformIntent
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import area_registry as ar
from homeassistant.setup import async_setup_component

from .conftest import Say, speech
from .devices import FollowingDevices

KITCHEN, DEN, PLAIN = "media_player.kitchen", "media_player.den", "media_player.plain"
SEARCHES = MediaPlayerFeature.SEARCH_MEDIA | MediaPlayerFeature.PLAY_MEDIA
VOICE = Asker(origin=Origin.VOICE)


class Player:
    """What the players were asked to do; they find what is in `found`."""

    def __init__(self) -> None:
        self.found = ["Blue in Green"]
        self.played: list[tuple[str, str]] = []
        self.broken = False

    async def search(self, call: ServiceCall) -> ServiceResponse:
        if self.broken:
            raise HomeAssistantError("no connection")
        results = [
            SimpleNamespace(
                media_content_id=title, media_content_type="music", as_dict=lambda: {"title": "Blue in Green"}
            )
            for title in self.found
        ]
        return {call.data["entity_id"]: SimpleNamespace(result=results)}  # type: ignore[dict-item]

    async def play(self, call: ServiceCall) -> None:
        self.played.append((call.data["entity_id"], call.data["media_content_id"]))


@pytest.fixture(name="player")
async def player_fixture(hass: HomeAssistant, loaded: MockConfigEntry, devices: FollowingDevices) -> Player:
    """Furnish two players that search, in two rooms, and one in a third that does not."""
    assert await async_setup_component(hass, "media_player", {})
    await hass.async_block_till_done()
    for entity_id, name, area in (
        (KITCHEN, "Kitchen Speaker", "Kitchen"),
        (DEN, "Den Speaker", "Den"),
        (PLAIN, "Plain Radio", "Attic"),
    ):
        features = 0 if entity_id == PLAIN else int(SEARCHES)
        devices.add(entity_id, name, area, "idle", supported_features=features)
        hass.states.async_set(entity_id, "idle", {"friendly_name": name, "supported_features": features})
    player = Player()
    for service, handler, responses in (
        ("search_media", player.search, SupportsResponse.ONLY),
        ("play_media", player.play, SupportsResponse.NONE),
    ):
        hass.services.async_register("media_player", service, handler, supports_response=responses)
    return player


async def play(loaded: MockConfigEntry, asker: Asker = VOICE, language: str = "en", **slots: str) -> IntentReply:
    """Hand a search for jazz over as the kernel does."""
    world = loaded.runtime_data.world
    await world.know(asker.user_id)
    request = PlatformIntent(intent=SEARCH_AND_PLAY, slots={"search_query": "jazz", **slots}, words="play jazz")
    return await world.intent(request, asker, language)


async def test_what_is_found_is_played_on_the_player_of_the_room(say: Say, player: Player) -> None:
    result = await say("play jazz in the kitchen")
    assert player.played == [(KITCHEN, "Blue in Green")]
    assert speech(result) == "Playing media"


async def test_the_askers_room_tells_the_player(hass: HomeAssistant, loaded: MockConfigEntry, player: Player) -> None:
    den = ar.async_get(hass).async_get_area_by_name("Den")
    assert den is not None
    assert (await play(loaded, Asker(origin=Origin.VOICE, area_id=den.id))).ok
    assert player.played == [(DEN, "Blue in Green")]


@pytest.mark.parametrize(
    ("slots", "language", "answer"),
    [
        ({"area": "Attic"}, "en", "The Plain Radio cannot search for music."),
        ({"name": "Plain Radio"}, "de", "Plain Radio kann nicht nach Musik suchen."),
        ({}, "en", "Please tell me where to play it: the Kitchen Speaker or the Den Speaker."),
        ({"area": "Cellar"}, "en", "I know of no player for that here."),
    ],
)
async def test_why_nothing_is_played_is_told(
    loaded: MockConfigEntry, player: Player, slots: dict[str, str], language: str, answer: str
) -> None:
    reply = await play(loaded, VOICE, language, **slots)
    assert (reply.ok, reply.speech, player.played) == (False, answer, [])


async def test_a_search_that_finds_nothing_or_breaks_is_told(loaded: MockConfigEntry, player: Player) -> None:
    player.found = []
    assert (await play(loaded, area="Kitchen")).speech == "I found nothing to play for jazz."
    player.broken = True
    assert not (await play(loaded, area="Kitchen")).ok


async def test_a_player_that_is_not_shared_is_not_there(
    hass: HomeAssistant, loaded: MockConfigEntry, player: Player
) -> None:
    async_expose_entity(hass, "conversation", KITCHEN, False)
    reply = await play(loaded, area="Kitchen")
    assert (reply.ok, reply.speech) == (False, "I know of no player for that here.")
    assert player.played == []


async def test_a_player_needs_the_right_to_control_it(
    loaded: MockConfigEntry, player: Player, hass_read_only_user: MockUser
) -> None:
    reply = await play(loaded, Asker(origin=Origin.CARD, user_id=hass_read_only_user.id), area="Kitchen")
    assert (reply.ok, reply.speech) == (False, "You may not control the Kitchen Speaker.")
    assert player.played == []
