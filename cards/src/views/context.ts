/** What every view needs: the words, the home, and what a person can do. */
import type { Agent } from "../model/agent.js";
import type { Press } from "../model/conversation.js";
import type { HomeAssistant } from "../model/hass.js";
import type { Localize } from "../model/localize.js";
import type { Failure } from "../model/failure.js";
import type { Turn } from "../model/turn.js";

export interface Actions {
  say(text: string, conversationId?: string): void;
  press(turn: Turn, button: Press, pin?: string): void;
  unfold(id: string): void;
  showEarlier(): void;
  retry(): void;
}

export interface Context {
  readonly hass: HomeAssistant;
  readonly localize: Localize;
  readonly actions: Actions;
  readonly agents: readonly Agent[];
  /** The agent of the card. */
  readonly agentId: string;
  /** Parts that a person unfolded, by their ids. */
  readonly unfolded: ReadonlySet<string>;
  /** Whether the agent can be asked now. */
  readonly ready: boolean;
}

/** What went wrong, in words. */
export const failureText = (localize: Localize, { key, message }: Failure): string =>
  localize(`error.${key}`, message === undefined ? {} : { message });
