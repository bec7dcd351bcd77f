/** The same as the picture as a table: an hour a row, means of the hour. */
import { html, nothing, type TemplateResult } from "lit";
import { clock, doing, level, power, price } from "../model/energy-text.js";
import { hoursOf, meanBetween, stepAt, type Series } from "../model/timeline.js";
import type { EnergyContext } from "./energy-context.js";

const HOUR = 3600;

const cell = (value: number | null, words: (value: number) => string): TemplateResult =>
  html`<td>${value === null ? "–" : words(value)}</td>`;

const rowView = (context: EnergyContext, hour: number): TemplateResult => {
  const { timeline, localize } = context;
  const { edges, now, importPrice, load, pv, grid, tracks } = timeline;
  const mean = (series: Series): number | null => meanBetween(edges, series, hour, hour + HOUR);
  const kilowatts = (value: number): string => power(context, value);
  const isNow = hour <= now && now < hour + HOUR;
  const start = stepAt(timeline, hour);
  return html`<tr class=${isNow ? "is-now" : hour < now ? "is-past" : ""} aria-current=${isNow ? "time" : nothing}>
    <th scope="row">${clock(context, hour, now)}${isNow ? html` <span class="tag">${localize("energy.now")}</span>` : nothing}</th>
    ${cell(mean(importPrice), (value) => price(context, value))} ${cell(mean(load), kilowatts)} ${cell(mean(pv), kilowatts)}
    ${cell(mean(grid), kilowatts)}
    ${tracks.map(({ asset, power: powers, level: levels }) => {
      const held = levels?.[start] ?? null;
      const does = mean(powers);
      const told = [...(held === null ? [] : [level(context, asset, held)]), ...(does === null ? [] : [doing(context, does)])];
      return html`<td>${told.length === 0 ? "–" : told.join(", ")}</td>`;
    })}
  </tr>`;
};

/** The table; it scrolls in its own box, also by the keyboard. */
export const tableView = (context: EnergyContext): TemplateResult => {
  const { localize, timeline } = context;
  const heads = [localize("energy.price"), localize("energy.load"), localize("energy.sun"), localize("energy.grid")];
  return html`<div class="table" role="region" aria-label=${localize("energy.table")} tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">${localize("energy.time")}</th>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          ${timeline.tracks.map(({ asset }) => html`<th scope="col" dir="auto">${asset.name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${hoursOf(timeline).map((hour) => rowView(context, hour))}
      </tbody>
    </table>
  </div>`;
};
