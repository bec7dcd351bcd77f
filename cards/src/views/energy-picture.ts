/** The pictures of the energy card, all over the same time; words and the table say the same. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { level, power, price } from "../model/energy-text.js";
import { bandArea, degreesOf, limitsOf, line, scaleOf, stairArea, stairs, thirdsOf, type Scale } from "../model/plot.js";
import { localeOf } from "../model/hass.js";
import type { Series, Timeline, Track } from "../model/timeline.js";
import type { EnergyContext } from "./energy-context.js";

type Part = SVGTemplateResult | typeof nothing;

/** Pixels left free for the numbers of the scale. */
export const GUTTER = 44;
const PRICE_HEIGHT = 84;
const POWER_HEIGHT = 104;
const LEVEL_HEIGHT = 46;
const STRIP_HEIGHT = 12;
const PAD = 5;

/** A scale of values that leaves some room above and below. */
const upright = ([low, high]: readonly [number, number], height: number): Scale => scaleOf(low, high, height - PAD, PAD);

const frame = (context: EnergyContext, name: string, height: number, content: unknown): TemplateResult => {
  const { x, timeline, looked, chosen } = context;
  const [start, end] = [timeline.edges[looked] ?? 0, timeline.edges[looked + 1] ?? 0];
  const width = x.at(x.high);
  const [nowX, lookedX] = [x.at(timeline.now), x.at(start)];
  return html`<svg
    class="plot ${name}"
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
    aria-hidden="true"
    focusable="false"
  >
    ${svg`<rect class="gone" x=${GUTTER} y="0" width=${Math.max(0, nowX - GUTTER)} height=${height} />
      ${chosen ? svg`<rect class="looked" x=${lookedX} y="0" width=${Math.max(2, x.at(end) - lookedX)} height=${height} />` : nothing}
      ${content}
      <line class="now" x1=${nowX} x2=${nowX} y1="0" y2=${height} />`}
  </svg>`;
};

const label = (y: number, text: string): Part => svg`<text class="scale" x=${GUTTER - 6} y=${y + 4}>${text}</text>`;

const gridLine = (x: Scale, y: number): Part => svg`<line class="grid" x1=${GUTTER} x2=${x.at(x.high)} y1=${y} y2=${y} />`;

const bars = (x: Scale, y: Scale, { edges, importPrice }: Timeline): readonly Part[] => {
  const [cheap, dear] = thirdsOf(edges, importPrice);
  return importPrice.map((value, index) => {
    if (value === null) {
      return nothing;
    }
    const [start, end] = [x.at(edges[index] ?? 0), x.at(edges[index + 1] ?? 0)];
    const [top, floor] = [y.at(Math.max(value, 0)), y.at(Math.min(value, 0))];
    const tone = value <= cheap && cheap < dear ? "cheap" : value >= dear && cheap < dear ? "dear" : "usual";
    return svg`<rect class="bar-price ${tone}" x=${start} y=${top} width=${Math.max(0.5, end - start - 0.6)} height=${Math.max(1, floor - top)} />`;
  });
};

/** Numbers of a scale are short: the unit stands in the heading. */
const short = ({ hass }: EnergyContext, value: number): string =>
  new Intl.NumberFormat(localeOf(hass), { maximumFractionDigits: Math.abs(value) < 1 ? 2 : 1 }).format(value);

/** Prices as bars; what is paid for what is given away is a line. */
export const pricePlot = (context: EnergyContext): TemplateResult => {
  const { x, timeline } = context;
  const limits = limitsOf([timeline.importPrice, timeline.exportPrice], 0.1);
  const y = upright(limits, PRICE_HEIGHT);
  return frame(
    context,
    "prices",
    PRICE_HEIGHT,
    svg`${limits.map((value) => svg`${gridLine(x, y.at(value))}${label(y.at(value), short(context, value))}`)}
      ${bars(x, y, timeline)}
      <path class="line export" d=${stairs(x, y, timeline.edges, timeline.exportPrice)} />`,
  );
};

const parts = (series: Series): readonly [Series, Series] => [
  series.map((value) => (value === null ? null : Math.max(0, value))),
  series.map((value) => (value === null ? null : Math.min(0, value))),
];

/** Sun and grid as areas, what the home takes as a line. */
export const powerPlot = (context: EnergyContext): TemplateResult => {
  const { x, timeline } = context;
  const { edges, load, pv, grid } = timeline;
  const limits = limitsOf([load, pv, grid], 1);
  const y = upright(limits, POWER_HEIGHT);
  const [bought, sold] = parts(grid);
  const marks = limits[0] === 0 ? limits : [...limits, 0];
  return frame(
    context,
    "powers",
    POWER_HEIGHT,
    svg`${marks.map((value) => svg`${gridLine(x, y.at(value))}${label(y.at(value), short(context, value))}`)}
      <path class="area pv" d=${stairArea(x, y, edges, pv)} />
      <path class="area bought" d=${stairArea(x, y, edges, bought)} />
      <path class="area sold" d=${stairArea(x, y, edges, sold)} />
      <path class="line pv" d=${stairs(x, y, edges, pv)} />
      <path class="line load" d=${stairs(x, y, edges, load)} />`,
  );
};

const strip = (context: EnergyContext, { power: powers }: Track, top: number): readonly Part[] => {
  const { x, timeline } = context;
  const most = Math.max(0.05, ...powers.map((value) => Math.abs(value ?? 0)));
  return powers.map((value, index) => {
    if (value === null || Math.abs(value) < 0.0095) {
      return nothing;
    }
    const [start, end] = [x.at(timeline.edges[index] ?? 0), x.at(timeline.edges[index + 1] ?? 0)];
    const strength = 0.35 + (0.65 * Math.abs(value)) / most;
    return svg`<rect class="does ${value > 0 ? "takes" : "gives"}" x=${start} y=${top} width=${Math.max(0.8, end - start + 0.3)} height=${STRIP_HEIGHT} opacity=${strength.toFixed(2)} />`;
  });
};

