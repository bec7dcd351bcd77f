"""From outcomes to words, in each language of the catalogue."""

import re
from typing import Any

import pytest

from custom_components.llm_agents.core.home.inquiry import inquire
from custom_components.llm_agents.core.home.model import Area, Entity, Home, State
from custom_components.llm_agents.core.language.answers import Answerer
from custom_components.llm_agents.core.language.outcome import Acted, Fact, Found, Outcome, Remark, Said, Served, Undone
from custom_components.llm_agents.core.language.phrases import Phrases, phrases
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Ask,
    Attribute,
    Problem,
    Question,
    Reason,
    Value,
)

LANGUAGES = ("en", "de")
LIGHTS = tuple(f"light.l{number}" for number in range(6))


def make_home() -> Home:
    named = {
        "light.lamp": "Lamp",
        "lock.door": "Front door",
        "light.anna": "Anna's lamp",
        "media_player.sonos": "Sonos One",
        "person.anna": "Anna",
        "scene.film": "Movie night",
        "binary_sensor.window": "Bedroom window",
        "sensor.power": "Washing machine power",
        "climate.heat": "Thermostat",
        "vacuum.robo": "Robo",
        "weather.home": "Weather",
        **{light: f"Light {number}" for number, light in enumerate(LIGHTS)},
    }
    entities = {entity_id: Entity(entity_id=entity_id, name=name, area_id="hall") for entity_id, name in named.items()}
    entities["light.lamp2"] = Entity(entity_id="light.lamp2", name="Lamp", area_id="den")
    entities["binary_sensor.window"] = Entity(
        entity_id="binary_sensor.window", name="Bedroom window", area_id="den", device_class="window"
    )
    areas = {"hall": Area(area_id="hall", name="Hall"), "den": Area(area_id="den", name="Den")}
    return Home(version=1, areas=areas, entities=entities)


HOME = make_home()


def told(*outcomes: Outcome, language: str = "en") -> str:
    return Answerer(phrases(language), HOME).answer(outcomes)


def act(action: Action, *entity_ids: str, attribute: Attribute | None = None, value: Value | None = None) -> Act:
    return Act(action=action, entity_ids=entity_ids, attribute=attribute, value=value)


def done(action: Action, *entity_ids: str, **what: Any) -> Acted:
    return Acted(act=act(action, *entity_ids, **what), done=entity_ids)


@pytest.mark.parametrize(
    ("entity_ids", "answer"),
    [
        (("lock.door",), "Turned on the front door."),
        (("light.anna",), "Turned on Anna's lamp."),
        (("media_player.sonos",), "Turned on the Sonos One."),
        (("scene.film",), "Turned on Movie night."),
        (("light.lamp",), "Turned on the lamp in the hall."),
        (("lock.door", "light.anna", "vacuum.robo"), "Turned on the front door, Anna's lamp and the robo."),
        (LIGHTS, "Turned on 6 lights."),
        ((*LIGHTS, "lock.door"), "Turned on 6 lights and the front door."),
        (
            ("sensor.power", *LIGHTS, "climate.heat", "climate.other"),
            "Turned on 6 lights, 2 thermostats and the washing machine power.",
        ),
        ((*(f"input_boolean.b{number}" for number in range(4)),), "Turned on 4 devices."),
        (("light.gone_away",), "Turned on gone away."),
    ],
)
def test_devices_are_named_as_people_name_them(entity_ids: tuple[str, ...], answer: str) -> None:
    assert told(done(Action.TURN_ON, *entity_ids)) == answer


@pytest.mark.parametrize(
    ("attribute", "value", "en", "de"),
    [
        (Attribute.BRIGHTNESS, 50.0, "Set Anna's lamp to 50%.", "Anna's lamp auf 50 Prozent gestellt."),
        (Attribute.TEMPERATURE, 21.5, "Set Anna's lamp to 21.5 degrees.", "Anna's lamp auf 21,5 Grad gestellt."),
        (Attribute.TEMPERATURE, 1, "Set Anna's lamp to 1 degree.", "Anna's lamp auf 1 Grad gestellt."),
        (
            Attribute.COLOR_TEMPERATURE,
            27000,
            "Set Anna's lamp to 27,000 kelvin.",
            "Anna's lamp auf 27.000 Kelvin gestellt.",
        ),
        (Attribute.COLOR, "red", "Set Anna's lamp to red.", "Anna's lamp auf red gestellt."),
        (Attribute.OSCILLATION, True, "Changed Anna's lamp.", "Anna's lamp verstellt."),
    ],
)
def test_values_have_the_units_and_marks_of_the_language(attribute: Attribute, value: Value, en: str, de: str) -> None:
    outcome = done(Action.SET, "light.anna", attribute=attribute, value=value)
    assert (told(outcome), told(outcome, language="de")) == (en, de)


