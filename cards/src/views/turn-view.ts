/** One turn: the words, the answer, what was done, why, and the way back. */
import { html, nothing, type TemplateResult } from "lit";
import type { Pending, TurnView, Unanswered } from "../model/conversation.js";
import { localeOf } from "../model/hass.js";
import { wordsOr } from "../model/localize.js";
import { distinctNames } from "../model/names.js";
import { duration, excerpt, moment } from "../model/text.js";
import { canBeUndone, changesOf, problemsOf, type Problem, type Turn, type Wanted } from "../model/turn.js";
import { changesView } from "./change-view.js";
import type { Context } from "./context.js";
import { decisionView } from "./decision-view.js";
import { failureView, unheardView } from "./failure-view.js";
import { ICONS } from "./icons.js";
import { partsView, readText, servedBy } from "./parts-view.js";

type Part = TemplateResult | typeof nothing;

/** The words of a turn; a press of a button and what was planned have none of their own. */
const wordsOf = ({ localize }: Context, turn: Turn): string => {
  if (turn.words !== "") {
    return turn.words;
  }
  if (turn.planned_by) {
    return localize("turn.planned");
  }
  if (turn.undoes !== null) {
    return localize("turn.pressed_undo");
  }
  const talk = turn.requests.find((request) => request.type === "talk")?.talk;
  return localize(talk === "yes" ? "turn.confirmed" : talk === "no" ? "turn.rejected" : "turn.pressed");
};

const folding = (context: Context, id: string, text: string): TemplateResult => {
  const { localize, unfolded, actions } = context;
  const beginning = excerpt(text);
  if (beginning === null) {
    return html`<span class="text" dir="auto">${text}</span>`;
  }
  const open = unfolded.has(id);
  return html`<span id=${id} class="text" dir="auto">${open ? text : beginning}</span>
    <button class="link" type="button" aria-expanded=${open} aria-controls=${id} @click=${() => actions.unfold(id)}>
      ${localize(open ? "turn.less_text" : "turn.more_text")}
    </button>`;
};

const wordsView = (context: Context, id: string, words: string): TemplateResult =>
  html`<p class="words"><span class="sr">${context.localize("turn.you")}: </span>${folding(context, id, words)}</p>`;

const answerView = (context: Context, id: string, answer: string): Part =>
  answer === ""
    ? nothing
    : html`<p class="answer"><span class="sr">${context.localize("turn.agent")}: </span>${folding(context, id, answer)}</p>`;

const statusView = ({ localize }: Context, turn: Turn, wanted: Wanted | null): Part => {
  const { status } = turn;
  if (status === "done" || status === "answered" || (status === "asked" && wanted === null)) {
    return nothing;
  }
  const icons = {
    asked: ICONS.question,
    partial: ICONS.alert,
    under_way: ICONS.clock,
    scheduled: ICONS.clock,
    missed: ICONS.alert,
  };
  const icon = status in icons ? icons[status as keyof typeof icons] : ICONS.cross;
  return html`<span class="status ${status}">${icon}${localize(`status.${status}`)}</span>`;
};

const reasonText = ({ localize }: Context, { reason, details }: Problem): string => {
  if (reason === "overruled" && typeof details?.["agent"] === "string") {
    return localize("problem.overruled_by", { agent: details["agent"] });
  }
  if (reason === "overruled" && details?.["why"] === "person") {
    return localize("problem.overruled_by_person");
  }
  return wordsOr(localize, `problem.${reason}`, localize("problem.other"));
};

const problemView = (context: Context, problem: Problem): TemplateResult => {
  const { hass } = context;
  const reason = reasonText(context, problem);
  const ids = problem.entity_ids ?? [];
  const subject = ids.length > 0 ? [...distinctNames(hass, ids).values()].join(", ") : problem.words;
  return html`<li>
    ${ICONS.alert}<span
      >${subject ? html`<b dir="auto">${subject}</b>: ` : nothing}${reason}</span
    >
  </li>`;
};

const problemsView = (context: Context, turn: Turn): Part => {
  const problems = problemsOf(turn);
  const calls = turn.calls.filter((call) => call.error);
  if (problems.length + calls.length === 0) {
    return nothing;
  }
  return html`<ul class="problems" aria-label=${context.localize("turn.problems")}>
    ${problems.map((problem) => problemView(context, problem))}
    ${calls.map(
      (call) =>
        html`<li>
          ${ICONS.alert}<span
            >${context.localize("turn.call_failed", {
              action: `${call.domain}.${call.service}`,
              error: call.error ?? "",
            })}</span
          >
        </li>`,
    )}
  </ul>`;
};

