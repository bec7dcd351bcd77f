"""A command that waits for a timer of the device that is spoken to."""

from ..language.request import PlatformIntent, Scheduled, Value
from .profiles import ORCHESTRATOR_ID, Autonomy
from .turning import Turning

START_TIMER = "HassStartTimer"
COMMAND = "conversation_command"


def timer_of(request: Scheduled, turning: Turning) -> PlatformIntent | None:
    """Return the timer that says a request when it ends; `None` where a timer cannot say all of it.

    Home Assistant's timers count spans and keep words: a time of the clock, an end, or a sentence of several requests
    needs more. The words come back to the orchestrator as somebody's own: what others say, or another agent was
    asked, or has to be asked about, is not left to them.
    """
    when = request.when
    if when is None or not when.is_span or request.until is not None or len(turning.requests) != 1:
        return None
    own = turning.profile.agent_id == ORCHESTRATOR_ID and turning.profile.autonomy is Autonomy.ACT
    if not own or turning.provenance.tainted or not request.command:
        return None
    hours, rest = divmod(when.seconds or 0, 3600)
    minutes, seconds = divmod(rest, 60)
    spans = {"hours": hours, "minutes": minutes, "seconds": seconds}
    slots: dict[str, Value] = {name: value for name, value in spans.items() if value}
    return PlatformIntent(intent=START_TIMER, slots={**slots, COMMAND: request.command}, words=request.words)


def rings(request: PlatformIntent) -> bool:
    """Return whether a device has to ring; a command that waits comes back as a sentence instead."""
    return request.intent == START_TIMER and COMMAND not in request.slots
