"""What the policy looks at beside the act itself, and what it answers."""

from dataclasses import dataclass, field
from datetime import datetime

from ..home.contents import Contents
from ..home.model import Home
from ..journal.record import Asker, Decision
from .origins import Provenance
from .profiles import ORCHESTRATOR, Profile

_NOWHERE = Home(version=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Who asked through which agent, from words of which origin, and what holds of the entity at this moment.

    `exposed` and `may_control` are what the home says, `confirmed` whether the asker has said yes to this very act,
    `pin_given` whether with the right PIN. `now` is on the clocks of the home; without it no rule with a time holds.
    `contents` are those of a scene or script.
    """

    asker: Asker
    exposed: bool
    may_control: bool
    confirmed: bool = False
    pin_given: bool = False
    profile: Profile = ORCHESTRATOR
    provenance: Provenance = field(default_factory=Provenance)
    home: Home = _NOWHERE
    now: datetime | None = None
    contents: Contents | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule says of an act; `reason` is the key of the words that tell it."""

    rule: str
    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The decision on an act, the rule that made it, and all rules that were considered, in their order."""

    decision: Decision
    rule: str
    reason: str
    considered: tuple[Finding, ...]
