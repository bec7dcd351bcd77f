"""Looking through a camera in a run: judged, on record, and what is seen is data like any text from elsewhere."""

from collections.abc import Mapping
from typing import Any, Protocol

from ..journal.record import Decision
from ..models.protocol import Image
from .claims import Claims
from .errands import Errand
from .origins import Source
from .risks import Risk
from .serving import Servant
from .turning import Turning

CAMERA = "camera"
MOST_PICTURES = 4
"""Pictures that one run shows its models."""


class AtDesk(Protocol):
    """What looking needs of the desk of a run."""

    servant: Servant
    turning: Turning
    claims: Claims

    def members(self, identifier: Any) -> tuple[str, ...]:
        """Return the devices behind an id."""


async def see(name: str, identifier: Any, desk: AtDesk) -> tuple[Mapping[str, Any], Image | None]:
    """Return what a model is told of a look through a camera, and the picture, `None` where there is none."""
    turning, world = desk.turning, desk.servant.world
    cameras = [one for one in desk.members(identifier) if one.partition(".")[0] == CAMERA]
    entity = world.home().entities.get(cameras[0]) if len(cameras) == 1 else None
    if entity is None:
        return {"error": "no such camera in the list of devices; search_home finds cameras"}, None
    errand = Errand(name=name, kind=CAMERA, risk=Risk.LOW, entity=entity, reads=True)
    check = desk.servant.executor.judge_errand(errand, turning.warrant())
    turning.ledger.checks.append(check)
    if check.decision is not Decision.ALLOW:
        return {"error": "not allowed"}, None
    picture = await world.still(entity.entity_id, turning.utterance.asker)
    if picture is None:
        return {"error": "the camera gives no picture now"}, None
    turning.provenance = turning.provenance.reading(Source.CAMERA)
    desk.claims.saw((entity.entity_id,))
    desk.claims.looked()
    return {"source": Source.CAMERA.value, "id": entity.entity_id, "picture": "in the next message"}, picture
