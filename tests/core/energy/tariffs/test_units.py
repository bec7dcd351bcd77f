"""Units of prices."""

import pytest

from custom_components.llm_agents.core.energy.tariffs.bad_input import BadInput
from custom_components.llm_agents.core.energy.tariffs.units import check_same, check_scale, price_unit, unit_in_name


@pytest.mark.parametrize(
    ("text", "factor", "fits", "fits_not"),
    [
        ("EUR/kWh", 1.0, "EUR", "SEK"),
        ("€/MWh", 1e-3, "EUR", "GBP"),
        ("ct/kWh", 0.01, "CHF", None),
        ("c€/kWh", 0.01, "EUR", "USD"),
        ("Øre/kWh", 0.01, "DKK", "EUR"),
        ("öre/kWh", 0.01, "SEK", "EUR"),
        ("p/kWh", 0.01, "GBP", "EUR"),
        ("GBP/kWh", 1.0, "GBP", "EUR"),
        ("$/kWh", 1.0, "AUD", "EUR"),
        ("EUR/Wh", 1e3, "EUR", "USD"),
        ("EUR/mWh", 1e-3, "EUR", "USD"),
        ("kr/kWh", 1.0, "NOK", "EUR"),
        ("zł/MWh", 1e-3, "PLN", "EUR"),
        ("Rp/kWh", 0.01, "CHF", "EUR"),
        ("cents per kWh", 0.01, "NZD", None),
    ],
)
def test_a_unit_comes_to_a_factor(text: str, factor: float, fits: str, fits_not: str | None) -> None:
    unit = price_unit(text)
    assert unit is not None
    assert unit.factor == pytest.approx(factor)
    unit.check(fits)
    if fits_not:
        with pytest.raises(BadInput, match="currency"):
            unit.check(fits_not)


@pytest.mark.parametrize("text", [None, "", "kWh", "EUR", "EUR/m³", "%", "W"])
def test_what_is_no_unit_of_prices_is_none(text: str | None) -> None:
    assert price_unit(text) is None


@pytest.mark.parametrize(
    ("name", "factor"),
    [("price_ct_per_kwh", 0.01), ("price_eur_per_mwh", 1e-3), ("price_pence_per_kwh", 0.01), ("per_kwh", 1.0)],
)
def test_a_name_may_tell_the_unit(name: str, factor: float) -> None:
    unit = unit_in_name(name)
    assert unit is not None
    assert unit.factor == pytest.approx(factor)


def test_a_name_without_a_unit_tells_none() -> None:
    assert unit_in_name("value_inc_vat") is None


@pytest.mark.parametrize(("values", "currency"), [([28.0] * 24, "EUR"), ([120.0], "SEK"), ([4000.0], "HUF")])
def test_absurd_prices_are_refused(values: list[float], currency: str) -> None:
    with pytest.raises(BadInput, match="absurd"):
        check_scale(values, currency)


@pytest.mark.parametrize(
    ("values", "currency"), [([0.3, 4.0, -0.5], "EUR"), ([45.0], "JPY"), ([99.0], "XAU"), ([], "EUR")]
)
def test_a_peak_or_an_unknown_currency_is_not_absurd(values: list[float], currency: str) -> None:
    check_scale(values, currency)


def test_two_units_of_one_price_are_noticed() -> None:
    with pytest.raises(BadInput, match="mixed"):
        check_same(25.0, 0.25)
    check_same(0.25, 0.31)
    check_same(0.0, 0.31)
