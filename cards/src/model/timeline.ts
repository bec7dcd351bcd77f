/** Past and plan as one run of steps, cut to the hours that are shown. */
import type { EnergyAsset, EnergyPlan } from "./energy.js";

export type Series = readonly (number | null)[];

export interface Track {
  readonly asset: EnergyAsset;
  readonly power: Series;
  /** One for each edge; null where the asset stores nothing. */
  readonly level: Series | null;
  readonly low: Series | null;
  readonly high: Series | null;
}

export interface Timeline {
  /** Edges of the steps in seconds since 1970, ascending; all series but levels have one value less. */
  readonly edges: readonly number[];
  readonly now: number;
  readonly importPrice: Series;
  readonly exportPrice: Series;
  readonly load: Series;
  readonly pv: Series;
  readonly grid: Series;
  readonly outdoor: Series;
  readonly tracks: readonly Track[];
}

/** Where each step of the whole comes from: a step of the past, of the plan, or (null) nothing is known of it. */
type Source = { readonly of: "past" | "plan"; readonly index: number } | null;

interface Joined {
  readonly edges: readonly number[];
  readonly sources: readonly Source[];
}

const at = (series: readonly (number | null)[] | null | undefined, index: number): number | null => series?.[index] ?? null;

/** What was measured goes before what was planned for the same time. */
const join = (past: readonly number[], plan: readonly number[], from: number, until: number): Joined => {
  const edges: number[] = [];
  const sources: Source[] = [];
  const add = (start: number, end: number, source: Source): void => {
    const [first, last] = [Math.max(start, from, edges.at(-1) ?? from), Math.min(end, until)];
    if (last <= first) {
      return;
    }
    const reached = edges.at(-1);
    if (reached === undefined) {
      edges.push(first);
    } else if (first > reached) {
      edges.push(first);
      sources.push(null);
    }
    edges.push(last);
    sources.push(source);
  };
  past.slice(0, -1).forEach((start, index) => add(start, past[index + 1] ?? start, { of: "past", index }));
  plan.slice(0, -1).forEach((start, index) => add(start, plan[index + 1] ?? start, { of: "plan", index }));
  return { edges, sources };
};

const read = (sources: readonly Source[], past: Series | null | undefined, plan: Series | null | undefined): Series =>
  sources.map((source) => (source === null ? null : at(source.of === "past" ? past : plan, source.index)));

/** Levels stand at edges: a step begins with its own, the last edge has the one after the last step. */
const readLevels = (sources: readonly Source[], past: Series | null | undefined, plan: Series): Series => {
  const starts = read(sources, past, plan);
  const last = sources.at(-1);
  return [...starts, last?.of === "plan" ? at(plan, last.index + 1) : null];
};

const trackOf = (asset: EnergyAsset, plan: EnergyPlan, sources: readonly Source[]): Track => {
  const past = plan.past.assets?.[asset.id];
  return {
    asset,
    power: read(sources, past?.power, asset.power),
    level: asset.level === null ? null : readLevels(sources, past?.level, asset.level),
    low: asset.low === null ? null : read(sources, null, asset.low),
    high: asset.high === null ? null : read(sources, null, asset.high),
  };
};

/** Return the hours around now. */
export const timelineOf = (plan: EnergyPlan, now: number, pastHours: number, hours: number): Timeline => {
  const { edges, sources } = join(plan.past.at ?? [], plan.steps, now - pastHours * 3600, now + hours * 3600);
  const { past } = plan;
  return {
    edges,
    now,
    importPrice: read(sources, past.import_price, plan.import_price),
    exportPrice: read(sources, null, plan.export_price),
    load: read(sources, past.load, plan.load),
    pv: read(sources, past.pv, plan.pv),
    grid: read(sources, past.grid, plan.grid),
    outdoor: read(sources, null, plan.outdoor),
    tracks: plan.assets.map((asset) => trackOf(asset, plan, sources)),
  };
};

/** The step that holds an instant; the first or last one where the instant is outside. */
export const stepAt = ({ edges }: Timeline, instant: number): number => {
  const after = edges.findIndex((edge) => edge > instant);
  const last = Math.max(0, edges.length - 2);
  return after === -1 ? last : Math.min(last, Math.max(0, after - 1));
};

/** The mean of a series between two instants, weighted by the time; null where nothing is known. */
export const meanBetween = (edges: readonly number[], series: Series, start: number, end: number): number | null => {
  let [sum, weight] = [0, 0];
  series.forEach((value, index) => {
    const overlap = Math.min(end, edges[index + 1] ?? 0) - Math.max(start, edges[index] ?? 0);
    if (value !== null && overlap > 0) {
      sum += value * overlap;
      weight += overlap;
    }
  });
  return weight === 0 ? null : sum / weight;
};

/** The full hours that the timeline touches, each by its start. */
export const hoursOf = ({ edges }: Timeline): readonly number[] => {
  const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const start = Math.floor(first / 3600) * 3600;
  return Array.from({ length: Math.max(0, Math.ceil((last - start) / 3600)) }, (_, index) => start + index * 3600);
};
