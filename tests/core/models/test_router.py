"""Which models are asked, in which order, and what becomes known of it."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
import logging
from typing import cast

import pytest

from custom_components.llm_agents.core.agents.profiles import Budget, Profile, Role
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.language.outcome import Remark
from custom_components.llm_agents.core.models import routed
from custom_components.llm_agents.core.models.breaker import Breaker, Circuit
from custom_components.llm_agents.core.models.budgets import Budgets, Level, Spending
from custom_components.llm_agents.core.models.metering import Pace
from custom_components.llm_agents.core.models.prices import Prices
from custom_components.llm_agents.core.models.protocol import (
    ChatModel,
    ChatRequest,
    Delta,
    Finished,
    ModelUnavailable,
    TextDelta,
    ToolSpec,
    Trouble,
    Usage,
)
from custom_components.llm_agents.core.models.routed import Backend
from custom_components.llm_agents.core.models.router import Notice, NoticeKind, Router, Variant

from .doubles import ANSWER, ASKED, ScriptedModel, Time

AWAY = ModelUnavailable("no")


@dataclass
class House:
    """A router with a dear, a cheap and a local backend, and all that it told."""

    time: Time = field(default_factory=Time)
    events: list[Event] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    total: Budget = field(default_factory=Budget)

    def __post_init__(self) -> None:
        """Build it."""
        self.spending = Spending()
        self.budgets = Budgets(self.spending, self.time.now, self.total)
        self.router = Router(
            self.budgets,
            now=self.time.now,
            monotonic=self.time.monotonic,
            on_event=self.keep,
            on_notice=self.notices.append,
        )
        self.dear = ScriptedModel("dear")
        self.cheap = ScriptedModel("cheap")
        self.home = ScriptedModel("home")
        self.router.replace(
            [
                self.backend(self.dear, prices=Prices(input=10.0, output=30.0)),
                self.backend(self.cheap, prices=Prices(input=1.0, output=3.0)),
                self.backend(self.home, local=True),
            ]
        )

    def backend(
        self, model: ScriptedModel, *, prices: Prices | None = None, local: bool = False, budget: Budget | None = None
    ) -> Backend:
        """Guard a model."""
        return Backend(
            model=model,
            breaker=Breaker(self.time.monotonic),
            prices=prices or Prices(),
            local=local,
            budget=budget or Budget(),
        )

    def keep(self, event: Event) -> None:
        """Take an event into the journal and out of it again."""
        self.events.append(event)
        self.spending.apply(event)

    def spend(self, agent: str, money: float, backend: str = "dear") -> None:
        """Spend money."""
        data = {"input_tokens": 1000, "output_tokens": 0, "money": money}
        at = self.time.now().isoformat()
        self.keep(Event(kind=Kind.USAGE_SPENT, subject=backend, at=at, agent=agent, data=data))

    def order(self, profile: Profile) -> list[str]:
        """Return who is asked."""
        return [model.backend_id for model in self.router.models(profile)]


def agent(*models: str, budget: Budget | None = None) -> Profile:
    """Return an agent that prefers some models."""
    return Profile(agent_id="comfort", name="Comfort", role=Role.COMFORT, models=models, budget=budget or Budget())


async def ask(model: ChatModel) -> list[Delta]:
    """Return a whole answer."""
    return [delta async for delta in model.stream(ASKED)]


async def fail(house: House, times: int = 2) -> None:
    """Ask the first model in vain."""
    for _ in range(times):
        with pytest.raises(ModelUnavailable):
            await ask(house.router.models(agent())[0])


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second try come at once."""
    monkeypatch.setattr(routed, "_RETRY_PAUSE", 0.0)


def test_without_a_preference_the_common_order_holds() -> None:
    """An agent that names no model gets all."""
    assert House().order(agent()) == ["dear", "cheap", "home"]


def test_a_preference_is_kept_and_ends_at_home() -> None:
    """An agent with a list of its own asks no others, but for what runs at home, last."""
    assert House().order(agent("cheap", "gone")) == ["cheap", "home"]


