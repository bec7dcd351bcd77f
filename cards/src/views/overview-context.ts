/** What the views of the overview need: the words, the home, the time, and what a person can do. */
import type { Agent, Autonomy } from "../model/agent.js";
import type { Approval } from "../model/approval.js";
import type { Fact } from "../model/fact.js";
import type { HomeAssistant } from "../model/hass.js";
import type { Localize } from "../model/localize.js";
import type { Mode } from "../model/overview.js";
import type { Suggestion } from "../model/suggestion.js";

export interface OverviewActions {
  answer(approval: Approval, button: "approve" | "reject", pin?: string): void;
  accept(suggestion: Suggestion): void;
  dismiss(suggestion: Suggestion): void;
  setAutonomy(agent: Agent, level: Autonomy): void;
  mode(fact: Fact, mode: Mode | null): void;
  correct(fact: Fact, given: string): void;
  forget(fact: Fact): void;
  search(words: string): void;
  unfold(id: string): void;
  retry(): void;
}

export interface OverviewContext {
  readonly hass: HomeAssistant;
  readonly localize: Localize;
  readonly actions: OverviewActions;
  readonly now: Date;
  /** Parts that a person unfolded, by their ids. */
  readonly unfolded: ReadonlySet<string>;
  /** Whether Home Assistant can be asked now. */
  readonly ready: boolean;
}
