/** The integration's websocket commands. */
import type { HomeAssistant, Unsubscribe } from "./hass.js";
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

/** Press a button of a turn; returns the turn that this made or changed. */
export const press = async (
  hass: HomeAssistant,
  button: "undo" | "approve" | "reject",
  turnId: string,
): Promise<Turn> =>
  (await send<{ readonly turn: Turn }>(hass, `turns/${button}`, { turn_id: turnId, language: hass.language })).turn;

/** Why a turn was done, in words. */
export const explain = async (hass: HomeAssistant, turnId: string): Promise<string> =>
  (await send<{ readonly text: string }>(hass, "turns/explain", { turn_id: turnId, language: hass.language })).text;
