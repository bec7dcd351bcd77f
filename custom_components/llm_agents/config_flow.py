"""Setting up: an empty form for a working agent, and the app by discovery or by hand."""

from collections.abc import Mapping
from typing import Any, override

import voluptuous as vol

from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult, ConfigSubentryFlow
from homeassistant.const import CONF_HOST, CONF_PORT, CONF_SSL, CONF_TOKEN
from homeassistant.core import callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
)
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .agent_flow import AgentFlow
from .agents import shipped_agents
from .asset_flow import AssetFlow
from .backend_flow import BackendFlow
from .bridge.app_client import AppAddress, AppClient, AppRefused, AppUnreachable
from .const import (
    APP_SCHEMA,
    CONF_APP,
    CONF_INSTANCE_ID,
    CONF_SUPERVISED,
    DEFAULT_APP_PORT,
    DOCUMENTATION_URL,
    DOMAIN,
    NAME,
    SUBENTRY_AGENT,
    SUBENTRY_ASSET,
    SUBENTRY_BACKEND,
    SUBENTRY_EXPERIMENT,
    SUBENTRY_RULE,
)
from .experiment_flow import ExperimentFlow
from .fields import SECRET
from .options_flow import LlmAgentsOptionsFlow
from .rule_flow import RuleFlow

_PORT = vol.All(NumberSelector(NumberSelectorConfig(min=1, max=65535, mode=NumberSelectorMode.BOX)), vol.Coerce(int))


