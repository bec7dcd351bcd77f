import { css } from "lit";

/** What waits for a yes, and what came of it; with the fields and pictures that both cards have. */
export const APPROVALS = css`
  .role {
    display: grid;
    flex: none;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: var(--tint);
    color: var(--text);
    font-size: 16px;
  }
  .field {
    min-height: 40px;
    max-width: 100%;
    padding: 6px 12px;
    border: 1px solid var(--edge);
    border-radius: 10px;
    background: var(--subtle);
    color: inherit;
    font: inherit;
  }
  .field::placeholder {
    color: var(--faint);
    opacity: 1;
  }
  .field:focus-visible {
    border-color: var(--accent);
    outline-offset: 0;
  }
  .approval {
    display: flex;
    gap: 12px;
    padding: 12px;
    border: 1px solid color-mix(in srgb, var(--accent) 45%, var(--surface));
    border-radius: 14px;
    background: color-mix(in srgb, var(--accent) 6%, var(--surface));
  }
  .approval + .approval {
    margin-block-start: 10px;
  }
  .approval .question {
    font-size: 1.07em;
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .approval .buttons {
    margin-block-start: 4px;
  }
  .left {
    display: grid;
    flex: none;
    place-items: center;
    width: 36px;
    height: 36px;
  }
  .left > * {
    grid-area: 1 / 1;
  }
  .left > .icon {
    width: 18px;
    height: 18px;
  }
  .ring {
    width: 36px;
    height: 36px;
    fill: none;
    stroke-width: 3;
  }
  .ring .track {
    stroke: var(--line);
  }
  .ring .filled {
    stroke: var(--accent);
  }
  .items li {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .items .icon {
    width: 1em;
    height: 1em;
    color: var(--accent);
  }
  :dir(rtl) .items .icon {
    transform: scaleX(-1);
  }
  .hint {
    color: var(--faint);
    font-size: 0.93em;
  }
  .pin {
    display: flex;
    flex-direction: column;
    gap: 2px;
  }
  .pin .field {
    width: 8.5em;
    letter-spacing: 0.15em;
  }
  .pin .field::placeholder {
    letter-spacing: normal;
  }
  .told-place {
    padding-inline: 16px;
  }
  .told-place:focus-visible {
    outline: none;
  }
  .told {
    --sign: var(--good);
    display: flex;
    gap: 10px;
    padding: 10px 12px;
    margin-block-end: 14px;
    border-inline-start: 4px solid var(--sign);
    border-radius: 8px;
    background: color-mix(in srgb, var(--sign) 12%, var(--surface));
    overflow-wrap: anywhere;
  }
  .told.careful {
    --sign: var(--careful);
  }
  .told.plain {
    --sign: var(--accent);
  }
  .told .icon {
    margin-block-start: 0.12em;
  }
`;
