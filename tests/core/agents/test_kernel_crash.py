"""A yes counts once, also when the process dies between the call and its record."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
import signal
import sys

import pytest

from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.record import Status
from custom_components.llm_agents.core.language.request import Talk, TalkRequest

from .fakes import FakeClock
from .houses import ASKER, House

_ROOT = Path(__file__).parents[3]


@pytest.fixture
async def after_death(tmp_path: Path) -> AsyncIterator[tuple[House, str]]:
    """Return a house over the journal of a process that died while it unlocked, and the turn that asked."""
    path = tmp_path / "journal.db"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.core.agents.dying", str(path), cwd=_ROOT, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == -signal.SIGKILL
    journal = AsyncJournal(path)
    await journal.open()
    house = House(journal, clock=FakeClock())
    await house.kernel.open()
    yield house, told.decode().strip()
    await house.kernel.close()
    await journal.close()


async def test_a_second_approval_says_that_it_was_taken_up(after_death: tuple[House, str]) -> None:
    house, asked = after_death
    turn = await house.kernel.approve(asked, ASKER)
    assert turn.answer == "I had taken that up already, and was cut off. Please look whether it was done."
    assert (turn.status, turn.reply_to, house.world.calls) == (Status.REFUSED, asked, [])


async def test_a_spoken_yes_does_not_act_again_either(after_death: tuple[House, str]) -> None:
    house, _ = after_death
    turn = await house.say("yes", TalkRequest(talk=Talk.YES))
    assert (turn.status, house.world.calls) == (Status.REFUSED, [])


async def test_a_no_does_not_claim_that_it_was_left(after_death: tuple[House, str]) -> None:
    house, asked = after_death
    turn = await house.kernel.reject(asked, ASKER)
    assert turn.answer == "I had taken that up already, and was cut off. Please look whether it was done."


async def test_after_a_crash_the_turn_of_the_yes_is_recorded(after_death: tuple[House, str]) -> None:
    house, asked = after_death
    house.kernel.start()
    await house.settle()
    (_, recorded) = await house.turns()
    assert (recorded.reply_to, recorded.status, house.world.calls) == (asked, Status.FAILED, [])
