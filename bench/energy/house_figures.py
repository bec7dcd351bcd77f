"""The figures of the French house: what each tariff and set of assets costs under the product, rules, nothing, foresight."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
import itertools
import multiprocessing
import os

from bench.report import Figure, progress

from .baselines import Nothing, Rules
from .flexible import ASSETS, assets_of
from .foresight import foreseen
from .house import PER_DAY, TARIFFS, house
from .loop import Cell, Keeper, Result, run
from .ours import Ours

SPAN_DAYS = 44
"""A year is reckoned in spans that follow each other: they can be run at once, and each begins with an empty battery."""

_QUICK_WEEKS = (10, 120, 230, 320)
_QUICK = (("dyn2", "battery"), ("dyn", "battery"), ("evnight", "all"), ("dyn2", "all"))
_CLOSE = 2.0
"""Per cent that foresight has to be below rules for the product to have to be below them, too."""

_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One tariff and set of assets under all keepers."""

    tariff: str
    assets: str
    none: Result
    rules: Result
    ours: Result
    foresight: Result

    @property
    def name(self) -> str:
        """Return the name of the cell."""
        return f"{self.tariff}_{self.assets}"

    def below_none(self, result: Result) -> float:
        """Return by how many per cent a keeper is below nothing controlled."""
        return 100 * (1 - result.bill / self.none.bill)

    @property
    def captured(self) -> float:
        """Return how many per cent of the saving of foresight the product reaches."""
        return 100 * (self.none.bill - self.ours.bill) / (self.none.bill - self.foresight.bill)

    @property
    def over_rules(self) -> float:
        """Return by how many per cent the product is above the rules."""
        return 100 * (self.ours.bill / self.rules.bill - 1)

    @property
    def possible(self) -> float:
        """Return by how many per cent foresight is below the rules."""
        return 100 * (1 - self.foresight.bill / self.rules.bill)


def figures(quick: bool) -> list[Figure]:
    """Return the figures of the house; `quick` takes sampled weeks and few cells."""
    cells = _QUICK if quick else tuple((tariff, assets) for assets in ASSETS for tariff in TARIFFS)
    compared = measure(cells, spans(quick))
    found = {one.name: one for one in compared}
    made = [_cost(one) for one in compared]
    made += [
        _below("cost_below_none_house_spot_battery_pct", found["dyn2_battery"]),
        _below("cost_below_none_house_evnight_all_pct", found["evnight_all"]),
        _captured("captured_battery_pct", [one for one in compared if one.assets == "battery"], 93.0),
        _captured("captured_all_pct", [one for one in compared if one.assets == "all"], 92.0),
    ]
    return made + _beside_rules(compared) + _lived(compared)


def spans(quick: bool) -> tuple[tuple[int, int], ...]:
    """Return the spans of half hours that are reckoned: the year, or some weeks of its seasons."""
    home = house()
    if quick:
        return tuple((home.first + day * PER_DAY, home.first + (day + 7) * PER_DAY) for day in _QUICK_WEEKS)
    edges = [*range(home.first, home.last, SPAN_DAYS * PER_DAY), home.last]
    return tuple(itertools.pairwise(edges))


def measure(cells: Sequence[tuple[str, str]], over: Sequence[tuple[int, int]]) -> list[Compared]:
    """Return the comparisons of cells over spans, in two processes where there are two cores."""
    jobs = [(first, last, tuple(cells)) for first, last in over]
    totals: dict[tuple[str, str, str], Result] = {}
    for number, part in enumerate(_done(jobs)):
        progress(f"house: span {number + 1} of {len(jobs)}")
        for key, result in part.items():
            totals.setdefault(key, Result()).add(result)
    return [
        Compared(
            tariff=tariff,
            assets=assets,
            none=totals[tariff, assets, "none"],
            rules=totals[tariff, assets, "rules"],
            ours=totals[tariff, assets, "ours"],
            foresight=totals[tariff, assets, "foresight"],
        )
        for tariff, assets in cells
    ]


type _Job = tuple[int, int, tuple[tuple[str, str], ...]]
type _Part = Mapping[tuple[str, str, str], Result]


def _done(jobs: Sequence[_Job]) -> Iterator[_Part]:
    workers = min(2, os.cpu_count() or 1, len(jobs))
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_span, jobs)


def _span(job: _Job) -> _Part:
    """Return all cells of one span; the forecasts of a span are made once."""
    first, last, cells = job
    found: dict[tuple[str, str, str], Result] = {}
    for tariff, assets in cells:
        cell = Cell(tariff=tariff, assets=assets, first=first, last=last)
        for name, keeper in keepers(tariff, assets).items():
            found[tariff, assets, name] = run(cell, keeper)
        found[tariff, assets, "foresight"] = foreseen(cell)
    return found


