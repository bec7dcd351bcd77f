import { describe, expect, test } from "vitest";
import { agentName, autonomyOf, mayChoose, standingOf, tokensOf, waitingFor } from "../../src/model/agent.js";
import { askedBy, shareLeft, timeLeft } from "../../src/model/approval.js";
import { correctable, correction, found } from "../../src/model/fact.js";
import { isNews } from "../../src/model/hass.js";
import { localizer } from "../../src/model/localize.js";
import { NOTHING, reduceOverview, type Overview, type OverviewEvent } from "../../src/model/overview.js";
import { checkOverview, overviewForm } from "../../src/model/overview-config.js";
import { failureOf } from "../../src/model/failure.js";
import { ordered } from "../../src/model/suggestion.js";
import { compact, money, percent, period } from "../../src/model/text.js";
import { hassOf, Home } from "../harness/home.js";
import { agentOf, AGENTS, approvalOf, factOf, FACTS, PIN_APPROVAL, SUGGESTIONS, USAGE } from "../harness/overview.js";

const EN = localizer("en");
const HASS = hassOf(new Home(), "en");
const after = (events: readonly OverviewEvent[], from: Overview = NOTHING): Overview => events.reduce(reduceOverview, from);

describe("a configuration", () => {
  test("shows all sections unless one is switched off", () => {
    expect(checkOverview({ type: "x" }, EN)).toEqual({
      type: "x",
      title: null,
      sections: ["approvals", "suggestions", "agents", "memory"],
      fixedRows: false,
    });
    expect(checkOverview({ agents: false, title: " Mine ", grid_options: { rows: 4 } }, EN)).toMatchObject({
      sections: ["approvals", "suggestions", "memory"],
      title: " Mine ",
      fixedRows: true,
    });
  });

  test("that shows nothing is refused in plain words", () => {
    expect(() => checkOverview({ approvals: false, suggestions: false, agents: false, memory: false }, EN)).toThrow(/At least one section/);
  });

  test("has a form with words for every field", () => {
    const form = overviewForm(EN) as {
      schema: readonly { name: string }[];
      computeLabel(field: { name: string }): string;
      computeHelper(field: { name: string }): string;
    };
    expect(form.schema.map(({ name }) => name)).toEqual(["title", "approvals", "suggestions", "agents", "memory"]);
    for (const field of form.schema) {
      expect(form.computeLabel(field)).not.toContain("config.");
      expect(form.computeHelper(field)).not.toContain("config.");
    }
  });
});

describe("the state", () => {
  test("keeps what it has while parts of it are read anew", () => {
    const state = after([
      { type: "loaded", content: { agents: AGENTS, facts: FACTS } },
      { type: "loading" },
      { type: "loaded", content: { facts: [] } },
    ]);
    expect(state).toMatchObject({ phase: "ready", agents: AGENTS, facts: [] });
  });

  test("tells a failure until the next try", () => {
    const failed = after([{ type: "load-failed", failure: { key: "load_overview" } }]);
    expect(failed).toMatchObject({ phase: "failed", failure: { key: "load_overview" } });
    expect(reduceOverview(failed, { type: "loading" })).toMatchObject({ phase: "loading", failure: null });
  });

  test("has one fact at a time in hand", () => {
    const state = after([
      { type: "mode", id: "a", mode: "correct" },
      { type: "mode", id: "b", mode: "forget" },
    ]);
    expect(state.views).toEqual({ b: { mode: "forget" } });
    expect(reduceOverview(state, { type: "mode", id: "b", mode: null }).views).toEqual({});
  });

  test("is busy with what was begun, tells what came of it, and keeps what was written where it failed", () => {
    const busy = after([
      { type: "mode", id: "a", mode: "correct" },
      { type: "busy", id: "a" },
    ]);
    expect(busy.views["a"]).toEqual({ mode: "correct", busy: true });
    const failed = reduceOverview(busy, { type: "failed", id: "a", failure: { key: "secret" } });
    expect(failed.views["a"]).toEqual({ mode: "correct", failure: { key: "secret" } });
    const done = reduceOverview(busy, { type: "done", id: "a", told: { kind: "corrected", text: "x" } });
    expect(done).toMatchObject({ views: {}, told: { kind: "corrected", text: "x" } });
    expect(reduceOverview(done, { type: "busy", id: "b" }).told).toBeNull();
  });
});

describe("suggestions", () => {
  test("that wait for an answer come first", () => {
    expect(ordered(SUGGESTIONS).map(({ suggestion_id: id }) => id)).toEqual(["s1", "s2"]);
  });

  test("are what was sent last", () => {
    expect(after([{ type: "suggestions", suggestions: SUGGESTIONS }, { type: "suggestions", suggestions: [] }]).suggestions).toEqual([]);
  });

  test("that are gone are told as that", () => {
    for (const refusal of ["suggestion_accepted", "suggestion_not_found"]) {
      expect(failureOf({ code: "service_validation_error", translation_key: refusal })).toEqual({ key: "suggestion_gone" });
    }
  });
});

