"""The figures of the CityLearn homes: their bills one by one, and the challenge's composite in three phases.

`python -m bench.energy` asks for `figures`. The bills: batteries follow the meters within the hour, export earns nothing;
what comes is told by past days alone. The composite: powers are set before each hour, as CityLearn does; ours learns from
the meters of a phase alone, as the published controllers' meters have it, and once more from those before it, as homes do.
"""

from dataclasses import replace

import numpy as np

from bench.report import Figure, progress

from .city_composite import PHASES, Phase, composite, measured, ruled
from .city_cost import Bills, bills
from .city_data import HOURS, city
from .city_foresight import foreseen
from .city_reference import published

KNOWN = slice(0, 5)
"""Homes 1 to 5, of which most is published."""

QUICK_DAYS = 25


def figures(quick: bool) -> list[Figure]:
    """Return all figures; `quick` measures some days of homes 1 to 5, without goals."""
    if quick:
        phase = replace(PHASES[0], last_day=QUICK_DAYS)
        made = [*_bills(5, QUICK_DAYS * 24), *_composites((phase,))]
        return [replace(figure, goal=None, note=f"the first {QUICK_DAYS} days only. {figure.note}") for figure in made]
    return [*_bills(17, HOURS), *_composites(PHASES)]


def _bills(homes: int, hours: int) -> list[Figure]:
    progress(f"CityLearn: bills of {homes} homes over {hours} hours")
    paid = bills(city(), slice(0, homes), hours)
    known = Bills(**{name: getattr(paid, name)[KNOWN] for name in ("none", "rules", "ours", "foresight")})
    made = [
        _below("citylearn_cost_below_none_pct", known, 39.5, "the mean of homes 1 to 5"),
        Figure(
            name="captured_citylearn_pct",
            value=known.captured,
            unit="%",
            better="higher",
            goal=95.5,
            peers={"rules": replace(known, ours=known.rules).captured},
            note="of the money that perfect foresight saves, homes 1 to 5 together",
        ),
    ]
    if homes > KNOWN.stop:
        made.append(
            _below(
                "citylearn_all_cost_below_none_pct",
                paid,
                None,
                "the mean of all homes; the meters of 12 and 15 are broken",
            )
        )
    return made + [
        Figure(
            name=f"citylearn_cost_home_{home + 1}",
            value=float(paid.ours[home]),
            unit="USD",
            better="lower",
            peers={
                "none": float(paid.none[home]),
                "rules": float(paid.rules[home]),
                "perfect foresight": float(paid.foresight[home]),
            },
        )
        for home in range(homes)
    ]


def _below(name: str, paid: Bills, goal: float | None, note: str) -> Figure:
    return Figure(
        name=name,
        value=float(np.mean(paid.below_none(paid.ours))),
        unit="%",
        better="higher",
        goal=goal,
        peers={
            "rules": float(np.mean(paid.below_none(paid.rules))),
            "perfect foresight": float(np.mean(paid.below_none(paid.foresight))),
        },
        note=note,
    )


def _composites(phases: tuple[Phase, ...]) -> list[Figure]:
    progress("CityLearn: the composite with perfect foresight")
    best = composite([foreseen(city(), phase) for phase in phases], phases)
    progress("CityLearn: the composite of the published controller with persistence")
    theirs = composite([published(city(), phase) for phase in phases], phases)
    rules = composite([ruled(city(), phase) for phase in phases], phases)
    made = []
    for name, remember, goal in (("citylearn_composite", False, 0.82), ("citylearn_composite_remembering", True, None)):
        progress(f"CityLearn: the composite, {'knowing' if remember else 'not knowing'} the days before a phase")
        parts = [measured(city(), phase, remember=remember) for phase in phases]
        told = "; ".join(
            f"{each.composite:.3f} (cost {each.cost:.3f}, carbon {each.carbon:.3f}, ramping {each.ramping:.3f}, load factor "
            f"{each.load_factor:.3f}, daily peak {each.daily_peak:.3f}, peak {each.peak:.3f})"
            for each in parts
        )
        made.append(
            Figure(
                name=name,
                value=composite(parts, phases),
                unit="",
                better="lower",
                goal=goal,
                peers={"none": 1.0, "rules": rules, "published MPC, persistence": theirs, "perfect foresight": best},
                note="the publication has 0.830 for its best (LightGBM), 0.850 for persistence, 0.664 for perfect foresight. "
                f"By phase {told}",
            )
        )
    return made
