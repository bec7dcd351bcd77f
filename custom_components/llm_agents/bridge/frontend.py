"""The card, served and loaded by the integration itself."""

from hashlib import sha256
import logging
from pathlib import Path

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL, add_extra_js_url
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant

_LOGGER = logging.getLogger(__name__)

STATIC_URL = "/llm_agents_static"
_BUNDLE = "llm-agents.js"
_FOLDER = Path(__file__).parent.parent / "frontend"


async def register_card(hass: HomeAssistant) -> None:
    """Serve the folder of the built card, and nothing else, and have every page load the card.

    Served without authentication, as Home Assistant serves all such files. Without a
    frontend (safe mode, no user interface) or without a built bundle nothing is done.
    """
    bundle = _FOLDER / _BUNDLE
    digest = await hass.async_add_executor_job(_digest, bundle)
    if digest is None:
        _LOGGER.warning("The card is not built: %s is missing", bundle.name)
        return
    if DATA_EXTRA_MODULE_URL not in hass.data:
        return
    await hass.http.async_register_static_paths([StaticPathConfig(STATIC_URL, str(_FOLDER), cache_headers=True)])
    # The digest makes browsers fetch a new version in spite of the cache.
    add_extra_js_url(hass, f"{STATIC_URL}/{_BUNDLE}?v={digest}")


def _digest(bundle: Path) -> str | None:
    return sha256(bundle.read_bytes()).hexdigest()[:12] if bundle.is_file() else None
