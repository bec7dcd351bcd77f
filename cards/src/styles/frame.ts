import { css } from "lit";

/** The card itself: head, notices, the place of the conversation, and where to write. */
export const FRAME = css`
  ha-card {
    height: 100%;
    overflow: hidden;
  }
  .frame {
    container: card / inline-size;
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  .head {
    display: flex;
    flex: none;
    align-items: center;
    gap: 12px;
    padding: 14px 16px 10px;
  }
  .head h2 {
    min-width: 0;
    font-size: var(--ha-font-size-l, 16px);
    font-weight: var(--ha-font-weight-medium, 500);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .emblem {
    display: grid;
    flex: none;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 12px;
    background: var(--tint);
    color: var(--accent);
    font-size: 17px;
  }
  .notice {
    display: flex;
    gap: 10px;
    margin: 0 16px 8px;
    padding: 10px 12px;
    border-inline-start: 4px solid var(--careful);
    border-radius: 8px;
    background: color-mix(in srgb, var(--careful) 14%, var(--surface));
    overflow-wrap: anywhere;
  }
  .log-place {
    position: relative;
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-height: 0;
  }
  /* What scrolls away fades under the head. */
  .log-place::before {
    position: absolute;
    z-index: 1;
    inset: 0 12px auto;
    height: 16px;
    background: linear-gradient(var(--surface), transparent);
    content: "";
    pointer-events: none;
  }
  .log {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    gap: 20px;
    min-height: 0;
    padding: 14px 16px 16px;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }
  .log:focus-visible {
    border-radius: 8px;
    outline-offset: -2px;
  }
  .free .log {
    min-height: 200px;
    max-height: min(60vh, 520px);
  }
  /* A panel is as high as the page beneath its header; nothing above the card tells it that height. */
  .page {
    height: calc(
      100dvh - var(--header-height, 56px) - var(--safe-area-inset-top, 0px) - var(--safe-area-inset-bottom, 0px) - 2px
    );
  }
  .fixed .log {
    flex: none;
    height: var(--log-height);
  }
  .newest {
    position: absolute;
    inset-block-end: 8px;
    inset-inline-start: 50%;
    background: var(--surface);
    box-shadow: 0 2px 8px rgb(0 0 0 / 25%);
    translate: -50%;
  }
  .newest:dir(rtl) {
    translate: 50%;
  }
  .composer {
    display: flex;
    flex: none;
    align-items: flex-end;
    gap: var(--gap);
    padding: 10px 12px 12px;
    border-block-start: 1px solid var(--line);
  }
  textarea {
    flex: 1;
    min-width: 0;
    min-height: 44px;
    max-height: 140px;
    padding: 10px 16px;
    border: 1px solid var(--edge);
    border-radius: 22px;
    background: var(--subtle);
    resize: none;
    field-sizing: content;
  }
  textarea:focus-visible {
    border-color: var(--accent);
    outline-offset: 0;
    outline-width: 1px;
  }
  textarea::placeholder {
    color: var(--faint);
    opacity: 1;
  }
  .empty {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    padding-block: 8px;
    text-align: center;
  }
  .empty h3 {
    font-size: var(--ha-font-size-xl, 20px);
    font-weight: var(--ha-font-weight-medium, 500);
    line-height: 1.3;
  }
  .empty > p {
    max-width: 40ch;
    color: var(--faint);
  }
  .examples {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 10px;
    margin-block-start: 6px;
  }
  .examples .pill {
    min-height: 40px;
    border-radius: 20px;
  }
  .loading {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 14px;
    justify-content: flex-end;
  }
  .ghost {
    width: 78%;
    height: 40px;
    border-radius: 14px;
    background: var(--subtle);
    animation: breathe 1.6s ease-in-out infinite;
  }
  .ghost.end {
    align-self: flex-end;
    width: 55%;
  }
  .ghost.short {
    width: 46%;
    height: 18px;
  }
  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
  @container card (min-width: 720px) {
    .head,
    .log,
    .composer {
      padding-inline: max(24px, (100% - 760px) / 2);
    }
  }
  @container card (max-width: 340px) {
    .log,
    .head {
      padding-inline: 12px;
    }
    .composer {
      padding-inline: 8px;
    }
    .examples {
      flex-direction: column;
      align-self: stretch;
    }
  }
`;
