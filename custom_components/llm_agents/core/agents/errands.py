"""What is handed to others to be done, and what it can cost: Home Assistant's intents, and tools of other integrations.

The table is explained to owners in `docs/policy.md`. What is not in it is taken for the worst, and so asked about.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..home.contents import Contents
from ..home.model import Entity, Home
from ..home.words import fold
from ..language.request import PlatformIntent, only_tells
from ..language.tool_use import ToolUse
from .inside import risk_inside
from .risks import Risk

INTENT_SCRIPT = "intent_script"
"""The kind of an intent that the owner wrote; what is in it is looked at as in a script."""

_TODO = "todo"
_LISTS = ("HassListAddItem", "HassListCompleteItem", "HassListRemoveItem")
_SHOPPING = ("HassShoppingListAddItem", "HassShoppingListCompleteItem")
_TIMERS = (
    "HassStartTimer",
    "HassCancelTimer",
    "HassCancelAllTimers",
    "HassIncreaseTimer",
    "HassDecreaseTimer",
    "HassPauseTimer",
    "HassUnpauseTimer",
)
# The kind of device by which rules know it, and its risk.
_INTENTS: Mapping[str, tuple[str, Risk]] = {
    **dict.fromkeys((*_LISTS, *_SHOPPING), (_TODO, Risk.LOW)),
    **dict.fromkeys(_TIMERS, ("timer", Risk.LOW)),
    "HassMediaSearchAndPlay": ("media_player", Risk.LOW),
    "HassBroadcast": ("assist_satellite", Risk.SENSITIVE),  # heard in all rooms, and not taken back
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something handed to others, as the policy sees it: its name, the kind of what it changes, what it can cost.

    `entity` is the device that it is about where that is known, `outward` whether it may reach beyond the home, `reads`
    whether it changes nothing: then only what it gives away by asking can do harm.
    """

    name: str
    kind: str
    risk: Risk
    words: str = ""
    entity: Entity | None = None
    outward: bool = False
    reads: bool = False
    contents: Contents | None = None

    @property
    def subject(self) -> Entity:
        """Return the device that it is about, or one that stands for its kind."""
        return self.entity or Entity(entity_id=f"{self.kind}.", name=self.name)


def errand_of(
    request: PlatformIntent | ToolUse, home: Home, contents: Callable[[str], Contents | None]
) -> Errand | None:
    """Return what the policy judges of a request, `None` for one that only tells something.

    `contents` returns what is in a script by its id.
    """
    if isinstance(request, ToolUse):
        return Errand(name=request.tool, kind="tool", risk=Risk.HIGH, words=request.words, outward=True)
    if only_tells(request.intent):
        return None
    if request.intent in _INTENTS:
        kind, risk = _INTENTS[request.intent]
        entity = _list_of(request, home) if request.intent in _LISTS else None
        return Errand(name=request.intent, kind=kind, risk=risk, words=request.words, entity=entity)
    inside = contents(f"{INTENT_SCRIPT}.{request.intent}")
    if inside is not None and not inside.held and not inside.opaque:
        return None
    inner = risk_inside(inside)
    risk = Risk.HIGH if inner is None else inner
    return Errand(name=request.intent, kind=INTENT_SCRIPT, risk=risk, words=request.words, contents=inside)


def _list_of(request: PlatformIntent, home: Home) -> Entity | None:
    """Return the list that is named, as Home Assistant's handlers find it."""
    name = fold(str(request.slots.get("name", ""))).strip()
    lists = [entity for entity in home.entities.values() if entity.domain == _TODO]
    return next((one for one in lists if name in map(fold, (one.name, *one.aliases))), None)
