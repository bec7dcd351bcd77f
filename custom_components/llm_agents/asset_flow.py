"""Adding and changing an energy asset: a menu of kinds, then a few short steps with what the home proposes."""

from functools import partialmethod
from types import MappingProxyType
from typing import Any

import voluptuous as vol

from homeassistant.config_entries import SOURCE_USER, ConfigSubentry, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
from homeassistant.helpers.translation import async_get_translations

from .asset_draft import copied, data_of
from .asset_errors import at_field, entity_errors, kind_errors, price_errors
from .asset_form import Draft, Page
from .asset_modes import async_modes_page
from .asset_pages import limits_page, pages_of
from .asset_presets import programme_from
from .asset_sharing import share, unshare, unshared
from .bridge.energy.proposals import Proposal, async_proposals, forecast_entities, panels_of
from .bridge.energy.solar_platforms import async_solar_entries
from .bridge.energy.tariff_proposals import async_tariff
from .const import DOMAIN, SUBENTRY_ASSET
from .core.energy.asset_codec import asset_from_data, asset_to_data
from .core.energy.assets import AssetKind
from .core.energy.bad_asset import BadAsset
from .core.energy.controls import Actuator, Controls
from .core.energy.tariffs.bad_input import BadInput
from .core.energy.tariffs.tariff import Pricing
from .tariff_form import BUYING, SELLING, async_preview, gathered, rule_page, spread, tariff_page

_PLACEHOLDERS = (
    *("found", "expected", "entity", "price", "currency", "one", "other", "names", "count", "hours"),
    *("formula", "part", "action", "field"),
)
"""What the words of faults may name; all are given, so that none is shown raw."""
_DEFAULTS: dict[AssetKind, dict[str, Any]] = {AssetKind.PHOTOVOLTAICS: {"peak_kw": 5.0}}
_CHOSEN = "assets"
_SHARED = "shared"


