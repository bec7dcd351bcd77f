// A dashboard of a real Home Assistant in a real browser: opened with a token, looked at by axe, photographed.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startChromium } from "../test/harness/chromium.mjs";

const AXE = fileURLToPath(new URL("../node_modules/axe-core/axe.min.js", import.meta.url));
const YEAR = 365 * 24 * 3600;

/** Put the long-lived token where the frontend looks for those of a login. */
const logIn = ([hassUrl, access_token, expires_in]) => {
  const expires = Date.now() + expires_in * 1000;
  const tokens = { hassUrl, clientId: `${hassUrl}/`, access_token, refresh_token: "", token_type: "Bearer", expires_in, expires };
  localStorage.setItem("hassTokens", JSON.stringify(tokens));
};

const findViolations = async (element) => {
  const { violations, passes } = await window.axe.run(element);
  if (!passes.some(({ id }) => id === "button-name")) {
    throw new Error("axe did not look into the card");
  }
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
};

/** Ask Home Assistant's page itself for the state of an entity. */
const isInState = ([entityId, state]) => document.querySelector("home-assistant")?.hass?.states[entityId]?.state === state;

const callService = ([domain, service, data]) => document.querySelector("home-assistant").hass.callService(domain, service, data);

const callWS = (message) => document.querySelector("home-assistant").hass.callWS(message);

export class Dashboard {
  #browser;
  #out;
  pictures = [];
  errors = [];

  constructor(browser, page, card, out) {
    this.#browser = browser;
    this.page = page;
    this.card = card;
    this.#out = out;
    page.on("pageerror", (error) => this.errors.push(error.message));
  }

  /** Open a dashboard, and wait for a card on it and for something in the card. */
  static async open({ url, token, path, element, ready, timeout, out, colorScheme = "light", width = 1280, height = 900 }) {
    const browser = await startChromium();
    try {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      page.setDefaultTimeout(timeout);
      const dashboard = new Dashboard(browser, page, page.locator(element), out);
      await page.addInitScript({ path: AXE });
      await page.addInitScript(logIn, [url, token, YEAR]);
      await page.goto(`${url}${path}`);
      await dashboard.card.locator(ready).first().waitFor();
      return dashboard;
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** What axe finds wrong in the card. */
  violations() {
    return this.card.evaluate(findViolations);
  }

  /** Keep a picture of the card, where a folder for them is given. */
  async photograph(name) {
    if (this.#out) {
      mkdirSync(this.#out, { recursive: true });
      const file = join(this.#out, `${name}.png`);
      await this.card.screenshot({ path: file, animations: "disabled" });
      this.pictures.push(file);
    }
  }

  call(domain, service, data) {
    return this.page.evaluate(callService, [domain, service, data]);
  }

  ask(message) {
    return this.page.evaluate(callWS, message);
  }

  /** Wait until Home Assistant says that an entity is in a state. */
  async until(entityId, state) {
    await this.page.waitForFunction(isInState, [entityId, state]);
  }

  close() {
    return this.#browser.close();
  }
}

/** The options of a script, with those that each has; ends the process where one lacks. */
export const readOptions = (usage, own) => {
  const common = { url: { type: "string" }, token: { type: "string" }, out: { type: "string" }, timeout: { type: "string", default: "30" } };
  const { values } = parseArgs({ options: { ...common, ...own } });
  const timeout = Number(values.timeout) * 1000;
  if (!values.url || !values.token || !(timeout > 0)) {
    console.error(usage);
    process.exit(2);
  }
  return { ...values, timeout };
};

/** Take the steps on a dashboard, print what came of them as JSON, and tell by the exit code whether all of it went well. */
export const visit = async (where, result, steps, wentWell) => {
  let dashboard;
  try {
    dashboard = await Dashboard.open(where);
    for (const step of steps) {
      await step(dashboard);
    }
  } catch (error) {
    result.errors.push(error instanceof Error ? error.message : String(error));
  } finally {
    result.errors.push(...(dashboard?.errors ?? []));
    result.pictures = dashboard?.pictures ?? [];
    await dashboard?.close();
  }
  console.log(JSON.stringify(result));
  process.exitCode = wentWell() && result.violations.length === 0 ? 0 : 1;
};
