/** The integration's websocket commands. */
import type { Agent, Autonomy, Usage } from "./agent.js";
import type { Approval } from "./approval.js";
import type { EnergyPlan, Override } from "./energy.js";
import type { Fact } from "./fact.js";
import type { HomeAssistant, Unsubscribe } from "./hass.js";
import type { Made, Suggestion } from "./suggestion.js";
import type { Turn } from "./turn.js";

export type AskEvent =
  | { readonly type: "delta"; readonly text: string }
  | { readonly type: "done"; readonly turn: Turn; readonly conversation_id: string | null }
  | { readonly type: "error"; readonly message?: string };

export interface Question {
  readonly text: string;
  readonly conversationId: string | null;
  readonly agentId: string;
}

type Message = Readonly<Record<string, unknown>>;

const send = <T>(hass: HomeAssistant, command: string, message: Message): Promise<T> =>
  hass.connection.sendMessagePromise<T>({ type: `llm_agents/${command}`, ...message });

/** The newest turns, or the newest before one; newest first. */
export const listTurns = async (hass: HomeAssistant, limit: number, before?: string): Promise<readonly Turn[]> => {
  const message = { limit, ...(before === undefined ? {} : { before }) };
  return (await send<{ readonly turns: readonly Turn[] }>(hass, "turns/list", message)).turns;
};

/** Call back with each turn that is new or has changed. */
export const subscribeTurns = (hass: HomeAssistant, callback: (turn: Turn) => void): Promise<Unsubscribe> =>
  hass.connection.subscribeMessage<{ readonly turn: Turn }>(({ turn }) => callback(turn), {
    type: "llm_agents/turns/subscribe",
  });

/** Ask the agent; the answer comes in pieces. It is never asked again by itself, or an act would be done twice. */
export const ask = (hass: HomeAssistant, question: Question, callback: (event: AskEvent) => void): Promise<Unsubscribe> =>
  hass.connection.subscribeMessage<AskEvent>(
    callback,
    {
      type: "llm_agents/ask",
      text: question.text,
      agent_id: question.agentId,
      language: hass.language,
      ...(question.conversationId === null ? {} : { conversation_id: question.conversationId }),
    },
    { resubscribe: false },
  );

/** Press a button of a turn, with the PIN where a yes needs it; returns the turn that this made or changed. */
export const press = async (
  hass: HomeAssistant,
  button: "undo" | "approve" | "reject",
  turnId: string,
  pin?: string,
): Promise<Turn> => {
  const message = { turn_id: turnId, language: hass.language, ...(pin === undefined ? {} : { pin }) };
  return (await send<{ readonly turn: Turn }>(hass, `turns/${button}`, message)).turn;
};

/** Why a turn was done, in words. */
export const explain = async (hass: HomeAssistant, turnId: string): Promise<string> =>
  (await send<{ readonly text: string }>(hass, "turns/explain", { turn_id: turnId, language: hass.language })).text;

/** Call back with the questions that wait, now and whenever one comes or goes. */
export const subscribeApprovals = (
  hass: HomeAssistant,
  callback: (approvals: readonly Approval[]) => void,
): Promise<Unsubscribe> =>
  hass.connection.subscribeMessage<{ readonly approvals: readonly Approval[] }>(({ approvals }) => callback(approvals), {
    type: "llm_agents/approvals/subscribe",
  });

/** Call back with what is suggested, now and whenever something becomes of it. */
export const subscribeSuggestions = (
  hass: HomeAssistant,
  callback: (suggestions: readonly Suggestion[]) => void,
): Promise<Unsubscribe> =>
  hass.connection.subscribeMessage<{ readonly suggestions: readonly Suggestion[] }>(
    ({ suggestions }) => callback(suggestions),
    { type: "llm_agents/suggestions/subscribe", language: hass.language },
  );

/** Make an automation of a suggestion; returns what it became. */
export const acceptSuggestion = async (hass: HomeAssistant, id: string): Promise<Made> =>
  (await send<{ readonly made: Made }>(hass, "suggestions/accept", { suggestion_id: id, language: hass.language })).made;

/** Suggest something never again. */
export const dismissSuggestion = async (hass: HomeAssistant, id: string): Promise<void> => {
  await send(hass, "suggestions/dismiss", { suggestion_id: id });
};

/** A part of what the overview shows that is read anew when it has changed. */
export type Part = "agents" | "memory";

/** Call back with the parts that have changed. */
export const subscribeChanges = (
  hass: HomeAssistant,
  callback: (changed: readonly Part[]) => void,
): Promise<Unsubscribe> =>
  hass.connection.subscribeMessage<{ readonly changed: readonly Part[] }>(({ changed }) => callback(changed), {
    type: "llm_agents/changes/subscribe",
  });

/** The agents that the user may talk to. */
export const listAgents = async (hass: HomeAssistant): Promise<readonly Agent[]> =>
  (await send<{ readonly agents: readonly Agent[] }>(hass, "agents/list", {})).agents;

/** What models took; for administrators only. */
export const getUsage = (hass: HomeAssistant): Promise<Usage> => send<Usage>(hass, "usage/get", {});

/** What is remembered of the user and the household, the newest first. */
export const listFacts = async (hass: HomeAssistant): Promise<readonly Fact[]> =>
  (await send<{ readonly facts: readonly Fact[] }>(hass, "memory/list", {})).facts;

/** Change what a fact says. */
export const correctFact = async (
  hass: HomeAssistant,
  factId: string,
  correction: { readonly text?: string; readonly value?: number },
): Promise<Fact> =>
  (await send<{ readonly fact: Fact }>(hass, "memory/correct", { fact_id: factId, ...correction })).fact;

/** Forget a fact for good. */
export const forgetFact = async (hass: HomeAssistant, factId: string): Promise<void> => {
  await send(hass, "memory/forget", { fact_id: factId });
};

/** Set how far an agent goes, by its entity. */
export const setAutonomy = async (hass: HomeAssistant, entityId: string, level: Autonomy): Promise<void> => {
  await hass.connection.sendMessagePromise({
    type: "call_service",
    domain: "select",
    service: "select_option",
    service_data: { option: level },
    target: { entity_id: entityId },
  });
};

/** The plan of the home's energy, as it is now. */
export const getEnergyPlan = (hass: HomeAssistant): Promise<EnergyPlan> =>
  send<EnergyPlan>(hass, "energy/plan", { language: hass.language });

/** Call back with the plan whenever it, or what was measured, has changed. */
export const subscribeEnergy = (hass: HomeAssistant, callback: (plan: EnergyPlan) => void): Promise<Unsubscribe> =>
  hass.connection.subscribeMessage<EnergyPlan>(callback, { type: "llm_agents/energy/subscribe", language: hass.language });

/** Set an asset by hand for some time, or give it back to the plan. */
export const overrideAsset = async (hass: HomeAssistant, { assetId, mode, minutes, power }: Override): Promise<void> => {
  await send(hass, "energy/override", {
    asset_id: assetId,
    mode,
    minutes,
    ...(power === undefined ? {} : { power_kw: power }),
  });
};