const levelPart = (context: EnergyContext, track: Track, levels: Series): Part => {
  const { x, timeline } = context;
  const { low, high, asset } = track;
  const percent = asset.level_unit === "%";
  const limits: readonly [number, number] = percent ? [0, 100] : degreesOf([levels, low ?? [], high ?? []]);
  const y = upright(limits, LEVEL_HEIGHT);
  return svg`${limits.map((value) => svg`${gridLine(x, y.at(value))}${label(y.at(value), level(context, asset, value).replace(/\u00a0.*/, ""))}`)}
    ${low === null || high === null ? nothing : svg`<path class="band" d=${bandArea(x, y, timeline.edges, low, high)} />`}
    <path class="line level" d=${line(x, y, timeline.edges, levels)} />`;
};

/** What an asset holds, and beneath it a strip of what it does. */
export const trackPlot = (context: EnergyContext, track: Track): TemplateResult => {
  const { x } = context;
  const top = track.level === null ? 2 : LEVEL_HEIGHT + 2;
  return frame(
    context,
    `track ${track.asset.kind}`,
    top + STRIP_HEIGHT + 2,
    svg`${track.level === null ? nothing : levelPart(context, track, track.level)}
      <rect class="idle" x=${GUTTER} y=${top} width=${Math.max(0, x.at(x.high) - GUTTER)} height=${STRIP_HEIGHT} />
      ${strip(context, track, top)}`,
  );
};

/** Hours between two marks of the time, so that they do not touch. */
const hoursApart = (x: Scale): number => {
  const pixels = ((x.at(x.high) - GUTTER) / Math.max(1, x.high - x.low)) * 3600;
  return [1, 2, 3, 6, 12].find((hours) => hours * pixels >= 48) ?? 24;
};

const zoneOf = ({ hass }: EnergyContext): { readonly timeZone?: string } =>
  hass.locale?.time_zone === "server" && hass.config?.time_zone !== undefined ? { timeZone: hass.config.time_zone } : {};

interface Mark {
  readonly instant: number;
  readonly text: string;
  readonly day: boolean;
}

const marksOf = (context: EnergyContext): readonly Mark[] => {
  const { x, hass } = context;
  const { time_format: format } = hass.locale ?? {};
  const language = localeOf(hass);
  const hours = format === "12" || format === "24" ? { hour12: format === "12" } : {};
  const hourOf = new Intl.DateTimeFormat("en", { hour: "numeric", minute: "numeric", hourCycle: "h23", ...zoneOf(context) });
  const usual = new Intl.DateTimeFormat(language, { hour: "numeric", ...hours, ...zoneOf(context) });
  // By the clock of twelve hours "2 PM" is enough, by that of twenty-four a number alone is no time.
  const clock =
    usual.resolvedOptions().hour12 === true ? usual : new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit", ...hours, ...zoneOf(context) });
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short", ...zoneOf(context) });
  const apart = hoursApart(x);
  const found: Mark[] = [];
  // Some zones are a quarter or half an hour off the full hours of the world's time.
  for (let instant = Math.ceil(x.low / 900) * 900; instant <= x.high; instant += 900) {
    const date = new Date(instant * 1000);
    const [hour, minute] = hourOf.format(date).split(":").map(Number);
    if (minute === 0 && (hour ?? 0) % apart === 0) {
      found.push({ instant, text: hour === 0 ? weekday.format(date) : clock.format(date), day: hour === 0 });
    }
  }
  return found;
};

/** The hours above the pictures, and where now is. */
export const axisView = (context: EnergyContext): TemplateResult => {
  const { x, timeline, localize } = context;
  const width = x.at(x.high);
  const word = localize("energy.now");
  const half = 4 + word.length * 3.6;
  const nowX = Math.min(width - half, Math.max(GUTTER + half, x.at(timeline.now)));
  const free = (at: number): boolean => Math.abs(at - nowX) > half + 20 && at > GUTTER - 2 && at < width - 14;
  return html`<svg class="plot axis" width=${width} height="20" viewBox="0 0 ${width} 20" aria-hidden="true" focusable="false">
    ${svg`${marksOf(context)
      .filter(({ instant }) => free(x.at(instant)))
      .map(({ instant, text, day }) => svg`<text class="hour ${day ? "day" : ""}" x=${x.at(instant)} y="14">${text}</text>`)}
      <text class="hour is-now" x=${nowX} y="14">${word}</text>`}
  </svg>`;
};

/** What the picture shows at the step that is looked at, in words. */
export const figuresAt = (context: EnergyContext, step: number): readonly (readonly [string, string])[] => {
  const { timeline, localize } = context;
  const { importPrice, pv, load, grid, outdoor } = timeline;
  const told: (readonly [string, string])[] = [];
  const add = (name: string, value: number | null | undefined, words: (value: number) => string): void => {
    if (value != null) {
      told.push([name, words(value)]);
    }
  };
  add(localize("energy.price"), importPrice[step], (value) => price(context, value));
  add(localize("energy.load"), load[step], (value) => power(context, value));
  add(localize("energy.sun"), pv[step], (value) => power(context, value));
  const flow = grid[step];
  add(localize(flow != null && flow < 0 ? "energy.sold" : "energy.bought"), flow, (value) => power(context, Math.abs(value)));
  add(localize("energy.outdoor"), outdoor[step], (value) => level(context, { level_unit: "°C" }, value));
  return told;
};
