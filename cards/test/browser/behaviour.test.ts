/** What a person does with the card, and what comes of it. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Chromium } from "../harness/browser.js";
import { KITCHEN, turn, turnOf } from "../harness/turns.js";

let chromium: Chromium;
beforeAll(async () => {
  chromium = await Chromium.start();
});
afterAll(() => chromium.stop());
afterEach(() => expect(chromium.errors).toEqual([]));

/** What the card sent of one command. */
const stream = (event: unknown): Promise<void> =>
  chromium.page.evaluate((given) => window.harness.home.stream(given), event);

const field = () => chromium.card.getByRole("textbox");

const say = async (words: string): Promise<void> => {
  await field().fill(words);
  await field().press("Enter");
  await chromium.card.locator(".pending").waitFor();
};

const finish = async (parts: Parameters<typeof turnOf>[0]): Promise<void> => {
  const done = turnOf({ conversation_id: "c9", at: new Date().toISOString(), ...parts });
  await stream({ type: "done", turn: done, conversation_id: done.conversation_id });
  await chromium.card.locator(".pending").waitFor({ state: "detached" });
};

test("Enter sends the words, in the language and to the agent", async () => {
  await chromium.show({ language: "de", config: { agent: "conversation.llm_agents" } });
  await say("Guten Morgen");
  expect(await chromium.sent("llm_agents/ask")).toEqual([
    { type: "llm_agents/ask", text: "Guten Morgen", agent_id: "conversation.llm_agents", language: "de" },
  ]);
  expect(await field().inputValue()).toBe("");
});

test("the button sends as well", async () => {
  await chromium.show();
  await field().fill("Good morning");
  await chromium.card.getByRole("button", { name: "Send" }).click();
  expect((await chromium.sent("llm_agents/ask"))[0]).toMatchObject({ text: "Good morning" });
});

test("Shift and Enter begin a new line, and white space alone is not sent", async () => {
  await chromium.show();
  await field().fill("one");
  await field().press("Shift+Enter");
  expect(await field().inputValue()).toBe("one\n");
  await field().fill("  ");
  await field().press("Enter");
  expect(await chromium.sent("llm_agents/ask")).toEqual([]);
});

test("an answer streams in order, and is read out when it is whole", async () => {
  await chromium.show();
  await say("Good night");
  const log = chromium.card.getByRole("log");
  expect(await log.getAttribute("aria-busy")).toBe("true");
  for (const text of ["The lights ", "are off. ", "Sleep well."]) {
    await stream({ type: "delta", text });
  }
  await chromium.card.getByText("The lights are off. Sleep well.").waitFor();
  await finish({ words: "Good night", answer: "The lights are off. Sleep well!" });
  expect(await log.getAttribute("aria-busy")).toBe("false");
  expect(await chromium.card.locator(".answer").allInnerTexts()).toEqual([expect.stringContaining("Sleep well!")]);
});

test("the next sentence goes on with the conversation", async () => {
  await chromium.show();
  await say("Turn on the kitchen light");
  await finish({ words: "Turn on the kitchen light", answer: "It is on." });
  await say("and in the bedroom");
  expect((await chromium.sent("llm_agents/ask"))[1]).toMatchObject({ text: "and in the bedroom", conversation_id: "c9" });
});

test("a turn that the journal tells before the answer ends is shown once", async () => {
  await chromium.show();
  await say("Good night");
  const same = turnOf({ turn_id: "same", words: "Good night", answer: "Sleep well." });
  await chromium.page.evaluate((given) => window.harness.home.tell(given), same);
  expect(await chromium.card.getByRole("article").count()).toBe(1);
  await finish(same);
  expect(await chromium.card.getByRole("article").count()).toBe(1);
});

test("while an answer is on its way nothing else is sent, and what is written stays", async () => {
  await chromium.show();
  await say("Good night");
  await field().fill("and lock the door");
  await field().press("Enter");
  expect(await chromium.sent("llm_agents/ask")).toHaveLength(1);
  expect(await field().inputValue()).toBe("and lock the door");
});

test("waiting can be stopped", async () => {
  await chromium.show();
  await say("Good night");
  await chromium.card.getByRole("button", { name: "Stop waiting" }).click();
  await chromium.card.getByText("You stopped waiting.").waitFor();
  const open = await chromium.page.evaluate(() => window.harness.home.subscriptions.map(({ message }) => message["type"]));
  expect(open).toEqual(["llm_agents/turns/subscribe", "llm_agents/approvals/subscribe"]);
});

