"""The owner's rules of an entry, and what the journal is told of changed rules and agents."""

import logging

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.util import dt as dt_util

from .const import SUBENTRY_RULE
from .core.agents.policy import Policy
from .core.agents.profiles import Profiles
from .core.agents.roster import Roster
from .core.agents.rules import Rule, RuleError
from .core.journal.asynchronous import AsyncJournal
from .core.journal.record import Decision
from .core.journal.store import JournalError

_LOGGER = logging.getLogger(__name__)

_LAST = 1_000_000
"""The priority of what stands for a rule that cannot be read."""


def rule_of(subentry: ConfigSubentry) -> Rule:
    """Return the rule that a subentry keeps. Raises `RuleError`."""
    return Rule.from_json({**subentry.data, "rule_id": subentry.subentry_id, "name": subentry.title})


def rules_of(entry: ConfigEntry) -> list[Rule]:
    """Return the rules of an entry.

    What a rule says that cannot be read is not known, it may have refused something: then everything that no
    other rule decides is asked about, and the log tells why.
    """
    rules = []
    for subentry in entry.get_subentries_of_type(SUBENTRY_RULE):
        try:
            rules.append(rule_of(subentry))
        except RuleError as err:
            _LOGGER.error("The rule %s cannot be read, so everything is asked about: %s", subentry.title, err)
            rules.append(Rule(rule_id=subentry.subentry_id, name=subentry.title, effect=Decision.ASK, priority=_LAST))
    return rules


class Chronicle:
    """Tells the journal each change of an agent or a rule, also one that was made while nothing was loaded."""

    def __init__(self, journal: AsyncJournal, profiles: Profiles, policy: Policy) -> None:
        """Tell a journal of agents, and of the rules of a policy."""
        self._journal = journal
        self._profiles = profiles
        self._policy = policy
        self._roster = Roster()

    async def open(self) -> None:
        """Learn what the journal knows, and tell it what is news. Raises `JournalError`."""
        for event in await self._journal.events(self._roster.kinds):
            self._roster.apply(event)
        await self.note()

    async def note(self) -> None:
        """Tell what changed since; what cannot be kept now is told at the next start."""
        events = self._roster.news(self._profiles, self._policy.rules, dt_util.utcnow().isoformat())
        for event in events:  # before waiting, so that nothing is told twice
            self._roster.apply(event)
        try:
            if events:
                await self._journal.record(*events)
        except JournalError as err:
            _LOGGER.warning("A change of agents or rules was not kept in the journal: %s", err)
