"""Experiments: who gets which variant, what counts, and when it is known which one is better."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.record import Asker, Layer, Origin, Status, Turn
from custom_components.llm_agents.core.models.experiments import (
    MOST_PAIRS,
    SETTLES_AFTER,
    Experiment,
    Experiments,
    Setting,
)

EXPERIMENT = Experiment(
    experiment_id="exp",
    agent_id="comfort",
    name="Small or large",
    settings=(Setting(), Setting(backend_id="small", instructions="Be brief.")),
)


class Laboratory:
    """Experiments with a clock and their events."""

    def __init__(self) -> None:
        """Begin the experiment."""
        self.moment = datetime(2026, 11, 21, 10, tzinfo=UTC)
        self.experiments = Experiments(lambda: self.moment)
        self.events: list[Event] = []
        self.keep(*self.experiments.run({"exp": EXPERIMENT}))

    def keep(self, *events: Event | None) -> None:
        """Bring events to the journal."""
        for event in events:
            if event is not None:
                self.events.append(event)
                self.experiments.apply(event)

    def serve(self, turn: Turn) -> Event | None:
        """Let a turn end."""
        event = self.experiments.outcome(turn)
        self.keep(event)
        return event

    def later(self) -> None:
        """Let time pass until nothing is undone any more."""
        self.moment += SETTLES_AFTER

    def figures(self, variant: str) -> dict[str, float]:
        """Return the figures of a variant."""
        [told] = self.experiments.describe()
        return dict(told[variant])


def turn(conversation: str, status: Status = Status.DONE, number: int = 0) -> Turn:
    """Return a turn that a model served."""
    return Turn(
        turn_id=f"{conversation}-{number}",
        at="2026-11-21T10:00:00+00:00",
        conversation_id=conversation,
        agent_id="conversation.comfort",
        asker=Asker(origin=Origin.TEXT, user_id="somebody"),
        words="",
        language="en",
        layer=Layer.OTHER,
        status=status,
        answer="",
        times={"total_ms": 800.0},
        profile="comfort",
        usage={"money": 0.01},
    )


def test_a_conversation_keeps_its_variant() -> None:
    """The same conversation gets the same one each time; both get about half of all."""
    experiments = Laboratory().experiments
    variants = [experiments.variant("comfort", f"conversation {at}") for at in range(400)]
    again = [experiments.variant("comfort", f"conversation {at}") for at in range(400)]
    assert variants == again
    second = [variant for variant in variants if variant is not None and variant.variant == "b"]
    assert 150 < len(second) < 250
    assert (second[0].backend_id, second[0].instructions) == ("small", "Be brief.")


def test_other_agents_and_unnamed_conversations_are_left_alone() -> None:
    experiments = Laboratory().experiments
    assert experiments.variant("energy", "conversation") is None
    assert experiments.variant("comfort", "") is None


def test_an_outcome_is_told_once() -> None:
    laboratory = Laboratory()
    event = laboratory.serve(turn("x"))
    assert event is not None
    assert (event.kind, event.subject, event.user_id) == (Kind.EXPERIMENT_OUTCOME, "exp", "somebody")
    assert event.data["good"] is True
    assert laboratory.serve(turn("x")) is None


@pytest.mark.parametrize(
    "other",
    [
        replace(turn("x"), layer=Layer.LOCAL),
        replace(turn("x"), status=Status.ASKED),
        replace(turn("x"), profile="energy"),
    ],
)
def test_what_no_model_served_does_not_count(other: Turn) -> None:
    assert Laboratory().serve(other) is None


def test_figures_are_over_all_turns() -> None:
    laboratory = Laboratory()
    variant = laboratory.experiments.variant("comfort", "x")
    assert variant is not None
    for number, status in enumerate((Status.DONE, Status.FAILED, Status.ANSWERED, Status.NOT_UNDERSTOOD)):
        laboratory.serve(turn("x", status, number))
    figures = laboratory.figures(variant.variant)
    assert figures["turns"] == 4
    assert figures["success_rate"] == 0.5
    assert figures["latency_ms"] == 800.0
    assert figures["money"] == pytest.approx(0.01)
    assert figures["undo_rate"] == 0.0


def test_what_was_undone_was_no_success() -> None:
    """An undo within half an hour makes a failure of a success, and is counted once."""
    laboratory = Laboratory()
    taken_back = replace(turn("x"), undone_by="other")
    laboratory.serve(turn("x"))
    assert laboratory.serve(taken_back) is not None
    assert laboratory.serve(taken_back) is None
    course = laboratory.experiments._courses["exp"]
    assert [outcome.good for outcome in course.pending] == [False]
    assert sum(figures.undone for figures in course.figures) == 1


def test_only_the_first_turn_of_a_conversation_is_tested() -> None:
    """What is said in one conversation hangs together."""
    laboratory = Laboratory()
    for number in range(5):
        laboratory.serve(turn("x", number=number))
    assert len(laboratory.experiments._courses["exp"].pending) == 1


def run(laboratory: Laboratory, chances: tuple[Status, Status], conversations: int) -> None:
    """Let many conversations end as their variant decides."""
    for at in range(conversations):
        variant = laboratory.experiments.variant("comfort", f"c{at}")
        assert variant is not None
        laboratory.serve(turn(f"c{at}", chances[variant.variant == "b"]))


def test_the_better_one_is_found() -> None:
    laboratory = Laboratory()
    run(laboratory, (Status.FAILED, Status.DONE), 60)
    assert laboratory.experiments.concluded() == []  # it may all be undone yet
    laboratory.later()
    [conclusion] = laboratory.experiments.concluded()
    assert conclusion.better == 1
    assert conclusion.rates == (0.0, 1.0)
    laboratory.keep(laboratory.experiments.end(EXPERIMENT, conclusion.better))
    assert laboratory.events[-1].data["better"] == "b"
    assert laboratory.experiments.concluded() == []
    assert laboratory.experiments.variant("comfort", "x") is None


def test_without_a_difference_it_ends_without_a_winner() -> None:
    laboratory = Laboratory()
    run(laboratory, (Status.DONE, Status.DONE), int(2.3 * MOST_PAIRS))
    laboratory.later()
    [conclusion] = laboratory.experiments.concluded()
    assert conclusion.better is None


def test_made_anew_from_events_it_is_the_same() -> None:
    laboratory = Laboratory()
    run(laboratory, (Status.FAILED, Status.DONE), 30)
    laboratory.serve(replace(turn("c1"), undone_by="other"))
    again = Experiments(lambda: laboratory.moment + timedelta(hours=1))
    for event in laboratory.events:
        again.apply(event)
    assert again.run({"exp": EXPERIMENT}) == []  # it began before
    laboratory.moment += timedelta(hours=1)
    assert again.describe() == laboratory.experiments.describe()


def test_what_the_owner_takes_away_ends() -> None:
    laboratory = Laboratory()
    [ended] = laboratory.experiments.run({})
    assert ended.data["state"] == "ended"
    assert laboratory.experiments.variant("comfort", "x") is None
