/** What a person does with the energy card, and what comes of it. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Chromium } from "../harness/browser.js";
import { planOf } from "../harness/energy.js";
import type { Setting } from "../harness/page.js";

let chromium: Chromium;
beforeAll(async () => {
  chromium = await Chromium.start();
});
afterAll(() => chromium.stop());
afterEach(() => expect(chromium.errors).toEqual([]));

const WHOLE = planOf();
const show = (setting: Partial<Setting> = {}): Promise<void> => chromium.show({ energy: WHOLE, width: 520, ...setting });
const head = (asset: string) => chromium.card.locator(`[data-asset=${asset}] .asset-head`);
const plain = (text: string | null): string => (text ?? "").replaceAll("\u00a0", " ");

test("money, modes and levels are told in words", async () => {
  await show();
  expect((await chromium.card.locator(".sum dd").allInnerTexts()).map((text) => text.split("\n")[0])).toEqual(["€1.84", "€96.20", "€4.37"]);
  expect(plain(await head("battery").innerText())).toMatch(/Home battery[\s\S]*Uses its own power[\s\S]*46 %/);
});

test("a press tells why, and offers to set it by hand", async () => {
  await show();
  await head("car").press("Enter");
  await chromium.card.getByText("Charging waits until 01:00").waitFor();
  expect(await head("car").getAttribute("aria-expanded")).toBe("true");
  expect(await chromium.card.locator("[data-asset=car] [name=mode] option").allInnerTexts()).toEqual(["Charges", "Waits", "Charges from surplus sun only"]);
});

test("a mode is set for a time, told, and given back", async () => {
  await show();
  await head("battery").click();
  const asset = chromium.card.locator("[data-asset=battery]");
  await asset.locator("[name=mode]").selectOption("charge");
  await asset.locator("[name=minutes]").selectOption("60");
  await asset.locator("[name=power]").fill("3.5");
  await asset.getByRole("button", { name: "Set Home battery by hand" }).press("Enter");
  await chromium.card.getByRole("status").getByText("Home battery: Charges, for 60 min").waitFor();
  await asset.getByText("Set by hand", { exact: true }).waitFor();
  await asset.getByRole("button", { name: "Back to automatic: Home battery" }).click();
  await chromium.card.getByRole("status").getByText("Home battery follows the plan again.").waitFor();
  expect(await chromium.sent("llm_agents/energy/override")).toEqual([
    { type: "llm_agents/energy/override", asset_id: "battery", mode: "charge", minutes: 60, power_kw: 3.5 },
    { type: "llm_agents/energy/override", asset_id: "battery", mode: null, minutes: 0 },
  ]);
  // The button that was pressed is gone; the keyboard goes on at the asset.
  await expect.poll(() => chromium.focused()).toBe("asset-head");
});

test("a power is asked for only where the mode has one", async () => {
  await show();
  await head("battery").click();
  const field = chromium.card.locator("[data-asset=battery] [name=power]");
  await chromium.card.locator("[name=mode]").selectOption("hold");
  expect(await field.isVisible()).toBe(false);
  await chromium.card.locator("[name=mode]").selectOption("export");
  expect(await field.isVisible()).toBe(true);
});

test("a refusal stands beside the asset", async () => {
  await show({ refused: { override: { code: "service_validation_error", message: "The car is not plugged in." } } });
  await head("car").click();
  await chromium.card.locator("[data-asset=car] [type=submit]").click();
  await chromium.card.locator("[data-asset=car]").getByRole("alert").getByText("The car is not plugged in.").waitFor();
});

test("the keyboard walks through time, and says what it finds", async () => {
  await show();
  const slider = chromium.card.getByRole("slider", { name: "Look at a time" });
  const before = plain(await slider.getAttribute("aria-valuetext"));
  expect(before).toMatch(/Price: €0\.\d+\/kWh, Home: .*Home battery: 46 %/);
  await slider.press("End");
  const last = plain(await slider.getAttribute("aria-valuetext"));
  expect(last).not.toBe(before);
  await chromium.card.getByRole("button", { name: "Back to now" }).click();
  expect(plain(await slider.getAttribute("aria-valuetext"))).toBe(before);
});

test("a finger on the picture looks at its time in all of them", async () => {
  await show();
  const plot = chromium.card.locator(".plot.prices");
  await plot.hover({ position: { x: 400, y: 30 } });
  await chromium.card.locator(".look .link").waitFor();
  expect(await chromium.card.locator(".plot .looked").count()).toBe(await chromium.card.locator(".plot:not(.axis)").count());
  await chromium.page.mouse.move(5, 5);
  await expect.poll(() => chromium.card.locator(".plot .looked").count()).toBe(0);
});

test("a table says the same", async () => {
  await show();
  await chromium.card.getByRole("button", { name: "As a table" }).click();
  const rows = chromium.card.locator("tbody tr");
  expect(await rows.count()).toBeGreaterThan(36);
  expect(await chromium.card.locator("thead th").allInnerTexts()).toEqual([
    "Time", "Price", "Home", "Sun", "Grid", "Home battery", "Car", "Heat pump", "Hot water", "Dishwasher",
  ]);
  expect(await chromium.card.locator("[aria-current=time]").count()).toBe(1);
  expect(await chromium.card.locator(".plot").count()).toBe(0);
});

test("what is measured later is shown at once", async () => {
  await show();
  await chromium.page.evaluate((plan) => window.harness.home.plan(plan), planOf({ saving: { ...WHOLE.saving, today: 2.5 } }));
  await chromium.card.locator(".sum").getByText("€2.50").waitFor();
});

test("a question is sent to the agent, its answer comes in pieces", async () => {
  await show();
  const field = chromium.card.getByRole("textbox", { name: "What if …?" });
  await field.fill("What if I heat to 22 degrees?");
  await field.press("Enter");
  await expect.poll(() => chromium.sent("llm_agents/ask")).toMatchObject([{ text: "What if I heat to 22 degrees?", agent_id: "conversation.llm_agents" }]);
  await chromium.page.evaluate(() => {
    window.harness.home.stream({ type: "delta", text: "It costs " });
    window.harness.home.stream({ type: "delta", text: "1 € more." });
  });
  await chromium.card.getByText("It costs 1 € more.").waitFor();
});

test("a lost connection ends the waiting", async () => {
  await show();
  await chromium.card.getByRole("textbox").fill("What if?");
  await chromium.card.getByRole("textbox").press("Enter");
  await chromium.page.evaluate(() => window.harness.home.emit("disconnected"));
  await chromium.card.getByRole("alert").getByText("The connection was lost").waitFor();
});

test("a home without assets says how to add one, to administrators with a link", async () => {
  const none = planOf({ assets: [], steps: [] });
  await show({ energy: none });
  await chromium.card.getByText("No energy asset yet").waitFor();
  expect(await chromium.card.getByRole("link").getAttribute("href")).toBe("/config/integrations/integration/llm_agents");
  await show({ energy: none, parts: { user: { id: "ben", is_admin: false } } });
  await chromium.card.getByText("No energy asset yet").waitFor();
  expect(await chromium.card.getByRole("link").count()).toBe(0);
});

test("after a failure it can be tried again", async () => {
  await show({ listing: { code: "unknown_error" } });
  await chromium.card.getByText("The plan could not be loaded.").waitFor();
  await chromium.page.evaluate(() => {
    window.harness.home.listing = "given";
  });
  await chromium.card.getByRole("button", { name: "Try again" }).click();
  await chromium.card.locator(".money").waitFor();
});

test("every place of the keyboard is seen and has a name", async () => {
  await show();
  const places = await chromium.walk(9);
  expect(places.map(({ name }) => name.split("\n")[0])).toEqual([
    "As a table", "Look at a time", "Home battery", "Car", "Heat pump", "Hot water", "Dishwasher", "", "Ask",
  ]);
  expect(places.every(({ seen }) => seen)).toBe(true);
});

test("everything that is pressed is large enough for a finger", async () => {
  await show({ width: 320 });
  await head("battery").click();
  await chromium.card.locator("[name=mode]").selectOption("charge");
  for (const { kind, height } of await chromium.sizes(".asset-head, .pill, select, .set input")) {
    expect(height, kind).toBeGreaterThanOrEqual(40);
  }
});
