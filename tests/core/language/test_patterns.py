"""Templates matched as they are written say the same as those that are written out."""

from collections.abc import Sequence

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.llm_agents.core.language.patterns import Patterns
from custom_components.llm_agents.core.language.templates import Match, Templates

WORDS = ("a", "b", "c", "d")


def fold(phrase: str) -> Sequence[str]:
    return phrase.replace("-", " ").split()


def matched(template: str, words: str) -> list[Match]:
    return list(Patterns({"m": [template]}, fold).matches(words.split()))


@pytest.mark.parametrize(
    ("template", "words", "slots"),
    [
        ("a {x} b", "a c d b", {"x": (1, 3)}),
        ("(a|b) [c] {x}", "b c d", {"x": (2, 3)}),
        ("a [b [c]] d", "a b c d", {}),
        ("(a b|c) d", "a b d", {}),
        ("a(b|c) d", "ac d", {}),
        ("a-b [{x}]", "a b", {}),
        ("[a] [b] c", "c", {}),
        ("a (|b) c", "a c", {}),
    ],
)
def test_a_template_fits(template: str, words: str, slots: dict[str, tuple[int, int]]) -> None:
    assert Match("m", slots) in matched(template, words)


@pytest.mark.parametrize(("template", "words"), [("a {x}", "a"), ("a b", "a b c"), ("(a|b) c", "c"), ("a", "")])
def test_a_template_does_not_fit(template: str, words: str) -> None:
    assert matched(template, words) == []


def test_a_template_of_slots_alone_is_none() -> None:
    assert matched("{x} [a]", "a b") == []


def test_those_with_most_words_of_their_own_come_first() -> None:
    patterns = Patterns({"wide": ["a {x}"], "narrow": ["a b {x}"]}, fold)
    assert [one.meaning for one in patterns.matches(["a", "b", "c"])] == ["narrow", "wide"]


def test_what_a_hostile_sentence_costs_is_bounded() -> None:
    patterns = Patterns({"m": ["a {x} a {y} a {z} a b"]}, fold)
    assert list(patterns.matches(["a"] * 40 + ["c"])) == []


@settings(max_examples=60, deadline=None)
@given(
    template=st.recursive(
        st.sampled_from((*WORDS, "{x}")),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(" ".join),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
            inner.map(lambda part: f"[{part}]"),
        ),
        max_leaves=6,
    ),
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
)
def test_it_fits_what_the_written_out_templates_fit(template: str, words: list[str]) -> None:
    """A slot may stand once in what is written out, and some word has to be there."""
    if template.count("{x}") > 1:
        return
    expected = {str(one) for one in Templates({"m": [f"{template} d"]}, fold).matches([*words, "d"])}
    assert {str(one) for one in Patterns({"m": [f"{template} d"]}, fold).matches([*words, "d"])} == expected