def test_up_and_down_are_told_apart() -> None:
    up = done(Action.ADJUST, "light.anna", attribute=Attribute.BRIGHTNESS, value=10)
    down = done(Action.ADJUST, "light.anna", attribute=Attribute.BRIGHTNESS, value=-10)
    assert told(up, down) == "Turned up Anna's lamp. Turned down Anna's lamp."


def test_of_a_group_only_what_was_done_is_told() -> None:
    group = Acted(act=act(Action.TURN_OFF, *LIGHTS), done=LIGHTS[:1], already=LIGHTS[1:])
    pair = Acted(act=act(Action.TURN_OFF, *LIGHTS[:2]), done=LIGHTS[:1], already=LIGHTS[1:2])
    assert told(group) == "Turned off the light 0."
    assert told(pair) == "Turned off the light 0. The light 1 is already off."


def test_problems_of_one_reason_are_told_together() -> None:
    wish = act(Action.TURN_ON, *LIGHTS[:2])
    problems = tuple(Problem(reason=Reason.UNAVAILABLE, entity_ids=(light,)) for light in LIGHTS[:2])
    assert told(Acted(act=wish, problems=problems)) == "The light 0 and the light 1 are not reachable."


@pytest.mark.parametrize(
    ("problem", "answer"),
    [
        (
            Problem(reason=Reason.NO_SUCH_AREA, details={"device": "lights", "area": "attic"}),
            "I can't find any attic here.",
        ),
        (Problem(reason=Reason.NOT_IN_AREA, details={"device": "tv", "area": "hall"}), "There is no tv in the hall."),
        (
            Problem(reason=Reason.NOT_IN_AREA, details={"device": "hall", "area": "hall"}),
            "There is nothing for that in the hall.",
        ),
        (Problem(reason=Reason.NOT_IN_AREA, words="tv there"), "There is no tv there there."),
        (
            Problem(
                reason=Reason.OUT_OF_RANGE,
                entity_ids=("light.anna",),
                details={"minimum": 0, "maximum": 100, "value": 150, "unit": "%"},
            ),
            "Anna's lamp only takes 0% to 100%.",
        ),
        (
            Problem(
                reason=Reason.CANNOT,
                entity_ids=("lock.door",),
                details={"why": "code_needed"},
                act=act(Action.UNLOCK, "lock.door"),
            ),
            "I would need the code to unlock the front door.",
        ),
        (Problem(reason=Reason.CANNOT, entity_ids=("lock.door",)), "The front door cannot do that."),
        (Problem(reason=Reason.MISSING_VALUE, entity_ids=("light.anna",)), "Please tell me the value for Anna's lamp."),
        (Problem(reason=Reason.CANNOT_UNDO), "That cannot be undone."),
    ],
)
def test_problems_are_told_precisely(problem: Problem, answer: str) -> None:
    assert told(problem) == answer


def test_undoing_is_told() -> None:
    undone = Undone(target="t", done=("light.anna",), under_way=("lock.door",))
    assert told(undone) == "Put Anna's lamp back as before. The front door is on its way back."


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "Put 6 lights, 2 thermostats and the Sonos One back as before."),
        ("de", "6 Lichter, 2 Thermostate und Sonos One zurückgestellt wie vorher."),
    ],
)
def test_many_are_told_by_kind_in_every_language(language: str, answer: str) -> None:
    entity_ids = ("media_player.sonos", *LIGHTS, "climate.heat", "climate.other")
    assert told(Undone(target="t", done=entity_ids), language=language) == answer


def test_home_assistants_own_words_are_given_on() -> None:
    assert told(Served(ok=True, speech="Timer started."), Served(ok=False, speech="")) == (
        "Timer started. That did not work."
    )


