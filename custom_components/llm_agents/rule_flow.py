"""Adding and changing one of the owner's rules."""

from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import SelectOptionDict

from .agents import profiles_of
from .const import SUBENTRY_RULE
from .core.agents.profiles import ORCHESTRATOR
from .core.agents.rules import MOST_RULES, Rule, RuleError
from .core.journal.record import Decision
from .rule_form import data_of, form_of, rule_schema, says_what
from .rules import rule_of

_NEW = Rule(rule_id="new", effect=Decision.ASK)


class RuleFlow(ConfigSubentryFlow):
    """Makes a rule, and changes one there is; the policy takes it in at once."""

    _rule = _NEW
    """The rule as it was before the form."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Begin with an empty rule."""
        if len(self._get_entry().get_subentries_of_type(SUBENTRY_RULE)) >= MOST_RULES:
            return self.async_abort(reason="too_many_rules")
        return await self.async_step_rule()

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a rule; one that cannot be read begins anew."""
        kept = self._get_reconfigure_subentry()
        try:
            self._rule = rule_of(kept)
        except RuleError:
            self._rule = Rule(rule_id=kept.subentry_id, name=kept.title, effect=Decision.ASK)
        return await self.async_step_rule()

    async def async_step_rule(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask what the rule says, and keep it."""
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                return self._keep(self._read(user_input))
            except RuleError as err:
                errors = _errors(err.field)
        schema = await rule_schema(self.hass, self._rule, self._agents())
        shown = user_input or form_of(self._rule)
        return self.async_show_form(
            step_id="rule", data_schema=self.add_suggested_values_to_schema(schema, shown), errors=errors
        )

    def _read(self, form: dict[str, Any]) -> Rule:
        """Return the rule of a filled form; raise `RuleError`."""
        rule = Rule.from_json(data_of(form) | {"rule_id": self._rule.rule_id})
        if not rule.name:
            raise RuleError("name", "")
        if rule.effect is Decision.ALLOW and not says_what(rule):
            raise RuleError("everything", rule.effect)
        return rule

    def _keep(self, rule: Rule) -> SubentryFlowResult:
        data = {name: value for name, value in rule.to_json().items() if name not in {"rule_id", "name"}}
        if self.source == SOURCE_USER:
            return self.async_create_entry(title=rule.name, data=data)
        kept = self._get_reconfigure_subentry()
        return self.async_update_and_abort(self._get_entry(), kept, title=rule.name, data=data)

    def _agents(self) -> list[SelectOptionDict]:
        found = {ORCHESTRATOR.agent_id: ORCHESTRATOR} | {p.agent_id: p for p in profiles_of(self._get_entry())}
        return [SelectOptionDict(value=agent_id, label=p.name or agent_id) for agent_id, p in found.items()]


def _errors(field: str) -> dict[str, str]:
    """Return where the form shows what is wrong: at its field, or above the form for one in a section."""
    if field == "name":
        return {CONF_NAME: "bad_name"}
    if field in {"everything", "start", "end"}:
        return {"base": f"bad_{field}"}
    return {"base": "bad_rule"}
