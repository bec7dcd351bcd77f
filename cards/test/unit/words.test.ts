import { describe, expect, test } from "vitest";
import { failureOf } from "../../src/model/failure.js";
import { fallbacks, localizer } from "../../src/model/localize.js";
import { distinctNames, examples } from "../../src/model/names.js";
import { duration, excerpt, moment } from "../../src/model/text.js";
import { hassOf, Home } from "../harness/home.js";

const HASS = hassOf(new Home(), "en");

describe("words", () => {
  test("are the user's, filled in", () => {
    expect(localizer("de")("turn.undo_label", { words: "Licht an" })).toBe("Rückgängig: Licht an");
  });

  test("fall back to the base language, then to English", () => {
    expect(fallbacks("de-AT")).toEqual(["de-AT", "de", "en"]);
    expect(localizer("de-AT")("turn.undo")).toBe("Rückgängig");
    expect(localizer("tlh")("turn.undo")).toBe("Undo");
    expect(localizer("pt")("turn.undo")).toBe("Desfazer");
  });

  test("take the form of their number", () => {
    expect(localizer("en")("turn.more_changes", { count: 5 })).toBe("Show 5 more");
    expect(localizer("de")("turn.more_changes", { count: 2 })).toBe("2 weitere zeigen");
  });

  test("take nothing from what fills them", () => {
    expect(localizer("en")("turn.undo_label", { words: "{words} $& $1" })).toBe("Undo: {words} $& $1");
  });
});

describe("times", () => {
  test.each([
    [3.6, "en", "4 ms"],
    [0.2, "en", "1 ms"],
    [999.4, "de", "999 ms"],
    [1340, "en", "1.3 s"],
    [1340, "de", "1,3 s"],
  ] as const)("%d milliseconds in %s", (milliseconds, language, text) => {
    expect(duration(milliseconds, language).replace("\u00a0", " ")).toBe(text);
  });

  test("of today have no date, others do", () => {
    const now = new Date(2026, 10, 21, 12, 30);
    const at = (day: number, month = 10, year = 2026): string => new Date(year, month, day, 8, 5).toISOString();
    const told = (date: string, time_format: string, more: object = {}): string =>
      moment(date, { language: "en", locale: { language: "en", time_format, ...more }, config: { time_zone: "Asia/Tokyo" } }, now);
    expect(told(at(21), "24")).toBe("08:05");
    expect(told(at(21), "12")).toMatch(/^8:05\sAM$/);
    expect(told(at(20), "24")).toMatch(/Nov 20.*08:05/);
    expect(told(at(20, 0, 2025), "24")).toMatch(/Jan 20, 2025/);
    expect(told("2026-11-21T03:00:00Z", "24", { time_zone: "server" })).toBe("12:00");
    expect(told("nonsense", "24")).toBe("");
  });
});

describe("a long text", () => {
  test("is cut between words", () => {
    expect(excerpt("one two three four five", 10)).toBe("one two…");
  });

  test("is cut anywhere where it is one word", () => {
    expect(excerpt("x".repeat(30), 10)).toBe(`${"x".repeat(10)}…`);
  });

  test("that is hardly too long is left whole", () => {
    expect(excerpt("one two three", 12)).toBeNull();
  });
});

describe("names", () => {
  test("that are shared are told apart by the room", () => {
    const ids = ["light.lamp_bedroom", "light.lamp_study", "light.kitchen"];
    expect([...distinctNames(HASS, ids).values()]).toEqual(["Bedroom", "Study", "Kitchen light"]);
  });

  test("of devices that are gone are their ids", () => {
    expect([...distinctNames(HASS, ["light.gone"]).values()]).toEqual(["light.gone"]);
  });

  test("make examples of devices that are there", () => {
    expect(examples(HASS, localizer("en"))).toEqual([
      "Turn on Kitchen light",
      "Set Living room thermostat to 21 degrees",
      "Which lights are on?",
    ]);
    const fahrenheit = { ...HASS, config: { unit_system: { temperature: "°F" } } };
    expect(examples(fahrenheit, localizer("en"))[1]).toContain("70");
  });

  test("are not needed for examples", () => {
    expect(examples({ ...HASS, states: {} }, localizer("en"))).toEqual([
      "Turn off all lights",
      "Which windows are open?",
      "Which lights are on?",
    ]);
  });
});

describe("a failure", () => {
  test.each([
    [3, { key: "lost" }],
    [{ code: "unauthorized", message: "Unauthorized" }, { key: "unauthorized" }],
    [{ code: "unknown_command" }, { key: "not_set_up" }],
    [{ code: "service_validation_error", message: "It has changed." }, { key: "said", message: "It has changed." }],
    [{ code: "home_assistant_error", message: "" }, { key: "unknown" }],
    [{ code: "unknown_error", message: "KeyError: 'x'" }, { key: "unknown" }],
    [new Error("inside"), { key: "unknown" }],
    [undefined, { key: "unknown" }],
  ])("%j is told as %j", (error, failure) => {
    expect(failureOf(error)).toEqual(failure);
  });
});
