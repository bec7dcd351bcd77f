/** The card around the turns: head, notices, the conversation, and where to write. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Conversation } from "../model/conversation.js";
import { visibleTurns } from "../model/conversation.js";
import { examples } from "../model/names.js";
import { partsOf, wantedBy } from "../model/turn.js";
import type { Context } from "./context.js";
import { failedView } from "./failure-view.js";
import { ICONS } from "./icons.js";
import { pendingView, turnView, unansweredView } from "./turn-view.js";

type Part = TemplateResult | typeof nothing;

/** The longest sentence that can be written. */
const MOST_LETTERS = 2000;

export interface Composer {
  readonly draft: string;
  readonly waiting: boolean;
  write(draft: string): void;
  send(): void;
  stop(): void;
}

/** The head of the card. */
export const headView = (title: string, icon: unknown = ICONS.agent): TemplateResult =>
  html`<header class="head">
    <span class="emblem">${icon}</span>
    <h2 dir="auto">${title}</h2>
  </header>`;

/** What keeps the card from working; the place is always there, so that it is read out when it fills. */
export const noticeView = (icon: "offline" | "alert", text: string | null): TemplateResult =>
  html`<div role="status" class="notice-place">
    ${text === null ? nothing : html`<p class="notice">${ICONS[icon]}<span>${text}</span></p>`}
  </div>`;

const emptyView = ({ hass, localize, actions, ready }: Context): TemplateResult =>
  html`<div class="empty">
    <h3>${localize("empty.title")}</h3>
    <p>${localize("empty.hint")}</p>
    <div class="examples" role="group" aria-label=${localize("empty.examples")}>
      ${examples(hass, localize).map(
        (sentence) =>
          html`<button class="pill" type="button" ?disabled=${!ready} @click=${() => actions.say(sentence)}>
            <span dir="auto">${sentence}</span>
          </button>`,
      )}
    </div>
  </div>`;

const loadingView = ({ localize }: Context): TemplateResult =>
  html`<div class="loading">
    <span class="sr">${localize("state.loading")}</span>
    <span class="ghost end" aria-hidden="true"></span>
    <span class="ghost" aria-hidden="true"></span>
    <span class="ghost short" aria-hidden="true"></span>
  </div>`;

const turnsView = (context: Context, state: Conversation): TemplateResult => {
  const now = new Date();
  return html`${state.earlier
    ? html`<div class="earlier">
        <button class="pill quiet" type="button" @click=${() => context.actions.showEarlier()}>
          ${context.localize("log.earlier")}
        </button>
      </div>`
    : nothing}
  ${repeat(
    visibleTurns(state),
    (turn) => turn.turn_id,
    (turn) =>
      turnView(
        context,
        turn,
        state.views[turn.turn_id] ?? {},
        wantedBy(turn, state.turns, state.approvals, now),
        partsOf(turn, state.turns),
      ),
  )}
  ${state.unanswered === null ? nothing : unansweredView(context, state.unanswered)}
  ${state.pending === null ? nothing : pendingView(context, state.pending)}`;
};

const contentView = (context: Context, state: Conversation): TemplateResult => {
  const isEmpty = state.turns.length === 0 && state.pending === null && state.unanswered === null;
  if (!isEmpty) {
    return turnsView(context, state);
  }
  switch (state.phase) {
    case "loading":
      return loadingView(context);
    case "failed":
      return failedView(context.localize, state.failure ?? { key: "load" }, context.actions.retry);
    case "ready":
      return emptyView(context);
  }
};

/** The conversation; it is read out politely, and only when an answer is whole. */
export const logView = (context: Context, state: Conversation, onScroll: () => void): TemplateResult =>
  html`<div
    class="log"
    role="log"
    aria-live="polite"
    aria-label=${context.localize("log.label")}
    aria-busy=${state.pending !== null || state.phase === "loading"}
    tabindex="0"
    @scroll=${onScroll}
  >
    ${contentView(context, state)}
  </div>`;

/** The way back to the newest turn, for those who scrolled up. */
export const newestView = ({ localize }: Context, away: boolean, onClick: () => void): Part =>
  away
    ? html`<button class="pill newest" type="button" @click=${onClick}>${ICONS.down}${localize("log.newest")}</button>`
    : nothing;

/** Where a sentence is written: Enter sends, Shift and Enter begin a new line. */
export const composerView = ({ localize, ready }: Context, composer: Composer): TemplateResult => {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      composer.send();
    }
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    composer.send();
  };
  return html`<form class="composer" @submit=${onSubmit}>
    <textarea
      id="words"
      rows="1"
      dir="auto"
      maxlength=${MOST_LETTERS}
      autocomplete="off"
      enterkeyhint="send"
      aria-label=${localize("composer.label")}
      placeholder=${localize("composer.placeholder")}
      .value=${composer.draft}
      @input=${(event: InputEvent) => composer.write((event.target as HTMLTextAreaElement).value)}
      @keydown=${onKey}
    ></textarea>
    ${composer.waiting
      ? html`<button class="round" type="button" aria-label=${localize("composer.stop")} @click=${() => composer.stop()}>
          ${ICONS.stop}
        </button>`
      : html`<button
          class="round strong"
          type="submit"
          aria-label=${localize("composer.send")}
          ?disabled=${!ready || composer.draft.trim() === ""}
        >
          ${ICONS.send}
        </button>`}
  </form>`;
};
