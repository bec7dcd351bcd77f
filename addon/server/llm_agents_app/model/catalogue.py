"""The models this app knows, and where their weights are on this machine.

Weights come from Python packages (one file, or parts that are put together once), from the folder `models` of the data
folder, or from any GGUF file of the owner. Nothing is downloaded; known weights are used only when their hash is right.
"""

from dataclasses import dataclass
from functools import cache
import hashlib
from importlib.resources import files
from importlib.util import find_spec
import json
import logging
from pathlib import Path
from typing import Any

_LOGGER = logging.getLogger(__name__)

GGUF_MAGIC = b"GGUF"
CHUNK_BYTES = 1 << 20


class ModelNotUsable(Exception):
    """The chosen model is unknown, not installed, or its file is not what it should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedWeights:
    """Weights inside Python packages; `{n}` in `module` and `file` counts the parts from 1."""

    module: str
    file: str
    count: int

    def parts(self) -> list[Path] | None:
        """Return the files in order, or None when one of them is not installed."""
        found = []
        for number in range(1, self.count + 1):
            # find_spec does not run the package: these packages import engines of their own.
            spec = find_spec(self.module.format(n=number))
            if spec is None or not spec.submodule_search_locations:
                return None
            path = Path(spec.submodule_search_locations[0], self.file.format(n=number))
            if not path.is_file():
                return None
            found.append(path)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model; `trusted` is false where it is too small to be believed without asking the person.

    `context` is the most tokens it was trained for, None when unknown. A model of the catalogue has `package` and
    `sha256`; a file of the owner has `path`.
    """

    name: str
    title: str
    licence: str | None = None
    context: int | None = None
    trusted: bool = False
    sha256: str | None = None
    bytes: int | None = None
    package: PackagedWeights | None = None
    install: str | None = None
    path: Path | None = None

    def installed(self, models: Path) -> bool:
        """Return whether the weights are on this machine; `models` is the folder of assembled and copied files."""
        return (
            (self.path is not None and self.path.is_file())
            or (models / f"{self.name}.gguf").is_file()
            or (self.package is not None and self.package.parts() is not None)
        )


@cache
def catalogue() -> tuple[Model, ...]:
    """Return the known models, the default first."""
    rows: list[dict[str, Any]] = json.loads(files(__package__).joinpath("catalogue.json").read_text(encoding="utf-8"))
    return tuple(Model(**{**row, "package": PackagedWeights(**row["package"])}) for row in rows)


def find_model(choice: str, *, trust: bool = False) -> Model:
    """Return the model of a name, or of the path of a GGUF file; raise `ModelNotUsable` for anything else.

    `trust` is the owner's word that a file of theirs is good enough to act without asking.
    """
    for model in catalogue():
        if model.name == choice:
            return model
    path = Path(choice)
    if path.suffix.lower() == ".gguf":
        return Model(name=path.stem, title=path.name, trusted=trust, path=path)
    known = ", ".join(model.name for model in catalogue())
    raise ModelNotUsable(f"{choice!r} is neither a known model ({known}) nor a path that ends in .gguf")


def locate(model: Model, models: Path) -> Path:
    """Return the path of the model's verified weights, put together in `models` where they come in parts.

    Reads the whole file (blocking). Raises `ModelNotUsable`.
    """
    if model.path is not None:
        return _checked(model.path, None)
    kept = models / f"{model.name}.gguf"
    if kept.is_file():
        return _checked(kept, model.sha256)
    parts = model.package.parts() if model.package else None
    if parts is None:
        raise ModelNotUsable(f"{model.name} is not installed: {model.install}, or put it at {kept}")
    return _checked(parts[0], model.sha256) if len(parts) == 1 else _assemble(parts, kept, model.sha256)


def _checked(path: Path, sha256: str | None) -> Path:
    """Return the path when it is a GGUF file and has the hash, where one is known."""
    try:
        with path.open("rb") as file:
            if file.read(len(GGUF_MAGIC)) != GGUF_MAGIC:
                raise ModelNotUsable(f"{path} is not a GGUF file")
            file.seek(0)
            if sha256 is not None and hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise ModelNotUsable(f"{path} is damaged or not the file it should be: its sha256 is wrong")
    except OSError as err:
        raise ModelNotUsable(f"{path} cannot be read: {err.strerror}") from err
    return path


def _assemble(parts: list[Path], target: Path, sha256: str | None) -> Path:
    """Join the parts into the target and return it; nothing is left behind when the whole is not right."""
    _LOGGER.info("Putting %s together from %d parts", target.name, len(parts))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".part")
    try:
        with beside.open("wb") as joined:
            for part in parts:
                with part.open("rb") as source:
                    while chunk := source.read(CHUNK_BYTES):
                        joined.write(chunk)
        _checked(beside, sha256)
        beside.rename(target)
    except OSError as err:
        raise ModelNotUsable(f"{target} cannot be written: {err.strerror}") from err
    finally:
        beside.unlink(missing_ok=True)
    return target
