/** What the views of the energy card need: the words, the plan on its timeline, and what a person can do. */
import type { EnergyPlan, Override } from "../model/energy.js";
import type { EnergyState } from "../model/energy-state.js";
import type { Speech } from "../model/energy-text.js";
import type { Scale } from "../model/plot.js";
import type { Timeline } from "../model/timeline.js";

export interface EnergyActions {
  override(wanted: Override): void;
  ask(question: string): void;
  /** Look at an instant of the timeline, in seconds since 1970; null is now. */
  look(instant: number | null): void;
  unfold(id: string): void;
  showTable(shown: boolean): void;
  retry(): void;
}

export interface EnergyContext extends Speech {
  readonly state: EnergyState;
  readonly plan: EnergyPlan;
  readonly timeline: Timeline;
  /** From instants to pixels of the picture. */
  readonly x: Scale;
  /** The step that is looked at. */
  readonly looked: number;
  /** Whether a person chose that step. */
  readonly chosen: boolean;
  readonly actions: EnergyActions;
  readonly unfolded: ReadonlySet<string>;
  /** Whether Home Assistant can be asked now. */
  readonly ready: boolean;
  readonly asTable: boolean;
  readonly whatIf: boolean;
}
