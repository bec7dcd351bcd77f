"""Names of turns."""

from custom_components.llm_agents.core.journal.ids import TurnIds, new_turn_id


def test_a_name_has_the_form_of_a_ulid() -> None:
    name = new_turn_id()
    assert len(name) == 26
    assert set(name) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_names_are_in_the_order_of_time() -> None:
    ids = TurnIds()
    assert ids.new(1_000) < ids.new(2_000)


def test_names_of_one_millisecond_are_in_the_order_of_asking() -> None:
    ids = TurnIds()
    names = [ids.new(1_000) for _ in range(100)]
    assert names == sorted(set(names))


def test_a_clock_that_goes_back_does_not_turn_the_order() -> None:
    ids = TurnIds()
    assert ids.new(2_000) < ids.new(1_000)


def test_two_homes_do_not_give_the_same_name() -> None:
    assert TurnIds().new(1_000) != TurnIds().new(1_000)
