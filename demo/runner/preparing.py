"""Lay out the configuration folder before the first start: files, links, a past, and no wizard."""

import asyncio
from collections.abc import Callable
import json
from pathlib import Path
import shutil

from ..history import acts
from .layout import HOME_ASSISTANT, ROOT, Layout
from .processes import StartFailed

SOURCE = ROOT / "demo" / "config"
EDITED = frozenset({"automations.yaml", "scenes.yaml", "scripts.yaml"})
"""What the editors of Home Assistant write."""
COMPONENTS = (ROOT / "custom_components" / "llm_agents", ROOT / "demo" / "custom_components" / "demo_home")


def lay_out(layout: Layout, port: int) -> None:
    """Copy the configuration, link the components and seed what onboarding would ask.

    What Home Assistant wrote is kept, storage and automations alike, so that an owner's changes survive a restart.
    """
    config = layout.config
    shutil.copytree(SOURCE, config, dirs_exist_ok=True, ignore=_of_the_owner(config))
    folder = config / "custom_components"
    folder.mkdir(exist_ok=True)
    for component in COMPONENTS:
        link = folder / component.name
        if link.is_symlink() and link.readlink() == component:
            continue
        link.unlink(missing_ok=True)
        link.symlink_to(component)
    _store(config, "http", 2, 2, _http(port), overwrite=True)
    _store(config, acts.KEY, acts.VERSION, 1, {"acts": []}, overwrite=False)
    _store(config, "onboarding", 4, 1, {"done": ["core_config", "analytics", "integration"]}, overwrite=False)


def _of_the_owner(config: Path) -> Callable[[str, list[str]], list[str]]:
    def ignore(folder: str, names: list[str]) -> list[str]:
        inner = Path(folder).relative_to(SOURCE)
        stored = inner.name == ".storage"
        return [name for name in names if (stored or name in EDITED) and (config / inner / name).exists()]

    return ignore


def _store(config: Path, key: str, version: int, minor: int, data: object, *, overwrite: bool) -> None:
    path = config / ".storage" / key
    if path.exists() and not overwrite:
        return
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"version": version, "minor_version": minor, "key": key, "data": data}))


def _http(port: int) -> dict[str, object]:
    """Return the stored form of the web server's settings: `http:` in YAML is reverted after five minutes."""
    stable = {
        "server_port": port,
        "server_host": ["127.0.0.1"],
        "cors_allowed_origins": [],
        "login_attempts_threshold": -1,
        "ip_ban_enabled": True,
        "ssl_profile": "modern",
        "use_x_frame_options": True,
        "created_at": "2026-01-01T00:00:00+00:00",
        "error": None,
        "error_message": None,
    }
    return {"stable": stable, "pending": None, "yaml_migration_done": True}


async def write_past(layout: Layout, days: int) -> None:
    """Write the history of the last days into the recorder, once.

    Raises `StartFailed`.
    """
    if days <= 0 or (layout.config / "home-assistant_v2.db").exists():
        return
    command = [
        str(HOME_ASSISTANT / "bin" / "python"),
        "-m",
        "demo.history.seed",
        str(layout.config),
        "--days",
        str(days),
    ]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    if await process.wait():
        raise StartFailed("the past could not be written into the recorder")
