"""What it takes to load one language, in a fresh process without Home Assistant: `LANGUAGE [--memory]`, prints JSON."""

import contextlib
import json
import sys
import time
import tracemalloc

from ..bare import mount

mount()

from custom_components.llm_agents.core.home.model import Home  # noqa: E402 - mounted first
from custom_components.llm_agents.core.language.phrases import phrases  # noqa: E402
from custom_components.llm_agents.core.language.reader import Reader  # noqa: E402


def load(language: str) -> None:
    """Load what is read and what is answered by, and read a sentence: some things are made when first used."""
    phrases(language)
    with contextlib.suppress(LookupError):  # a language may be spoken and not read
        Reader(language).read(language, Home(version=1), lambda _: None)


def main() -> int:
    """Print milliseconds of CPU, or with `--memory` megabytes: watching the memory takes time of its own."""
    if "--memory" in sys.argv:
        tracemalloc.start()
        load(sys.argv[1])
        print(json.dumps({"mb": round(tracemalloc.get_traced_memory()[0] / 1e6, 2)}))
        return 0
    began = time.process_time()
    load(sys.argv[1])
    print(json.dumps({"ms": round((time.process_time() - began) * 1000, 1)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
