/** The test's side of the harness: a real Chromium with the card as it is built. */
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { build } from "vite";
import { startChromium } from "./chromium.mjs";
import type { Message } from "./home.js";
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

export interface Place {
  readonly name: string;
  readonly seen: boolean;
}

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
    await this.card.locator(whole.overview === true || whole.energy !== undefined ? ".sections" : ".log").waitFor();
  }

  /** What was sent to Home Assistant, of one type of message. */
  sent(type: string): Promise<readonly Message[]> {
    return this.page.evaluate((wanted) => window.harness.home.sent.filter((message) => message["type"] === wanted), type);
  }

  /** The name of what has the focus, else its class. */
  focused(): Promise<string> {
    return this.card.evaluate((card) => {
      const element = card.shadowRoot?.activeElement;
      return element?.getAttribute("aria-label") ?? element?.className ?? "nothing";
    });
  }

  /** What is told of the thing that has the focus, and whether the focus is seen. */
  place(): Promise<Place> {
    return this.card.evaluate((card) => {
      const element = card.shadowRoot?.activeElement;
      if (!(element instanceof HTMLElement)) {
        return { name: "", seen: false };
      }
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const name = element.getAttribute("aria-label") ?? element.innerText.trim();
      return { name, seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 };
    });
  }

  /** The places to which Tab leads, pressed some times. */
  async walk(steps: number): Promise<readonly Place[]> {
    const places: Place[] = [];
    for (let step = 0; step < steps; step += 1) {
      await this.page.keyboard.press("Tab");
      places.push(await this.place());
    }
    return places;
  }

  /** The pixels on which each of some elements can be pressed. */
  sizes(selector: string): Promise<readonly { readonly kind: string; readonly width: number; readonly height: number }[]> {
    return this.card.locator(selector).evaluateAll((elements) =>
      elements.map((element) => {
        const { width, height } = element.getBoundingClientRect();
        const reach = parseFloat(getComputedStyle(element, "::after").height) || 0;
        return { kind: `${element.tagName} ${element.className}`, width, height: Math.max(height, reach) };
      }),
    );
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