const questionView = (context: Context, turn: Turn, wanted: Wanted | null, busy: boolean): Part => {
  const { hass, localize, actions, ready } = context;
  if (wanted === null) {
    return nothing;
  }
  if (wanted.kind === "choose") {
    const names = distinctNames(hass, wanted.candidates);
    return html`<div class="buttons" role="group" aria-label=${localize("turn.choices")}>
      ${[...names.values()].map(
        (name) =>
          html`<button
            class="pill"
            type="button"
            ?disabled=${busy || !ready}
            @click=${() => actions.say(name, turn.conversation_id)}
          >
            <span dir="auto">${name}</span>
          </button>`,
      )}
    </div>`;
  }
  const { approval } = wanted;
  return html`<p class="meta open">
      ${localize("approval.until", { time: moment(approval.expires, hass) })}
    </p>
    ${decisionView(localize, {
      id: turn.turn_id,
      question: turn.answer,
      pin: approval.pin,
      disabled: busy || !ready,
      approve: (pin) => actions.press(turn, "approve", pin),
      reject: () => actions.press(turn, "reject"),
    })}`;
};

const layerText = ({ hass, localize }: Context, turn: Turn): string | null => {
  if (turn.layer === "none") {
    return null;
  }
  const time = turn.times["understand_ms"];
  return time === undefined
    ? localize(`layer.${turn.layer}`)
    : localize(`layer.${turn.layer}_time`, { time: duration(time, localeOf(hass)) });
};

const footerView = (context: Context, turn: Turn, view: TurnView, parts: readonly Turn[]): TemplateResult => {
  const { hass, localize, actions } = context;
  const words = wordsOf(context, turn);
  const layer = layerText(context, turn);
  const [agent, read] = [servedBy(context, turn), readText(context, turn)];
  const busy = view.busy !== undefined;
  return html`<div class="footer">
    <p class="meta">
      <time datetime=${turn.at}>${moment(turn.at, hass)}</time>
      ${agent === null ? nothing : html`<span><bdi>${agent}</bdi></span>`}
      ${layer === null ? nothing : html`<span class="layer" title=${turn.model ?? nothing}>${layer}</span>`}
      ${read === null ? nothing : html`<span>${read}</span>`}
    </p>
    <div class="buttons">
      <button
        class="pill quiet"
        type="button"
        data-button="why"
        aria-label=${localize("turn.why_label", { words })}
        aria-expanded=${view.explained === true}
        aria-controls="why-${turn.turn_id}"
        ?disabled=${view.busy === "explain"}
        @click=${() => actions.press(turn, "explain")}
      >
        ${localize("turn.why")}${ICONS.chevron}
      </button>
      ${canBeUndone(turn, parts)
        ? html`<button
            class="pill quiet"
            type="button"
            data-button="undo"
            aria-label=${localize("turn.undo_label", { words })}
            ?disabled=${busy}
            @click=${() => actions.press(turn, "undo")}
          >
            ${ICONS.undo}${localize("turn.undo")}
          </button>`
        : nothing}
      ${turn.undone_by === null
        ? nothing
        : html`<span class="status undone">${ICONS.undo}${localize("turn.undone")}</span>`}
    </div>
  </div>`;
};

const explanationView = ({ localize }: Context, turn: Turn, view: TurnView): TemplateResult =>
  html`<div id="why-${turn.turn_id}" class="why" ?hidden=${view.explained !== true && view.busy !== "explain"}>
    ${view.busy === "explain"
      ? html`<p>${localize("turn.explaining")}…</p>`
      : html`<p dir="auto">${view.explanation ?? ""}</p>`}
  </div>`;

/** One turn of the conversation, with what it delegated. */
export const turnView = (
  context: Context,
  turn: Turn,
  view: TurnView,
  wanted: Wanted | null,
  parts: readonly Turn[] = [],
): TemplateResult =>
  html`<article
    class="turn ${turn.undone_by === null ? "" : "is-undone"}"
    tabindex="-1"
    data-turn=${turn.turn_id}
    aria-label=${wordsOf(context, turn)}
    aria-busy=${view.busy !== undefined}
  >
    ${wordsView(context, `words-${turn.turn_id}`, wordsOf(context, turn))}
    <div class="reply">
      ${statusView(context, turn, wanted)} ${answerView(context, `answer-${turn.turn_id}`, turn.answer)}
      ${questionView(context, turn, wanted, view.busy !== undefined)}
      ${changesView(context, turn.turn_id, changesOf(turn, parts))} ${problemsView(context, turn)}
      ${partsView(context, turn, wordsOf(context, turn), parts)}
      ${failureView(context.localize, view.failure)}
      ${footerView(context, turn, view, parts)} ${explanationView(context, turn, view)}
    </div>
  </article>`;

/** The sentence on its way, with what has come of the answer. */
export const pendingView = (context: Context, pending: Pending): TemplateResult =>
  html`<article class="turn pending" aria-label=${pending.words}>
    ${wordsView(context, "words-pending", pending.words)}
    <div class="reply">
      ${pending.text === ""
        ? html`<p class="thinking">
            <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span
            ><span>${context.localize("state.thinking")}</span>
          </p>`
        : html`<p class="answer streaming" dir="auto">${pending.text}</p>`}
    </div>
  </article>`;

/** A sentence that got no answer. */
export const unansweredView = (context: Context, { words, failure }: Unanswered): TemplateResult =>
  html`<article class="turn" aria-label=${words}>
    ${wordsView(context, "words-unanswered", words)}
    <div class="reply">
      ${unheardView(context.localize, failure)}
    </div>
  </article>`;
