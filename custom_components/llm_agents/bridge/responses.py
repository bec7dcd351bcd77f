"""A turn as the response that Home Assistant's pipelines, pages and other agents understand."""

from collections.abc import Mapping

from homeassistant.helpers.intent import (
    IntentResponse,
    IntentResponseErrorCode,
    IntentResponseTarget,
    IntentResponseTargetType,
    IntentResponseType,
)

from ..core.journal.record import Status, Turn
from ..core.journal.undoing import is_undoable

_ERRORS: Mapping[Status, IntentResponseErrorCode] = {
    Status.REFUSED: IntentResponseErrorCode.NO_VALID_TARGETS,
    Status.FAILED: IntentResponseErrorCode.FAILED_TO_HANDLE,
    Status.NOT_UNDERSTOOD: IntentResponseErrorCode.NO_INTENT_MATCH,
}
_NOT_WHOLE = frozenset({Status.ANSWERED, Status.ASKED, Status.PARTIAL, Status.UNDER_WAY})


def response_to(turn: Turn) -> IntentResponse:
    """Return the response of a turn: an error where nothing was done, and only verified changes as done.

    What waits for a yes or is under way makes it one that is done in part.
    """
    response = IntentResponse(language=turn.language)
    if (code := _ERRORS.get(turn.status)) is not None:
        response.async_set_error(code, turn.answer)
        return response
    if turn.status in _NOT_WHOLE:
        acted = bool(turn.changes) or is_undoable(turn)
        response.response_type = IntentResponseType.PARTIAL_ACTION_DONE if acted else IntentResponseType.QUERY_ANSWER
    response.async_set_speech(turn.answer)
    failed = [] if turn.status is Status.UNDER_WAY else _targets(turn, False)
    response.async_set_results(success_results=_targets(turn, True), failed_results=failed)
    return response


def _targets(turn: Turn, verified: bool) -> list[IntentResponseTarget]:
    return [
        IntentResponseTarget(name=change.name, type=IntentResponseTargetType.ENTITY, id=change.entity_id)
        for change in turn.changes
        if change.verified is verified
    ]
