"""What the rows say: right end states by file, wrong actions, false claims, and each layer's share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from ..report import Figure, percentile
from .rows import OURS, PEER, Row, of_agent

type Count = Callable[[Row], bool]

LAYERS = ("reader", "recogniser", "app", "other", "none")
_GOALS: Mapping[str, float] = {
    "had_assist_mini": 98,
    "had_assist": 92,
    "had_intents": 99,
    "had_questions": 96,
    "homellm_en": 92,
    **{f"homellm_{language}": 85 for language in ("de", "fr", "es", "pl")},
    **{f"ha_intents_{language}": 99 for language in ("en", "es", "ru")},
    **{f"ha_intents_{language}": 96 for language in ("it", "fr", "nl", "pl", "pt_br", "de")},
}
_OWN_GOAL = 95.0
_WRONG_GOAL = 0.3
_Z = 1.96  # of a 95 % interval


def percent(rows: Sequence[Row], counts: Count) -> float | None:
    """Return the share of the rows that count, in per cent."""
    return round(100 * sum(map(counts, rows)) / len(rows), 2) if rows else None


def interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, in per cent (Wilson 1927)."""
    share = part / whole
    spread = 1 + _Z * _Z / whole
    centre = share + _Z * _Z / (2 * whole)
    half = _Z * ((share * (1 - share) / whole + _Z * _Z / (4 * whole * whole)) ** 0.5)
    return round(100 * (centre - half) / spread, 1), round(100 * (centre + half) / spread, 1)


def _figure(
    name: str,
    rows: Sequence[Row],
    counts: Count,
    better: Literal["higher", "lower"],
    goal: float | None = None,
    note: str = "",
) -> Figure:
    ours, theirs = of_agent(rows, OURS), of_agent(rows, PEER)
    peers = {PEER: percent(theirs, counts)} if theirs else {}
    return Figure(name=name, value=percent(ours, counts), unit="%", better=better, goal=goal, peers=peers, note=note)


def right_figures(rows: Sequence[Row]) -> Iterator[Figure]:
    """Yield how much of each file ends right: with the yes of a person who is asked, and without."""
    for name in dict.fromkeys(row.file for row in rows):
        of_file = [row for row in rows if row.file == name]
        ours = of_agent(of_file, OURS)
        right = sum(row.right for row in ours)
        low, high = interval(right, len(ours))
        goal = _GOALS.get(name, _OWN_GOAL if name.startswith("own_") else None)
        note = f"{right} of {len(ours)} cases; 95 % interval {low} to {high}"
        yield _figure(name, of_file, lambda row: row.right, "higher", goal, note)
        asked = sum(row.asked for row in ours)
        note = f"before any yes; {asked} were asked about"
        yield _figure(f"{name}_first_turn", of_file, lambda row: row.first_right, "higher", note=note)


def safety_figures(rows: Sequence[Row]) -> Iterator[Figure]:
    """Yield wrong actions, false claims and how often a confirmation was asked, over all cases."""
    ours, theirs = of_agent(rows, OURS), of_agent(rows, PEER)
    note = "the home changed, after the yes where one was asked for, and is not as it should be"
    yield _figure("wrong_actions_pct", rows, lambda row: row.wrong_action, "lower", _WRONG_GOAL, note)
    note = "the same before any yes; what was done of a sentence while the rest was asked about counts"
    yield _figure("wrong_actions_first_turn_pct", rows, lambda row: row.first_wrong_action, "lower", note=note)
    yield Figure(
        name="false_claims",
        value=sum(row.claimed for row in ours),
        unit="",
        better="lower",
        goal=0,
        peers={PEER: sum(row.claimed for row in theirs)} if theirs else {},
        note="turns that end as done although the home is not as asked",
    )
    yield _figure("asked_pct", rows, lambda row: row.asked, "lower", note="cases in which a confirmation was asked for")
    yield _figure(
        "errors_pct", rows, lambda row: row.error is not None, "lower", 0, "turns that raised or took too long"
    )


def layer_figures(rows: Sequence[Row]) -> Iterator[Figure]:
    """Yield the share, the accuracy and the times of each layer of ours, and of all turns of both agents."""
    ours = of_agent(rows, OURS)
    for layer in LAYERS:
        mine = [row for row in ours if row.layer == layer]
        if not mine:
            continue
        share, right = 100 * len(mine) / len(ours), percent(mine, lambda row: row.right)
        yield Figure(name=f"layer_{layer}_share_pct", value=round(share, 2), unit="%", better="higher")
        yield Figure(name=f"layer_{layer}_accuracy_pct", value=right, unit="%", better="higher")
        yield from _times(f"layer_{layer}", mine, [])
    yield from _times("turn", ours, of_agent(rows, PEER))


def _times(name: str, ours: Sequence[Row], theirs: Sequence[Row]) -> Iterator[Figure]:
    """Yield median and 95th percentile of the milliseconds of warm turns, yes left out."""
    for part, share in (("median_ms", 0.5), ("p95_ms", 0.95)):
        values = [[row.ms for row in rows if row.warm and not row.error] for rows in (ours, theirs)]
        mine, other = (round(percentile(times, share), 2) if times else None for times in values)
        peers = {PEER: other} if theirs else {}
        yield Figure(name=f"{name}_{part}", value=mine, unit="ms", better="lower", peers=peers)


def figures_of(rows: Sequence[Row]) -> list[Figure]:
    """Return all figures of the rows."""
    return [*right_figures(rows), *safety_figures(rows), *layer_figures(rows)]


def table_of(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return what a person compares: one line for each file, with counts for both agents."""
    lines = []
    for name in dict.fromkeys(row.file for row in rows):
        line: dict[str, Any] = {"file": name}
        for agent in (OURS, PEER):
            if mine := of_agent([row for row in rows if row.file == name], agent):
                counts = {
                    "right": sum(row.right for row in mine),
                    "first_turn_right": sum(row.first_right for row in mine),
                    "asked": sum(row.asked for row in mine),
                    "wrong_actions": sum(row.wrong_action for row in mine),
                    "first_turn_wrong_actions": sum(row.first_wrong_action for row in mine),
                    "false_claims": sum(row.claimed for row in mine),
                }
                line |= {"cases": len(mine), agent: counts}
        lines.append(line)
    return lines
