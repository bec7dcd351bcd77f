"""The step that asks which option of a select brings an asset into which mode."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import SelectOptionDict

from .asset_form import Draft, Field, Page
from .bridge.energy.proposals import async_options
from .core.energy.assets import AssetKind
from .core.energy.controls import MODES
from .core.energy.modes import Mode
from .fields import one_of


async def async_modes_page(hass: HomeAssistant, draft: Draft, kind: AssetKind, entity_id: str) -> Page:
    """Return the page for a select; the likely options are put into the draft, those that were chosen stay."""
    state = hass.states.get(entity_id)
    options = [str(one) for one in (state.attributes.get("options") or [])] if state else []
    kept = {mode: option for mode, option in (draft["control"].get("options") or {}).items() if option in options}
    proposed = await async_options(hass, entity_id, kind)
    draft["options"] = kept or {mode.value: option for mode, option in proposed.items()}
    listed = [SelectOptionDict(value=option, label=option) for option in options]
    return Page(step="modes", fields=tuple(_mode_field(mode, listed) for mode in MODES[kind]))


def _mode_field(mode: Mode, options: list[SelectOptionDict]) -> Field:
    return Field(name=f"mode_{mode.value}", part="options", key=mode.value, selector=lambda _draft: one_of(options))