describe("a question", () => {
  const at = new Date("2026-11-21T08:00:00Z");
  const approval = approvalOf({ at: "2026-11-21T08:00:00+00:00", expires: "2026-11-21T08:20:00+00:00" });
  const later = (minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

  test("has less and less time, and never less than none", () => {
    expect(timeLeft(approval, later(5))).toBe(15 * 60_000);
    expect(shareLeft(approval, later(5))).toBe(0.75);
    expect([timeLeft(approval, later(30)), shareLeft(approval, later(30))]).toEqual([0, 0]);
    expect(shareLeft(approval, later(-5))).toBe(1);
  });

  test.each([
    [{ origin: "text", user_id: "anna" }, "Asked by you"],
    [{ origin: "voice", user_id: "anna" }, "Asked by you"],
    [{ origin: "voice", user_id: null }, "Asked by voice"],
    [{ origin: "automation", user_id: null }, "Asked by an automation"],
    [{ origin: "text", user_id: "unknown" }, "Asked by somebody else"],
  ] as const)("of %j is %s", (asker, words) => {
    expect(askedBy(HASS, EN, approvalOf({ asker }))).toBe(words);
  });

  test("of another person is told by the name", () => {
    const { user: _, ...others } = HASS;
    expect(askedBy(others, EN, approvalOf())).toBe("Asked by Anna");
  });
});

describe("an agent", () => {
  test("is called by its name, else by its role", () => {
    expect(agentName(AGENTS, "comfort", EN)).toBe("Comfort agent");
    expect(agentName(AGENTS, "orchestrator", EN)).toBe("Orchestrator");
    expect(agentName([], "energy", EN)).toBe("Energy");
    expect(agentName([], "01ABC", EN)).toBe("Agent");
  });

  test("goes as far as its entity says", () => {
    expect(autonomyOf(HASS, agentOf({ autonomy: "observe" }))).toBe("act");
    expect(autonomyOf(HASS, agentOf({ autonomy: "observe", autonomy_entity_id: null }))).toBe("observe");
    const gone = { ...HASS, states: { "select.llm_agents_autonomy": { entity_id: "x", state: "unavailable", attributes: {} } } };
    expect(autonomyOf(gone, agentOf({ autonomy: "ask" }))).toBe("ask");
  });

  test("may be held back by everybody, and let go by an administrator", () => {
    const guest = { ...HASS, user: { id: "x", is_admin: false } };
    expect([mayChoose(guest, "ask", "observe"), mayChoose(guest, "ask", "act")]).toEqual([true, false]);
    expect(mayChoose(HASS, "ask", "act")).toBe(true);
  });

  test("has its own questions", () => {
    expect(waitingFor([approvalOf(), PIN_APPROVAL], "security")).toBe(1);
  });

  test("took what was read and written", () => {
    expect(tokensOf(USAGE.total.day)).toBe(21_400);
  });

  test.each([
    [0, "ready"],
    [1, "away"],
    [2, "spent"],
  ] as const)("is served by model %d that is %s", (index, standing) => {
    expect(USAGE.backends.map(standingOf)[index]).toBe(standing);
  });
});

describe("facts", () => {
  const names = ({ about }: { readonly about: readonly string[] }): string => (about.includes("light.mood") ? "Mood lamp" : "");
  const ids = (search: string): readonly string[] => found(FACTS, search, names).map((fact) => fact.fact_id);

  test("are found by all words of a search, in any order, in text, source and names", () => {
    expect(ids("tuesdays bins")).toEqual(["f1"]);
    expect(ids("MOOD")).toEqual(["f3"]);
    expect(ids("bins moon")).toEqual([]);
    expect(ids("  ")).toHaveLength(FACTS.length);
  });

  test("are found without accents", () => {
    expect(found([factOf({ text: "Das Café schließt um acht" })], "cafe", names)).toHaveLength(1);
  });

  test("are corrected by their number, or by their words, or not at all", () => {
    expect(correctable(factOf({ value: 21 }))).toBe("number");
    expect(correctable(factOf({}))).toBe("text");
    expect(correctable(factOf({ value: "refused" }))).toBeNull();
  });

  test.each([
    ["", null],
    ["  ", null],
    ["The bins go out on Tuesdays ", null],
    [" On Mondays ", { text: "On Mondays" }],
  ] as const)("%j is the correction %j", (given, sent) => {
    expect(correction(factOf({}), given)).toEqual(sent);
  });

  test.each([
    ["20,5", { value: 20.5, text: "20.5 degrees" }],
    ["21", null],
    ["warm", null],
    ["", null],
  ] as const)("the number %j is the correction %j", (given, sent) => {
    expect(correction(factOf({ text: "21 degrees", value: 21 }), given)).toEqual(sent);
  });
});

describe("numbers in words", () => {
  test.each([
    [40_200, "41 sec"],
    [11 * 60_000, "11 min"],
    [89 * 60_000, "89 min"],
    [3 * 3_600_000, "3 hr"],
    [0, "0 sec"],
  ] as const)("%d milliseconds are %s", (milliseconds, words) => {
    expect(period(milliseconds, "en")).toBe(words);
  });

  test("what is not all is not told as all", () => {
    expect([0.5, 0.996, 1, 1.2].map((share) => percent(share, "en"))).toEqual(["50%", "99%", "100%", "120%"]);
  });

  test("are short, and money has its currency", () => {
    expect(compact(18_240, "en")).toBe("18.2K");
    expect(money(1.2, "EUR", "en")).toBe("€1.20");
    expect(money(0.0031, "EUR", "en")).toBe("€0.0031");
    expect(money(1.2, undefined, "en")).toBe("1.2");
  });
});

test("only what a card shows is news to it", () => {
  const other = { ...HASS, states: { ...HASS.states, "sensor.power": { entity_id: "sensor.power", state: "5", attributes: {} } } };
  expect(isNews(HASS, other, ["lock.front_door"])).toBe(false);
  expect(isNews(HASS, other, ["sensor.power"])).toBe(true);
  expect(isNews(HASS, { ...HASS, connected: false }, [])).toBe(true);
});
