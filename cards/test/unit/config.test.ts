import { afterEach, describe, expect, test, vi } from "vitest";
import { defineElement } from "../../src/define.js";
import { checkConfig, configForm, isAgent } from "../../src/model/config.js";
import { localizer } from "../../src/model/localize.js";
import { hassOf, Home } from "../harness/home.js";

const EN = localizer("en");

describe("a configuration", () => {
  test("may be empty", () => {
    expect(checkConfig({ type: "custom:llm-agents-card" }, EN)).toEqual({
      type: "custom:llm-agents-card",
      agent: "conversation.llm_agents",
      title: null,
      history: 20,
      height: null,
      fixedRows: true,
    });
  });

  test("may say everything", () => {
    const raw = { agent: "conversation.energy", title: "Energy", history: 5, height: 400, grid_options: { rows: "auto" } };
    expect(checkConfig(raw, EN)).toMatchObject({ agent: "conversation.energy", title: "Energy", history: 5, height: 400, fixedRows: false });
  });

  test.each([
    [{ agent: "light.kitchen" }, /“light.kitchen” is not the entity of an agent/],
    [{ agent: 3 }, /is not the entity of an agent/],
    [{ history: 0 }, /whole number from 1 to 100/],
    [{ history: 2.5 }, /whole number from 1 to 100/],
    [{ height: 5 }, /pixels from 120 to 2000/],
    [{ height: "tall" }, /pixels from 120 to 2000/],
  ])("%j is refused in plain words", (raw, message) => {
    expect(() => checkConfig(raw, EN)).toThrow(message);
  });

  test("has a form with words for every field", () => {
    const form = configForm(EN) as {
      schema: readonly { name: string; schema?: readonly { name: string }[] }[];
      computeLabel(field: { name: string }): string;
      computeHelper(field: { name: string }): string;
    };
    const fields = form.schema.flatMap((field) => field.schema ?? [field]);
    expect(fields.map(({ name }) => name)).toEqual(["agent", "title", "history", "height"]);
    for (const field of fields) {
      expect(form.computeLabel(field)).not.toContain("config.");
      expect(form.computeHelper(field)).not.toContain("config.");
    }
  });
});

test("our agents are known by their platform", () => {
  const hass = hassOf(new Home(), "en");
  expect(isAgent(hass, "conversation.llm_agents")).toBe(true);
  expect(isAgent(hass, "conversation.home_assistant")).toBe(false);
  expect(isAgent(hass, "light.kitchen")).toBe(false);
});

describe("defining an element", () => {
  afterEach(() => vi.unstubAllGlobals());

  class Registry {
    readonly elements = new Map<string, unknown>();
    readonly get = (name: string): unknown => this.elements.get(name);
    readonly define = (name: string, element: unknown): void => {
      if (this.elements.has(name)) {
        throw new Error(`${name} is defined already`);
      }
      this.elements.set(name, element);
    };
    readonly whenDefined = (): Promise<void> => Promise.resolve();
  }

  const Element = class {} as unknown as CustomElementConstructor;

  test("lasts when the page replaces the registry before it has loaded", async () => {
    let load = (): void => undefined;
    const [first, second] = [new Registry(), new Registry()];
    vi.stubGlobal("document", { readyState: "loading" });
    vi.stubGlobal("window", { addEventListener: (_: string, listener: () => void) => (load = listener) });
    vi.stubGlobal("customElements", first);
    defineElement("llm-agents-card", Element);
    expect(first.get("llm-agents-card")).toBe(Element);
    vi.stubGlobal("customElements", second);
    load();
    expect(second.get("llm-agents-card")).toBe(Element);
    await Promise.resolve();
  });

  test("is done once where the registry stays", async () => {
    const registry = new Registry();
    vi.stubGlobal("document", { readyState: "complete" });
    vi.stubGlobal("customElements", registry);
    defineElement("llm-agents-card", Element);
    await Promise.resolve();
    expect(registry.elements.size).toBe(1);
  });
});
