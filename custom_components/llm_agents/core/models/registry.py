"""The registry of prompts and models: every version that was ever in use, and the way back to it.

What is in use stands where the owner changes it (the settings of agents and backends); the registry remembers. It holds
no keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..journal.events import Event, Kind

PROMPT = "prompt"
MODEL = "model"


def prompt_subject(agent_id: str) -> str:
    """Return the subject of an agent's instructions."""
    return f"{PROMPT}:{agent_id}"


def model_subject(backend_id: str) -> str:
    """Return the subject of a backend's settings."""
    return f"{MODEL}:{backend_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a prompt or a model; numbers begin with 1."""

    subject: str
    number: int
    at: str
    content: Mapping[str, Any]


@dataclass(slots=True)
class _History:
    versions: list[Version] = field(default_factory=list)
    current: int | None = None


class UnknownVersion(LookupError):
    """There is no such version."""


@dataclass(slots=True)
class Registry:
    """The versions of all subjects: a read model over the journal's events."""

    kinds: frozenset[Kind] = frozenset({Kind.VERSION_CHANGED})
    _histories: dict[str, _History] = field(default_factory=dict)

    def apply(self, event: Event) -> None:
        """Take in that a version was made or came into use."""
        history = self._histories.setdefault(event.subject, _History())
        number = int(event.data["version"])
        if "content" in event.data and number == len(history.versions) + 1:
            made = Version(subject=event.subject, number=number, at=event.at, content=event.data["content"])
            history.versions.append(made)
        if event.data.get("current", False) and number <= len(history.versions):
            history.current = number

    def subjects(self) -> list[str]:
        """Return what has versions."""
        return sorted(self._histories)

    def versions(self, subject: str) -> list[Version]:
        """Return the versions of a subject, the oldest first."""
        return list(self._histories.get(subject, _History()).versions)

    def current(self, subject: str) -> Version | None:
        """Return the version in use."""
        history = self._histories.get(subject)
        if history is None or history.current is None:
            return None
        return history.versions[history.current - 1]

    def version(self, subject: str, number: int) -> Version:
        """Return a version. Raises `UnknownVersion`."""
        versions = self.versions(subject)
        if not 1 <= number <= len(versions):
            raise UnknownVersion(f"{subject} has no version {number}")
        return versions[number - 1]

    def previous(self, subject: str) -> Version | None:
        """Return the version made before the one in use."""
        current = self.current(subject)
        return self.version(subject, current.number - 1) if current is not None and current.number > 1 else None

    def noticed(self, subject: str, content: Mapping[str, Any], now: datetime, *, in_use: bool = True) -> Event | None:
        """Return the event that some content is in use, or was written to be tried; `None` where that is known.

        Content that was there before is the old version again, not a new one.
        """
        plain = dict(content)
        known = next((version for version in self.versions(subject) if dict(version.content) == plain), None)
        current = self.current(subject)
        if known is not None and (not in_use or (current is not None and known.number == current.number)):
            return None
        number = known.number if known else len(self.versions(subject)) + 1
        data: dict[str, Any] = {"version": number, "current": in_use}
        if known is None:
            data["content"] = plain
        return Event(kind=Kind.VERSION_CHANGED, subject=subject, at=now.isoformat(), data=data)
