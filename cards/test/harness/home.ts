/** A home whose connection is made of memory: it notes what is sent, and a test says what comes back. */
import type { Connection, HassEntity, HomeAssistant, Unsubscribe } from "../../src/model/hass.js";
import type { Agent, Usage } from "../../src/model/agent.js";
import type { Approval } from "../../src/model/approval.js";
import type { EnergyPlan } from "../../src/model/energy.js";
import type { Fact } from "../../src/model/fact.js";
import type { Made, Suggestion } from "../../src/model/suggestion.js";
import type { Turn } from "../../src/model/turn.js";
import { turnOf, type Language } from "./turns.js";

export type Message = Readonly<Record<string, unknown>>;

interface Subscription {
  readonly message: Message;
  readonly callback: (message: unknown) => void;
  readonly resubscribe: boolean;
}

/** How the list of turns is answered. */
export type Listing = "given" | "never" | { readonly code: string };

const entity = (entity_id: string, state: string, attributes: Record<string, unknown> = {}): HassEntity => ({
  entity_id,
  state,
  attributes,
});

const STATES: readonly HassEntity[] = [
  entity("conversation.llm_agents", "2026-11-21T07:00:00+00:00", { friendly_name: "LLM Agents" }),
  entity("light.kitchen", "off", { friendly_name: "Kitchen light" }),
  entity("light.mood", "on", { friendly_name: "Mood lamp" }),
  entity("light.lamp_bedroom", "off", { friendly_name: "Reading lamp" }),
  entity("light.lamp_study", "off", { friendly_name: "Reading lamp" }),
  entity("climate.living_room", "heat", { friendly_name: "Living room thermostat" }),
  entity("cover.bedroom", "open", { friendly_name: "Bedroom blind" }),
  entity("lock.front_door", "locked", { friendly_name: "Front door" }),
  entity("valve.garden", "closed", { friendly_name: "Garden valve" }),
  entity("select.llm_agents_autonomy", "act", { friendly_name: "LLM Agents Autonomy" }),
  entity("select.comfort_agent_autonomy", "ask", { friendly_name: "Comfort agent Autonomy" }),
  entity("person.anna", "home", { friendly_name: "Anna", user_id: "anna" }),
];

const AREAS = { kitchen: "Kitchen", bedroom: "Bedroom", study: "Study", living_room: "Living room" };

const WORDS: Record<Language, Record<string, string>> = {
  en: { on: "On", off: "Off", open: "Open", closed: "Closed", brightness: "Brightness", temperature: "Temperature" },
  de: { on: "An", off: "Aus", open: "Offen", closed: "Geschlossen", brightness: "Helligkeit", temperature: "Temperatur" },
};

const attributeValue = (name: string, value: unknown): string => {
  switch (name) {
    case "brightness":
      return `${Math.round(Number(value) / 2.55)} %`;
    case "temperature":
      return `${String(value)} °C`;
    default:
      return String(value);
  }
};

const APPROVALS = "llm_agents/approvals/subscribe";
const SUGGESTIONS = "llm_agents/suggestions/subscribe";
const ENERGY = "llm_agents/energy/subscribe";

export class Home implements Connection {
  readonly sent: Message[] = [];
  readonly subscriptions: Subscription[] = [];
  turns: readonly Turn[] = [];
  listing: Listing = "given";
  /** Commands that are refused, by their last part, with the code of the error. */
  refused: Record<string, { readonly code: string; readonly message?: string }> = {};
  explanation = "Because you asked for it.";
  approvals: readonly Approval[] = [];
  agents: readonly Agent[] = [];
  usage: Usage | null = null;
  facts: readonly Fact[] = [];
  suggestions: readonly Suggestion[] = [];
  energy: EnergyPlan | null = null;
  /** What is answered where a PIN is wrong. */
  pin = "1234";
  /** Told of a service that was called. */
  onService: (message: Message) => void = () => undefined;
  readonly #listeners: Record<string, Set<() => void>> = { ready: new Set(), disconnected: new Set() };

