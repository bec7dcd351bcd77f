"""Formulas of taxes and fees."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.llm_agents.core.energy.tariffs.bad_input import BadInput
from custom_components.llm_agents.core.energy.tariffs.formula import NAMES, formula

VALUES = {"spot": 0.1, "vat": 0.19, "fees": 0.05, "hour": 18.0, "weekday": 2.0, "month": 7.0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spot", 0.1),
        ("= spot * 1.19 + 0.16", 0.279),
        ("(spot + fees) * (1 + vat)", 0.1785),
        ("-spot + +0.2", 0.1),
        ("max(spot, 0.15) - min(0.02, 0.01, 1)", 0.14),
        ("round(spot * 1.234, 2)", 0.12),
        ("abs(0 - spot) / 2", 0.05),
        ("spot + (0.1 if 17 <= hour < 21 and weekday < 5 else 0.02)", 0.2),
        ("spot if not (month == 7 or month == 8) else 2 * spot", 0.2),
        ("7 % 4", 3.0),
    ],
)
def test_a_formula_is_computed(text: str, expected: float) -> None:
    assert formula(text)(VALUES) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "formula_syntax"),
        ("spot *", "formula_syntax"),
        ("spot * 1,19", "formula_comma"),
        ("price * 2", "formula_name"),
        ("__import__('os')", "formula_call"),
        ("().__class__", "formula_part"),
        ("spot.real", "formula_part"),
        ("open(spot)", "formula_call"),
        ("max(spot)", "formula_call"),
        ("max(*[spot])", "formula_call"),
        ("max(spot, key=spot)", "formula_call"),
        ("9 ** 9 ** 9", "formula_part"),
        ("[spot for spot in (1, 2)]", "formula_part"),
        ("lambda: spot", "formula_part"),
        ("(spot := 1)", "formula_part"),
        ("'spot'", "formula_part"),
        ("True", "formula_part"),
        ("1e12", "formula_part"),
        ("spot in (1, 2)", "formula_part"),
        ("~1", "formula_part"),
        ("spot + " * 80 + "1", "formula_long"),
        ("-" * 60 + "spot", "formula_long"),
    ],
)
def test_anything_else_is_refused(text: str, key: str) -> None:
    with pytest.raises(BadInput) as fault:
        formula(text)
    assert fault.value.key == key


@pytest.mark.parametrize("text", ["spot / 0", "1e6 * 1e6 * 1e6", "spot % (vat - 0.19)"])
def test_a_result_that_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="formula_result"):
        formula(text)(VALUES)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="spotvahurfe0123456789.+-*/%()<>=,: \n_[]'\"", max_size=40))
def test_no_text_does_anything_but_compute_or_be_refused(text: str) -> None:
    try:
        result = formula(text)(VALUES)
    except BadInput:
        return
    assert isinstance(result, float)


def test_all_names_are_known() -> None:
    assert set(VALUES) == set(NAMES)
