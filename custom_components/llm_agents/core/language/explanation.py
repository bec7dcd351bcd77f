"""Why, and what was done: told from the record of a turn alone."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ..home.model import Home
from ..journal.record import Change, Check, Decision, Turn
from .changes import Changes, Difference
from .phrases import Phrases, sentence

_TOLD = 6  # deeds of a day that are told
_NOTHING = Difference("", "", "")


class Explainer:
    """Tells of recorded turns, in one language."""

    def __init__(self, phrases: Phrases, home: Home) -> None:
        """Speak with the phrases of a language; the home gives the names that devices have now."""
        self._phrases = phrases
        self._home = home
        self._changes = Changes(phrases, home)

    def why(self, turn: Turn, asked: Turn | None = None) -> str:
        """Return why a turn came out as it did: words, layer, rules, and what was read back.

        `asked` is the turn whose question it answered or that had planned it, if there is one.
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
        groups: dict[tuple[str, Difference], list[str]] = {}
        for change in turn.changes:
            for difference in self._told(change):
                groups.setdefault(difference, []).append(change.entity_id)
        changes = [self._say("did", form, entity_ids, what) for (form, what), entity_ids in groups.items()]
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
            yield words.say("explain", "planned" if turn.planned_by else "reply", words=_quoted(asked.words))
        if turn.words:
            yield words.say("explain", turn.layer.value, model=turn.model or "")
        yield from self._rules(turn.checks)
        for change in turn.changes:
            yield from (self._say("explain", form, [change.entity_id], what) for form, what in self._told(change))
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
            yield self._phrases.say("explain", decision.value, devices=devices, rule=self.rule(rule, decision))

    def rule(self, rule: str, decision: Decision) -> str:
        """Return a rule in words: `risk.unlock.confirmed` is the risk of unlocking, after a yes."""
        plain, confirmed = rule.removesuffix(".confirmed"), rule.endswith(".confirmed")
        name, _, action = plain.partition(".")
        if confirmed:
            key = f"{name}_confirmed" if self._phrases.has("rules", f"{name}_confirmed") else "confirmed"
        elif decision is not Decision.ALLOW and name == "risk":
            key = "risk_asked"
        else:
            key = plain.replace(".", "_") if name == "autonomy" else name
        if not self._phrases.has("rules", key):
            return rule
        return self._phrases.say("rules", key, action=self._action(action))

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
