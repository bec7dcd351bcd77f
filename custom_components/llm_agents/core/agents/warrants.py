"""For whom, through which agent and by which words something is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..journal.record import Asker
from .origins import Provenance
from .profiles import ORCHESTRATOR, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Warrant:
    """For whom acts are done and what has been agreed to.

    `confirmed` maps the entities that the person said yes to, to their states when asked;
    `doubted` is true of acts that are to be asked about whatever their risk, `whole` of those that
    wait for the answer to a question about others of their sentence. `profile` is the agent through which is asked,
    `provenance` what was read on the way, `pin` whether the yes came with the right PIN. `root` is the
    turn of the person for which specialists work side by side, `later` whether the yes was given some time ago.
    """

    asker: Asker
    confirmed: Mapping[str, str] | None = None
    doubted: bool = False
    whole: bool = False
    profile: Profile = ORCHESTRATOR
    provenance: Provenance = field(default_factory=Provenance)
    pin: bool = False
    root: str | None = None
    later: bool = False
