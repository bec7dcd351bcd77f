/** The one module that Home Assistant loads. */
import { LlmAgentsCard } from "./card.js";
import { defineElement } from "./define.js";
import { CARD_TYPE, isAgent } from "./model/config.js";
import type { HomeAssistant } from "./model/hass.js";
import { localizer, pageLanguage } from "./model/localize.js";

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

window.customCards ??= [];
window.customCards.push({
  type: CARD_TYPE,
  // Read when the list of cards is shown, and only then the page's language is known.
  get name() {
    return localizer(pageLanguage())("card.name");
  },
  get description() {
    return localizer(pageLanguage())("card.description");
  },
  preview: true,
  documentationURL: "https://github.com/llm-agents/llm-agents",
  getEntitySuggestion: (hass, entityId) =>
    isAgent(hass, entityId) ? { config: { type: `custom:${CARD_TYPE}`, agent: entityId } } : null,
});
