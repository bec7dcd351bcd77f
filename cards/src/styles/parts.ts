import { css } from "lit";

/** What a turn delegated. */
export const PARTS = css`
  .parts {
    align-self: stretch;
  }
  .parts .link .icon {
    width: 1.1em;
    height: 1.1em;
    margin-inline-start: 4px;
    vertical-align: -0.2em;
  }
  .part {
    display: flex;
    gap: 12px;
    padding-block: 8px;
  }
  .part + .part {
    border-block-start: 1px solid var(--line);
  }
  .part .meta {
    align-self: center;
  }
  .part .goal,
  .part .came {
    flex-basis: 100%;
    overflow-wrap: anywhere;
  }
  .part .goal {
    color: var(--faint);
  }
`;