def keepers(tariff: str, assets: str) -> dict[str, Keeper]:
    """Return those that are compared in the closed loop."""
    return {
        "none": Nothing(),
        "rules": Rules(night_charging=tariff == "evnight"),
        "ours": Ours(assets_of(assets)),
    }


def _cost(one: Compared) -> Figure:
    return Figure(
        name=f"cost_{one.name}",
        value=round(one.ours.bill, 1),
        unit="EUR",
        better="lower",
        goal=None,
        peers={
            "none": round(one.none.bill, 1),
            "rules": round(one.rules.bill, 1),
            "perfect_foresight": round(one.foresight.bill, 1),
        },
        note=f"{one.captured:.1f} % of the saving of foresight; {one.ours.days:.0f} days",
    )


def _below(name: str, one: Compared) -> Figure:
    return Figure(
        name=name,
        value=round(one.below_none(one.ours), 2),
        unit="%",
        better="higher",
        goal=30.0,
        peers={
            "rules": round(one.below_none(one.rules), 2),
            "perfect_foresight": round(one.below_none(one.foresight), 2),
        },
    )


def _captured(name: str, cells: Sequence[Compared], goal: float) -> Figure:
    """Return the lowest share of foresight's saving over the tariffs, with that of each."""
    worst = min(cells, key=lambda one: one.captured)
    return Figure(
        name=name,
        value=round(worst.captured, 2),
        unit="%",
        better="higher",
        goal=goal,
        peers={one.tariff: round(one.captured, 2) for one in cells},
        note=f"the lowest one, of {worst.tariff}; the mean is {sum(one.captured for one in cells) / len(cells):.1f} %",
    )


def _beside_rules(compared: Sequence[Compared]) -> list[Figure]:
    wide = [one for one in compared if one.possible > _CLOSE]
    narrow = [one for one in compared if one.possible <= _CLOSE]
    above = [one.name for one in wide if one.over_rules >= 0]
    worst = max(narrow, key=lambda one: one.over_rules, default=None)
    return [
        Figure(
            name="house_cells_not_below_rules",
            value=float(len(above)),
            unit="",
            better="lower",
            goal=0.0,
            note=f"of {len(wide)} in which foresight is over {_CLOSE:.0f} % below rules {above or ''}".strip(),
        ),
        Figure(
            name="house_above_rules_pct",
            value=None if worst is None else round(worst.over_rules, 2),
            unit="%",
            better="lower",
            goal=0.5,
            note="the most, where foresight is hardly below rules" + ("" if worst is None else f": {worst.name}"),
        ),
    ]


def _lived(compared: Sequence[Compared]) -> list[Figure]:
    """Return what people would have noticed, the worst of all cells."""

    def worst(name: str, values: Mapping[str, tuple[float, float]], goal: float, unit: str) -> Figure:
        at = max(values, key=lambda key: values[key][0])
        value, rules = values[at]
        peers = {"rules": round(rules, 2)}
        return Figure(
            name=name, value=round(value, 2), unit=unit, better="lower", goal=goal, peers=peers, note=f"the most, {at}"
        )

    warm = [one for one in compared if one.assets in ("all", "ev_thermal")]
    driven = [one for one in compared if one.assets != "battery"]
    changes = {
        f"{one.name}: {asset}": (count / one.ours.days, one.rules.misses.changes.get(asset, 0) / one.rules.days)
        for one in compared
        for asset, count in one.ours.misses.changes.items()
    }
    return [
        worst(
            "comfort_violation_kh_month",
            {one.name: (_monthly(one.ours), _monthly(one.rules)) for one in warm},
            2.0,
            "K h",
        ),
        worst(
            "cold_water_kh_month",
            {one.name: (_cold(one.ours), _cold(one.rules)) for one in warm},
            2.0,
            "K h",
        ),
        worst(
            "unmet_vehicle_kwh",
            {one.name: (one.ours.misses.unmet_kwh, one.rules.misses.unmet_kwh) for one in driven},
            0.5,
            "kWh",
        ),
        worst(
            "late_programmes",
            {one.name: (one.ours.misses.programmes, one.rules.misses.programmes) for one in warm},
            0.0,
            "",
        ),
        worst("mode_changes_per_device_day", changes, 12.0, ""),
    ]


def _monthly(result: Result) -> float:
    return result.misses.comfort / result.days * _MONTH


def _cold(result: Result) -> float:
    return result.misses.cold_water / result.days * _MONTH
