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
