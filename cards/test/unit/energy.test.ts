import { describe, expect, test } from "vitest";
import { checkEnergy, energyForm } from "../../src/model/energy-config.js";
import { NO_ENERGY, reduceEnergy, type EnergyState } from "../../src/model/energy-state.js";
import { amount, clock, doing, level, modeWords, noticeWords, notices, power, price, unmetWords, type Speech } from "../../src/model/energy-text.js";
import { localizer } from "../../src/model/localize.js";
import { bandArea, degreesOf, limitsOf, line, roundUp, runsOf, scaleOf, stairArea, stairs, thirdsOf } from "../../src/model/plot.js";
import { hoursOf, meanBetween, stepAt, timelineOf } from "../../src/model/timeline.js";
import { assetOf, planOf } from "../harness/energy.js";
import { hassOf, Home } from "../harness/home.js";

const EN = localizer("en");
const NOW = Date.UTC(2026, 10, 21, 12) / 1000;
const speech = (parts: object = {}): Speech => ({ hass: hassOf(new Home(), "en", parts), localize: EN, currency: "EUR" });
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("a configuration", () => {
  test("may be empty", () => {
    expect(checkEnergy({ type: "custom:llm-agents-energy-card" }, EN)).toEqual({
      type: "custom:llm-agents-energy-card",
      title: null,
      agent: "conversation.llm_agents",
      pastHours: 6,
      hours: 36,
      whatIf: true,
      asTable: false,
      fixedRows: false,
    });
  });

  test.each([
    [{ hours: 2 }, /“hours” has to be a number of hours from 3 to 72/],
    [{ past_hours: 25 }, /“past_hours” has to be a number of hours from 0 to 24/],
    [{ hours: "all" }, /hours from 3 to 72/],
    [{ agent: "light.kitchen" }, /is not the entity of an agent/],
  ])("%j is refused in plain words", (raw, message) => {
    expect(() => checkEnergy(raw, EN)).toThrow(message);
  });

  test("has a form with words for every field", () => {
    const form = energyForm(EN) as {
      schema: readonly { name: string; schema?: readonly { name: string }[] }[];
      computeLabel(field: { name: string }): string;
      computeHelper(field: { name: string }): string;
    };
    const fields = form.schema.flatMap((field) => field.schema ?? [field]);
    expect(fields.map(({ name }) => name)).toEqual(["title", "past_hours", "hours", "what_if", "as_table", "agent"]);
    for (const field of fields) {
      expect(form.computeLabel(field)).not.toContain("config.");
      expect(form.computeHelper(field)).not.toContain("config.");
    }
  });
});

describe("past and plan on one timeline", () => {
  const asset = assetOf({ power: [1, 2, 3], level: [10, 20, 30, 40], level_unit: "%", low: [5, 5, 5], high: [90, 90, 90] });
  const plan = planOf({
    steps: [NOW, NOW + 900, NOW + 1800, NOW + 5400],
    load: [0.1, 0.2, 0.3],
    import_price: [0.3, 0.2, 0.1],
    assets: [asset],
    past: { at: [NOW - 1800, NOW - 900, NOW], import_price: [0.5, 0.4], load: [9, 8], pv: [], grid: [], assets: { battery: { power: [-1, -2], level: [6, 8] } } },
  });

  test("stand one after the other", () => {
    const joined = timelineOf(plan, NOW, 6, 36);
    expect(joined.edges.map((edge) => edge - NOW)).toEqual([-1800, -900, 0, 900, 1800, 5400]);
    expect(joined.load).toEqual([9, 8, 0.1, 0.2, 0.3]);
    expect(joined.tracks[0]?.power).toEqual([-1, -2, 1, 2, 3]);
    expect(joined.tracks[0]?.level).toEqual([6, 8, 10, 20, 30, 40]);
    expect(joined.tracks[0]?.low).toEqual([null, null, 5, 5, 5]);
  });

  test("what was measured goes before what was planned for the same time", () => {
    const later = { ...plan, past: { ...plan.past, at: [NOW - 900, NOW, NOW + 600] } };
    const joined = timelineOf(later, NOW + 600, 6, 36);
    expect(joined.edges.map((edge) => edge - NOW)).toEqual([-900, 0, 600, 900, 1800, 5400]);
    expect(joined.load).toEqual([9, 8, 0.1, 0.2, 0.3]);
  });

  test("a gap between them is not known", () => {
    const gap = { ...plan, past: { ...plan.past, at: [NOW - 2700, NOW - 1800, NOW - 900] } };
    const joined = timelineOf(gap, NOW, 6, 36);
    expect(joined.edges.map((edge) => edge - NOW)).toEqual([-2700, -1800, -900, 0, 900, 1800, 5400]);
    expect(joined.load).toEqual([9, 8, null, 0.1, 0.2, 0.3]);
  });

  test("are cut to the hours that are shown", () => {
    const joined = timelineOf(plan, NOW, 0, 1);
    expect(joined.edges.map((edge) => edge - NOW)).toEqual([0, 900, 1800, 3600]);
  });

  test("without any there is none", () => {
    const none = timelineOf({ ...plan, steps: [], past: { ...plan.past, at: [] } }, NOW, 6, 36);
    expect(none.edges).toEqual([]);
    expect(none.tracks[0]?.power).toEqual([]);
  });

  test("an instant has its step, one outside the nearest", () => {
    const joined = timelineOf(plan, NOW, 6, 36);
    expect([-9999, -1800, -1, 0, 899, 900, 99_999].map((offset) => stepAt(joined, NOW + offset))).toEqual([0, 0, 1, 2, 2, 3, 4]);
  });

  test("the mean of an hour is weighted by the time, and by nothing that is not known", () => {
    const joined = timelineOf(plan, NOW, 6, 36);
    expect(meanBetween(joined.edges, joined.load, NOW, NOW + 3600)).toBeCloseTo((0.1 + 0.2 + 2 * 0.3) / 4);
    expect(meanBetween(joined.edges, [null, null, 4, null, null], NOW, NOW + 3600)).toBe(4);
    expect(meanBetween(joined.edges, joined.load, NOW + 9000, NOW + 9999)).toBeNull();
    expect(hoursOf(joined).map((hour) => hour - NOW)).toEqual([-3600, 0, 3600]);
  });
});

