"""What is handed to others to be done, as a person is asked about it: all of it, exactly."""

from contextlib import suppress
from typing import Any

from .phrases import Phrases
from .request import PlatformIntent
from .tool_use import ToolUse


def errand_name(request: PlatformIntent | ToolUse) -> str:
    """Return the name of what is handed over."""
    return request.tool if isinstance(request, ToolUse) else request.intent


def errand_told(request: PlatformIntent | ToolUse | None, phrases: Phrases) -> str:
    """Return what is asked about, in words: with its own phrase where there is one, else as it was said."""
    if request is None:
        return ""
    if isinstance(request, ToolUse):
        form = "tool" if request.arguments else "tool_plain"
        return phrases.say("errands", form, tool=request.tool, arguments=request.shown())
    values: dict[str, Any] = {name: str(value) for name, value in request.slots.items() if value not in (None, "")}
    if phrases.has("errands", request.intent):
        with suppress(KeyError):  # a slot that was not said
            return phrases.say("errands", request.intent, **values)
    words = request.words or ", ".join((request.intent, *(f"{name}: {value}" for name, value in values.items())))
    return phrases.say("errands", "other", words=words)
