/** The cards' styles: Home Assistant's own variables only, with what they usually are where one is missing. */
import { AGENTS } from "./agents.js";
import { APPROVALS } from "./approvals.js";
import { BASE } from "./base.js";
import { CONVERSATION } from "./conversation.js";
import { ENERGY } from "./energy.js";
import { ENERGY_PLOTS } from "./energy-plots.js";
import { FRAME } from "./frame.js";
import { MEMORY } from "./memory.js";
import { OVERVIEW } from "./overview.js";
import { PARTS } from "./parts.js";
import { SUGGESTIONS } from "./suggestions.js";

const COMMON = [BASE, FRAME, CONVERSATION, APPROVALS];

/** Those of the card to talk. */
export const TALK_STYLES = [...COMMON, PARTS];

/** Those of the overview; what depends on the width of the card comes last. */
export const OVERVIEW_STYLES = [...COMMON, AGENTS, MEMORY, SUGGESTIONS, OVERVIEW];

/** Those of the energy card. */
export const ENERGY_STYLES = [...COMMON, OVERVIEW, ENERGY_PLOTS, ENERGY];
