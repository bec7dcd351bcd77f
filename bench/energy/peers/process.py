"""A peer in a process of its own."""

from collections.abc import Mapping
import json
import os
from pathlib import Path
import subprocess
from typing import Any, Self


class PeerFailed(Exception):
    """The peer gave no plan; the message is its own."""


class Peer:
    """A worker that answers one JSON object a line."""

    def __init__(self, python: Path, worker: str, *arguments: str) -> None:
        """Start a worker of this package with a Python.

        Raises `OSError` where that Python cannot be started.
        """
        alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [str(python), str(Path(__file__).with_name(worker)), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | alone,
        )

    def __enter__(self) -> Self:
        """Use it until the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the worker."""
        self._process.kill()
        self._process.wait()

    def ask(self, question: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the answer to a question.

        Raises `PeerFailed` when there is none.
        """
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as err:
            raise PeerFailed("the worker has ended") from err
        answer = self._process.stdout.readline()
        if not answer:
            raise PeerFailed("the worker has ended")
        told: Mapping[str, Any] = json.loads(answer)
        if "error" in told:
            raise PeerFailed(str(told["error"]))
        return told
