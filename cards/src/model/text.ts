/** Times and lengths in words. */
import { localeOf, type HomeAssistant } from "./hass.js";

const DAY = 86_400_000;

/** Characters beyond which a text is folded, and where it is then cut. */
export const FOLD_AT = 600;

/** Milliseconds as a person reads them, by the signs of the SI: `4 ms`, `1.3 s`. */
export const duration = (milliseconds: number, language: string): string => {
  const seconds = milliseconds >= 1000;
  const value = seconds ? milliseconds / 1000 : Math.max(1, milliseconds);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: seconds ? 1 : 0 }).format(value);
  return `${number}\u00a0${seconds ? "s" : "ms"}`;
};

/** The time of day of a turn, with the date unless it was today; as the user set time format and zone. */
export const moment = (at: string, hass: Pick<HomeAssistant, "language" | "locale" | "config">, now = new Date()): string => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) {
    return "";
  }
  const { time_format: format, time_zone: zone } = hass.locale ?? {};
  const language = localeOf(hass);
  const timeZone = zone === "server" && hass.config?.time_zone ? { timeZone: hass.config.time_zone } : {};
  const hours = format === "12" || format === "24" ? { hour12: format === "12" } : {};
  const day = new Intl.DateTimeFormat(language, { dateStyle: "short", ...timeZone });
  const today = day.format(date) === day.format(now);
  const near = Math.abs(now.getTime() - date.getTime()) < 300 * DAY;
  return new Intl.DateTimeFormat(language, {
    hour: "numeric",
    minute: "2-digit",
    ...hours,
    ...timeZone,
    ...(today ? {} : { day: "numeric", month: "short", ...(near ? {} : { year: "numeric" }) }),
  }).format(date);
};

/** The beginning of a long text, cut between words; null when it is short enough to show. */
export const excerpt = (text: string, limit: number = FOLD_AT): string | null => {
  if (text.length <= limit * 1.2) {
    return null;
  }
  const cut = text.lastIndexOf(" ", limit);
  return `${text.slice(0, cut > limit / 2 ? cut : limit)}…`;
};
