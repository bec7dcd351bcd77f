"""A call of a tool of another integration, as a request: what a person is asked about, and what is done after the yes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import json
from typing import Any

from ..plain import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolUse:
    """A tool of another integration with the arguments that it is called with.

    `api` is the id of the LLM API of Home Assistant that offers it, `tool` its name there.
    """

    api: str
    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""

    def shown(self) -> str:
        """Return the arguments as they are shown to a person, all of them."""
        return ", ".join(f"{name}: {_shown(value)}" for name, value in self.arguments.items())


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)


def tool_use_to_json(request: ToolUse) -> dict[str, Any]:
    """Return a call as JSON data."""
    return {
        "type": "tool",
        "api": request.api,
        "tool": request.tool,
        "arguments": plain(request.arguments),
        "words": request.words,
    }


def tool_use_from_json(data: Mapping[str, Any]) -> ToolUse:
    """Return the call that `tool_use_to_json` wrote. Raises `KeyError` or `TypeError` for other data."""
    return ToolUse(
        api=str(data["api"]), tool=str(data["tool"]), arguments=dict(data["arguments"]), words=str(data["words"])
    )
