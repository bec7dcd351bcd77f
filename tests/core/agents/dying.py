"""A process that says yes to a question and dies in the middle of the call; run as a module with the journal's path."""

import asyncio
import os
from pathlib import Path
import signal
import sys

from custom_components.llm_agents.core.home.grounding import Call
from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.record import Asker
from custom_components.llm_agents.core.language.request import Act, Action

from .fakes import LOCK, FakeWorld
from .houses import ASKER, House


class DeadlyWorld(FakeWorld):
    """A world in which the first call is the last."""

    async def call(self, call: Call, asker: Asker) -> None:
        """Die as a process does that is killed."""
        os.kill(os.getpid(), signal.SIGKILL)


async def main(path: Path) -> None:
    """Ask, tell the turn, approve, die."""
    journal = AsyncJournal(path)
    await journal.open()
    house = House(journal, world=DeadlyWorld())
    asked = await house.say("unlock", Act(action=Action.UNLOCK, entity_ids=(LOCK,)))
    sys.stdout.write(asked.turn_id)
    sys.stdout.flush()
    await house.kernel.approve(asked.turn_id, ASKER)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
