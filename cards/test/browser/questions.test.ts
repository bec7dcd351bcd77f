/** Questions with a PIN, what was delegated, and where words are from, on the card to talk. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Chromium } from "../harness/browser.js";
import { AGENTS, approvalOf } from "../harness/overview.js";
import { partsOfDelegated, turn } from "../harness/turns.js";

let chromium: Chromium;
beforeAll(async () => {
  chromium = await Chromium.start();
});
afterAll(() => chromium.stop());
afterEach(() => expect(chromium.errors).toEqual([]));

const UNLOCK = turn("unlock", "en", { turn_id: "mine" });

const showPin = (): Promise<void> => chromium.show({ turns: [UNLOCK], approvals: [approvalOf({ turn_id: "mine", pin: true })] });
const pin = () => chromium.card.getByLabel("PIN for: Shall I unlock the front door?");

test("the PIN is masked, typed in digits, sent with the yes and kept nowhere", async () => {
  await showPin();
  expect(await pin().getAttribute("type")).toBe("password");
  expect(await pin().getAttribute("inputmode")).toBe("numeric");
  await pin().fill("1234");
  await pin().press("Enter");
  await pin().waitFor({ state: "detached" });
  expect(await chromium.sent("llm_agents/turns/approve")).toEqual([{ type: "llm_agents/turns/approve", turn_id: "mine", language: "en", pin: "1234" }]);
  expect(await chromium.card.evaluate((card) => card.shadowRoot?.innerHTML.includes("1234"))).toBe(false);
});

test.each(["", "12", "12a4"])("%j is no PIN and is not sent", async (given) => {
  await showPin();
  await pin().fill(given);
  await pin().press("Enter");
  expect(await pin().evaluate((field: HTMLInputElement) => field.validationMessage)).toBe("4 to 12 digits");
  expect(await chromium.sent("llm_agents/turns/approve")).toEqual([]);
});

test("a wrong PIN is told with the tries that are left, and the field is empty again", async () => {
  await showPin();
  await pin().fill("9999");
  await chromium.card.getByRole("button", { name: "Yes, to: Shall I unlock the front door?" }).click();
  await chromium.card.getByText("4 tries are left").first().waitFor();
  const again = chromium.card.locator("input[type=password]");
  expect(await again.count()).toBe(1);
  expect(await again.inputValue()).toBe("");
});

test("no needs no PIN", async () => {
  await showPin();
  await chromium.card.getByRole("button", { name: "No, to: Shall I unlock the front door?" }).click();
  await pin().waitFor({ state: "detached" });
  expect(await chromium.sent("llm_agents/turns/reject")).toEqual([{ type: "llm_agents/turns/reject", turn_id: "mine", language: "en" }]);
});

test("a question is open for as long as the server keeps it", async () => {
  await chromium.show({ turns: [UNLOCK], approvals: [approvalOf({ turn_id: "mine" })] });
  await chromium.card.getByText(/Open until \d/).waitFor();
  await chromium.page.evaluate(() => window.harness.home.ask([]));
  await chromium.card.getByRole("button", { name: /^Yes/ }).waitFor({ state: "detached" });
});

test("what was delegated stands folded under its turn, with the agents by name", async () => {
  const above = turn("delegated", "en", { turn_id: "above" });
  await chromium.show({ agents: AGENTS, turns: [...partsOfDelegated(above), above] });
  const article = chromium.card.getByRole("article");
  await article.waitFor();
  expect(await article.count()).toBe(1);
  expect(await article.locator(".change").count()).toBe(2);
  const fold = article.getByRole("button", { name: "Done together with: Lighting, Comfort agent" });
  expect(await fold.getAttribute("aria-expanded")).toBe("false");
  await fold.press("Enter");
  await article.getByText("Close the blind and lower the heating").waitFor();
  expect(await article.locator(".part .meta").allInnerTexts()).toEqual(["done", "under way"]);
  await article.locator("[data-button=undo]").waitFor();
});

test("a turn tells what was read for it, and by whom it was overruled", async () => {
  await chromium.show({ agents: AGENTS, turns: [turn("delegated", "en")] });
  await chromium.card.getByText("Read: names of devices, a calendar").waitFor();
  await chromium.card.getByText("Comfort agent wants the opposite and goes first.").waitFor();
});

test("the agent that served a turn is named where it is not the card's own", async () => {
  await chromium.show({ agents: AGENTS, turns: [turn("kitchen", "en", { profile: "comfort" }), turn("which", "en", { profile: "orchestrator" })] });
  await chromium.card.getByText("By Comfort agent").waitFor();
  expect(await chromium.card.getByText(/^By /).count()).toBe(1);
});

test("a card of another agent is one of that agent", async () => {
  const agent = "conversation.comfort_agent";
  await chromium.show({
    config: { agent },
    agents: AGENTS,
    turns: [turn("kitchen", "en", { agent_id: agent, profile: "comfort" })],
    parts: { states: { [agent]: { entity_id: agent, state: "idle", attributes: {} } } },
  });
  await chromium.card.getByText("The kitchen light is on at 40 %.").waitFor();
  expect(await chromium.card.getByText(/^By /).count()).toBe(0);
});
