"""The secrets of an entry by their value: what nothing that a model says may hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_ACCESS_TOKEN, CONF_API_KEY, CONF_PASSWORD, CONF_TOKEN

_KEYS = frozenset({CONF_ACCESS_TOKEN, CONF_API_KEY, CONF_PASSWORD, CONF_TOKEN})


def secret_texts(entry: ConfigEntry) -> tuple[str, ...]:
    """Return the keys and tokens of an entry and of its backends, as they are now."""
    parts = (entry.data, *(subentry.data for subentry in entry.subentries.values()))
    return tuple(dict.fromkeys(text for part in parts for text in _texts(part)))


def _texts(data: Mapping[str, Any]) -> Iterator[str]:
    for name, value in data.items():
        if isinstance(value, Mapping):
            yield from _texts(value)
        elif name in _KEYS and isinstance(value, str) and value:
            yield value
