"""Conflicts: agents that want opposite things of a device within a while, settled by a stated order.

Only wishes of an agent's own initiative (an automation asked a specialist, or it went beyond the words it was given) can
lose. What a person said goes before all of them, and so does what an automation says to the orchestrator in words: its
owner wrote them. The order among agents is `PRECEDENCE`; of two of one rank the earlier one stays,
so that they do not take turns. So it is among specialists of one request, whom the person's words speak for alike. All is known from recorded turns, so a restart changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
import logging

from ..home.inquiry import inquire
from ..home.model import Entity, Home, State, StateReader
from ..home.wish import as_number
from ..journal.asynchronous import AsyncJournal
from ..journal.codec import turn_from_json
from ..journal.events import Event, Kind
from ..journal.record import Asker, Check, Decision, Origin
from ..journal.store import JournalError
from ..language.outcome import Found
from ..language.request import Act, Action, Ask, Attribute, Problem, Question, Reason
from .clock import Clock
from .pending import requests_of
from .plans import acts_of
from .profiles import ORCHESTRATOR_ID, PRECEDENCE, Profiles
from .warrants import Warrant

_LOGGER = logging.getLogger(__name__)

WINDOW = timedelta(minutes=30)
"""How long a wish stands against the opposite one of another agent."""

PERSON = "person"
"""Who wins where a person's own words stand against an agent."""

RULE = "conflict"
"""How the rule begins by which an agent was overruled; the id of who goes first follows."""

