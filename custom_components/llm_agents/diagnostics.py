"""Diagnostics: what helps to find a fault, and nothing that was said, named or secret."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .const import CONF_APP, CONF_PINS, CONF_SUPERVISED
from .core.agents.profiles import Profile
from .core.agents.rules import Rule
from .core.journal.record import Turn
from .core.journal.store import JournalError
from .core.models.budgets import Period
from .energy_diagnostics import energy_of
from .pin_form import pins_of
from .runtime import LlmAgentsConfigEntry, LlmAgentsData

_LATEST = 50


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> dict[str, Any]:
    """Return the state of the entry, its home, its app and its latest turns, in numbers."""
    data = entry.runtime_data
    home = data.source.home()
    app = entry.data.get(CONF_APP)
    try:
        turns = [_turn(turn) for turn in await data.journal.latest(_LATEST)]
    except JournalError as err:
        turns = [{"error": str(err)}]
    return {
        "options": _options(entry),
        "agents": [_agent(data, profile) for profile in data.agents.profiles],
        "rules": [_rule(rule) for rule in data.policy.rules],
        "backends": data.backends.describe(),
        "waiting": len(data.approvals.pending()),
        "energy": energy_of(data.energy),
        "home": {
            "version": home.version,
            "floors": len(home.floors),
            "areas": len(home.areas),
            "devices": len(home.devices),
            "entities": dict(sorted(Counter(entity.domain for entity in home.entities.values()).items())),
            "without_area": sum(entity.area_id is None for entity in home.entities.values()),
            "shared_names": len(home.shared_names),
        },
        "app": {"supervised": app.get(CONF_SUPERVISED, False), **(data.app.describe() if data.app else {})}
        if app
        else None,
        "journal": {"moved_aside": data.journal.moved_aside is not None, "latest": turns},
    }


def _options(entry: LlmAgentsConfigEntry) -> dict[str, Any]:
    """Return the options; of PINs only how many there are."""
    options = {name: value for name, value in entry.options.items() if name != CONF_PINS}
    pins = pins_of(entry.options)
    return options | {"pins": {"household": pins.household is not None, "people": len(pins.people)}}


def _agent(data: LlmAgentsData, profile: Profile) -> dict[str, Any]:
    """Return what an agent is and takes, without its name, the owner's words for it, and what it may touch by name."""
    now = dt_util.utcnow()
    spending = data.backends.budgets.spending
    figures = data.figures.of(profile.agent_id)
    return {
        "agent_id": profile.agent_id,
        "role": profile.role.value,
        "autonomy": profile.autonomy.value,
        "scope": {name: len(values) for name, values in asdict(profile.scope).items() if values},
        "tools": sorted(profile.tools),
        "apis": list(profile.apis),
        "models": list(profile.models),
        "limits": asdict(profile.limits),
        "budget": asdict(profile.budget),
        "languages": sorted(profile.languages),
        "users": len(profile.users),
        "instructions": len(profile.instructions),
        "last_decision": figures.last.status.value if figures.last else None,
        "success": figures.success,
        "spent": {
            period.value: {"tokens": tally.tokens, "money": tally.money, "answers": tally.answers}
            for period in Period
            for tally in (spending.spent(period, now, agent=profile.agent_id),)
        },
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """Return what kind of rule it is, without its name and what it names."""
    said = {name: len(value) if isinstance(value, list) else True for name, value in rule.to_json().items()}
    told = {name: value for name, value in said.items() if name not in {"rule_id", "name", "effect", "priority"}}
    return {"rule_id": rule.rule_id, "effect": rule.effect.value, "priority": rule.priority, "conditions": told}


def _turn(turn: Turn) -> dict[str, Any]:
    """Return how a turn went, without its words and names."""
    return {
        "agent": turn.profile,
        "delegated": turn.parent is not None,
        "sources": list(turn.sources),
        "origin": turn.asker.origin.value,
        "language": turn.language,
        "layer": turn.layer.value,
        "status": turn.status.value,
        "requests": [str(request.get("type")) for request in turn.requests],
        "decisions": dict(sorted(Counter(f"{check.decision.value}: {check.rule}" for check in turn.checks).items())),
        "calls": [f"{call.domain}.{call.service}" for call in turn.calls],
        "failed_calls": sum(call.error is not None for call in turn.calls),
        "verified": sum(change.verified for change in turn.changes),
        "not_verified": sum(not change.verified for change in turn.changes),
        "model": turn.model,
        "times": dict(turn.times),
    }
