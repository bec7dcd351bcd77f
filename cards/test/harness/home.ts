/** A home whose connection is made of memory: it notes what is sent, and a test says what comes back. */
import type { Connection, HassEntity, HomeAssistant, Unsubscribe } from "../../src/model/hass.js";
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

export class Home implements Connection {
  readonly sent: Message[] = [];
  readonly subscriptions: Subscription[] = [];
  turns: readonly Turn[] = [];
  listing: Listing = "given";
  /** Commands that are refused, by their last part, with the code of the error. */
  refused: Record<string, { readonly code: string; readonly message?: string }> = {};
  explanation = "Because you asked for it.";
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
    this.subscriptions.filter(({ message }) => message["type"] === "llm_agents/ask").forEach(({ callback }) => callback(event));
  }

  /** Tell of a turn that is new or has changed. */
  tell(turn: Turn): void {
    this.turns = [...this.turns.filter((other) => other.turn_id !== turn.turn_id), turn];
    this.subscriptions
      .filter(({ message }) => message["type"] === "llm_agents/turns/subscribe")
      .forEach(({ callback }) => callback({ turn }));
  }

  async #answer(command: string, message: Message): Promise<unknown> {
    if (command === "list") {
      return this.#list(message);
    }
    if (command === "explain") {
      return { text: this.explanation };
    }
    return { turn: this.#press(command, String(message["turn_id"])) };
  }

  #list({ before, limit }: Message): Promise<unknown> {
    if (this.listing === "never") {
      return new Promise(() => undefined);
    }
    if (this.listing !== "given") {
      return Promise.reject(this.listing);
    }
    const end = before === undefined ? this.turns.length : this.turns.findIndex((turn) => turn.turn_id === before);
    return Promise.resolve({ turns: this.turns.slice(Math.max(0, end - Number(limit)), end).reverse() });
  }

  #press(command: string, turnId: string): Turn {
    const about = this.turns.find((turn) => turn.turn_id === turnId);
    const back = about?.changes.map(({ before, after, ...change }) => ({ ...change, before: after, after: before })) ?? [];
    const made = turnOf({
      turn_id: `${turnId}-${command}`,
      at: new Date().toISOString(),
      answer: command === "undo" ? "That is taken back." : command === "approve" ? "The front door is unlocked." : "I leave it.",
      requests: command === "undo" ? [] : [{ type: "talk", talk: command === "approve" ? "yes" : "no" }],
      changes: command === "undo" ? back : [],
      status: command === "undo" ? "done" : "answered",
      ...(command === "undo" ? { undoes: turnId } : { reply_to: turnId }),
    });
    if (about !== undefined && command === "undo") {
      this.tell({ ...about, undone_by: made.turn_id });
    }
    this.tell(made);
    return made;
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
        const platform = id.startsWith("conversation.") ? "llm_agents" : "demo";
        return [id, { platform, ...(area === undefined ? {} : { area_id: area }) }];
      }),
    ),
    areas: Object.fromEntries(Object.entries(AREAS).map(([id, name]) => [id, { name }])),
    devices: {},
    language,
    locale: { language, time_format: "24" },
    config: { unit_system: { temperature: "°C" } },
    translationMetadata: { translations: { ar: { isRTL: true } } },
    connected: true,
    connection,
    formatEntityState: (_, state) => words[state ?? ""] ?? state ?? "",
    formatEntityAttributeName: (_, name) => words[name] ?? name,
    formatEntityAttributeValue: (_, name, value) => attributeValue(name, value),
    ...parts,
  };
};
