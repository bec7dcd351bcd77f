/** The colour of a lamp, as CSS and by a plain name. */
import type { Snapshot } from "./turn.js";

export type ColorName = "white" | "red" | "orange" | "yellow" | "green" | "cyan" | "blue" | "purple" | "pink";

export interface Color {
  readonly name: ColorName;
  /** A CSS colour. */
  readonly css: string;
}

/** Modes in which a lamp shows a colour; in the others the colour attributes only mirror the white. */
const COLORED = new Set(["hs", "xy", "rgb", "rgbw", "rgbww"]);

/** Hues in degrees up to which a name holds. */
const HUES: readonly (readonly [number, ColorName])[] = [
  [15, "red"],
  [45, "orange"],
  [70, "yellow"],
  [165, "green"],
  [195, "cyan"],
  [255, "blue"],
  [290, "purple"],
  [340, "pink"],
  [360, "red"],
];
/** Per cent of saturation below which a colour is called white. */
const WHITE_BELOW = 15;

const numbers = (value: unknown): readonly number[] | null =>
  Array.isArray(value) && value.every((part) => typeof part === "number") ? value : null;

const hueAndSaturation = ([r = 0, g = 0, b = 0]: readonly number[]): readonly [number, number] => {
  const [high, low] = [Math.max(r, g, b), Math.min(r, g, b)];
  const spread = high - low;
  if (spread === 0) {
    return [0, 0];
  }
  const sextant = high === r ? (g - b) / spread : high === g ? 2 + (b - r) / spread : 4 + (r - g) / spread;
  return [(sextant * 60 + 360) % 360, (100 * spread) / high];
};

/** Return the colour that a lamp had, or null when it had none. */
export const colorOf = (snapshot: Snapshot): Color | null => {
  const attributes = snapshot.attributes ?? {};
  if (!COLORED.has(String(attributes["color_mode"]))) {
    return null;
  }
  const rgb = numbers(attributes["rgb_color"] ?? attributes["rgbw_color"] ?? attributes["rgbww_color"]);
  const hs = rgb === null ? numbers(attributes["hs_color"]) : hueAndSaturation(rgb);
  if (hs === null) {
    return null;
  }
  const [hue = 0, saturation = 0] = hs;
  const name = saturation < WHITE_BELOW ? "white" : (HUES.find(([limit]) => hue < limit)?.[1] ?? "red");
  return { name, css: `hsl(${Math.round(hue)} ${Math.round(saturation)}% ${Math.round(100 - saturation / 2)}%)` };
};
