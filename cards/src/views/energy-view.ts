/** The energy card's parts in their order, and what stands there while there is no plan. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { amount, clock, day, modeWords, notices, unmetWords } from "../model/energy-text.js";
import type { EnergyTold } from "../model/energy-state.js";
import { localeOf, type HomeAssistant } from "../model/hass.js";
import { wordsOr, type Localize } from "../model/localize.js";
import { period } from "../model/text.js";
import { assetAt, assetView } from "./energy-asset-view.js";
import type { EnergyContext } from "./energy-context.js";
import { axisView, figuresAt, powerPlot, pricePlot } from "./energy-picture.js";
import { tableView } from "./energy-table-view.js";
import { failureView } from "./failure-view.js";
import { ICONS } from "./icons.js";

type Part = TemplateResult | typeof nothing;

/** What is there before the first plan. */
export const energyLoadingView = (localize: Localize): TemplateResult =>
  html`<div class="loading">
    <span class="sr">${localize("energy.loading")}</span>
    <span class="ghost short" aria-hidden="true"></span>
    <span class="ghost tall" aria-hidden="true"></span>
    <span class="ghost" aria-hidden="true"></span>
  </div>`;

/** A home without assets: how to add one. */
export const energyEmptyView = (localize: Localize, hass: HomeAssistant): TemplateResult =>
  html`<div class="empty">
    <h3>${localize("energy.empty")}</h3>
    <p>${localize("energy.empty_hint")}</p>
    ${hass.user?.is_admin === true
      ? html`<a class="pill" href="/config/integrations/integration/llm_agents">${localize("energy.empty_link")}</a>`
      : nothing}
  </div>`;

const noticesView = (context: EnergyContext): TemplateResult => {
  const { plan, timeline, localize } = context;
  const told = notices(context, plan, timeline.now);
  const unmet = plan.unmet.map((one) => unmetWords(context, plan, one, timeline.now));
  const holds = { observe: "energy.only_shows", suggest: "energy.only_shows", ask: "energy.asks_first" } as const;
  const held = holds[plan.autonomy as keyof typeof holds];
  const only = held === undefined ? nothing : html`<p class="hint only">${localize(held)}</p>`;
  return html`<div role="status" class="notice-place">
      ${told.map((text) => html`<p class="notice">${ICONS.alert}<span dir="auto">${text}</span></p>`)}
    </div>
    ${unmet.length === 0
      ? nothing
      : html`<section class="unmet" aria-labelledby="unmet">
          <h3 id="unmet">${localize("energy.unmet_title")}</h3>
          <ul>
            ${unmet.map((text) => html`<li>${ICONS.cross}<span dir="auto">${text}</span></li>`)}
          </ul>
        </section>`}
    ${only}`;
};

const sumView = (name: string, value: string, hint: string | typeof nothing = nothing): TemplateResult =>
  html`<div class="sum">
    <dt>${name}</dt>
    <dd>${value}${hint === nothing ? nothing : html`<span class="hint">${hint}</span>`}</dd>
  </div>`;

const moneyView = (context: EnergyContext): Part => {
  const { plan, localize } = context;
  const { cost, baseline_cost: without, saving } = plan;
  const money = { ...context, currency: saving.currency };
  const hours = Math.round(((plan.steps.at(-1) ?? 0) - (plan.steps[0] ?? 0)) / 3600);
  const rows = [
    ...(saving.today === null ? [] : [sumView(localize(saving.dry_run ? "energy.would_today" : "energy.saved_today"), amount(money, saving.today))]),
    ...(saving.total === null
      ? []
      : [
          sumView(
            localize(saving.dry_run ? "energy.would_total" : "energy.saved_total"),
            amount(money, saving.total),
            saving.since === null ? nothing : localize("energy.since", { time: day(context, saving.since) }),
          ),
        ]),
    ...(cost === null
      ? []
      : [
          sumView(
            localize("energy.cost", { hours: period(hours * 3_600_000, localeOf(context.hass)) }),
            amount(context, cost),
            without === null ? nothing : localize("energy.without", { amount: amount(context, without) }),
          ),
        ]),
  ];
  return rows.length === 0 ? nothing : html`<dl class="money">${rows}</dl>`;
};

const LEGEND = [
  ["pv", "energy.sun"],
  ["bought", "energy.bought"],
  ["sold", "energy.sold"],
  ["load", "energy.load"],
] as const;

const headingView = (text: string, unit: string, legend: unknown = nothing): TemplateResult =>
  html`<h3 class="plot-head"><span>${text} <span class="unit">${unit}</span></span>${legend}</h3>`;

/** Seconds that an arrow key goes on. */
const LOOK_STEP = 900;

const lookedText = (context: EnergyContext, step: number): string => {
  const { timeline } = context;
  const figures = figuresAt(context, step).map(([name, value]) => `${name}: ${value}`);
  const assets = timeline.tracks.map((track) => `${track.asset.name}: ${assetAt(context, track, step)}`);
  return [clock(context, timeline.edges[step] ?? 0, timeline.now), ...figures, ...assets].join(", ");
};

