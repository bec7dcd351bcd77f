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

/** How long something still lasts, in the largest unit that tells it: `3 hr`, `12 min`, `40 sec`. */
export const period = (milliseconds: number, language: string): string => {
  const seconds = Math.ceil(milliseconds / 1000);
  const [value, unit] =
    seconds < 60
      ? [seconds, "second"]
      : seconds < 5400
        ? [Math.ceil(seconds / 60), "minute"]
        : [Math.round(seconds / 3600), "hour"];
  return new Intl.NumberFormat(language, { style: "unit", unit: unit as string, unitDisplay: "short" }).format(value as number);
};

/** A part of a whole in per cent; what is not all is never told as all. */
export const percent = (share: number, language: string): string =>
  new Intl.NumberFormat(language, { style: "percent" }).format(share < 1 ? Math.min(0.99, share) : share);

/** A large number in few signs: `12K`. */
export const compact = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 }).format(value);

/** An amount of the home's currency; small ones with the digits that tell them. */
export const money = (amount: number, currency: string | undefined, language: string): string => {
  const digits = Math.abs(amount) < 0.095 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  try {
    return new Intl.NumberFormat(language, { style: "currency", currency: currency ?? "", ...digits }).format(amount);
  } catch {
    return new Intl.NumberFormat(language, digits).format(amount); // a home without a currency that is known
  }
};
