"""A kernel over a home in memory."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .houses import House


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Return a house with an open journal."""
    # This file is read before the integration can be imported.
    from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal

    from .houses import House

    journal = AsyncJournal(tmp_path / "journal.db")
    await journal.open()
    house = House(journal)
    yield house
    await house.kernel.close()
    await journal.close()
