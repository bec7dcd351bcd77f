"""The kernel's prompts on the real engine: what they begin with is read once, and they are never larger than told."""

from importlib import import_module
from typing import Any

import httpx
import pytest

# By name: the types of the integration are checked in Home Assistant's environment, not in the app's.
CORE = "custom_components.llm_agents.core"
HOME = import_module(f"{CORE}.home.model")
INDEX = import_module(f"{CORE}.home.index")
OPTIONS = import_module(f"{CORE}.agents.options")
PROMPT = import_module(f"{CORE}.agents.prompt")
REQUEST = import_module(f"{CORE}.language.request")
SHORTLIST = import_module(f"{CORE}.agents.shortlist")
TOKENS = import_module(f"{CORE}.models.tokens")

ROOMS = ["Kitchen", "Küche", "Cocina", "Cuisine", "Łazienka", "Спальня", "Sala de estar", "Woonkamer", "Camera"]
DEVICES = [
    "Ceiling Light",
    "Deckenlampe",
    "Lámpara",
    "Plafonnier",
    "Żyrandol",
    "Люстра",
    "Luz",
    "Plafondlamp",
    "Lampadario",
]


def home() -> Any:
    """Return a home of many lamps, named in nine languages."""
    areas = {f"room_{n}": HOME.Area(area_id=f"room_{n}", name=room) for n, room in enumerate(ROOMS)}
    entities = {
        f"light.lamp_{n}_{m}": HOME.Entity(entity_id=f"light.lamp_{n}_{m}", name=f"{device} {m}", area_id=f"room_{n}")
        for n, device in enumerate(DEVICES)
        for m in range(20)
    }
    return HOME.Home(version=1, areas=areas, entities=entities)


def state(entity_id: str) -> Any:
    return HOME.State(entity_id=entity_id, state="off", attributes={"supported_color_modes": ["brightness"]})


def ask(model: httpx.Client, text: str, shown: Any, in_home: Any, **more: Any) -> dict[str, Any]:
    """Put a prompt of the kernel to the model; return what the engine tells of it."""
    made = PROMPT.prompt(text, shown, in_home, **more)
    schema = PROMPT.reply_schema(OPTIONS.Options(shown, in_home, state, may_read=False), may_search=False)
    body = {
        "messages": [{"role": message.role, "content": message.content} for message in made.messages],
        "max_tokens": 4,
        "temperature": 0,
        "response_format": {"type": "json_schema", "json_schema": {"name": "reply", "schema": schema}},
    }
    answer = model.post("/v1/chat/completions", json=body)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def shown_for(words: str, in_home: Any) -> Any:
    return SHORTLIST.likely(words, INDEX.HomeIndex(in_home), SHORTLIST.Clues())


def test_the_instruction_is_read_once(model: httpx.Client) -> None:
    in_home = home()
    ask(model, "the kitchen is dark", shown_for("kitchen ceiling light", in_home), in_home)
    second = ask(model, "etwas Licht bitte", shown_for("deckenlampe kuche", in_home), in_home)
    cached, fresh = second["timings"]["cache_n"], second["timings"]["prompt_n"]
    assert (
        cached >= 0.9 * TOKENS.most_tokens(PROMPT.INSTRUCTION) * 0.6
    )  # the estimate is too high by less than two thirds
    assert cached + fresh == second["usage"]["prompt_tokens"]
    assert fresh < 0.75 * (cached + fresh)


@pytest.mark.parametrize("room", [0, 4, 5])
def test_a_prompt_has_no_more_tokens_than_estimated(model: httpx.Client, room: int) -> None:
    in_home = home()
    words = f"{ROOMS[room]} {DEVICES[room]}"
    read = REQUEST.Reading(
        requests=(REQUEST.Act(action=REQUEST.Action.TURN_ON, entity_ids=(f"light.lamp_{room}_1",)),),
        confidence=0.3,
        language="en",
        unread=tuple(words.split()),
    )
    earlier = [PROMPT.Earlier(words=words * 5, answer=words * 9)] * 2
    shown = shown_for(words, in_home)
    made = PROMPT.prompt(words * 9, shown, in_home, earlier, read)
    estimate = sum(TOKENS.most_tokens(message.content) for message in made.messages)
    told = ask(model, words * 9, shown, in_home, earlier=earlier, reading=read)
    assert len(made.lines) > 5
    assert told["usage"]["prompt_tokens"] <= estimate + 40 <= PROMPT.PROMPT_TOKENS + 60


@pytest.mark.parametrize("text", ["語" * 2000, "a1!" * 900, "\u202e\u0000<|im_end|>" * 200])
def test_no_sentence_makes_a_prompt_too_large(model: httpx.Client, text: str) -> None:
    in_home = home()
    told = ask(
        model, text, shown_for("Ceiling Light", in_home), in_home, earlier=[PROMPT.Earlier(words=text, answer=text)] * 2
    )
    assert told["usage"]["prompt_tokens"] <= 1800
