"""Would this be allowed, and why: the policy asked about an act that nobody is to do."""

from typing import Any

from homeassistant.core import HomeAssistant

from .core.agents.origins import Provenance, Source
from .core.agents.policy import explain_decision
from .core.agents.profiles import Profile
from .core.agents.risks import act_of
from .core.agents.warrants import Warrant
from .core.home.steps import Call
from .core.journal.record import Asker, Decision
from .core.language.explanation import Explainer
from .core.language.phrases import phrases
from .core.language.request import Act, Action, Attribute
from .runtime import LlmAgentsData


async def judge(
    hass: HomeAssistant,
    data: LlmAgentsData,
    *,
    action: str,
    entity_ids: list[str],
    asker: Asker,
    profile: Profile,
    sources: list[Source],
    attribute: str | None = None,
    value: Any = None,
    language: str | None = None,
) -> list[dict[str, Any]]:
    """Return for each entity the decision, its rule, the reason in words, and all rules that were considered.

    `action` is one of ours (`unlock`) or one of Home Assistant's (`lock.unlock`). Nothing is done.
    """
    await data.world.know(asker.user_id)
    words = await hass.async_add_executor_job(phrases, language or hass.config.language)
    explainer = Explainer(words, data.world.home())
    warrant = Warrant(asker=asker, profile=profile, provenance=Provenance(sources=frozenset(sources)))
    act = _act(action, tuple(entity_ids), attribute, value)
    told = []
    for entity_id in entity_ids:
        entity = data.world.home().entities.get(entity_id)
        domain = action.rpartition(".")[0]
        if entity is None or act is None or domain not in ("", entity.domain):
            rule = "unknown_action" if entity is not None else "exposure"
            decision, considered = Decision.REFUSE, [{"rule": rule, "decision": Decision.REFUSE.value}]
        else:
            case = data.kernel.executor.case(entity, warrant)
            verdict = explain_decision(data.policy, act, entity, data.world.states(entity_id), case)
            decision, rule = verdict.decision, verdict.rule
            considered = [{"rule": one.rule, "decision": one.decision.value} for one in verdict.considered]
        told.append(
            {
                "entity_id": entity_id,
                "decision": decision.value,
                "rule": rule,
                "reason": explainer.rule(rule, decision),
                "considered": considered,
            }
        )
    return told


def _act(action: str, entity_ids: tuple[str, ...], attribute: str | None, value: Any) -> Act | None:
    """Return the act that an action is, `None` for one that no agent ever does."""
    domain, _, service = action.rpartition(".")
    if domain:
        call = Call(domain=domain, service=service, entity_ids=entity_ids, data={attribute: value} if attribute else {})
        return act_of(call)
    try:
        return Act(
            action=Action(action),
            entity_ids=entity_ids,
            attribute=Attribute(attribute) if attribute else None,
            value=value,
        )
    except ValueError:
        return None
