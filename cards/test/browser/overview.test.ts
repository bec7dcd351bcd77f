/** What a person does with the overview card, and what comes of it. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Chromium } from "../harness/browser.js";
import { AGENTS, agentOf, approvalOf, factOf, FACTS, many, PIN_APPROVAL, suggestionOf, SUGGESTIONS, USAGE } from "../harness/overview.js";
import type { Setting } from "../harness/page.js";

let chromium: Chromium;
beforeAll(async () => {
  chromium = await Chromium.start();
});
afterAll(() => chromium.stop());
afterEach(() => expect(chromium.errors).toEqual([]));

const show = (setting: Partial<Setting> = {}): Promise<void> =>
  chromium.show({ overview: true, agents: AGENTS, usage: USAGE, facts: FACTS, ...setting });

const button = (name: string | RegExp) => chromium.card.getByRole("button", { name });

test("a question tells what exactly would be done, who asked, and for how long it stays open", async () => {
  await show({ approvals: [approvalOf()] });
  const row = chromium.card.locator(".approval");
  expect((await row.innerText()).split("\n").map((line) => line.trim())).toEqual(
    expect.arrayContaining(["Shall I unlock the front door?", "Front door: unlock"]),
  );
  expect((await row.locator(".meta span").allInnerTexts()).join()).toBe("Asked by you,Orchestrator");
  expect(await row.locator("time").innerText()).toMatch(/^Open for 11 min$/);
});

test("a yes tells what devices are set to, and what is handed to others", async () => {
  const items = [
    { entity_id: "climate.living_room", action: "set", attribute: "temperature", value: 21.5 },
    { entity_id: "", action: "HassListAddItem" },
  ];
  await show({ approvals: [approvalOf({ items })] });
  await chromium.card.locator(".items").waitFor();
  expect(await chromium.card.locator(".items li").allInnerTexts()).toEqual([
    "Living room thermostat: set (Temperature 21.5)",
    "HassListAddItem",
  ]);
});

test.each([
  ["Yes", "approve"],
  ["No", "reject"],
] as const)("%s answers it, and what came of it is told", async (name, command) => {
  await show({ approvals: [approvalOf()] });
  await button(`${name}, to: Shall I unlock the front door?`).press("Enter");
  await chromium.card.getByText("Nothing waits for you.").waitFor();
  await chromium.card.getByRole("status").getByText(command === "approve" ? "The front door is unlocked." : "I leave it.").waitFor();
  expect(await chromium.sent(`llm_agents/turns/${command}`)).toEqual([
    { type: `llm_agents/turns/${command}`, turn_id: "01K-5", language: "en" },
  ]);
  await expect.poll(() => chromium.focused()).toBe("told-place");
});

test("a PIN is sent with the yes; a wrong one is told", async () => {
  await show({ approvals: [PIN_APPROVAL] });
  const field = chromium.card.locator("input[type=password]");
  await field.fill("0000");
  await field.press("Enter");
  await chromium.card.getByRole("status").getByText("4 tries are left").waitFor();
  await field.fill("1234");
  await field.press("Enter");
  await chromium.card.getByText("Nothing waits for you.").waitFor();
  expect((await chromium.sent("llm_agents/turns/approve")).map((message) => message["pin"])).toEqual(["0000", "1234"]);
});

test("questions come and go by themselves", async () => {
  await show();
  await chromium.card.getByText("Nothing waits for you.").waitFor();
  await chromium.page.evaluate((given) => window.harness.home.ask(given), [approvalOf(), PIN_APPROVAL]);
  await chromium.card.locator(".approval").nth(1).waitFor();
  expect(await chromium.card.locator(".count").innerText()).toBe("2");
  await chromium.page.evaluate(() => window.harness.home.ask([]));
  await chromium.card.getByText("Nothing waits for you.").waitFor();
});

test("a question that is closed already is told as that", async () => {
  const refused = { approve: { code: "service_validation_error", translation_key: "question_closed" } as never };
  await show({ approvals: [approvalOf()], refused });
  await button(/^Yes/).click();
  await chromium.card.getByRole("alert").getByText("This question is no longer open.").waitFor();
});

test("autonomy is changed by the entity", async () => {
  await show();
  const select = chromium.card.getByRole("combobox", { name: "Autonomy of Comfort agent" });
  expect(await select.inputValue()).toBe("ask");
  await select.selectOption("suggest");
  await expect.poll(() => select.inputValue()).toBe("suggest");
  expect(await chromium.sent("call_service")).toEqual([
    {
      type: "call_service",
      domain: "select",
      service: "select_option",
      service_data: { option: "suggest" },
      target: { entity_id: "select.comfort_agent_autonomy" },
    },
  ]);
});

test("who is no administrator can hold an agent back, not let it do more", async () => {
  await show({ parts: { user: { id: "anna", is_admin: false } } });
  const select = chromium.card.getByRole("combobox", { name: "Autonomy of Comfort agent" });
  const may = await select.locator("option").evaluateAll((options) => options.map((one) => !(one as HTMLOptionElement).disabled));
  expect(may).toEqual([true, true, true, false]);
  expect(await chromium.sent("llm_agents/usage/get")).toEqual([]);
  expect(await chromium.card.locator(".models").count()).toBe(0);
});

test("autonomy that is refused is told, and stays as it is", async () => {
  const refusal = { code: "service_validation_error", translation_key: "autonomy_needs_administrator" };
  await show({ refused: { call_service: refusal as never } });
  const select = chromium.card.getByRole("combobox", { name: "Autonomy of Comfort agent" });
  await select.selectOption("act");
  await chromium.card.getByRole("alert").getByText("Only an administrator can let an agent do more.").waitFor();
  expect(await select.inputValue()).toBe("ask");
});

test("an agent shows its last decision, how well it does, and what it took", async () => {
  await show();
  const row = chromium.card.locator("[data-agent=orchestrator]");
  const text = (await row.innerText()).replaceAll("\u00a0", " ");
  for (const part of [/Last: done, \d/, /Verified: 97%/, /Today’s budget used: 56%/, /Today: 18\.2K tokens · €0\.028/, /This month: 390K tokens · €1\.20/]) {
    expect(text).toMatch(part);
  }
  expect(await chromium.card.locator("[data-agent=x1]").innerText()).toContain("No decision yet");
});

test("models tell whether they answer", async () => {
  await show();
  expect(await chromium.card.locator(".model .mark").allInnerTexts()).toEqual(["Ready", "Does not answer", "Budget used up"]);
});

test("a fact is forgotten after a second yes, and the first thing that Enter does is to keep it", async () => {
  await show();
  await button("Forget: The bins go out on Tuesdays").press("Enter");
  await chromium.page.keyboard.press("Enter");
  await button("Forget: The bins go out on Tuesdays").waitFor();
  expect(await chromium.sent("llm_agents/memory/forget")).toEqual([]);
  expect(await chromium.focused()).toBe("Forget: The bins go out on Tuesdays");
  await button("Forget: The bins go out on Tuesdays").press("Enter");
  await chromium.card.locator("[data-button=sure]").click();
  await chromium.card.getByRole("status").getByText("Forgotten: The bins go out on Tuesdays").waitFor();
  expect(await chromium.card.locator("[data-fact=f1]").count()).toBe(0);
  expect(await chromium.sent("llm_agents/memory/forget")).toEqual([{ type: "llm_agents/memory/forget", fact_id: "f1" }]);
});

test("a fact is corrected in place", async () => {
  await show();
  await button("Correct: The bins go out on Tuesdays").press("Enter");
  const field = chromium.card.getByLabel("What is right?");
  await field.fill("The bins go out on Mondays");
  await field.press("Enter");
  await chromium.card.getByRole("status").getByText("Corrected: The bins go out on Mondays").waitFor();
  expect(await chromium.sent("llm_agents/memory/correct")).toEqual([
    { type: "llm_agents/memory/correct", fact_id: "f1", text: "The bins go out on Mondays" },
  ]);
});

test("a number is corrected as a number, and a habit is not corrected at all", async () => {
  const habit = factOf({ fact_id: "h", kind: "habit", value: "refused", text: "A habit" });
  await show({ facts: [...FACTS, habit] });
  await button("Correct: 21 degrees in the living room").click();
  await chromium.card.getByLabel("What is right?").fill("20,5");
  await button("Save").click();
  await chromium.card.getByText("Corrected: 20.5 degrees in the living room").waitFor();
  expect(await chromium.sent("llm_agents/memory/correct")).toEqual([
    { type: "llm_agents/memory/correct", fact_id: "f2", value: 20.5, text: "20.5 degrees in the living room" },
  ]);
  expect(await button("Correct: A habit").count()).toBe(0);
});

test("what is refused is told, and what was written stays", async () => {
  const refused = { correct: { code: "service_validation_error", translation_key: "memory_secret" } as never };
  await show({ refused });
  await button("Correct: The bins go out on Tuesdays").click();
  await chromium.card.getByLabel("What is right?").fill("The code is 4711");
  await button("Save").click();
  await chromium.card.getByRole("alert").getByText("That looks like a password").waitFor();
  expect(await chromium.card.getByLabel("What is right?").inputValue()).toBe("The code is 4711");
});

test("the memory is searched by words, by devices, and without accents", async () => {
  await show();
  const search = chromium.card.getByRole("searchbox", { name: "Search what is remembered" });
  await search.fill("mood");
  await expect.poll(() => chromium.card.locator(".fact-text").allInnerTexts()).toEqual(["the moon"]);
  await search.fill("blimp");
  await chromium.card.getByText("Nothing is remembered about “blimp”.").waitFor();
});

test("many facts are folded", async () => {
  await show({ facts: many(9) });
  expect(await chromium.card.locator(".fact").count()).toBe(5);
  await button("Show 4 more").click();
  expect(await chromium.card.locator(".fact").count()).toBe(9);
});

test("what changes elsewhere is read anew", async () => {
  await show();
  await chromium.page.evaluate((facts) => window.harness.home.change({ facts }), [factOf({ fact_id: "n", text: "The cat is called Miu" })]);
  await chromium.card.getByText("The cat is called Miu").waitFor();
  await chromium.page.evaluate((agents) => window.harness.home.change({ agents }), [agentOf({ last_status: "failed" })]);
  await chromium.card.getByText(/Last: did not work/).waitFor();
});

const LAMP = "On weekdays at 11:10 PM: turn off the mood lamp";

test("a suggestion tells its evidence, and is made an automation that can be edited", async () => {
  await show({ suggestions: [suggestionOf()] });
  const row = chromium.card.locator("[data-suggestion=s1]");
  expect(await row.innerText()).toContain("19 of the last 20 times, you did this by hand");
  await button(`Make the automation: ${LAMP}`).press("Enter");
  await chromium.card.getByRole("status").getByText(`Among your automations now: ${LAMP}`).waitFor();
  expect(await chromium.sent("llm_agents/suggestions/accept")).toEqual([
    { type: "llm_agents/suggestions/accept", suggestion_id: "s1", language: "en" },
  ]);
  expect(await row.getByRole("link", { name: "Edit it" }).getAttribute("href")).toBe("/config/automation/edit/s1");
  expect(await row.locator("[data-button]").count()).toBe(0);
  await expect.poll(() => chromium.focused()).toBe("told-place");
});

test("a suggestion that is not wanted goes", async () => {
  await show({ suggestions: [suggestionOf()] });
  await button(`No thanks: ${LAMP}`).click();
  await chromium.card.getByText("Nothing to suggest at the moment.").waitFor();
  await chromium.card.getByRole("status").getByText("Never suggested again").waitFor();
  expect(await chromium.sent("llm_agents/suggestions/dismiss")).toEqual([{ type: "llm_agents/suggestions/dismiss", suggestion_id: "s1" }]);
});

test("the automation is shown before it is made, and folded away again", async () => {
  await show({ suggestions: [suggestionOf()] });
  expect(await chromium.card.locator("pre").count()).toBe(0);
  await button("Show the automation").press("Enter");
  expect(await chromium.card.getByRole("region", { name: LAMP }).innerText()).toContain("trigger: time");
  await button("Hide the automation").press("Enter");
  expect(await chromium.card.locator("pre").count()).toBe(0);
});

test("what waits stands first and is counted; whose it is, is told where it is somebody else's", async () => {
  await show({ suggestions: [...SUGGESTIONS, suggestionOf({ suggestion_id: "s3", user_id: "ben" })] });
  const rows = chromium.card.locator(".suggestion");
  expect(await rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset["suggestion"]))).toEqual(["s1", "s3", "s2"]);
  expect(await chromium.card.locator("#suggestions .count").innerText()).toBe("2");
  expect(await rows.nth(0).innerText()).not.toContain("somebody");
  expect(await rows.nth(1).innerText()).toContain("A habit of somebody else");
});

test("one that has to be pasted says so, and suggestions come and go by themselves", async () => {
  await show();
  await chromium.card.getByText("Nothing to suggest at the moment.").waitFor();
  const pasted = suggestionOf({ standing: "accepted", made: { name: LAMP, edit: null, pasted: true } });
  await chromium.page.evaluate((given) => window.harness.home.suggest(given), [pasted]);
  await chromium.card.getByText("Its text waits among the repairs").waitFor();
  expect(await chromium.card.getByRole("link").count()).toBe(0);
});

test("a suggestion that was answered elsewhere is told as that", async () => {
  const refused = { accept: { code: "service_validation_error", translation_key: "suggestion_not_found" } as never };
  await show({ suggestions: [suggestionOf()], refused });
  await button(/^Make the automation/).click();
  await chromium.card.getByRole("alert").getByText("answered already").waitFor();
});

test("sections can be switched off, and what is not shown is not read", async () => {
  await show({ config: { agents: false, memory: false, suggestions: false } });
  expect(await chromium.card.getByRole("heading").allInnerTexts()).toEqual(["Your agents", "Waiting for your yes"]);
  expect(await chromium.sent("llm_agents/memory/list")).toEqual([]);
  expect(await chromium.sent("llm_agents/usage/get")).toEqual([]);
  expect(await chromium.sent("llm_agents/suggestions/subscribe")).toEqual([]);
});

test("after a failure loading can be tried again", async () => {
  await show({ listing: { code: "unknown_error" } });
  await chromium.card.getByText("Your agents could not be loaded.").waitFor();
  await chromium.page.evaluate(() => {
    window.harness.home.listing = "given";
  });
  await button("Try again").click();
  await chromium.card.getByText("The bins go out on Tuesdays").first().waitFor();
});

test("a start of the integration loads by itself", async () => {
  const agent = { entity_id: "conversation.llm_agents", state: "unavailable", attributes: {} };
  await show({ listing: { code: "not_loaded" }, parts: { states: { [agent.entity_id]: agent } } });
  await button("Try again").waitFor();
  await chromium.page.evaluate((there) => {
    window.harness.home.listing = "given";
    window.harness.give({ states: { [there.entity_id]: there } });
  }, { ...agent, state: "idle" });
  await chromium.card.getByText("The bins go out on Tuesdays").first().waitFor();
});

test("a card that is taken away listens no more", async () => {
  await show({ approvals: [approvalOf()] });
  await chromium.card.locator(".approval").waitFor();
  await chromium.card.evaluate((card) => card.remove());
  await expect.poll(() => chromium.page.evaluate(() => window.harness.home.subscriptions.length)).toBe(0);
});

test("what others wrote stays text", async () => {
  const attack = '<img src=x onerror="window.attacked=true">${1}';
  await show({
    config: { title: attack },
    approvals: [approvalOf({ turn_id: '"><b>', question: attack, items: [{ entity_id: attack, action: attack }] })],
    agents: [agentOf({ name: attack })],
    suggestions: [suggestionOf({ suggestion_id: '"><u>', title: attack, evidence: attack, automation: attack })],
    facts: [factOf({ fact_id: '"><i>', text: attack, about: [attack], source: { how: "words", words: `${attack}!`, at: "" } })],
  });
  await chromium.card.getByText(attack).first().waitFor();
  expect(await chromium.card.getByText(attack).count()).toBeGreaterThanOrEqual(6);
  expect(await chromium.card.locator("img, [onerror]").count()).toBe(0);
  expect(await chromium.page.evaluate(() => "attacked" in window)).toBe(false);
});
