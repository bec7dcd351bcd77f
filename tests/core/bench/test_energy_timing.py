"""The full home whose plans are timed."""

from bench.energy.timing import balance_error, plans


def test_plans_of_a_full_home_close_their_balance_and_meet_what_is_possible() -> None:
    """All kinds of assets, over the seasons."""
    for problem, plan in plans(4):
        assert balance_error(problem, plan) < 1e-6
        assert set(plan.assets) == set(problem.states)
        assert {unmet.asset_id for unmet in plan.unmet} <= {"battery", "zone", "tank"}
        assert plan.seconds > 0
