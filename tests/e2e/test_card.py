"""The cards in a real Chromium, on the real dashboard of the demo."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from demo.runner.demo import Demo

pytestmark = pytest.mark.asyncio(loop_scope="session")
CARDS = Path(__file__).resolve().parents[2] / "cards"


async def browse(script: str, demo: Demo, pictures: Path) -> dict[str, Any]:
    """Run a script of the cards against the demo, and return what it tells."""
    process = await asyncio.create_subprocess_exec(
        "node",
        script,
        "--url",
        demo.url,
        "--token",
        demo.memory.token,
        "--out",
        str(pictures),
        cwd=CARDS,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 180)
    assert process.returncode == 0, (out + err).decode()[-3000:]
    return dict(json.loads(out.decode().strip().splitlines()[-1]))


async def test_a_person_talks_to_the_home_through_the_card(demo: Demo, pictures: Path) -> None:
    """Type a sentence, see it verified, undo it; axe finds nothing."""
    result = await browse("e2e/real.mjs", demo, pictures)
    assert result["verified"]
    assert result["undone"]
    assert result["violations"] == []


async def test_a_person_answers_holds_back_and_forgets_on_the_overview(demo: Demo, pictures: Path) -> None:
    """Say yes to a question, set an agent's autonomy, forget a fact; axe finds nothing."""
    result = await browse("e2e/overview.mjs", demo, pictures)
    assert result["approved"]
    assert result["autonomy"] == "suggest"
    assert result["forgotten"]
    assert result["violations"] == []
