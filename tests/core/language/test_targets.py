"""Which devices the reader takes a sentence to mean."""

import pytest

from custom_components.llm_agents.core.home.model import Area, Entity, Home, State
from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, ReadContext, Reader
from custom_components.llm_agents.core.language.request import Act, Problem, Reason

from .conftest import Hear, Read, brief
from .house import house, states


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("turn off the light in the guest bathroom", "light.gbath"),
        ("turn off the bathroom light", "light.bath"),
        ("turn off the lights upstairs", "light.bed_lamp light.guest_lamp light.bath light.gbath light.desk"),
        ("turn off all the lights in the kitchen", "light.kitchen_ceiling light.kitchen_counter"),
        ("turn off the livingroom lights", "light.living_floor light.living_reading"),
        ("turn off the kichen lights", "light.kitchen_ceiling light.kitchen_counter"),
        ("turn off the READING LAMP", "light.living_reading"),
        ("turn off the reading lamps", "light.living_reading"),
        ("turn off my reading light", "light.living_reading"),
        ("turn off the bedside lamp in the guest room", "light.guest_lamp"),
        ("turn off all lights upstairs except the office", "light.bed_lamp light.guest_lamp light.bath light.gbath"),
        (
            "turn off all the lights upstairs but the desk lamp",
            "light.bed_lamp light.guest_lamp light.bath light.gbath",
        ),
        ("turn off the coffee machine in the kitchen", "switch.coffee"),
    ],
)
def test_names_as_people_say_them(hear: Hear, sentence: str, expected: str) -> None:
    """Case, plural, compounds, mistakes, rooms, floors and exceptions are understood."""
    assert hear(sentence) == [f"turn_off {expected}"]


@pytest.mark.parametrize(("area", "expected"), [("bed", "light.bed_lamp"), ("guest", "light.guest_lamp")])
def test_same_name_is_that_of_the_askers_room(hear: Hear, area: str, expected: str) -> None:
    """Of two devices of a name the one in the satellite's room is meant."""
    assert hear("turn on the bedside lamp", area) == [f"turn_on {expected}"]


def test_no_room_said_means_the_askers_room(hear: Hear) -> None:
    """A kind alone is that of the room."""
    assert hear("turn off the lights", "kitchen") == ["turn_off light.kitchen_ceiling light.kitchen_counter"]


def test_all_means_the_whole_home(hear: Hear) -> None:
    """Who says all does not mean the room alone."""
    (act,) = hear("turn off all the lights", "kitchen")
    assert len(act.split()) > 8


def test_ambiguous_name_is_asked_with_the_act_that_waits(read: Read) -> None:
    """Two devices of a name, no room: the question keeps the candidates and the act."""
    (problem,) = read("turn on the bedside lamp").requests
    assert isinstance(problem, Problem)
    assert problem.reason is Reason.AMBIGUOUS
    assert problem.candidates == ("light.bed_lamp", "light.guest_lamp")
    assert isinstance(problem.act, Act)


def test_one_window_covering_stands_for_another_but_not_for_a_door(hear: Hear) -> None:
    """Where there are no shutters the blinds and curtains are meant, never the garage door."""
    assert hear("open all the shutters") == ["open cover.living cover.bed cover.guest"]


def test_of_a_kind_the_only_one_that_is_on_is_turned_off(reader: Reader) -> None:
    """Where two are on, or a name is said, it is asked."""

    def one(entity_id: str) -> State:
        return State(entity_id=entity_id, state="on" if entity_id == "light.guest_lamp" else "off")

    def two(entity_id: str) -> State:
        return State(entity_id=entity_id, state="on" if entity_id in ("light.guest_lamp", "light.desk") else "off")

    (act,) = reader.read("turn off the lamp", house(), one, ReadContext()).requests
    assert brief(act) == "turn_off light.guest_lamp"
    for text, now in (("turn off the lamp", two), ("turn on the lamp", one), ("turn off the bedside lamp", one)):
        (problem,) = reader.read(text, house(), now, ReadContext()).requests
        assert isinstance(problem, Problem)
        assert problem.reason is Reason.AMBIGUOUS


def test_one_of_a_kind_needs_no_question(hear: Hear) -> None:
    """The only fan is the fan."""
    assert hear("turn on the fan") == ["turn_on fan.bed"]


def test_a_room_called_like_a_kind_is_the_room_where_no_such_device_can_be_meant(hear: Hear) -> None:
    """The garage is closed by its door, and turned off by its lights."""
    assert hear("close the garage") == ["close cover.garage"]
    assert hear("turn off the lights in the kitchen and the garage")[1:] == ["turn_off light.garage"]


