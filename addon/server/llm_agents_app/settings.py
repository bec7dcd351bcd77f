"""What the owner can choose at the start."""

from dataclasses import dataclass
from pathlib import Path

NO_MODEL = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """How the model's engine runs.

    `context_size` is the tokens of one conversation, `parallel` how many are answered at once; `threads` 0 is automatic.
    """

    context_size: int = 4096
    parallel: int = 2
    threads: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One run of the app; `model` is a name of the catalogue, a path of a GGUF file, or `none`."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8099
    model: str = "smollm2-135m"
    trust_model: bool = False
    announce: bool = True
    engine: EngineSettings = EngineSettings()
