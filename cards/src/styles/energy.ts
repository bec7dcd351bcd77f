import { css } from "lit";

/** The energy card: pictures over the same time, assets, money, and the table. */
export const ENERGY = css`
  :host {
    --sun: color-mix(in srgb, var(--energy-solar-color, #ff9800) 82%, var(--text));
    --bought: color-mix(in srgb, var(--energy-grid-consumption-color, #488fc2) 88%, var(--text));
    --sold: color-mix(in srgb, var(--energy-grid-return-color, #8353d1) 88%, var(--text));
    --takes: color-mix(in srgb, var(--energy-battery-in-color, #f06292) 82%, var(--text));
    --gives: color-mix(in srgb, var(--energy-battery-out-color, #4db6ac) 82%, var(--text));
  }
  .energy .sections {
    gap: 12px;
  }
  .energy .ruler {
    height: 0;
    margin-block-end: -12px;
  }
  .energy .notice {
    margin-inline: 0;
  }
  .energy .told-place {
    padding-inline: 0;
  }
  .energy .told {
    margin-block-end: 0;
  }
  /* They are read out when they fill, so they are always there; empty, they take no room. */
  .energy .told-place:not(:has(p)),
  .energy .sections > .notice-place:not(:has(p)) {
    margin-block-end: -12px;
  }
  .energy .notice + .notice {
    margin-block-start: 8px;
  }
  .energy .sections .notice:last-child {
    margin-block-end: 0;
  }
  .errors .link {
    display: inline-flex;
    gap: 4px;
    align-items: center;
  }
  .unmet ul {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .unmet li {
    display: flex;
    gap: 8px;
    overflow-wrap: anywhere;
  }
  .unmet li .icon {
    margin-block-start: 0.15em;
    color: var(--bad);
  }
  .money {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: 0;
  }
  .sum {
    flex: 1 1 8.5em;
    padding: 8px 12px;
    border-radius: 12px;
    background: var(--subtle);
  }
  .sum dt {
    color: var(--faint);
    font-size: 0.86em;
  }
  .sum dd {
    margin: 0;
    font-size: 1.28em;
    font-weight: var(--ha-font-weight-medium, 500);
    line-height: 1.35;
  }
  .sum .hint {
    display: block;
    font-size: 0.67em;
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .view-switch {
    display: flex;
    justify-content: flex-end;
    margin-block: -4px;
  }
  .view-switch [aria-pressed="true"] {
    border-color: var(--accent);
    background: var(--tint);
  }
  .picture {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-width: 0;
  }
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
  .look {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: center;
    justify-content: space-between;
  }
  .figures {
    display: flex;
    flex: 1 1 auto;
    flex-wrap: wrap;
    gap: 0 12px;
    min-height: 1.5em;
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
  }
  .figures .at {
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .figures .of {
    color: var(--faint);
  }
  .slide {
    flex-basis: 100%;
    padding-inline-start: 44px;
  }
  .slide input {
    display: block;
    width: calc(100% + 16px);
    height: 24px;
    margin: 0 -8px;
    accent-color: var(--accent);
    cursor: pointer;
  }
  .assets {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .asset {
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-width: 0;
    padding-block: 4px 8px;
    border-block-start: 1px solid var(--line);
  }
  .asset-head {
    display: flex;
    gap: 10px;
    align-items: center;
    min-height: 44px;
    padding: 4px;
    margin-inline: -4px;
    border: none;
    border-radius: 10px;
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .asset-head:hover {
    background: var(--hover);
  }
  .asset-head .role {
    width: 32px;
    height: 32px;
  }
  .asset-head .what {
    flex: 1 1 auto;
    flex-flow: column;
    align-items: flex-start;
  }
  .asset-head .figure {
    display: block;
    flex: none;
    max-width: 46%;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .asset-head .name {
    line-height: 1.3;
  }
  .by-hand {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    color: var(--text);
  }
  .by-hand .icon {
    width: 1.1em;
    height: 1.1em;
  }
  .detail {
    display: flex;
    flex-direction: column;
    gap: 10px;
    padding: 10px 12px;
    margin-block-start: 4px;
    border-radius: 12px;
    background: var(--subtle);
  }
  .reason {
    max-width: 68ch;
    overflow-wrap: anywhere;
  }
  .set fieldset {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-width: 0;
    padding: 0;
    margin: 0;
    border: none;
  }
  .set legend {
    padding: 0;
    margin-block-end: 6px;
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .set-fields {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
  }
  .set-fields label {
    display: flex;
    flex: 1 1 8em;
    flex-direction: column;
    gap: 2px;
    font-size: 0.93em;
  }
  .set-fields .field {
    width: 100%;
    background: var(--surface);
  }
  .set:not(:has(option:is([value="charge"], [value="export"]):checked)) .power {
    display: none;
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
  a.pill {
    color: inherit;
    text-decoration: none;
  }
  .energy .ghost.tall {
    height: 180px;
  }
  @media (prefers-contrast: more) {
    .sum,
    .detail,
    .idle {
      border: 1px solid var(--text);
      stroke: var(--text);
    }
  }
  @media (forced-colors: active) {
    .plot,
    .key .swatch {
      forced-color-adjust: none;
    }
    .sum,
    .detail,
    .asset-head {
      border: 1px solid ButtonText;
    }
  }
  @container card (max-width: 420px) {
    .asset-head {
      flex-wrap: wrap;
      row-gap: 0;
    }
    .asset-head .what {
      flex-basis: calc(100% - 80px);
    }
    .asset-head .figure {
      order: 1;
      flex-basis: 100%;
      max-width: none;
      padding-inline-start: 42px;
      text-align: start;
    }
  }
`;
