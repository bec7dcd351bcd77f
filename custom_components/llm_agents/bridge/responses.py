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
_SAID = frozenset({Status.ANSWERED, Status.ASKED})
_PERHAPS_DONE = frozenset({Status.PARTIAL, Status.UNDER_WAY})


def response_to(turn: Turn) -> IntentResponse:
    """Return the response of a turn: an error where nothing was done, and only verified changes as done.

    Home Assistant has no response for what is done in part (the one it had is deprecated): where something was
    acted on, the results tell which devices hold what was wished; while a question waits, it is an answer.
    """
    response = IntentResponse(language=turn.language)
    if (code := _ERRORS.get(turn.status)) is not None:
        response.async_set_error(code, turn.answer)
        return response
    acted = bool(turn.changes) or is_undoable(turn)
    if turn.status in _SAID or (turn.status in _PERHAPS_DONE and not acted):
        response.response_type = IntentResponseType.QUERY_ANSWER
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
