/** Every state of the card, in both themes and languages: nothing that axe objects to, and a picture of each. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Chromium } from "../harness/browser.js";
import type { Setting } from "../harness/page.js";
import { AGENTS, approvalOf } from "../harness/overview.js";
import { partsOfDelegated, turn, type Language } from "../harness/turns.js";

interface State {
  readonly name: string;
  readonly setting: (language: Language) => Partial<Setting>;
  readonly then?: (chromium: Chromium) => Promise<void>;
}

const LONG = "The heating was lowered because nobody was at home and the forecast promised sun. ".repeat(14);

const ask = async ({ card }: Chromium): Promise<void> => {
  await card.getByRole("textbox").fill("Good night");
  await card.getByRole("textbox").press("Enter");
  await card.locator(".pending").waitFor();
};

const STATES: readonly State[] = [
  { name: "empty", setting: () => ({}) },
  { name: "loading", setting: () => ({ listing: "never" }) },
  { name: "load-failed", setting: () => ({ listing: { code: "unknown_error" } }) },
  { name: "not-set-up", setting: () => ({ listing: { code: "unknown_command" } }) },
  { name: "unknown-agent", setting: (language) => ({ withoutAgent: true, turns: [turn("kitchen", language)] }) },
  {
    name: "conversation",
    setting: (language) => ({
      turns: [turn("kitchen", language, { undone_by: "x" }), turn("living", language), turn("which", language)],
    }),
  },
  {
    name: "troubles",
    setting: (language) => ({ turns: [turn("partial", language), turn("nonsense", language), turn("failed", language)] }),
  },
  { name: "asked", setting: (language) => ({ turns: [turn("unlock", language)] }) },
  {
    name: "asked-pin",
    setting: (language) => ({ turns: [turn("unlock", language)], approvals: [approvalOf({ pin: true })] }),
  },
  {
    name: "delegated",
    setting: (language) => {
      const above = turn("delegated", language);
      return { agents: AGENTS, turns: [...partsOfDelegated(above), above] };
    },
    then: async ({ card }) => {
      await card.locator(".parts .link").click();
      await card.locator(".part").first().waitFor();
    },
  },
  { name: "choice", setting: (language) => ({ turns: [turn("lamp", language)] }) },
  { name: "many-changes", setting: (language) => ({ turns: [turn("everything", language)] }) },
  { name: "planned", setting: (language) => ({ turns: [turn("later", language), turn("missed", language)] }) },
  { name: "thinking", setting: (language) => ({ turns: [turn("kitchen", language)] }), then: ask },
  {
    name: "streaming",
    setting: () => ({}),
    then: async (chromium) => {
      await ask(chromium);
      await chromium.page.evaluate(() => window.harness.home.stream({ type: "delta", text: "The lights downstairs are off, and " }));
      await chromium.card.locator(".streaming").waitFor();
    },
  },
  {
    name: "explained",
    setting: (language) => ({ turns: [turn("kitchen", language)], explanation: "You asked for the kitchen light at 40 %. It was off; it is an ordinary light, so I turned it on at once and read its state back." }),
    then: async ({ card }) => {
      await card.locator("[data-button=why]").click();
      await card.locator(".why p").filter({ hasText: "ordinary" }).waitFor();
    },
  },
  {
    name: "disconnected",
    setting: (language) => ({ turns: [turn("kitchen", language)] }),
    then: async ({ page, card }) => {
      await page.evaluate(() => {
        window.harness.home.emit("disconnected");
        window.harness.give({ connected: false });
      });
      await card.locator(".notice").waitFor();
    },
  },
  {
    name: "refused-undo",
    setting: (language) => ({
      turns: [turn("kitchen", language)],
      refused: { undo: { code: "service_validation_error", message: "It has been changed since." } },
    }),
    then: async ({ card }) => {
      await card.locator("[data-button=undo]").click();
      await card.getByRole("alert").waitFor();
    },
  },
  {
    name: "long-texts",
    setting: (language) => ({ turns: [turn("which", language, { words: "Donaudampfschifffahrt".repeat(12), answer: LONG })] }),
  },
  {
    name: "narrow",
    setting: (language) => ({ width: 296, turns: [turn("living", language), turn("partial", language), turn("unlock", language)] }),
  },
  { name: "narrow-empty", setting: () => ({ width: 296 }) },
  {
    name: "wide",
    setting: (language) => ({ width: 1100, turns: [turn("kitchen", language), turn("living", language), turn("unlock", language)] }),
  },
];

let chromium: Chromium;
beforeAll(async () => {
  chromium = await Chromium.start();
});
afterAll(() => chromium.stop());

describe.each([
  ["light", "en"],
  ["light", "de"],
  ["dark", "en"],
  ["dark", "de"],
] as const)("in a %s theme, in %s", (theme, language) => {
  test.each(STATES)("$name", async ({ name, setting, then }) => {
    await chromium.show({ language, dark: theme === "dark", ...setting(language) });
    await then?.(chromium);
    await chromium.photograph(`${name}-${theme}-${language}`);
    expect(await chromium.violations()).toEqual([]);
    expect(chromium.errors).toEqual([]);
    // Nothing may stick out to the side.
    expect(await chromium.card.locator(".log").evaluate((log) => log.scrollWidth - log.clientWidth)).toBeLessThanOrEqual(0);
  });
});
