"""A journal in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from custom_components.llm_agents.core.journal.store import Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    journal = Journal(path)
    journal.open()
    yield journal
    journal.close()