STATES = {
    state.entity_id: state
    for state in (
        State(entity_id="lock.door", state="locked"),
        State(entity_id="light.anna", state="on", attributes={"brightness": 128}),
        State(entity_id="light.lamp", state="off"),
        State(entity_id="light.lamp2", state="unavailable"),
        State(
            entity_id="media_player.sonos", state="playing", attributes={"volume_level": 0.3, "is_volume_muted": True}
        ),
        State(entity_id="person.anna", state="not_home"),
        State(entity_id="binary_sensor.window", state="on", attributes={"device_class": "window"}),
        State(entity_id="sensor.power", state="1.0", attributes={"unit_of_measurement": "W"}),
        State(
            entity_id="climate.heat",
            state="heat",
            attributes={"current_temperature": 20.04, "temperature": 22, "hvac_action": "idle"},
        ),
        State(entity_id="vacuum.robo", state="docked", attributes={"battery_level": 80}),
        State(entity_id="weather.home", state="partlycloudy", attributes={"temperature": 7}),
    )
}


def asked(ask: Ask, *entity_ids: str, expected: str | None = None, attribute: str | None = None) -> str:
    question = Question(ask=ask, entity_ids=entity_ids, expected=expected, attribute=attribute)
    return told(inquire(question, HOME, STATES.get))


@pytest.mark.parametrize(
    ("answer", "spoken"),
    [
        (asked(Ask.STATE, "lock.door", expected="locked"), "Yes, the front door is locked."),
        (asked(Ask.STATE, "lock.door", expected="unlocked"), "No, the front door is locked."),
        (asked(Ask.STATE, "lock.door"), "The front door is locked."),
        (asked(Ask.STATE, "binary_sensor.window", expected="open"), "Yes, the bedroom window is open."),
        (asked(Ask.STATE, "binary_sensor.window", expected="closed"), "No, the bedroom window is open."),
        (asked(Ask.STATE, "media_player.sonos", expected="on"), "Yes, the Sonos One is playing."),
        (asked(Ask.STATE, "vacuum.robo", expected="on"), "No, the robo is docked."),
        (asked(Ask.STATE, "light.lamp2", expected="on"), "The lamp in the den does not tell at the moment."),
        (asked(Ask.STATE, "climate.heat", expected="heat"), "No, the thermostat is idle."),
        (asked(Ask.STATE, "sensor.power"), "The washing machine power is at 1 watt."),
        (asked(Ask.STATE, "weather.home"), "The weather is partly cloudy."),
        (asked(Ask.VALUE, "light.anna"), "Anna's lamp is at 50.2%."),
        (asked(Ask.VALUE, "climate.heat"), "The thermostat is at 20 degrees."),
        (asked(Ask.VALUE, "climate.heat", attribute="target_temperature"), "The thermostat is at 22 degrees."),
        (asked(Ask.VALUE, "media_player.sonos", attribute="volume"), "The Sonos One is at 30%."),
        (asked(Ask.VALUE, "vacuum.robo", attribute="battery"), "The robo is at 80%."),
        (asked(Ask.VALUE, "lock.door", attribute="humidity"), "The front door does not tell at the moment."),
        (asked(Ask.WHICH, "light.anna", "light.lamp", expected="on"), "Anna's lamp is on."),
        (asked(Ask.WHICH, "light.lamp", expected="on"), "No light is on."),
        (
            asked(Ask.WHICH, "light.lamp", "light.lamp2", expected="on"),
            "No light is on. The lamp in the den does not tell at the moment.",
        ),
        (asked(Ask.ANY, "light.anna", "light.lamp", expected="on"), "Yes, Anna's lamp is on."),
        (asked(Ask.ANY, "light.lamp", expected="on"), "No, no light is on."),
        (asked(Ask.ALL, "light.anna", "light.lamp", expected="on"), "No, the lamp in the hall is off."),
        (
            asked(Ask.ALL, "light.anna", "media_player.sonos", expected="on"),
            "Yes, Anna's lamp and the Sonos One are on.",
        ),
        (asked(Ask.COUNT, "light.anna", "light.lamp", expected="on"), "One light is on."),
        (asked(Ask.COUNT, "light.lamp", expected="on"), "No light is on."),
        (asked(Ask.WHERE, "person.anna"), "Anna is not at home."),
        (asked(Ask.WHERE, "vacuum.robo"), "The robo is in the hall."),
        (asked(Ask.STATE, "light.nowhere"), "I know of nothing like that here."),
    ],
)
def test_questions_are_answered(answer: str, spoken: str) -> None:
    assert answer == spoken


