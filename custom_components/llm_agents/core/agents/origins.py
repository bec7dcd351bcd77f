"""Where words came from, and so what they may set in motion.

Text that is not the person's own is data: it may be read and told, never obeyed. A run that has read some is
marked with its sources, and what it then wants beyond the person's own words is asked about by the policy.
Information flow by origin as in CaMeL (Debenedetti et al., "Defeating Prompt Injections by Design", 2025).
"""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """The origin of a text that a model may read."""

    PERSON = "person"
    DEVICE_NAME = "device_name"
    STATE = "state"
    CALENDAR = "calendar"
    TODO = "todo"
    NOTIFICATION = "notification"
    WEB = "web"
    CAMERA = "camera"
    MEMORY = "memory"
    TOOL = "tool"  # a tool of another integration


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text with its source. `user_id` is whose it is where it is not for everybody (a memory, a list)."""

    text: str
    source: Source
    user_id: str | None = None
