/** The card's styles: Home Assistant's own variables only, with what they usually are where one is missing. */
import { BASE } from "./base.js";
import { CONVERSATION } from "./conversation.js";
import { FRAME } from "./frame.js";

export const STYLES = [BASE, FRAME, CONVERSATION];
