"""The actions about the memory: remember, recall, forget; everybody their own and the household's."""

from datetime import UTC, datetime
from typing import Any

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv

from .core.agents.remembering import called
from .core.memory.facts import Draft, Evidence, FactKind, How
from .core.memory.memory import LONGEST, Memory, MemoryRefused
from .errors import invalid
from .facts import fact_told
from .persons import A_PERSON, subject_of
from .runtime import loaded_data

ATTR_TEXT = "text"
ATTR_QUERY = "query"
ATTR_FACT_ID = "fact_id"
ATTR_HOUSEHOLD = "household"
ATTR_UNTIL = "until"
ATTR_ABOUT = "about"
ATTR_LIMIT = "limit"
ATTR_LANGUAGE = "language"

_MOST = 100

_REMEMBER = vol.Schema(
    {
        vol.Required(ATTR_TEXT): vol.All(cv.string, vol.Strip, vol.Length(min=1, max=LONGEST)),
        vol.Optional(ATTR_HOUSEHOLD, default=False): cv.boolean,
        vol.Optional(ATTR_UNTIL): cv.datetime,
        vol.Optional(ATTR_ABOUT): vol.All(cv.ensure_list, [cv.string]),
        **A_PERSON,
    }
)
_RECALL = vol.Schema(
    {
        vol.Optional(ATTR_QUERY): vol.All(cv.string, vol.Strip, vol.Length(min=1, max=2000)),
        vol.Optional(ATTR_LIMIT, default=20): vol.All(vol.Coerce(int), vol.Range(min=1, max=_MOST)),
        vol.Optional(ATTR_LANGUAGE): cv.string,
        **A_PERSON,
    }
)
_FORGET = vol.Schema({vol.Required(ATTR_FACT_ID): cv.string, **A_PERSON})


def refused(err: MemoryRefused) -> ServiceValidationError:
    """Return the error for what the memory does not take."""
    return invalid(f"memory_{err.refusal.value}")


async def _remember(call: ServiceCall) -> ServiceResponse:
    """Keep a fact as one that was entered."""
    memory = _memory(call)
    owner = None if call.data[ATTR_HOUSEHOLD] else await subject_of(call)
    until: datetime | None = call.data.get(ATTR_UNTIL)
    draft = Draft(
        kind=FactKind.FACT,
        text=call.data[ATTR_TEXT],
        evidence=Evidence(how=How.ENTERED, words=call.data[ATTR_TEXT]),
        about=tuple(call.data.get(ATTR_ABOUT, ())),
        user_id=owner,
        until=until.astimezone(UTC).isoformat() if until else None,
    )
    try:
        return {"fact": fact_told(await memory.learn(draft))}
    except MemoryRefused as err:
        raise refused(err) from err


async def _recall(call: ServiceCall) -> ServiceResponse:
    """Tell what is remembered, all of it or what has to do with some words."""
    data, owner = loaded_data(call.hass), await subject_of(call)
    limit, query = call.data[ATTR_LIMIT], call.data.get(ATTR_QUERY)
    if query is None:
        return _facts([fact_told(fact) for fact in data.kernel.memory.list(owner)[:limit]])
    home = data.world.home()
    reader = await data.kernel.languages.reader(call.data.get(ATTR_LANGUAGE) or call.hass.config.language)
    normaliser = reader.index(home).normaliser if reader else None
    found = data.kernel.memory.recall(
        query, owner, limit=limit, tokens=100 * limit, normaliser=normaliser, called=called(home)
    )
    return _facts([fact_told(item.fact) for item in found])


async def _forget(call: ServiceCall) -> ServiceResponse:
    """Forget one fact."""
    memory = _memory(call)
    try:
        return {"fact": fact_told(await memory.forget(call.data[ATTR_FACT_ID], await subject_of(call)))}
    except MemoryRefused as err:
        raise refused(err) from err


def _memory(call: ServiceCall) -> Memory:
    return loaded_data(call.hass).kernel.memory


def _facts(facts: list[dict[str, Any]]) -> ServiceResponse:
    return {"facts": facts}  # type: ignore[dict-item]


MEMORY_ACTIONS = (
    ("remember", _remember, _REMEMBER, SupportsResponse.OPTIONAL),
    ("recall", _recall, _RECALL, SupportsResponse.ONLY),
    ("forget", _forget, _FORGET, SupportsResponse.OPTIONAL),
)
