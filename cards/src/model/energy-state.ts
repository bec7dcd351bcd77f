/** The state of the energy card and how each event changes it; pure, as that of the other cards. */
import type { EnergyPlan } from "./energy.js";
import type { Failure } from "./failure.js";

/** What came of the last thing that a person did here. */
export type EnergyTold =
  | { readonly kind: "set"; readonly assetId: string; readonly mode: string; readonly minutes: number }
  | { readonly kind: "automatic"; readonly assetId: string };

/** A question that was asked of the plan, and its answer as far as it has come. */
export interface WhatIf {
  readonly question: string;
  readonly answer: string;
  readonly waiting: boolean;
  readonly failure: Failure | null;
}

export interface EnergyState {
  readonly phase: "loading" | "ready" | "failed";
  readonly failure: Failure | null;
  readonly connected: boolean;
  readonly plan: EnergyPlan | null;
  /** The asset that is being changed, and what went wrong with the last change. */
  readonly busy: string | null;
  readonly refused: { readonly assetId: string; readonly failure: Failure } | null;
  readonly told: EnergyTold | null;
  readonly whatIf: WhatIf | null;
}

export type EnergyEvent =
  | { readonly type: "loading" }
  | { readonly type: "plan"; readonly plan: EnergyPlan }
  | { readonly type: "load-failed"; readonly failure: Failure }
  | { readonly type: "connected"; readonly connected: boolean }
  | { readonly type: "busy"; readonly assetId: string }
  | { readonly type: "done"; readonly told: EnergyTold }
  | { readonly type: "refused"; readonly assetId: string; readonly failure: Failure }
  | { readonly type: "asked"; readonly question: string }
  | { readonly type: "said"; readonly text: string }
  | { readonly type: "answered"; readonly answer: string }
  | { readonly type: "unanswered"; readonly failure: Failure };

export const NO_ENERGY: EnergyState = {
  phase: "loading",
  failure: null,
  connected: true,
  plan: null,
  busy: null,
  refused: null,
  told: null,
  whatIf: null,
};

/** Return the state after an event. */
export const reduceEnergy = (state: EnergyState, event: EnergyEvent): EnergyState => {
  const { whatIf } = state;
  switch (event.type) {
    case "loading":
      return { ...state, phase: state.plan === null ? "loading" : "ready", failure: null };
    case "plan":
      return { ...state, phase: "ready", failure: null, plan: event.plan };
    case "load-failed":
      return { ...state, phase: "failed", failure: event.failure };
    case "connected":
      return { ...state, connected: event.connected };
    case "busy":
      return { ...state, busy: event.assetId, refused: null, told: null };
    case "done":
      return { ...state, busy: null, told: event.told };
    case "refused":
      return { ...state, busy: null, refused: { assetId: event.assetId, failure: event.failure } };
    case "asked":
      return { ...state, whatIf: { question: event.question, answer: "", waiting: true, failure: null } };
    case "said":
      return whatIf === null ? state : { ...state, whatIf: { ...whatIf, answer: whatIf.answer + event.text } };
    case "answered":
      return whatIf === null ? state : { ...state, whatIf: { ...whatIf, answer: event.answer, waiting: false } };
    case "unanswered":
      return whatIf === null ? state : { ...state, whatIf: { ...whatIf, waiting: false, failure: event.failure } };
  }
};
