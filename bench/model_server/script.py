r"""Scripts: what the model answers to what, as data.

    roles:                                  # what agents call a tool for a purpose: the first that is offered is called
      turn_on:
        - {tool: HassTurnOn, arguments: {name: "{name}"}}
        - tool: act
          find: {entity_id: '^(light\.\w+) \| {name}'}   # read by the model in what it was shown, group 1
          arguments: {action: turn_on, entity_id: "{entity_id}"}
    request: ["Request: (.+)$"]             # where an agent packs the words of the user into a longer message
    rules:                                  # the first that fits answers
      - user: "turn on the (?P<name>.+)"    # searched in the user's last words, without regard to case
        after: 0                            # rounds of tools since them: a number, or `any`
        result: "error"                     # searched in the last result of a tool
        system: "private"                   # searched in all that the model reads
        model: "small"                      # searched in the name of the model
        schema: false                       # whether an answer of a given form is asked for
        times: 1                            # how often the rule answers
        reply:
          calls: [{role: turn_on, entity_id: light.kitchen}]
          text: "Done."
          json: {reply: {kind: cannot}}     # in the place of a text
          thinking: "..."
          fault: {first: 2, between: 0.1, status: 429, retry_after: 1, code: busy, cut: 3, malformed: 2, flood: true}
    default: {text: "I do not know."}
    models: [bench]                         # others are not found; without it every name is
    token: secret                           # without it none is asked for
    context: 8192                           # tokens that a model reads at most
    capabilities: [completion, tools]       # what Ollama tells of its models

`{name}` in a reply is filled from the groups of `user` and the values of the call; an argument that is filled from
nothing is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
import json
from pathlib import Path
import re
from typing import Any

import yaml

from .asked import Asked, Call, Fault, Reply

_FIELD = re.compile(r"\{(\w+)\}")
_WHOLE_FIELD = re.compile(r"\{(\w+)\}\Z")
_RULE_KEYS = frozenset({"user", "after", "result", "system", "model", "schema", "times", "reply"})
_REPLY_KEYS = frozenset({"calls", "text", "json", "thinking", "fault"})
_SCRIPT_KEYS = frozenset(
    {"roles", "request", "rules", "default", "models", "token", "context", "capabilities", "description"}
)


class ScriptError(ValueError):
    """A script that says what cannot be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When what is answered."""

    user: re.Pattern[str] | None = None
    after: int | None = 0  # None for any
    result: re.Pattern[str] | None = None
    system: re.Pattern[str] | None = None
    model: re.Pattern[str] | None = None
    schema: bool | None = None
    times: int | None = None
    reply: Mapping[str, Any]

    def fits(self, asked: Asked, words: str) -> Mapping[str, str] | None:
        """Return the groups of the user's words where the rule fits, else `None`."""
        said = self.user.search(words) if self.user else None
        fits = (
            (self.user is None or said is not None)
            and (self.after is None or self.after == asked.rounds)
            and (self.result is None or (asked.results and self.result.search(asked.results[-1])))
            and (self.system is None or self.system.search(asked.prompt()))
            and (self.model is None or self.model.search(asked.model))
            and (self.schema is None or self.schema == (asked.schema is not None))
        )
        if not fits:
            return None
        return {name: value for name, value in said.groupdict().items() if value is not None} if said else {}


@dataclass(slots=True, kw_only=True)
class Script:
    """The answers of a model; it remembers how often each rule answered."""

    rules: Sequence[Rule] = ()
    roles: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    request: Sequence[re.Pattern[str]] = ()
    default: Mapping[str, Any] = field(default_factory=dict)
    models: Sequence[str] = ()
    token: str | None = None
    context: int = 131072
    capabilities: Sequence[str] = ("completion", "tools", "vision")
    used: dict[int, int] = field(default_factory=dict)
    made: int = 0

    def words(self, asked: Asked) -> str:
        """Return the words of the user, out of what an agent wraps them in."""
        for pattern in self.request:
            if found := pattern.search(asked.user):
                return found[1]
        return asked.user

    def reply(self, asked: Asked) -> Reply:
        """Return the answer to a request."""
        words = self.words(asked)
        for number, rule in enumerate(self.rules):
            if rule.times is not None and self.used.get(number, 0) >= rule.times:
                continue
            values = rule.fits(asked, words)
            calls = None if values is None else self._calls(rule.reply, values, asked)
            if values is None or calls is None:
                continue
            self.used[number] = self.used.get(number, 0) + 1
            return _replied(rule.reply, values, calls, number)
        return _replied(self.default, {}, (), None)

    def _calls(self, reply: Mapping[str, Any], values: Mapping[str, str], asked: Asked) -> tuple[Call, ...] | None:
        """Return the calls of a reply, `None` where no tool is offered for one of them."""
        calls = []
        for call in reply.get("calls", ()):
            found = self._call({**values, **call}, asked)
            if found is None:
                return None
            self.made += 1
            calls.append(Call(name=found[0], arguments=found[1], call_id=f"call_{self.made:08x}"))
        return tuple(calls)

    def _call(self, call: Mapping[str, Any], asked: Asked) -> tuple[str, Any] | None:
        if "tool" in call:  # a tool by its name, offered or not
            arguments = call.get("arguments", {})
            return call["tool"], arguments if isinstance(arguments, str) else _filled(arguments, call)
        for form in self.roles.get(call["role"], ()):
            name = next((name for name in asked.tools if form["tool"] in (name, name.rpartition("__")[2])), None)
            if name is not None:
                return name, _filled(form.get("arguments", {}), {**_found(form.get("find", {}), call, asked), **call})
        return None


