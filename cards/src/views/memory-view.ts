/** What is remembered, by whose it is: to look through, to correct and to forget. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { correctable, found, LONGEST_FACT, type Fact } from "../model/fact.js";
import type { HomeAssistant } from "../model/hass.js";
import { distinctNames } from "../model/names.js";
import type { ItemView, Overview } from "../model/overview.js";
import { moment } from "../model/text.js";
import { failureView } from "./failure-view.js";
import { ICONS } from "./icons.js";
import type { OverviewContext } from "./overview-context.js";

type Part = TemplateResult | typeof nothing;

/** Facts of one owner shown before the rest is folded away. */
const SHOWN = 5;

/** Facts from which on there is something to search. */
const SEARCHED_FROM = 4;

const namesOf = (hass: HomeAssistant, { about }: Fact): string => {
  const entities = about.filter((id) => id.includes("."));
  const areas = about.filter((id) => !id.includes(".")).map((id) => hass.areas?.[id]?.name ?? id);
  return [...distinctNames(hass, entities).values(), ...areas].join(", ");
};

const metaView = ({ hass, localize, now }: OverviewContext, fact: Fact): TemplateResult => {
  const names = namesOf(hass, fact);
  const { how, words, at } = fact.source;
  // What was said is told where it says more than the fact itself.
  const tells = words !== "" && how !== "repeated" && !words.toLowerCase().includes(fact.text.toLowerCase());
  return html`<p class="meta">
    ${fact.kind === "fact" ? nothing : html`<span class="kind">${localize(`memory.${fact.kind}`)}</span>`}
    <span>${localize(`memory.${how}`)}, <time datetime=${at}>${moment(at || fact.since, hass, now)}</time></span>
    ${names === "" ? nothing : html`<span><bdi>${localize("memory.about", { names })}</bdi></span>`}
    ${tells ? html`<q><bdi>${words}</bdi></q>` : nothing}
    ${fact.until === null
      ? nothing
      : html`<span>${localize("memory.until", { time: moment(fact.until, hass, now) })}</span>`}
  </p>`;
};

const buttonsView = ({ localize, actions, ready }: OverviewContext, fact: Fact): TemplateResult =>
  html`<div class="buttons">
    ${correctable(fact) === null
      ? nothing
      : html`<button
          class="pill quiet"
          type="button"
          data-button="correct"
          aria-label=${localize("memory.correct_label", { text: fact.text })}
          ?disabled=${!ready}
          @click=${() => actions.mode(fact, "correct")}
        >
          ${ICONS.edit}${localize("memory.correct")}
        </button>`}
    <button
      class="pill quiet"
      type="button"
      data-button="forget"
      aria-label=${localize("memory.forget_label", { text: fact.text })}
      ?disabled=${!ready}
      @click=${() => actions.mode(fact, "forget")}
    >
      ${ICONS.cross}${localize("memory.forget")}
    </button>
  </div>`;

const forgetView = ({ localize, actions, ready }: OverviewContext, fact: Fact, busy: boolean): TemplateResult =>
  html`<div class="sure" role="group" aria-label=${localize("memory.forget_label", { text: fact.text })}>
    <p>${localize("memory.forget_question")}</p>
    <div class="buttons">
      <button
        class="pill grave"
        type="button"
        data-button="sure"
        ?disabled=${busy || !ready}
        @click=${() => actions.forget(fact)}
      >
        ${ICONS.cross}${localize("memory.forget")}
      </button>
      <button class="pill" type="button" ?disabled=${busy} @click=${() => actions.mode(fact, null)}>
        ${localize("memory.keep")}
      </button>
    </div>
  </div>`;

