"""Commands of the plan, carried out by the energy agent the way that all acts go: policy, verification, journal.

What is so already is not sent; what failed is tried again a few times, later and later, and then told once. Between
plans a battery or a charger that follows the meter is steered: judged and verified alike, but not one turn each.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
import logging

from homeassistant.const import UnitOfTemperature
from homeassistant.core import HomeAssistant

from ...const import DOMAIN
from ...core.agents.kernel import Kernel, QuestionClosed, TurnNotFound, Utterance
from ...core.agents.origins import Source
from ...core.agents.profiles import Autonomy, Profile, Role
from ...core.energy.asset_codec import AssetEntry
from ...core.energy.assets import Asset
from ...core.energy.control.steering import FOLLOWING
from ...core.energy.dispatching import Order
from ...core.energy.hand_habits import HandHabit
from ...core.energy.modes import Command
from ...core.energy.showing import Notice
from ...core.home.grounding import ground
from ...core.home.model import State
from ...core.journal.record import Asker, Origin, Status, Turn
from ...core.journal.store import JournalError
from ...core.language.energies import EnergyWish, Wished
from ...core.language.phrases import phrases
from ...core.language.request import Act
from ...errors import invalid
from ..choosing import own_agents
from ..energy_hub import EnergyHub, Ordered
from ..world import HassWorld
from .troubles import Troubles

_LOGGER = logging.getLogger(__name__)

RETRIES = (30.0, 120.0, 600.0, 3600.0)
"""Seconds after which a command that failed is sent again; the last one holds for all later ones."""

TOLD_AFTER = 3
"""Failures in a row after which the owner is told."""


class Trouble(StrEnum):
    """Why a command did not reach its asset."""

    NOT_SHARED = "not_shared"  # not exposed to Assist, or out of the agent's scope
    REFUSED = "refused"  # by the owner's rules, or because somebody wants the opposite
    FAILED = "failed"  # raised, or not read back


@dataclass(slots=True)
class Sent:
    """The last command of an asset that was sent, and what came of it."""

    command: Command
    at: float
    trouble: Trouble | None = None
    failures: int = 0
    asked: str | None = None  # the turn whose question waits
    autonomy: Autonomy | None = None  # with which it was sent
    turn_id: str | None = None
    expected: Mapping[str, Act] = field(default_factory=dict)

    def due(self, now: float) -> bool:
        """Return whether it is to be sent again: at once unless it failed, for a device may have forgotten it."""
        if self.trouble in (None, Trouble.NOT_SHARED):
            return True
        return now - self.at >= RETRIES[min(self.failures, len(RETRIES)) - 1]


class Dispatcher:
    """Sends commands as the energy agent. `sent` tells of each asset what was last sent."""

    def __init__(
        self,
        hass: HomeAssistant,
        kernel: Kernel,
        world: HassWorld,
        entries: Sequence[AssetEntry],
        troubles: Troubles,
    ) -> None:
        """Send to the entities of some assets; what lasts is told to the owner."""
        self._hass = hass
        self._kernel = kernel
        self._world = world
        self._entries = {entry.asset.asset_id: entry for entry in entries}
        self.sent: dict[str, Sent] = {}
        self._troubles = troubles
        self.on_undone: Callable[[str], None] = lambda _asset: None

    @property
    def profile(self) -> Profile | None:
        """Return the agent that acts: the first one for energy, `None` where its owner took it away."""
        return next((one for one in self._kernel.profiles if one.role is Role.ENERGY), None)

    @property
    def autonomy(self) -> Autonomy:
        """Return how far it goes by itself; without an agent it observes."""
        return profile.autonomy if (profile := self.profile) else Autonomy.OBSERVE

    async def check_rights(self, ordered: Ordered) -> None:
        """Raise `ServiceValidationError` where who sets an asset may not control what controls it."""
        entry = self._entries.get(ordered.asset_id)
        await self._world.know(ordered.user_id)
        if entry is not None and not EnergyHub.may_control(self._world, entry, ordered.user_id):
            raise invalid("energy_not_yours", asset=entry.asset.name)

    def unshared(self, entry: AssetEntry) -> list[str]:
        """Return the entities of an asset that the agent may not touch: not exposed, or out of its scope."""
        profile, home = self.profile, self._world.home()
        if profile is None:
            return []
        found = ((entity_id, home.entities.get(entity_id)) for entity_id in entry.controls.entity_ids)
        return [entity_id for entity_id, entity in found if entity is None or not profile.scope.covers(entity, home)]

    async def carry_out(self, command: Command, now: float, reason: str = "") -> None:
        """Bring an asset into a mode, unless it is so, was told so, or is not to be controlled."""
        entry = self._entries.get(command.asset_id)
        if entry is None or not entry.controls:
            return
        before = self.sent.get(command.asset_id)
        if before is not None and before.asked and before.autonomy is not self.autonomy:
            await self._withdraw(before)  # it goes further now, or not so far
            before = None
            del self.sent[command.asset_id]
        if self.autonomy is Autonomy.OBSERVE:
            return
        same = before is not None and _is_same(before.command, command)
        if before is not None and same and (before.asked or not before.due(now)):
            return
        if self.unshared(entry):
            self._note(Sent(command=command, at=now, trouble=Trouble.NOT_SHARED, failures=len(RETRIES)))
            return
        if before is not None and before.asked and not same:
            await self._withdraw(before)
        acts = self._acts(command, entry)
        expected = {act.entity_ids[0]: act for act in acts}
        fresh = Sent(command=command, at=now, autonomy=self.autonomy, expected=expected)
        fresh.failures = before.failures if before is not None and same else 0
        if not self._left(acts):
            self._note(replace(fresh, failures=0, turn_id=before.turn_id if before and same else None))
        elif before is not None and before.trouble is None and _only_follows(before.command, command):
            await self._steer(fresh, acts)
        else:
            self._came_to(fresh, await self._serve(command, acts, reason))

    def _acts(self, command: Command, entry: AssetEntry) -> tuple[Act, ...]:
        fahrenheit = self._hass.config.units.temperature_unit == UnitOfTemperature.FAHRENHEIT
        return Order(command=command, entry=entry, states=self._world.states, fahrenheit=fahrenheit).acts()

    def _left(self, acts: Sequence[Act]) -> list[Act]:
        """Return the acts that are not so already, or cannot be done: the kernel tells why."""
        home = self._world.home()
        grounded = [(act, ground(act, home, self._world.states)) for act in acts]
        return [act for act, found in grounded if found.steps or found.problems]

    async def _serve(self, command: Command, acts: Sequence[Act], reason: str) -> Turn | None:
        left = self._left(acts)
        try:
            return await self._kernel.serve(self._utterance(command.asset_id, reason), *left)
        except JournalError as err:
            _LOGGER.warning("A command of the energy plan was not sent: %s", err)
            return None

    async def _steer(self, sent: Sent, acts: Sequence[Act]) -> None:
        outcomes = await self._kernel.steer(self._utterance(sent.command.asset_id, ""), self._left(acts))
        failed = any(outcome.problems or outcome.asked for outcome in outcomes)
        sent.trouble, sent.failures = (Trouble.FAILED, sent.failures + 1) if failed else (None, 0)
        self._note(sent)

    def _came_to(self, sent: Sent, turn: Turn | None) -> None:
        status = turn.status if turn is not None else Status.FAILED
        sent.turn_id = turn.turn_id if turn is not None else None
        match status:
            case Status.DONE | Status.UNDER_WAY | Status.ANSWERED | Status.SCHEDULED:
                sent.failures = 0
            case Status.ASKED:
                sent.asked, sent.failures = sent.turn_id, 0
            case Status.REFUSED:
                sent.trouble, sent.failures = Trouble.REFUSED, sent.failures + 1
            case _:
                sent.trouble, sent.failures = Trouble.FAILED, sent.failures + 1
        self._note(sent)

    def _note(self, sent: Sent) -> None:
        """Keep what was sent, and tell of trouble that lasts, or is over."""
        self.sent[sent.command.asset_id] = sent
        if sent.trouble is None or sent.trouble is Trouble.NOT_SHARED or sent.failures >= TOLD_AFTER:
            self._tell(sent.command.asset_id, sent.trouble)

    def _tell(self, asset_id: str, trouble: Trouble | None) -> None:
        entry = self._entries[asset_id]
        unshared = ", ".join(self.unshared(entry)) if trouble is Trouble.NOT_SHARED else ""
        for kind in Trouble:
            notice = Notice(key=kind.value, placeholders={"asset": entry.asset.name, "entities": unshared})
            self._troubles.tell(f"{kind.value}_{asset_id}", notice if kind is trouble else None)

    async def offer(self, asset: Asset, habit: HandHabit) -> None:
        """Ask whether what people do by hand is to be a standing wish: as what nobody said, it waits for a yes."""
        wish = EnergyWish(
            wished=Wished.DEMANDS,
            asset_ids=(asset.asset_id,),
            weekdays=tuple(sorted(habit.weekdays)),
            demands=(habit.demand,),
        )
        words = await self._hass.async_add_executor_job(phrases, self._hass.config.language)
        utterance = self._utterance(asset.asset_id, words.say("energy", "by_hand", asset=asset.name))
        try:
            await self._kernel.serve(replace(utterance, sources=frozenset({Source.STATE})), wish)
        except JournalError as err:
            _LOGGER.warning("A habit with %s was not asked about: %s", asset.name, err)

    async def _withdraw(self, sent: Sent) -> None:
        """Say no to a question about a command that is another by now."""
        if sent.asked is None:
            return
        try:
            await self._kernel.reject(sent.asked, Asker(origin=Origin.AUTOMATION))
        except QuestionClosed, TurnNotFound, JournalError:
            return  # it was answered, or is too old

    def heard(self, turn: Turn) -> None:
        """Note that a question of ours was answered, or that a turn of ours was taken back."""
        for asset_id, sent in self.sent.items():
            if sent.asked is not None and turn.reply_to == sent.asked:
                sent.asked = None
            if sent.turn_id is not None and turn.undoes == sent.turn_id:
                self.on_undone(asset_id)

    def state(self, entity_id: str) -> State | None:
        """Return the state of an actuator."""
        return self._world.states(entity_id)

    def sent_at(self, entity_id: str) -> float | None:
        """Return when an actuator was last commanded."""
        return max((sent.at for sent in self.sent.values() if entity_id in sent.expected), default=None)

    def agrees(self, entity_id: str, state: State) -> bool:
        """Return whether a state of an actuator is as it was last commanded, or nothing was."""
        home = self._world.home()
        for sent in self.sent.values():
            if (act := sent.expected.get(entity_id)) is None or sent.trouble is not None or sent.asked is not None:
                continue
            found = ground(act, home, lambda _, now=state: now)  # type: ignore[misc]
            if not all(one.holds(state) for step in found.steps for one in step.expectations):
                return False
        return True

    async def close(self) -> None:
        """Take back the questions that wait: nobody would follow a late yes."""
        for sent in self.sent.values():
            await self._withdraw(sent)

    def _utterance(self, asset_id: str, reason: str) -> Utterance:
        profile = self.profile
        entities = {agent_id: entity_id for entity_id, agent_id in own_agents(self._hass).items()}
        agent_id = profile.agent_id if profile is not None else Role.ENERGY.value
        return Utterance(
            text=reason,
            language=self._hass.config.language,
            conversation_id=f"{DOMAIN}.energy.{asset_id}",
            agent_id=entities.get(agent_id, ""),
            asker=Asker(origin=Origin.AUTOMATION),
            profile=agent_id,
        )


def _is_same(one: Command, other: Command) -> bool:
    return (one.mode, one.power_kw, one.target) == (other.mode, other.power_kw, other.target)


def _only_follows(before: Command, now: Command) -> bool:
    """Return whether only the power changed, in a mode that follows the meter (held-back panels do, too)."""
    return before.mode is now.mode and now.mode in FOLLOWING and before.target == now.target
