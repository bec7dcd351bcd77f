/** Small pictures of a part of a whole; the words beside them say the same, so they have no name of their own. */
import { html, svg, type TemplateResult } from "lit";

const within = (share: number): number => Math.min(1, Math.max(0, share));

/** A bar that is filled from its beginning; `tone` says whether much is good, careful or bad. */
export const barView = (share: number, tone: "good" | "careful" | "bad"): TemplateResult =>
  html`<svg class="bar ${tone}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<rect class="track" width="100" height="6" /><rect class="filled" width=${100 * within(share)} height="6" />`}
  </svg>`;

const AROUND = 2 * Math.PI * 15;

/** A ring that empties as time passes. */
export const ringView = (share: number): TemplateResult =>
  html`<svg class="ring" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
    ${svg`<circle class="track" cx="18" cy="18" r="15" /><circle
      class="filled" cx="18" cy="18" r="15" transform="rotate(-90 18 18)"
      stroke-dasharray="${AROUND * within(share)} ${AROUND}" />`}
  </svg>`;
