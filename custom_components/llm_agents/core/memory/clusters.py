"""Times of day that lie close together, on the circle of 24 hours.

Density-based clusters after DBSCAN (Ester, Kriegel, Sander and Xu, 1996) in one circular dimension; means and spreads
as in circular statistics (Fisher, "Statistical Analysis of Circular Data", 1993); Wilson's interval for shares (1927).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
import math

DAY = 1440.0
"""Minutes of a day: the unit of all times here."""


def apart(first: float, second: float) -> float:
    """Return how far the second time is after the first, in (-720, 720] minutes."""
    return (second - first + DAY / 2) % DAY - DAY / 2 or 0.0


def clusters(times: Sequence[float], reach: float, least: int) -> list[list[int]]:
    """Return the clusters of times, as their places in the sequence; times are minutes in [0, 1440).

    A time with at least `least` times within `reach` of it, itself among them, is inside a cluster; those within reach
    of one are its border; all others are noise.
    """
    if not times:
        return []
    order = sorted(range(len(times)), key=times.__getitem__)
    ring = [times[i] for i in order]
    unrolled = [t - DAY for t in ring] + ring + [t + DAY for t in ring]
    inside = [
        place
        for place, time in enumerate(ring)
        if bisect_right(unrolled, time + reach) - bisect_left(unrolled, time - reach) >= least
    ]
    if not inside:
        return []
    found: list[list[int]] = [[inside[0]]]
    for place in inside[1:]:
        if ring[place] - ring[found[-1][-1]] <= reach:
            found[-1].append(place)
        else:
            found.append([place])
    if len(found) > 1 and ring[found[0][0]] + DAY - ring[found[-1][-1]] <= reach:
        found[0] = found.pop() + found[0]  # over midnight
    return [_with_border(cluster, ring, order, reach) for cluster in found]


def _with_border(cluster: Sequence[int], ring: Sequence[float], order: Sequence[int], reach: float) -> list[int]:
    """Return all within reach of a cluster: its inner times lie so close that all between the outermost are."""
    first, last = ring[cluster[0]], ring[cluster[-1]]
    length = (last - first) % DAY + 2 * reach
    return [order[place] for place, time in enumerate(ring) if (time - first + reach) % DAY <= length]


def mean_and_spread(times: Sequence[float]) -> tuple[float, float]:
    """Return the circular mean and the circular standard deviation of times, in minutes."""
    angles = [time / DAY * math.tau for time in times]
    x, y = sum(map(math.cos, angles)) / len(angles), sum(map(math.sin, angles)) / len(angles)
    length = min(math.hypot(x, y), 1.0)
    spread = math.sqrt(-2 * math.log(length)) if length > 0 else math.inf
    return (math.atan2(y, x) / math.tau * DAY) % DAY, spread / math.tau * DAY


def at_least(hits: int, tries: int, z: float = 1.645) -> float:
    """Return the lower bound of Wilson's interval for a share: 95 % sure from one side with the given `z`."""
    if not tries:
        return 0.0
    share, square = hits / tries, z * z
    middle = share + square / (2 * tries)
    width = z * math.sqrt(share * (1 - share) / tries + square / (4 * tries * tries))
    return max((middle - width) / (1 + square / tries), 0.0)


def tail(hits: int, tries: int, chance: float) -> float:
    """Return the probability of at least so many hits when each is by a chance (binomial)."""
    return sum(math.comb(tries, n) * chance**n * (1 - chance) ** (tries - n) for n in range(hits, tries + 1))