async def test_what_an_answer_took_becomes_an_event() -> None:
    """Agent, backend, tokens, money and time are told once for each answer."""
    house = House()
    house.dear.script = [
        (TextDelta("Hi"), Finished(usage=Usage(input_tokens=1000, output_tokens=100, cached_tokens=600)))
    ]
    await ask(house.router.models(agent())[0])
    [event] = house.events
    assert (event.kind, event.subject, event.agent) == (Kind.USAGE_SPENT, "dear", "comfort")
    assert event.data["input_tokens"] == 1000
    assert event.data["cached_tokens"] == 600
    assert event.data["money"] == pytest.approx(0.013)
    assert "estimated" not in event.data


async def test_a_backend_that_does_not_count_is_estimated() -> None:
    """Without numbers from the backend, what was sent and written is counted, and marked as estimated."""
    house = House()
    house.dear.script = [(TextDelta("some words of an answer"), Finished())]
    await ask(house.router.models(agent())[0])
    assert house.events[0].data["estimated"] is True
    assert house.events[0].data["input_tokens"] > 0
    assert house.events[0].data["output_tokens"] > 0


async def test_an_answer_that_broke_off_is_paid_all_the_same() -> None:
    """What came before a failure is counted."""
    house = House()
    house.dear.script = [(TextDelta("half"),)]
    with pytest.raises(ModelUnavailable, match="broke off"):
        await ask(house.router.models(agent())[0])
    assert house.events[0].data["trouble"] == Trouble.AWAY


async def test_nothing_is_told_of_what_took_nothing() -> None:
    """A refused connection costs nothing."""
    house = House()
    house.dear.script = [AWAY]
    await fail(house, 1)
    assert house.events == []


async def test_open_circuits_are_left_out_and_told_once(caplog: pytest.LogCaptureFixture) -> None:
    """Many failures make one notice and one line in the log."""
    house = House()
    house.dear.script = [AWAY]
    models = [house.router.models(agent())[0] for _ in range(5)]
    with caplog.at_level(logging.INFO):
        for model in models:
            with pytest.raises(ModelUnavailable):
                await ask(model)
    assert house.order(agent()) == ["cheap", "home"]
    assert [(notice.kind, notice.subject) for notice in house.notices] == [(NoticeKind.AWAY, "dear")]
    assert len(caplog.records) == 1
    assert len(house.dear.requests) == 2  # the others were not even sent


async def test_back_is_told_once() -> None:
    """The first answer after an outage closes the circuit and tells so."""
    house = House()
    house.dear.script = [AWAY, AWAY, ANSWER]
    await fail(house)
    house.time.seconds += 2.0
    for _ in range(2):
        await ask(house.router.models(agent())[0])
    assert [notice.kind for notice in house.notices] == [NoticeKind.AWAY, NoticeKind.BACK]
    assert house.dear.probes == 1


async def test_a_backend_that_is_still_away_is_not_asked_in_full() -> None:
    """After the pause a short look comes before the person's request."""
    house = House()
    house.dear.script = [AWAY]
    await fail(house)
    house.dear.there = False
    house.time.seconds += 2.0
    await fail(house, 1)
    assert len(house.dear.requests) == 2
    assert house.order(agent()) == ["cheap", "home"]


async def test_check_finds_a_backend_before_a_person_does() -> None:
    """The health check closes the circuit without a request."""
    house = House()
    house.dear.script = [AWAY]
    await fail(house)
    await house.router.check()
    assert house.dear.probes == 0  # its pause is not over
    house.time.seconds += 2.0
    await house.router.check()
    assert house.router.backends[0].breaker.circuit is Circuit.CLOSED
    assert house.notices[-1].kind is NoticeKind.BACK


async def test_check_of_a_backend_that_stays_away_lengthens_the_pause() -> None:
    """A failed health check is a failed probe, and is not told."""
    house = House()
    house.dear.script = [AWAY]
    await fail(house)
    house.dear.there = False
    house.time.seconds += 2.0
    await house.router.check()
    assert house.router.backends[0].breaker.wait == 4.0
    assert len(house.notices) == 1


@pytest.mark.parametrize("trouble", [Trouble.REFUSED, Trouble.GONE])
async def test_what_the_owner_must_mend_is_told_at_once(trouble: Trouble) -> None:
    """A refused key opens the circuit at the first failure."""
    house = House()
    house.dear.script = [ModelUnavailable("no", trouble)]
    await fail(house, 1)
    assert house.notices[0].trouble is trouble
    assert "dear" not in house.order(agent())


