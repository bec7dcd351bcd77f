/** The energy card's side of the talk with Home Assistant: reads the plan, listens, sets by hand, asks what if. */
import { HomeSession } from "./home-session.js";
import { ask, getEnergyPlan, overrideAsset, subscribeEnergy, type AskEvent } from "./model/client.js";
import type { Override } from "./model/energy.js";
import type { EnergyConfig } from "./model/energy-config.js";
import { NO_ENERGY, reduceEnergy, type EnergyEvent, type EnergyState } from "./model/energy-state.js";
import { failureOf } from "./model/failure.js";
import type { HomeAssistant, Unsubscribe } from "./model/hass.js";

export class EnergySession extends HomeSession<EnergyConfig> {
  state: EnergyState = NO_ENERGY;

  /** The question that is being answered; a later one makes the answers to earlier ones unheard. */
  #question = 0;

  /** Set an asset by hand, or give it back to the plan. */
  async override(wanted: Override): Promise<void> {
    const hass = this.hass;
    if (hass === undefined || this.state.busy !== null) {
      return;
    }
    const { assetId, mode, minutes } = wanted;
    this.#dispatch({ type: "busy", assetId });
    try {
      await overrideAsset(hass, wanted);
      this.#dispatch({ type: "done", told: mode === null ? { kind: "automatic", assetId } : { kind: "set", assetId, mode, minutes } });
    } catch (error) {
      this.#dispatch({ type: "refused", assetId, failure: failureOf(error) });
    }
  }

  /** Ask the agent a question about the plan. */
  async ask(question: string): Promise<void> {
    const [hass, config] = [this.hass, this.config];
    if (hass === undefined || config === undefined || this.state.whatIf?.waiting === true) {
      return;
    }
    this.#question += 1;
    const number = this.#question;
    this.#dispatch({ type: "asked", question });
    const hear = (event: AskEvent): void => {
      if (number === this.#question) {
        this.#hear(event);
      }
    };
    try {
      await ask(hass, { text: question, conversationId: null, agentId: config.agent }, hear);
    } catch (error) {
      this.#dispatch({ type: "unanswered", failure: failureOf(error) });
    }
  }

  protected isOther(config: EnergyConfig | undefined): boolean {
    return config?.agent !== this.config?.agent;
  }

  protected reset(): void {
    this.#question += 1;
    this.state = NO_ENERGY;
  }

  protected onConnection(connected: boolean): void {
    this.#dispatch({ type: "connected", connected });
    if (!connected && this.state.whatIf?.waiting === true) {
      this.#question += 1;
      this.#dispatch({ type: "unanswered", failure: { key: "lost" } });
    }
  }

  protected subscribe(hass: HomeAssistant): readonly Promise<Unsubscribe>[] {
    return [subscribeEnergy(hass, (plan) => this.#dispatch({ type: "plan", plan }))];
  }

  protected async load(): Promise<void> {
    const hass = this.hass;
    if (hass === undefined) {
      return;
    }
    this.#dispatch({ type: "loading" });
    try {
      const plan = await getEnergyPlan(hass);
      if (hass.connection === this.hass?.connection) {
        this.#dispatch({ type: "plan", plan });
      }
    } catch (error) {
      const failure = failureOf(error);
      this.#dispatch({ type: "load-failed", failure: failure.key === "unknown" ? { key: "load_energy" } : failure });
    }
  }

  #hear(event: AskEvent): void {
    switch (event.type) {
      case "delta":
        this.#dispatch({ type: "said", text: event.text });
        break;
      case "done":
        this.#dispatch({ type: "answered", answer: event.turn.answer });
        break;
      case "error":
        this.#dispatch({ type: "unanswered", failure: { key: "unknown" } });
    }
  }

  #dispatch(event: EnergyEvent): void {
    this.state = reduceEnergy(this.state, event);
    this.host.requestUpdate();
  }
}
