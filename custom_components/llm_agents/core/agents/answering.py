"""Answers to questions: whether one can still be given, and what words say to one."""

from datetime import datetime, timedelta

from ..home.model import Home, StateReader
from ..language.reader import ReadContext
from ..language.request import Talk, TalkRequest
from .dialogue import Dialogue
from .languages import SentenceReader
from .pending import APPROVE_WITHIN, Pending, pending_of
from .turning import QuestionClosed

_MEANINGS = {Talk.YES: True, Talk.NO: False, Talk.STOP: False, Talk.CANCEL: False}


def open_question(turn_id: str, dialogue: Dialogue, now: datetime, within: timedelta = APPROVE_WITHIN) -> Pending:
    """Return the question of a turn if it can still be answered: it is young, and the conversation's last.

    What was planned asks when it comes, whatever is spoken of then. What was delegated is asked by the turn that
    delegated it. Raises `QuestionClosed`.
    """
    asked = next((turn for turn in dialogue.turns if turn.turn_id == turn_id), None)
    answered = any(turn.reply_to == turn_id for turn in dialogue.turns)
    is_last = asked is not None and asked.parent is None and (asked.planned_by is not None or asked is dialogue.last)
    pending = pending_of(asked) if asked is not None and is_last and not answered else None
    if pending is None or not pending.confirmable or not pending.open_at(now, within):
        raise QuestionClosed(turn_id)
    return pending


def consent(words: str, reader: SentenceReader, home: Home, states: StateReader) -> bool | None:
    """Return whether words are a yes or a no to a question; `None` when they are neither."""
    requests = reader.read(words, home, states, ReadContext()).requests
    talks = [request.talk for request in requests if isinstance(request, TalkRequest)]
    if len(talks) != 1 or len(requests) != 1:
        return None
    return _MEANINGS.get(talks[0])
