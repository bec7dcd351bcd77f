/** The one module that Home Assistant loads. */
import { LlmAgentsCard } from "./card.js";
import { defineElement } from "./define.js";
import { LlmAgentsEnergyCard } from "./energy-card.js";
import { CARD_TYPE, isAgent, isOwn } from "./model/config.js";
import { ENERGY_TYPE } from "./model/energy-config.js";
import type { HomeAssistant } from "./model/hass.js";
import { localizer, pageLanguage, type Key } from "./model/localize.js";
import { OVERVIEW_TYPE } from "./model/overview-config.js";
import { LlmAgentsOverviewCard } from "./overview-card.js";

interface CustomCard {
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly preview: boolean;
  readonly documentationURL: string;
  getEntitySuggestion(hass: HomeAssistant, entityId: string): { readonly config: Record<string, unknown> } | null;
}

declare global {
  interface Window {
    customCards?: CustomCard[];
  }
}

defineElement(CARD_TYPE, LlmAgentsCard);
defineElement(OVERVIEW_TYPE, LlmAgentsOverviewCard);
defineElement(ENERGY_TYPE, LlmAgentsEnergyCard);

type Suggest = CustomCard["getEntitySuggestion"];

const card = (type: string, name: Key, description: Key, getEntitySuggestion: Suggest): CustomCard => ({
  type,
  // Read when the list of cards is shown, and only then the page's language is known.
  get name() {
    return localizer(pageLanguage())(name);
  },
  get description() {
    return localizer(pageLanguage())(description);
  },
  preview: true,
  documentationURL: "https://github.com/llm-agents/llm-agents",
  getEntitySuggestion,
});

window.customCards ??= [];
window.customCards.push(
  card(CARD_TYPE, "card.name", "card.description", (hass, entityId) =>
    isAgent(hass, entityId) ? { config: { type: `custom:${CARD_TYPE}`, agent: entityId } } : null,
  ),
  card(OVERVIEW_TYPE, "overview.name", "overview.description", (hass, entityId) =>
    isOwn(hass, entityId) && !isAgent(hass, entityId) ? { config: { type: `custom:${OVERVIEW_TYPE}` } } : null,
  ),
  card(ENERGY_TYPE, "energy.name", "energy.description", () => null),
);
