"""The identity of one installation: its folder, id and token, and the lock that keeps a second process out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
import fcntl
import logging
import os
from pathlib import Path
import secrets
import uuid

_LOGGER = logging.getLogger(__name__)

OWNER_ONLY_FILE = 0o600
OWNER_ONLY_FOLDER = 0o700


class InstanceInUse(Exception):
    """Another process runs on the same data folder."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One installation; `token` opens the API and stays out of every log."""

    folder: Path
    id: str
    token: str = field(repr=False)


@contextmanager
def open_instance(folder: Path) -> Iterator[Instance]:
    """Hold the data folder for this process; make it, its id and its token at the first start.

    Raises `InstanceInUse` when another process holds it and `OSError` when the folder cannot be used.
    """
    folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    with open(folder / "lock", "a+", encoding="ascii", opener=_owner_only) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise InstanceInUse(f"{folder} is in use by process {lock.read().strip() or 'unknown'}") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield Instance(
            folder=folder,
            id=_kept_secret(folder / "instance_id", lambda: uuid.uuid4().hex),
            token=_kept_secret(folder / "token", lambda: secrets.token_urlsafe(32)),
        )


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, OWNER_ONLY_FILE)


def _kept_secret(path: Path, make: Callable[[], str]) -> str:
    """Return the file's text; write a new one where there is none. The file is readable by its owner alone."""
    if path.is_file() and (kept := path.read_text(encoding="ascii").strip()):
        if path.stat().st_mode & 0o077:
            _LOGGER.warning("%s was readable by others; its mode is now 600", path)
            path.chmod(OWNER_ONLY_FILE)
        return kept
    made = make()
    # Written beside and renamed: a crash leaves the old file or the whole new one, never half a token.
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    with open(beside, "x", encoding="ascii", opener=_owner_only) as file:
        file.write(made + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)
    return made