def test_everything_is_what_runs(reader: Reader) -> None:
    """Everything off is what is on, of whatever kind; nobody means to turn on all there is."""

    def running(entity_id: str) -> State:
        state = "heat" if entity_id == "climate.bed" else "on" if entity_id == "humidifier.bed" else "off"
        return State(entity_id=entity_id, state=state)

    reading = reader.read("turn everything off in the bedroom", house(), running, ReadContext())
    assert [brief(request) for request in reading.requests] == ["turn_off climate.bed humidifier.bed"]
    assert reader.read("turn everything on", house(), running, ReadContext()).confidence < READER_THRESHOLD


def test_lights_are_asked_about_without_a_room_unless_they_are_to_be_off(hear: Hear) -> None:
    """All off is harmless; all on is hardly meant."""
    assert hear("turn on the lights") == ["ambiguous"]
    (act,) = hear("turn off the lights")
    assert len(act.split()) > 8


@pytest.mark.parametrize(
    ("sentence", "reason", "details"),
    [
        ("turn on the sauna", Reason.NO_SUCH_DEVICE, {"device": "sauna"}),
        ("turn on the light in the conservatory", Reason.NO_SUCH_AREA, {"area": "conservatory"}),
        ("close the blinds in the office", Reason.NOT_IN_AREA, {"area": "office", "device": "blinds"}),
        ("turn off the coffee machine in the bedroom", Reason.NOT_IN_AREA, {"area": "bedroom"}),
    ],
)
def test_what_is_not_there_is_said_precisely(
    read: Read, sentence: str, reason: Reason, details: dict[str, str]
) -> None:
    """The problem names the device, the room, or both."""
    (problem,) = read(sentence).requests
    assert isinstance(problem, Problem)
    assert problem.reason is reason
    assert details.items() <= problem.details.items()


def test_a_name_that_is_a_verb_does_not_take_the_verbs_place(reader: Reader) -> None:
    """A device called "Lock" and one called "turn off" leave the language intact."""
    home = Home(
        version=1,
        areas={"hall": Area(area_id="hall", name="Hall")},
        entities={
            "lock.one": Entity(entity_id="lock.one", name="Lock", area_id="hall"),
            "light.odd": Entity(entity_id="light.odd", name="turn", area_id="hall"),
            "light.lamp": Entity(entity_id="light.lamp", name="Lamp", area_id="hall"),
        },
    )
    reading = reader.read("turn off the lamp", home, states, ReadContext())
    assert [brief(request) for request in reading.requests] == ["turn_off light.lamp"]
    reading = reader.read("lock the lock", home, states, ReadContext())
    assert [brief(request) for request in reading.requests] == ["lock lock.one"]


@pytest.mark.parametrize("area", [None, "bed", "office"])
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "close the curtain in the guest room and turn on the bedside lamp",
            ["close cover.guest", "turn_on light.guest_lamp"],
        ),
        (
            "turn on the coffee machine in the kitchen and unlock the door",
            ["turn_on switch.coffee", "unlock lock.back"],
        ),
        (
            "close the curtain in the guest room and turn on the bedside lamp in the bedroom",
            ["close cover.guest", "turn_on light.bed_lamp"],
        ),
    ],
)
def test_the_room_of_the_clause_before_tells_which_one(
    hear: Hear, area: str | None, sentence: str, expected: list[str]
) -> None:
    """It comes before the room of who asks, and behind a room that is said."""
    assert hear(sentence, area) == expected


def test_a_room_before_that_has_two_of_them_tells_nothing(read: Read) -> None:
    """Of several in that room, as of several anywhere, it is asked which one is meant."""
    _, problem = read("turn on the coffee machine in the kitchen and turn off the light").requests
    assert isinstance(problem, Problem)
    assert problem.reason is Reason.AMBIGUOUS


def _named(name: str, entity_id: str, device_class: str | None = None) -> Entity:
    return Entity(entity_id=entity_id, name=name, device_class=device_class)


def _said(reader: Reader, text: str, *entities: Entity) -> list[str]:
    home = Home(version=1, entities={entity.entity_id: entity for entity in entities})
    reading = reader.read(text, home, lambda _: None, ReadContext())
    return [brief(request) for request in reading.requests] if reading.confidence >= READER_THRESHOLD else []


def test_a_name_is_said_without_its_small_words(reader: Reader) -> None:
    """What joins the words of a name is often left out, and the shorter name is no other one's."""
    lamps = (_named("Lamp in the attic", "light.attic"), _named("Attic stairs lamp", "light.stairs"))
    assert _said(reader, "turn on the attic lamp", *lamps) == ["turn_on light.attic"]


def test_the_one_whose_name_has_every_word_is_meant(reader: Reader) -> None:
    """A word that is a kind for others too is of the device that is called so."""
    players = (_named("Old kitchen radio", "media_player.old"), _named("Kitchen player", "media_player.new"))
    assert _said(reader, "turn off the kitchen radio", *players) == ["turn_off media_player.old"]


