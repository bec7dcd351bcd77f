"""What was understood of a sentence, by whom, and what a doubtful reading is still good for."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeGuard

from ..home.index import HomeIndex
from ..journal.record import Layer
from ..language.outcome import Outcome, Remark, Said
from ..language.phrases import phrases
from ..language.reader import READER_THRESHOLD
from ..language.request import Act, Problem, Question, Reading, Reason, Request, Talk, TalkRequest
from ..models.protocol import ChatModel, Ranker
from .dialogue import Dialogue
from .hearing import Heard
from .languages import SentenceReader
from .origins import Provenance
from .shortlist import Clues
from .spending import Spending

NOT_UNDERSTOOD = Said(remark=Remark.NOT_UNDERSTOOD)
_UNANSWERED = Said(remark=Remark.NO_MODEL)

_ABSENT = frozenset({Reason.NO_SUCH_DEVICE, Reason.NO_SUCH_AREA, Reason.NOT_IN_AREA})
_GIVEN_UP = frozenset({Remark.CANNOT, Remark.NOT_UNDERSTOOD, Remark.TOO_LONG, Remark.BROKE_OFF, Remark.NO_MODEL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a sentence asks for, and who understood it.

    Where a run with tools `served` it, `outcomes` are what is to be told beside what it did.
    """

    layer: Layer
    requests: tuple[Request, ...] = ()
    said: Said | None = None
    spoken: Sequence[str] = ()
    model: str | None = None
    trusted: bool = True
    served: bool = False
    outcomes: tuple[Outcome, ...] = ()
    provenance: Provenance | None = None


type RunModels = Callable[[Sequence[ChatModel], HomeIndex, Clues], Awaitable[Understood | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minds:
    """What can be asked when the reader is not sure, in the order of asking.

    `run` lets models serve that can use tools; it returns `None` where none of them answered.
    """

    models: Sequence[ChatModel] = ()
    rankers: Sequence[Ranker] = ()
    run: RunModels | None = None
    spending: Spending | None = None


def clues_of(heard: Heard, dialogue: Dialogue, reader: SentenceReader | None, reading: Reading | None) -> Clues:
    """Return what helps to find the devices of a sentence that was not read surely."""
    last = [item for item in dialogue.last_requests() if isinstance(item, Act | Question)][-1:]
    return Clues(
        domains=reader.hints(heard.text) if reader else (),
        area_id=heard.asker.area_id,
        reading=reading,
        spoken_of=[entity_id for request in last for entity_id in request.entity_ids],
    )


def asked(
    believed: Sequence[ChatModel], guessing: Sequence[ChatModel], *, runs: bool
) -> list[tuple[bool, list[ChatModel]]]:
    """Return the models that are asked one after the other until one answers, those in a row that use tools together.

    Those that only guess are asked in the end, where no other one answered.
    """
    grouped = groupby(believed, key=lambda model: runs and model.capabilities.tools)
    found = [(tools, list(models)) for tools, models in grouped]
    if found and guessing:
        if found[-1][0]:
            found.append((False, []))
        found[-1][1].extend(guessing)
    return found


def was_lost(understood: Understood) -> bool:
    """Return whether no model answered to the end."""
    return understood.said is not None and understood.said.remark is Remark.BROKE_OFF


def unanswered(understood: Understood) -> Understood:
    """Return what is told of a sentence where models were asked and none answered, and nothing else is known of it."""
    return understood if understood.requests else Understood(layer=Layer.NONE, said=_UNANSWERED)


def gave_up(understood: Understood) -> bool:
    """Return whether a model made nothing of a sentence, and said nothing."""
    if understood.served:
        cannot = [item for item in understood.outcomes if isinstance(item, Said) and item.remark is Remark.CANNOT]
        return bool(cannot) and not understood.spoken
    return understood.said is not None and understood.said.remark in _GIVEN_UP and not understood.spoken


def partly(reading: Reading | None) -> Understood | None:
    """Return the requests of a sentence that were read surely where others were not; they are asked about."""
    if reading is None or not any(isinstance(request, Act) for request in reading.sure):
        return None
    return Understood(layer=Layer.LOCAL, requests=reading.sure, trusted=False)


def rest(text: str, reading: Reading | None) -> str:
    """Return a sentence without the clauses that were read surely."""
    for request in reading.sure if reading else ():
        if isinstance(request, Act) and request.words:
            text = text.replace(request.words, " ")
    return text


def joined(known: Understood, more: Understood) -> Understood:
    """Return what was read surely of a sentence with what another layer makes of the rest, all to be asked about."""
    if known.trusted or more.trusted or not more.requests:
        return more
    devices = {i for request in more.requests if isinstance(request, Act) for i in request.entity_ids}
    sure = [r for r in known.requests if not (isinstance(r, Act) and devices.intersection(r.entity_ids))]
    return replace(more, requests=(*sure, *more.requests))


def is_sure(reading: Reading | None) -> TypeGuard[Reading]:
    """Return whether a reading needs no other."""
    return reading is not None and reading.understood and reading.confidence >= READER_THRESHOLD


def precise_of(reading: Reading | None) -> Understood | None:
    """Return what a doubtful reading says precisely cannot be; it is better than not understood."""
    if reading is None or not reading.requests or not all(isinstance(item, Problem) for item in reading.requests):
        return None
    return Understood(layer=Layer.LOCAL, requests=reading.requests)


def is_absence(precise: Understood | None) -> bool:
    """Return whether all that was read is a wish for what is not there: a guess would be no better."""
    return precise is not None and all(
        isinstance(request, Problem) and request.reason in _ABSENT for request in precise.requests
    )


def heard_talk(heard: Heard) -> Reading | None:
    """Hear a yes, a no and the like in a language that has no reader yet: whole sentences of its catalogue."""
    words = " ".join("".join(letter for letter in heard.text.casefold() if letter.isalnum() or letter == " ").split())
    for talk, sentences in phrases(heard.language).groups("heard").items():
        if words in sentences:
            request = TalkRequest(talk=Talk(talk), words=heard.text)
            return Reading(requests=(request,), confidence=1.0, language=heard.language)
    return None