describe("a picture", () => {
  const x = scaleOf(0, 4, 0, 40);
  const y = scaleOf(0, 10, 100, 0);
  const edges = [0, 1, 2, 4];

  test("has limits in round numbers, with zero", () => {
    expect([0.07, 0.1, 8.2, 11, 0].map(roundUp)).toEqual([0.08, 0.1, 10, 15, 0].map((value) => expect.closeTo(value)));
    expect(limitsOf([[0.31, null], [0.08]], 0.1)).toEqual([0, expect.closeTo(0.4)]);
    expect(limitsOf([[-0.02, 0.31]], 0.1)).toEqual([expect.closeTo(-0.02), expect.closeTo(0.4)]);
    expect(limitsOf([[]], 1)).toEqual([0, 1]);
    expect(degreesOf([[20.2, 21]])).toEqual([19, 23]);
    expect(degreesOf([[]])).toEqual([15, 25]);
  });

  test("breaks where nothing is known", () => {
    expect(runsOf([1, null, 2, 3, null])).toEqual([[0, 1], [2, 4]]);
    expect(stairs(x, y, edges, [1, null, 5])).toBe("M0 90L10 90M20 50L40 50");
    expect(line(x, y, edges, [0, 10, null, 5])).toBe("M0 100L10 0M40 50");
  });

  test("has areas to a floor, and between two lines", () => {
    expect(stairArea(x, y, edges, [1, null, null])).toBe("M0 100L0 90L10 90L10 100Z");
    expect(bandArea(x, y, edges, [1, null, 1], [2, 2, null])).toBe("M0 80L10 80L10 90L0 90Z");
  });

  test("knows cheap and dear by time, not by steps", () => {
    expect(thirdsOf([0, 1, 2, 10], [0.5, 0.4, 0.1])).toEqual([0.1, 0.1]);
    expect(thirdsOf([0, 1, 2, 3], [0.3, 0.1, 0.2])).toEqual([0.1, 0.2]);
    expect(thirdsOf([], [])).toEqual([0, 0]);
  });
});

