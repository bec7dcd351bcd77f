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
  edit: icon("M5 19h3.5L19 8.5 15.5 5 5 15.5zM13 7.5l3.5 3.5"),
  home: icon("M4 11.5 12 5l8 6.5M6.5 10v9h11v-9"),
  memory: icon("M6.5 4.5h11v15l-5.5-4-5.5 4z"),
  person: icon("M12 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M5 19.5c.8-3.6 3.5-5 7-5s6.2 1.4 7 5"),
  search: icon("M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15.5 15.5 20 20"),
  undo: icon("M8.5 5.5 4 10l4.5 4.5M4 10h10a5 5 0 0 1 0 10h-3"),
} as const;

const ROLES: Readonly<Record<string, SVGTemplateResult>> = {
  orchestrator: ICONS.agent,
  comfort: icon("M10 4.5a2 2 0 0 1 4 0v9a4 4 0 1 1-4 0zM12 9v7.5"),
  lighting: icon("M12 3.5a6 6 0 0 0-3.5 10.9V17h7v-2.6A6 6 0 0 0 12 3.5M9.5 20.5h5"),
  security: icon("M12 3.5 5 6v5.5c0 4.3 2.8 7.3 7 9 4.2-1.7 7-4.7 7-9V6zM9 12l2.2 2.2L15.2 10"),
  energy: icon("M13 3 5.5 13.5H11L10 21l8-11h-5.5z"),
  care: icon("M14.5 6.5a4.5 4.5 0 0 1 5-1.5l-3 3 .5 2 2 .5 1.5-2a4.5 4.5 0 0 1-6.3 4.3L8 19a2.1 2.1 0 0 1-3-3l6.2-6.2a4.5 4.5 0 0 1 3.3-3.3"),
  household: icon("M9.5 6.5H19M9.5 12H19M9.5 17.5H19M5 6.5h.2M5 12h.2M5 17.5h.2"),
};

const KINDS: Readonly<Record<string, SVGTemplateResult>> = {
  battery: icon("M7 7h10v13H7zM10 7V4.5h4V7M10 16.5h4M10 13h4"),
  vehicle: icon("M4.5 15.5v-3l2-5h11l2 5v3zM4.5 12.5h15M7 15.5v2.5M17 15.5v2.5"),
  zone: icon("M10 4.5a2 2 0 0 1 4 0v9a4 4 0 1 1-4 0zM12 9v7.5"),
  water_heater: icon("M12 4c3 4 5.5 6.7 5.5 10a5.5 5.5 0 0 1-11 0C6.5 10.7 9 8 12 4"),
  appliance: icon("M5.5 4.5h13v15h-13zM5.5 8.5h13M12 11a3 3 0 1 0 0 6 3 3 0 0 0 0-6"),
  load: icon("M9 4v5M15 4v5M6.5 9h11v3a5.5 5.5 0 0 1-11 0zM12 17.5V21"),
  fuel_heater: icon("M12 3.5c.5 4 5 5.5 5 10a5 5 0 0 1-10 0c0-2 1-3.5 2-4.5.3 1.5 1 2 1.7 2.3C10.5 8.5 10.5 6 12 3.5"),
  grid: icon("M9 20 11 4h2l2 16M7 9.5h10M8 14h8"),
  photovoltaics: icon("M6.5 5.5h11l2.5 12H4zM5.3 11.5h13.400M12 5.5v12"),
};

/** The picture of a kind of energy asset. */
export const kindIcon = (kind: string): SVGTemplateResult => KINDS[kind] ?? ICONS.agent;

/** The picture of what an agent is for. */
export const roleIcon = (role: string): SVGTemplateResult => ROLES[role] ?? ICONS.person;
