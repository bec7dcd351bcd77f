import { css } from "lit";

/** The turns: words, answers, what was done, and the buttons beneath. */
export const CONVERSATION = css`
  .earlier {
    align-self: center;
  }
  .turn {
    display: flex;
    flex: none;
    flex-direction: column;
    gap: 10px;
    border-radius: 12px;
  }
  .turn:first-child {
    margin-block-start: auto;
  }
  .words {
    align-self: flex-end;
    max-width: min(85%, 60ch);
    padding: 8px 14px;
    border-radius: 18px;
    border-end-end-radius: 5px;
    background: var(--tint);
    overflow-wrap: anywhere;
  }
  /* Of white space in the words and answers the lines are kept. */
  .text,
  .streaming,
  .why p {
    white-space: pre-line;
  }
  .reply {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 8px;
    min-width: 0;
  }
  .answer,
  .why p {
    max-width: 68ch;
    overflow-wrap: anywhere;
  }
  .answer {
    font-size: 1.07em;
  }
  .streaming::after {
    display: inline-block;
    width: 2px;
    height: 1em;
    margin-inline-start: 3px;
    background: var(--accent);
    vertical-align: -0.12em;
    animation: blink 1s steps(2) infinite;
    content: "";
  }
  .status {
    --sign: var(--bad);
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 2px 10px 2px 8px;
    border-radius: 13px;
    background: color-mix(in srgb, var(--sign) 13%, var(--surface));
    font-size: 0.86em;
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .status:dir(rtl) {
    padding: 2px 8px 2px 10px;
  }
  .status .icon {
    color: var(--sign);
    stroke-width: 2.5;
  }
  .status.asked,
  .status.scheduled,
  .status.under_way {
    --sign: var(--accent);
  }
  .status.missed,
  .status.partial {
    --sign: var(--careful);
  }
  .status.not_understood,
  .status.undone {
    --sign: var(--faint);
  }
  .receipt {
    align-self: stretch;
    padding: 2px 12px 2px 10px;
    border: 1px solid var(--line);
    border-radius: 12px;
  }
  .receipt .link {
    margin-block: 4px 6px;
  }
  .change {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 2px 12px;
    align-items: center;
    padding-block: 8px;
  }
  .change + .change {
    border-block-start: 1px solid var(--line);
  }
  /* The device's icon in its colour, as Home Assistant's own tiles show it. */
  .device {
    --mdc-icon-size: 20px;
    display: grid;
    position: relative;
    place-items: center;
    width: 34px;
    height: 34px;
    border-radius: 50%;
    background: color-mix(in srgb, currentcolor 18%, transparent);
    color: var(--state-inactive-color, var(--faint));
  }
  .dot {
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: currentcolor;
  }
  .what {
    display: flex;
    flex-flow: row wrap;
    column-gap: 10px;
    align-items: baseline;
    min-width: 0;
  }
  .name {
    font-weight: var(--ha-font-weight-medium, 500);
    overflow-wrap: anywhere;
  }
  .differences {
    display: inline-flex;
    flex-flow: row wrap;
    column-gap: 12px;
    color: var(--faint);
  }
  .difference {
    overflow-wrap: anywhere;
  }
  .difference .icon {
    width: 1em;
    height: 1em;
    margin-inline: 1px;
    vertical-align: -0.14em;
  }
  .attribute::after {
    content: ":";
  }
  .after {
    color: var(--text);
  }
  .swatch {
    display: inline-block;
    width: 0.85em;
    height: 0.85em;
    border: 1px solid var(--edge);
    border-radius: 50%;
    vertical-align: -0.08em;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-size: 0.86em;
    white-space: nowrap;
  }
  .mark .icon {
    stroke-width: 2.5;
  }
  .mark.verified .icon {
    color: var(--good);
  }
  .mark.under_way .icon {
    color: var(--accent);
  }
  .mark.unverified .icon {
    color: var(--careful);
  }
  .is-undone .after {
    color: var(--faint);
    text-decoration: line-through;
  }
  .problems {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .problems li,
  .failure {
    display: flex;
    gap: 8px;
    overflow-wrap: anywhere;
  }
  .problems .icon,
  .failure .icon {
    margin-block-start: 0.15em;
    color: var(--bad);
  }
  .problems b {
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .footer {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    align-items: center;
    justify-content: space-between;
    align-self: stretch;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    color: var(--faint);
    font-size: 0.86em;
  }
  .meta > * + *::before {
    margin-inline: 0.5em;
    content: "·";
  }
  .pill .icon {
    width: 1.1em;
    height: 1.1em;
  }
  [aria-expanded] > .icon {
    transition: rotate var(--quick);
  }
  [aria-expanded="true"] > .icon {
    rotate: 180deg;
  }
  .why {
    align-self: stretch;
    padding: 10px 14px;
    border-inline-start: 3px solid var(--accent);
    border-radius: 4px 12px 12px 4px;
    background: var(--subtle);
  }
  .why:dir(rtl) {
    border-radius: 12px 4px 4px 12px;
  }
  .thinking {
    display: flex;
    gap: 10px;
    align-items: center;
    color: var(--faint);
  }
  .dots {
    display: inline-flex;
    gap: 4px;
  }
  .dots i {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--accent);
    animation: wave 1.1s ease-in-out infinite;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes wave {
    40% {
      translate: 0 -4px;
    }
  }
  @keyframes blink {
    50% {
      opacity: 0;
    }
  }
  @container card (max-width: 420px) {
    .change {
      grid-template-columns: auto 1fr;
    }
    .change .mark {
      grid-column: 2;
    }
  }
`;
