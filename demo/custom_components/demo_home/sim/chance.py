"""Reproducible chance: the same seed and the same words give the same number, in any order of asking."""

import zlib


def chance(seed: int, *what: object) -> float:
    """Return a number in [0, 1) that depends on nothing but the arguments."""
    return zlib.crc32("|".join(map(str, (seed, *what))).encode()) / 2**32


def spread(seed: int, width: float, *what: object) -> float:
    """Return a number in [-width, width)."""
    return (2 * chance(seed, *what) - 1) * width
