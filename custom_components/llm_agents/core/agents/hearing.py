"""What was said, as it is to be understood."""

from dataclasses import dataclass

from ..journal.record import Asker


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One sentence as it came in."""

    text: str
    language: str
    asker: Asker
