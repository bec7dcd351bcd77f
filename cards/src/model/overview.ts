/** The state of the overview card and how each event changes it; pure, as that of the conversation. */
import type { Agent, Usage } from "./agent.js";
import type { Approval } from "./approval.js";
import type { Fact } from "./fact.js";
import type { Failure } from "./failure.js";
import type { Suggestion } from "./suggestion.js";
import type { Status } from "./turn.js";

/** What a person is about to do with a fact. */
export type Mode = "correct" | "forget";

/** What a person did with one question, agent or fact in this card, by its id. */
export interface ItemView {
  readonly busy?: boolean;
  readonly mode?: Mode;
  readonly failure?: Failure;
}

/** What came of the last thing that a person did here. */
export type Told =
  | { readonly kind: "answer"; readonly text: string; readonly status: Status }
  | { readonly kind: "corrected" | "forgotten" | "accepted" | "pasted" | "dismissed"; readonly text: string };

/** What is read from Home Assistant; a part that the card does not show stays empty. */
export interface Content {
  readonly agents: readonly Agent[];
  /** Null for those who are no administrators. */
  readonly usage: Usage | null;
  readonly facts: readonly Fact[];
}

export interface Overview extends Content {
  readonly phase: "loading" | "ready" | "failed";
  readonly failure: Failure | null;
  readonly connected: boolean;
  readonly approvals: readonly Approval[];
  readonly suggestions: readonly Suggestion[];
  readonly views: Readonly<Record<string, ItemView | undefined>>;
  readonly told: Told | null;
  readonly search: string;
}

export type OverviewEvent =
  | { readonly type: "loading" }
  | { readonly type: "loaded"; readonly content: Partial<Content> }
  | { readonly type: "load-failed"; readonly failure: Failure }
  | { readonly type: "connected"; readonly connected: boolean }
  | { readonly type: "approvals"; readonly approvals: readonly Approval[] }
  | { readonly type: "suggestions"; readonly suggestions: readonly Suggestion[] }
  | { readonly type: "mode"; readonly id: string; readonly mode: Mode | null }
  | { readonly type: "busy"; readonly id: string }
  | { readonly type: "done"; readonly id: string; readonly told: Told | null }
  | { readonly type: "failed"; readonly id: string; readonly failure: Failure }
  | { readonly type: "search"; readonly words: string };

export const NOTHING: Overview = {
  phase: "loading",
  failure: null,
  connected: true,
  approvals: [],
  suggestions: [],
  agents: [],
  usage: null,
  facts: [],
  views: {},
  told: null,
  search: "",
};

const see = (state: Overview, id: string, view: ItemView | undefined): Overview => {
  const { [id]: _, ...others } = state.views;
  return { ...state, views: view === undefined ? others : { ...others, [id]: view } };
};

const onMode = (state: Overview, id: string, mode: Mode | null): Overview => {
  // One fact at a time, so that no half-written correction is left behind.
  const views = Object.fromEntries(Object.entries(state.views).filter(([, view]) => view?.mode === undefined));
  return { ...state, views: mode === null ? views : { ...views, [id]: { mode } } };
};

/** Return the state after an event. */
export const reduceOverview = (state: Overview, event: OverviewEvent): Overview => {
  switch (event.type) {
    case "loading":
      return { ...state, phase: state.phase === "ready" ? "ready" : "loading", failure: null };
    case "loaded":
      return { ...state, ...event.content, phase: "ready", failure: null };
    case "load-failed":
      return { ...state, phase: "failed", failure: event.failure };
    case "connected":
      return { ...state, connected: event.connected };
    case "approvals":
      return { ...state, approvals: event.approvals };
    case "suggestions":
      return { ...state, suggestions: event.suggestions };
    case "mode":
      return onMode(state, event.id, event.mode);
    case "busy":
      return see({ ...state, told: null }, event.id, { ...state.views[event.id], busy: true });
    case "done":
      return see({ ...state, told: event.told }, event.id, undefined);
    case "failed": {
      const { busy: _, ...view } = state.views[event.id] ?? {};
      return see(state, event.id, { ...view, failure: event.failure });
    }
    case "search":
      return { ...state, search: event.words };
  }
};
