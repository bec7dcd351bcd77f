"""Times in sentences: what they are, and which words they take."""

from collections.abc import Callable

import pytest

from custom_components.llm_agents.core.home.index import index_of
from custom_components.llm_agents.core.language.lexicon import lexicon
from custom_components.llm_agents.core.language.moments import Part, Sun, When
from custom_components.llm_agents.core.language.times import Mention, TimeReader, Use

from .homes import demo_home
from .house import house

type Find = Callable[[str], list[tuple[str, Mention]]]


@pytest.fixture
def find() -> Find:
    """Return what finds the times of an English sentence, each with its words."""
    words_of = lexicon("en")

    def found(text: str) -> list[tuple[str, Mention]]:
        words = words_of.normaliser.words(text)
        index = index_of(house(), words_of.normaliser)
        mentions = TimeReader(words, words_of, index).mentions()
        return [(" ".join(word.text for word in words[m.start : m.end]), m) for m in mentions]

    return found


@pytest.mark.parametrize(
    ("text", "words", "when"),
    [
        ("turn it off in ten minutes", "in ten minutes", When(seconds=600)),
        ("in an hour and a half turn it off", "in an hour and a half", When(seconds=5400)),
        ("turn it off in 1 hour and 15 minutes", "in 1 hour and 15 minutes", When(seconds=4500)),
        ("ten minutes from now turn it off", "ten minutes from now", When(seconds=600)),
        ("in two days turn it off", "in two days", When(seconds=172_800)),
        ("in two days at 7 turn it off", "in two days at 7", When(day=2, minute=420)),
        ("turn it on at 10 pm", "at 10 pm", When(minute=1320, exact=True)),
        ("turn it on at 10 p.m. please", "at 10 p m", When(minute=1320, exact=True)),
        ("turn it on at 12 am", "at 12 am", When(minute=0, exact=True)),
        ("turn it on at 22:15", "at 22:15", When(minute=1335, exact=True)),
        ("turn it on at 7:30", "at 7:30", When(minute=450)),
        ("turn it on at 07:30", "at 07:30", When(minute=450, exact=True)),
        ("at half past seven turn it on", "at half past seven", When(minute=450)),
        ("at a quarter to eight turn it on", "at a quarter to eight", When(minute=465)),
        ("turn it on at ten past seven", "at ten past seven", When(minute=430)),
        ("turn it on at five to half past seven", "at five to half past seven", When(minute=445)),
        ("turn it on at seven thirty", "at seven thirty", When(minute=450)),
        ("turn it on at 7 o'clock", "at 7 o'clock", When(minute=420)),
        ("tomorrow at 7 turn it on", "tomorrow at 7", When(day=1, minute=420)),
        ("turn it on at 7 tomorrow morning", "at 7 tomorrow morning", When(day=1, minute=420, part=Part.MORNING)),
        ("turn it on on friday at 8 in the evening", "on friday at 8 in the evening", When(weekday=4, minute=480, part=Part.EVENING)),
        ("turn it on tonight", "tonight", When(day=0, part=Part.EVENING)),
        ("turn it on at noon", "at noon", When(part=Part.NOON)),
        ("turn it off at midnight", "at midnight", When(part=Part.MIDNIGHT)),
        ("turn it on at sunset", "at sunset", When(sun=Sun.SET)),
        ("turn it on tomorrow at sunrise", "tomorrow at sunrise", When(day=1, sun=Sun.RISE)),
        ("turn it on half an hour after sunset", "half an hour after sunset", When(sun=Sun.SET, seconds=1800)),
        ("turn it on ten minutes before sunrise", "ten minutes before sunrise", When(sun=Sun.RISE, seconds=-600)),
    ],
)  # fmt: skip
def test_a_point_in_time_is_found_with_its_words(find: Find, text: str, words: str, when: When) -> None:
    ((said, mention),) = find(text)
    assert (said, mention.use, mention.when) == (words, Use.AT, when)


@pytest.mark.parametrize(
    ("text", "words", "when"),
    [
        ("turn it on for an hour", "for an hour", When(seconds=3600)),
        ("turn it on for the next 20 minutes", "for the next 20 minutes", When(seconds=1200)),
        ("turn it on until 10 pm", "until 10 pm", When(minute=1320, exact=True)),
        ("turn it on until tomorrow morning", "until tomorrow morning", When(day=1, part=Part.MORNING)),
        ("turn it on until sunset", "until sunset", When(sun=Sun.SET)),
    ],
)
def test_an_end_is_found_with_its_words(find: Find, text: str, words: str, when: When) -> None:
    ((said, mention),) = find(text)
    assert (said, mention.use, mention.when) == (words, Use.UNTIL, when)


@pytest.mark.parametrize("text", ["turn it on every day at 7", "every morning at 7 turn it on", "on mondays at 7"])
def test_what_comes_again_and_again_is_told_from_a_time(find: Find, text: str) -> None:
    assert Use.STANDING in [mention.use for _, mention in find(text)]


@pytest.mark.parametrize("text", ["turn it on later", "turn it on tomorrow", "turn it on on monday"])
def test_a_day_alone_is_no_time(find: Find, text: str) -> None:
    assert [mention.use for _, mention in find(text)] == [Use.VAGUE]


@pytest.mark.parametrize(
    "text",
    [
        "turn on five lights",
        "dim it to 5",
        "set it to 21 degrees",
        "set it at 21 degrees",
        "set it at 50 %",
        "activate movie night",
        "what is it like today",
        "",
    ],
)
def test_what_is_no_time_is_left_alone(find: Find, text: str) -> None:
    assert find(text) == []


def test_a_value_before_a_day_is_no_hour(find: Find) -> None:
    (said, mention) = find("set it to 20 tomorrow at 8")[0]
    assert (said, mention.when) == ("tomorrow at 8", When(day=1, minute=480))


def test_a_number_after_at_may_be_a_value(find: Find) -> None:
    assert [mention.sure for _, mention in find("set the thermostat at 21")] == [False]
    assert [mention.sure for _, mention in find("turn it on at 9 pm")] == [True]


def test_each_part_of_a_sentence_has_its_own_time(find: Find) -> None:
    found = find("open the blinds at sunrise and close them at sunset")
    assert [mention.when.sun for _, mention in found] == [Sun.RISE, Sun.SET]


def test_a_name_of_the_home_is_no_time() -> None:
    home, _ = demo_home()
    words_of = lexicon("en")
    index = index_of(home, words_of.normaliser)
    words = words_of.normaliser.words("run the good night script")
    assert TimeReader(words, words_of, index).mentions() == []


@pytest.mark.parametrize("hours", ["9" * 20, "9" * 400])
def test_a_span_has_an_end(find: Find, hours: str) -> None:
    ((_, mention),) = find(f"turn it on in {hours} hours")
    assert mention.when == When(seconds=10**9)
