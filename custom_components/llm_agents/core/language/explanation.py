"""Why, and what was done: told from the record of a turn alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ..home.model import Home
from ..journal.record import Change, Check, Decision, Layer, Turn
from .changes import Changes, Difference
from .phrases import Phrases, sentence
from .request import Span

_TOLD = 6  # deeds of a day that are told
_NOTHING = Difference("", "", "")
_UNNAMED = frozenset({"orchestrator"})  # who is spoken to when no other agent is


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a model took for a turn: tokens that it read and wrote, and money in the owner's currency."""

    model: str
    tokens: int = 0
    money: float = 0.0

    def plus(self, data: Mapping[str, Any]) -> Cost:
        """Return it with what one answer took, as the journal has it."""
        tokens = int(data.get("input_tokens", 0)) + int(data.get("output_tokens", 0))
        return replace(self, tokens=self.tokens + tokens, money=self.money + float(data.get("money", 0.0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What else the journal knows of why a turn came out as it did.

    `memories` are the texts of the facts that were used and are still known to who asks, `delegated_to` the agents
    that did a part, `overruled` the devices about which another agent wanted the opposite and lost, and which,
    `costs` what models took.
    """

    memories: tuple[str, ...] = ()
    delegated_to: tuple[str, ...] = ()
    overruled: tuple[tuple[str, str], ...] = ()
    costs: tuple[Cost, ...] = ()


class Explainer:
    """Tells of recorded turns, in one language."""

    def __init__(self, phrases: Phrases, home: Home, agent: Callable[[str], str] = str) -> None:
        """Speak with the phrases of a language; the home gives the names that devices have now, `agent` an agent's."""
        self._phrases = phrases
        self._agent = agent
        self._home = home
        self._changes = Changes(phrases, home)

    def why(self, turn: Turn, asked: Turn | None = None, grounds: Grounds | None = None) -> str:
        """Return why a turn came out as it did: words, agent, layer, what was read, rules, and what was read back.

        `asked` is the turn whose question it answered or that had planned it, if there is one.
        """
        return " ".join(sentence(text) for text in dict.fromkeys(self._reasons(turn, asked, grounds or Grounds())))

    def did(self, turns: Sequence[tuple[datetime, Turn]], span: Span = Span.TODAY) -> str:
        """Return what turns changed in a time, with their times of day, in their order.

        What was done alike several times is told once, with all its times; deeds beyond a few are counted.
        """
        words = self._phrases
        if not turns:
            return words.say("did", "nothing" if span is Span.TODAY else "nothing_then")
        deeds: dict[tuple[str, str, str], list[str]] = {}
        for at, turn in turns:
            form = "undone" if turn.undone_by else "item" if turn.profile in _UNNAMED else "by"
            times = deeds.setdefault((form, self._deed(turn), turn.profile), [])
            times.append(at.strftime(words.say("did", "time")))
        told = [
            words.say("did", form, time=self._times(times), changes=changes, agent=self._agent(profile))
            for (form, changes, profile), times in list(deeds.items())[:_TOLD]
        ]
        if (more := sum(len(times) for times in list(deeds.values())[_TOLD:])) > 0:
            told.append(words.say("did", "more", count=more, number=words.number(more)))
        return " ".join(sentence(text) for text in told)

    def _times(self, times: Sequence[str]) -> str:
        """Return times of day, the earliest first, each once."""
        return self._phrases.listed(sorted(dict.fromkeys(times)))

    def _deed(self, turn: Turn) -> str:
        """Return one turn: how devices went from one state to another, or what was answered where none did."""
        groups: dict[tuple[str, Difference], list[str]] = {}
        for change in turn.changes:
            for difference in self._told(change):
                groups.setdefault(difference, []).append(change.entity_id)
        changes = [self._say("did", form, entity_ids, what) for (form, what), entity_ids in groups.items()]
        return self._phrases.listed(changes) if changes else _quoted(turn.answer)

    def _reasons(self, turn: Turn, asked: Turn | None, grounds: Grounds) -> Iterator[str]:
        words = self._phrases
        if turn.words:
            yield words.say("explain", turn.asker.origin.value, words=_quoted(turn.words))
        if turn.undoes:
            yield words.say("explain", "undo")
        if asked:
            yield words.say("explain", "planned" if turn.planned_by else "reply", words=_quoted(asked.words))
        if turn.words and not (turn.layer is Layer.NONE and turn.requests):  # a program's request needs no reading
            yield words.say("explain", turn.layer.value, model=turn.model or "")
        yield from self._grounds(turn, grounds)
        yield from self._rules(turn.checks)
        for change in turn.changes:
            yield from (self._say("explain", form, [change.entity_id], what) for form, what in self._told(change))
        if any(call.error for call in turn.calls):
            yield words.say("explain", "error")
        if not turn.changes:
            yield words.say("explain", "unchanged")
        if turn.undone_by:
            yield words.say("explain", "undone")

    def _grounds(self, turn: Turn, grounds: Grounds) -> Iterator[str]:
        """Tell who served it, and what was read and remembered for it."""
        words = self._phrases
        if turn.profile not in _UNNAMED:
            yield words.say("explain", "agent", agent=self._agent(turn.profile))
        if grounds.delegated_to:
            yield words.say("explain", "delegated", agents=words.listed([self._agent(i) for i in grounds.delegated_to]))
        known = [name for name in turn.sources if words.has("sources", name)]
        if known:
            yield words.say("explain", "read", sources=words.listed([words.say("sources", name) for name in known]))
        for text in grounds.memories:
            yield words.say("explain", "remembered", text=_quoted(text))
        if forgotten := len(turn.memories) - len(grounds.memories):
            yield words.say("explain", "forgotten", count=forgotten)
        for entity_id, loser in grounds.overruled:
            devices = words.devices((entity_id,), self._home)
            yield words.say("explain", "overruled", devices=devices, agent=self._agent(loser))
        for cost in grounds.costs:
            form, money = ("cost" if cost.money else "tokens"), words.number(round(cost.money, 4))
            yield words.say("explain", form, model=cost.model, tokens=words.number(cost.tokens), money=money)

    def _rules(self, checks: Sequence[Check]) -> Iterator[str]:
        by_rule: dict[tuple[Decision, str], list[str]] = {}
        for check in checks:
            by_rule.setdefault((check.decision, check.rule), []).append(check.entity_id)
        for (decision, rule), entity_ids in by_rule.items():
            known = tuple(dict.fromkeys(filter(None, entity_ids)))
            devices = self._phrases.devices(known, self._home) if known else self._phrases.say("problem", "that")
            yield self._phrases.say("explain", decision.value, devices=devices, rule=self.rule(rule, decision))

    def rule(self, rule: str, decision: Decision) -> str:
        """Return a rule in words: `risk.unlock.confirmed` is the risk of unlocking, after a yes."""
        plain, confirmed = rule.removesuffix(".confirmed"), rule.endswith(".confirmed")
        name, _, action = plain.partition(".")
        if name == "conflict":
            return self._conflict(action)
        if confirmed:
            key = f"{name}_confirmed" if self._phrases.has("rules", f"{name}_confirmed") else "confirmed"
        elif decision is not Decision.ALLOW and name == "risk":
            key = "risk_asked"
        else:
            key = plain.replace(".", "_") if name == "autonomy" else name
        if not self._phrases.has("rules", key):
            return rule
        return self._phrases.say("rules", key, action=self._action(action))

    def _conflict(self, winner: str) -> str:
        """Return why an agent was overruled: by whom."""
        if winner == "person":
            return self._phrases.say("rules", "conflict_person")
        return self._phrases.say("rules", "conflict", agent=self._agent(winner))

    def _action(self, action: str) -> str:
        return self._phrases.say("actions", action) if self._phrases.has("actions", action) else action

    def _told(self, change: Change) -> Sequence[tuple[str, Difference]]:
        """Return the phrases that tell a change, each with what differs."""
        if not change.verified:
            return [("unverified", _NOTHING)]
        found = self._changes.differences(change)
        return [("attribute" if what.name else "changed", what) for what in found] or [("adjusted", _NOTHING)]

    def _say(self, group: str, form: str, entity_ids: Sequence[str], what: Difference) -> str:
        devices = self._phrases.devices(entity_ids, self._home)
        return self._phrases.say(group, form, devices=devices, name=what.name, before=what.before, after=what.after)


def _quoted(words: str) -> str:
    return words.strip().rstrip(".!?")
