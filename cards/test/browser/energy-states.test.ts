/** Every state of the energy card, in both themes and languages: nothing that axe objects to, and a picture of each. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Chromium } from "../harness/browser.js";
import { planOf } from "../harness/energy.js";
import type { Setting } from "../harness/page.js";

interface State {
  readonly name: string;
  readonly setting?: Partial<Setting>;
  readonly then?: (chromium: Chromium) => Promise<void>;
}

const unfold = async ({ card }: Chromium, asset: string): Promise<void> => {
  await card.locator(`[data-asset=${asset}] .asset-head`).click();
  await card.locator(`[data-asset=${asset}] form`).waitFor();
};

const WHOLE = planOf();

const STATES: readonly State[] = [
  { name: "whole" },
  { name: "phone", setting: { width: 360 } },
  { name: "narrow", setting: { width: 296 } },
  { name: "wide", setting: { width: 1000 } },
  { name: "loading", setting: { listing: "never" } },
  { name: "load-failed", setting: { listing: { code: "unknown_error" } } },
  { name: "not-set-up", setting: { listing: { code: "unknown_command" } } },
  { name: "empty", setting: { energy: planOf({ assets: [], steps: [], import_price: [], load: [], pv: [], grid: [] }) } },
  { name: "only-the-grid", setting: { energy: planOf({ assets: [] }) } },
  { name: "no-plan", setting: { energy: planOf({ status: "no_plan", made_at: null, cost: null, baseline_cost: null, steps: [], import_price: [], assets: WHOLE.assets.map((asset) => ({ ...asset, power: [], level: null, low: null, high: null, mode: null, until: null })) }) } },
  { name: "learning", setting: { energy: planOf({ status: "learning", autonomy: "observe", saving: { ...WHOLE.saving, dry_run: true }, past: {} }) } },
  { name: "degraded", setting: { energy: planOf({ status: "degraded", made_at: WHOLE.now - 5 * 3600, notices: [{ key: "something_new" }] }) } },
  {
    name: "unmet",
    setting: { energy: planOf({ unmet: [{ asset_id: "car", wanted: "charge", amount: 6.4, at: WHOLE.now + 16 * 3600 }, { asset_id: "heat", wanted: "comfort", amount: 1, at: WHOLE.now + 3600 }] }) },
  },
  { name: "table", setting: { config: { as_table: true } } },
  { name: "unfolded", then: async (chromium) => unfold(chromium, "battery") },
  {
    name: "overridden",
    then: async (chromium) => {
      await unfold(chromium, "battery");
      await chromium.card.locator("select[name=mode]").selectOption("charge");
      await chromium.card.locator("[data-asset=battery] [type=submit]").click();
      await chromium.card.locator(".by-hand").waitFor();
    },
  },
  {
    name: "refused",
    setting: { refused: { override: { code: "service_validation_error", message: "The battery does not answer." } } },
    then: async (chromium) => {
      await unfold(chromium, "car");
      await chromium.card.locator("[data-asset=car] [type=submit]").click();
      await chromium.card.locator(".failure").waitFor();
    },
  },
  {
    name: "looked",
    then: async ({ card }) => {
      await card.getByRole("slider").focus();
      await card.getByRole("slider").press("PageUp");
      await card.locator(".look .link").waitFor();
    },
  },
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
    name: "asked",
    then: async ({ page, card }) => {
      await card.locator(".what-if input").fill("What if I heat to 22 degrees?");
      await card.locator(".what-if button").click();
      await page.evaluate(() => window.harness.home.stream({ type: "delta", text: "That costs 1.10 € more a day: 5.47 € in the place of 4.37 €." }));
      await card.locator(".what-if-answer p").filter({ hasText: "1.10" }).waitFor();
    },
  },
];

let chromium: Chromium;
beforeAll(async () => {
  chromium = await Chromium.start();
});
afterAll(() => chromium.stop());

const sticksOut = (): Promise<number> => chromium.card.locator(".frame").evaluate((box) => box.scrollWidth - box.clientWidth);

const show = (setting: Partial<Setting>): Promise<void> => chromium.show({ energy: WHOLE, width: 520, ...setting });

describe.each([
  ["light", "en"],
  ["dark", "en"],
  ["light", "de"],
] as const)("in a %s theme, in %s", (theme, language) => {
  test.each(STATES)("$name", async ({ name, setting, then }) => {
    await show({ language, dark: theme === "dark", ...setting });
    await then?.(chromium);
    await chromium.photograph(`energy-${name}-${theme}-${language}`);
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
  await show({});
  await unfold(chromium, "battery");
  await chromium.photograph(`energy-${name}`);
  expect(await chromium.violations()).toEqual([]);
  await chromium.page.emulateMedia({ forcedColors: null, contrast: null });
});

test("from right to left the card is laid out the other way, the time is not", async () => {
  await show({ language: "ar", parts: { translationMetadata: { translations: { ar: { isRTL: true } } } } });
  await unfold(chromium, "battery");
  await chromium.photograph("energy-rtl");
  expect(await chromium.violations()).toEqual([]);
  expect(await sticksOut()).toBeLessThanOrEqual(0);
  const [head, plot] = await Promise.all(
    [".asset-head", ".plots"].map((selector) => chromium.card.locator(selector).first().evaluate((box) => getComputedStyle(box).direction)),
  );
  expect([head, plot]).toEqual(["rtl", "ltr"]);
});
