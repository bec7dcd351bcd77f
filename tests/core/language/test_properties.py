"""Whatever is said in whatever home, the reader stays within the home and within range."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.llm_agents.core.home.model import Area, Entity, Floor, Home, State
from custom_components.llm_agents.core.language.actions import PERCENT
from custom_components.llm_agents.core.language.codec import request_from_json, request_to_json
from custom_components.llm_agents.core.language.data import languages, load
from custom_components.llm_agents.core.language.lexicon import expand, lexicon
from custom_components.llm_agents.core.language.reader import ReadContext, Reader
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Conditional,
    Problem,
    Question,
    Request,
    Scheduled,
)

LANGUAGES = [language for language in languages() if load(language)["language"]]
READERS = {language: Reader(language) for language in LANGUAGES}
WORDS = {language: sorted(lexicon(language).words) for language in LANGUAGES}
HOSTILE = (
    "<b>x</b>",
    "<script>alert(1)</script>",
    "{{ states('lock.front') }}",
    "{name}",
    "100%",
    "…",
    "קולנוע ביתי",
    "\u202etoor tceles\u202c",
    "مصباح",
    "1",
    "21,5 °C",
    "a" * 300,
    "lampe" * 2000,
    "x " * 5000,
    "and",
    "light light",
    "turn off",
    "all",
    "everything except",
    "l'",
    "ﬁﬂ ß İ ǅ",
    "\x00\x1b[31m",
)
# How each language begins to turn something on, where one phrase says it.
WORDS_FOR_ON = {
    language: [
        phrase
        for template in load(language)["language"]["groups"]["verbs"]["on"]
        for phrase in expand(template)
        if "..." not in phrase
    ]
    for language in LANGUAGES
}
DOMAINS = ("light", "switch", "fan", "cover", "lock", "climate", "media_player", "vacuum", "sensor", "todo", "scene")


def names(language: str) -> st.SearchStrategy[str]:
    """Draw a name: any text, words of the language (its verbs and numbers too), or a hostile one."""
    words = st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=4).map(" ".join)
    return st.one_of(st.text(max_size=20), words, st.sampled_from(HOSTILE))


def sentences(language: str) -> st.SearchStrategy[str]:
    """Draw a sentence: any text, or words of the language mixed with numbers and names."""
    pieces = st.one_of(st.sampled_from(WORDS[language]), st.integers(-5, 500).map(str), names(language))
    return st.one_of(
        st.text(max_size=80),
        st.lists(pieces, max_size=14).map(" ".join),
        st.lists(st.sampled_from(WORDS[language]), max_size=14).map(lambda said: " ".join(said) + "?"),
        st.just("turn on the light " * 700),
    )


@st.composite
def homes(draw: st.DrawFn, language: str) -> Home:
    """Draw a home with arbitrary names."""
    names_of = names(language)
    floors = {f"f{i}": Floor(floor_id=f"f{i}", name=draw(names_of)) for i in range(draw(st.integers(0, 2)))}
    areas = {
        f"a{i}": Area(area_id=f"a{i}", name=draw(names_of), floor_id=draw(st.sampled_from([None, *floors])))
        for i in range(draw(st.integers(0, 3)))
    }
    entities = {}
    for i in range(draw(st.integers(0, 8))):
        entity_id = f"{draw(st.sampled_from(DOMAINS))}.e{i}"
        entities[entity_id] = Entity(
            entity_id=entity_id,
            name=draw(names_of),
            aliases=tuple(draw(st.lists(names_of, max_size=2))),
            area_id=draw(st.sampled_from([None, *areas])),
            device_class=draw(st.sampled_from([None, "blind", "temperature", "garage"])),
        )
    return Home(version=1, floors=floors, areas=areas, entities=entities)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), area=st.sampled_from([None, "a0", "nowhere"]))
def test_reading_stays_within_the_home(language: str, data: st.DataObject, area: str | None) -> None:
    """Never an exception, an entity the home does not have, or a per cent out of range."""
    reader, home = READERS[language], data.draw(homes(language))

    def states(entity_id: str) -> State:
        return State(entity_id=entity_id, state="on", attributes={"source_list": ["A"], "max_temp": 30})

    earlier = reader.read(data.draw(sentences(language)), home, states, ReadContext(area_id=area))
    pending = next((request for request in earlier.requests if isinstance(request, Problem)), None)
    context = ReadContext(area_id=area, last=earlier.requests, pending=pending)
    reading = reader.read(data.draw(sentences(language)), home, states, context)
    assert 0.0 <= reading.confidence <= 1.0
    for request in reading.requests:
        check(request, home)


def check(request: Request, home: Home) -> None:
    """Hold a request against the home it was read for."""
    if isinstance(request, Act | Question):
        assert set(request.entity_ids) <= home.entities.keys()
    if isinstance(request, Problem):
        assert set(request.candidates) <= home.entities.keys()
        if request.act is not None:
            check(request.act, home)
    if isinstance(request, Scheduled | Conditional):
        assert request_from_json(request_to_json(request)) == request
        for inner in request.requests:
            check(inner, home)
    if isinstance(request, Conditional):
        for inner in (*request.otherwise, *(item.question for item in request.conditions if item.question)):
            check(inner, home)
    if isinstance(request, Act) and request.attribute in PERCENT and request.action is Action.SET:
        assert isinstance(request.value, int | float)
        assert 0 <= request.value <= 100


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_hides_no_other_device(language: str, name: str) -> None:
    """A device called so is never acted on by a sentence about all lights of another room."""
    lamp = Entity(entity_id="light.kitchen", name="Qwrtz", area_id="a0")
    hostile = Entity(entity_id="switch.hostile", name=name)
    home = Home(
        version=1,
        areas={"a0": Area(area_id="a0", name="Xyloo")},
        entities={entity.entity_id: entity for entity in (lamp, hostile)},
    )
    on = next(phrase for phrase in WORDS_FOR_ON[language])
    reading = READERS[language].read(f"{on} Qwrtz", home, lambda i: State(entity_id=i, state="off"), ReadContext())
    acted = {i for request in reading.requests if isinstance(request, Act) for i in request.entity_ids}
    assert acted <= {"light.kitchen"}
