/** Where things stand in a picture: scales, and the paths of lines and areas; pure, in pixels. */
import type { Series } from "./timeline.js";

export interface Scale {
  readonly low: number;
  readonly high: number;
  /** The position of a value. */
  at(value: number): number;
}

/** A linear scale from a range of values to one of pixels. */
export const scaleOf = (low: number, high: number, from: number, to: number): Scale => {
  const span = high - low || 1;
  return { low, high, at: (value) => from + ((value - low) / span) * (to - from) };
};

const known = (series: readonly Series[]): readonly number[] => series.flat().filter((value): value is number => value !== null);

const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const;

/** A round number that is at least as large. */
export const roundUp = (value: number): number => {
  if (value <= 0) {
    return 0;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return ROUND.map((factor) => factor * power).find((round) => round >= value * (1 - 1e-9)) ?? value;
};

/** The limits within which some series are shown with zero, in round numbers; `least` is the smallest height. */
export const limitsOf = (series: readonly Series[], least: number): readonly [number, number] => {
  const values = known(series);
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  return [low === 0 ? 0 : -roundUp(-low), Math.max(roundUp(high), low === 0 ? least : 0)];
};

/** The limits of temperatures: whole degrees around all of them, at least four apart. */
export const degreesOf = (series: readonly Series[]): readonly [number, number] => {
  const values = known(series);
  if (values.length === 0) {
    return [15, 25];
  }
  const [low, high] = [Math.floor(Math.min(...values) - 0.5), Math.ceil(Math.max(...values) + 0.5)];
  return [low, Math.max(high, low + 4)];
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** The runs of steps of which values are known, each as the index of its first step and of the one after its last. */
export const runsOf = (series: Series): readonly (readonly [number, number])[] => {
  const runs: [number, number][] = [];
  series.forEach((value, index) => {
    const last = runs.at(-1);
    if (value === null) {
      return;
    }
    if (last !== undefined && last[1] === index) {
      last[1] = index + 1;
    } else {
      runs.push([index, index + 1]);
    }
  });
  return runs;
};

const corners = (x: Scale, y: Scale, edges: readonly number[], series: Series, [start, end]: readonly [number, number]): readonly string[] => {
  const points: string[] = [];
  for (let index = start; index < end; index += 1) {
    const height = round(y.at(series[index] ?? 0));
    points.push(`${round(x.at(edges[index] ?? 0))} ${height}`, `${round(x.at(edges[index + 1] ?? 0))} ${height}`);
  }
  return points;
};

/** A line of steps; it breaks where nothing is known. */
export const stairs = (x: Scale, y: Scale, edges: readonly number[], series: Series): string =>
  runsOf(series)
    .map((run) => `M${corners(x, y, edges, series, run).join("L")}`)
    .join("");

/** The area between the steps and a floor. */
export const stairArea = (x: Scale, y: Scale, edges: readonly number[], series: Series, floor = 0): string =>
  runsOf(series)
    .map((run) => {
      const [first, last] = [round(x.at(edges[run[0]] ?? 0)), round(x.at(edges[run[1]] ?? 0))];
      const base = round(y.at(floor));
      return `M${first} ${base}L${corners(x, y, edges, series, run).join("L")}L${last} ${base}Z`;
    })
    .join("");

/** The area between two lines of steps, where both are known. */
export const bandArea = (x: Scale, y: Scale, edges: readonly number[], low: Series, high: Series): string =>
  runsOf(low.map((value, index) => (high[index] == null ? null : value)))
    .map((run) => {
      const upper = corners(x, y, edges, high, run);
      const lower = [...corners(x, y, edges, low, run)].reverse();
      return `M${[...upper, ...lower].join("L")}Z`;
    })
    .join("");

/** A line through values at the edges. */
export const line = (x: Scale, y: Scale, edges: readonly number[], levels: Series): string =>
  runsOf(levels)
    .map(([start, end]) => {
      const points = levels.slice(start, end).map((value, index) => `${round(x.at(edges[start + index] ?? 0))} ${round(y.at(value ?? 0))}`);
      return `M${points.join("L")}`;
    })
    .join("");

/** The price below which a third of the time lies, and the one above which another third does. */
export const thirdsOf = (edges: readonly number[], prices: Series): readonly [number, number] => {
  const weighed = prices
    .flatMap((price, index) => (price === null ? [] : [[price, (edges[index + 1] ?? 0) - (edges[index] ?? 0)] as const]))
    .sort(([one], [other]) => one - other);
  const all = weighed.reduce((sum, [, seconds]) => sum + seconds, 0);
  const reach = (share: number): number => {
    let sum = 0;
    for (const [price, seconds] of weighed) {
      sum += seconds;
      if (sum >= all * share) {
        return price;
      }
    }
    return 0;
  };
  return [reach(1 / 3), reach(2 / 3)];
};
