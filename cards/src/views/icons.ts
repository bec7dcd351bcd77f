/** The card's own icons; each stands beside words, so none has a name of its own. */
import { svg, type SVGTemplateResult } from "lit";

const icon = (path: string): SVGTemplateResult =>
  svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${path} /></svg>`;

export const ICONS = {
  agent: icon("M12 3l2.1 6.1L20 11.2l-5.9 2.1L12 19.4l-2.1-6.1L4 11.2l5.9-2.1zM19 17v4M17 19h4"),
  alert: icon("M12 4.5 3 19.5h18zM12 10.5v4M12 17v.2"),
  arrow: icon("M4.5 12h15M14 6.5l5.5 5.5-5.5 5.5"),
  check: icon("M5 12.5l4.5 4.5L19 7.5"),
  clock: icon("M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4.5l3 1.8"),
  cross: icon("M6.5 6.5l11 11M17.5 6.5l-11 11"),
  down: icon("M12 5v14M6 13l6 6 6-6"),
  chevron: icon("M7 10l5 5 5-5"),
  offline: icon("M4 4l16 16M5 12a10 10 0 0 1 4-2.6M19 12a10 10 0 0 0-4-2.5M8.5 15.5a5 5 0 0 1 7 0M12 19v.2"),
  question: icon("M8 8.6a4 4 0 1 1 5.6 3.7c-1 .5-1.6 1.3-1.6 2.5M12 19.5v.2"),
  send: icon("M12 19V5.5M6 11.5l6-6 6 6"),
  stop: icon("M8 8h8v8H8z"),
  undo: icon("M8.5 5.5 4 10l4.5 4.5M4 10h10a5 5 0 0 1 0 10h-3"),
} as const;