def test_a_window_covering_is_what_its_name_calls_it(reader: Reader) -> None:
    """Homes give classes as they please: shutters called blinds are blinds."""
    covers = (_named("Office blinds", "cover.office", "shutter"), _named("Hall shutter", "cover.hall", "blind"))
    assert _said(reader, "close all the blinds", *covers) == ["close cover.office"]
    assert _said(reader, "close all the shutters", *covers) == ["close cover.hall"]


def test_a_room_called_like_a_door_is_the_door(reader: Reader) -> None:
    """Of what closes in the garage, "the garage" is its door."""
    areas = {"garage": Area(area_id="garage", name="Garage")}
    covers = {
        "cover.door": Entity(entity_id="cover.door", name="Big one", area_id="garage", device_class="garage"),
        "cover.flap": Entity(entity_id="cover.flap", name="Flap", area_id="garage", device_class="damper"),
    }
    reading = reader.read("close the garage", Home(version=1, areas=areas, entities=covers), lambda _: None)
    assert [brief(request) for request in reading.requests] == ["close cover.door"]


def test_the_contact_of_a_door_does_not_hide_the_door(reader: Reader) -> None:
    """What is called as said but cannot be opened is not meant."""
    doors = (
        _named("Second garage door", "binary_sensor.second", "garage_door"),
        _named("Car gate", "cover.car", "garage"),
    )
    assert _said(reader, "open the garage door", *doors) == ["open cover.car"]


def test_a_sensor_is_not_what_is_changed(hear: Hear) -> None:
    """Its name may say what is to be changed, and where; asked for, it is the sensor."""
    assert hear("raise the bedroom temperature") == ["adjust temperature 1 climate.bed"]
    assert hear("set the bedroom temperature to 19 degrees") == ["set temperature 19 climate.bed"]
    assert hear("what is the bedroom temperature") == ["state sensor.bed_temperature"]


def test_an_exception_goes_on_after_a_comma(hear: Hear) -> None:
    """A pause before it does not begin another request."""
    assert hear("close all the blinds, except in the bedroom") == ["close cover.living"]


def test_a_wish_goes_on_after_a_comma(hear: Hear) -> None:
    """To see to it is said of what follows."""
    assert hear("make sure, please, that the hallway light is off") == ["turn_off light.hall"]


def test_switching_over_to_a_value_sets_it(hear: Hear) -> None:
    """A verb that toggles by itself is said of a value too."""
    assert hear("toggle the bedroom fan to 40 percent") == ["set fan_speed 40 fan.bed"]


def test_a_place_that_is_not_there_is_no_value(read: Read) -> None:
    """After a verb that takes no value, a word that leads to one leads to a place."""
    (problem,) = read("turn off the lamp at the pool").requests
    assert isinstance(problem, Problem)
    assert (problem.reason, problem.details["area"]) == (Reason.NO_SUCH_AREA, "pool")


def test_raising_what_is_named_begins_a_request(hear: Hear) -> None:
    """A verb that may end one begins another where a name follows."""
    assert hear("turn off the bedroom fan raise the bedroom blinds") == ["turn_off fan.bed", "open cover.bed"]


def test_a_mode_tells_itself_which_mode_it_is(hear: Hear) -> None:
    """The word is said of thermostats as well as of what has modes of that name."""
    assert hear("set the mode of the bedroom thermostat to cool") == ["set hvac_mode cool climate.bed"]


def test_a_value_set_for_one_is_set_for_its_kind_elsewhere(hear: Hear) -> None:
    """The kind that a full name tells goes on in another room."""
    assert hear("set the bedroom blinds to 40 percent and the guest room") == [
        "set position 40 cover.bed",
        "set position 40 cover.guest",
    ]


def test_a_change_goes_on_with_what_has_its_attribute(hear: Hear) -> None:
    """What was named before is dimmed, also without a pronoun; what cannot be is not."""
    assert hear("turn the desk lamp blue and dim to 20 percent") == [
        "set color blue light.desk",
        "set brightness 20 light.desk",
    ]
    assert "set brightness 20 light.desk" in hear("turn on the coffee machine and dim to 20 percent", "office")


def test_half_a_unit_is_a_number(hear: Hear) -> None:
    """A fraction before a unit is an amount, not a level."""
    assert hear("lower the bedroom thermostat by half a degree") == ["adjust temperature -0.5 climate.bed"]


def test_a_number_belongs_to_the_name_of_a_source_before_it(hear: Hear) -> None:
    """An unknown word and a number are one option, not a volume."""
    assert hear("switch the tv to hdmi 1") == ["set source HDMI 1 media_player.tv"]


