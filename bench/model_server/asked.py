"""What a client asked and what it gets, whatever the protocol."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import json
from typing import Any, Literal

type Api = Literal["chat_completions", "responses", "ollama"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message as the model would read it. `calls` are the names of the tools that an assistant called in it."""

    role: str
    text: str = ""
    calls: tuple[str, ...] = ()
    images: int = 0

    def read(self) -> str:
        """Return the message as text, with its role."""
        return f"{self.role}: {self.text}{' '.join(self.calls)}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request. `tools` are their definitions by name, in the order given; `context` is the most tokens to be read."""

    api: Api
    model: str
    chat: Sequence[Said]
    tools: Mapping[str, Any] = field(default_factory=dict)
    schema: Mapping[str, Any] | None = None
    streamed: bool = True
    most_tokens: int | None = None
    context: int | None = None
    truncate: bool = True
    with_usage: bool = True

    @property
    def user(self) -> str:
        """Return what the user said last."""
        return next((said.text for said in reversed(self.chat) if said.role == "user"), "")

    @property
    def since(self) -> Sequence[Said]:
        """Return what came after it."""
        last = max((at for at, said in enumerate(self.chat) if said.role == "user"), default=-1)
        return self.chat[last + 1 :]

    @property
    def rounds(self) -> int:
        """Return how often tools were called since then."""
        said = self.since
        return sum(1 for at, one in enumerate(said) if one.calls and (at == 0 or not said[at - 1].calls))

    @property
    def results(self) -> Sequence[str]:
        """Return what tools gave since then."""
        return [said.text for said in self.since if said.role == "tool"]

    def prompt(self) -> str:
        """Return all that the model reads, in its order: the tools before the chat, as the providers' templates do."""
        tools = "".join(json.dumps(tool, ensure_ascii=False) + "\n" for tool in self.tools.values())
        return tools + "".join(said.read() for said in self.chat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of a tool; arguments that are a string are sent as they are, broken or not."""

    name: str
    arguments: Mapping[str, Any] | str
    call_id: str

    def written(self) -> str:
        """Return the arguments as text."""
        return self.arguments if isinstance(self.arguments, str) else json.dumps(self.arguments, ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with an answer; times in seconds, `cut` and `malformed` after so many pieces."""

    first: float = 0.0
    between: float = 0.0
    status: int | None = None
    retry_after: float | None = None
    code: str | None = None
    cut: int | None = None
    malformed: int | None = None
    flood: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the model answers. `rule` is the number of the rule that said so, `None` for what no rule is about."""

    text: str = ""
    thinking: str = ""
    calls: tuple[Call, ...] = ()
    fault: Fault = Fault()
    rule: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The tokens of one exchange."""

    prompt: int
    cached: int
    answer: int