  async sendMessagePromise<T>(message: Message): Promise<T> {
    this.sent.push(message);
    const command = String(message["type"]).split("/").at(-1) ?? "";
    const refusal = this.refused[command];
    if (refusal !== undefined) {
      throw refusal;
    }
    return (await this.#answer(command, message)) as T;
  }

  async subscribeMessage<T>(
    callback: (message: T) => void,
    message: Message,
    options: { readonly resubscribe?: boolean } = {},
  ): Promise<Unsubscribe> {
    this.sent.push(message);
    const refusal = this.refused[String(message["type"]).split("/").at(-1) ?? ""];
    if (refusal !== undefined) {
      throw refusal;
    }
    const subscription = {
      message,
      callback: callback as (message: unknown) => void,
      resubscribe: options.resubscribe ?? true,
    };
    this.subscriptions.push(subscription);
    if (message["type"] === APPROVALS) {
      subscription.callback({ approvals: this.approvals, change: null });
    }
    if (message["type"] === SUGGESTIONS) {
      subscription.callback({ suggestions: this.suggestions });
    }
    return () => {
      this.subscriptions.splice(this.subscriptions.indexOf(subscription), 1);
    };
  }

  addEventListener(type: "ready" | "disconnected", listener: () => void): void {
    this.#listeners[type]?.add(listener);
  }

  removeEventListener(type: "ready" | "disconnected", listener: () => void): void {
    this.#listeners[type]?.delete(listener);
  }

  /** The connection is lost or back. */
  emit(type: "ready" | "disconnected"): void {
    this.#listeners[type]?.forEach((listener) => listener());
  }

  /** Send an event of the answer that is on its way. */
  stream(event: unknown): void {
    this.#send("llm_agents/ask", event);
  }

  /** Tell of a turn that is new or has changed. */
  tell(turn: Turn): void {
    this.turns = [...this.turns.filter((other) => other.turn_id !== turn.turn_id), turn];
    this.#send("llm_agents/turns/subscribe", { turn });
  }

  /** The questions that wait are others now. */
  ask(approvals: readonly Approval[]): void {
    this.approvals = approvals;
    this.#send(APPROVALS, { approvals, change: null });
  }

  /** What is suggested is something else now. */
  suggest(suggestions: readonly Suggestion[]): void {
    this.suggestions = suggestions;
    this.#send(SUGGESTIONS, { suggestions });
  }

  /** The plan of the energy is another one now. */
  plan(plan: EnergyPlan): void {
    this.energy = plan;
    this.#send(ENERGY, plan);
  }

  /** What cards show has changed. */
  change(parts: { readonly agents?: readonly Agent[]; readonly facts?: readonly Fact[] }): void {
    this.agents = parts.agents ?? this.agents;
    this.facts = parts.facts ?? this.facts;
    this.#send("llm_agents/changes/subscribe", { changed: [...(parts.agents ? ["agents"] : []), ...(parts.facts ? ["memory"] : [])] });
  }

  #send(type: string, event: unknown): void {
    this.subscriptions.filter(({ message }) => message["type"] === type).forEach(({ callback }) => callback(event));
  }

  async #answer(command: string, message: Message): Promise<unknown> {
    switch (message["type"]) {
      case "call_service":
        this.onService(message);
        return {};
      case "llm_agents/agents/list":
        return { agents: this.agents };
      case "llm_agents/usage/get":
        return this.usage;
      case "llm_agents/memory/list":
        return this.#listed({ facts: this.facts });
      case "llm_agents/memory/forget":
        this.facts = this.facts.filter((fact) => fact.fact_id !== message["fact_id"]);
        return {};
      case "llm_agents/memory/correct":
        return { fact: this.#correct(message) };
      case "llm_agents/suggestions/accept":
        return { made: this.#accept(message) };
      case "llm_agents/suggestions/dismiss":
        this.suggest(this.suggestions.filter((one) => one.suggestion_id !== message["suggestion_id"]));
        return null;
      case "llm_agents/energy/plan":
        return this.#listed(this.energy);
      case "llm_agents/energy/override":
        return this.#override(message);
      case "llm_agents/turns/list":
        return this.#list(message);
      case "llm_agents/turns/explain":
        return { text: this.explanation };
      default:
        return { turn: this.#press(command, message) };
    }
  }

  #correct({ fact_id: id, text, value }: Message): Fact | undefined {
    const changed = { ...(text === undefined ? {} : { text: String(text) }), ...(value === undefined ? {} : { value: Number(value) }) };
    this.facts = this.facts.map((fact) => (fact.fact_id === id ? { ...fact, ...changed } : fact));
    return this.facts.find((fact) => fact.fact_id === id);
  }

  #accept({ suggestion_id: id }: Message): Made {
    const name = this.suggestions.find((one) => one.suggestion_id === id)?.title ?? "";
    const made = { name, edit: `/config/automation/edit/${String(id)}`, pasted: false };
    this.suggest(this.suggestions.map((one) => (one.suggestion_id === id ? { ...one, standing: "accepted", made } : one)));
    return made;
  }

