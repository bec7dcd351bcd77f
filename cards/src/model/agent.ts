/** Agents and what they took, as the websocket sends them. */
import type { Approval } from "./approval.js";
import type { HomeAssistant } from "./hass.js";
import { wordsOr, type Localize } from "./localize.js";
import type { Status } from "./turn.js";

export const LEVELS = ["observe", "suggest", "ask", "act"] as const;

/** How far an agent goes by itself, the least first. */
export type Autonomy = (typeof LEVELS)[number];

export interface Agent {
  readonly agent_id: string;
  readonly name: string;
  readonly role: string;
  readonly autonomy: Autonomy;
  /** The conversation entity, null while it is disabled. */
  readonly entity_id: string | null;
  readonly autonomy_entity_id: string | null;
  readonly last_status: Status | null;
  readonly last_at: string | null;
  /** The part of its last acts that was verified, null before the first one. */
  readonly success: number | null;
}

export interface Tally {
  readonly answers: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly money: number;
}

/** How a budget stands; `share` is how much of its nearest limit is used, null where there is none. */
export interface Budget {
  readonly level: "within" | "soft" | "cheaper" | "local";
  readonly share: number | null;
  readonly period: "day" | "month";
}

export interface Taken extends Budget {
  readonly day: Tally;
  readonly month: Tally;
}

export interface Backend {
  readonly backend_id: string;
  readonly name: string;
  readonly available: boolean;
  readonly local: boolean;
  readonly level: Budget["level"];
}

export interface Usage {
  readonly total: Taken;
  readonly agents: readonly (Taken & { readonly agent_id: string })[];
  readonly backends: readonly Backend[];
}

/** The agent that serves where nothing else is said. */
export const ORCHESTRATOR = "orchestrator";

/** A role in words. */
export const roleName = (localize: Localize, role: string): string =>
  wordsOr(localize, `role.${role}`, localize("role.custom"));

/** What to call an agent: its own name, else its role. */
export const agentName = (agents: readonly Agent[], agentId: string, localize: Localize): string => {
  const agent = agents.find((one) => one.agent_id === agentId);
  return agent?.name || roleName(localize, agent?.role ?? agentId);
};

/** The autonomy as it is now; the entity is quicker than the list of agents. */
export const autonomyOf = (hass: HomeAssistant, agent: Agent): Autonomy => {
  const state = hass.states[agent.autonomy_entity_id ?? ""]?.state;
  return LEVELS.find((level) => level === state) ?? agent.autonomy;
};

/** The levels that a person may choose: everybody may hold an agent back, an administrator let it do more. */
export const mayChoose = (hass: HomeAssistant, now: Autonomy, level: Autonomy): boolean =>
  hass.user?.is_admin === true || LEVELS.indexOf(level) <= LEVELS.indexOf(now);

/** How many questions of an agent wait. */
export const waitingFor = (approvals: readonly Approval[], agentId: string): number =>
  approvals.filter((approval) => approval.agent === agentId).length;

/** The tokens of a tally. */
export const tokensOf = ({ input_tokens, output_tokens }: Tally): number => input_tokens + output_tokens;

/** How a model stands. */
export const standingOf = ({ available, level }: Backend): "away" | "ready" | "spent" => {
  if (!available) {
    return "away";
  }
  return level === "cheaper" || level === "local" ? "spent" : "ready";
};
