"""The end of an experiment: told, and the better variant taken over when the owner says so."""

from collections.abc import Callable, Mapping
from typing import Any, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOCUMENTATION_URL, DOMAIN
from .core.models.experiments import Conclusion

ISSUE_BETTER = "experiment_better"
ISSUE_EQUAL = "experiment_equal"


def conclusion_reporter(hass: HomeAssistant, entry: ConfigEntry) -> Callable[[Conclusion], None]:
    """Return what tells the owner how an experiment ended."""

    @callback
    def report(conclusion: Conclusion) -> None:
        experiment = conclusion.experiment
        issue = ISSUE_EQUAL if conclusion.better is None else ISSUE_BETTER
        first, second = (str(round(rate * 100)) for rate in conclusion.rates)
        ir.async_create_issue(
            hass,
            DOMAIN,
            f"{issue}_{experiment.experiment_id}",
            data={"entry_id": entry.entry_id, "subentry_id": experiment.experiment_id, "better": conclusion.better},
            is_fixable=True,
            is_persistent=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=issue,
            translation_placeholders={
                "name": experiment.name,
                "better": "AB"[conclusion.better or 0],
                "first": first,
                "second": second,
                "pairs": str(conclusion.pairs),
            },
            learn_more_url=DOCUMENTATION_URL,
        )

    return report


@callback
def forget_experiments(hass: HomeAssistant, entry: ConfigEntry | None) -> None:
    """Take back what was said of experiments that are there no more; without an entry of all."""
    for domain, issue_id in list(ir.async_get(hass).issues):
        issue, _, experiment_id = issue_id.rpartition("_")
        is_there = entry is not None and experiment_id in entry.subentries
        if domain == DOMAIN and issue in (ISSUE_BETTER, ISSUE_EQUAL) and not is_there:
            ir.async_delete_issue(hass, DOMAIN, issue_id)


def experiment_fix_flow(hass: HomeAssistant, data: Mapping[str, Any] | None) -> RepairsFlow:
    """Return the flow that takes the better variant over and ends the experiment."""
    return EndExperiment(data or {})


class EndExperiment(ConfirmRepairFlow):
    """Gives the agent its better variant, where there is one, and removes the experiment."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """End the experiment of an issue."""
        self._of = data

    @override
    async def async_step_confirm(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Do it when the owner says so."""
        if user_input is not None:
            self._end()
        return await super().async_step_confirm(user_input)

    def _end(self) -> None:
        entry = self.hass.config_entries.async_get_entry(str(self._of.get("entry_id")))
        experiment_id = str(self._of.get("subentry_id"))
        if entry is None or experiment_id not in entry.subentries:
            return
        if isinstance(better := self._of.get("better"), int):
            entry.runtime_data.backends.laboratory.use(experiment_id, better)
        self.hass.config_entries.async_remove_subentry(entry, experiment_id)
