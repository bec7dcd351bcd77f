import { css } from "lit";

/** Colours, text, buttons, and what a person asked of their system. */
export const BASE = css`
  :host {
    --text: var(--primary-text-color, #141414);
    --faint: var(--secondary-text-color, #5e5e5e);
    --accent: var(--primary-color, #009ac7);
    --on-accent: var(--text-primary-color, #fff);
    --surface: var(--ha-card-background, var(--card-background-color, #fff));
    --tint: color-mix(in srgb, var(--accent) 15%, var(--surface));
    --subtle: color-mix(in srgb, var(--text) 5%, var(--surface));
    --hover: color-mix(in srgb, var(--text) 9%, var(--surface));
    --line: color-mix(in srgb, var(--text) 14%, var(--surface));
    --edge: color-mix(in srgb, var(--text) 28%, var(--surface));
    --good: var(--success-color, #43a047);
    --bad: var(--error-color, #db4437);
    --careful: var(--warning-color, #ffa600);
    --gap: var(--ha-space-2, 8px);
    --quick: var(--ha-animation-duration-fast, 150ms);
    display: block;
    height: 100%;
    color: var(--text);
    font-family: var(--ha-font-family-body, Roboto, Noto, sans-serif);
    font-size: var(--ha-font-size-m, 14px);
    line-height: 1.5;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  p,
  h2,
  h3,
  ul {
    margin: 0;
    padding: 0;
  }
  h2,
  h3,
  .empty p {
    text-wrap: balance;
  }
  ul {
    list-style: none;
  }
  button,
  textarea {
    color: inherit;
    font: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .sr {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .pill,
  .round,
  .link {
    position: relative;
    border: 1px solid transparent;
    background: none;
    cursor: pointer;
    transition:
      background-color var(--quick),
      border-color var(--quick);
    -webkit-tap-highlight-color: transparent;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 36px;
    max-width: 100%;
    padding: 5px 14px;
    border-color: var(--edge);
    border-radius: 18px;
    font-weight: var(--ha-font-weight-medium, 500);
    text-align: start;
    overflow-wrap: anywhere;
  }
  /* A finger needs more room than the eye. */
  .pill::after {
    position: absolute;
    inset: -5px 0;
    content: "";
  }
  .pill:hover:enabled {
    background: var(--hover);
  }
  .pill.quiet {
    padding-inline: 10px;
    border-color: transparent;
    background: var(--subtle);
    font-size: 0.93em;
  }
  .pill.quiet:hover:enabled {
    background: var(--hover);
  }
  .pill.strong {
    border-color: var(--accent);
    background: var(--tint);
  }
  .pill.strong:hover:enabled {
    background: color-mix(in srgb, var(--accent) 25%, var(--surface));
  }
  .round {
    display: grid;
    place-items: center;
    flex: none;
    width: 44px;
    height: 44px;
    padding: 0;
    border-radius: 50%;
    background: var(--subtle);
    font-size: 18px;
  }
  .round.strong {
    background: var(--accent);
    color: var(--on-accent);
  }
  .round.strong:hover:enabled {
    background: color-mix(in srgb, var(--text) 14%, var(--accent));
  }
  .link {
    min-height: 28px;
    padding: 2px 6px;
    margin-inline: -6px;
    border-radius: 6px;
    color: var(--text);
    font-size: 0.93em;
    font-weight: var(--ha-font-weight-medium, 500);
    text-decoration: underline;
    text-decoration-color: var(--accent);
    text-decoration-thickness: 2px;
    text-underline-offset: 3px;
  }
  .link:hover {
    background: var(--hover);
  }
  .pill:disabled,
  .round.strong:disabled {
    border-color: transparent;
    background: var(--subtle);
    color: var(--disabled-text-color, #bdbdbd);
    cursor: default;
  }
  :dir(rtl) .difference .icon {
    transform: scaleX(-1);
  }
  @media (prefers-contrast: more) {
    :host {
      --faint: var(--text);
      --line: var(--text);
      --edge: var(--text);
    }
    .pill.quiet,
    .words,
    textarea {
      border: 1px solid var(--text);
    }
  }
  @media (forced-colors: active) {
    .pill,
    .round,
    .words,
    textarea {
      border: 1px solid ButtonText;
    }
    .swatch {
      forced-color-adjust: none;
    }
    button:disabled {
      color: GrayText;
      border-color: GrayText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
