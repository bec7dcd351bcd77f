/** What was done to a device: its name, before and after, and whether it was read back. */
import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import { colorOf } from "../model/color.js";
import { asItWas, describe, stateAfter, type Difference } from "../model/describe.js";
import { standingOf, type Change } from "../model/turn.js";
import type { Context } from "./context.js";
import { ICONS } from "./icons.js";

/** Changes shown before the rest is folded away. */
const SHOWN = 4;

const MARKS = { verified: ICONS.check, under_way: ICONS.clock, unverified: ICONS.alert } as const;

/** States in which a device rests; in all others it shows its colour. */
const RESTING = new Set(["off", "closed", "disarmed", "docked", "idle", "standby", "unavailable", "unknown"]);

/** The theme's colour of a state; its parts are slugs, so that no state can say anything else in CSS. */
const stateColor = ({ entity_id: id, after: { state } }: Change): string => {
  const [domain, value] = [id.split(".")[0] ?? "", state].map((part) => part.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_"));
  return `var(--state-${domain}-${value}-color, var(--state-${domain}-active-color, var(--state-active-color, var(--accent))))`;
};

const stateIcon = ({ hass }: Context, change: Change): TemplateResult => {
  // Home Assistant's own icon where it is there; it is no part of what custom cards may count on.
  const known = hass.states[change.entity_id] !== undefined && customElements.get("ha-state-icon") !== undefined;
  const color = RESTING.has(change.after.state) ? {} : { color: stateColor(change) };
  return html`<span class="device" style=${styleMap(color)} aria-hidden="true"
    >${known
      ? html`<ha-state-icon .hass=${hass} .stateObj=${asItWas(hass, change.entity_id, change.after)}></ha-state-icon>`
      : html`<span class="dot"></span>`}</span
  >`;
};

const difference = ({ localize }: Context, change: Change, { kind, label, before, after }: Difference): TemplateResult => {
  const color = kind === "color" ? colorOf(change.after) : null;
  return html`<span class="difference">
    ${label === null ? nothing : html`<bdi class="attribute">${label}</bdi>`}
    ${before === null
      ? nothing
      : html`<span class="sr">${localize("turn.from")}</span> <bdi>${before}</bdi> ${ICONS.arrow}
          <span class="sr">${localize("turn.to")}</span>`}
    ${color === null ? nothing : html`<span class="swatch" style=${styleMap({ background: color.css })}></span>`}
    <bdi class="after">${after}</bdi>
  </span>`;
};

const changeView = (context: Context, change: Change): TemplateResult => {
  const { hass, localize } = context;
  const standing = standingOf(change);
  const differences = describe(hass, change, {
    color: localize("attribute.color"),
    name: (color) => localize(`color.${color}`),
  });
  return html`<li class="change">
    ${stateIcon(context, change)}
    <span class="what">
      <span class="name" dir="auto">${change.name}</span>
      <span class="differences">
        ${differences.length === 0
          ? html`<bdi class="after">${stateAfter(hass, change)}</bdi>`
          : differences.map((item) => difference(context, change, item))}
      </span>
    </span>
    <span class="mark ${standing}">${MARKS[standing]}${localize(`turn.${standing}`)}</span>
  </li>`;
};

/** The list of what was done; a long one is folded. */
export const changesView = (
  context: Context,
  turnId: string,
  changes: readonly Change[],
): TemplateResult | typeof nothing => {
  if (changes.length === 0) {
    return nothing;
  }
  const { localize, unfolded, actions } = context;
  const id = `changes-${turnId}`;
  const open = unfolded.has(id);
  const hidden = changes.length - SHOWN;
  const foldable = hidden > 1;
  const shown = foldable && !open ? changes.slice(0, SHOWN) : changes;
  return html`<div class="receipt">
    <ul id=${id} aria-label=${localize("turn.changes")}>
      ${shown.map((change) => changeView(context, change))}
    </ul>
    ${foldable
      ? html`<button
          class="link"
          type="button"
          aria-expanded=${open}
          aria-controls=${id}
          @click=${() => actions.unfold(id)}
        >
          ${open ? localize("turn.fewer_changes") : localize("turn.more_changes", { count: hidden })}
        </button>`
      : nothing}
  </div>`;
};
