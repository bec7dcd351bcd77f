/** The overview card's sections, and what stands there while there are none. */
import { html, type TemplateResult } from "lit";
import type { Overview } from "../model/overview.js";
import type { Section } from "../model/overview-config.js";
import { agentsView } from "./agents-view.js";
import { approvalsView, toldView } from "./approvals-view.js";
import { failedView } from "./failure-view.js";
import { memoryView } from "./memory-view.js";
import type { OverviewContext } from "./overview-context.js";
import { suggestionsView } from "./suggestions-view.js";

const VIEWS = {
  approvals: approvalsView,
  suggestions: suggestionsView,
  agents: agentsView,
  memory: memoryView,
} as const;

const loadingView = ({ localize }: OverviewContext): TemplateResult =>
  html`<div class="loading">
    <span class="sr">${localize("overview.loading")}</span>
    <span class="ghost short" aria-hidden="true"></span>
    <span class="ghost" aria-hidden="true"></span>
    <span class="ghost" aria-hidden="true"></span>
  </div>`;

const contentView = (context: OverviewContext, state: Overview, sections: readonly Section[]): unknown => {
  switch (state.phase) {
    case "loading":
      return loadingView(context);
    case "failed":
      return failedView(context.localize, state.failure ?? { key: "load_overview" }, context.actions.retry);
    case "ready":
      return sections.map((section) => VIEWS[section](context, state));
  }
};

/** All sections; a box that scrolls can be scrolled by the keyboard as well. */
export const sectionsView = (
  context: OverviewContext,
  state: Overview,
  sections: readonly Section[],
  scrolls: boolean,
): TemplateResult => {
  const content = contentView(context, state, sections);
  const label = context.localize("overview.title");
  return html`${toldView(context, state.told)}
  ${scrolls
    ? html`<div class="sections" role="region" aria-label=${label} tabindex="0">${content}</div>`
    : html`<div class="sections">${content}</div>`}`;
};
