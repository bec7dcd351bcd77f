// Talks to a real Home Assistant through the card on its dashboard, as a person would, and prints what came of it as JSON.
import { readOptions, visit } from "./dashboard.mjs";

const USAGE = `node e2e/real.mjs --url URL --token TOKEN [options]
  --path /demo-home/home             the dashboard with the card
  --words "Turn on the ..."          the sentence to say
  --entity light.kitchen_ceiling     the light that it turns on; it is turned off before
  --out FOLDER                       where screenshots go; none are made without it
  --timeout SECONDS                  how long each step may take (30)`;

const { url, token, path, words, entity, out, timeout } = readOptions(USAGE, {
  path: { type: "string", default: "/demo-home/home" },
  words: { type: "string", default: "Turn on the kitchen ceiling light" },
  entity: { type: "string", default: "light.kitchen_ceiling" },
});

const result = { words, answer: "", verified: false, undone: false, violations: [], pictures: [], errors: [], milliseconds: 0 };

/** The newest turn of the card that was said in these words. */
const turnOf = (card) => card.getByRole("article", { name: words, exact: true }).last();

const talk = async (dashboard) => {
  const { card } = dashboard;
  await dashboard.call("light", "turn_off", { entity_id: entity });
  await dashboard.until(entity, "off");
  const before = await card.getByRole("article", { name: words, exact: true }).count();
  const started = performance.now();
  await card.getByRole("textbox").fill(words);
  await card.getByRole("textbox").press("Enter");
  await card.locator(`article[data-turn][aria-label="${words}"]`).nth(before).locator(".mark.verified").first().waitFor();
  result.milliseconds = Math.round(performance.now() - started);
  result.answer = (await turnOf(card).locator(".answer .text").first().innerText()).trim();
  await dashboard.until(entity, "on");
  result.verified = true;
  await dashboard.photograph("real-verified");
};

const undo = async (dashboard) => {
  const { card } = dashboard;
  await turnOf(card).locator("[data-button=why]").click();
  await turnOf(card).locator(".why p").filter({ hasText: /\w/ }).waitFor();
  await turnOf(card).locator("[data-button=undo]").click();
  await turnOf(card).locator(".status.undone").waitFor();
  await dashboard.until(entity, "off");
  result.undone = true;
  await dashboard.photograph("real-undone");
};

/** Look at the card as axe does. */
const look = async (dashboard) => {
  result.violations = await dashboard.violations();
};

await visit(
  { url, token, path, element: "llm-agents-card", ready: "textarea", timeout, out },
  result,
  [talk, undo, look],
  () => result.verified && result.undone,
);
