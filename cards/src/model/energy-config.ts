/** The configuration of the energy card, and the form in which it is edited. */
import { agentOf, AGENT_SELECTOR, formOf, titleOf, withinLimits, type Raw } from "./config.js";
import type { Localize } from "./localize.js";

export const ENERGY_TYPE = "llm-agents-energy-card";

const PAST = { min: 0, max: 24 } as const;
const AHEAD = { min: 3, max: 72 } as const;
const USUAL_PAST = 6;
const USUAL_AHEAD = 36;
const SWITCHES = ["what_if", "as_table"] as const;

export interface EnergyConfig {
  readonly type: string;
  readonly title: string | null;
  /** The agent that answers what-if questions. */
  readonly agent: string;
  /** Hours shown before and after now. */
  readonly pastHours: number;
  readonly hours: number;
  readonly whatIf: boolean;
  /** Begin with the table in the place of the picture. */
  readonly asTable: boolean;
  /** Whether the dashboard gives the card a fixed number of rows. */
  readonly fixedRows: boolean;
}

/** Return the checked configuration; throws an Error in the user's words. */
export const checkEnergy = (raw: Raw, localize: Localize): EnergyConfig => {
  const hoursOf = (name: string, usual: number, limits: { readonly min: number; readonly max: number }): number => {
    const value = raw[name] ?? usual;
    if (!withinLimits(value, limits)) {
      throw new Error(localize("error.config_hours", { name, ...limits }));
    }
    return value;
  };
  return {
    type: String(raw["type"]),
    title: titleOf(raw),
    agent: agentOf(raw, localize),
    pastHours: hoursOf("past_hours", USUAL_PAST, PAST),
    hours: hoursOf("hours", USUAL_AHEAD, AHEAD),
    whatIf: raw["what_if"] !== false,
    asTable: raw["as_table"] === true,
    fixedRows: typeof (raw["grid_options"] as Raw | undefined)?.["rows"] === "number",
  };
};

/** The form of the dashboard's editor. */
export const energyForm = (localize: Localize): Raw =>
  formOf(
    localize,
    [
      { name: "title", selector: { text: {} } },
      {
        type: "grid",
        name: "",
        schema: [
          { name: "past_hours", default: USUAL_PAST, selector: { number: { ...PAST, mode: "box", unit_of_measurement: "h" } } },
          { name: "hours", default: USUAL_AHEAD, selector: { number: { ...AHEAD, mode: "box", unit_of_measurement: "h" } } },
        ],
      },
      ...SWITCHES.map((name) => ({ name, default: name === "what_if", selector: { boolean: {} } })),
      { name: "agent", selector: AGENT_SELECTOR },
    ],
    (raw) => checkEnergy(raw, localize),
  );
