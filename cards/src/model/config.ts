/** The card's configuration: what is accepted, and the form in which it is edited. */
import type { HomeAssistant } from "./hass.js";
import type { Key, Localize } from "./localize.js";

export const CARD_TYPE = "llm-agents-card";
export const DEFAULT_AGENT = "conversation.llm_agents";

const HISTORY = { min: 1, max: 100 } as const;
const USUAL_HISTORY = 20;
const HEIGHT = { min: 120, max: 2000 } as const;

export interface CardConfig {
  readonly type: string;
  readonly agent: string;
  readonly title: string | null;
  /** Turns loaded. */
  readonly history: number;
  /** Pixels of the conversation; null where the dashboard decides. */
  readonly height: number | null;
  /** Whether the dashboard gives the card a fixed number of rows. */
  readonly fixedRows: boolean;
}

/** The integration whose agents the card talks to. */
const PLATFORM = "llm_agents";

/** Whether an entity is of the integration. */
export const isOwn = (hass: Pick<HomeAssistant, "entities">, entityId: string): boolean =>
  hass.entities?.[entityId]?.platform === PLATFORM;

/** Whether an entity is one of our agents. */
export const isAgent = (hass: Pick<HomeAssistant, "entities">, entityId: string): boolean =>
  entityId.startsWith("conversation.") && isOwn(hass, entityId);

export type Raw = Readonly<Record<string, unknown>>;

/** Whether a value is a number within limits. */
export const withinLimits = (value: unknown, { min, max }: { readonly min: number; readonly max: number }): value is number =>
  typeof value === "number" && value >= min && value <= max;

/** The title that was given; null where there is none. */
export const titleOf = ({ title }: Raw): string | null => (typeof title === "string" && title.trim() !== "" ? title : null);

/** A form of the dashboard's editor, with words for its fields; `check` throws what is wrong with a configuration. */
export const formOf = (localize: Localize, schema: readonly unknown[], check: (raw: Raw) => unknown): Raw => ({
  schema,
  computeLabel: ({ name }: { readonly name: string }) => localize(`config.${name}` as Key),
  computeHelper: ({ name }: { readonly name: string }) => localize(`config.${name}_help` as Key),
  assertConfig: (raw: Raw) => {
    check(raw);
  },
});

/** The field of a form in which one of our agents is chosen. */
export const AGENT_SELECTOR = { entity: { filter: { integration: PLATFORM, domain: "conversation" } } } as const;

/** The agent that was given, else the usual one; throws an Error in the user's words. */
export const agentOf = (raw: Raw, localize: Localize): string => {
  const agent = raw["agent"] ?? DEFAULT_AGENT;
  if (typeof agent !== "string" || !/^conversation\.[a-z0-9_]+$/.test(agent)) {
    throw new Error(localize("error.config_agent", { value: String(agent) }));
  }
  return agent;
};

/** Return the checked configuration; throws an Error in the user's words. */
export const checkConfig = (raw: Raw, localize: Localize): CardConfig => {
  const agent = agentOf(raw, localize);
  const history = raw["history"] ?? USUAL_HISTORY;
  if (!withinLimits(history, HISTORY) || !Number.isInteger(history)) {
    throw new Error(localize("error.config_history", HISTORY));
  }
  const height = raw["height"] ?? null;
  if (height !== null && !withinLimits(height, HEIGHT)) {
    throw new Error(localize("error.config_height", HEIGHT));
  }
  const rows = (raw["grid_options"] as Raw | undefined)?.["rows"];
  return {
    type: String(raw["type"]),
    agent,
    title: titleOf(raw),
    history,
    height,
    fixedRows: rows !== "auto",
  };
};

/** The form of the dashboard's editor. */
export const configForm = (localize: Localize): Raw =>
  formOf(
    localize,
    [
      { name: "agent", selector: AGENT_SELECTOR },
      { name: "title", selector: { text: {} } },
      {
        type: "grid",
        name: "",
        schema: [
          { name: "history", selector: { number: { ...HISTORY, mode: "box" } } },
          { name: "height", selector: { number: { ...HEIGHT, mode: "box", unit_of_measurement: "px" } } },
        ],
      },
    ],
    (raw) => checkConfig(raw, localize),
  );
