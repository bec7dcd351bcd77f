// Talks to a real Home Assistant through the card on its dashboard, as a person would, and prints what came of it as JSON.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startChromium } from "../test/harness/chromium.mjs";

const USAGE = `node e2e/real.mjs --url URL --token TOKEN [options]
  --path /demo-home/home             the dashboard with the card
  --words "Turn on the ..."          the sentence to say
  --entity light.kitchen_ceiling     the light that it turns on; it is turned off before
  --out FOLDER                       where screenshots go; none are made without it
  --timeout SECONDS                  how long each step may take (30)`;

const { values: options } = parseArgs({
  options: {
    url: { type: "string" },
    token: { type: "string" },
    path: { type: "string", default: "/demo-home/home" },
    words: { type: "string", default: "Turn on the kitchen ceiling light" },
    entity: { type: "string", default: "light.kitchen_ceiling" },
    out: { type: "string" },
    timeout: { type: "string", default: "30" },
  },
});
const { url, token, path, words, entity, out } = options;
const timeout = Number(options.timeout) * 1000;
if (!url || !token || !(timeout > 0)) {
  console.error(USAGE);
  process.exit(2);
}

const AXE = fileURLToPath(new URL("../node_modules/axe-core/axe.min.js", import.meta.url));
const YEAR = 365 * 24 * 3600;

/** Put the long-lived token where the frontend looks for those of a login. */
const logIn = ([hassUrl, access_token, expires_in]) => {
  const expires = Date.now() + expires_in * 1000;
  const tokens = { hassUrl, clientId: `${hassUrl}/`, access_token, refresh_token: "", token_type: "Bearer", expires_in, expires };
  localStorage.setItem("hassTokens", JSON.stringify(tokens));
};

/** Ask Home Assistant's page itself for the state of the entity. */
const isInState = ([entityId, state]) =>
  document.querySelector("home-assistant")?.hass?.states[entityId]?.state === state;

const turnOff = (entity_id) => document.querySelector("home-assistant").hass.callService("light", "turn_off", { entity_id });

const findViolations = async (element) => {
  const { violations, passes } = await window.axe.run(element);
  if (!passes.some(({ id }) => id === "button-name")) {
    throw new Error("axe did not look into the card");
  }
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
};

const browser = await startChromium();
const result = { words, answer: "", verified: false, undone: false, violations: [], pictures: [], errors: [], milliseconds: 0 };

/** Open the dashboard and return the page with its card. */
const open = async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(timeout);
  page.on("pageerror", (error) => result.errors.push(error.message));
  await page.addInitScript({ path: AXE });
  await page.addInitScript(logIn, [url, token, YEAR]);
  await page.goto(`${url}${path}`);
  const card = page.locator("llm-agents-card");
  await card.locator("textarea").waitFor();
  return { page, card };
};

const photograph = async (card, name) => {
  if (out) {
    mkdirSync(out, { recursive: true });
    const file = join(out, `real-${name}.png`);
    await card.screenshot({ path: file, animations: "disabled" });
    result.pictures.push(file);
  }
};

/** The newest turn of the card that was said in these words. */
const turnOf = (card) => card.getByRole("article", { name: words, exact: true }).last();

const talk = async ({ page, card }) => {
  await page.evaluate(turnOff, entity);
  await page.waitForFunction(isInState, [entity, "off"]);
  const before = await card.getByRole("article", { name: words, exact: true }).count();
  const started = performance.now();
  await card.getByRole("textbox").fill(words);
  await card.getByRole("textbox").press("Enter");
  await card.locator(`article[data-turn][aria-label="${words}"]`).nth(before).locator(".mark.verified").first().waitFor();
  result.milliseconds = Math.round(performance.now() - started);
  result.answer = (await turnOf(card).locator(".answer .text").first().innerText()).trim();
  await page.waitForFunction(isInState, [entity, "on"]);
  result.verified = true;
  await photograph(card, "verified");
};

const undo = async ({ page, card }) => {
  await turnOf(card).locator("[data-button=why]").click();
  await turnOf(card).locator(".why p").filter({ hasText: /\w/ }).waitFor();
  await turnOf(card).locator("[data-button=undo]").click();
  await turnOf(card).locator(".status.undone").waitFor();
  await page.waitForFunction(isInState, [entity, "off"]);
  result.undone = true;
  await photograph(card, "undone");
};

try {
  const opened = await open();
  await talk(opened);
  await undo(opened);
  result.violations = await opened.card.evaluate(findViolations);
} catch (error) {
  result.errors.push(error instanceof Error ? error.message : String(error));
} finally {
  await browser.close();
}
console.log(JSON.stringify(result));
process.exitCode = result.verified && result.undone && result.violations.length === 0 ? 0 : 1;
