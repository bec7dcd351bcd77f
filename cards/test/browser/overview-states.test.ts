/** Every state of the overview, in both themes and languages: nothing that axe objects to, and a picture of each. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Chromium } from "../harness/browser.js";
import { AGENTS, approvalOf, FACTS, many, PIN_APPROVAL, SUGGESTIONS, USAGE } from "../harness/overview.js";
import type { Setting } from "../harness/page.js";

interface State {
  readonly name: string;
  readonly setting?: Partial<Setting>;
  readonly then?: (chromium: Chromium) => Promise<void>;
}

const ALL: Partial<Setting> = {
  overview: true,
  width: 520,
  agents: AGENTS,
  usage: USAGE,
  facts: FACTS,
  suggestions: SUGGESTIONS,
  approvals: [approvalOf(), PIN_APPROVAL],
};

const STATES: readonly State[] = [
  { name: "all" },
  { name: "empty", setting: { approvals: [], suggestions: [], facts: [], agents: [], usage: { ...USAGE, backends: [], total: { ...USAGE.total, share: null, month: USAGE.agents[2]?.month ?? USAGE.total.month } } } },
  { name: "loading", setting: { listing: "never" } },
  { name: "load-failed", setting: { listing: { code: "unknown_error" } } },
  { name: "not-set-up", setting: { listing: { code: "unknown_command" } } },
  { name: "narrow", setting: { width: 296 } },
  { name: "wide", setting: { width: 1000 } },
  { name: "many-facts", setting: { facts: many(12), approvals: [] } },
  { name: "only-agents", setting: { config: { approvals: false, suggestions: false, memory: false } } },
  {
    name: "disconnected",
    then: async ({ page, card }) => {
      await page.evaluate(() => {
        window.harness.home.emit("disconnected");
        window.harness.give({ connected: false });
      });
      await card.locator(".notice").waitFor();
    },
  },
  {
    name: "answered",
    then: async ({ card }) => {
      await card.locator(".approval .pill.strong").first().click();
      await card.locator(".told").waitFor();
    },
  },
  {
    name: "wrong-pin",
    then: async ({ card }) => {
      await card.locator("input[type=password]").fill("9999");
      await card.locator("input[type=password]").press("Enter");
      await card.locator(".told.careful").waitFor();
    },
  },
  {
    name: "forgetting",
    setting: { approvals: [] },
    then: async ({ card }) => {
      await card.locator("[data-fact=f1] [data-button=forget]").click();
      await card.locator(".sure").waitFor();
    },
  },
  {
    name: "automation-shown",
    setting: { approvals: [] },
    then: async ({ card }) => {
      await card.getByRole("button", { expanded: false }).and(card.locator("[data-suggestion=s1] .link")).click();
      await card.locator("pre").waitFor();
    },
  },
  {
    name: "correcting",
    setting: { approvals: [] },
    then: async ({ card }) => {
      await card.locator("[data-fact=f3] [data-button=correct]").click();
      await card.locator(".sure input").waitFor();
    },
  },
  {
    name: "not-found",
    then: async ({ card }) => {
      await card.getByRole("searchbox").fill("blimp");
      await card.locator("section").last().locator(".none").waitFor();
    },
  },
];

let chromium: Chromium;
beforeAll(async () => {
  chromium = await Chromium.start();
});
afterAll(() => chromium.stop());

const sticksOut = (): Promise<number> =>
  chromium.card.locator(".sections").evaluate((box) => box.scrollWidth - box.clientWidth);

describe.each([
  ["light", "en"],
  ["light", "de"],
  ["dark", "en"],
  ["dark", "de"],
] as const)("in a %s theme, in %s", (theme, language) => {
  test.each(STATES)("$name", async ({ name, setting, then }) => {
    await chromium.show({ language, dark: theme === "dark", ...ALL, ...setting });
    await then?.(chromium);
    await chromium.photograph(`overview-${name}-${theme}-${language}`);
    expect(await chromium.violations()).toEqual([]);
    expect(chromium.errors).toEqual([]);
    // Nothing may stick out to the side.
    expect(await sticksOut()).toBeLessThanOrEqual(0);
  });
});

test.each([
  ["forced-colors", { forcedColors: "active" }],
  ["more-contrast", { contrast: "more" }],
] as const)("%s: nothing that axe objects to", async (name, media) => {
  await chromium.page.emulateMedia(media);
  await chromium.show(ALL);
  await chromium.photograph(`overview-${name}`);
  expect(await chromium.violations()).toEqual([]);
  await chromium.page.emulateMedia({ forcedColors: null, contrast: null });
});

test("from right to left", async () => {
  await chromium.show({ ...ALL, language: "ar" });
  await chromium.photograph("overview-right-to-left");
  expect(await chromium.violations()).toEqual([]);
  expect(await sticksOut()).toBeLessThanOrEqual(0);
});

test("the keyboard reaches everything in the order of reading, and the focus is seen", async () => {
  await chromium.show({ ...ALL, approvals: [PIN_APPROVAL], facts: FACTS.slice(0, 1) });
  const { question } = PIN_APPROVAL;
  expect(await chromium.walk(12)).toEqual(
    [
      `PIN for: ${question}`,
      `Yes, to: ${question}`,
      `No, to: ${question}`,
      "Make the automation: On weekdays at 11:10 PM: turn off the mood lamp",
      "No thanks: On weekdays at 11:10 PM: turn off the mood lamp",
      "Show the automation",
      "Edit it",
      "Show the automation",
      "Autonomy of Orchestrator",
      "Autonomy of Comfort agent",
      "Correct: The bins go out on Tuesdays",
      "Forget: The bins go out on Tuesdays",
    ].map((name) => ({ name, seen: true })),
  );
});

test("what can be pressed is large enough", async () => {
  await chromium.show({ ...ALL, width: 296 });
  const sizes = await chromium.sizes("button, select, input");
  expect(sizes.length).toBeGreaterThan(10);
  for (const { kind, width, height } of sizes) {
    expect(width, kind).toBeGreaterThanOrEqual(44);
    expect(height, kind).toBeGreaterThanOrEqual(40);
  }
});

test("with a fixed number of rows the card scrolls inside", async () => {
  await chromium.show({ ...ALL, config: { grid_options: { rows: 6 } } });
  await chromium.card.evaluate((card) => {
    if (card.parentElement !== null) {
      card.parentElement.style.height = "400px";
    }
    (card as HTMLElement & { layout: string }).layout = "grid";
  });
  const box = chromium.card.getByRole("region", { name: "Your agents" });
  await box.waitFor();
  expect(await box.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
});
