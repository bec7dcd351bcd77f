"""Where the demo keeps its files, and what it remembers between two calls."""

from dataclasses import asdict, dataclass, fields
import json
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
HOME_ASSISTANT = ROOT / ".venv-ha"
APP = ROOT / ".venv-app"


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of one demo; the default one lives in `demo/run`."""

    run: Path = ROOT / "demo" / "run"

    @property
    def config(self) -> Path:
        """Return Home Assistant's configuration folder."""
        return self.run / "config"

    @property
    def app(self) -> Path:
        """Return the app's data folder."""
        return self.run / "app"

    @property
    def logs(self) -> Path:
        """Return the folder of the processes' logs."""
        return self.run / "logs"

    @property
    def memory(self) -> Path:
        """Return the file of what is remembered."""
        return self.run / "demo.json"


@dataclass(slots=True)
class Memory:
    """What a later call needs to find a demo: addresses, process ids and the demo user's token."""

    hass_port: int = 0
    hass_pid: int = 0
    app_port: int = 0
    app_pid: int = 0
    token: str = ""
    app_connected: str = ""  # "port/instance" that the integration was last told
    energy: bool = False  # whether the energy assets were set up: what the owner made of them since is kept

    @property
    def url(self) -> str:
        """Return Home Assistant's address."""
        return f"http://127.0.0.1:{self.hass_port}"

    @classmethod
    def load(cls, layout: Layout) -> Self:
        """Return what is remembered; nothing at the first call or when the file is damaged."""
        try:
            data = json.loads(layout.memory.read_text())
            return cls(**{f.name: data[f.name] for f in fields(cls) if f.name in data})
        except OSError, ValueError, TypeError:
            return cls()

    def save(self, layout: Layout) -> None:
        """Write it, readable by the owner alone: it holds a token."""
        layout.run.mkdir(parents=True, exist_ok=True)
        temporary = layout.memory.with_suffix(".new")
        temporary.touch(mode=0o600)
        temporary.write_text(json.dumps(asdict(self)))
        temporary.replace(layout.memory)