describe("words", () => {
  test.each([
    [0.05, "50 W"],
    [-0.02, "-20 W"],
    [7.36, "7.4 kW"],
    [0, "0 W"],
  ])("%d kW", (value, text) => {
    expect(plain(power(speech(), value))).toBe(text);
  });

  test("prices and money are the home's, negative ones too", () => {
    expect(price(speech(), 0.2134)).toBe("€0.213/kWh");
    expect(price({ ...speech(), currency: "none" }, -0.01)).toBe("-0.01/kWh");
    expect(amount(speech(), -12.34)).toBe("-€12.34");
  });

  test("levels have the user's unit", () => {
    expect(plain(level(speech(), { level_unit: "%" }, 46.4))).toBe("46 %");
    expect(plain(level(speech(), { level_unit: "°C" }, 20.64))).toBe("20.6 °C");
    expect(plain(level(speech({ config: { unit_system: { temperature: "°F" } } }), { level_unit: "°C" }, 20))).toBe("68 °F");
  });

  test("a power is told by its direction", () => {
    expect([2, -1.5, 0.001, null].map((value) => plain(doing(speech(), value)))).toEqual(["takes 2 kW", "gives 1.5 kW", "idle", "not known"]);
  });

  test("a mode is told as the kind of asset has it; a new one by its name", () => {
    expect(modeWords(EN, { kind: "vehicle" }, "off")).toBe("Waits");
    expect(modeWords(EN, { kind: "battery" }, "hold")).toBe("Keeps its charge");
    expect(modeWords(EN, { kind: "load" }, "off")).toBe("Off");
    expect(modeWords(EN, { kind: "zone" }, "on", 1.2)).toBe("Heats");
    expect(modeWords(EN, { kind: "zone" }, "on", 0)).toBe("Holds its temperature");
    expect(modeWords(EN, { kind: "vehicle" }, "boost")).toBe("boost");
  });

  test("an unmet wish says what, how much and when; a new one in general", () => {
    const plan = planOf({}, NOW);
    const told = (wanted: string, id = "car"): string => plain(unmetWords(speech(), plan, { asset_id: id, wanted, amount: 6.42, at: NOW }, NOW));
    expect(told("charge")).toBe(`Car lacks 6.4 kWh at ${clock(speech(), NOW, NOW)}.`);
    expect(told("import_limit", "grid")).toContain("takes more than its connection allows");
    expect(told("something_new")).toBe("A wish for Car cannot be met.");
  });

  test("a notice is filled in; one without words is told by what it is about", () => {
    const told = (key: string, placeholders = {}): string => noticeWords(speech(), { key, placeholders });
    expect(told("rivals", { asset: "Battery", name: "Inverter app" })).toBe("Something else sets Battery as well: Inverter app. Let only one of them do it.");
    expect(told("prices_day_length")).toBe(EN("energy.notice.prices"));
    expect(told("brand_new")).toBe(EN("energy.notice.other"));
  });

  test("notices are told once, an old plan by its time", () => {
    const told = (parts: object): readonly string[] => notices(speech(), planOf(parts, NOW), NOW);
    expect(told({})).toEqual([]);
    expect(told({ status: "learning" })).toEqual([EN("energy.status.learning")]);
    expect(told({ status: "degraded", notices: [{ key: "x" }, { key: "y" }] })).toEqual([EN("energy.notice.other")]);
    expect(told({ made_at: NOW - 4 * 3600 })[0]).toMatch(/^This plan is of/);
    expect(told({ made_at: null, status: "no_plan" })).toEqual([EN("energy.status.no_plan")]);
  });
});

describe("the state", () => {
  const ready = reduceEnergy(NO_ENERGY, { type: "plan", plan: planOf() });

  test("keeps the last plan while it is read anew", () => {
    expect(reduceEnergy(NO_ENERGY, { type: "loading" }).phase).toBe("loading");
    expect(reduceEnergy(ready, { type: "loading" }).phase).toBe("ready");
  });

  test("a change by hand is busy, then told or refused", () => {
    const busy = reduceEnergy(ready, { type: "busy", assetId: "car" });
    expect(busy.busy).toBe("car");
    expect(reduceEnergy(busy, { type: "done", told: { kind: "automatic", assetId: "car" } })).toMatchObject({ busy: null, told: { kind: "automatic" } });
    const refused = reduceEnergy(busy, { type: "refused", assetId: "car", failure: { key: "timeout" } });
    expect(refused).toMatchObject({ busy: null, refused: { assetId: "car" } });
    expect(reduceEnergy(refused, { type: "busy", assetId: "car" }).refused).toBeNull();
  });

  test("an answer comes in pieces and ends whole; nobody's answer is not heard", () => {
    const asked: EnergyState = reduceEnergy(ready, { type: "asked", question: "What if?" });
    const said = reduceEnergy(reduceEnergy(asked, { type: "said", text: "It " }), { type: "said", text: "costs" });
    expect(said.whatIf).toMatchObject({ answer: "It costs", waiting: true });
    expect(reduceEnergy(said, { type: "answered", answer: "It costs 1 €." }).whatIf).toMatchObject({ answer: "It costs 1 €.", waiting: false });
    expect(reduceEnergy(said, { type: "unanswered", failure: { key: "lost" } }).whatIf).toMatchObject({ waiting: false, failure: { key: "lost" } });
    expect(reduceEnergy(ready, { type: "said", text: "x" })).toBe(ready);
  });
});
