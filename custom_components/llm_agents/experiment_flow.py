"""Setting two variants of an agent against each other."""

from typing import Any

import voluptuous as vol

from homeassistant.config_entries import ConfigSubentry, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import SelectOptionDict, TextSelector, TextSelectorConfig

from .agents import agent_id_of
from .backend_form import backend_options
from .const import SUBENTRY_AGENT, SUBENTRY_EXPERIMENT
from .core.agents.profile_codec import LONGEST_INSTRUCTIONS
from .fields import one_of

CONF_AGENT = "agent"
CONF_BACKEND_A = "backend_a"
CONF_BACKEND_B = "backend_b"
CONF_INSTRUCTIONS_B = "instructions_b"


class ExperimentFlow(ConfigSubentryFlow):
    """Begins an experiment; it ends when the owner removes it."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for the agent and its two variants: as it is, and as it might be."""
        free = self._free_agents()
        if not free:
            return self.async_abort(reason="no_free_agent")
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = _wrong(user_input)
            if not errors:
                return self._keep(free[user_input[CONF_AGENT]], user_input)
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(self._schema(free), user_input or {}),
            errors=errors,
        )

    def _keep(self, agent: ConfigSubentry, form: dict[str, Any]) -> SubentryFlowResult:
        instructions = form.get(CONF_INSTRUCTIONS_B)
        first: dict[str, Any] = {"backend": form.get(CONF_BACKEND_A)}
        second: dict[str, Any] = {"backend": form.get(CONF_BACKEND_B), "instructions": instructions}
        # What the agent is told now is written down: it may be changed while the experiment runs.
        first["instructions"] = None if instructions is None else agent.data.get("instructions", "")
        data = {CONF_AGENT: agent_id_of(agent), "a": first, "b": second}
        return self.async_create_entry(title=form.get(CONF_NAME) or agent.title, data=data)

    def _free_agents(self) -> dict[str, ConfigSubentry]:
        """Return the agents without an experiment."""
        entry = self._get_entry()
        taken = {kept.data[CONF_AGENT] for kept in entry.get_subentries_of_type(SUBENTRY_EXPERIMENT)}
        agents = {agent_id_of(kept): kept for kept in entry.get_subentries_of_type(SUBENTRY_AGENT)}
        return {agent_id: kept for agent_id, kept in agents.items() if agent_id not in taken}

    def _schema(self, agents: dict[str, ConfigSubentry]) -> vol.Schema:
        choices = [SelectOptionDict(value=agent_id, label=kept.title) for agent_id, kept in agents.items()]
        backend = one_of(backend_options(self._get_entry()))
        return vol.Schema(
            {
                vol.Required(CONF_AGENT): one_of(choices),
                vol.Optional(CONF_NAME): TextSelector(),
                vol.Optional(CONF_BACKEND_A): backend,
                vol.Optional(CONF_BACKEND_B): backend,
                vol.Optional(CONF_INSTRUCTIONS_B): TextSelector(TextSelectorConfig(multiline=True)),
            }
        )


def _wrong(form: dict[str, Any]) -> dict[str, str]:
    """Return what is wrong with a form."""
    if len(form.get(CONF_INSTRUCTIONS_B, "")) > LONGEST_INSTRUCTIONS:
        return {CONF_INSTRUCTIONS_B: "too_long"}
    first, second = form.get(CONF_BACKEND_A), form.get(CONF_BACKEND_B)
    if (first is None) != (second is None):
        return {"base": "one_backend"}
    if first == second and CONF_INSTRUCTIONS_B not in form:
        return {"base": "no_difference"}
    return {}
