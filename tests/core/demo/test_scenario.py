"""Scenarios as files: all of ours can be read, and what is wrong with one is said."""

from pathlib import Path
from typing import Any

import pytest

from demo.runner.client import Client
from demo.runner.scenario import Scenario, ScenarioError, Stage, names


@pytest.mark.parametrize("name", names())
def test_each_of_ours_can_be_read(name: str) -> None:
    scenario = Scenario.load(name)
    assert scenario.title
    assert any("say" in step or "call" in step for step in scenario.steps)
    assert any("expect" in step for step in scenario.steps)


def test_one_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("title: One")
    with pytest.raises(ScenarioError, match="there are: one"):
        Scenario.load("two", tmp_path)


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("[{dance: now}]", "step 1 is not one of"),
        ("[{say: hello, note: both}]", "step 1 is not one of"),
        ("[{note: fine}, {say: hello, expect: {mood: good}}]", "step 2 expects mood"),
    ],
)
def test_a_step_that_is_none_is_told(tmp_path: Path, steps: str, told: str) -> None:
    (tmp_path / "one.yaml").write_text(f"title: One\nshows: nothing\nsteps: {steps}")
    with pytest.raises(ScenarioError, match=told):
        Scenario.load("one", tmp_path)


@pytest.mark.parametrize(
    ("expected", "found", "told"),
    [
        ({"status": "done"}, {"status": "asked"}, "ended as asked, not as done"),
        ({"answer": "(?i)salt"}, {"answer": "pepper"}, "is not in 'pepper'"),
        ({"never": "done"}, {"answer": "all done"}, "is in 'all done'"),
        ({"response": "pin"}, {"response": "{}"}, "is not in '{}'"),
    ],
)
async def test_what_is_not_as_expected_is_told(expected: dict[str, Any], found: dict[str, str], told: str) -> None:
    lines: list[str] = []
    wrong = await Stage(Client("http://127.0.0.1:1"), "entry", lines.append)._wrong("it", expected, **found)
    assert len(wrong) == 1
    assert told in wrong[0]
    assert told in lines[0]


async def test_what_is_as_expected_is_not_told() -> None:
    stage = Stage(Client("http://127.0.0.1:1"), "entry", lambda _: None)
    assert await stage._wrong("it", {"status": "done", "answer": "lamp"}, status="done", answer="the lamp") == []
