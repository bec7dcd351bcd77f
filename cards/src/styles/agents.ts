import { css } from "lit";

/** The agents, their figures, and the models that serve them. */
export const AGENTS = css`
  .agent {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    padding-block: 10px;
  }
  .agent + .agent {
    border-block-start: 1px solid var(--line);
  }
  .level {
    padding-block: 8px;
    color: var(--faint);
  }
  .waits {
    color: var(--text);
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .figures,
  .taken {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    align-items: center;
    font-size: 0.86em;
  }
  .taken {
    color: var(--faint);
  }
  .figures .taken,
  .total .taken {
    font-size: inherit;
  }
  .figure {
    display: inline-flex;
    gap: 8px;
    align-items: center;
  }
  .bar {
    --fill: var(--good);
    flex: none;
    width: 56px;
    height: 6px;
    border-radius: 3px;
    overflow: hidden;
  }
  .bar:dir(rtl) {
    transform: scaleX(-1);
  }
  .bar .track {
    fill: var(--line);
  }
  .bar .filled {
    fill: var(--fill);
  }
  .bar.careful {
    --fill: var(--careful);
  }
  .bar.bad {
    --fill: var(--bad);
  }
  .models {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 10px 12px;
    border-radius: 12px;
    background: var(--subtle);
  }
  .models h4 {
    margin: 0;
  }
  .model {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
    padding-block: 2px;
  }
  .model .mark {
    margin-inline-start: auto;
  }
  .mark.ready .icon {
    color: var(--good);
  }
  .mark.away .icon {
    color: var(--bad);
  }
  .mark.spent .icon {
    color: var(--careful);
  }
  .total {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    align-items: center;
    padding-block-start: 6px;
    border-block-start: 1px solid var(--line);
    font-size: 0.86em;
  }
`;
