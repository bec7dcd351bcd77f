"""Adding, copying and changing an agent."""

from dataclasses import replace
from typing import Any

import voluptuous as vol

from homeassistant.config_entries import SOURCE_USER, ConfigSubentry, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import SelectOptionDict, SelectSelector, SelectSelectorConfig, SelectSelectorMode

from .agent_form import agent_schema, data_of, form_of
from .agents import agent_id_of, profiles_of, shipped_names
from .backend_form import backend_options
from .const import SUBENTRY_AGENT
from .core.agents.profile_codec import BadProfile, profile_from_data, profile_to_data, shipped_profile
from .core.agents.profiles import Profile, Role

CONF_AGENT = "agent"


class AgentFlow(ConfigSubentryFlow):
    """Makes an agent from a shipped one, from another or from nothing, and changes one there is."""

    _profile = Profile(agent_id="", name="", role=Role.CUSTOM)
    """The agent as it was before the form."""
    _unique_id: str | None = None
    """The role of a shipped agent that was removed and comes back."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask what the new agent begins with."""
        return self.async_show_menu(step_id="user", menu_options=["shipped", "copy", "empty"])

    async def async_step_empty(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Begin with nothing."""
        return await self.async_step_agent()

    async def async_step_shipped(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Begin with a shipped agent; one that was removed comes back as itself."""
        names = await shipped_names(self.hass)
        there = {subentry.unique_id for subentry in self._agents()}
        if user_input is not None:
            role = Role(user_input[CONF_AGENT])
            self._profile = shipped_profile(role, names[role])
            self._unique_id = None if role.value in there else role.value
            return await self.async_step_agent()
        roles = [role for role in names if role is not Role.ORCHESTRATOR or role.value not in there]
        return self._ask("shipped", [SelectOptionDict(value=role.value, label=names[role]) for role in roles])

    async def async_step_copy(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Begin with another agent, as it is now."""
        profiles = {profile.agent_id: profile for profile in profiles_of(self._get_entry())}
        if not profiles:
            return self.async_abort(reason="nothing_to_copy")
        if user_input is not None:
            copied = profiles[user_input[CONF_AGENT]]
            role = Role.CUSTOM if copied.role is Role.ORCHESTRATOR else copied.role
            self._profile = replace(copied, agent_id="", name="", role=role)
            return await self.async_step_agent()
        return self._ask("copy", [SelectOptionDict(value=key, label=kept.name) for key, kept in profiles.items()])

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change an agent; one whose data cannot be read begins anew."""
        kept = self._get_reconfigure_subentry()
        self._unique_id = kept.unique_id
        try:
            self._profile = profile_from_data(agent_id_of(kept), kept.title, kept.data)
        except BadProfile:
            self._profile = replace(self._profile, name=kept.title)
        return await self.async_step_agent()

    async def async_step_agent(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask what the agent is, and keep it."""
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                return self._keep(self._read(user_input))
            except BadProfile as err:
                errors = _errors(err.field)
        schema = await agent_schema(
            self.hass, self._profile, backend_options(self._get_entry()), role=self._unique_id is None
        )
        shown = user_input or form_of(self._profile)
        return self.async_show_form(
            step_id="agent", data_schema=self.add_suggested_values_to_schema(schema, shown), errors=errors
        )

    def _read(self, form: dict[str, Any]) -> Profile:
        """Return the agent of a filled form; raise `BadProfile`."""
        profile = profile_from_data(self._profile.agent_id, form[CONF_NAME], data_of(form, self._profile.role.value))
        others = (kept for kept in self._agents() if kept.subentry_id != self._own_id)
        if profile.name.casefold() in {kept.title.casefold() for kept in others}:
            raise BadProfile("name_taken")
        return profile

    def _keep(self, profile: Profile) -> SubentryFlowResult:
        data = profile_to_data(profile)
        if self.source == SOURCE_USER:
            return self.async_create_entry(title=profile.name, data=data, unique_id=self._unique_id)
        kept = self._get_reconfigure_subentry()
        return self.async_update_and_abort(self._get_entry(), kept, title=profile.name, data=data)

    @property
    def _own_id(self) -> str | None:
        return None if self.source == SOURCE_USER else self._reconfigure_subentry_id

    def _agents(self) -> list[ConfigSubentry]:
        return self._get_entry().get_subentries_of_type(SUBENTRY_AGENT)

    def _ask(self, step_id: str, options: list[SelectOptionDict]) -> SubentryFlowResult:
        chooser = SelectSelector(SelectSelectorConfig(options=options, mode=SelectSelectorMode.LIST))
        return self.async_show_form(step_id=step_id, data_schema=vol.Schema({vol.Required(CONF_AGENT): chooser}))


def _errors(field: str) -> dict[str, str]:
    """Return where the form shows what is wrong: at its field, or above the form for one in a section."""
    if field in {"name", "name_taken"}:
        return {CONF_NAME: f"bad_{field}"}
    return {"base": f"bad_{field.partition('.')[0]}"}
