/** The overview's side of the talk with Home Assistant: loads, listens, sends, and keeps the state. */
import { HomeSession } from "./home-session.js";
import type { Agent, Autonomy } from "./model/agent.js";
import type { Approval } from "./model/approval.js";
import {
  acceptSuggestion,
  correctFact,
  dismissSuggestion,
  forgetFact,
  getUsage,
  listAgents,
  listFacts,
  press,
  setAutonomy,
  subscribeApprovals,
  subscribeChanges,
  subscribeSuggestions,
  type Part,
} from "./model/client.js";
import { correction, type Fact } from "./model/fact.js";
import { failureOf } from "./model/failure.js";
import type { HomeAssistant, Unsubscribe } from "./model/hass.js";
import { NOTHING, reduceOverview, type Content, type Overview, type OverviewEvent, type Told } from "./model/overview.js";
import type { OverviewConfig, Section } from "./model/overview-config.js";
import type { Suggestion } from "./model/suggestion.js";

/** Milliseconds in which changes are gathered before they are read. */
const GATHER = 300;

export class OverviewSession extends HomeSession<OverviewConfig> {
  state: Overview = NOTHING;

  #changed = new Set<Part>();
  #gathering: ReturnType<typeof setTimeout> | undefined;

  /** Answer a question; the PIN goes to Home Assistant and is kept nowhere. */
  answer(approval: Approval, button: "approve" | "reject", pin?: string): Promise<void> {
    return this.#do(approval.turn_id, async (hass) => {
      const turn = await press(hass, button, approval.turn_id, pin);
      return { kind: "answer", text: turn.answer, status: turn.status };
    });
  }

  /** Set how far an agent goes by itself. */
  setAutonomy(agent: Agent, level: Autonomy): Promise<void> {
    return this.#do(agent.agent_id, async (hass) => {
      await setAutonomy(hass, agent.autonomy_entity_id ?? "", level);
      await this.#read(["agents"]);
      return null;
    });
  }

  /** Change what a fact says; what says nothing new is not sent. */
  async correct(fact: Fact, given: string): Promise<void> {
    const changed = correction(fact, given);
    if (changed === null) {
      this.dispatch({ type: "mode", id: fact.fact_id, mode: null });
      return;
    }
    await this.#do(fact.fact_id, async (hass) => {
      const corrected = await correctFact(hass, fact.fact_id, changed);
      await this.#read(["memory"]);
      return { kind: "corrected", text: corrected.text };
    });
  }

  /** Forget a fact for good. */
  forget(fact: Fact): Promise<void> {
    return this.#do(fact.fact_id, async (hass) => {
      await forgetFact(hass, fact.fact_id);
      await this.#read(["memory"]);
      return { kind: "forgotten", text: fact.text };
    });
  }

  /** Make an automation of what is suggested. */
  accept(suggestion: Suggestion): Promise<void> {
    return this.#do(suggestion.suggestion_id, async (hass) => {
      const made = await acceptSuggestion(hass, suggestion.suggestion_id);
      return { kind: made.pasted ? "pasted" : "accepted", text: made.name };
    });
  }

  /** Let it never be suggested again. */
  dismiss(suggestion: Suggestion): Promise<void> {
    return this.#do(suggestion.suggestion_id, async (hass) => {
      await dismissSuggestion(hass, suggestion.suggestion_id);
      return { kind: "dismissed", text: suggestion.title };
    });
  }

  dispatch(event: OverviewEvent): void {
    this.state = reduceOverview(this.state, event);
    this.host.requestUpdate();
  }

  async #do(id: string, work: (hass: HomeAssistant) => Promise<Told | null>): Promise<void> {
    const hass = this.hass;
    if (hass === undefined || this.state.views[id]?.busy === true) {
      return;
    }
    this.dispatch({ type: "busy", id });
    try {
      this.dispatch({ type: "done", id, told: await work(hass) });
    } catch (error) {
      this.dispatch({ type: "failed", id, failure: failureOf(error) });
    }
  }

  protected isOther(config: OverviewConfig | undefined): boolean {
    return config?.sections.join() !== this.config?.sections.join();
  }

  protected reset(): void {
    this.state = NOTHING;
  }

  protected onConnection(connected: boolean): void {
    this.dispatch({ type: "connected", connected });
  }

  protected subscribe(hass: HomeAssistant): readonly Promise<Unsubscribe>[] {
    return [
      subscribeApprovals(hass, (approvals) => this.dispatch({ type: "approvals", approvals })),
      subscribeChanges(hass, (changed) => this.#gather(changed)),
      ...(this.#shows("suggestions")
        ? [subscribeSuggestions(hass, (suggestions) => this.dispatch({ type: "suggestions", suggestions }))]
        : []),
    ];
  }

  protected override leave(): void {
    clearTimeout(this.#gathering);
    this.#changed.clear();
    super.leave();
  }

  protected async load(): Promise<void> {
    this.dispatch({ type: "loading" });
    try {
      await this.#read(["agents", "memory"]);
    } catch (error) {
      const failure = failureOf(error);
      this.dispatch({ type: "load-failed", failure: failure.key === "unknown" ? { key: "load_overview" } : failure });
    }
  }

  #shows(section: Section): boolean {
    return this.config?.sections.includes(section) === true;
  }

  /** Read soon what has changed; a turn changes several things at once. */
  #gather(changed: readonly Part[]): void {
    changed.forEach((part) => this.#changed.add(part));
    clearTimeout(this.#gathering);
    this.#gathering = setTimeout(() => {
      const parts = [...this.#changed];
      this.#changed.clear();
      // What cannot be read now stays as it was; the next change reads it.
      void this.#read(parts).catch(() => undefined);
    }, GATHER);
  }

  async #read(parts: readonly Part[]): Promise<void> {
    const hass = this.hass;
    if (hass === undefined) {
      return;
    }
    // The names of agents stand beside questions as well.
    const [agents, facts] = await Promise.all([
      parts.includes("agents") ? this.#readAgents(hass) : {},
      parts.includes("memory") && this.#shows("memory") ? listFacts(hass).then((found) => ({ facts: found })) : {},
    ]);
    if (hass.connection === this.hass?.connection) {
      this.dispatch({ type: "loaded", content: { ...agents, ...facts } });
    }
  }

  async #readAgents(hass: HomeAssistant): Promise<Pick<Content, "agents" | "usage">> {
    const usage = hass.user?.is_admin === true && this.#shows("agents") ? getUsage(hass) : null;
    const [agents, taken] = await Promise.all([listAgents(hass), usage]);
    return { agents, usage: taken };
  }
}
