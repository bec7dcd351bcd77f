"""What came of a case: how the home was, before any yes and at the end, and how it was answered."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How the home is at one moment of a case, and what was answered until then."""

    right: bool
    acted: bool
    claimed: bool
    wrong: tuple[str, ...]

    @property
    def wrong_action(self) -> bool:
        """Return whether the home was changed, and not as it should be."""
        return self.acted and not self.right


@dataclass(slots=True, kw_only=True)
class Said:
    """What one agent made of one case; `first` is the verdict before any yes. Times are of the last sentence."""

    verdict: Verdict
    first: Verdict
    asked: bool
    answers: list[str] = field(default_factory=list)
    layer: str | None = None
    ms: float = 0.0
    cpu_ms: float = 0.0
    error: str | None = None
