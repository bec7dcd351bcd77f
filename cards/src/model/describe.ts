/** What changed on a device, in the words that the user's Home Assistant uses. */
import { colorOf, type ColorName } from "./color.js";
import type { HassEntity, HomeAssistant } from "./hass.js";
import type { Change, Snapshot } from "./turn.js";

/** One thing that changed; a side is null where it says nothing (a lamp that is off has no brightness). */
export interface Difference {
  /** `state`, `color`, or the attribute's name. */
  readonly kind: string;
  /** The attribute's name in words; null for the state itself, which needs none. */
  readonly label: string | null;
  readonly before: string | null;
  readonly after: string;
}

/** Attributes worth telling, in the order told. Others, such as a colour mode, follow from these. */
const TOLD = [
  "brightness",
  "color_temp_kelvin",
  "effect",
  "temperature",
  "target_temp_low",
  "target_temp_high",
  "humidity",
  "percentage",
  "current_position",
  "current_tilt_position",
  "volume_level",
  "is_volume_muted",
  "source",
  "preset_mode",
  "fan_mode",
  "swing_mode",
  "swing_horizontal_mode",
  "mode",
  "fan_speed",
  "oscillating",
  "direction",
  "away_mode",
  "current_activity",
] as const;

/** Attributes that a device only has again when it is switched on, which nobody asked for. */
const REGAINED = new Set(["color_temp_kelvin", "effect"]);

/** Positions that the words open and closed already tell. */
const ENDS = new Set<unknown>([0, 100]);
const POSITIONS = new Set(["current_position", "current_tilt_position"]);

const prettify = (text: string): string => {
  const words = text.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** An entity as it was: what is kept of it over what it is now. */
export const asItWas = (hass: HomeAssistant, entityId: string, snapshot: Snapshot): HassEntity => {
  const now = hass.states[entityId];
  return {
    ...now,
    entity_id: entityId,
    state: snapshot.state,
    attributes: { ...now?.attributes, ...snapshot.attributes },
  };
};

const stateInWords = (hass: HomeAssistant, entityId: string, snapshot: Snapshot): string => {
  const known = hass.states[entityId] !== undefined;
  const words = known ? hass.formatEntityState?.(asItWas(hass, entityId, snapshot), snapshot.state) : undefined;
  return words ?? prettify(snapshot.state);
};

const attributeInWords = (hass: HomeAssistant, entityId: string, snapshot: Snapshot, name: string): string | null => {
  const value = snapshot.attributes?.[name];
  if (value === undefined || value === null) {
    return null;
  }
  return hass.formatEntityAttributeValue?.(asItWas(hass, entityId, snapshot), name, value) ?? String(value);
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

const attributeDifference = (hass: HomeAssistant, change: Change, name: string): Difference | null => {
  const { entity_id: id, before, after } = change;
  const [was, is] = [before.attributes?.[name], after.attributes?.[name]];
  const told = before.state !== after.state && POSITIONS.has(name) && ENDS.has(is);
  const regained = before.state !== after.state && REGAINED.has(name);
  if (same(was, is) || told || regained) {
    return null;
  }
  const now = attributeInWords(hass, id, after, name);
  const then = before.state === after.state ? attributeInWords(hass, id, before, name) : null;
  // A device that was switched off lost its values by that; this is not news.
  if (now === null || now === then) {
    return null;
  }
  const label = hass.formatEntityAttributeName?.(asItWas(hass, id, after), name) ?? prettify(name);
  return { kind: name, label, before: then, after: now };
};

const colorDifference = (
  change: Change,
  label: string,
  name: (color: ColorName) => string,
): Difference | null => {
  const [was, is] = [colorOf(change.before), colorOf(change.after)];
  if (is === null || (was?.name === is.name && was.css === is.css)) {
    return null;
  }
  const before = was === null || was.name === is.name ? null : name(was.name);
  return { kind: "color", label, before, after: name(is.name) };
};

/** Return what a change changed, the state first; empty when it held already. */
export const describe = (
  hass: HomeAssistant,
  change: Change,
  words: { readonly color: string; readonly name: (color: ColorName) => string },
): readonly Difference[] => {
  const { entity_id: id, before, after } = change;
  const state: Difference | null =
    before.state === after.state
      ? null
      : {
          kind: "state",
          label: null,
          before: stateInWords(hass, id, before),
          after: stateInWords(hass, id, after),
        };
  return [
    state,
    ...TOLD.map((name) => attributeDifference(hass, change, name)),
    colorDifference(change, words.color, words.name),
  ].filter((difference) => difference !== null);
};

/** The state after a change that changed nothing, in words. */
export const stateAfter = (hass: HomeAssistant, change: Change): string =>
  stateInWords(hass, change.entity_id, change.after);
