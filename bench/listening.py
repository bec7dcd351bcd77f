"""What is learnt of our agent's turns from its own records."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from custom_components.llm_agents.core.journal.record import Asker, Origin

RECOGNISER = "recogniser"
READER = "reader"
_MODEL_SECONDS = 180


class Listener:
    """Keeps the record of the last turn, and which part of the local layer understood it."""

    def __init__(self, data: Any) -> None:
        """Listen to what an entry holds."""
        self.data = data
        self._turn: Any = None
        self._recognised = False
        data.kernel.listen(self._hear)
        # The record tells layers; whether the recognisers earn their place is told by their own part of them.
        data.world.recognise = self._counting(data.world.recognise)

    def _hear(self, turn: Any) -> None:
        self._turn = turn

    def _counting(self, recognise: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def counting(*arguments: Any) -> Any:
            reading = await recognise(*arguments)
            self._recognised = reading is not None
            return reading

        return counting

    async def call_off(self) -> None:
        """Call off what an earlier case planned: it must not come in the middle of a later one."""
        await self._planner.cancel(Asker(origin=Origin.TEXT))

    @property
    def plans(self) -> int:
        """Return how much is planned."""
        return len(self._planner.waiter.plans)

    @property
    def _planner(self) -> Any:
        return self.data.kernel._servant.planner  # noqa: SLF001 - no other way leads to all plans at once

    def forget(self) -> None:
        """Begin a new sentence."""
        self._turn, self._recognised = None, False

    @property
    def turn(self) -> Any:
        """Return the record of the last turn, `None` where there was none since `forget`."""
        return self._turn

    @property
    def layer(self) -> str | None:
        """Return which layer understood: `reader`, `recogniser`, `app`, `other` or `none`."""
        if self._turn is None:
            return None
        layer = str(self._turn.layer.value)
        return layer if layer != "local" else RECOGNISER if self._recognised else READER

    async def wait_for_model(self) -> None:
        """Wait until the app's model can be asked; raises `TimeoutError` when it does not come."""
        async with asyncio.timeout(_MODEL_SECONDS):
            while not any(model.available for model in self.data.kernel.models):  # noqa: ASYNC110 - nobody tells us
                await asyncio.sleep(0.1)
