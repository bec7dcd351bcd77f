"""How large the prompt becomes with the home: ours over all cases, and Home Assistant's own for the same size of home.

Home Assistant's is what its integrations of models send before each sentence: the prompt of its Assist API, in which every
exposed entity stands. Its tools, which are sent beside, are left out, as our schema is. Tokens are an upper estimate for
both (`core/models/tokens.py`).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from custom_components.llm_agents.core.models.tokens import most_tokens
from homeassistant.core import Context
from homeassistant.helpers import llm
from homeassistant.setup import async_setup_component

from ..cases import CaseFile
from ..core import BenchCore
from ..homes import Spec
from ..plain import home_of
from ..report import Figure, progress
from ..retrieval import SIZES, cases_from, measure, padded
from .demo import demo_home
from .rows import PEER


async def prompt_figures(
    files: Sequence[CaseFile], sizes: Sequence[int] = SIZES
) -> tuple[list[Figure], list[dict[str, Any]]]:
    """Return tokens and recall by the size of the home, and what was missing."""
    cases = list(cases_from(files))
    progress(f"prompts of {len(cases)} sentences in homes of {', '.join(map(str, sizes))} entities")
    figures, missing = measure(cases, sizes)
    peers = {f"prompt_tokens_{size}": await core_tokens(size) for size in sizes}
    return [
        replace(figure, peers={PEER: peers[figure.name]}) if figure.name in peers else figure for figure in figures
    ], missing


async def core_tokens(size: int) -> int:
    """Return the tokens of Home Assistant's own prompt for the demo home, padded to a size."""
    async with BenchCore(_padded_spec(size)) as core:
        if not await async_setup_component(core.hass, "llm", {}):
            raise RuntimeError("llm failed to set up")
        await core.hass.async_block_till_done()
        asked = llm.LLMContext(
            platform="bench", context=Context(), language="en", assistant="conversation", device_id=None
        )
        api = await llm.async_get_api(core.hass, "assist", asked)
        progress(f"{size} entities: Home Assistant's prompt has {len(api.api_prompt)} letters")
        return most_tokens(api.api_prompt)


def _padded_spec(size: int) -> Spec:
    spec = demo_home()
    home = padded(home_of(spec)[0], "en", size)
    own = {entity["entity_id"] for entity in spec["entities"]}
    known = {area["id"] for area in spec["areas"]}
    others = [
        {
            "entity_id": entity.entity_id,
            "name": entity.name,
            "area": entity.area_id,
            "state": None,
            "attributes": {"device_class": entity.device_class} if entity.device_class else {},
        }
        for entity in home.entities.values()
        if entity.entity_id not in own
    ]
    rooms = [{"id": area.area_id, "name": area.name} for area in home.areas.values() if area.area_id not in known]
    return {**spec, "areas": [*spec["areas"], *rooms], "entities": [*spec["entities"], *others]}
