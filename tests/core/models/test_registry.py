"""Versions of prompts and models, and the way back."""

from datetime import UTC, datetime

import pytest

from custom_components.llm_agents.core.journal.events import Event
from custom_components.llm_agents.core.models.registry import Registry, UnknownVersion, prompt_subject

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
SUBJECT = prompt_subject("comfort")


def notice(registry: Registry, text: str, *, in_use: bool = True) -> Event | None:
    """Let the registry see some instructions, and keep what comes of it."""
    event = registry.noticed(SUBJECT, {"instructions": text}, NOW, in_use=in_use)
    if event is not None:
        registry.apply(event)
    return event


def in_use(registry: Registry) -> int | None:
    """Return the number of the version in use."""
    current = registry.current(SUBJECT)
    return None if current is None else current.number


def test_new_content_is_a_new_version() -> None:
    registry = Registry()
    notice(registry, "one")
    notice(registry, "two")
    assert [version.content["instructions"] for version in registry.versions(SUBJECT)] == ["one", "two"]
    assert in_use(registry) == 2


def test_the_same_content_is_nothing_new() -> None:
    registry = Registry()
    notice(registry, "one")
    assert notice(registry, "one") is None


def test_old_content_is_the_old_version_again() -> None:
    registry = Registry()
    for text in ("one", "two", "one"):
        notice(registry, text)
    assert in_use(registry) == 1
    assert len(registry.versions(SUBJECT)) == 2


def test_what_is_only_tried_does_not_come_into_use() -> None:
    registry = Registry()
    notice(registry, "one")
    notice(registry, "two", in_use=False)
    assert in_use(registry) == 1
    assert len(registry.versions(SUBJECT)) == 2
    assert notice(registry, "two", in_use=False) is None
    assert notice(registry, "two") is not None
    assert in_use(registry) == 2


def test_the_version_before() -> None:
    registry = Registry()
    assert registry.previous(SUBJECT) is None
    notice(registry, "one")
    assert registry.previous(SUBJECT) is None
    notice(registry, "two")
    previous = registry.previous(SUBJECT)
    assert previous is not None
    assert previous.number == 1


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_version_that_is_not_there(number: int) -> None:
    registry = Registry()
    notice(registry, "one")
    with pytest.raises(UnknownVersion):
        registry.version(SUBJECT, number)


def test_made_anew_from_events_it_is_the_same() -> None:
    registry = Registry()
    events = [notice(registry, text, in_use=text != "three") for text in ("one", "two", "three", "one")]
    again = Registry()
    for event in events:
        if event is not None:
            again.apply(event)
    assert again == registry
    assert again.subjects() == [SUBJECT]