test("an error of the agent is told in plain words", async () => {
  await chromium.show({ refused: { ask: { code: "unauthorized", message: "Unauthorized" } } });
  await field().fill("Good night");
  await field().press("Enter");
  await chromium.card.getByText("You are not allowed to do that.").waitFor();
});

test("undo asks to take that turn back, and the turn tells that it was", async () => {
  await chromium.show({ turns: [turn("living", "en"), turn("kitchen", "en", { turn_id: "mine" })] });
  const article = chromium.card.locator("[data-turn=mine]");
  await article.getByRole("button", { name: "Undo: Turn on the kitchen light at 40 %" }).press("Enter");
  await article.getByText("Taken back").waitFor();
  expect(await chromium.sent("llm_agents/turns/undo")).toEqual([{ type: "llm_agents/turns/undo", turn_id: "mine", language: "en" }]);
  expect(await article.getByRole("button", { name: "Undo" }).count()).toBe(0);
  expect(await chromium.focused()).toBe("Turn on the kitchen light at 40 %");
});

test("what was not verified, or was undone, has no undo", async () => {
  await chromium.show({
    turns: [
      turn("kitchen", "en", { changes: [{ ...KITCHEN, verified: false }] }),
      turn("living", "en", { undone_by: "other" }),
      turn("which", "en"),
    ],
  });
  await chromium.card.getByRole("article").nth(2).waitFor();
  expect(await chromium.card.locator("[data-button=undo]").count()).toBe(0);
});

test.each([
  ["Yes", "approve"],
  ["No", "reject"],
] as const)("%s answers the question, and the keyboard goes on at the field", async (button, command) => {
  await chromium.show({ turns: [turn("unlock", "en", { turn_id: "mine" })] });
  await chromium.card.getByRole("button", { name: `${button}, to: Shall I unlock the front door?` }).press("Enter");
  await chromium.card.locator(".pill.strong").waitFor({ state: "detached" });
  expect(await chromium.sent(`llm_agents/turns/${command}`)).toEqual([{ type: `llm_agents/turns/${command}`, turn_id: "mine", language: "en" }]);
  await expect.poll(() => chromium.focused()).toBe("What should happen?");
});

test("a choice is said in the conversation of its question", async () => {
  await chromium.show({ turns: [turn("lamp", "en", { conversation_id: "c3" })] });
  await chromium.card.getByRole("button", { name: "Study" }).click();
  expect((await chromium.sent("llm_agents/ask"))[0]).toMatchObject({ text: "Study", conversation_id: "c3" });
});

test("a reason that has no words is told as well", async () => {
  const requests = [{ type: "problem", reason: "of_tomorrow", words: "disco ball" }];
  await chromium.show({ turns: [turn("nonsense", "en", { requests })] });
  await chromium.card.getByText("disco ball: It could not be done.").waitFor();
});

test("why is asked once, and folds", async () => {
  await chromium.show({ turns: [turn("kitchen", "en")] });
  const why = chromium.card.getByRole("button", { name: "Why? About: Turn on the kitchen light at 40 %" });
  await why.click();
  await chromium.card.getByText("Because you asked for it.").waitFor();
  expect(await why.getAttribute("aria-expanded")).toBe("true");
  await why.click();
  await chromium.card.getByText("Because you asked for it.").waitFor({ state: "hidden" });
  await why.click();
  await chromium.card.getByText("Because you asked for it.").waitFor();
  expect(await chromium.sent("llm_agents/turns/explain")).toHaveLength(1);
});

test("an example is said at once", async () => {
  await chromium.show();
  await chromium.card.getByRole("button", { name: "Turn on Kitchen light" }).click();
  expect((await chromium.sent("llm_agents/ask"))[0]).toMatchObject({ text: "Turn on Kitchen light" });
});

test("turns from elsewhere appear, those of another agent do not", async () => {
  await chromium.show({ turns: [turn("kitchen", "en")] });
  await chromium.card.getByRole("article").waitFor();
  await chromium.page.evaluate(
    (given) => given.forEach((each) => window.harness.home.tell(each)),
    [turn("which", "en"), turn("living", "en", { agent_id: "conversation.other" })],
  );
  await chromium.card.getByText("The bathroom window").waitFor();
  expect(await chromium.card.getByRole("article").count()).toBe(2);
});

