/** The plan of a home's energy as the websocket sends it: `llm_agents/energy/plan`. */

/** A figure that may be unknown for a time. */
type Values = readonly (number | null)[];

export interface EnergyAsset {
  readonly id: string;
  readonly name: string;
  /** `grid`, `photovoltaics`, `battery`, `vehicle`, `zone`, `water_heater`, `appliance`, `load`, `fuel_heater`. */
  readonly kind: string;
  /** kW at the home's side, one for each step: positive takes, negative gives. */
  readonly power: Values;
  /** One for each edge of the steps; null for what stores nothing. */
  readonly level: Values | null;
  /** What was measured last. */
  readonly level_now: number | null;
  readonly level_unit: "%" | "°C" | null;
  /** The band that is wanted, one for each step. */
  readonly low: Values | null;
  readonly high: Values | null;
  readonly mode: string | null;
  /** Until when the mode holds, in seconds since 1970. */
  readonly until: number | null;
  /** The mode that a person set, null where the plan decides. */
  readonly override: string | null;
  /** What a person may set. */
  readonly modes: readonly string[];
  /** Why, in words. */
  readonly reason: string;
  readonly saving: Saved;
}

/** What was saved against nothing being controlled. */
export interface Saved {
  readonly today: number | null;
  readonly total: number | null;
}

export interface Unmet {
  readonly asset_id: string;
  readonly wanted: string;
  readonly amount: number;
  readonly at: number;
}

/** Something to tell, as a key of the catalogue with what fills it. */
export interface Notice {
  readonly key: string;
  readonly placeholders?: Readonly<Record<string, string | number>>;
}

/** What was measured: `at` are edges, everything else one for each step between them. */
export interface Past {
  readonly at: readonly number[];
  readonly import_price: Values;
  readonly load: Values;
  readonly pv: Values;
  readonly grid: Values;
  readonly assets: Readonly<Record<string, { readonly power: Values; readonly level: Values | null } | undefined>>;
}

export interface Saving extends Saved {
  readonly currency: string;
  /** When counting began, in seconds since 1970. */
  readonly since: number | null;
  /** Whether it is what would have been saved: the plan was only shown. */
  readonly dry_run: boolean;
}

/** All instants are seconds since 1970, powers kW (`grid`: positive is import), prices currency per kWh. */
export interface EnergyPlan {
  readonly made_at: number | null;
  readonly now: number;
  readonly currency: string;
  /** How far the energy agent goes; null while nothing plans. */
  readonly autonomy: string | null;
  readonly status: "ok" | "degraded" | "no_plan" | "learning";
  readonly notices: readonly Notice[];
  /** The edges of the steps. */
  readonly steps: readonly number[];
  readonly import_price: Values;
  readonly export_price: Values;
  readonly marginal_price: Values;
  readonly load: Values;
  readonly pv: Values;
  readonly grid: Values;
  readonly outdoor: Values;
  /** Money over the horizon, and what it would be with nothing controlled. */
  readonly cost: number | null;
  readonly baseline_cost: number | null;
  readonly unmet: readonly Unmet[];
  readonly assets: readonly EnergyAsset[];
  /** Empty before anything was measured. */
  readonly past: Partial<Past>;
  readonly saving: Saving;
  /** Mean absolute errors by what was forecast. */
  readonly forecast_error: Readonly<Record<string, { readonly mae: number; readonly unit: string } | undefined>>;
}

/** What a person sets by hand; a mode of null gives the asset back to the plan. */
export interface Override {
  readonly assetId: string;
  readonly mode: string | null;
  readonly minutes: number;
  readonly power?: number;
}

/** Modes at a power of its own. */
const POWERED = new Set(["charge", "export"]);

/** Whether a power may be given with a mode. */
export const takesPower = (mode: string): boolean => POWERED.has(mode);

/** How long a person's choice may hold, in minutes. */
export const LENGTHS = [30, 60, 120, 240, 480, 720, 1440] as const;

/** Seconds after which a plan that was not made anew is old. */
export const OLD = 3 * 3600;