def test_the_lights_of_a_place_are_put_out_by_dark(hear: Hear) -> None:
    """A verb that says what it is about needs a room alone, or the whole home."""
    assert hear("make it dark in the kitchen") == ["turn_off light.kitchen_ceiling light.kitchen_counter"]


def test_a_place_is_opened_by_its_window_coverings(hear: Hear) -> None:
    """After a word of place; a room alone says nothing."""
    assert hear("open in the bedroom") == ["open cover.bed"]


def test_what_is_opened_or_closed_a_bit_is_moved_a_bit(hear: Hear) -> None:
    """Not all the way."""
    assert hear("close the bedroom blinds a bit") == ["adjust position -10 cover.bed"]


def test_an_unknown_place_of_a_second_device_stops_it(read: Read) -> None:
    """The verb said once for both takes no value, so that the word can only be a place."""
    first, second = read("turn off the desk lamp and the light in the wine cellar").requests
    assert brief(first) == "turn_off light.desk"
    assert isinstance(second, Problem)
    assert second.reason is Reason.NO_SUCH_AREA


def test_a_place_may_be_excepted(hear: Hear) -> None:
    """Also with the word that leads to it."""
    assert hear("close all the blinds, but not in the bedroom") == ["close cover.living"]


def test_politeness_between_commas_parts_no_verb_from_its_object(hear: Hear) -> None:
    """They are one request."""
    assert hear("turn off, please, the desk lamp") == ["turn_off light.desk"]


def test_warmer_light_has_fewer_kelvin(hear: Hear) -> None:
    """What makes a room warmer is said of the white of a light as well."""
    assert hear("make the desk lamp warmer") == ["adjust color_temperature -500 light.desk"]


def test_lights_called_by_a_word_are_meant_by_it() -> None:
    """Not all lights of the room; where none is called so, it means any."""
    lamps = {
        f"light.{number}": Entity(entity_id=f"light.{number}", name=name, area_id="hall")
        for number, name in enumerate(("Big Chandelier", "Small Chandelier", "Wall Light"))
    }
    home = Home(version=1, areas={"hall": Area(area_id="hall", name="Hall")}, entities=lamps)
    (act,) = Reader("en").read("turn off the chandeliers in the hall", home, states).requests
    assert isinstance(act, Act)
    assert act.entity_ids == ("light.0", "light.1")
    (act,) = Reader("en").read("turn off the spotlights in the hall", home, states).requests
    assert isinstance(act, Act)
    assert act.entity_ids == ("light.0", "light.1", "light.2")


def _german(*names: str, lock: str = "") -> Home:
    """Return a home of lights so called, and a lock."""
    entities = [Entity(entity_id=f"light.l{number}", name=name) for number, name in enumerate(names)]
    entities += [Entity(entity_id="lock.door", name=lock)] if lock else []
    return Home(version=1, entities={entity.entity_id: entity for entity in entities})


@pytest.mark.parametrize(
    ("names", "said", "expected"),
    [
        (("Flurbeleuchtung", "Kronleuchter für den Flur"), "Flurlicht an", "turn_on light.l0"),
        (("Flurbeleuchtung", "Flurlampe"), "Flurlicht an", None),
        (("Flurlicht vorn", "Flurlampe hinten"), "Flurlicht an", "turn_on light.l0"),
        (("Leselampe", "Deckenlicht"), "Lampe an", None),
        (("Küche Radio Licht", "Küche Lampe"), "Küchenradiolicht an", "turn_on light.l0"),
    ],
)
def test_of_several_the_one_is_meant_whose_name_says_no_more(
    names: tuple[str, ...], said: str, expected: str | None
) -> None:
    """Else that one which is called so; where neither tells, it is asked."""
    reading = Reader("de").read(said, _german(*names), lambda _: None, ReadContext())
    acts = [brief(request) for request in reading.requests if isinstance(request, Act)]
    assert acts == ([expected] if expected else [])


def test_a_name_with_its_kind_besides_is_that_one() -> None:
    """Though a word for the kind is a plural."""
    home = _german(lock="Voordeur")
    home = Home(version=1, entities={**home.entities, "lock.back": Entity(entity_id="lock.back", name="Achterdeur")})
    reading = Reader("nl").read("sluit de voordeursloten", home, lambda _: None, ReadContext())
    assert [brief(request) for request in reading.requests] == ["lock lock.door"]


def test_of_names_that_differ_by_an_ending_the_one_written_so_is_meant() -> None:
    names = {"fan.one": "Ventilador del ático", "fan.two": "Ventiladores del ático"}
    home = Home(version=1, entities={i: Entity(entity_id=i, name=name) for i, name in names.items()})
    reading = Reader("es").read("reduce la velocidad del ventilador en el ático", home, lambda _: None)
    assert [brief(request) for request in reading.requests] == ["adjust fan_speed -20 fan.one"]
