import { css } from "lit";

/** What is suggested. */
export const SUGGESTIONS = css`
  .suggestion {
    display: flex;
    padding-block: 8px;
  }
  .suggestion + .suggestion {
    border-block-start: 1px solid var(--line);
  }
  .suggestion a {
    color: inherit;
    margin-block: -8px;
    padding-block: 8px;
    text-decoration: underline;
  }
  .suggestion .link {
    min-height: 40px;
  }
  .folded {
    width: 100%;
  }
  .folded pre {
    box-sizing: border-box;
    width: 100%;
    max-height: 320px;
    margin: 4px 0 0;
    padding: 10px 12px;
    overflow: auto;
    border-radius: 8px;
    background: var(--subtle);
    font-size: 0.86em;
    line-height: 1.45;
    overflow-wrap: normal;
    text-align: left;
    white-space: pre;
  }
`;
