/** The card's state and how each event changes it; pure, so that every order of events can be tested. */
import type { Agent } from "./agent.js";
import type { Approval } from "./approval.js";
import type { Failure } from "./failure.js";
import type { Approvals, Turn } from "./turn.js";

export type Press = "undo" | "approve" | "reject" | "explain";

/** What a person did with one turn in this card. */
export interface TurnView {
  readonly busy?: Press;
  readonly explanation?: string;
  readonly explained?: boolean;
  readonly failure?: Failure;
}

/** A sentence on its way; `request` tells its events from those of an older one. */
export interface Pending {
  readonly request: number;
  readonly words: string;
  readonly text: string;
  readonly turnId: string | null;
}

/** A sentence without an answer, and why. */
export interface Unanswered {
  readonly words: string;
  readonly failure: Failure;
}

export interface Conversation {
  readonly phase: "loading" | "ready" | "failed";
  readonly failure: Failure | null;
  readonly connected: boolean;
  /** Oldest first. */
  readonly turns: readonly Turn[];
  readonly earlier: boolean;
  readonly conversationId: string | null;
  readonly pending: Pending | null;
  readonly unanswered: Unanswered | null;
  readonly views: Readonly<Record<string, TurnView>>;
  readonly approvals: Approvals;
  /** The agents, as far as they are known. */
  readonly agents: readonly Agent[];
}

export type Event =
  | { readonly type: "loading" }
  | { readonly type: "loaded"; readonly turns: readonly Turn[]; readonly earlier: boolean }
  | { readonly type: "load-failed"; readonly failure: Failure }
  | { readonly type: "earlier"; readonly turns: readonly Turn[]; readonly earlier: boolean }
  | { readonly type: "connected"; readonly connected: boolean }
  | { readonly type: "approvals"; readonly approvals: readonly Approval[] }
  | { readonly type: "agents"; readonly agents: readonly Agent[] }
  | { readonly type: "turn"; readonly turn: Turn }
  | { readonly type: "asked"; readonly request: number; readonly words: string }
  | { readonly type: "delta"; readonly request: number; readonly text: string }
  | { readonly type: "done"; readonly request: number; readonly turn: Turn; readonly conversationId: string | null }
  | { readonly type: "ask-failed"; readonly request: number; readonly failure: Failure }
  | { readonly type: "pressed"; readonly turnId: string; readonly press: Press }
  | { readonly type: "press-done"; readonly turnId: string; readonly turn: Turn }
  | { readonly type: "press-failed"; readonly turnId: string; readonly failure: Failure }
  | { readonly type: "explained"; readonly turnId: string; readonly text: string }
  | { readonly type: "explanation-toggled"; readonly turnId: string };

export const EMPTY: Conversation = {
  phase: "loading",
  failure: null,
  connected: true,
  turns: [],
  earlier: false,
  conversationId: null,
  pending: null,
  unanswered: null,
  views: {},
  approvals: {},
  agents: [],
};

/** Merge turns by id, the later given wins, ordered by time. */
export const mergeTurns = (known: readonly Turn[], given: readonly Turn[]): readonly Turn[] => {
  const byId = new Map([...known, ...given].map((turn) => [turn.turn_id, turn]));
  return [...byId.values()].sort((a, b) => a.at.localeCompare(b.at) || a.turn_id.localeCompare(b.turn_id));
};

/** The turns to show: not the one that is still streaming, and what was delegated only with the turn above it. */
export const visibleTurns = (state: Conversation): readonly Turn[] =>
  state.turns.filter((turn) => !turn.parent && turn.turn_id !== state.pending?.turnId);

const remember = (state: Conversation, turns: readonly Turn[]): Conversation => ({
  ...state,
  turns: mergeTurns(state.turns, turns),
});

const see = (state: Conversation, turnId: string, change: (view: TurnView) => TurnView): Conversation => ({
  ...state,
  views: { ...state.views, [turnId]: change(state.views[turnId] ?? {}) },
});

const idle = ({ busy: _, failure: __, ...view }: TurnView): TurnView => view;

const onTurn = (state: Conversation, turn: Turn): Conversation => {
  const known = state.turns.some((other) => other.turn_id === turn.turn_id);
  const pending = state.pending;
  // The journal's event may come before the stream's end: it is the same turn, shown once.
  const said = !known && !turn.parent;
  const streams = pending?.turnId === null && said && turn.words === pending.words;
  const unanswered = said && turn.words === state.unanswered?.words ? null : state.unanswered;
  const next = remember({ ...state, unanswered }, [turn]);
  return streams ? { ...next, pending: { ...pending, turnId: turn.turn_id } } : next;
};

const onLoaded = (state: Conversation, turns: readonly Turn[], earlier: boolean): Conversation => {
  const fresh = turns.filter((turn) => state.turns.every((other) => other.turn_id !== turn.turn_id));
  const told = state.phase === "ready" && fresh.some((turn) => turn.words === state.unanswered?.words);
  return {
    ...remember(state, turns),
    phase: "ready",
    failure: null,
    earlier: state.phase === "ready" ? state.earlier : earlier,
    unanswered: told ? null : state.unanswered,
  };
};

const onConnected = (state: Conversation, connected: boolean): Conversation => {
  const lost = !connected && state.pending !== null;
  return {
    ...state,
    connected,
    pending: lost ? null : state.pending,
    unanswered: lost ? { words: state.pending.words, failure: { key: "lost" } } : state.unanswered,
  };
};

/** What comes of another sentence than the one on its way is too late; its turn comes by the journal. */
const onStream = (
  state: Conversation,
  event: Extract<Event, { readonly type: "delta" | "done" | "ask-failed" }>,
): Conversation => {
  const pending = state.pending;
  if (pending?.request !== event.request) {
    return state;
  }
  switch (event.type) {
    case "delta":
      return { ...state, pending: { ...pending, text: pending.text + event.text } };
    case "done":
      return { ...remember(state, [event.turn]), pending: null, conversationId: event.conversationId };
    case "ask-failed":
      return { ...state, pending: null, unanswered: { words: pending.words, failure: event.failure } };
  }
};

/** Return the state after an event. */
export const reduce = (state: Conversation, event: Event): Conversation => {
  switch (event.type) {
    case "loading":
      return { ...state, phase: state.phase === "ready" ? "ready" : "loading", failure: null };
    case "loaded":
      return onLoaded(state, event.turns, event.earlier);
    case "load-failed":
      return { ...state, phase: "failed", failure: event.failure };
    case "earlier":
      return { ...remember(state, event.turns), earlier: event.earlier };
    case "connected":
      return onConnected(state, event.connected);
    case "approvals":
      return { ...state, approvals: Object.fromEntries(event.approvals.map((one) => [one.turn_id, one])) };
    case "agents":
      return { ...state, agents: event.agents };
    case "turn":
      return onTurn(state, event.turn);
    case "asked":
      return {
        ...state,
        pending: { request: event.request, words: event.words, text: "", turnId: null },
        unanswered: null,
      };
    case "delta":
    case "done":
    case "ask-failed":
      return onStream(state, event);
    case "pressed":
      return see(state, event.turnId, (view) => ({ ...idle(view), busy: event.press }));
    case "press-done":
      return see(remember(state, [event.turn]), event.turnId, idle);
    case "press-failed":
      return see(state, event.turnId, (view) => ({ ...idle(view), failure: event.failure }));
    case "explained":
      return see(state, event.turnId, (view) => ({ ...idle(view), explanation: event.text, explained: true }));
    case "explanation-toggled":
      return see(state, event.turnId, (view) => ({ ...view, explained: view.explained !== true }));
  }
};
