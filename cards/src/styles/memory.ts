import { css } from "lit";

/** What is remembered. */
export const MEMORY = css`
  .fact {
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    padding-block: 10px;
  }
  .fact + .fact {
    border-block-start: 1px solid var(--line);
  }
  .fact .buttons {
    flex: none;
    justify-content: flex-end;
  }
  .meta q {
    font-style: italic;
    overflow-wrap: anywhere;
  }
  .search {
    display: flex;
    position: relative;
    align-items: center;
  }
  .search .icon {
    position: absolute;
    inset-inline-start: 12px;
    color: var(--faint);
    pointer-events: none;
  }
  .search .field {
    flex: 1;
    min-width: 0;
    min-height: 44px;
    padding-inline-start: 40px;
    border-radius: 22px;
  }
  .sure {
    display: flex;
    flex-direction: column;
    gap: 8px;
    width: 100%;
    margin-block-start: 6px;
    padding: 10px 12px;
    border-inline-start: 3px solid var(--accent);
    border-radius: 8px;
    background: var(--subtle);
  }
  .sure .field {
    background: var(--surface);
  }
  .fact .sure .buttons {
    justify-content: flex-start;
  }
  .pill.grave {
    border-color: var(--bad);
  }
  .pill.grave .icon {
    color: var(--bad);
  }
`;
