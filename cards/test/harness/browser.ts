/** The test's side of the harness: a real Chromium with the card as it is built. */
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { build } from "vite";
import { startChromium } from "./chromium.mjs";
import type { Setting } from "./page.js";

const ORIGIN = "http://card.test";
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const PICTURES = here("../../../build/screenshots/card");

/** Build in memory: the card with its own settings, the page's script as a plain module. */
const bundle = async (card: boolean): Promise<string> => {
  const result = await build({
    root: here("../.."),
    logLevel: "error",
    ...(card ? {} : { configFile: false, build: { lib: { entry: here("page.ts"), formats: ["es"], fileName: "page" }, write: false } }),
    ...(card ? { build: { write: false } } : {}),
  });
  const [first] = Array.isArray(result) ? result : [result];
  if (first === undefined || !("output" in first)) {
    throw new Error("nothing was built");
  }
  return first.output[0].code;
};

export class Chromium {
  readonly page: Page;
  readonly errors: string[] = [];
  readonly #browser: Browser;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
    page.on("pageerror", (error) => this.errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && this.errors.push(message.text()));
  }

  static async start(): Promise<Chromium> {
    const files: Record<string, readonly [string, string]> = {
      "/": ["text/html", readFileSync(here("page.html"), "utf8")],
      "/llm-agents.js": ["text/javascript", await bundle(true)],
      "/page.js": ["text/javascript", await bundle(false)],
    };
    const browser = await startChromium();
    const page = await browser.newPage({ viewport: { width: 480, height: 720 } });
    await page.route("**/*", (route) => {
      const file = files[new URL(route.request().url()).pathname];
      return file === undefined
        ? route.fulfill({ status: 204 })
        : route.fulfill({ contentType: file[0], body: file[1] });
    });
    await page.addInitScript({ path: here("../../node_modules/axe-core/axe.min.js") });
    return new Chromium(browser, page);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
  }

  get card(): Locator {
    return this.page.locator("main > *");
  }

  /** Show a card in a fresh page. */
  async show(setting: Partial<Setting> = {}): Promise<void> {
    const whole: Setting = { language: "en", dark: false, width: 480, turns: [], ...setting };
    this.errors.length = 0;
    await this.page.setViewportSize({ width: whole.width, height: 720 });
    await this.page.goto(ORIGIN);
    await this.page.waitForFunction(() => "show" in window && customElements.get("llm-agents-card") !== undefined);
    await this.page.evaluate((given) => window.show(given), whole);
    await this.card.locator(whole.overview === true ? ".sections" : ".log").waitFor();
  }

  /** What axe finds wrong, each as its rule and the elements. */
  async violations(): Promise<readonly string[]> {
    const results = await this.page.evaluate(async (): Promise<AxeResults> => {
      const { axe } = window as unknown as { axe: { run(context: string, options: object): Promise<AxeResults> } };
      return axe.run("main", { resultTypes: ["violations"], rules: { region: { enabled: false } } });
    });
    return results.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join("; ")}`,
    );
  }

  /** Keep a picture of the card for a person to look at. */
  async photograph(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.page.locator("main").screenshot({ path: `${PICTURES}/${name}.png`, animations: "disabled" });
  }
}
