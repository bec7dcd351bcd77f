"""Energy: what the plan saves in real homes' data, how long planning takes, and how good the forecasts are.

Each part is measured by a module of its own; one that cannot be measured here is told as not measured, with the reason.
"""

from collections.abc import Callable
import importlib
import os
import sys
from typing import Any

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from ..report import Figure, arguments, progress, show  # noqa: E402

PARTS = ("house_figures", "city", "cold", "forecasting", "goldens", "timing", "shell", "peer_figures")


def main() -> int:
    """Run the benchmark."""
    options = arguments(__doc__ or "")
    figures: list[Figure] = []
    missing: dict[str, str] = {}
    for part in PARTS:
        progress(part)
        try:
            figures += _figures(part, quick=options.quick)
        except (ImportError, OSError, ValueError, RuntimeError) as err:
            missing[part] = f"{type(err).__name__}: {err}"
            progress(f"{part} was not measured: {missing[part]}")
    show(figures, {"not_measured": missing}, as_json=options.json)
    return 0


def _figures(part: str, *, quick: bool) -> list[Figure]:
    made: Callable[..., Any] = importlib.import_module(f"{__package__}.{part}").figures
    takes = made.__code__.co_varnames[: made.__code__.co_argcount + made.__code__.co_kwonlyargcount]
    return list(made(quick=quick) if "quick" in takes else made())


if __name__ == "__main__":
    sys.exit(main())
