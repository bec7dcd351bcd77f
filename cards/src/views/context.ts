/** What every view needs: the words, the home, and what a person can do. */
import type { Agent } from "../model/agent.js";
import type { Press } from "../model/conversation.js";
import type { HomeAssistant } from "../model/hass.js";
import type { Localize } from "../model/localize.js";
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

/** The unfolded parts when one of them was pressed. */
export const toggled = (unfolded: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const others = new Set(unfolded);
  return others.delete(id) ? others : others.add(id);
};