  #override({ asset_id: id, mode, minutes }: Message): null {
    const plan = this.energy;
    if (plan !== null) {
      const given = mode as string | null;
      const until = given === null ? null : plan.now + Number(minutes) * 60;
      const assets = plan.assets.map((one) => (one.id === id ? { ...one, override: given, mode: given ?? "self_consume", until } : one));
      this.plan({ ...plan, assets });
    }
    return null;
  }

  #listed<T>(answer: T): Promise<T> {
    return this.listing === "given" ? Promise.resolve(answer) : this.listing === "never" ? new Promise(() => undefined) : Promise.reject(this.listing);
  }

  #list({ before, limit }: Message): Promise<unknown> {
    const end = before === undefined ? this.turns.length : this.turns.findIndex((turn) => turn.turn_id === before);
    return this.#listed({ turns: this.turns.slice(Math.max(0, end - Number(limit)), end).reverse() });
  }

  #press(command: string, { turn_id: turnId, pin }: Message): Turn {
    if (pin !== undefined && pin !== this.pin) {
      return this.#wrong(String(turnId));
    }
    const about = this.turns.find((turn) => turn.turn_id === turnId);
    const back = about?.changes.map(({ before, after, ...change }) => ({ ...change, before: after, after: before })) ?? [];
    const made = turnOf({
      turn_id: `${String(turnId)}-${command}`,
      at: new Date().toISOString(),
      answer: command === "undo" ? "That is taken back." : command === "approve" ? "The front door is unlocked." : "I leave it.",
      requests: command === "undo" ? [] : [{ type: "talk", talk: command === "approve" ? "yes" : "no" }],
      changes: command === "undo" ? back : [],
      status: command === "undo" ? "done" : "answered",
      ...(command === "undo" ? { undoes: String(turnId) } : { reply_to: String(turnId) }),
    });
    if (about !== undefined && command === "undo") {
      this.tell({ ...about, undone_by: made.turn_id });
    }
    this.ask(this.approvals.filter((approval) => approval.turn_id !== turnId));
    this.tell(made);
    return made;
  }

  /** A PIN that is not the right one closes the question and puts it anew. */
  #wrong(turnId: string): Turn {
    const answer = "That was not the right PIN, 4 tries are left. Shall I unlock the front door?";
    const again = turnOf({ turn_id: `${turnId}-again`, at: new Date().toISOString(), status: "asked", answer, reply_to: turnId });
    this.ask(
      this.approvals.map((one) => (one.turn_id === turnId ? { ...one, turn_id: again.turn_id, at: again.at, question: answer } : one)),
    );
    this.tell(again);
    return again;
  }
}

/** The home as the frontend gives it to a card. */
export const hassOf = (connection: Home, language: string, parts: Partial<HomeAssistant> = {}): HomeAssistant => {
  const words = WORDS[language === "de" ? "de" : "en"];
  return {
    states: Object.fromEntries(STATES.map((state) => [state.entity_id, state])),
    entities: Object.fromEntries(
      STATES.map(({ entity_id: id }) => {
        const area = Object.keys(AREAS).find((name) => id.includes(name));
        const platform = /^(conversation|select)\./.test(id) ? "llm_agents" : "demo";
        return [id, { platform, ...(area === undefined ? {} : { area_id: area }) }];
      }),
    ),
    areas: Object.fromEntries(Object.entries(AREAS).map(([id, name]) => [id, { name }])),
    devices: {},
    language,
    locale: { language, time_format: "24" },
    config: { unit_system: { temperature: "°C" }, currency: "EUR" },
    user: { id: "anna", is_admin: true },
    translationMetadata: { translations: { ar: { isRTL: true } } },
    connected: true,
    connection,
    formatEntityState: (_, state) => words[state ?? ""] ?? state ?? "",
    formatEntityAttributeName: (_, name) => words[name] ?? name,
    formatEntityAttributeValue: (_, name, value) => attributeValue(name, value),
    ...parts,
  };
};
