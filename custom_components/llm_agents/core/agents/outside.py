"""What may be asked in words that are not the person's own: another assistant's model, or what it has read.

Acts and what is handed to others go through the policy, which asks a person first (`origin`). What the policy does not judge is looked at here.
"""

from ..language.memories import MemoryAsk, MemoryRequest
from ..language.request import Request, Talk, TalkRequest
from .plans import plain_requests

_PERSONS_ONLY = frozenset({Talk.YES, Talk.NO, Talk.CANCEL, Talk.CANCEL_PLANS})
_ASKED_FIRST = frozenset({MemoryAsk.REMEMBER, MemoryAsk.PREFER, MemoryAsk.NAME, MemoryAsk.LIKE})


def may_come_from_outside(request: Request) -> bool:
    """Return whether a request may be served that no person has made; all that is put off by it is looked at."""
    return all(_may(found) for found in plain_requests(request))


def _may(request: Request) -> bool:
    match request:
        case TalkRequest():
            return request.talk not in _PERSONS_ONLY
        case MemoryRequest():
            return request.ask is MemoryAsk.RECALL or request.ask in _ASKED_FIRST
    return True
