"""Golden cases of another optimizer: money within a tenth of a cent."""

from typing import Any

import pytest

from bench.energy.goldens import EXACT, WITHIN, cases, compare, haeo_problem, scenarios
from custom_components.llm_agents.core.energy.planning import solve

SLOW = {"018-high-soc-initial", "020-weird-charging-at-night"}
CASES = {name: case for name, case in cases().items() if name not in SLOW}


@pytest.mark.parametrize("name", CASES)
def test_money_is_that_of_the_golden_plan(name: str) -> None:
    """Neither less nor, where wishes are met alike, more."""
    compared = compare(name, CASES[name])
    assert compared.ours == pytest.approx(compared.theirs, abs=WITHIN)


def test_all_cases_are_shipped() -> None:
    """Twelve, with what was expected of each."""
    assert len(cases()) == 12
    assert all(case["expected_response"]["status"] == "Optimal" for case in cases().values())


@pytest.mark.parametrize(("name", "given"), scenarios().items())
def test_objective_is_that_of_haeo(name: str, given: dict[str, Any]) -> None:
    """Where the models agree, so does the money."""
    assert solve(haeo_problem(given), EXACT).objective == pytest.approx(given["objective"], abs=WITHIN)
