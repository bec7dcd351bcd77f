"""Adding and changing a backend: where it is, which of its models, what it costs; tried before it is kept."""

from collections.abc import Mapping
from typing import Any

from yarl import URL

from homeassistant.config_entries import SOURCE_USER, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_API_KEY, CONF_ENTITY_ID, CONF_MODEL, CONF_NAME, CONF_URL

from .backend_form import CONF_LOCAL, CONF_PRICES, CONF_TRUSTED, budget_data, budget_form, model_schema, server_schema
from .bridge.backend_models import (
    CONF_IMAGES,
    BackendKind,
    build_model,
    is_at_home,
    is_believable,
    learn,
    list_models,
    try_model,
)
from .const import CONF_BUDGET
from .core.models.protocol import ModelUnavailable, Trouble

CONF_KIND = "kind"

ERRORS: Mapping[Trouble, str] = {
    Trouble.AWAY: "cannot_connect",
    Trouble.BUSY: "busy",
    Trouble.REFUSED: "invalid_auth",
    Trouble.GONE: "no_such_model",
    Trouble.UNFIT: "unfit",
    Trouble.SPENT: "no_credit",
}
"""What a form says of each trouble."""

_API = "/v1"


class BackendFlow(ConfigSubentryFlow):
    """Makes a backend of one of the kinds, and changes one there is."""

    _kind: BackendKind
    _server: dict[str, Any]
    """Where the backend is: what was given in the first form."""
    _models: list[str]

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask what the new backend is."""
        return self.async_show_menu(step_id="user", menu_options=[kind.value for kind in BackendKind])

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a backend."""
        return await self._ask_server(BackendKind(self._known[CONF_KIND]), user_input)

    async def async_step_openai(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for a server that speaks OpenAI's protocol."""
        return await self._ask_server(BackendKind.OPENAI, user_input)

    async def async_step_ollama(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for an Ollama server."""
        return await self._ask_server(BackendKind.OLLAMA, user_input)

    async def async_step_ai_task(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for an AI task entity."""
        return await self._ask_server(BackendKind.AI_TASK, user_input)

    async def _ask_server(self, kind: BackendKind, user_input: dict[str, Any] | None) -> SubentryFlowResult:
        self._kind = kind
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._look(user_input)
            if not errors:
                return await self.async_step_model()
        shown = user_input or {name: value for name, value in self._known.items() if name != CONF_API_KEY}
        return self.async_show_form(
            step_id=kind.value,
            data_schema=self.add_suggested_values_to_schema(server_schema(kind), shown),
            errors=errors,
        )

    async def _look(self, given: dict[str, Any]) -> dict[str, str]:
        """Ask the server what it has; return what is wrong."""
        self._server = {CONF_KIND: self._kind.value, **given}
        if CONF_URL in given:
            try:
                self._server[CONF_URL] = _address(given[CONF_URL], self._kind)
            except ValueError:
                return {CONF_URL: "invalid_url"}
            same = self._server[CONF_URL] == self._known.get(CONF_URL)
            if CONF_API_KEY not in given and same and CONF_API_KEY in self._known:
                self._server[CONF_API_KEY] = self._known[CONF_API_KEY]  # a key never goes to another address unasked
        try:
            self._models = await list_models(self.hass, self._server)
        except ModelUnavailable as err:
            return {"base": ERRORS[err.trouble]}
        return {}

    async def async_step_model(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask which model, what it costs and what it may; try it."""
        errors: dict[str, str] = {}
        if user_input is not None:
            title, data = self._read(user_input)
            try:
                data |= await learn(self.hass, data)
                await try_model(build_model(self.hass, "", title, data))
            except ModelUnavailable as err:
                errors = {"base": ERRORS[err.trouble]}
            else:
                return self._keep(title, data)
        schema = model_schema(self._models, self.hass.config.currency, self._kind)
        return self.async_show_form(
            step_id="model",
            data_schema=self.add_suggested_values_to_schema(schema, user_input or self._shown()),
            errors=errors,
            last_step=True,
        )

    def _read(self, form: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return the title and the data of a filled form."""
        data: dict[str, Any] = {
            **self._server,
            CONF_TRUSTED: form[CONF_TRUSTED],
            CONF_LOCAL: form[CONF_LOCAL],
            CONF_PRICES: dict(form[CONF_PRICES]),
            CONF_BUDGET: budget_data(form[CONF_BUDGET]),
        }
        if CONF_IMAGES in form:
            data[CONF_IMAGES] = form[CONF_IMAGES]
        if CONF_MODEL in form:
            data[CONF_MODEL] = form[CONF_MODEL]
            data["listed"] = form[CONF_MODEL] in self._models
        return form.get(CONF_NAME) or self._name(data), data

    def _name(self, data: Mapping[str, Any]) -> str:
        """Return what a backend is called that was given no name."""
        if CONF_MODEL in data:
            return str(data[CONF_MODEL])
        state = self.hass.states.get(data[CONF_ENTITY_ID])
        return state.name if state else str(data[CONF_ENTITY_ID])

    def _keep(self, title: str, data: dict[str, Any]) -> SubentryFlowResult:
        if self.source == SOURCE_USER:
            return self.async_create_entry(title=title, data=data)
        return self.async_update_and_abort(self._get_entry(), self._get_reconfigure_subentry(), title=title, data=data)

    @property
    def _known(self) -> Mapping[str, Any]:
        """Return the backend as it was before the form."""
        return {} if self.source == SOURCE_USER else self._get_reconfigure_subentry().data

    def _shown(self) -> dict[str, Any]:
        """Return what stands in the form of the model at first."""
        known = self._known
        if known:
            title = self._get_reconfigure_subentry().title
            return {**known, CONF_NAME: title, CONF_BUDGET: budget_form(known.get(CONF_BUDGET, {}))}
        first = self._models[0] if self._models else ""
        home = CONF_URL in self._server and is_at_home(self._server[CONF_URL])
        shown: dict[str, Any] = {CONF_TRUSTED: is_believable(first), CONF_LOCAL: home}
        return shown | ({CONF_MODEL: first} if len(self._models) == 1 else {})


def _address(text: str, kind: BackendKind) -> str:
    """Return the address of a server; raise `ValueError` for what is none. A bare host of OpenAI's kind gets its path."""
    url = URL(text.strip().rstrip("/"))
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.user:
        raise ValueError(text)
    if kind is BackendKind.OPENAI and url.path in {"", "/"}:
        return str(url.with_path(_API))
    return str(url)
