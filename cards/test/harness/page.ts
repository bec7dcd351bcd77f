/** The page's side of the harness: makes a home and a card in it. */
import type { HomeAssistant } from "../../src/model/hass.js";
import type { Turn } from "../../src/model/turn.js";
import type { Agent, Usage } from "../../src/model/agent.js";
import type { Approval } from "../../src/model/approval.js";
import type { EnergyPlan } from "../../src/model/energy.js";
import type { Fact } from "../../src/model/fact.js";
import type { Suggestion } from "../../src/model/suggestion.js";
import { hassOf, Home, type Listing } from "./home.js";
import { approvalOf } from "./overview.js";

export interface Setting {
  readonly language: string;
  readonly dark: boolean;
  readonly width: number;
  readonly turns: readonly Turn[];
  readonly listing?: Listing;
  readonly refused?: Home["refused"];
  readonly config?: Readonly<Record<string, unknown>>;
  readonly withoutAgent?: boolean;
  readonly explanation?: string;
  /** Show the overview instead of the card to talk. */
  readonly overview?: boolean;
  /** Show the energy card with this plan. */
  readonly energy?: EnergyPlan;
  readonly approvals?: readonly Approval[];
  readonly agents?: readonly Agent[];
  readonly usage?: Usage;
  readonly facts?: readonly Fact[];
  readonly suggestions?: readonly Suggestion[];
  readonly parts?: Partial<HomeAssistant>;
}

export interface Harness {
  readonly home: Home;
  /** Give the card another `hass`. */
  give(parts: Partial<HomeAssistant>): void;
}

type Card = HTMLElement & { hass: HomeAssistant; setConfig(config: unknown): void };

declare global {
  interface Window {
    harness: Harness;
    show(setting: Setting): void;
  }
}

customElements.define(
  "ha-card",
  class extends HTMLElement {
    constructor() {
      super();
      this.attachShadow({ mode: "open" }).innerHTML =
        "<style>:host{display:block;box-sizing:border-box;border:1px solid var(--divider-color);border-radius:12px;background:var(--card-background-color)}</style><slot></slot>";
    }
  },
);

customElements.define(
  "ha-state-icon",
  class extends HTMLElement {
    constructor() {
      super();
      const bulb = "M12 2a7 7 0 0 0-4 12.7V17h8v-2.3A7 7 0 0 0 12 2M9 19h6v1l-1 2h-4l-1-2z";
      this.attachShadow({ mode: "open" }).innerHTML =
        `<svg viewBox="0 0 24 24" width="20" fill="currentColor" style="display:block"><path d="${bulb}"/></svg>`;
    }
  },
);

window.show = (setting) => {
  const { language, dark, width, turns } = setting;
  document.documentElement.lang = language;
  document.documentElement.classList.toggle("dark", dark);
  const home = new Home();
  home.turns = turns;
  home.listing = setting.listing ?? "given";
  home.refused = setting.refused ?? {};
  home.explanation = setting.explanation ?? home.explanation;
  const asked = turns.filter((turn) => turn.status === "asked" && turn.requests.some((request) => request.asked));
  home.approvals = setting.approvals ?? asked.map((turn) => approvalOf({ turn_id: turn.turn_id, question: turn.answer }));
  home.agents = setting.agents ?? [];
  home.usage = setting.usage ?? null;
  home.facts = setting.facts ?? [];
  home.suggestions = setting.suggestions ?? [];
  home.energy = setting.energy ?? null;
  let hass = hassOf(home, language, setting.parts);
  if (setting.withoutAgent === true) {
    hass = { ...hass, states: { ...hass.states, "conversation.llm_agents": undefined } };
  }
  const shown = setting.energy !== undefined ? "-energy" : setting.overview === true ? "-overview" : "";
  const name = `llm-agents${shown}-card`;
  const card = document.createElement(name) as unknown as Card;
  card.setConfig({ type: `custom:${name}`, ...setting.config });
  card.hass = hass;
  const place = document.querySelector("main");
  place?.replaceChildren(card);
  place?.style.setProperty("width", `${width}px`);
  home.onService = ({ service_data: data, target }) => {
    const id = (target as { entity_id: string }).entity_id;
    const state = (data as { option: string }).option;
    hass = { ...hass, states: { ...hass.states, [id]: { entity_id: id, state, attributes: {} } } };
    card.hass = hass;
  };
  window.harness = {
    home,
    give: (parts) => {
      hass = { ...hass, ...parts };
      card.hass = hass;
    },
  };
};
