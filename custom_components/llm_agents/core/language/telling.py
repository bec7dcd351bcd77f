"""Plans in words: what will be done and when, what is planned, and what did not come to be."""

from collections.abc import Callable
from datetime import datetime

from ..home.model import Home
from .findings import Findings
from .moments import When
from .outcome import Ended, Intent, Listed, Planned, Unmet
from .phrases import Phrases, sentence
from .request import Act, PlatformIntent
from .spoken_times import SpokenTimes

_TOLD = 6  # plans that are told at once
_ENDS = ".!?。"

type Wish = Callable[[Act], str]
"""Word an act as one asks for it: "turn off the lamp"."""


class PlanTeller:
    """Words what is planned, for one home in one language."""

    def __init__(self, phrases: Phrases, home: Home, wish: Wish) -> None:
        """Speak of a home with the phrases of a language."""
        self._phrases = phrases
        self._home = home
        self._wish = wish
        self._times = SpokenTimes(phrases)

    def planned(self, outcome: Planned) -> str:
        """Return what will be done, and when."""
        told = sentence(self._phrases.say("plans", "will", what=self.what(outcome.intent)))
        waits = outcome.intent.at is None and outcome.intent.conditions
        return f"{told} {self._phrases.say('plans', 'waiting')}" if waits else told

    def what(self, intent: Intent) -> str:
        """Return what is planned, as one asks for it: "turn off the lamp at 10:15 PM"."""
        parts = [self._acts(intent)] if intent.acts else []
        if intent.restores:
            devices = self._phrases.devices(intent.restores, self._home)
            parts.append(self._phrases.say("infinitive", "restore", devices=devices))
        form = "plain"
        if intent.at is not None:
            form = "at_if" if intent.conditions else "at"
        elif intent.conditions:
            form = "when"
        conditions = self._phrases.listed([condition.words for condition in intent.conditions])
        what = self._phrases.say(
            "plans",
            form,
            acts=self._phrases.listed(parts),
            time=self.time(intent.at, intent.now, intent.when) if intent.at is not None else "",
            condition=conditions,
        )
        if intent.until is None:
            return what
        until = self.time(intent.until, intent.now, intent.when if intent.at is None else None)
        return self._phrases.say("plans", "until", what=what, time=until)

    def _acts(self, intent: Intent) -> str:
        told = [act.words if isinstance(act, PlatformIntent) else self._wish(act) for act in intent.acts]
        return self._phrases.listed(told)

    def time(self, at: datetime, now: datetime, when: When | None = None) -> str:
        """Return a moment as it is spoken: as a span where it was said so, else by the clock and the day."""
        return self._times.time(at, now, when)

    def unmet(self, outcome: Unmet) -> str:
        """Return why something was left alone: what was found instead of what it was to depend on."""
        if outcome.found is not None:
            fact = Findings(self._phrases, self._home).tell(outcome.found).rstrip(_ENDS)
        elif outcome.sun is not None:
            fact = self._phrases.say("plans", f"sun_{outcome.sun.value}")
        else:
            fact = ""
        devices = self._phrases.devices(outcome.entity_ids, self._home)
        count = self._phrases.grammatical_count(outcome.entity_ids, self._home)
        return self._phrases.say("plans", "unmet", count=count, fact=fact, devices=devices)

    def ended(self, outcome: Ended) -> str:
        """Return what became of plans that were not carried out."""
        what = self._phrases.listed([self.what(intent) for intent in outcome.intents])
        return self._phrases.say("plans", outcome.fate.value, what=what)

    def listed(self, outcome: Listed) -> str:
        """Return all that is planned; what is beyond a few is counted."""
        words = self._phrases
        if not outcome.intents:
            return words.say("plans", "none")
        told = [sentence(self.what(intent)) for intent in outcome.intents[:_TOLD]]
        if (more := len(outcome.intents) - _TOLD) > 0:
            told.append(words.say("plans", "more", count=more, number=words.number(more)))
        return words.say("plans", "listed", plans=" ".join(f"{item.rstrip(_ENDS)}." for item in told))
