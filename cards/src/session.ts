/** The card's conversation with Home Assistant: loads, listens, asks, and keeps the state. */
import { HomeSession } from "./home-session.js";
import { ask, explain, listAgents, listTurns, press, subscribeApprovals, subscribeTurns, type AskEvent } from "./model/client.js";
import type { CardConfig } from "./model/config.js";
import { EMPTY, reduce, type Conversation, type Event, type Press } from "./model/conversation.js";
import { failureOf, SAID } from "./model/failure.js";
import type { HomeAssistant, Unsubscribe } from "./model/hass.js";
import type { Turn } from "./model/turn.js";

/** The conversation that goes on with each agent, so that a change of view does not end it. */
const conversations = new Map<string, string>();

export class Session extends HomeSession<CardConfig> {
  state: Conversation = EMPTY;

  #stopAsking: (() => void) | undefined;
  #requests = 0;

  /** Say a sentence; `conversationId` when it belongs to another conversation than the last. */
  async say(words: string, conversationId: string | null = this.state.conversationId): Promise<void> {
    const [hass, config] = [this.hass, this.config];
    if (hass === undefined || config === undefined || this.state.pending !== null) {
      return;
    }
    const request = ++this.#requests;
    this.#dispatch({ type: "asked", request, words });
    const ended = Promise.withResolvers<void>();
    this.#stopAsking = ended.resolve;
    const question = { text: words, conversationId, agentId: config.agent };
    try {
      const unsubscribe = await ask(hass, question, (event) => this.#onAsk(request, event, ended.resolve));
      await ended.promise;
      await Promise.resolve(unsubscribe()).catch(() => undefined); // it may be gone already
    } catch (error) {
      const failure = failureOf(error);
      this.#dispatch({ type: "ask-failed", request, failure: failure.key === "not_found" ? { key: "no_agent" } : failure });
    }
  }

  /** No longer wait for the answer. */
  stop(): void {
    if (this.state.pending !== null) {
      this.#stopAsking?.();
      this.#dispatch({ type: "ask-failed", request: this.state.pending.request, failure: { key: "stopped" } });
    }
  }

  /** Press a button of a turn; the PIN goes to Home Assistant and is kept nowhere. */
  async press(turn: Turn, button: Press, pin?: string): Promise<void> {
    const hass = this.hass;
    const turnId = turn.turn_id;
    const view = this.state.views[turnId];
    if (hass === undefined || view?.busy !== undefined) {
      return;
    }
    if (button === "explain" && view?.explanation !== undefined) {
      this.#dispatch({ type: "explanation-toggled", turnId });
      return;
    }
    this.#dispatch({ type: "pressed", turnId, press: button });
    try {
      this.#dispatch(
        button === "explain"
          ? { type: "explained", turnId, text: await explain(hass, turnId) }
          : { type: "press-done", turnId, turn: await press(hass, button, turnId, pin) },
      );
    } catch (error) {
      this.#dispatch({ type: "press-failed", turnId, failure: failureOf(error) });
    }
  }

  /** Load the turns before the oldest known. */
  async showEarlier(): Promise<void> {
    const [hass, config, oldest] = [this.hass, this.config, this.state.turns[0]];
    if (hass === undefined || config === undefined || oldest === undefined) {
      return;
    }
    try {
      const turns = await listTurns(hass, config.history, oldest.turn_id);
      this.#dispatch({ type: "earlier", turns: this.#ours(turns), earlier: turns.length >= config.history });
    } catch (error) {
      this.#dispatch({ type: "load-failed", failure: failureOf(error) });
    }
  }

  protected isOther(config: CardConfig | undefined): boolean {
    return config?.agent !== this.config?.agent || config?.history !== this.config?.history;
  }

  protected reset(): void {
    this.#requests += 1; // the answer to an older sentence is no longer ours
    this.state = { ...EMPTY, conversationId: conversations.get(this.config?.agent ?? "") ?? null };
  }

  protected onConnection(connected: boolean): void {
    this.#dispatch({ type: "connected", connected });
  }

  protected subscribe(hass: HomeAssistant): readonly Promise<Unsubscribe>[] {
    return [
      subscribeTurns(hass, (turn) => {
        for (const own of this.#ours([turn])) {
          this.#dispatch({ type: "turn", turn: own });
        }
      }),
      subscribeApprovals(hass, (approvals) => this.#dispatch({ type: "approvals", approvals })),
    ];
  }

  protected async load(): Promise<void> {
    const [hass, config] = [this.hass, this.config];
    if (hass === undefined || config === undefined) {
      return;
    }
    this.#dispatch({ type: "loading" });
    // The names of agents are a comfort: without them their roles are told.
    void listAgents(hass).then(
      (agents) => this.#dispatch({ type: "agents", agents }),
      () => undefined,
    );
    try {
      const turns = await listTurns(hass, config.history);
      this.#dispatch({ type: "loaded", turns: this.#ours(turns), earlier: turns.length >= config.history });
    } catch (error) {
      const failure = failureOf(error);
      this.#dispatch({ type: "load-failed", failure: failure.key === "unknown" ? { key: "load" } : failure });
    }
  }

  #onAsk(request: number, event: AskEvent, end: () => void): void {
    if (request !== this.#requests) {
      end();
      return;
    }
    switch (event.type) {
      case "delta":
        this.#dispatch({ type: "delta", request, text: event.text });
        return;
      case "done": {
        const conversationId = event.conversation_id ?? event.turn.conversation_id;
        conversations.set(event.turn.agent_id, conversationId);
        this.#dispatch({ type: "done", request, turn: event.turn, conversationId });
        break;
      }
      case "error":
        // What the agent itself says of its failure is in the user's language.
        this.#dispatch({ type: "ask-failed", request, failure: failureOf({ code: SAID, message: event.message }) });
    }
    end();
  }

  #ours(turns: readonly Turn[]): readonly Turn[] {
    return turns.filter((turn) => turn.agent_id === this.config?.agent);
  }

  #dispatch(event: Event): void {
    this.state = reduce(this.state, event);
    this.host.requestUpdate();
  }
}