class LlmAgentsConfigFlow(ConfigFlow, domain=DOMAIN):
    """Makes the one entry, and gives it an app."""

    VERSION = 1
    MINOR_VERSION = 2

    _found: AppAddress
    """The app that a discovery told of."""

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> LlmAgentsOptionsFlow:
        """Return the flow of the options."""
        return LlmAgentsOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(cls, config_entry: ConfigEntry) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the flows of what the entry is made of."""
        return {
            SUBENTRY_AGENT: AgentFlow,
            SUBENTRY_ASSET: AssetFlow,
            SUBENTRY_BACKEND: BackendFlow,
            SUBENTRY_EXPERIMENT: ExperimentFlow,
            SUBENTRY_RULE: RuleFlow,
        }

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Make the entry from an empty form; it works alone."""
        if self._entry is not None:
            return self.async_abort(reason="single_instance_allowed")
        if user_input is None:
            return self.async_show_form(step_id="user", description_placeholders={"documentation": DOCUMENTATION_URL})
        await self.async_set_unique_id(DOMAIN, raise_on_progress=False)
        return self.async_create_entry(title=NAME, data={}, subentries=await shipped_agents(self.hass))

    async def async_step_hassio(self, discovery_info: HassioServiceInfo) -> ConfigFlowResult:
        """Take up the app that the Supervisor tells of; an entry that has it is brought up to date silently."""
        config = discovery_info.config
        self._found = AppAddress(
            host=config[CONF_HOST],
            port=int(config[CONF_PORT]),
            token=config[CONF_TOKEN],
            instance_id=config.get(CONF_INSTANCE_ID),
            supervised=True,
        )
        await self.async_set_unique_id(self._found.instance_id or discovery_info.uuid)
        if (entry := self._entry) is None:
            return await self.async_step_hassio_confirm()
        app = entry.data.get(CONF_APP)
        if app is None or app.get(CONF_SUPERVISED) or app.get(CONF_INSTANCE_ID) == self._found.instance_id:
            return self._finish(entry, self._found)
        return self.async_abort(reason="already_configured")

    async def async_step_hassio_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether to set up with the app."""
        errors: dict[str, str] = {}
        if user_input is not None:
            address, errors = await self._probe(self._found)
            if address is not None:
                return await self._finish_new(address)
        self._set_confirm_only()
        return self.async_show_form(step_id="hassio_confirm", errors=errors)

    @override
    async def async_step_zeroconf(self, discovery_info: ZeroconfServiceInfo) -> ConfigFlowResult:
        """Hear of an app on the network; its token is not told there."""
        told = discovery_info.properties
        instance_id = told.get("id")
        if not instance_id or not discovery_info.port:
            return self.async_abort(reason="not_an_app")
        if told.get("app") == "true":
            return self.async_abort(reason="told_by_supervisor")
        await self.async_set_unique_id(instance_id)
        self._found = AppAddress(host=discovery_info.host, port=discovery_info.port, token="", instance_id=instance_id)
        if (entry := self._entry) is not None and CONF_APP in entry.data:
            return await self._moved(entry, self._found)
        self.context["title_placeholders"] = {"name": f"{NAME} ({discovery_info.host})"}
        return await self.async_step_zeroconf_confirm()

    async def _moved(self, entry: ConfigEntry, found: AppAddress) -> ConfigFlowResult:
        """Follow an app to its new address, unless it is still where it was.

        The token goes to the new address, and anybody on the network can announce any
        instance; so an app that answers is never left for an announcement.
        """
        known = AppAddress.from_data(entry.data[CONF_APP])
        moved = found.with_token(known.token)
        if known.supervised or known.instance_id != found.instance_id or known.url == moved.url:
            return self.async_abort(reason="already_configured")
        session = async_get_clientsession(self.hass)
        try:
            await AppClient(session, known).health()
        except AppUnreachable:
            return self._finish(entry, moved)
        return self.async_abort(reason="already_configured")

    async def async_step_zeroconf_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the token of the app that was found."""
        errors: dict[str, str] = {}
        if user_input is not None:
            address, errors = await self._probe(self._found.with_token(user_input[CONF_TOKEN]))
            if address is not None:
                return await self._finish_new(address)
        return self.async_show_form(
            step_id="zeroconf_confirm",
            data_schema=vol.Schema({vol.Required(CONF_TOKEN): SECRET}),
            description_placeholders={"address": str(self._found.url)},
            errors=errors,
        )

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add an app, or change or remove the one there is."""
        if CONF_APP in self._get_reconfigure_entry().data:
            return self.async_show_menu(step_id="reconfigure", menu_options=["app", "remove_app"])
        return await self.async_step_app()

    async def async_step_app(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask where the app is and for its token."""
        known: Mapping[str, Any] = self._get_reconfigure_entry().data.get(CONF_APP, {})
        errors: dict[str, str] = {}
        if user_input is not None:
            address, errors = await self._probe(
                AppAddress(
                    host=user_input[CONF_HOST].strip(),
                    port=user_input[CONF_PORT],
                    token=user_input.get(CONF_TOKEN, known.get(CONF_TOKEN, "")),
                    ssl=user_input[CONF_SSL],
                )
            )
            if address is not None:
                return self._finish(self._get_reconfigure_entry(), address)
        has_token = vol.Optional if known else vol.Required
        schema = vol.Schema(
            {
                vol.Required(CONF_HOST): TextSelector(),
                vol.Required(CONF_PORT, default=DEFAULT_APP_PORT): _PORT,
                has_token(CONF_TOKEN): SECRET,
                vol.Required(CONF_SSL, default=False): BooleanSelector(),
            }
        )
        shown = user_input or {name: value for name, value in known.items() if name != CONF_TOKEN}
        return self.async_show_form(
            step_id="app", data_schema=self.add_suggested_values_to_schema(schema, shown), errors=errors
        )

    async def async_step_remove_app(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Go on without the app, after a last question."""
        if user_input is None:
            return self.async_show_form(step_id="remove_app")
        entry = self._get_reconfigure_entry()
        data = {name: value for name, value in entry.data.items() if name != CONF_APP}
        return self._update(entry, data, "app_removed")

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Hear that the app no longer takes the token."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the app's new token."""
        entry = self._get_reauth_entry()
        known = AppAddress.from_data(entry.data[CONF_APP])
        errors: dict[str, str] = {}
        if user_input is not None:
            address, errors = await self._probe(known.with_token(user_input[CONF_TOKEN]))
            if address is not None:
                return self._update(entry, {**entry.data, CONF_APP: address.as_data()}, "reauth_successful")
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=vol.Schema({vol.Required(CONF_TOKEN): SECRET}),
            description_placeholders={"address": str(known.url)},
            errors=errors,
        )

    @property
    def _entry(self) -> ConfigEntry | None:
        """Return the one entry, if there is one."""
        entries = self._async_current_entries(include_ignore=False)
        return entries[0] if entries else None

    async def _probe(self, address: AppAddress) -> tuple[AppAddress | None, dict[str, str]]:
        """Try an app; return its address with its instance, or the errors to show."""
        address = address.with_token(address.token.strip())
        try:
            address.url  # noqa: B018 - raises for what is no host
            client = AppClient(async_get_clientsession(self.hass), address)
            health = await client.health()
            await client.model()
        except ValueError:
            return None, {"base": "invalid_host"}
        except AppRefused:
            return None, {"base": "invalid_auth"}
        except AppUnreachable:
            return None, {"base": "cannot_connect"}
        if health.schema != APP_SCHEMA:
            return None, {"base": "app_too_old" if health.schema < APP_SCHEMA else "app_too_new"}
        return address.of_instance(health.instance_id), {}

    async def _finish_new(self, address: AppAddress) -> ConfigFlowResult:
        """Make the entry with its app, or give the app to the entry made meanwhile."""
        if (entry := self._entry) is not None:
            return self._finish(entry, address)
        await self.async_set_unique_id(DOMAIN, raise_on_progress=False)
        return self.async_create_entry(
            title=NAME, data={CONF_APP: address.as_data()}, subentries=await shipped_agents(self.hass)
        )

    def _finish(self, entry: ConfigEntry, address: AppAddress) -> ConfigFlowResult:
        """Give the app to the entry; it is reloaded when that is news."""
        return self._update(entry, {**entry.data, CONF_APP: address.as_data()}, "app_connected")

    def _update(self, entry: ConfigEntry, data: Mapping[str, Any], reason: str) -> ConfigFlowResult:
        """Change the entry; one that is loaded takes it in by itself."""
        if entry.update_listeners:
            return self.async_update_and_abort(entry, data=data, reason=reason)
        return self.async_update_reload_and_abort(
            entry, data=data, reason=reason, reload_even_if_entry_is_unchanged=False
        )
