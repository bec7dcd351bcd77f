"""Why, and what was done: told from the record of a turn alone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from ..home.model import Home
from ..journal.record import Change, Check, Decision, Turn
from .phrases import Phrases, sentence

_TOLD = 6  # deeds of a day that are told


class Explainer:
    """Tells of recorded turns, in one language."""

    def __init__(self, phrases: Phrases, home: Home) -> None:
        """Speak with the phrases of a language; the home gives the names that devices have now."""
        self._phrases = phrases
        self._home = home

    def why(self, turn: Turn, asked: Turn | None = None) -> str:
        """Return why a turn came out as it did: words, layer, rules, and what was read back.

        `asked` is the turn whose question it answered, if it answered one.
        """
        return " ".join(sentence(text) for text in dict.fromkeys(self._reasons(turn, asked)))

    def did(self, turns: Sequence[tuple[datetime, Turn]]) -> str:
        """Return what turns changed, each with its time of day, in their order; those beyond a few are counted."""
        words = self._phrases
        if not turns:
            return words.say("did", "nothing")
        told = [self._deed(at, turn) for at, turn in turns[:_TOLD]]
        if (more := len(turns) - _TOLD) > 0:
            told.append(words.say("did", "more", count=more, number=words.number(more)))
        return " ".join(sentence(text) for text in told)

    def _deed(self, at: datetime, turn: Turn) -> str:
        """Return one turn: how devices went from one state to another, or what was answered where none did."""
        groups: dict[tuple[str, str, str], list[str]] = {}
        for change in turn.changes:
            before, after = self._state(change, change.before), self._state(change, change.after)
            form = "unverified" if not change.verified else "changed" if before != after else "adjusted"
            key = (form, before, after) if form == "changed" else (form, "", "")
            groups.setdefault(key, []).append(change.entity_id)
        changes = [
            self._phrases.say(
                "did", form, devices=self._phrases.devices(entity_ids, self._home), before=before, after=after
            )
            for (form, before, after), entity_ids in groups.items()
        ]
        told = self._phrases.listed(changes) if changes else _quoted(turn.answer)
        time = at.strftime(self._phrases.say("did", "time"))
        return self._phrases.say("did", "undone" if turn.undone_by else "item", time=time, changes=told)

    def _reasons(self, turn: Turn, asked: Turn | None) -> Iterator[str]:
        words = self._phrases
        if turn.words:
            yield words.say("explain", turn.asker.origin.value, words=_quoted(turn.words))
        if turn.undoes:
            yield words.say("explain", "undo")
        if asked:
            yield words.say("explain", "reply", words=_quoted(asked.words))
        if turn.words:
            yield words.say("explain", turn.layer.value, model=turn.model or "")
        yield from self._rules(turn.checks)
        yield from (self._change(change) for change in turn.changes)
        if any(call.error for call in turn.calls):
            yield words.say("explain", "error")
        if not turn.changes:
            yield words.say("explain", "unchanged")
        if turn.undone_by:
            yield words.say("explain", "undone")

    def _rules(self, checks: Sequence[Check]) -> Iterator[str]:
        by_rule: dict[tuple[Decision, str], list[str]] = {}
        for check in checks:
            by_rule.setdefault((check.decision, check.rule), []).append(check.entity_id)
        for (decision, rule), entity_ids in by_rule.items():
            devices = self._phrases.devices(tuple(dict.fromkeys(entity_ids)), self._home)
            yield self._phrases.say("explain", decision.value, devices=devices, rule=self._rule(rule, decision))

    def _rule(self, rule: str, decision: Decision) -> str:
        """Return a rule in words: `risk.unlock.confirmed` is the risk of unlocking, after a yes."""
        name, _, rest = rule.partition(".")
        action, _, confirmed = rest.partition(".")
        key = name
        if confirmed:
            key = f"{name}_confirmed"
        elif decision is Decision.ASK and name == "risk":
            key = "risk_asked"
        if not self._phrases.has("rules", key):
            return rule
        return self._phrases.say("rules", key, action=self._action(action))

    def _action(self, action: str) -> str:
        return self._phrases.say("actions", action) if self._phrases.has("actions", action) else action

    def _change(self, change: Change) -> str:
        devices = self._phrases.device(change.entity_id, self._home)
        if not change.verified:
            return self._phrases.say("explain", "unverified", devices=devices)
        before, after = self._state(change, change.before), self._state(change, change.after)
        if before == after:
            return self._phrases.say("explain", "adjusted", devices=devices)
        return self._phrases.say("explain", "changed", devices=devices, before=before, after=after)

    def _state(self, change: Change, kept: Mapping[str, Any]) -> str:
        return self._phrases.state(str(kept.get("state", "unknown")), self._home.entities.get(change.entity_id))


def _quoted(words: str) -> str:
    return words.strip().rstrip(".!?")
