/** A question that waits for a yes, as the websocket sends it. */
import type { HomeAssistant } from "./hass.js";
import type { Localize } from "./localize.js";

export interface Asker {
  readonly origin: "voice" | "text" | "automation" | "card";
  readonly user_id?: string | null;
  readonly area_id?: string | null;
}

/** What a yes does to one device; without one it is what is handed to others, by its name. */
export interface ApprovalItem {
  readonly entity_id: string;
  readonly action: string;
  /** What it is set to, where the act says so. */
  readonly attribute?: string | null;
  readonly value?: string | number | boolean | null;
}

export interface Approval {
  readonly turn_id: string;
  readonly agent: string;
  readonly at: string;
  readonly expires: string;
  readonly question: string;
  readonly asker: Asker;
  /** What a yes does, device by device. */
  readonly items: readonly ApprovalItem[];
  /** Whether the yes needs the PIN. */
  readonly pin: boolean;
  /** Whether nobody was there to hear the question. */
  readonly unattended: boolean;
}

/** Digits of a PIN, for the pattern of its field. */
export const PIN_PATTERN = "[0-9]{4,12}";
export const PIN_LENGTH = 12;

/** Milliseconds for which a question stays open; what is late is told by the server, whose clock counts. */
export const timeLeft = (approval: Approval, now: Date): number =>
  Math.max(0, new Date(approval.expires).getTime() - now.getTime());

/** The part of its time that a question has left, from 0 to 1. */
export const shareLeft = (approval: Approval, now: Date): number => {
  const whole = new Date(approval.expires).getTime() - new Date(approval.at).getTime();
  return whole > 0 ? Math.min(1, timeLeft(approval, now) / whole) : 0;
};

/** The name of the person who is a user, where there is one. */
export const personOf = (hass: HomeAssistant, userId: string): string | undefined => {
  const person = Object.values(hass.states).find(
    (state) => state?.entity_id.startsWith("person.") === true && state.attributes["user_id"] === userId,
  );
  const name = person?.attributes["friendly_name"];
  return typeof name === "string" ? name : undefined;
};

/** Who asked, in words. */
export const askedBy = (hass: HomeAssistant, localize: Localize, { asker }: Approval): string => {
  if (asker.user_id != null && asker.user_id === hass.user?.id) {
    return localize("approval.asked_by_you");
  }
  const name = asker.user_id == null ? undefined : personOf(hass, asker.user_id);
  if (name !== undefined) {
    return localize("approval.asked_by", { name });
  }
  if (asker.origin === "automation") {
    return localize("approval.asked_by_automation");
  }
  return localize(asker.origin === "voice" ? "approval.asked_by_voice" : "approval.asked_by_other");
};
