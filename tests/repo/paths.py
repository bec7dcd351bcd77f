"""Where things live in the repository, and which files belong to it."""

from functools import cache
from pathlib import Path
import subprocess

ROOT = Path(__file__).resolve().parents[2]
INTEGRATION = ROOT / "custom_components" / "llm_agents"
CORE = INTEGRATION / "core"
APP = ROOT / "addon" / "server" / "llm_agents_app"


@cache
def repository_files() -> tuple[Path, ...]:
    """Return the files that are or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())
