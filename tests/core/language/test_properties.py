"""Whatever is said in whatever home, the reader stays within the home and within range."""

from hypothesis import given, settings, strategies as st

from custom_components.llm_agents.core.home.model import Area, Entity, Floor, Home, State
from custom_components.llm_agents.core.language.actions import PERCENT
from custom_components.llm_agents.core.language.lexicon import lexicon
from custom_components.llm_agents.core.language.reader import ReadContext, Reader
from custom_components.llm_agents.core.language.request import Act, Action, Problem, Question

READER = Reader("en")
WORDS = sorted(lexicon("en").words)
DOMAINS = ("light", "switch", "fan", "cover", "lock", "climate", "media_player", "vacuum", "sensor", "todo", "scene")

names = st.one_of(
    st.text(max_size=20),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    st.sampled_from(["<b>x</b>", "{{ 1 }}", "100%", "…", "קולנוע", "1", "a" * 300, "and", "light light"]),
)
sentences = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(st.sampled_from(WORDS), st.integers(-5, 500).map(str), names), max_size=14).map(" ".join),
    st.just("turn on the light " * 700),
)


@st.composite
def homes(draw: st.DrawFn) -> Home:
    """Draw a home with arbitrary names."""
    floors = {f"f{i}": Floor(floor_id=f"f{i}", name=draw(names)) for i in range(draw(st.integers(0, 2)))}
    areas = {
        f"a{i}": Area(area_id=f"a{i}", name=draw(names), floor_id=draw(st.sampled_from([None, *floors])))
        for i in range(draw(st.integers(0, 3)))
    }
    entities = {}
    for i in range(draw(st.integers(0, 8))):
        entity_id = f"{draw(st.sampled_from(DOMAINS))}.e{i}"
        entities[entity_id] = Entity(
            entity_id=entity_id,
            name=draw(names),
            aliases=tuple(draw(st.lists(names, max_size=2))),
            area_id=draw(st.sampled_from([None, *areas])),
            device_class=draw(st.sampled_from([None, "blind", "temperature", "garage"])),
        )
    return Home(version=1, floors=floors, areas=areas, entities=entities)


@settings(max_examples=150, deadline=None)
@given(text=sentences, home=homes(), area=st.sampled_from([None, "a0", "nowhere"]), before=sentences)
def test_reading_stays_within_the_home(text: str, home: Home, area: str | None, before: str) -> None:
    """Never an exception, an entity the home does not have, or a per cent out of range."""

    def states(entity_id: str) -> State:
        return State(entity_id=entity_id, state="on", attributes={"source_list": ["A"], "max_temp": 30})

    earlier = READER.read(before, home, states, ReadContext(area_id=area))
    pending = next((request for request in earlier.requests if isinstance(request, Problem)), None)
    context = ReadContext(area_id=area, last=earlier.requests, pending=pending)
    reading = READER.read(text, home, states, context)
    assert 0.0 <= reading.confidence <= 1.0
    for request in reading.requests:
        if isinstance(request, Act | Question):
            assert set(request.entity_ids) <= home.entities.keys()
        if isinstance(request, Problem):
            assert set(request.candidates) <= home.entities.keys()
        if isinstance(request, Act) and request.attribute in PERCENT and request.action is Action.SET:
            assert isinstance(request.value, int | float)
            assert 0 <= request.value <= 100
