"""The app's comparison by meaning, as the kernel uses it."""

import json
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.bridge.app_backend import AppBackend
from custom_components.llm_agents.core.models.protocol import Candidate, Comparison, ModelUnavailable, Ranked, Ranker

from .conftest import Say
from .devices import FollowingDevices
from .fake_app import TOKEN, FakeApp

COMPARISON = Comparison(
    text="it is dark in the kitchen",
    bare="it is dark in the",
    candidates=(Candidate(phrases=("turn on the kitchen light",), wish="on light", group="a", prior=0.1),),
    wishes={"on light": ["it is too dark"]},
    nothing=["tell me a story"],
)


@pytest.fixture(name="entry")
def entry_fixture(with_app: MockConfigEntry) -> MockConfigEntry:
    """Return the entry that is set up here: one with the app."""
    return with_app


@pytest.fixture
async def ranker(loaded: MockConfigEntry, app: FakeApp) -> Ranker:
    """The ranker of an app that is there."""
    app.answer()
    await loaded.runtime_data.app._look()
    (found,) = loaded.runtime_data.kernel.rankers
    return found


async def test_it_is_given_to_the_kernel_and_taken_away(loaded: MockConfigEntry, app: FakeApp) -> None:
    backend: AppBackend = loaded.runtime_data.app
    app.answer()
    await backend._look()
    (first,) = loaded.runtime_data.kernel.rankers
    assert (first.name, first.available) == ("use-multilingual-v3", True)
    await backend._look()
    assert loaded.runtime_data.kernel.rankers == [first]
    assert backend.describe()["encoder"] == "use-multilingual-v3"
    app.answer(away=True)
    await backend._look()
    assert loaded.runtime_data.kernel.rankers == []


@pytest.mark.parametrize("told", [None, {}, {"name": None}])
async def test_an_app_without_it_is_used_without(loaded: MockConfigEntry, app: FakeApp, told: Any) -> None:
    app.answer(understanding=told)
    await loaded.runtime_data.app._look()
    assert loaded.runtime_data.kernel.rankers == []
    assert loaded.runtime_data.app.connected


async def test_it_sends_the_comparison_with_the_token(ranker: Ranker, app: FakeApp) -> None:
    app.answer()
    assert await ranker.rank(COMPARISON, timeout=1) == [Ranked(candidate=0, score=0.1, probability=0.1)]
    body = json.loads(app.asked("POST", "/understanding/rank")[-1])
    assert body == {
        "text": "it is dark in the kitchen",
        "bare": "it is dark in the",
        "candidates": [{"phrases": ["turn on the kitchen light"], "wish": "on light", "group": "a", "prior": 0.1}],
        "wishes": {"on light": ["it is too dark"]},
        "nothing": ["tell me a story"],
    }
    assert set(app.tokens_at("/understanding/rank")) == {f"Bearer {TOKEN}"}


async def test_it_sends_no_text_longer_than_the_app_takes(ranker: Ranker, app: FakeApp) -> None:
    app.answer()
    long = Comparison(
        text="a" * 2000, bare="a" * 2000, candidates=COMPARISON.candidates, wishes={}, nothing=["b" * 900]
    )
    await ranker.rank(long, timeout=1)
    body = json.loads(app.asked("POST", "/understanding/rank")[-1])
    assert (len(body["text"]), len(body["bare"]), len(body["nothing"][0])) == (500, 500, 500)


async def test_nothing_is_asked_about_nothing(ranker: Ranker, app: FakeApp) -> None:
    app.answer()
    assert await ranker.rank(Comparison(text="a", bare="a", candidates=(), wishes={}, nothing=[]), timeout=1) == []
    assert app.asked("POST", "/understanding/rank") == []


@pytest.mark.parametrize(
    "answer",
    [
        {"away": True},
        {"status": 401},
        {"status": 500},
        {"ranked": None},
        {"ranked": "rows"},
        {"ranked": ({"candidate": 7, "score": 0.1, "probability": 0.1},)},
        {"ranked": ({"candidate": 0, "score": 0.1, "probability": 3},)},
        {"ranked": ({"candidate": 0, "score": "x", "probability": 0.1},)},
        {"ranked": ({"score": 0.1},)},
        {"ranked": ("row",)},
    ],
)
async def test_what_fails_or_is_none_makes_it_unavailable_until_the_app_was_seen(
    ranker: Ranker, app: FakeApp, loaded: MockConfigEntry, answer: dict[str, Any]
) -> None:
    app.answer(**answer)
    with pytest.raises(ModelUnavailable):
        await ranker.rank(COMPARISON, timeout=1)
    assert not ranker.available
    app.answer()
    await loaded.runtime_data.app._look()
    assert [found.available for found in loaded.runtime_data.kernel.rankers] == [True]


async def test_what_may_be_meant_is_asked(ranker: Ranker, app: FakeApp, say: Say, devices: FollowingDevices) -> None:
    app.answer(ranked=({"candidate": 0, "score": 0.9, "probability": 0.9},))
    result = await say("the kitchen light magic")
    assert result.response.speech["plain"]["speech"].startswith("I am not sure. Shall I turn on the kitchen light?")
    assert devices.state("light.kitchen") == "off"
