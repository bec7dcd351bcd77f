"""Making calls and reading back what they came to: a call that was made is not yet something done."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
import logging

from ..home.grounding import Call, Step
from ..journal.record import Asker
from ..language.request import Reason
from .clock import Stopwatch
from .effects import wishes_of
from .following import Follower
from .ledger import Ledger
from .ordering import run_in_order
from .ports import ActionFailed, World
from .verification import Result, Verifier

_LOGGER = logging.getLogger(__name__)

CALL_TIMEOUT = 10.0
"""Seconds that one action of Home Assistant may take."""


class Performer:
    """Makes the calls of a world; what is called upon anew is left by who follows it."""

    def __init__(self, world: World, verify_timeout: float, follower: Follower) -> None:
        """Call in a world; `verify_timeout` is seconds to wait for states to follow a call."""
        self._world = world
        self._verify_timeout = verify_timeout
        self._follower = follower

    async def perform(
        self, steps: Sequence[Step], asker: Asker, ledger: Ledger, watch: Stopwatch
    ) -> dict[str, Result | Reason]:
        """Make calls and read back, those of different entities at once.

        Returns what was read back of each entity, or `Reason.FAILED` where its call raised. An entity of
        several steps is as good as the worst of them.
        """
        if not steps:
            return {}
        results = await run_in_order(
            steps,
            lambda step: step.call.entity_ids,
            partial(self._perform, asker=asker, ledger=ledger, watch=watch),
        )
        merged: dict[str, Result | Reason] = {}
        for found in results:
            for entity_id, result in found.items():
                if merged.get(entity_id, Result.DONE) is Result.DONE:
                    merged[entity_id] = result
        for entity_id, result in merged.items():
            open_ = wishes_of(steps, entity_id) if result is Result.UNDER_WAY else ()
            ledger.verify(entity_id, result is Result.DONE, open_)
        return merged

    async def _perform(
        self, step: Step, *, asker: Asker, ledger: Ledger, watch: Stopwatch
    ) -> Mapping[str, Result | Reason]:
        for entity_id in step.call.entity_ids:
            ledger.keep(entity_id, self._world.states)
        self._follower.leave(step.call.entity_ids)
        number = ledger.called(step.call)
        with Verifier(self._world, step.expectations) as verifier:
            with watch.measure("act"):
                error = await self._call(step.call, asker)
            if error is None:
                with watch.measure("verify"):
                    return await verifier.wait(self._verify_timeout)
            ledger.errored(number, error)
            read = verifier.read()
        # An action that raised may have reached some of its devices: what is read back holds.
        return {entity_id: Reason.FAILED if result is not Result.DONE else result for entity_id, result in read.items()}

    async def _call(self, call: Call, asker: Asker) -> str | None:
        """Make a call; return what went wrong, `None` when nothing did."""
        try:
            await asyncio.wait_for(self._world.call(call, asker), CALL_TIMEOUT)
        except TimeoutError:
            return f"no answer within {CALL_TIMEOUT:.0f} s"
        except ActionFailed as err:
            return str(err) or "failed"
        except Exception as err:
            _LOGGER.exception("Calling %s.%s failed unexpectedly", call.domain, call.service)
            return repr(err)
        return None