async def test_alone_it_tries_a_second_time() -> None:
    """The last backend is tried again where nothing had come."""
    house = House()
    house.router.replace([house.backend(house.dear)])
    house.dear.script = [AWAY, ANSWER]
    assert await ask(house.router.models(agent())[0]) == list(ANSWER)
    assert len(house.dear.requests) == 2


async def test_what_began_is_not_tried_again() -> None:
    """Nothing is said twice."""
    house = House()
    house.router.replace([house.backend(house.dear)])
    house.dear.script = [(TextDelta("half"),), ANSWER]
    with pytest.raises(ModelUnavailable):
        await ask(house.router.models(agent())[0])
    assert len(house.dear.requests) == 1


async def test_with_others_behind_it_a_backend_is_given_up_early() -> None:
    """A backend that does not begin as soon as it always did is a failure, while there is time for another."""
    house = House()

    class Hasty(Pace):
        def patience(self, seconds: float) -> float:
            return 0.01

    house.router.backends[0].pace = Hasty()
    house.dear.hang = 5.0
    with pytest.raises(ModelUnavailable, match="does not begin"):
        await ask(house.router.models(agent())[0])


async def test_an_interrupted_answer_is_no_failure() -> None:
    """A person who speaks again does not open a circuit; what came is paid."""
    house = House()
    for _ in range(3):
        stream = house.router.models(agent())[0].stream(ASKED)
        async with aclosing(cast("AsyncGenerator[Delta]", stream)) as deltas:
            await anext(deltas)
    assert house.router.backends[0].breaker.circuit is Circuit.CLOSED
    assert [event.data["estimated"] for event in house.events] == [True] * 3


async def test_being_cancelled_at_the_end_of_the_time_is_a_failure() -> None:
    """Whoever asked gave up because the time was over: that is the backend's fault."""
    house = House()
    house.dear.hang = 60.0

    async def too_long() -> None:
        async with asyncio.timeout(0.005):
            await ask(house.router.models(agent())[0])

    for _ in range(2):
        task = asyncio.create_task(too_long())
        await asyncio.sleep(0)
        house.time.seconds += 7.9
        with pytest.raises(TimeoutError):
            await task
    assert house.router.backends[0].breaker.circuit is Circuit.OPEN


async def test_tools_come_in_a_stable_order() -> None:
    """The same tools make the same prompt, so that a provider finds it in its cache."""
    house = House()
    tools = [ToolSpec(name=name, description="", parameters={}) for name in ("b", "c", "a")]
    model = house.router.models(agent())[0]
    request = type(ASKED)(messages=ASKED.messages, max_tokens=1, seconds=1.0, tools=tools)
    async for _ in model.stream(request):
        pass
    assert [tool.name for tool in house.dear.requests[0].tools] == ["a", "b", "c"]


LIMITED = Budget(money_day=1.0)


@pytest.mark.parametrize(
    ("money", "order", "level", "remark"),
    [
        (0.5, ["dear", "cheap", "home"], Level.WITHIN, None),
        (0.8, ["dear", "cheap", "home"], Level.SOFT, None),
        (1.0, ["cheap", "home"], Level.CHEAPER, Remark.BUDGET_CHEAPER),
        (1.1, ["home"], Level.LOCAL, Remark.BUDGET_LOCAL),
    ],
)
@pytest.mark.parametrize("whose", ["agent", "total"])
def test_budgets_move_to_cheaper_then_home(
    money: float, order: list[str], level: Level, remark: Remark | None, whose: str
) -> None:
    """The soft limit warns; the limit moves to what is cheaper, a tenth beyond it to what runs at home."""
    house = House(total=LIMITED if whose == "total" else Budget())
    profile = agent(budget=LIMITED if whose == "agent" else None)
    house.spend("comfort", money)
    choice = house.router.choose(profile)
    assert [model.backend_id for model in choice.models] == order
    assert (choice.level, choice.remark) == (level, remark)
    kinds = [notice.kind for notice in house.notices]
    assert kinds == ([NoticeKind(f"{whose}_budget")] if level else [])