def load(path: Path) -> Script:
    """Read a script from a file. Raises `ScriptError`."""
    return parse(path.read_text(encoding="utf-8"))


def parse(text: str) -> Script:
    """Read a script, in YAML or JSON. Raises `ScriptError`."""
    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError as err:
        raise ScriptError(str(err)) from err
    data = {} if read is None else read
    _check(data, _SCRIPT_KEYS, "a script")
    roles = data.get("roles", {})
    rules = [_rule(rule, roles) for rule in data.get("rules", ())]
    _check(data.get("default", {}), _REPLY_KEYS, "the default")
    simple = {key: data[key] for key in ("default", "models", "token", "context", "capabilities") if key in data}
    request = [re.compile(pattern, re.MULTILINE) for pattern in data.get("request", ())]
    return Script(rules=rules, roles=roles, request=request, **simple)


def _rule(data: Any, roles: Mapping[str, Any]) -> Rule:
    _check(data, _RULE_KEYS, "a rule")
    reply = data.get("reply", {})
    _check(reply, _REPLY_KEYS, "a reply")
    _check(reply.get("fault", {}), frozenset(one.name for one in fields(Fault)), "a fault")
    for call in reply.get("calls", ()):
        if "tool" not in call and call.get("role") not in roles:
            raise ScriptError(f"no tools are known for the role {call.get('role')}")
    patterns = {key: _pattern(data[key]) for key in ("user", "result", "system", "model") if key in data}
    after = data.get("after", 0)
    return Rule(
        **patterns,
        after=None if after == "any" else int(after),
        schema=data.get("schema"),
        times=data.get("times"),
        reply=reply,
    )


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as err:
        raise ScriptError(f"{text}: {err}") from err


def _check(data: Any, keys: frozenset[str], what: str) -> None:
    if not isinstance(data, Mapping):
        raise ScriptError(f"{what} is no mapping")
    if unknown := data.keys() - keys:
        raise ScriptError(f"{what} has no {', '.join(sorted(unknown))}")


def _replied(reply: Mapping[str, Any], values: Mapping[str, Any], calls: tuple[Call, ...], rule: int | None) -> Reply:
    text = json.dumps(_filled(reply["json"], values)) if "json" in reply else _filled(reply.get("text", ""), values)
    return Reply(
        text=text or "",
        thinking=reply.get("thinking", ""),
        calls=calls,
        fault=Fault(**reply.get("fault", {})),
        rule=rule,
    )


def _found(patterns: Mapping[str, str], values: Mapping[str, Any], asked: Asked) -> dict[str, str]:
    """Return what the model reads out of the chat: fields in a pattern are the words themselves."""
    literal = {key: re.escape(str(value)) for key, value in values.items()}
    chat = "\n".join(said.text for said in asked.chat)
    found: dict[str, str] = {}
    for key, pattern in patterns.items():
        filled = _FIELD.sub(lambda field: literal.get(field[1], field[0]), pattern)
        if match := re.search(filled, chat, re.IGNORECASE | re.MULTILINE):
            found[key] = match[1]
    return found


def _filled(value: Any, values: Mapping[str, Any]) -> Any:
    """Return a value with its fields filled; `None` for a text that is one field which nothing fills."""
    if isinstance(value, Mapping):
        filled = {key: _filled(inner, values) for key, inner in value.items()}
        return {key: inner for key, inner in filled.items() if inner is not None}
    if isinstance(value, list):
        return [_filled(inner, values) for inner in value]
    if not isinstance(value, str):
        return value
    if whole := _WHOLE_FIELD.match(value):
        return values.get(whole[1])
    return _FIELD.sub(lambda found: str(values.get(found[1], "")), value)