def test_what_is_heating_is_known_by_what_it_does() -> None:
    found = inquire(Question(ask=Ask.STATE, entity_ids=("climate.heat",), expected="heat"), HOME, STATES.get)
    assert found.facts[0].matches is False


def test_many_that_are_all_so_are_counted() -> None:
    facts = tuple(Fact(entity_id=light, value="on", matches=True) for light in LIGHTS)
    assert told(Found(question=Question(ask=Ask.ALL, entity_ids=LIGHTS, expected="on"), facts=facts)) == (
        "Yes, all 6 are on."
    )


@pytest.mark.parametrize(
    ("ask", "values", "spoken"),
    [
        (Ask.WHERE, ("home", "home", "home"), "The light 0, the light 1 and the light 2 are at home."),
        (Ask.WHERE, ("home", "Work", "home"), "The light 0 and the light 2 are at home. The light 1 is in the work."),
        (
            Ask.WHERE,
            ("not_home", None, None),
            "The light 0 is not at home. I do not know where the light 1 and the light 2 are.",
        ),
        (Ask.STATE, ("on", "off", "on"), "The light 0 and the light 2 are on. The light 1 is off."),
    ],
)
def test_equal_states_are_told_in_one_sentence(ask: Ask, values: tuple[str | None, ...], spoken: str) -> None:
    entity_ids = LIGHTS[: len(values)]
    facts = tuple(Fact(entity_id=light, value=value) for light, value in zip(entity_ids, values, strict=True))
    answer = told(Found(question=Question(ask=ask, entity_ids=entity_ids), facts=facts))
    assert answer == spoken


def test_measurements_are_told_one_by_one() -> None:
    facts = tuple(Fact(entity_id=light, value=20, unit="%") for light in LIGHTS[:2])
    answer = told(Found(question=Question(ask=Ask.VALUE, entity_ids=LIGHTS[:2]), facts=facts))
    assert answer == "The light 0 is at 20%. The light 1 is at 20%."


def test_a_muted_player_is_found() -> None:
    found = inquire(Question(ask=Ask.STATE, entity_ids=("media_player.sonos",), expected="muted"), HOME, STATES.get)
    assert found.facts[0].matches


def test_a_version_number_is_no_measurement() -> None:
    state = State(entity_id="sensor.power", state="2026.10")
    found = inquire(Question(ask=Ask.STATE, entity_ids=("sensor.power",)), HOME, lambda _: state)
    assert found.facts == (Fact(entity_id="sensor.power", value="2026.10"),)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", [*Action])
