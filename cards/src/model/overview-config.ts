/** The configuration of the overview card, and the form in which it is edited. */
import { formOf, titleOf, type Raw } from "./config.js";
import type { Localize } from "./localize.js";

export const OVERVIEW_TYPE = "llm-agents-overview-card";

export const SECTIONS = ["approvals", "suggestions", "agents", "memory"] as const;

/** A part of the card that can be switched off. */
export type Section = (typeof SECTIONS)[number];

export interface OverviewConfig {
  readonly type: string;
  readonly title: string | null;
  /** The sections shown, in their order. */
  readonly sections: readonly Section[];
  /** Whether the dashboard gives the card a fixed number of rows. */
  readonly fixedRows: boolean;
}

/** Return the checked configuration; throws an Error in the user's words. */
export const checkOverview = (raw: Raw, localize: Localize): OverviewConfig => {
  const sections = SECTIONS.filter((section) => raw[section] !== false);
  if (sections.length === 0) {
    throw new Error(localize("error.config_sections"));
  }
  return {
    type: String(raw["type"]),
    title: titleOf(raw),
    sections,
    fixedRows: typeof (raw["grid_options"] as Raw | undefined)?.["rows"] === "number",
  };
};

/** The form of the dashboard's editor. */
export const overviewForm = (localize: Localize): Raw =>
  formOf(
    localize,
    [{ name: "title", selector: { text: {} } }, ...SECTIONS.map((name) => ({ name, default: true, selector: { boolean: {} } }))],
    (raw) => checkOverview(raw, localize),
  );