/** The step that is looked at: chosen by the keyboard here, or by a finger on the picture. */
const lookView = (context: EnergyContext): TemplateResult => {
  const { localize, timeline, looked, chosen, actions, x } = context;
  return html`<div class="look">
    <p class="figures" aria-hidden="true">
      <span class="at">${clock(context, timeline.edges[looked] ?? 0, timeline.now)}</span>
      ${figuresAt(context, looked).map(([name, value]) => html`<span><span class="of">${name}</span> ${value}</span>`)}
    </p>
    <button class="link" type="button" ?hidden=${!chosen} @click=${() => actions.look(null)}>${localize("energy.to_now")}</button>
    <div class="slide" dir="ltr">
      <input
        type="range"
        min=${x.low}
        max=${x.high}
        step=${LOOK_STEP}
        .value=${String(chosen ? (timeline.edges[looked] ?? x.low) : timeline.now)}
        aria-label=${localize("energy.look")}
        aria-valuetext=${lookedText(context, looked)}
        @input=${(event: InputEvent) => actions.look(Number((event.target as HTMLInputElement).value))}
      />
    </div>
  </div>`;
};

const pictureView = (context: EnergyContext): TemplateResult => {
  const { localize, plan } = context;
  const legend = html`<span class="legend">
    ${LEGEND.map(([name, key]) => html`<span class="key"><span class="swatch ${name}" aria-hidden="true"></span>${localize(key)}</span>`)}
  </span>`;
  return html`${lookView(context)}
    <div class="plots axis-place" dir="ltr">${axisView(context)}</div>
    ${headingView(localize("energy.price"), localize("energy.per_kwh", { price: plan.currency }))}
    <div class="plots" dir="ltr">${pricePlot(context)}</div>
    ${headingView(localize("energy.powers"), "kW", legend)}
    <div class="plots" dir="ltr">${powerPlot(context)}</div>`;
};

const toldText = (context: EnergyContext, told: EnergyTold | null): string => {
  const { localize, plan, hass } = context;
  const asset = plan.assets.find((one) => one.id === told?.assetId);
  if (told === null || asset === undefined) {
    return "";
  }
  const { name } = asset;
  return told.kind === "automatic"
    ? localize("energy.now_automatic", { name })
    : localize("energy.now_set", { name, mode: modeWords(localize, asset, told.mode), time: period(told.minutes * 60_000, localeOf(hass)) });
};

const toldView = (context: EnergyContext): TemplateResult => {
  const text = toldText(context, context.state.told);
  return html`<div role="status" class="told-place" tabindex="-1">
    ${text === "" ? nothing : html`<p class="told good">${ICONS.check}<span dir="auto">${text}</span></p>`}
  </div>`;
};

/** A question in one's own words: the agent turns it into numbers, and the plan answers. */
const whatIfView = ({ localize, state, actions, ready }: EnergyContext): TemplateResult => {
  const { whatIf } = state;
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector("input");
    const question = field?.value.trim() ?? "";
    if (question !== "") {
      actions.ask(question);
    }
  };
  return html`<section aria-labelledby="what-if">
    <h3 id="what-if">${localize("energy.what_if")}</h3>
    <form class="what-if" @submit=${onSubmit}>
      <input class="field" maxlength="500" aria-labelledby="what-if" placeholder=${localize("energy.what_if_hint")} autocomplete="off" />
      <button class="pill" type="submit" ?disabled=${!ready || whatIf?.waiting === true}>${localize("energy.what_if_ask")}</button>
    </form>
    <div role="status" class="what-if-answer">
      ${whatIf === null || (whatIf.answer === "" && !whatIf.waiting)
        ? nothing
        : html`<p dir="auto">${whatIf.answer === "" ? localize("state.thinking") : whatIf.answer}</p>`}
    </div>
    ${failureView(localize, whatIf?.failure ?? undefined)}
  </section>`;
};

const errorsView = (context: EnergyContext): Part => {
  const { plan, localize, unfolded, actions, hass } = context;
  const errors = Object.entries(plan.forecast_error).flatMap(([name, error]) => (error === undefined ? [] : [[name, error] as const]));
  if (errors.length === 0) {
    return nothing;
  }
  const open = unfolded.has("errors");
  const number = new Intl.NumberFormat(localeOf(hass), { maximumSignificantDigits: 2 });
  return html`<div class="errors">
    <button class="link" type="button" aria-expanded=${open} aria-controls="errors" @click=${() => actions.unfold("errors")}>
      ${localize("energy.errors")}${ICONS.chevron}
    </button>
    <dl id="errors" class="error-list" ?hidden=${!open}>
      ${errors.map(
        ([name, { mae, unit }]) =>
          html`<div>
            <dt>${wordsOr(localize, `energy.forecast.${name}`, name)}</dt>
            <dd>± ${number.format(mae)} ${unit}</dd>
          </div>`,
      )}
    </dl>
  </div>`;
};

/** All of it. */
export const planView = (context: EnergyContext): TemplateResult => {
  const { localize, timeline, asTable, actions, whatIf } = context;
  const shown = timeline.edges.length > 1;
  return html`${noticesView(context)} ${toldView(context)} ${moneyView(context)}
    <div class="view-switch">
      <button class="pill quiet" type="button" aria-pressed=${asTable} @click=${() => actions.showTable(!asTable)}>${localize("energy.as_table")}</button>
    </div>
    ${!shown ? nothing : asTable ? tableView(context) : html`<div class="picture">${pictureView(context)}</div>`}
    <ul class="assets" aria-label=${localize("energy.assets")}>
      ${repeat(
        timeline.tracks,
        ({ asset }) => asset.id,
        (track) => assetView(context, track, shown && !asTable),
      )}
    </ul>
    ${whatIf ? whatIfView(context) : nothing} ${errorsView(context)}`;
};