test("a lost connection is told, nothing is asked twice, and what was done appears when it is back", async () => {
  await chromium.show();
  await say("Good night");
  await chromium.page.evaluate(() => window.harness.home.emit("disconnected"));
  await chromium.card.getByText("The connection was lost before the answer came.").waitFor();
  await chromium.page.evaluate(
    (given) => {
      window.harness.home.turns = [given];
      window.harness.home.emit("ready");
    },
    turnOf({ turn_id: "late", words: "Good night", answer: "Sleep well." }),
  );
  await chromium.card.getByText("Sleep well.").waitFor();
  expect(await chromium.card.getByRole("article").count()).toBe(1);
  expect(await chromium.sent("llm_agents/ask")).toHaveLength(1);
  const asking = await chromium.page.evaluate(() =>
    window.harness.home.subscriptions.filter(({ message, resubscribe }) => message["type"] === "llm_agents/ask" && resubscribe),
  );
  expect(asking).toEqual([]);
});

test("earlier turns are loaded before the oldest, and the view stays where it was", async () => {
  const turns = Array.from({ length: 12 }, (_, index) =>
    turn("kitchen", "en", { turn_id: `t${index}`, at: new Date(Date.now() - (20 - index) * 60_000).toISOString() }),
  );
  await chromium.show({ turns, config: { history: 8, height: 400 } });
  await chromium.card.locator("[data-turn=t4]").waitFor();
  const place = (): Promise<number> =>
    chromium.card.locator("[data-turn=t4]").evaluate((element) => Math.round(element.getBoundingClientRect().top));
  await chromium.card.locator(".log").evaluate((log) => log.scrollTo(0, 0));
  await chromium.card.getByRole("button", { name: "Newest" }).waitFor();
  const before = await place();
  await chromium.card.getByRole("button", { name: "Show earlier turns" }).click();
  await chromium.card.locator("[data-turn=t0]").waitFor();
  expect((await chromium.sent("llm_agents/turns/list"))[1]).toEqual({ type: "llm_agents/turns/list", limit: 8, before: "t4" });
  const gone = 36 + 20; // the button that led to them, with its gap
  expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(gone);
});

test("after a failure loading can be tried again", async () => {
  await chromium.show({ turns: [turn("kitchen", "en")], listing: { code: "unknown_error" } });
  await chromium.card.getByText("The earlier turns could not be loaded.").waitFor();
  await chromium.page.evaluate(() => {
    window.harness.home.listing = "given";
  });
  await chromium.card.getByRole("button", { name: "Try again" }).click();
  await chromium.card.getByText("The kitchen light is on at 40 %.").waitFor();
});

test("a card that is taken away listens no more", async () => {
  await chromium.show();
  await chromium.card.locator(".empty").waitFor();
  await chromium.card.evaluate((card) => card.remove());
  await expect.poll(() => chromium.page.evaluate(() => window.harness.home.subscriptions.length)).toBe(0);
});

test("what others wrote stays text", async () => {
  const attack = '<img src=x onerror="window.attacked=true"><script>window.attacked=true</script>${1}';
  const turns = [
    turnOf({
      turn_id: '"><b>x',
      at: new Date().toISOString(),
      words: attack,
      answer: attack,
      model: attack,
      changes: [{ ...KITCHEN, entity_id: `light.${attack}`, name: attack, after: { state: attack } }],
      requests: [{ type: "problem", reason: "cannot", words: attack }],
      calls: [{ domain: "light", service: "turn_on", entity_ids: [], error: attack }],
    }),
  ];
  await chromium.show({ turns, config: { title: attack }, explanation: attack });
  await chromium.card.locator("[data-button=why]").click();
  await chromium.card.locator(".why").getByText(attack).waitFor();
  expect(await chromium.card.getByText(attack).count()).toBeGreaterThanOrEqual(7);
  expect(await chromium.card.locator("img, script, iframe, [onerror]").count()).toBe(0);
  expect(await chromium.page.evaluate(() => "attacked" in window)).toBe(false);
});

test("news of other devices do not draw the card anew", async () => {
  await chromium.show({ turns: [turn("kitchen", "en")] });
  await chromium.card.getByRole("article").waitFor();
  const drawn = await chromium.card.evaluate(async (card) => {
    const lit = card as unknown as { update(changed: unknown): void; updateComplete: Promise<boolean> };
    const update = lit.update.bind(lit);
    let count = 0;
    lit.update = (changed) => {
      count += 1;
      update(changed);
    };
    const states = { ...(card as unknown as { hass: { states: object } }).hass.states, "sensor.power": {} };
    window.harness.give({ states: states as never });
    await lit.updateComplete;
    const before = count;
    window.harness.give({ connected: false });
    await lit.updateComplete;
    return [before, count];
  });
  expect(drawn).toEqual([0, 1]);
});
