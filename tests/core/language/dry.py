"""What a case of the benchmark asks for, read and grounded without a home that moves: whether it is what is expected.

The last sentence is judged; what came before it is what it follows on. A device that is as wished already counts as left
alone. Times and conditions are read, not waited for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bench.cases import Case
from custom_components.llm_agents.core.home.grounding import Expectation, ground
from custom_components.llm_agents.core.home.model import Home, State
from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, ReadContext, Reader
from custom_components.llm_agents.core.language.request import (
    Act,
    Conditional,
    PlatformIntent,
    Problem,
    Question,
    Reading,
    Request,
    Scheduled,
    TalkRequest,
    only_tells,
)

_LIST, _TIMER = "todo", "Timer"
_ENDS: Mapping[str, int] = {"open": 100, "closed": 0}


def misreadings(reader: Reader, case: Case, home: Home, states: Mapping[str, State]) -> list[str]:
    """Return how the reading of a case differs from what it expects; nothing when it agrees."""
    last: list[Request] = []
    reading = Reading(requests=(), confidence=0.0, language=case.language)
    for sentence in case.say:
        pending = next((item for item in reading.requests if isinstance(item, Problem) and item.candidates), None)
        context = ReadContext(area_id=case.area, last=tuple(last), pending=pending)
        reading = reader.read(sentence, home, states.get, context)
        last += reading.requests
    requests = list(_now(reading.requests))
    harmless = not any(_changes(request) for request in requests)
    if case.kind == "noop" and (harmless or _depends(reading.requests)):
        return []
    precise = all(isinstance(request, Problem) for request in requests)
    if reading.confidence < READER_THRESHOLD and not precise:
        return [f"unsure ({reading.confidence}) of {requests}"]
    if case.kind == "query":
        asked = any(isinstance(item, Question | PlatformIntent | TalkRequest) for item in requests)
        return [] if asked and harmless else [f"no question: {requests}"]
    if (case.later or 0) != (later := sum(map(_is_later, requests))):
        return [f"{later} are for later, wanted {case.later}: {requests}"]
    if len(case.say) > 1 and not case.expect:  # what one sentence did, the next one takes back
        return [f"nothing is taken back: {requests}"] if all(isinstance(item, Problem) for item in requests) else []
    return [*_of_devices(requests, case, home, states), *_of_intents(requests, case, states)]


def _now(requests: Sequence[Request]) -> Iterator[Request]:
    """Yield what is asked for now; what is for later stays as it is, and what a condition leads to counts as asked for."""
    for request in requests:
        if isinstance(request, Scheduled) and request.when is None:
            yield from _now(request.requests)
            yield replace(request, requests=())  # it is put back later
        elif isinstance(request, Conditional) and not request.waits:
            yield from _now(request.requests)
        else:
            yield request


def _depends(requests: Sequence[Request]) -> bool:
    """Return whether all depends on conditions, which are not looked at here."""
    return all(isinstance(request, Conditional) and not request.waits for request in requests)


def _is_later(request: Request) -> bool:
    if isinstance(request, PlatformIntent):
        return "conversation_command" in request.slots
    return isinstance(request, Scheduled | Conditional)


def _changes(request: Request) -> bool:
    return isinstance(request, Act) or (isinstance(request, PlatformIntent) and not only_tells(request.intent))


def _of_devices(requests: Sequence[Request], case: Case, home: Home, states: Mapping[str, State]) -> Iterator[str]:
    """Yield what is done to other devices than expected, or otherwise than expected."""
    acts = [ground(item, home, states.get) for item in requests if isinstance(item, Act)]
    steps = [step for grounded in acts for step in grounded.steps]
    moved = {entity_id for step in steps for entity_id in step.call.entity_ids}
    left = {entity_id for grounded in acts for entity_id in grounded.already}
    served = (f"{_LIST}.", "media_player.") if any(isinstance(item, PlatformIntent) for item in requests) else ()
    wanted = {entity_id for entity_id in case.expect if not entity_id.startswith(served)}
    missing = set[str]() if len(case.say) > 1 else wanted - moved - left
    if missing or moved - wanted:
        yield f"moves {sorted(moved)}, wanted {sorted(wanted)}: {requests}"
    for step in steps:
        for expectation in step.expectations:
            wish = case.expect.get(expectation.entity_id)
            if wish and not _agrees(expectation, wish, states[expectation.entity_id]):
                yield f"{expectation.entity_id}: {step.call.service} {dict(step.call.data)}, wanted {wish}"


def _agrees(expectation: Expectation, wish: Mapping[str, Any], before: State) -> bool:
    """Return whether what a call is expected to do is done in the state that the case wants."""
    attributes = wish.get("attributes") or {}
    if "truth" in wish or any(isinstance(value, Mapping) for value in attributes.values()):
        return True  # a count, or no one value
    state = before.state if wish.get("state") is None else str(wish["state"])
    ends = {"current_position": _ENDS[state]} if state in _ENDS and "current_position" in before.attributes else {}
    after = State(entity_id=before.entity_id, state=state, attributes={**before.attributes, **ends, **attributes})
    return expectation.holds(after)


def _of_intents(requests: Sequence[Request], case: Case, states: Mapping[str, State]) -> Iterator[str]:
    """Yield what is missing of timers, lists and players that Home Assistant's own intents serve."""
    intents = [item for item in requests if isinstance(item, PlatformIntent) and not _is_later(item)]
    if case.timers is not None and not any(_TIMER in item.intent for item in intents):
        yield f"no timer: {requests}"
    if case.timers is None and any(_TIMER in item.intent and not only_tells(item.intent) for item in intents):
        yield f"a timer: {requests}"
    for entity_id, wish in case.expect.items():
        if not entity_id.startswith(f"{_LIST}."):
            continue
        said = " ".join(str(value).casefold() for item in intents for value in item.slots.values())
        if not said or not all(word in said for word in _changed(wish, states[entity_id])):
            yield f"{entity_id}: {requests}, wanted {wish}"


def _changed(wish: Mapping[str, Any], before: State) -> set[str]:
    """Return the items of a list that are to come, to go or to be done."""
    first = {(str(item).casefold(), False) for item in before.attributes.get("todo_items", ())}
    return {word for word, _ in first ^ set(wish.get("truth", {}).get("items", ()))}
