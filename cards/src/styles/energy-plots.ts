import { css } from "lit";

/** The pictures of the energy card, the table that says the same, and what is asked and told beneath. */
export const ENERGY_PLOTS = css`
  .plots {
    min-width: 0;
    overflow: hidden;
    cursor: crosshair;
    touch-action: pan-y;
  }
  .plot {
    display: block;
    max-width: 100%;
  }
  .plot-head {
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 12px;
    margin-block-start: 4px;
    font-size: 0.93em;
  }
  .unit,
  .legend {
    color: var(--faint);
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .legend {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    font-size: 0.93em;
  }
  .key {
    display: inline-flex;
    gap: 5px;
    align-items: center;
  }
  .key .swatch {
    width: 11px;
    height: 11px;
    border: none;
    border-radius: 3px;
  }
  .swatch.pv {
    background: var(--sun);
  }
  .swatch.bought {
    background: var(--bought);
  }
  .swatch.sold {
    background: var(--sold);
  }
  .key .swatch.load {
    height: 3px;
    background: var(--text);
  }
  .plot text {
    fill: var(--faint);
    font-size: 11px;
    font-variant-numeric: tabular-nums;
  }
  .plot .scale {
    text-anchor: end;
  }
  .plot .hour {
    text-anchor: middle;
  }
  .plot .hour.day,
  .plot .hour.is-now {
    fill: var(--text);
    font-weight: 500;
  }
  .plot .grid {
    stroke: var(--line);
  }
  .plot .gone {
    fill: color-mix(in srgb, var(--text) 4%, transparent);
  }
  .plot .looked {
    fill: color-mix(in srgb, var(--accent) 22%, transparent);
  }
  .plot .now {
    stroke: var(--accent);
    stroke-width: 2;
  }
  .bar-price.usual {
    fill: color-mix(in srgb, var(--text) 38%, var(--surface));
  }
  .bar-price.cheap {
    fill: var(--good);
  }
  .bar-price.dear {
    fill: color-mix(in srgb, var(--bad) 88%, var(--text));
  }
  .plot .line {
    fill: none;
    stroke-width: 1.8;
    stroke-linejoin: round;
  }
  .line.export {
    stroke: var(--sold);
    stroke-dasharray: 5 3;
  }
  .line.load {
    stroke: var(--text);
  }
  .line.pv {
    stroke: var(--sun);
  }
  .area.pv {
    fill: var(--sun);
    opacity: 0.35;
  }
  .area.bought {
    fill: var(--bought);
    opacity: 0.6;
  }
  .area.sold {
    fill: var(--sold);
    opacity: 0.6;
  }
  .line.level {
    stroke: var(--accent);
    stroke-width: 2;
  }
  .band {
    fill: var(--good);
    opacity: 0.18;
  }
  .idle {
    fill: var(--subtle);
  }
  .does.takes {
    fill: var(--takes);
  }
  .does.gives {
    fill: var(--gives);
  }
  .table {
    max-height: 420px;
    border: 1px solid var(--line);
    border-radius: 12px;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .table table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
  }
  .table th,
  .table td {
    padding: 6px 10px;
    border-block-end: 1px solid var(--line);
    text-align: start;
    white-space: nowrap;
  }
  .table thead th {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    background: var(--surface);
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .table tbody th {
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .table .is-past {
    color: var(--faint);
  }
  .table .is-now {
    background: var(--tint);
  }
  .table .tag {
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .what-if {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .what-if .field {
    flex: 1 1 12em;
    min-width: 0;
  }
  .what-if-answer p {
    padding: 10px 14px;
    border-inline-start: 3px solid var(--accent);
    border-radius: 4px 12px 12px 4px;
    background: var(--subtle);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .error-list {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11em, 1fr));
    gap: 2px 16px;
    margin: 4px 0 0;
    font-size: 0.93em;
  }
  .error-list div {
    display: flex;
    gap: 8px;
    justify-content: space-between;
  }
  .error-list dt {
    color: var(--faint);
  }
  .error-list dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
`;
