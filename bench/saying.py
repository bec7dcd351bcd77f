"""Say what a case says to an agent, look at what came of it, and judge.

Where an agent asks for a confirmation after the last sentence, the person says yes. What is right is judged twice: at that
question, as if nobody answered it, and after the yes.
"""

import asyncio
from collections.abc import Iterator, Mapping
import contextlib
import time
from typing import Any

from custom_components.llm_agents.core.agents.pending import pending_of
from custom_components.llm_agents.core.language.data import load
from homeassistant.components import conversation
from homeassistant.core import Context

from .cases import Case
from .core import OUR_AGENT, BenchCore
from .furnishing import NOWHERE
from .judging import deviations, tells, timers_agree
from .verdict import Said, Verdict

SECONDS = 60.0
_SETTLE_SECONDS = 10.0


def yes_in(language: str) -> str:
    """Return how one says yes in a language, in English where we do not speak it."""
    try:
        data = load(language)
    except LookupError:
        data = load("en")
    said = (data["language"] or {}).get("groups", {}).get("talk", {}).get("yes")
    return str((said or data["answers"]["heard"]["yes"])[0])


async def converse(
    core: BenchCore, agent: str, text: str, language: str, conversation_id: str | None, device_id: str | None
) -> Any:
    """Say one sentence to an agent; raises `TimeoutError` where it does not answer."""
    async with asyncio.timeout(SECONDS):
        return await conversation.async_converse(
            core.hass, text, conversation_id, Context(), language=language, agent_id=agent, device_id=device_id
        )


async def _settle(core: BenchCore) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_SETTLE_SECONDS):
            await core.hass.async_block_till_done()


def _speech(result: Any) -> str:
    return str((result.response.speech.get("plain") or {}).get("speech", ""))


class _Saying:
    """One case said to one agent."""

    def __init__(self, core: BenchCore, agent: str, case: Case, device_id: str | None) -> None:
        self._core = core
        self._agent = agent
        self._case = case
        self._device_id = device_id
        self._conversation_id: str | None = None
        self._result: Any = None
        self.before = core.furniture.snapshot()
        self.timers_before = core.furniture.timers()
        self.answers: list[str] = []
        self.ms = self.cpu_ms = 0.0
        self.error: str | None = None

    async def say(self, text: str) -> None:
        """Say a sentence; what goes wrong in it ends the case."""
        self._core.listener.forget()
        began, cpu = time.perf_counter(), time.process_time()
        try:
            self._result = await converse(
                self._core, self._agent, text, self._case.language, self._conversation_id, self._device_id
            )
            self._conversation_id = self._result.conversation_id
            self.answers.append(_speech(self._result))
        except Exception as err:  # noqa: BLE001 - an agent that breaks has failed the case, not the benchmark
            self._result, self.error = None, f"{type(err).__name__}: {err}"
        self.ms = (time.perf_counter() - began) * 1000
        self.cpu_ms = (time.process_time() - cpu) * 1000
        await _settle(self._core)

    def asks(self) -> bool:
        """Return whether a yes is waited for; a question which device is meant is none."""
        if self._result is None or not self._result.continue_conversation:
            return False
        if self._agent != OUR_AGENT:
            return True
        turn = self._core.listener.turn
        pending = None if turn is None else pending_of(turn)
        return pending is not None and pending.confirmable

    def verdict(self) -> Verdict:
        """Judge the home as it is."""
        case, furniture = self._case, self._core.furniture
        after, timers = furniture.snapshot(), furniture.timers()
        wrong = min(
            (
                deviations(furniture.devices, self.before, after, expect, case.ignore)
                for expect in (case.expect, *case.also)
            ),
            key=bool,
        )
        wrong += self._wrong_of_times(timers)
        response = None if self._result is None else self._result.response.response_type.value
        told = not (case.any_of or case.all_of) or response != "error"
        if not told or not tells(" ".join(self.answers), case.any_of, case.all_of, stems=case.stems):
            wrong.append("the answer lacks the facts")
        if self.error:
            wrong.append(self.error)
        claimed = bool(wrong) and case.kind != "query" and response == "action_done"
        acted = after != self.before or len(timers) != len(self.timers_before) or self._core.listener.plans > 0
        return Verdict(right=not wrong, acted=acted, claimed=claimed, wrong=tuple(wrong))

    def _wrong_of_times(self, timers: list[dict[str, Any]]) -> Iterator[str]:
        """Yield what is wrong of timers, and of commands that were put off."""
        case, plain = self._case, timers
        if case.later is not None:
            plain = [timer for timer in timers if not timer["command"]]
            put_off = self._core.listener.plans + len(timers) - len(plain)
            if put_off != case.later:
                yield f"later: {put_off} commands were put off, wanted {case.later}"
        if case.timers is not None and not timers_agree(plain, case.timers):
            yield f"timers: {plain}, wanted {list(case.timers)}"
        elif case.timers is None and len(plain) != len(self.timers_before):
            yield f"timers: changed unasked to {plain}"


async def run_case(core: BenchCore, agent: str, case: Case, home: Mapping[str, Any] | None = None) -> Said:
    """Say a case's sentences and judge the home afterwards."""
    furniture = core.furniture
    await furniture.reset(case.setup)
    await core.listener.call_off()
    device_id = _device_of(core, case, home or core.home)
    if device_id:
        await furniture.start_timers(case.before, device_id)
    saying = _Saying(core, agent, case, device_id)
    for sentence in case.say:
        await saying.say(sentence)
        if saying.error:
            break
    layer = core.listener.layer if agent == OUR_AGENT else None
    ms, cpu_ms = saying.ms, saying.cpu_ms
    first = saying.verdict()
    if asked := saying.asks():
        await saying.say(yes_in(case.language))
    return Said(
        verdict=saying.verdict() if asked else first,
        first=first,
        asked=asked,
        answers=saying.answers,
        layer=layer,
        ms=round(ms, 3),
        cpu_ms=round(cpu_ms, 3),
        error=saying.error,
    )


def _device_of(core: BenchCore, case: Case, home: Mapping[str, Any]) -> str | None:
    """Return the device that hears a case; timers need one."""
    if case.device:
        return core.furniture.device_id(case.device)
    area = case.area or home.get("satellite_area")
    if area is None and (case.timers is not None or case.before):
        area = NOWHERE
    return core.furniture.satellite(area) if area else None