const correctView = ({ localize, actions, ready }: OverviewContext, fact: Fact, busy: boolean): TemplateResult => {
  const number = correctable(fact) === "number";
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector("input");
    actions.correct(fact, field?.value ?? "");
  };
  return html`<form class="sure" @submit=${onSubmit}>
    <label for="right-${fact.fact_id}">${localize("memory.right")}</label>
    <input
      id="right-${fact.fact_id}"
      class="field"
      dir="auto"
      autocomplete="off"
      maxlength=${LONGEST_FACT}
      inputmode=${number ? "decimal" : "text"}
      .value=${number ? String(fact.value) : fact.text}
      ?disabled=${busy}
    />
    <div class="buttons">
      <button class="pill strong" type="submit" ?disabled=${busy || !ready}>${ICONS.check}${localize("memory.save")}</button>
      <button class="pill" type="button" ?disabled=${busy} @click=${() => actions.mode(fact, null)}>
        ${localize("memory.cancel")}
      </button>
    </div>
  </form>`;
};

const factView = (context: OverviewContext, fact: Fact, view: ItemView): TemplateResult => {
  const busy = view.busy === true;
  return html`<li class="fact" data-fact=${fact.fact_id} tabindex="-1">
    <div class="body">
      <p class="fact-text" dir="auto">${fact.text}</p>
      ${metaView(context, fact)}
      ${failureView(context.localize, view.failure)}
      ${view.mode === "forget" ? forgetView(context, fact, busy) : nothing}
      ${view.mode === "correct" ? correctView(context, fact, busy) : nothing}
    </div>
    ${view.mode === undefined ? buttonsView(context, fact) : nothing}
  </li>`;
};

const ownerView = (context: OverviewContext, state: Overview, owner: Fact["owner"], facts: readonly Fact[]): Part => {
  const own = facts.filter((fact) => fact.owner === owner);
  if (own.length === 0) {
    return nothing;
  }
  const { localize, unfolded, actions } = context;
  const id = `facts-${owner}`;
  const open = unfolded.has(id) || state.search !== "";
  const hidden = own.length - SHOWN;
  const foldable = hidden > 1 && state.search === "";
  return html`<h4 id="owner-${owner}">${owner === "household" ? ICONS.home : ICONS.person}${localize(`memory.${owner}`)}</h4>
    <ul class="rows" id=${id} aria-labelledby="owner-${owner}">
      ${repeat(
        foldable && !open ? own.slice(0, SHOWN) : own,
        (fact) => fact.fact_id,
        (fact) => factView(context, fact, state.views[fact.fact_id] ?? {}),
      )}
    </ul>
    ${foldable
      ? html`<button class="link" type="button" aria-expanded=${open} aria-controls=${id} @click=${() => actions.unfold(id)}>
          ${open ? localize("memory.fewer") : localize("memory.more", { count: hidden })}
        </button>`
      : nothing}`;
};

const searchView = ({ localize, actions }: OverviewContext, search: string): TemplateResult =>
  html`<div class="search">
    ${ICONS.search}
    <input
      class="field"
      type="search"
      dir="auto"
      autocomplete="off"
      aria-label=${localize("memory.search")}
      placeholder=${localize("memory.search")}
      .value=${search}
      @input=${(event: InputEvent) => actions.search((event.target as HTMLInputElement).value)}
    />
  </div>`;

/** What is remembered. */
export const memoryView = (context: OverviewContext, state: Overview): TemplateResult => {
  const { hass, localize } = context;
  const facts = found(state.facts, state.search, (fact) => namesOf(hass, fact));
  return html`<section aria-labelledby="memory">
    <h3 id="memory">${localize("memory.title")}</h3>
    ${state.facts.length === 0
      ? html`<p class="none">${ICONS.memory}<span>${localize("memory.none")} ${localize("memory.none_hint")}</span></p>`
      : nothing}
    ${state.facts.length >= SEARCHED_FROM || state.search !== "" ? searchView(context, state.search) : nothing}
    <div role="status">
      ${facts.length === 0 && state.facts.length > 0
        ? html`<p class="none">${localize("memory.not_found", { words: state.search })}</p>`
        : nothing}
    </div>
    ${ownerView(context, state, "person", facts)} ${ownerView(context, state, "household", facts)}
  </section>`;
};