class AssetFlow(ConfigSubentryFlow):
    """Makes an energy asset, or all that the Energy dashboard tells of, and changes one there is."""

    _kind: AssetKind
    _draft: Draft
    _pages: list[Page]
    _found: list[Proposal]

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask which kind of asset to add."""
        self._found = await async_proposals(self.hass, await self._names(), self._entities_taken())
        kinds = [kind.value for kind in AssetKind if self._may_add(kind)]
        return self.async_show_menu(step_id="user", menu_options=["dashboard", *kinds] if self._found else kinds)

    async def async_step_dashboard(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Show what the Energy dashboard tells of, and add what is chosen of it."""
        found = {str(index): one for index, one in enumerate(self._found) if self._may_add(one.kind)}
        if user_input is not None:
            chosen = [found[index] for index in user_input[_CHOSEN] if index in found]
            added = [entity_ids for one in chosen if (entity_ids := self._add(one)) is not None]
            if user_input[_SHARED]:
                share(self.hass, self._get_entry(), {each for entity_ids in added for each in entity_ids})
            return self.async_abort(reason="assets_added", description_placeholders={"count": str(len(added))})
        names = await self._names()
        options = [SelectOptionDict(value=i, label=_label(one, names[one.kind])) for i, one in found.items()]
        listed = SelectSelector(SelectSelectorConfig(options=options, multiple=True, mode=SelectSelectorMode.LIST))
        form = vol.Schema({vol.Required(_CHOSEN, default=list(found)): listed} | _shared(True))
        return self.async_show_form(step_id="dashboard", data_schema=form)

    def _add(self, proposal: Proposal) -> tuple[str, ...] | None:
        """Add an asset that was proposed; return what controls it, `None` where it is no asset."""
        try:
            made = asset_from_data("new", proposal.name, proposal.as_data())
        except BadAsset:
            return None
        data = asset_to_data(made)
        subentry = ConfigSubentry(
            data=MappingProxyType(data), subentry_type=SUBENTRY_ASSET, title=proposal.name, unique_id=None
        )
        self.hass.config_entries.async_add_subentry(self._get_entry(), subentry)
        return made.controls.entity_ids

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change an asset."""
        kept = self._get_reconfigure_subentry()
        try:
            kind = AssetKind(kept.data.get("kind", ""))
        except ValueError:
            return self.async_abort(reason="unknown_kind")
        self._draft = {key: copied(value) for key, value in kept.data.items()} | {"name": kept.title}
        return await self._begin(kind)

    async def step_of_kind(self, kind: AssetKind, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Begin with a kind, or go on with its first page."""
        if hasattr(self, "_kind"):
            return await self.ask(kind.value, user_input)
        self._draft = await self._proposed(kind)
        return await self._begin(kind)

    async def _proposed(self, kind: AssetKind) -> Draft:
        names = await self._names()
        proposal = next((one for one in self._found if one.kind is kind), None)
        if proposal is not None:
            return proposal.as_data() | {"name": proposal.name}
        draft: Draft = {"kind": kind.value, "name": names[kind], "parameters": dict(_DEFAULTS.get(kind, {}))}
        if kind is AssetKind.GRID:
            draft["tariff"] = await async_tariff(self.hass, {})
        elif kind is AssetKind.PHOTOVOLTAICS:
            entries = [option["value"] for option in await async_solar_entries(self.hass)]
            entities = forecast_entities(self.hass)
            source = "dashboard" if entries else "entities" if entities else "own"
            draft["parameters"] = panels_of(self.hass, entries)
            draft["forecast"] = {"source": source, "entries": entries, "entities": entities}
        return draft

    async def _begin(self, kind: AssetKind) -> SubentryFlowResult:
        self._kind = kind
        spread(self._draft)
        programme_from(self._draft)
        self._draft["scripts"] = dict((self._draft.get("control") or {}).get("scripts") or {})
        entries = await async_solar_entries(self.hass)
        self._pages = list(pages_of(kind, self.hass.config.currency, self._zones, lambda: entries))
        if kind is AssetKind.GRID:
            self._pages += [tariff_page(), limits_page(self.hass.config.currency)]
        return await self.ask(self._pages[0].step)

    async def ask(self, step: str, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for a page, and for the next one when it is filled in well."""
        if step == "prices":
            return self._finish() if user_input is not None else await self._show_prices()
        index = next(index for index, page in enumerate(self._pages) if page.step == step)
        page = self._pages[index]
        errors: dict[str, str] = {}
        told: dict[str, str] = {}
        if user_input is not None:
            page.keep(self._draft, user_input)
            errors, told = await self._errors(page, last=index == len(self._pages) - 1)
            if not errors:
                self._pages[index + 1 :] = [*await self._following(page), *self._pages[index + 1 :]]
                return await self._next(index)
        return self.async_show_form(
            step_id=step,
            data_schema=page.schema(self._draft),
            errors=errors,
            description_placeholders=dict.fromkeys(_PLACEHOLDERS, "") | told,
            last_step=False if self._kind is AssetKind.GRID or index + 1 < len(self._pages) else None,
        )

    async def _next(self, index: int) -> SubentryFlowResult:
        if index + 1 < len(self._pages):
            return await self.ask(self._pages[index + 1].step)
        if self._kind is AssetKind.GRID:
            return await self._show_prices()
        return await self.async_step_sharing()

    async def async_step_sharing(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask whether the agents may have what controls the asset, unless all of a new one is theirs already."""
        entry, controls, changed = self._get_entry(), self._controls().entity_ids, self.source != SOURCE_USER
        kept_back = unshared(self.hass, entry, controls)
        if user_input is None and controls and (changed or kept_back):
            return self.async_show_form(
                step_id="sharing",
                data_schema=vol.Schema(_shared(not (changed and kept_back))),
                description_placeholders={"entities": ", ".join(controls), "missing": ", ".join(kept_back) or "-"},
                last_step=True,
            )
        if user_input is not None and user_input[_SHARED]:
            share(self.hass, entry, controls)
        elif user_input is not None and changed and not kept_back:
            unshare(self.hass, controls)
        return self._finish()

    def _controls(self) -> Controls:
        """Return what controls the asset, as far as that was told."""
        return Controls.from_data(data_of(self._draft, self._kind).get("control") or {})

    async def _errors(self, page: Page, *, last: bool) -> tuple[dict[str, str], dict[str, str]]:
        """Return what is wrong with a page that was filled in, and what the words of it name."""
        direction = {"buying": BUYING, "selling": SELLING}.get(page.step.partition("_")[0])
        if direction is not None and page.step != "tariff":
            return await price_errors(self.hass, page, self._draft, direction)
        option_of = str((self._draft.get("control") or {}).get(Actuator.START.value, ""))
        state = self.hass.states.get(option_of)
        options = [str(one) for one in (state.attributes.get("options") or [])] if state else []
        errors = entity_errors(self.hass, page, self._draft, self._others())
        errors |= kind_errors(self._kind, page.step, self._draft, options)
        if not errors:
            try:
                asset_from_data("new", str(self._draft.get("name", "")), data_of(self._draft, self._kind))
            except BadAsset as fault:
                here = any(fault.field in (one.key, one.name) for one in page.all_fields())
                if here or last:
                    errors = at_field(page, fault)
        return errors, {}

    async def _following(self, page: Page) -> list[Page]:
        """Return the pages that follow from what was chosen on one; they replace those of an earlier choice."""
        steps = {"tariff": ("buying_", "selling_"), "battery_control": ("modes",), "vehicle": ("modes",)}
        dropped = steps.get(page.step, ())
        self._pages = [one for one in self._pages if not (dropped and one.step.startswith(dropped))]
        if page.step == "tariff":
            rules = (
                rule_page(self.hass, direction, Pricing(self._draft[direction]["pricing"]))
                for direction in (BUYING, SELLING)
            )
            return [one for one in rules if one is not None]
        mode = (self._draft.get("control") or {}).get(Actuator.MODE.value)
        if page.step in steps and mode:
            return [await async_modes_page(self.hass, self._draft, self._kind, mode)]
        return []

    async def _show_prices(self) -> SubentryFlowResult:
        """Show what the tariff comes to before the grid is kept."""
        try:
            told = await async_preview(self.hass, gathered(self._draft))
        except BadInput as fault:
            return self.async_abort(reason="prices_gone", description_placeholders={"reason": fault.key})
        return self.async_show_form(
            step_id="prices", data_schema=vol.Schema({}), description_placeholders=told, last_step=True
        )

    def _finish(self) -> SubentryFlowResult:
        title = str(self._draft["name"]).strip()
        data = asset_to_data(asset_from_data("new", title, data_of(self._draft, self._kind)))
        if self.source == SOURCE_USER:
            return self.async_create_entry(title=title, data=data)
        kept = self._get_reconfigure_subentry()
        return self.async_update_and_abort(self._get_entry(), kept, title=title, data=data)

    def _may_add(self, kind: AssetKind) -> bool:
        """Return whether another asset of a kind makes sense: there is one grid, and fuel heats a zone."""
        there = [other.get("kind") for other in self._others()]
        if kind is AssetKind.GRID:
            return kind.value not in there
        return kind is not AssetKind.FUEL_HEATER or AssetKind.ZONE.value in there

    def _others(self) -> list[dict[str, Any]]:
        own = None if self.source == SOURCE_USER else self._reconfigure_subentry_id
        return [dict(one.data) for one in self._assets() if one.subentry_id != own]

    def _assets(self) -> list[ConfigSubentry]:
        return self._get_entry().get_subentries_of_type(SUBENTRY_ASSET)

    def _zones(self) -> list[SelectOptionDict]:
        zones = [one for one in self._assets() if one.data.get("kind") == AssetKind.ZONE.value]
        return [SelectOptionDict(value=one.subentry_id, label=one.title) for one in zones]

    def _entities_taken(self) -> set[str]:
        return {entity for other in self._others() for entity in (other.get("entities") or {}).values()}

    async def _names(self) -> dict[AssetKind, str]:
        """Return what kinds are called in the language of the home."""
        words = await async_get_translations(self.hass, self.hass.config.language, "selector", [DOMAIN])
        key = f"component.{DOMAIN}.selector.asset_kind.options"
        return {kind: words.get(f"{key}.{kind.value}", kind.value) for kind in AssetKind}


def _shared(given: bool) -> dict[Any, Any]:
    return {vol.Required(_SHARED, default=given): BooleanSelector()}


def _label(proposal: Proposal, kind: str) -> str:
    return kind if proposal.name == kind else f"{proposal.name} ({kind})"


PAGES = (
    *("limits", "forecast", "battery_control", "modes", "departures", "comfort", "tank", "tariff", "prices"),
    *("buying_dynamic", "buying_fixed", "buying_time_of_use", "buying_tiers"),
    *("selling_dynamic", "selling_fixed", "selling_time_of_use", "selling_same"),
)
"""The steps beside the first one of each kind."""

for _kind in AssetKind:
    setattr(AssetFlow, f"async_step_{_kind}", partialmethod(AssetFlow.step_of_kind, _kind))
for _page in PAGES:
    setattr(AssetFlow, f"async_step_{_page}", partialmethod(AssetFlow.ask, _page))