def test_every_action_can_be_told_in_every_way(language: str, action: Action) -> None:
    values: dict[str, Any] = {}
    if action in (Action.SET, Action.ADJUST):
        values = {"attribute": Attribute.BRIGHTNESS, "value": 20}
    wish = act(action, "light.anna", **values)
    ways = (
        Acted(act=wish, done=("light.anna",)),
        Acted(act=wish, already=("light.anna",)),
        Acted(act=wish, under_way=("light.anna",)),
        Acted(act=wish, asked={"light.anna": "on"}),
    )
    for outcome in ways:
        assert_spoken(told(outcome, language=language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", [*Reason])
def test_every_problem_has_words_with_and_without_details(language: str, reason: Reason) -> None:
    wish = act(Action.UNLOCK, "lock.door")
    full = Problem(reason=reason, entity_ids=("lock.door",), details={"device": "x", "area": "hall"}, act=wish)
    for problem in (Problem(reason=reason), full):
        assert_spoken(told(problem, language=language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("remark", [*Remark])
def test_every_remark_has_words(language: str, remark: Remark) -> None:
    values = {"answer": "Done.", "left": "2", "minutes": "5"}
    assert_spoken(told(Said(remark=remark, values=values), language=language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ask", [*Ask])
def test_every_question_has_words(language: str, ask: Ask) -> None:
    ids = ("light.anna", "light.lamp")
    for facts in (
        (),
        tuple(Fact(entity_id=entity_id, value="on", matches=True) for entity_id in ids),
        tuple(Fact(entity_id=entity_id, value=None) for entity_id in ids),
    ):
        assert_spoken(
            told(Found(question=Question(ask=ask, entity_ids=ids, expected="on"), facts=facts), language=language)
        )


def test_devices_that_are_off_or_cannot_are_told_in_one_sentence() -> None:
    wish = act(Action.ADJUST, *LIGHTS, attribute=Attribute.BRIGHTNESS, value=-10)
    problems = tuple(
        Problem(reason=Reason.CANNOT, entity_ids=(light,), details={"device": light, "why": "off"}) for light in LIGHTS
    )
    assert told(Acted(act=wish, problems=problems)) == "6 lights are off."
    assert told(Acted(act=wish, problems=problems), language="de") == "6 Lichter sind aus."
    few = act(Action.ADJUST, *LIGHTS[:2], attribute=Attribute.BRIGHTNESS, value=-10)
    assert told(Acted(act=few, problems=problems[:2])) == "The light 0 and the light 1 are off."


def test_of_a_group_those_that_cannot_are_left_unmentioned_when_some_were_done() -> None:
    problems = (
        Problem(reason=Reason.CANNOT, entity_ids=LIGHTS[2:3], details={"device": "x"}),
        Problem(reason=Reason.UNAVAILABLE, entity_ids=LIGHTS[3:4], details={"device": "x"}),
    )
    outcome = Acted(act=act(Action.TURN_ON, *LIGHTS), done=LIGHTS[:2], problems=problems)
    assert told(outcome) == "Turned on the light 0 and the light 1. The light 3 is not reachable."
    assert [problem.reason for problem in outcome.concerns] == [Reason.UNAVAILABLE]


def test_a_device_that_was_named_is_told_of_even_so() -> None:
    wish = act(Action.LOCK, "light.anna")
    outcome = Acted(act=wish, problems=(Problem(reason=Reason.CANNOT, entity_ids=("light.anna",)),))
    assert told(outcome) == "I cannot lock Anna's lamp."


@pytest.mark.parametrize(
    ("count", "ask", "answer"),
    [
        (6, Ask.WHICH, "The light 0, the light 1, the light 2, the light 3, the light 4 and the light 5 are on."),
        (9, Ask.WHICH, "9 lights are on: the light 0, the light 1 and 7 more."),
        (9, Ask.ANY, "Yes, 9 lights are on: the light 0, the light 1 and 7 more."),
    ],
)
def test_of_many_that_are_so_the_first_few_are_named(count: int, ask: Ask, answer: str) -> None:
    lights = {f"light.l{number}": Entity(entity_id=f"light.l{number}", name=f"Light {number}") for number in range(9)}
    facts = tuple(Fact(entity_id=light, value="on", matches=True) for light in [*lights][:count])
    found = Found(question=Question(ask=ask, entity_ids=tuple(lights), expected="on"), facts=facts)
    assert Answerer(phrases("en"), Home(version=1, entities=lights)).answer([found]) == answer


@pytest.mark.parametrize(
    ("open_", "answer"), [(0, "No window is open."), (1, "One window is open."), (2, "Two windows are open.")]
)
def test_what_is_counted_has_the_name_of_its_kind(open_: int, answer: str) -> None:
    ids = ("binary_sensor.a", "cover.b")
    entities = {found: Entity(entity_id=found, name=found, device_class="window") for found in ids}
    facts = tuple(
        Fact(entity_id=found, value="open" if number < open_ else "closed", matches=number < open_)
        for number, found in enumerate(ids)
    )
    found = Found(question=Question(ask=Ask.COUNT, entity_ids=ids, expected="open"), facts=facts)
    assert Answerer(phrases("en"), Home(version=1, entities=entities)).answer([found]) == answer


def measured(name: str, device_class: str, value: float, unit: str, area_id: str | None = "den") -> str:
    entity = Entity(entity_id="sensor.x", name=name, device_class=device_class, area_id=area_id)
    areas = {"den": Area(area_id="den", name="Living Room", aliases=("Lounge",))}
    home = Home(version=1, areas=areas, entities={"sensor.x": entity})
    fact = Fact(entity_id="sensor.x", value=value, unit=unit)
    found = Found(question=Question(ask=Ask.VALUE, entity_ids=("sensor.x",)), facts=(fact,))
    return Answerer(phrases("en"), home).answer([found])


@pytest.mark.parametrize(
    ("sensor", "answer"),
    [
        (("Living Room Sensor Temperature", "temperature", 21.9, "°C"), "It is 21.9 degrees in the living room."),
        (("Lounge Humidity", "humidity", 41, "%"), "The humidity in the living room is 41%."),
        (
            ("Living Room Floor Temperature", "temperature", 24, "°C"),
            "The Living Room Floor Temperature is 24 degrees.",
        ),
        (("Weather Station Temperature", "temperature", 7, "°C"), "It is 7 degrees outside."),
        (("Temperature", "temperature", 7, "°C", None), "The temperature is 7 degrees."),
        (("Home Power", "power", 1234, "W"), "You are using 1.2 kilowatts."),
        (("Living Room Power", "power", 80, "W"), "The Living Room Power is 80 watts."),
        (("Dryer Power", "power", 80, "W"), "The Dryer Power is 80 watts."),
        (("Living Room Dust", "pm25", 8, "µg/m³"), "The Living Room Dust is at 8 µg/m³."),
    ],
)
def test_measurements_are_told_as_people_ask_for_them(sensor: tuple[Any, ...], answer: str) -> None:
    assert measured(*sensor) == answer


def test_two_sensors_of_a_room_are_told_apart_by_their_names() -> None:
    ids = ("sensor.a", "sensor.b")
    names = ("Hall Temperature", "Hall Sensor Temperature")
    entities = {
        found: Entity(entity_id=found, name=name, device_class="temperature", area_id="hall")
        for found, name in zip(ids, names, strict=True)
    }
    facts = tuple(Fact(entity_id=found, value=20, unit="°C") for found in ids)
    found = Found(question=Question(ask=Ask.VALUE, entity_ids=ids), facts=facts)
    assert Answerer(phrases("en"), Home(version=1, areas=HOME.areas, entities=entities)).answer([found]) == (
        "The Hall Temperature is 20 degrees. The Hall Sensor Temperature is 20 degrees."
    )


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Counter Lights", "The Counter Lights are on."),
        ("Counter Light", "The Counter Light is on."),
        ("Sonos", "The sonos is on."),
        ("Compass", "The compass is on."),
    ],
)
def test_a_verb_agrees_with_the_name(name: str, answer: str) -> None:
    home = Home(version=1, entities={"light.x": Entity(entity_id="light.x", name=name)})
    fact = Fact(entity_id="light.x", value="on")
    found = Found(question=Question(ask=Ask.STATE, entity_ids=("light.x",)), facts=(fact,))
    assert Answerer(phrases("en"), home).answer([found]) == answer


def test_a_language_without_phrases_falls_back_to_english() -> None:
    assert told(Said(remark=Remark.CANNOT), language="xx") == "That I cannot do."


def test_a_missing_phrase_is_an_error_not_a_silence() -> None:
    data = {"names": {"bare_pattern": "", "bare_domains": []}}
    with pytest.raises(KeyError, match=r"done\.turn_on"):
        Phrases(data).say("done", "turn_on")


def assert_spoken(text: str) -> None:
    """Assert that a text is one to be spoken: not empty, whole, a capital first, no markup and no placeholder."""
    assert text
    assert text == text.strip()
    assert text[0] == text[0].upper()
    assert text[-1] in ".?"
    assert not re.search(r"[{}*_#<>`]|\s\s|None\b(?! is)", text)


@pytest.mark.parametrize(("entity_id", "word"), [("light.lamp", "encendida"), ("switch.pump", "encendido")])
def test_a_state_has_the_word_that_goes_with_what_the_device_is(entity_id: str, word: str) -> None:
    entity = Entity(entity_id=entity_id, name="Lamp")
    assert phrases("es").state("on", entity) == word


@pytest.mark.parametrize(("count", "word"), [(1, "abierta"), (2, "abiertas")])
def test_a_state_has_the_word_for_as_many_as_are_in_it(count: int, word: str) -> None:
    entity = Entity(entity_id="binary_sensor.w", name="Ventana", device_class="window")
    assert phrases("es").state("open", entity, count) == word