def test_a_limit_is_told_once_a_day() -> None:
    """Neither the owner nor who asks hears it again before tomorrow."""
    house = House()
    profile = agent(budget=LIMITED)
    house.spend("comfort", 1.0)
    remarks = [house.router.choose(profile).remark for _ in range(3)]
    assert remarks == [Remark.BUDGET_CHEAPER, None, None]
    assert len(house.notices) == 1
    house.time.seconds += 86_400
    assert house.router.choose(profile).level is Level.WITHIN
    house.spend("comfort", 1.0)
    assert house.router.choose(profile).remark is Remark.BUDGET_CHEAPER
    assert len(house.notices) == 2


async def test_the_end_of_a_limit_is_told_once() -> None:
    """On the next day the owner's warning is taken back."""
    house = House()
    house.spend("comfort", 1.0)
    house.router.choose(agent(budget=LIMITED))
    await house.router.check()
    assert len(house.notices) == 1
    house.time.seconds += 86_400
    await house.router.check()
    await house.router.check()
    assert [notice.standing.level for notice in house.notices if notice.standing] == [Level.CHEAPER, Level.WITHIN]


def test_a_backend_with_a_spent_budget_is_left_out() -> None:
    """The next in the order takes over, and it is said."""
    house = House()
    house.router.replace([house.backend(house.dear, budget=LIMITED), house.backend(house.cheap)])
    house.spend("other", 1.0)
    choice = house.router.choose(agent())
    assert [model.backend_id for model in choice.models] == ["cheap"]
    assert choice.remark is Remark.BUDGET_CHEAPER
    assert [(notice.kind, notice.subject) for notice in house.notices] == [(NoticeKind.BACKEND_BUDGET, "dear")]


def test_nothing_left_is_said() -> None:
    """Where no model may be asked the answer says why."""
    house = House(total=LIMITED)
    house.router.replace([house.backend(house.dear)])
    house.spend("other", 2.0)
    choice = house.router.choose(agent())
    assert (choice.models, choice.remark) == ((), Remark.BUDGET_SPENT)


def test_an_experiment_puts_its_variant_first() -> None:
    """The rest of the order stays, for failover."""

    class Experiments:
        def variant(self, agent_id: str, conversation_id: str) -> Variant | None:
            return Variant(experiment_id="e", variant="b", backend_id="cheap", instructions="Be brief.")

    house = House()
    house.router.experiments = Experiments()
    choice = house.router.choose(agent(), "conversation")
    assert [model.backend_id for model in choice.models] == ["cheap", "dear", "home"]
    assert choice.instructions == "Be brief."


async def test_status_is_plain_data() -> None:
    """What entities and diagnostics show of a backend."""
    house = House()
    await ask(house.router.models(agent())[0])
    [dear, *_] = house.router.status()
    assert dear["backend_id"] == "dear"
    assert (dear["circuit"], dear["available"], dear["level"]) == ("closed", True, "within")
    assert (dear["day"]["tokens"], dear["day"]["answers"]) == (110, 1)
    assert dear["month"]["cache_hit_rate"] == 0.0


@pytest.mark.parametrize(("begins", "patience"), [([], 4.0), ([0.3] * 40, 2.0), ([1.0] * 40, 2.0), ([3.0] * 40, 3.0)])
def test_patience_is_learned(begins: list[float], patience: float) -> None:
    """A backend is waited for as long as it usually takes, never less than two seconds."""
    pace = Pace()
    for seconds in begins:
        pace.note(seconds)
    assert pace.patience(8.0) == pytest.approx(patience, abs=0.05)


def test_patience_allows_for_an_uneven_backend() -> None:
    """One that is now quick, now slow is waited for longer than its mean."""
    pace = Pace()
    for index in range(40):
        pace.note(1.0 if index % 2 else 3.0)
    assert 5.0 < pace.patience(30.0) < 7.5


async def test_a_backend_that_became_slower_gets_more_time() -> None:
    """Being given up teaches that it takes longer, so that it is not given up for ever."""
    house = House()
    backend = house.router.backends[0]
    for _ in range(40):
        backend.pace.note(0.3)
    before = backend.pace.patience(8.0)

    class Slow(ScriptedModel):
        async def stream(self, request: ChatRequest) -> AsyncIterator[Delta]:
            house.time.seconds += before
            for delta in ANSWER[:0]:
                yield delta
            raise ModelUnavailable("it does not begin to answer")

    backend.model = Slow("dear")
    with pytest.raises(ModelUnavailable):
        await ask(house.router.models(agent())[0])
    assert backend.pace.patience(8.0) > before