_MORE = frozenset({Action.TURN_ON, Action.OPEN, Action.LOCK, Action.ARM, Action.PLAY, Action.START, Action.UNMUTE})
_LESS = frozenset({Action.TURN_OFF, Action.CLOSE, Action.UNLOCK, Action.DISARM, Action.PAUSE, Action.DOCK, Action.MUTE})
# What is asked to learn how an attribute is now.
_NOW: Mapping[Attribute, str] = {
    Attribute.BRIGHTNESS: "brightness",
    Attribute.FAN_SPEED: "fan_speed",
    Attribute.HUMIDITY: "target_humidity",
    Attribute.POSITION: "position",
    Attribute.TEMPERATURE: "target_temperature",
    Attribute.TILT: "tilt",
    Attribute.VOLUME: "volume",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody wanted of a device: more (on, open, warmer, locked) is 1, less is -1."""

    agent_id: str
    direction: int
    at: datetime
    of_person: bool = False
    root: str | None = None  # the turn for which specialists work side by side


class Conflicts:
    """The recent wishes for each device: a read model over turns."""

    kinds = frozenset({Kind.TURN_RECORDED})

    def __init__(self, journal: AsyncJournal, profiles: Profiles, clock: Clock) -> None:
        """Know of no wish yet."""
        self._journal = journal
        self._profiles = profiles
        self._clock = clock
        self._claims: dict[str, dict[str, Claim]] = {}
        self._decided: list[Event] = []

    async def open(self) -> None:
        """Learn what was wanted just before the start."""
        since = (self._clock.now() - WINDOW).isoformat()
        for event in await self._journal.events(self.kinds, since=since):
            self.apply(event)

    def apply(self, event: Event) -> None:
        """Take in the acts of a recorded turn."""
        try:
            turn = turn_from_json(event.data)
        except ValueError:
            return
        called = {entity_id for call in turn.calls if not call.error for entity_id in call.entity_ids}
        before = {change.entity_id: change.before for change in turn.changes}
        own = not _is_automatic(turn.asker, turn.profile) and not (turn.parent and turn.sources)
        for act in acts_of(requests_of(turn)):
            for entity_id in called.intersection(act.entity_ids):
                direction = direction_of(act, former(entity_id, before.get(entity_id)))
                at = datetime.fromisoformat(turn.at)
                self._keep(entity_id, Claim(agent_id=turn.profile, direction=direction, at=at, of_person=own))

    def weigh(self, check: Check, act: Act, entity: Entity, state: State | None, warrant: Warrant) -> Check:
        """Return the policy's decision on a device, or that another agent goes first; note what is to be done.

        Called right before something is done, so that runs side by side see each other's wishes.
        """
        direction = direction_of(act, state)
        if check.decision is not Decision.ALLOW or not direction:
            return check
        own = _is_persons(act, entity, state, warrant)
        mine = self._claim(direction, warrant, of_person=own)
        against = [claim for claim in self._standing(entity.entity_id) if claim.direction == -direction]
        against = [claim for claim in against if claim.of_person or claim.agent_id != mine.agent_id]
        if (rival := self._rival(against, mine)) is not None:
            wins = self._role(mine) < self._role(rival)
            winner, loser = (mine, rival) if wins else (rival, mine)
            self._decide(entity.entity_id, replace(winner, of_person=False), replace(loser, of_person=False), act)
            if not wins:
                return _overruled(check, rival.agent_id)
            against.remove(rival)
        first = min(against, key=self._rank, default=None)
        if first is not None and not own:
            wins = self._rank(mine) < self._rank(first)
            self._decide(entity.entity_id, *((mine, first) if wins else (first, mine)), act)
            if not wins:
                return _overruled(check, _name(first))
        elif first is not None and not first.of_person:
            self._decide(entity.entity_id, mine, first, act)
        self._keep(entity.entity_id, mine)
        return check

    def note(self, act: Act, entity_ids: Iterable[str], states: StateReader, warrant: Warrant) -> None:
        """Note what a specialist of a request wants of devices that are so already: another of it may want the opposite."""
        for entity_id in entity_ids if warrant.root is not None else ():
            direction = direction_of(act, states(entity_id))
            held = any(one.root == warrant.root for one in self._standing(entity_id))
            if direction and not held:
                self._keep(entity_id, self._claim(direction, warrant, of_person=True))

    def _rival(self, against: Iterable[Claim], mine: Claim) -> Claim | None:
        """Return another specialist of the same request that wants the opposite: the words of the person are of both."""
        if mine.root is None:
            return None
        return next((one for one in against if one.root == mine.root and one.agent_id != mine.agent_id), None)

    def problem(self, check: Check, act: Act) -> Problem:
        """Return what is told where an agent was overruled."""
        winner = check.rule.partition(".")[2]
        details: dict[str, str] = {"why": PERSON}
        if winner != PERSON:
            profile = self._profiles.get(winner)
            details = {"agent": profile.name or profile.role.value}
        return Problem(reason=Reason.OVERRULED, entity_ids=(check.entity_id,), act=act, details=details)

    async def tell(self) -> None:
        """Journal what was decided since."""
        events, self._decided = self._decided, []
        if not events:
            return
        try:
            await self._journal.record(*events)
        except JournalError as err:
            _LOGGER.warning("A conflict could not be journaled: %s", err)

    def _standing(self, entity_id: str) -> Iterable[Claim]:
        since = self._clock.now() - WINDOW
        kept = {who: claim for who, claim in self._claims.get(entity_id, {}).items() if claim.at > since}
        if kept:
            self._claims[entity_id] = kept
        else:
            self._claims.pop(entity_id, None)
        return kept.values()

    def _keep(self, entity_id: str, claim: Claim) -> None:
        """Keep the latest wish of each; a person's ends those of all others."""
        if not claim.direction:
            return
        if claim.of_person:
            self._claims[entity_id] = {}
        self._claims.setdefault(entity_id, {})[_name(claim)] = claim

    def _claim(self, direction: int, warrant: Warrant, *, of_person: bool) -> Claim:
        """Return what an agent wants now."""
        agent_id, at = warrant.profile.agent_id, self._clock.now()
        return Claim(agent_id=agent_id, direction=direction, at=at, of_person=of_person, root=warrant.root)

    def _rank(self, claim: Claim) -> int:
        return -1 if claim.of_person else self._role(claim)

    def _role(self, claim: Claim) -> int:
        return PRECEDENCE.index(self._profiles.get(claim.agent_id).role)

    def _decide(self, entity_id: str, winner: Claim, loser: Claim, act: Act) -> None:
        self._decided.append(
            Event(
                kind=Kind.CONFLICT_DECIDED,
                subject=entity_id,
                at=self._clock.now().isoformat(),
                agent=loser.agent_id,
                data={"winner": _name(winner), "loser": _name(loser), "action": act.action.value},
            )
        )


def _overruled(check: Check, winner: str) -> Check:
    return Check(entity_id=check.entity_id, action=check.action, decision=Decision.REFUSE, rule=f"{RULE}.{winner}")


def direction_of(act: Act, state: State | None) -> int:
    """Return whether an act wants more (1) or less (-1) of a device, 0 where it is neither."""
    match act.action:
        case action if action in _MORE:
            return 1
        case action if action in _LESS:
            return -1
        case Action.TOGGLE:
            return 0 if state is None else -1 if state.state in ("on", "open", "playing") else 1
        case Action.ADJUST:
            return _sign(as_number(act.value))
        case Action.SET if act.attribute is Attribute.HVAC_MODE:
            return -1 if act.value == "off" else 1
        case Action.SET if act.attribute is not None and act.attribute in _NOW:
            wanted, now = as_number(act.value), _present(act.attribute, state)
            return 0 if wanted is None or now is None else _sign(wanted - now)
    return 0


def _present(attribute: Attribute, state: State | None) -> float | None:
    """Return how an attribute is, in the unit in which it is set."""
    if state is None:
        return None
    if attribute is Attribute.BRIGHTNESS and state.state == "off":
        return 0.0
    entity = Entity(entity_id=state.entity_id, name="")
    home = Home(version=0, entities={entity.entity_id: entity})
    question = Question(ask=Ask.VALUE, entity_ids=(entity.entity_id,), attribute=_NOW[attribute])
    reader: StateReader = {entity.entity_id: state}.get
    found = inquire(question, home, reader)
    return as_number(found.facts[0].value) if isinstance(found, Found) and found.facts else None


def _is_persons(act: Act, entity: Entity, state: State | None, warrant: Warrant) -> bool:
    """Return whether an act is what somebody said: by own words, or by a yes."""
    if warrant.confirmed is not None and entity.entity_id in warrant.confirmed:
        return True
    automatic = _is_automatic(warrant.asker, warrant.profile.agent_id)
    return not automatic and warrant.provenance.licenses(act, entity, state)


def _is_automatic(asker: Asker, agent_id: str) -> bool:
    """Return whether a specialist is at work for an automation."""
    return asker.origin is Origin.AUTOMATION and agent_id != ORCHESTRATOR_ID


def _name(claim: Claim) -> str:
    return PERSON if claim.of_person else claim.agent_id


def former(entity_id: str, kept: Mapping[str, object] | None) -> State | None:
    """Return the state that a record kept of a device, `None` where it kept none."""
    if not kept:
        return None
    attributes = kept.get("attributes")
    return State(
        entity_id=entity_id,
        state=str(kept.get("state", "")),
        attributes=attributes if isinstance(attributes, Mapping) else {},
    )


def _sign(number: float | None) -> int:
    return 0 if not number else 1 if number > 0 else -1
