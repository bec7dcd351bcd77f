/** Powers, prices, levels and moments of the energy card in words. */
import { OLD, type EnergyAsset, type EnergyPlan, type Notice, type Unmet } from "./energy.js";
import { localeOf, type HomeAssistant } from "./hass.js";
import { wordsOr, type Key, type Localize } from "./localize.js";
import { money, moment } from "./text.js";

/** What is needed to tell a figure to a user. */
export interface Speech {
  readonly hass: HomeAssistant;
  readonly localize: Localize;
  readonly currency: string;
}

const numberOf = ({ hass }: Speech, value: number, digits: number): string =>
  new Intl.NumberFormat(localeOf(hass), { maximumFractionDigits: digits }).format(value === 0 ? 0 : value);

/** kW that are told as nothing. */
const NOTHING = 0.0095;

/** A power; small ones in watts. */
export const power = (speech: Speech, kilowatts: number): string =>
  Math.abs(kilowatts) < 0.0995 ? `${numberOf(speech, Math.round(kilowatts * 1000), 0)}\u00a0W` : `${numberOf(speech, kilowatts, 1)}\u00a0kW`;

/** A price of a kilowatt-hour, with three decimals where the currency is worth it. */
export const price = (speech: Speech, amount: number): string => {
  const digits = Math.abs(amount) >= 10 ? 1 : 3;
  const language = localeOf(speech.hass);
  const style = { maximumFractionDigits: digits, minimumFractionDigits: Math.min(2, digits) };
  let told: string;
  try {
    told = new Intl.NumberFormat(language, { style: "currency", currency: speech.currency, ...style }).format(amount);
  } catch {
    told = new Intl.NumberFormat(language, style).format(amount); // a home without a currency that is known
  }
  return speech.localize("energy.per_kwh", { price: told });
};

/** An amount of money. */
export const amount = (speech: Speech, value: number): string => money(value, speech.currency, localeOf(speech.hass));

/** A state of charge or a temperature. */
export const level = (speech: Speech, asset: Pick<EnergyAsset, "level_unit">, value: number): string => {
  const celsius = asset.level_unit === "°C";
  if (celsius && speech.hass.config?.unit_system?.temperature === "°F") {
    return `${numberOf(speech, value * 1.8 + 32, 0)}\u00a0°F`;
  }
  return `${numberOf(speech, value, celsius ? 1 : 0)}\u00a0${asset.level_unit ?? ""}`;
};

/** An instant in seconds as a time of day, with the date unless it is today. */
export const clock = ({ hass }: Speech, seconds: number, now: number): string =>
  moment(new Date(seconds * 1000).toISOString(), hass, new Date(now * 1000));

/** The date of an instant in seconds. */
export const day = ({ hass }: Speech, seconds: number): string =>
  new Intl.DateTimeFormat(localeOf(hass), { day: "numeric", month: "short", year: "numeric" }).format(new Date(seconds * 1000));

const WORDS: Readonly<Record<string, string>> = { vehicle: "vehicle_mode", zone: "heating_mode", water_heater: "heating_mode" };

/** A mode as it is said of a kind of asset; a heating that is on and takes nothing holds its temperature. */
export const modeWords = (localize: Localize, { kind }: Pick<EnergyAsset, "kind">, mode: string, power: number | null = null): string => {
  const own = WORDS[kind];
  const usual = wordsOr(localize, `energy.mode.${mode}`, mode);
  if (own === "heating_mode" && mode === "on" && power !== null && Math.abs(power) < NOTHING) {
    return localize("energy.heating_mode.keeps");
  }
  return own === undefined ? usual : wordsOr(localize, `energy.${own}.${mode}`, usual);
};

/** What an asset does at a power. */
export const doing = (speech: Speech, kilowatts: number | null): string => {
  if (kilowatts === null) {
    return speech.localize("energy.unknown");
  }
  if (Math.abs(kilowatts) < NOTHING) {
    return speech.localize("energy.idle");
  }
  const key: Key = kilowatts > 0 ? "energy.takes" : "energy.gives";
  return speech.localize(key, { power: power(speech, Math.abs(kilowatts)) });
};

const UNITS: Readonly<Record<string, "kWh" | "K·h" | "h" | undefined>> = {
  charge: "kWh",
  comfort: "K·h",
  hot_water: "K·h",
  hours: "h",
  import_limit: "kWh",
  export_limit: "kWh",
};

/** A wish that the plan cannot meet. */
export const unmetWords = (speech: Speech, plan: EnergyPlan, { asset_id: id, wanted, amount: short, at }: Unmet, now: number): string => {
  const name = plan.assets.find((asset) => asset.id === id)?.name ?? speech.localize("energy.home");
  const unit = UNITS[wanted];
  const told = unit === undefined ? "" : `${numberOf(speech, short, 1)}\u00a0${unit}`;
  const otherwise = speech.localize("energy.unmet.other", { name });
  const key = `energy.unmet.${wanted}`;
  return wordsOr(speech.localize, key, otherwise) === otherwise
    ? otherwise
    : speech.localize(key as Key, { name, amount: told, time: clock(speech, at, now) });
};

/** A notice in words; one that has none of its own is told by what it is about, or in general. */
export const noticeWords = ({ localize }: Speech, { key, placeholders }: Notice): string => {
  const known = [key, key.split("_")[0], "other"].map((name) => `energy.notice.${name}`).find((path) => wordsOr(localize, path, "") !== "");
  return localize((known ?? "energy.notice.other") as Key, placeholders ?? {});
};

/** What a person has to know before the figures: what is missing, old, or only proposed. */
export const notices = (speech: Speech, plan: EnergyPlan, now: number): readonly string[] => {
  const { localize } = speech;
  const told = plan.notices.map((notice) => noticeWords(speech, notice));
  if (plan.status !== "ok" && told.length === 0) {
    told.push(localize(`energy.status.${plan.status}`));
  }
  if (plan.status !== "no_plan" && plan.made_at !== null && now - plan.made_at > OLD) {
    told.push(localize("energy.old", { time: clock(speech, plan.made_at, now) }));
  }
  return [...new Set(told)];
};
