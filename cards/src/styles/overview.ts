import { css } from "lit";

/** The overview: its sections, headings and fields, and what a person asked of their system. */
export const OVERVIEW = css`
  .sections {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    gap: 22px;
    min-height: 0;
    padding: 4px 16px 18px;
  }
  .overview .head {
    padding-inline: 16px;
  }
  /* A line that is full ends with the dot, the next begins with words. */
  .overview .meta > * + *::before {
    content: none;
  }
  .overview .meta > :not(:last-child)::after {
    margin-inline: 0.5em;
    content: "·";
  }
  .filled .sections {
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }
  .sections:focus-visible {
    border-radius: 8px;
    outline-offset: -2px;
  }
  section {
    container: section / inline-size;
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
  }
  h3,
  h4 {
    display: flex;
    gap: 8px;
    align-items: center;
    margin: 0;
    font-weight: var(--ha-font-weight-medium, 500);
    line-height: 1.3;
  }
  h4 {
    margin-block-start: 4px;
    color: var(--faint);
    font-size: 0.93em;
  }
  .count {
    min-width: 1.7em;
    padding: 0 6px;
    border-radius: 1em;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.86em;
    text-align: center;
  }
  .none {
    display: flex;
    gap: 8px;
    align-items: center;
    color: var(--faint);
  }
  .none .icon {
    color: var(--good);
  }
  .rows {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .body {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    gap: 4px;
    align-items: flex-start;
    min-width: 0;
  }
  .body > * {
    max-width: 100%;
    overflow-wrap: anywhere;
  }
  select.field {
    min-height: 44px;
  }
  select.field option {
    background: var(--surface);
    color: var(--text);
  }
  select.field option:disabled {
    color: var(--disabled-text-color, #bdbdbd);
  }
  .sections .ghost {
    width: 100%;
    height: 56px;
  }
  .sections .ghost.short {
    width: 40%;
    height: 18px;
  }
  @media (prefers-contrast: more) {
    .field,
    .approval,
    .models,
    .sure {
      border: 1px solid var(--text);
    }
    .bar {
      outline: 1px solid var(--text);
    }
  }
  @media (forced-colors: active) {
    .bar,
    .ring {
      forced-color-adjust: none;
    }
    .count,
    .role,
    .models {
      border: 1px solid ButtonText;
    }
  }
  @container section (max-width: 430px) {
    .agent {
      flex-wrap: wrap;
    }
    .agent .body {
      flex-basis: calc(100% - 48px);
    }
    .agent > .field,
    .agent > .level {
      margin-inline-start: 48px;
    }
    .fact {
      flex-direction: column;
      align-items: stretch;
    }
    .fact .buttons {
      justify-content: flex-start;
    }
  }
  @container card (min-width: 860px) {
    .overview .head,
    .overview .told-place,
    .sections {
      padding-inline: 24px;
    }
    .sections:has(> section + section[aria-labelledby="memory"]) {
      display: grid;
      grid-template: auto 1fr / 3fr 2fr;
      column-gap: 40px;
    }
    section {
      grid-column: 1;
    }
    .sections > section + section[aria-labelledby="memory"] {
      grid-area: 1 / 2 / span 2;
    }
  }
`;
