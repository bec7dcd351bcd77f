"""The card in a real Chromium, on the real dashboard of the demo."""

import asyncio
import json
from pathlib import Path

import pytest

from demo.runner.demo import Demo

pytestmark = pytest.mark.asyncio(loop_scope="session")
CARDS = Path(__file__).resolve().parents[2] / "cards"


async def test_a_person_talks_to_the_home_through_the_card(demo: Demo, pictures: Path) -> None:
    """Type a sentence, see it verified, undo it; axe finds nothing."""
    process = await asyncio.create_subprocess_exec(
        "node",
        "e2e/real.mjs",
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
    result = json.loads(out.decode().strip().splitlines()[-1])
    assert result["verified"]
    assert result["undone"]
    assert result["violations"] == []
