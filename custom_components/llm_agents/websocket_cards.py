"""What cards show of agents, the memory and what models took, as plain data; rights are checked here."""

from collections.abc import Mapping
from typing import Any

import voluptuous as vol

from homeassistant.auth.models import User
from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util import dt as dt_util

from .bridge.choosing import autonomy_selects, own_agents
from .const import DOMAIN
from .core.agents.profile_codec import profile_to_data
from .core.agents.profiles import Budget, Profile
from .core.journal.events import Event, Kind
from .core.memory.facts import Evidence, How
from .core.memory.memory import LONGEST, MemoryRefused
from .core.models.budgets import Budgets, Period, Tally
from .facts import fact_told
from .memory_services import refused
from .runtime import SIGNAL_KEPT, LlmAgentsData, loaded_data
from .websocket_commands import ID, Message, answered

_MOST_SHARE = 10.0
"""A limit of nought is used up so many times: JSON has no infinity."""

_PERSONAL = ("agent_id", "name", "role", "autonomy")
"""What everybody may see of an agent; the rest is for administrators."""

_SECTIONS: Mapping[Kind, str] = {
    Kind.FACT_LEARNED: "memory",
    Kind.FACT_CORRECTED: "memory",
    Kind.FACT_CONFIRMED: "memory",
    Kind.FACT_FORGOTTEN: "memory",
    Kind.TURN_RECORDED: "agents",
    Kind.TURN_SETTLED: "agents",
    Kind.TURN_CLAIMED: "agents",
    Kind.AGENT_CHANGED: "agents",
    Kind.USAGE_SPENT: "agents",
}
"""Which part of a card tells what an event changes."""


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/agents/list"})
@answered
async def _agents(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send the agents that the user may talk to; to an administrator all, with all that is set of them."""
    data, user = loaded_data(hass), connection.user
    entities = {agent_id: entity_id for entity_id, agent_id in own_agents(hass).items()}
    seen = [profile for profile in data.agents.profiles if user.is_admin or profile.serves(user.id)]
    levels = autonomy_selects(hass)
    told = [
        {
            **_agent(data, profile, user),
            "entity_id": entities.get(profile.agent_id),
            "autonomy_entity_id": levels.get(profile.agent_id),
        }
        for profile in seen
    ]
    connection.send_result(msg["id"], {"agents": told})


def _agent(data: LlmAgentsData, profile: Profile, user: User) -> dict[str, Any]:
    settings = {"agent_id": profile.agent_id, "name": profile.name, **profile_to_data(profile)}
    told = settings if user.is_admin else {name: settings[name] for name in _PERSONAL}
    waiting = [approval for approval in data.approvals.pending() if approval.agent == profile.agent_id]
    own = [approval for approval in waiting if user.is_admin or approval.asker.user_id == user.id]
    figures = data.figures.of(profile.agent_id)
    last = figures.last
    shows_last = last is not None and (user.is_admin or last.asker.user_id == user.id)
    return {
        **told,
        "pending": len(own),
        "last_turn": last.turn_id if last is not None and shows_last else None,
        "last_status": last.status.value if last is not None and shows_last else None,
        "last_at": last.at if last is not None and shows_last else None,
        "success": figures.success,
    }


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/memory/list"})
@answered
async def _memory(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send what the user may see of the memory: the own facts and the household's, the newest first."""
    facts = loaded_data(hass).kernel.memory.list(connection.user.id)
    connection.send_result(msg["id"], {"facts": [fact_told(fact) for fact in facts]})


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/memory/correct",
        vol.Required("fact_id"): ID,
        vol.Optional("text"): vol.All(str, vol.Strip, vol.Length(min=1, max=LONGEST)),
        vol.Optional("value"): vol.Any(bool, int, float, vol.All(str, vol.Length(max=200))),
        vol.Optional("about"): vol.All([ID], vol.Length(max=50)),
    }
)
@answered
async def _correct(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Change what a fact says, and send it."""
    about = msg.get("about")
    try:
        fact = await loaded_data(hass).kernel.memory.correct(
            msg["fact_id"],
            connection.user.id,
            Evidence(how=How.ENTERED, words=msg.get("text", "")),
            text=msg.get("text"),
            value=msg.get("value"),
            about=None if about is None else tuple(about),
        )
    except MemoryRefused as err:
        raise refused(err) from err
    connection.send_result(msg["id"], {"fact": fact_told(fact)})


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/memory/forget", vol.Required("fact_id"): ID})
@answered
async def _forget(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Forget a fact, and send what it was."""
    try:
        fact = await loaded_data(hass).kernel.memory.forget(msg["fact_id"], connection.user.id)
    except MemoryRefused as err:
        raise refused(err) from err
    connection.send_result(msg["id"], {"fact": fact_told(fact)})


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/usage/get"})
@websocket_api.require_admin
@answered
async def _usage(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send what models took today and this month: in all, by agent and by backend, with how the budgets stand."""
    data = loaded_data(hass)
    budgets, now = data.backends.budgets, dt_util.utcnow()

    def taken(agent: str | None = None) -> dict[str, Any]:
        return {
            period.value: _tally(budgets.spending.spent(period, now, agent=agent))
            for period in (Period.DAY, Period.MONTH)
        }

    agents = [
        {
            "agent_id": profile.agent_id,
            "name": profile.name,
            **_budget(budgets, profile.budget, profile.agent_id),
            **taken(profile.agent_id),
        }
        for profile in data.agents.profiles
    ]
    total = {**_budget(budgets, budgets.total), **taken()}
    backends = data.backends.router.status()
    connection.send_result(msg["id"], {"total": total, "agents": agents, "backends": backends})


def _budget(budgets: Budgets, budget: Budget, agent: str | None = None) -> dict[str, Any]:
    """Return how a budget stands; `share` is the part of its nearest limit that is used up, of the `period`."""
    standing = budgets.standing(budget, agent=agent)
    limits = (budget.tokens_day, budget.tokens_month, budget.money_day, budget.money_month)
    limited = any(limit is not None for limit in limits)
    return {
        "level": standing.level.name.lower(),
        "share": round(min(standing.share, _MOST_SHARE), 3) if limited else None,
        "period": standing.period.value,
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "answers": tally.answers,
        "input_tokens": tally.input_tokens,
        "output_tokens": tally.output_tokens,
        "cached_tokens": tally.cached_tokens,
        "cache_hit_rate": tally.hit_rate,
        "money": round(tally.money, 6),
        "latency_ms": tally.latency,
    }


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/changes/subscribe"})
@answered
async def _changes(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send which parts of what cards show have changed, and nothing of them."""
    loaded_data(hass)

    @callback
    def tell(event: Event | None) -> None:
        if event is None:
            changed = sorted(set(_SECTIONS.values()))
        elif event.kind in _SECTIONS and event.user_id in (None, connection.user.id):
            changed = [_SECTIONS[event.kind]]
        elif connection.user.is_admin and _SECTIONS.get(event.kind) == "agents":
            changed = ["agents"]
        else:
            return
        connection.send_event(msg["id"], {"changed": changed})

    connection.subscriptions[msg["id"]] = async_dispatcher_connect(hass, SIGNAL_KEPT, tell)
    connection.send_result(msg["id"])


CARD_COMMANDS = (_agents, _memory, _correct, _forget, _usage, _changes)
