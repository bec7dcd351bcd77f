"""What may be asked in words that are not the person's own: another assistant's model, or what it has read.

Acts go through the policy, which asks a person first (`origin`). What the policy does not judge is looked at here.
"""

from ..language.memories import MemoryAsk, MemoryRequest
from ..language.request import PlatformIntent, Request, Talk, TalkRequest, only_tells
from .plans import plain_requests
from .profiles import Autonomy, Profile

_PERSONS_ONLY = frozenset({Talk.YES, Talk.NO, Talk.CANCEL, Talk.CANCEL_PLANS})
_ASKED_FIRST = frozenset({MemoryAsk.REMEMBER, MemoryAsk.PREFER, MemoryAsk.NAME, MemoryAsk.LIKE})


def may_come_from_outside(request: Request) -> bool:
    """Return whether a request may be served that no person has made; all that is put off by it is looked at."""
    return all(_may(found) for found in plain_requests(request))


def may_be_served_by(request: Request, profile: Profile) -> bool:
    """Return whether an agent may serve a request: one that only observes or suggests changes no list and no timer."""
    if profile.autonomy not in (Autonomy.OBSERVE, Autonomy.SUGGEST):
        return True
    return all(not isinstance(one, PlatformIntent) or only_tells(one.intent) for one in plain_requests(request))


def _may(request: Request) -> bool:
    match request:
        case PlatformIntent():
            return only_tells(request.intent)
        case TalkRequest():
            return request.talk not in _PERSONS_ONLY
        case MemoryRequest():
            return request.ask is MemoryAsk.RECALL or request.ask in _ASKED_FIRST
    return True
