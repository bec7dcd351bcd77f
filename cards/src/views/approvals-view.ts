/** What waits for a yes: the question, what exactly would be done, who asked, and for how long it stays open. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { agentName } from "../model/agent.js";
import { askedBy, shareLeft, timeLeft, type Approval, type ApprovalItem } from "../model/approval.js";
import { localeOf } from "../model/hass.js";
import { wordsOr, type Localize } from "../model/localize.js";
import { distinctNames } from "../model/names.js";
import type { Overview, Told } from "../model/overview.js";
import { moment, period } from "../model/text.js";
import type { Status } from "../model/turn.js";
import { decisionView } from "./decision-view.js";
import { failureView } from "./failure-view.js";
import { ICONS } from "./icons.js";
import { ringView } from "./meter.js";
import type { OverviewContext } from "./overview-context.js";

/** How an action is told; one of a newer integration by its own name. */
const actionText = (localize: Localize, action: string): string =>
  wordsOr(localize, `action.${action}`, action.replaceAll("_", " "));

/** What a device is set to, with the name of what is set; HA's own words where it has them. */
const valueText = ({ hass }: OverviewContext, { entity_id: id, attribute, value }: ApprovalItem): string => {
  if (value === null || value === undefined) {
    return "";
  }
  const entity = hass.states[id];
  const name = attribute == null || entity === undefined ? attribute : hass.formatEntityAttributeName?.(entity, attribute);
  return ` (${[name, typeof value === "number" ? value.toLocaleString(localeOf(hass)) : String(value)].filter(Boolean).join(" ")})`;
};

const itemText = (context: OverviewContext, item: ApprovalItem, name: string): string => {
  const action = `${actionText(context.localize, item.action)}${valueText(context, item)}`;
  return item.entity_id === "" ? action : context.localize("approval.item", { name, action });
};

const itemsView = (context: OverviewContext, { items }: Approval): TemplateResult | typeof nothing => {
  const { hass, localize } = context;
  if (items.length === 0) {
    return nothing;
  }
  const names = distinctNames(
    hass,
    items.map((item) => item.entity_id),
  );
  return html`<ul class="items" aria-label=${localize("approval.items")}>
    ${items.map(
      (item) =>
        html`<li>
          ${ICONS.arrow}<span dir="auto">${itemText(context, item, names.get(item.entity_id) ?? item.entity_id)}</span>
        </li>`,
    )}
  </ul>`;
};

const approvalView = (context: OverviewContext, state: Overview, approval: Approval): TemplateResult => {
  const { hass, localize, actions, now, ready } = context;
  const view = state.views[approval.turn_id];
  const time = period(timeLeft(approval, now), localeOf(hass));
  return html`<li class="approval" data-approval=${approval.turn_id} tabindex="-1">
    <span class="left">${ringView(shareLeft(approval, now))}${ICONS.clock}</span>
    <div class="body">
      <p class="question" dir="auto">${approval.question}</p>
      ${itemsView(context, approval)}
      <p class="meta">
        <span><bdi>${askedBy(hass, localize, approval)}</bdi></span>
        <span><bdi>${agentName(state.agents, approval.agent, localize)}</bdi></span>
        <time datetime=${approval.expires} title=${localize("approval.until", { time: moment(approval.expires, hass) })}
          >${localize("approval.left", { time })}</time
        >
      </p>
      ${approval.unattended ? html`<p class="hint">${localize("approval.planned")}</p>` : nothing}
      ${decisionView(localize, {
        id: approval.turn_id,
        question: approval.question,
        pin: approval.pin,
        disabled: !ready || view?.busy === true,
        approve: (pin) => actions.answer(approval, "approve", pin),
        reject: () => actions.answer(approval, "reject"),
      })}
      ${failureView(localize, view?.failure)}
    </div>
  </li>`;
};

const TONES = {
  good: ICONS.check,
  careful: ICONS.alert,
  plain: ICONS.agent, // an answer tells by its words how it went
} as const;

const KEYS = {
  corrected: "memory.corrected",
  forgotten: "memory.forgotten",
  accepted: "suggestion.accepted",
  pasted: "suggestion.pasted",
  dismissed: "suggestion.dismissed",
} as const;

const WELL: Readonly<Partial<Record<Status, keyof typeof TONES>>> = {
  done: "good",
  under_way: "good",
  scheduled: "good",
  answered: "plain",
};

/** What came of the last thing that was done here; its place is always there, so that it is read out. */
export const toldView = ({ localize }: OverviewContext, told: Told | null): TemplateResult => {
  const tone = told?.kind === "answer" ? (WELL[told.status] ?? "careful") : "good";
  const text = told?.kind === "answer" ? told.text : told === null ? "" : localize(KEYS[told.kind], { text: told.text });
  return html`<div role="status" class="told-place" tabindex="-1">
    ${text === "" ? nothing : html`<p class="told ${tone}">${TONES[tone]}<span dir="auto">${text}</span></p>`}
  </div>`;
};

/** The questions that wait. */
export const approvalsView = (context: OverviewContext, state: Overview): TemplateResult => {
  const { localize } = context;
  return html`<section aria-labelledby="approvals">
    <h3 id="approvals">
      ${localize("approval.title")}
      ${state.approvals.length === 0 ? nothing : html`<span class="count">${state.approvals.length}</span>`}
    </h3>
    ${state.approvals.length === 0
      ? html`<p class="none">${ICONS.check}<span>${localize("approval.none")}</span></p>`
      : html`<ul class="rows">
          ${repeat(
            state.approvals,
            (approval) => approval.turn_id,
            (approval) => approvalView(context, state, approval),
          )}
        </ul>`}
  </section>`;
};
