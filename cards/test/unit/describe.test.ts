import { describe as group, expect, test } from "vitest";
import { colorOf } from "../../src/model/color.js";
import { describe, stateAfter } from "../../src/model/describe.js";
import type { HomeAssistant } from "../../src/model/hass.js";
import type { Change, Snapshot } from "../../src/model/turn.js";
import { hassOf, Home } from "../harness/home.js";
import { KITCHEN } from "../harness/turns.js";

const WORDS = { color: "Colour", name: (color: string) => color };
const HASS = hassOf(new Home(), "en");

const told = (before: Snapshot, after: Snapshot, hass: HomeAssistant = HASS, entity_id = "light.kitchen") =>
  describe(hass, { ...KITCHEN, entity_id, before, after } as Change, WORDS).map(({ label, before: was, after: is }) =>
    [label, was, is].filter((part) => part !== null).join(" | "),
  );

group("a change in words", () => {
  test("tells the state before and after, and what the device has gained", () => {
    expect(told({ state: "off" }, { state: "on", attributes: { brightness: 102 } })).toEqual([
      "Off | On",
      "Brightness | 40 %",
    ]);
  });

  test("tells an attribute alone with both of its values", () => {
    expect(told({ state: "on", attributes: { brightness: 255 } }, { state: "on", attributes: { brightness: 51 } })).toEqual([
      "Brightness | 100 % | 20 %",
    ]);
  });

  test("does not tell what a device loses by being switched off", () => {
    expect(told({ state: "on", attributes: { brightness: 255 } }, { state: "off", attributes: {} })).toEqual(["On | Off"]);
  });

  test("does not tell a position that open and closed tell", () => {
    const [open, closed] = [
      { state: "open", attributes: { current_position: 100 } },
      { state: "closed", attributes: { current_position: 0 } },
    ];
    expect(told(open, closed, HASS, "cover.bedroom")).toEqual(["Open | Closed"]);
    const half = { state: "open", attributes: { current_position: 50 } };
    expect(told(open, half, HASS, "cover.bedroom")).toEqual(["current_position | 100 | 50"]);
    expect(told(closed, half, HASS, "cover.bedroom")).toEqual(["Closed | Open", "current_position | 50"]);
  });

  test("tells a colour temperature that was changed, and not one that came with the light", () => {
    const [warm, cold] = [2700, 4000].map((color_temp_kelvin) => ({ state: "on", attributes: { color_temp_kelvin } }));
    expect(told({ state: "off" }, warm as Snapshot)).toEqual(["Off | On"]);
    expect(told(warm as Snapshot, cold as Snapshot)).toEqual(["color_temp_kelvin | 2700 | 4000"]);
  });

  test("does not tell a difference that cannot be seen in words", () => {
    expect(told({ state: "on", attributes: { brightness: 101 } }, { state: "on", attributes: { brightness: 102 } })).toEqual([]);
  });

  test("tells a colour by its name", () => {
    const white = { state: "on", attributes: { color_mode: "color_temp" } };
    const blue = { state: "on", attributes: { color_mode: "hs", hs_color: [240, 90] } };
    const red = { state: "on", attributes: { color_mode: "rgb", rgb_color: [255, 20, 10] } };
    expect(told(white, blue)).toEqual(["Colour | blue"]);
    expect(told(blue, red)).toEqual(["Colour | blue | red"]);
    expect(told(blue, blue)).toEqual([]);
  });

  test("does without Home Assistant's words, and for a device that is gone", () => {
    const { formatEntityState: _, formatEntityAttributeName: __, formatEntityAttributeValue: ___, ...plain } = HASS;
    const change = [
      { state: "not_home", attributes: {} },
      { state: "home", attributes: { preset_mode: "eco" } },
    ] as const;
    expect(told(...change, plain)).toEqual(["Not home | Home", "Preset mode | eco"]);
    expect(told({ state: "off" }, { state: "on" }, HASS, "light.gone")).toEqual(["Off | On"]);
  });

  test("of nothing still tells the state", () => {
    expect(stateAfter(HASS, { ...KITCHEN, after: { state: "on" } })).toBe("On");
  });
});

group("a colour", () => {
  test.each([
    [[255, 0, 0], "red"],
    [[255, 128, 0], "orange"],
    [[255, 240, 0], "yellow"],
    [[0, 200, 0], "green"],
    [[0, 255, 255], "cyan"],
    [[0, 0, 255], "blue"],
    [[128, 0, 200], "purple"],
    [[255, 80, 180], "pink"],
    [[255, 0, 20], "red"],
    [[255, 250, 245], "white"],
    [[0, 0, 0], "white"],
  ] as const)("%j is %s", (rgb, name) => {
    expect(colorOf({ state: "on", attributes: { color_mode: "rgb", rgb_color: rgb } })?.name).toBe(name);
  });

  test.each([{ color_mode: "hs" }, { color_mode: "brightness", hs_color: [0, 0] }, { color_mode: "hs", hs_color: "red" }, {}])(
    "is none in %j",
    (attributes) => {
      expect(colorOf({ state: "on", attributes })).toBeNull();
    },
  );
});
