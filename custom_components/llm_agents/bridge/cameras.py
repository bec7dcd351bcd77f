"""A still picture of a camera, as small as a model needs it and without what else a file tells."""

from io import BytesIO
import logging

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..core.models.protocol import Image

_LOGGER = logging.getLogger(__name__)

LONGEST_SIDE = 1024
"""Pixels of the longer side of a picture that a model is shown."""

SECONDS = 10
CAMERA = "camera"
_QUALITY = 80
_MOST_BYTES = 20_000_000  # of a camera's own picture
_MOST_PIXELS = 50_000_000


async def still_of(hass: HomeAssistant, entity_id: str) -> Image | None:
    """Return what a camera sees now, `None` where it gives no picture."""
    if CAMERA not in hass.config.components:
        return None
    from homeassistant.components.camera import async_get_image

    try:
        given = await async_get_image(hass, entity_id, SECONDS)
        return await hass.async_add_executor_job(_small, given.content)
    except (HomeAssistantError, OSError, ValueError) as err:
        _LOGGER.debug("No picture of %s: %s", entity_id, err)
        return None


def _small(content: bytes) -> Image:
    """Return a picture anew, small enough. Raises `OSError` or `ValueError` for what is none."""
    from PIL import Image as Pictures

    if len(content) > _MOST_BYTES:
        raise ValueError("too large")
    with Pictures.open(BytesIO(content)) as picture:
        if picture.width * picture.height > _MOST_PIXELS:
            raise ValueError("too large")
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        plain = picture.convert("RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = BytesIO()
    plain.save(out, "JPEG", quality=_QUALITY)
    return Image(data=out.getvalue(), media_type="image/jpeg")
