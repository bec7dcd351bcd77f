"""Tells the owner where Home Assistant acts by itself on what is said, past the policy of the agents."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.start import async_at_started

from .bridge.pipelines import follow_pipelines, own_pipelines, sentence_automations
from .const import DOCUMENTATION_URL, DOMAIN, ISSUE_LOCAL_HANDLING, ISSUE_SENTENCE_TRIGGER
from .core.agents.guarding import first_guarded, is_guarded
from .runtime import LlmAgentsConfigEntry, LlmAgentsData

_PREFIXES = (f"{ISSUE_LOCAL_HANDLING}_", f"{ISSUE_SENTENCE_TRIGGER}_")


@callback
def watch_local_handling(hass: HomeAssistant, entry: LlmAgentsConfigEntry) -> None:
    """Look at the pipelines and automations when all are there, and when they or the home change."""
    data = entry.runtime_data
    ends: list[Callable[[], None]] = []

    @callback
    def look() -> None:
        _report(hass, _found(hass, data))

    @callback
    def start(_hass: HomeAssistant) -> None:
        ends.append(follow_pipelines(hass, look))
        ends.append(data.source.listen(look))
        look()

    @callback
    def stop() -> None:
        for end in ends:
            end()

    entry.async_on_unload(async_at_started(hass, start))
    entry.async_on_unload(stop)


def _found(hass: HomeAssistant, data: LlmAgentsData) -> dict[str, dict[str, str]]:
    """Return what each issue there should be is about, by its id; `subject` is what a fix changes."""
    pipelines = own_pipelines(hass)
    home, states = data.world.home(), data.world.states
    if not pipelines or (device := first_guarded(data.policy, home, states, data.world.contents)) is None:
        return {}

    def guarded(entity_id: str) -> bool:
        entity = home.entities.get(entity_id)
        return entity is not None and is_guarded(data.policy, entity, states(entity_id), home, data.world.contents)

    found = {
        f"{ISSUE_LOCAL_HANDLING}_{pipeline.id}": {
            "subject": pipeline.id,
            "pipeline": pipeline.name,
            "device": device.name,
        }
        for pipeline in pipelines
        if pipeline.prefer_local_intents
    }
    for automation in sentence_automations(hass, guarded):
        names = ", ".join(home.entities[entity_id].name for entity_id in automation.devices)
        found[f"{ISSUE_SENTENCE_TRIGGER}_{automation.entity_id}"] = {
            "subject": automation.entity_id,
            "automation": automation.name,
            "devices": names,
        }
    return found


def _report(hass: HomeAssistant, found: dict[str, dict[str, str]]) -> None:
    """Raise the issues there should be, and take back those that no longer are; one that is ignored stays so."""
    for domain, issue_id in tuple(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(_PREFIXES) and issue_id not in found:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
    for issue_id, about in found.items():
        kind = next(prefix for prefix in _PREFIXES if issue_id.startswith(prefix)).removesuffix("_")
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            data={"subject": about["subject"]},
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=kind,
            translation_placeholders={name: text for name, text in about.items() if name != "subject"},
            learn_more_url=DOCUMENTATION_URL,
        )
