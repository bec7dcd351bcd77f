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

_ERRORS: Mapping[Status, IntentResponseErrorCode] = {
    Status.REFUSED: IntentResponseErrorCode.NO_VALID_TARGETS,
    Status.FAILED: IntentResponseErrorCode.FAILED_TO_HANDLE,
    Status.NOT_UNDERSTOOD: IntentResponseErrorCode.NO_INTENT_MATCH,
}
_NOTHING_DONE = frozenset({Status.ANSWERED, Status.ASKED})


def response_to(turn: Turn) -> IntentResponse:
    """Return the response of a turn: an error where nothing was done, and only verified changes as done."""
    response = IntentResponse(language=turn.language)
    if (code := _ERRORS.get(turn.status)) is not None:
        response.async_set_error(code, turn.answer)
        return response
    if turn.status in _NOTHING_DONE and not turn.changes:
        response.response_type = IntentResponseType.QUERY_ANSWER
    response.async_set_speech(turn.answer)
    response.async_set_results(success_results=_targets(turn, True), failed_results=_targets(turn, False))
    return response


def _targets(turn: Turn, verified: bool) -> list[IntentResponseTarget]:
    return [
        IntentResponseTarget(name=change.name, type=IntentResponseTargetType.ENTITY, id=change.entity_id)
        for change in turn.changes
        if change.verified is verified
    ]
