"""Bad inputs become a value that can be used, or none, and one finding; nothing that is not known becomes 0."""

import json
import math

from hypothesis import given, strategies as st
import numpy as np
import pytest

from custom_components.llm_agents.core.energy import checking
from custom_components.llm_agents.core.energy.checking import (
    Checked,
    Source,
    Watch,
    Wrong,
    check_forecast,
    check_prices,
)
from custom_components.llm_agents.core.energy.steps import DAY, HOUR, MINUTE, Series, Steps

NOW = 1_709_506_800.0


def key(checked: Checked) -> Wrong | None:
    return None if checked.finding is None else checked.finding.key


def grid() -> Watch:
    return Watch("Grid", checking.power(10.0, signed=True))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("unavailable", Wrong.MISSING), (None, Wrong.MISSING), ("abc", Wrong.NOT_A_NUMBER), ("nan", Wrong.NOT_A_NUMBER)],
)
def test_what_is_no_number_is_the_last_value_then_what_is_usual_then_nothing(text: object, wrong: Wrong) -> None:
    watch = grid()
    assert watch.check(text, NOW, NOW) == Checked(
        value=None, source=Source.NOTHING, finding=watch._finding(wrong, text)
    )
    assert watch.check(text, NOW, NOW, usual=0.7).value == 0.7
    assert watch.check("1.5", NOW, NOW).finding is None
    after = watch.check(text, NOW, NOW + HOUR, usual=0.7)
    assert (after.value, after.source, key(after)) == (1.5, Source.LAST, wrong)
    late = watch.check(text, NOW, NOW + DAY, usual=0.7)
    assert (late.value, late.source) == (0.7, Source.PROFILE)


def test_watts_are_taken_as_such_and_told() -> None:
    checked = grid().check("2300", NOW, NOW)
    assert checked.value == pytest.approx(2.3)
    assert (checked.source, key(checked)) == (Source.CONVERTED, Wrong.UNIT)
    assert checked.finding is not None
    assert checked.finding.placeholders == {"name": "Grid", "value": "2300"}


def test_what_is_in_no_unit_plausible_is_refused() -> None:
    assert key(grid().check("1e9", NOW, NOW)) is Wrong.ABSURD


def test_negative_noise_of_the_sun_is_nothing_and_a_negative_power_is_a_wrong_sign() -> None:
    watch = Watch("Roof", checking.power(5.0, signed=False))
    assert watch.check("-0.01", NOW, NOW) == Checked(value=0.0, source=Source.MEASURED)
    assert key(watch.check("-3", NOW, NOW)) is Wrong.NEGATIVE
    assert watch.check("-3", NOW, NOW).value == 0.0  # the last good value
    assert Watch("Roof", checking.power(5.0, signed=False)).check("-3", NOW, NOW).value is None


def test_late_values_are_used_for_some_time_and_told() -> None:
    watch = grid()
    late = watch.check("1", NOW - HOUR, NOW)
    assert (late.value, late.source, key(late)) == (1.0, Source.LAST, Wrong.LATE)
    assert grid().check("1", NOW - DAY, NOW).value is None


def test_a_sensor_that_does_not_move_is_suspected_and_one_at_nought_is_not() -> None:
    watch = Watch("Outside", checking.OUTDOOR)
    assert watch.check("7.1", NOW, NOW).finding is None
    assert key(watch.check("7.1", NOW + 25 * HOUR, NOW + 25 * HOUR)) is Wrong.STUCK
    assert watch.check("7.2", NOW + 26 * HOUR, NOW + 26 * HOUR).finding is None
    roof = Watch("Roof", checking.power(5.0, signed=False))
    roof.check("0", NOW, NOW)
    assert roof.check("0", NOW + 14 * HOUR, NOW + 14 * HOUR).finding is None


def test_a_battery_that_reports_nought_at_its_start_is_not_believed() -> None:
    watch = Watch("Battery", checking.STATE_OF_CHARGE)
    assert watch.check("0", NOW, NOW).value is None
    watch.check("0.62", NOW, NOW)
    restarted = Watch("Battery", checking.STATE_OF_CHARGE)
    restarted.restore(json.loads(json.dumps(watch.state())))
    checked = restarted.check("0", NOW + MINUTE, NOW + MINUTE)
    assert (checked.value, key(checked)) == (0.62, Wrong.STARTING)


def test_a_battery_that_empties_is_believed() -> None:
    watch = Watch("Battery", checking.STATE_OF_CHARGE)
    watch.check("0.03", NOW, NOW)
    assert watch.check("0.0", NOW + MINUTE, NOW + MINUTE) == Checked(value=0.0, source=Source.MEASURED)


@given(st.one_of(st.none(), st.text(max_size=8), st.floats(), st.integers()), st.floats(-1e6, 1e6))
def test_whatever_is_given_a_value_is_possible_or_none(state: object, age: float) -> None:
    watch = Watch("x", checking.power(5.0, signed=False))
    value = watch.check(state, NOW - age, NOW).value
    assert value is None or (math.isfinite(value) and 0.0 <= value <= 10.0)


def prices(*values: float, start: float = NOW) -> Series:
    return Series(Steps.even(start, HOUR, len(values)), np.array(values, dtype=np.float64))


PAST = prices(*([0.2, 0.3] * 24), start=NOW - 2 * DAY)


@pytest.mark.parametrize("factor", [100.0, 1000.0])
def test_prices_in_cents_or_per_megawatt_hour_are_converted_and_told(factor: float) -> None:
    checked, findings = check_prices("Grid", prices(0.25 * factor, 0.3 * factor), PAST)
    assert checked.values == pytest.approx([0.25, 0.3])
    assert [each.key for each in findings] == [Wrong.UNIT]


def test_negative_and_high_prices_are_not_absurd() -> None:
    checked, findings = check_prices("Grid", prices(-0.4, 0.9, 0.25), PAST)
    assert checked.values == pytest.approx([-0.4, 0.9, 0.25])
    assert findings == ()


def test_one_absurd_price_is_what_it_was_at_that_time() -> None:
    checked, findings = check_prices("Grid", prices(0.25, 90.0, 0.25), PAST)
    assert checked.values == pytest.approx([0.25, 0.3, 0.25])
    assert [each.key for each in findings] == [Wrong.ABSURD]


def test_no_price_at_all_is_missing_and_stays_unknown() -> None:
    checked, findings = check_prices("Grid", prices(math.nan, math.inf), PAST)
    assert np.isnan(checked.values).all()
    assert [each.key for each in findings] == [Wrong.MISSING]


def test_without_a_history_the_usual_price_tells_the_unit() -> None:
    checked, findings = check_prices("Grid", prices(95.0, 110.0), None, usual=0.25)
    assert checked.values == pytest.approx([0.095, 0.11])
    assert findings[0].key is Wrong.UNIT
    assert check_prices("Grid", prices(95.0), None)[1] == ()


def test_a_solar_forecast_in_watts_is_converted() -> None:
    checked, findings = check_forecast("Roof", prices(0, 2500, 4000), high=5.0, past=None)
    assert checked.values == pytest.approx([0, 2.5, 4])
    assert [each.key for each in findings] == [Wrong.UNIT]


def test_a_solar_forecast_below_nought_or_beyond_the_panels_is_what_it_was() -> None:
    checked, findings = check_forecast("Roof", prices(-0.01, -2, 20, 3), high=5.0, past=PAST)
    assert checked.values == pytest.approx([0.0, 0.3, 0.2, 3])
    assert {each.key for each in findings} == {Wrong.NEGATIVE, Wrong.ABSURD}
