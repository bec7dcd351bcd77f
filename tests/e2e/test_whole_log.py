"""What Home Assistant's log says after all that the other files did; by its name this one runs last."""

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_nothing_of_ours_is_complained_of(clean_log: Callable[[], None]) -> None:
    clean_log()
