/** What was noticed and could be an automation: its evidence, the automation itself, and a yes or a no to it. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { personOf } from "../model/approval.js";
import type { Overview } from "../model/overview.js";
import { ordered, type Suggestion } from "../model/suggestion.js";
import { failureView } from "./failure-view.js";
import { ICONS } from "./icons.js";
import type { OverviewContext } from "./overview-context.js";

type Part = TemplateResult | typeof nothing;

/** Whose it is, where it is somebody else's. */
const ownerView = ({ hass, localize }: OverviewContext, { user_id: userId }: Suggestion): Part => {
  if (userId === hass.user?.id) {
    return nothing;
  }
  const name = personOf(hass, userId);
  const text = name === undefined ? localize("suggestion.of_other") : localize("suggestion.of", { name });
  return html`<p class="meta"><span><bdi>${text}</bdi></span></p>`;
};

const madeView = ({ localize }: OverviewContext, { made }: Suggestion): Part => {
  if (made === null) {
    return nothing;
  }
  return html`<p class="meta">
    <span>${localize(made.pasted ? "suggestion.pasted_mark" : "suggestion.made")}</span>
    ${made.edit === null ? nothing : html`<a href=${made.edit}>${localize("suggestion.edit")}</a>`}
  </p>`;
};

const buttonsView = (context: OverviewContext, suggestion: Suggestion, busy: boolean): Part => {
  const { localize, actions, ready } = context;
  if (suggestion.standing === "accepted") {
    return nothing;
  }
  return html`<div class="buttons">
    <button
      class="pill strong"
      type="button"
      data-button="accept"
      aria-label=${localize("suggestion.accept_label", { title: suggestion.title })}
      ?disabled=${busy || !ready}
      @click=${() => actions.accept(suggestion)}
    >
      ${ICONS.check}${localize("suggestion.accept")}
    </button>
    <button
      class="pill"
      type="button"
      data-button="dismiss"
      aria-label=${localize("suggestion.dismiss_label", { title: suggestion.title })}
      ?disabled=${busy || !ready}
      @click=${() => actions.dismiss(suggestion)}
    >
      ${ICONS.cross}${localize("suggestion.dismiss")}
    </button>
  </div>`;
};

/** The automation's text, folded; what is wide is scrolled, by the keyboard as well. */
const textView = ({ localize, unfolded, actions }: OverviewContext, { suggestion_id: key, title, automation }: Suggestion): Part => {
  const id = `automation-${key}`;
  const open = unfolded.has(id);
  return html`<button class="link" type="button" aria-expanded=${open} aria-controls=${id} aria-describedby="evidence-${key}" @click=${() => actions.unfold(id)}>
      ${localize(open ? "suggestion.hide" : "suggestion.show")}
    </button>
    <div id=${id} class="folded" ?hidden=${!open}>
      ${open ? html`<pre dir="ltr" tabindex="0" role="region" aria-label=${title}>${automation}</pre>` : nothing}
    </div>`;
};

const suggestionView = (context: OverviewContext, state: Overview, suggestion: Suggestion): TemplateResult => {
  const view = state.views[suggestion.suggestion_id];
  return html`<li class="suggestion" data-suggestion=${suggestion.suggestion_id} tabindex="-1">
    <div class="body">
      <p id="evidence-${suggestion.suggestion_id}" dir="auto">${suggestion.evidence}</p>
      ${ownerView(context, suggestion)} ${madeView(context, suggestion)}
      ${buttonsView(context, suggestion, view?.busy === true)}
      ${failureView(context.localize, view?.failure)}
      ${textView(context, suggestion)}
    </div>
  </li>`;
};

/** What is suggested, and what became an automation. */
export const suggestionsView = (context: OverviewContext, state: Overview): TemplateResult => {
  const { localize } = context;
  const waiting = state.suggestions.filter(({ standing }) => standing !== "accepted").length;
  return html`<section aria-labelledby="suggestions">
    <h3 id="suggestions">
      ${localize("suggestion.title")} ${waiting === 0 ? nothing : html`<span class="count">${waiting}</span>`}
    </h3>
    ${state.suggestions.length === 0
      ? html`<p class="none">${ICONS.agent}<span>${localize("suggestion.none")}</span></p>`
      : html`<ul class="rows">
          ${repeat(
            ordered(state.suggestions),
            ({ suggestion_id: id }) => id,
            (suggestion) => suggestionView(context, state, suggestion),
          )}
        </ul>`}
  </section>`;
};
