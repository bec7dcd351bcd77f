"""The limits of a run and of the tree that it is part of."""

from collections.abc import Callable
from dataclasses import fields

import pytest

from custom_components.llm_agents.core.agents.profiles import Limits
from custom_components.llm_agents.core.agents.spending import Limit, LimitReached, Spending
from custom_components.llm_agents.core.models.protocol import Usage

LIMITS = Limits(depth=1, rounds=2, calls=3, tokens=100, money=0.5, seconds=10)
WIDE = Limits(depth=9, rounds=99, calls=99, tokens=9999, money=9, seconds=99)


def reached(work: Callable[[], object]) -> Limit:
    with pytest.raises(LimitReached) as error:
        work()
    return error.value.limit


def test_each_limit_has_a_name_and_something_to_say() -> None:
    assert {limit.value for limit in Limit} == {field.name for field in fields(Limits)}
    assert {limit.remark.value for limit in Limit} == {f"limit_{limit}" for limit in Limit}


def test_models_may_be_asked_so_often_and_no_more() -> None:
    spending = Spending(LIMITS, 0)
    spending.round(0)
    spending.round(0)
    assert reached(lambda: spending.round(0)) is Limit.ROUNDS


def test_tools_may_be_called_so_often_and_no_more() -> None:
    spending = Spending(LIMITS, 0)
    for _ in range(3):
        spending.call()
    assert reached(spending.call) is Limit.CALLS


def test_tokens_money_and_seconds_end_it_before_the_next_answer() -> None:
    spending = Spending(LIMITS, 100)
    spending.take(Usage(input_tokens=60, output_tokens=39))
    spending.check(109)
    assert reached(lambda: spending.check(110)) is Limit.SECONDS
    spending.take(Usage(output_tokens=1))
    assert reached(lambda: spending.round(101)) is Limit.TOKENS
    dear = Spending(LIMITS, 0)
    dear.take(Usage(), 0.5)
    assert reached(lambda: dear.round(0)) is Limit.MONEY


def test_free_models_need_no_money() -> None:
    spending = Spending(Limits(money=0.0), 0)
    spending.round(0)
    spending.take(Usage(input_tokens=5))
    spending.round(0)
    spending.take(Usage(), 0.001)
    assert reached(lambda: spending.round(0)) is Limit.MONEY


def test_what_two_runs_below_take_counts_for_the_one_above() -> None:
    root = Spending(LIMITS, 0)
    one, two = root.deeper(WIDE, 0), root.deeper(WIDE, 0)
    one.round(0)
    two.round(0)
    assert reached(lambda: one.round(0)) is Limit.ROUNDS
    one.take(Usage(input_tokens=50))
    two.take(Usage(output_tokens=50))
    assert reached(lambda: two.check(0)) is Limit.TOKENS
    assert (root.usage()["input_tokens"], root.usage()["output_tokens"], one.usage()["rounds"]) == (50, 50, 1)


def test_a_run_below_has_limits_of_its_own() -> None:
    root = Spending(WIDE, 0)
    below = root.deeper(LIMITS, 5)
    assert (below.ends, root.ends, below.seconds(6)) == (15, 99, 9)
    below.round(5)
    below.round(5)
    assert reached(lambda: below.round(5)) is Limit.ROUNDS
    root.round(5)


def test_a_run_ends_with_the_seconds_of_the_one_above() -> None:
    root = Spending(LIMITS, 0)
    assert root.deeper(WIDE, 5).ends == 10


def test_what_is_delegated_delegates_no_deeper_than_any_above_allows() -> None:
    root = Spending(LIMITS, 0)
    below = root.deeper(WIDE, 0)
    assert reached(lambda: below.deeper(WIDE, 0)) is Limit.DEPTH
    assert reached(lambda: Spending(Limits(depth=0), 0).deeper(WIDE, 0)) is Limit.DEPTH


def test_a_call_that_is_refused_is_counted_nowhere() -> None:
    root = Spending(WIDE, 0)
    below = root.deeper(Limits(calls=0), 0)
    reached(below.call)
    assert root.calls == 0


def test_a_turn_without_a_model_took_nothing() -> None:
    assert Spending(LIMITS, 0).usage() == {}
