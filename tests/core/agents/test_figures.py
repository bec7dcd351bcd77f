"""How agents do, by their turns."""

from dataclasses import replace

from custom_components.llm_agents.core.agents.figures import ACTS_COUNTED, AllFigures, about
from custom_components.llm_agents.core.journal.record import Asker, Check, Decision, Layer, Origin, Status, Turn

TURN = Turn(
    turn_id="01",
    at="2026-11-21T12:00:00+00:00",
    conversation_id="c",
    agent_id="conversation.comfort",
    asker=Asker(origin=Origin.TEXT),
    words="",
    language="en",
    layer=Layer.LOCAL,
    status=Status.DONE,
    answer="",
    times={"total_ms": 12.5},
    profile="comfort",
)


def turn(turn_id: str, status: Status = Status.DONE, **changes: object) -> Turn:
    return replace(TURN, turn_id=turn_id, status=status, **changes)  # type: ignore[arg-type]


def test_an_agent_without_turns_has_no_figures() -> None:
    figures = AllFigures().of("comfort")
    assert (figures.last, figures.latency, figures.success) == (None, None, None)


def test_agents_have_figures_of_their_own() -> None:
    figures = AllFigures([turn("01"), turn("02", profile="energy")])
    assert (figures.of("comfort").last, figures.of("energy").last) == (turn("01"), turn("02", profile="energy"))


def test_the_last_turn_is_the_newest_whatever_the_order() -> None:
    figures = AllFigures([turn("03", times={"total_ms": 3}), turn("01")]).of("comfort")
    assert figures.last is not None
    assert (figures.last.turn_id, figures.latency) == ("03", 3)


def test_a_turn_told_again_is_the_one_it_was() -> None:
    figures = AllFigures([turn("01", Status.UNDER_WAY)])
    assert figures.of("comfort").success is None
    figures.apply(turn("01", Status.FAILED))
    figures.apply(turn("01", Status.FAILED))
    figures.apply(turn("02", Status.DONE))
    assert figures.of("comfort").success == 0.5


def test_only_what_acted_counts_for_success() -> None:
    told = [Status.ANSWERED, Status.ASKED, Status.REFUSED, Status.NOT_UNDERSTOOD, Status.SCHEDULED, Status.DONE]
    figures = AllFigures([turn(f"{index:02}", status) for index, status in enumerate(told)])
    assert figures.of("comfort").success == 1.0


def test_old_acts_do_not_count_any_more() -> None:
    turns = [turn(f"{index:04}", Status.FAILED) for index in range(10)]
    turns += [turn(f"{index:04}") for index in range(10, 10 + ACTS_COUNTED)]
    assert AllFigures(turns).of("comfort").success == 1.0


def test_figures_can_be_made_anew() -> None:
    figures = AllFigures([turn("01")])
    figures.renew([])
    assert figures.of("comfort").last is None


def test_what_a_turn_is_about_is_bounded_and_told_once() -> None:
    checks = tuple(
        Check(entity_id=f"light.l{index}", action="turn_on", decision=Decision.ALLOW, rule="risk.turn_on")
        for index in range(30)
    )
    told = about(turn("01", checks=checks), 5)
    assert told == {"rules": ["risk.turn_on"], "entities": [f"light.l{index}" for index in range(5)]}
